"""`clock`: what it lists, starts, submits and stops; and what an answer about personal data prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Ask, Reply, Say
from incidentctl.render.width import width

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500")
    desk("tell", "manager")
    return desk


def enable(desk: Desk, *ids: str) -> None:
    """Let the team enable some of the worked examples."""
    path = desk.home / ".incidentctl" / "runbooks" / "policy" / "clocks.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = "".join(f"  - {{id: {name}, enabled: true}}\n" for name in ids)
    path.write_text(f"incidentctl: 1\nclocks:\n{rows}", encoding="utf-8")


class Typist:
    """Somebody at the terminal who types one answer, and keeps what was asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Reply(self.text)

    def say(self, say: Say) -> None:
        raise AssertionError(say)


def test_without_a_clock_the_list_says_where_the_examples_are(open_desk: Desk) -> None:
    ran = open_desk("clock", "list")
    assert "No clock is enabled or started" in ran.out
    assert "incidentctl clock list --all" in ran.out
    assert "not legal advice" in ran.err


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_clock_says_to_verify_it_with_legal(open_desk: Desk, lang: str) -> None:
    open_desk("clock", "start", "gdpr-33", "--anchor", "14:00")
    open_desk("clock", "start", "dora-initial", "--anchor", "14:00")
    open_desk("clock", "submitted", "dora-initial")
    open_desk("clock", "stop", "appi-first", "--why", "nobody in Japan")
    ran = open_desk("clock", "list", "--all", "--lang", lang)
    clocks = open_desk("clock", "list", "--all", "--json").json["clocks"]
    assert ran.out.count({"en": "verify with legal", "ja": "法務に確認"}[lang]) == len(clocks) == 8
    assert all(row["verify_with_legal"] for row in clocks)


def test_the_json_pins_what_programs_read(open_desk: Desk) -> None:
    open_desk("clock", "start", "appi-first", "--anchor", "14:00")
    open_desk("set", "duties.regulators", "applies")
    data = open_desk("clock", "list", "--json").json
    assert data["schema_version"] == 1
    [row] = [row for row in data["clocks"] if row["id"] == "appi-first"]
    assert set(row) == {
        "id", "state", "name", "regime", "enabled", "private", "anchor", "anchor_at", "due", "soft_from",
        "at", "why", "judged_by", "waits_for", "applies_if", "fields", "recipient", "source", "checked_on",
        "confidence", "verify_with_legal",
    }  # fmt: skip
    assert (row["state"], row["anchor_at"]) == ("running", "2026-11-22T14:00:00+09:00")
    assert (row["soft_from"], row["due"]) == ("2026-11-25T14:00:00+09:00", "2026-11-27T14:00:00+09:00")
    assert data["obligations"] == [
        {"field": "duties.regulators", "value": "applies", "judged_by": "commander"},
        {"field": "duties.partners", "value": None, "judged_by": None},
        {"field": "duties.customers", "value": None, "judged_by": None},
    ]


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_list_fits_the_terminal(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    open_desk("clock", "start", "appi-first", "--anchor", "14:00")
    ran = open_desk("clock", "list", "--all", "--lang", lang)
    assert max(width(line) for line in ran.out.splitlines()) <= columns


def test_the_echo_of_a_start_says_what_the_report_needs(open_desk: Desk) -> None:
    ran = open_desk("clock", "start", "gdpr-33", "--anchor", "14:00")
    for text in ("2026-11-22 14:00 JST", "due 2026-11-25", "supervisory authority", "Nature of", "art. 33"):
        assert text in ran.out
    assert "checked 2026-11-22, confidence high" in " ".join(ran.out.split())


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("start",), 7, "clock list --all"),
        (("start", "gdpr-33"), 7, "--anchor 14:05"),
        (("start", "gdpr-33", "--anchor", "unknown"), 4, "anchor not set"),
        (("start", "gdpr-33", "--anchor", "不明"), 4, "anchor not set"),
        (("start", "gdpr-33", "--anchor", "tomorrow"), 2, "ahead"),
        (("start", "gdpr33", "--anchor", "14:00"), 3, "gdpr-33"),
        (("start", "dora-final", "--anchor", "14:00"), 4, "clock submitted dora-intermediate"),
        (("submitted",), 7, "clock list --all"),
        (("stop", "gdpr-33"), 7, "--why"),
        (("stop", "gdpr-33", "--why", " "), 7, "--why"),
    ],
)
def test_what_cannot_be_meant_records_nothing(
    open_desk: Desk, argv: tuple[str, ...], code: int, said: str
) -> None:
    before = len(open_desk("timeline", "--json").json["entries"])
    ran = open_desk("clock", *argv)
    assert ran.code == code
    assert said in ran.err
    assert len(open_desk("timeline", "--json").json["entries"]) == before


