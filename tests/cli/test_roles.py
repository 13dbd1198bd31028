"""`role`, `join`, `leave`, `release`: what they ask, print and refuse; and many who want one role at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply
from incidentctl.errors import NeedsAnswer
from incidentctl.render.width import width
from incidentctl.words import LANGS
from tests.cli.conftest import together

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from incidentctl.domain.screens import Ask, Say
    from tests.cli.conftest import Desk


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500", "--as", "sato")
    return desk


class Answering:
    """Gives these answers, one after the other, and keeps what was asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        if not self.answers:
            raise NeedsAnswer("needs-answer", question=ask.title, flag=ask.flag)
        return Reply(self.answers.pop(0))

    def say(self, say: Say) -> None:
        raise AssertionError(say)


@pytest.mark.parametrize(
    ("argv", "flag"),
    [
        (("role", "take"), "incidentctl role take operator"),
        (("role", "give"), "incidentctl role take operator"),
        (("role", "give", "operator"), "incidentctl role give operator suzuki"),
        (("role", "release"), "incidentctl role take operator"),
        (("release",), "incidentctl release suzuki"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_recorded(
    open_desk: Desk, argv: tuple[str, ...], flag: str
) -> None:
    before = open_desk("timeline", "--json").out
    ran = open_desk(*argv)
    assert ran.code == 7
    assert flag in ran.err
    assert open_desk("timeline", "--json").out == before


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_terminal_the_role_and_the_person_are_asked_for(open_desk: Desk, lang: str) -> None:
    open_desk.is_interactive = True
    open_desk.prompter = answering = Answering("operator", "tanaka")
    assert open_desk("role", "give", "--lang", lang).code == 0
    [role, who] = answering.asked
    assert role.choices[1].label == {"en": "operator", "ja": "作業者"}[lang]
    assert who.title
    assert open_desk("role", "list", "--json").json["roles"][1]["holders"][0]["name"] == "tanaka"
    open_desk.prompter = Answering("@tanaka")
    assert "let go" in open_desk("release", "--as", "sato").out


@pytest.mark.parametrize("typed", ["operator", "OPERATOR", "ｏｐｅｒａｔｏｒ", "作業者"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_role_is_named_in_either_language_case_and_width(open_desk: Desk, typed: str, lang: str) -> None:
    ran = open_desk("role", "take", typed, "--lang", lang)
    assert ran.code == 0
    entry = open_desk("timeline", "--json").json["entries"][-1]
    assert entry["data"] == {"role": "operator", "who": "aoki"}


@pytest.mark.parametrize(
    ("typed", "meant"), [("oprator", "operator"), ("作業員", "operator"), ("comander", "commander")]
)
def test_a_misspelt_role_is_suggested(open_desk: Desk, typed: str, meant: str) -> None:
    ran = open_desk("role", "take", typed)
    assert ran.code == 2
    assert f"Did you mean {meant}?" in ran.err


def test_duties_are_printed_in_the_readers_language(open_desk: Desk) -> None:
    english, japanese = (open_desk("role", "take", "scribe", "--as", lang, "--lang", lang) for lang in LANGS)
    assert "The scribe:\n  - Note when, who, what." in english.out
    assert "書記官の役目:\n  - いつ・誰が・何をしたか" in japanese.out
    assert (english.out + english.err).count("incidentctl brief") == 1
    assert (japanese.out + japanese.err).count("incidentctl brief") == 1


def test_the_reason_of_a_take_over_is_kept_and_the_open_write_is_named(open_desk: Desk) -> None:
    open_desk("role", "take", "operator", "--as", "tanaka")
    open_desk("act", "--begin", "restart web-03", "--as", "tanaka")
    ran = open_desk("role", "take", "operator", "--why", "no answer", "--as", "mori")
    assert ran.code == 0
    assert "incidentctl act --end --why" in ran.err
    kinds = [entry["kind"] for entry in open_desk("timeline", "--json").json["entries"]]
    assert kinds[-2:] == ["role_released", "role_taken"]
    assert "write_ended" not in kinds
    handed = open_desk("role", "give", "operator", "kato", "--as", "mori")
    assert "act --end" not in handed.err


def test_an_override_goes_on_the_timeline_before_what_it_allowed(open_desk: Desk) -> None:
    open_desk("role", "take", "operator", "--as", "tanaka")
    assert open_desk("role", "give", "operator", "kato", "--as", "mori").code == 4
    ran = open_desk("role", "give", "operator", "kato", "--as", "mori", "--override", "agreed on the call")
    assert ran.code == 0
    kinds = [entry["kind"] for entry in open_desk("timeline", "--json").json["entries"]]
    assert kinds[-3:] == ["overridden", "role_released", "role_taken"]


def test_a_role_that_nobody_has_cannot_be_released(open_desk: Desk) -> None:
    ran = open_desk("role", "release", "operator")
    assert ran.code == 4
    assert "incidentctl role take operator" in ran.err


def test_what_stands_already_is_not_recorded_twice(open_desk: Desk) -> None:
    open_desk("join", "--as", "kato")
    assert open_desk("join", "--as", "kato").code == 4
    open_desk("role", "take", "scribe", "--as", "kato")
    assert open_desk("role", "take", "scribe", "--as", "kato").code == 4


def test_somebody_else_may_be_joined_and_may_be_marked_as_gone(open_desk: Desk) -> None:
    open_desk("join", "@Hanako", "Mori")
    [_, mori] = open_desk("role", "list", "--json").json["people"]
    assert (mori["name"], mori["level"]) == ("Hanako Mori", "standby")
    open_desk("leave", "hanako", "mori")
    assert len(open_desk("role", "list", "--json").json["people"]) == 1
    assert open_desk("leave", "hanako", "mori").code == 3


def test_leaving_says_which_needed_role_is_free_now(open_desk: Desk) -> None:
    open_desk("role", "take", "operator", "--as", "tanaka")
    ran = open_desk("leave", "--as", "tanaka")
    assert "S1-20" in ran.err
    assert "incidentctl role give operator WHO" in ran.err


def test_the_roster_as_json_keeps_its_keys(open_desk: Desk) -> None:
    open_desk("role", "take", "operator", "--as", "tanaka")
    open_desk("join", "--watch", "--as", "kato")
    listed = open_desk("role", "list", "--json").json
    assert set(listed) == {"schema_version", "incident", "formation", "roles", "people", "rules"}
    assert set(listed["roles"][0]) == {"id", "label", "least", "most", "holders", "acting"}
    assert (listed["roles"][0]["id"], listed["roles"][0]["acting"]) == ("commander", "sato")
    assert set(listed["roles"][1]["holders"][0]) == {"name", "since"}
    assert set(listed["people"][0]) == {"name", "level", "since", "roles", "tasks"}
    assert [person["level"] for person in listed["people"]] == ["responding", "responding", "watching"]
    assert listed["rules"] == []
    open_desk("role", "release", "operator", "--as", "tanaka")
    [rule] = open_desk("role", "list", "--json").json["rules"]
    assert (rule["rule"], rule["fixes"]) == ("S1-20", ["incidentctl role give operator WHO"])


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("lang", LANGS)
def test_the_roster_fits_the_terminal_and_loses_no_name(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    names = [f"観測者の佐々木{number}号さん" for number in range(6)]
    for name in names:
        open_desk("role", "take", "observer", "--as", name)
    out = open_desk("role", "list", "--lang", lang).out
    assert max(width(line) for line in out.splitlines()) <= columns
    together = "".join(out.split())
    assert all(together.count(name) >= 2 for name in names)


def test_an_empty_roster_after_the_end_is_no_error(open_desk: Desk) -> None:
    open_desk("leave", "--as", "sato")
    ran = open_desk("role", "list")
    assert ran.code == 0
    assert "sato" not in ran.out


def test_set_and_the_command_come_to_the_same(open_desk: Desk) -> None:
    open_desk("set", "roles.operator", "tanaka", "--as", "sato")
    open_desk("join", "--as", "mori")
    refused = open_desk("set", "roles.operator", "mori", "--as", "mori")
    assert refused.code == 4
    assert "S1-3" in refused.err
    assert open_desk("set", "roles.operator", "mori", "--as", "tanaka").code == 0
    kinds = [entry["kind"] for entry in open_desk("timeline", "--json").json["entries"]]
    assert kinds[-2:] == ["role_released", "role_taken"]
    assert "field_set" not in kinds


PROFILE = """\
incidentctl: 1
label: night shift
write: dba
outbound: [commander]
roles:
  - {id: commander, label: incident lead, least: 1, duties: Decide., ja: {label: 統括, duties: 決める。}}
  - {id: dba, label: database hand, duties: Mind the data., ja: {label: DB担当, duties: データを守る。}}
  - {id: scribe, label: note taker, duties: Note., ja: {label: 記録係, duties: 残す。}}
"""


def test_a_teams_own_labels_are_what_everybody_reads(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.home / ".incidentctl" / "runbooks" / "policy" / "roles-night.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(PROFILE, encoding="utf-8")
    context = desk.context

    def with_profile() -> object:
        made = context()
        made.config = {"profile": "night"}
        return made

    monkeypatch.setattr(desk, "context", with_profile)
    desk("declare", "Checkout returns 500", "--as", "sato")
    assert "database hand" in desk("role", "take", "dba", "--as", "tanaka").out
    desk("note", "tanaka sees 40 locks", "--as", "tanaka")
    desk("role", "take", "incident lead", "--as", "sato")
    dry = desk("walk", "first-response", "--dry-run")
    assert "Who is the incident lead?" in dry.out
    assert "roles.operator" not in dry.out
    assert "統括は誰か" in desk("walk", "first-response", "--dry-run", "--lang", "ja").out
    page = desk("report").out
    assert "| Database hand | The database hand sees 40 locks |" in page
    assert "tanaka" not in page
    assert "DB担当" in desk("report", "--form", "final", "--lang", "ja").out
    assert desk("timeline", "--role", "dba").code == 0
    assert "database hand" in desk("timeline", "--all").out


def moves(desk: Desk) -> list[tuple[str, str]]:
    told = json.loads(desk("timeline", "--json").out)["entries"]
    return [(entry["kind"], entry["data"]["who"]) for entry in told if entry["kind"].startswith("role_")]


def race(desk: Desk, racers: list[subprocess.Popen[str]]) -> None:
    desk("declare", "Checkout returns 500", "--as", "somebody")
    incident = desk("--json").json["incident"]
    codes = together(racers, f"role take commander -i {incident}")
    assert sorted(codes) == [0, *[4] * 7]
    winner = f"p{codes.index(0)}"
    assert moves(desk) == [("role_taken", winner)]
    codes = together(racers, f"role take commander -i {incident} --why 'no answer'")
    assert codes.count(0) >= 7  # whoever has it has nothing to take, until somebody took it over
    holders: list[str] = []
    for kind, who in moves(desk):
        holders.append(who) if kind == "role_taken" else holders.remove(who)
        assert len(holders) <= 1
    assert len(holders) == 1


def test_of_eight_who_want_one_role_at_once_one_gets_it(
    desk: Desk, racers: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    desk.home = tmp_path
    for _ in range(3):
        race(desk, racers)


@pytest.mark.slow
def test_they_never_both_win_in_many_rounds(
    desk: Desk, racers: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    desk.home = tmp_path
    for _ in range(25):
        race(desk, racers)