def test_a_terminal_is_asked_for_the_anchor_and_nothing_is_taken_for_granted(open_desk: Desk) -> None:
    typist = Typist("14:00")
    open_desk.prompter, open_desk.is_interactive = typist, True
    ran = open_desk("clock", "start", "gdpr-33")
    assert "due 2026-11-25 (Wed) 14:00 JST" in ran.out
    [asked] = typist.asked
    assert "from when it became known" in asked.title
    assert asked.default == ""
    open_desk.prompter = Typist("")
    assert open_desk("clock", "start", "gdpr-33").code == 7


def test_a_terminal_is_asked_why_a_duty_does_not_apply(open_desk: Desk) -> None:
    open_desk.prompter, open_desk.is_interactive = Typist("nobody in the EU"), True
    assert "does not apply: nobody in the EU" in open_desk("clock", "stop", "gdpr-33").out


def test_a_submission_may_be_recorded_later_and_starts_what_follows_from_then(open_desk: Desk) -> None:
    open_desk("clock", "start", "dora-initial", "--anchor", "14:00")
    open_desk.wait(hours=3)
    ran = open_desk("clock", "submitted", "dora-initial", "--at", "15:30")
    assert "submitted 2026-11-22 (Sun) 15:30 JST" in ran.out
    assert "due 2026-11-25 (Wed) 15:30 JST" in ran.out
    open_desk.wait(hours=2)
    late = open_desk("clock", "submitted", "dora-initial")
    assert "after it was due (2026-11-22 (Sun) 18:00 JST)" in " ".join(late.out.split())


def test_a_start_can_be_undone(open_desk: Desk) -> None:
    open_desk("clock", "start", "gdpr-33", "--anchor", "14:00")
    assert "gdpr-33" in open_desk("undo").out
    assert "No clock is enabled or started" in open_desk("clock", "list").out


def test_enabled_clocks_are_listed_and_proposed_when_there_is_a_concern(open_desk: Desk) -> None:
    enable(open_desk, "gdpr-33", "appi-first", "dora-initial")
    listed = open_desk("clock", "list").out
    assert "anchor not set" in listed
    assert "(disabled)" not in listed
    ran = open_desk("set", "privacy.concern", "yes")
    assert "incidentctl clock start gdpr-33 --anchor TIME" in ran.err
    assert "incidentctl clock start appi-first --anchor TIME" in ran.err
    assert "dora-initial" not in ran.err, "no clock of personal data"
    open_desk("clock", "start", "gdpr-33", "--anchor", "14:00")
    again = open_desk("set", "privacy.concern", "yes")
    assert "clock start gdpr-33" not in again.err


def test_the_heads_up_goes_to_the_contact_that_the_team_named(open_desk: Desk) -> None:
    path = open_desk.home / ".incidentctl" / "runbooks" / "policy" / "contacts.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("incidentctl: 1\ncontacts:\n  - {id: privacy, who: privacy-desk}\n", encoding="utf-8")
    ran = open_desk("set", "privacy.concern", "unknown")
    assert "Send this heads-up to privacy-desk now" in ran.err
    assert "incidentctl set privacy.told privacy-desk" in ran.err


def test_json_stays_json_when_there_is_a_heads_up(open_desk: Desk) -> None:
    ran = open_desk("set", "privacy.concern", "unknown", "--json")
    assert [fact["kind"] for fact in ran.json["facts"]] == ["field_set", "field_set"]


def test_answering_again_once_it_is_known_closes_the_question(open_desk: Desk) -> None:
    open_desk("set", "privacy.concern", "unknown")
    open_desk.wait(minutes=20)
    assert "Was to be asked again" in open_desk("note", "x").err
    open_desk("set", "privacy.concern", "no")
    assert "ersonal data" not in open_desk("note", "y").err


def test_a_walk_says_what_a_concern_asks_for_and_goes_on(open_desk: Desk, tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("R8: support\nR9: 30m\nR5: none\nR7: ?\nR6: SEV2\n", encoding="utf-8")
    ran = open_desk("walk", "report", "--answers", str(answers))
    assert "[HEADS-UP] 14:05 JST" in ran.err
    assert "incidentctl set privacy.told WHO" in ran.err
    [incident] = open_desk("list", "--json").json["incidents"]
    assert incident["severity"] == "SEV2", "the step after it was answered, too"


def test_a_private_note_keeps_its_stance_and_its_mark(open_desk: Desk) -> None:
    open_desk("note", "--private", "--source", "support", "a guest saw the name of another")
    [entry] = open_desk("timeline", "--kind", "noted", "--json").json["entries"]
    assert entry["private"] is True
    assert entry["data"] == {
        "text": "a guest saw the name of another", "stance": "relayed", "source": "support", "private": True,
    }  # fmt: skip
    assert "a guest saw the name of another" not in open_desk("report").out
    assert "a guest saw the name of another" in open_desk("report", "--form", "privacy").out
