"""The requirements about drills, each by its id, and what makes one safe: it is never taken for real."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.incident import fold
from incidentctl.usecases.notices import status
from incidentctl.words import LANGS
from tests.cli.session import Row, play

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.cli.conftest import Desk

SCENARIO = """\
# the staged failure: errors since the release of 14:00, and nobody was told
R8: manager, support
R9: 30m
R5: none
R7: no
R6: SEV2
R2: /q
"""
"""A staged failure: what a newcomer would answer at the steps of the first checklist."""

P14 = {
    "en": "[DRILL] This is a drill, not a real incident.",
    "ja": "【訓練】これは訓練です。実際の障害ではありません。",
}
MARK = {"en": "[DRILL] ", "ja": "【訓練】"}

ROWS = [
    Row("S0_33", "practice on the real checklists, and whatever comes of it says that it is practice", """
        $ declare --drill "Checkout returns 500"
            out [DRILL] Checkout returns 500
            out [DRILL] This is a drill, not a real incident.
            err no number counts it
        @ja $ tell manager
            out 【訓練】Checkout returns 500
        @ja $ update "切り戻した" --audience customer
            line 【訓練】これは訓練です。実際の障害ではありません。
        @ja $
            out 【訓練】Checkout returns 500
        @ja $ brief
            line 【訓練】Checkout returns 500
        @ja $ report --form final
            out **【訓練】これは訓練です。実際の障害ではありません。**
            out 障害報告書(最終報・作成中): 【訓練】Checkout
        @ja $ report --form first --format html
            out <p class="drill" role="note">【訓練】これは訓練です。実際の障害ではありません。</p>
        @ja $ timeline
            out 【訓練】Checkout returns 500
        $ clock start appi-first --anchor now
            =4
            err This is a drill: no legal clock runs in it.
        @ja $ list
            out 【訓練】Checkout returns 500
    """),
    Row("S3_15", "a staged failure is played against the real runbooks, and leaves no real incident", """
        $ declare --drill "Checkout returns 500"
        $ walk report --answers scenario.txt
            err [DRILL] Checkout returns 500
            log severity_set
        $ follow-up add "a rollback button" --kind recover --owner "payment team" --due 12/1
        $ stats
            out Incidents: 0 (not counted: false alarms 0, drills 1)
        $ follow-up list
            no-out a rollback button
            err Those of drills are not here
        @ja $ stats
            out 障害: 0件(誤報 0件、訓練 1件は含まない)
        $ withdraw --why "the drill is over"
            out [DRILL] This is a drill, not a real incident.
        $ list --open
            no-out INC-
        $ note "after the drill"
            err already over
        $ declare "Login is slow" --no-walk
            no-out DRILL
        $ stats
            out Incidents: 1 (not counted: false alarms 0, drills 1)
    """),
]  # fmt: skip


@pytest.fixture(autouse=True)
def stage(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.home.mkdir(exist_ok=True)
    (desk.home / "scenario.txt").write_text(SCENARIO, "utf-8")
    monkeypatch.chdir(desk.home)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.id} {row.asks}")
def test_the_practice_is_kept(desk: Desk, row: Row) -> None:
    play(desk, row)


SHOWN = [
    (),
    ("brief",),
    ("list",),
    ("timeline",),
    ("note", "x"),
    ("task", "list"),
    ("use", "{id}"),
    ("set", "happening", "orders fail"),
    ("-i", "{id}", "follow-up", "list", "--format", "gh"),
]
SENT = [
    ("update", "x"),
    ("update", "x", "--audience", "customer"),
    ("update", "x", "--audience", "engineer", "--draft"),
    ("tell", "billing", "--unrelated"),
    ("assign", "bob", "look at the pool", "--why", "to see"),
    ("set", "privacy.concern", "unknown"),
    ("withdraw", "--why", "over"),
    *(("report", "--form", form) for form in ("postmortem", "first", "progress", "final", "privacy")),
    *(("report", "--form", form, "--audience", "customer") for form in ("first", "progress", "final")),
    ("report", "--format", "html"),
]


@pytest.fixture
def drill(desk: Desk) -> str:
    recorded = desk("declare", "--drill", "Checkout returns 500", "--json").json
    desk("follow-up", "add", "a rollback button", "--kind", "recover")
    assert recorded["drill"] is True
    return str(recorded["incident"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("argv", SHOWN, ids=" ".join)
def test_whatever_shows_a_drill_says_so(desk: Desk, drill: str, argv: tuple[str, ...], lang: Lang) -> None:
    ran = desk(*(word.replace("{id}", drill) for word in argv), "--lang", lang)
    assert ran.code == 0
    assert f"{MARK[lang]}Checkout returns" in ran.out.replace("\\", "")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("argv", SENT, ids=" ".join)
def test_whatever_is_sent_of_a_drill_begins_with_the_fixed_phrase(
    desk: Desk, drill: str, argv: tuple[str, ...], lang: Lang
) -> None:
    ran = desk(*argv, "-i", drill, "--lang", lang)
    assert ran.code == 0
    assert ran.out.count(P14[lang]) >= 1
    if argv[0] in {"update", "report"} and "html" not in argv:
        assert ran.out.splitlines()[0].strip("*") == P14[lang]


def test_a_team_words_the_phrase(desk: Desk, drill: str) -> None:
    policy = desk.home / ".incidentctl" / "runbooks" / "policy"
    policy.mkdir(parents=True)
    (policy / "phrases.yaml").write_text(
        'incidentctl: 1\nphrases:\n  - {id: P14, text: "EXERCISE", ja: {text: "演習"}}\n', "utf-8"
    )
    assert desk("update", "x", "-i", drill).out.startswith("EXERCISE\n[INVESTIGATING] ")
    assert desk("report", "--lang", "ja").out.startswith("**演習**\n\n# ")
    page = desk("report", "--format", "html").out
    assert '<p class="drill" role="note">EXERCISE</p>' in page
    assert '@top-center{content:"EXERCISE"' in page


def test_an_incident_has_no_mark_anywhere(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    for argv in (*SHOWN[:-3], *SENT[:-1]):
        ran = desk(*argv)
        assert "DRILL" not in ran.out + ran.err, argv
    assert desk("report", "--json").json["report"]["watermark"] is None
    assert desk("list", "--json").json["incidents"][0]["drill"] is False


def test_the_same_words_are_not_put_before_a_title_twice(desk: Desk) -> None:
    desk("declare", "--drill", "[DRILL] Checkout returns 500")
    assert desk("list").out.count("[DRILL]") == 1


def test_programs_read_that_it_is_a_drill(desk: Desk, drill: str) -> None:
    for argv in ((), ("brief",), ("timeline",), ("use", drill), ("note", "x")):
        assert desk(*argv, "--json").json["drill"] is True, argv
    assert desk("list", "--json").json["incidents"][0]["drill"] is True
    assert desk("report", "--json").json["report"]["watermark"]["text"] == P14["en"]


def test_every_legal_clock_stands_still(desk: Desk, drill: str) -> None:
    for verb, *flags in (("start", "--anchor", "now"), ("submitted",), ("stop", "--why", "no")):
        ran = desk("clock", verb, "appi-first", *flags)
        assert (ran.code, "no legal clock runs" in ran.err) == (4, True)
    assert "no legal clock starts" in desk("set", "privacy.concern", "yes", "--as", "bob").err
    assert "no legal clock starts" in desk("clock", "list").err
    assert desk("brief", "--json").json["clocks"] == []
    assert "clock" not in {row["kind"].split("_")[0] for row in desk("timeline", "--json").json["entries"]}
    assert drill


def test_a_new_terminal_works_on_what_is_real(desk: Desk, drill: str) -> None:
    real = desk("declare", "Login is slow", "--no-walk", "--json").json["incident"]
    desk.terminal = "t2"
    noted = desk("note", "seen at the door")
    assert noted.out.startswith(f"{real}  Login is slow\n")
    desk.terminal = "t3"
    desk("use", drill)
    noted = desk("note", "only practice")
    assert noted.out.startswith(f"{drill}  [DRILL] Checkout returns 500\n")
    assert "practice" not in desk("timeline", "-i", real).out


def test_a_drill_that_is_over_sends_nobody_into_a_real_incident_unasked(desk: Desk, drill: str) -> None:
    desk("withdraw", "--why", "over")
    desk.terminal = "t2"
    real = desk("declare", "Login is slow", "--no-walk", "--json").json["incident"]
    desk.terminal = "t1"
    noted = desk("note", "what we learned")
    assert noted.code == 7
    assert "incidentctl -i ID note 'what we learned'" in noted.err
    assert desk("note", "what we learned", "-i", drill).code == 0
    assert "learned" not in desk("timeline", "-i", real).out


def test_a_log_from_before_drills_is_of_a_real_incident(desk: Desk) -> None:
    known = desk("declare", "Login is slow", "--json").json["incident"]
    timeline = desk.context().timeline
    declared = timeline.read(known).facts[0].event
    assert declared._field_defaults["drill"] is False
    assert fold(timeline.read(known).facts).pulse.drill is timeline.pulse(known).drill is False


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_line_of_each_step_on_a_terminal_says_so(desk: Desk, drill: str, lang: Lang) -> None:
    desk.lang = lang
    context = desk.context()
    assert status(context, context.timeline.pulse(drill)).startswith(f"{MARK[lang].strip()} SEV?")
    real = desk("declare", "Login is slow", "--json").json["incident"]
    assert status(context, context.timeline.pulse(real)).startswith("SEV?")


@pytest.mark.parametrize("lang", LANGS)
def test_a_search_marks_what_it_finds_in_a_drill(desk: Desk, drill: str, lang: Lang) -> None:
    desk("note", "the pool is exhausted", "-i", drill)
    ran = desk("search", "exhausted", "--lang", lang)
    assert f"{MARK[lang]}Checkout returns 500" in ran.out
    assert desk("search", "exhausted", "--json").json["found"][0]["drill"] is True


def test_what_ended_a_drill_is_no_hint_in_an_incident(desk: Desk, drill: str) -> None:
    desk("set", "mitigation", "turned the new cart off", "-i", drill)
    desk("list")
    declared = desk("declare", "Checkout returns 500", "--no-walk")
    assert "turned the new cart off" not in declared.out + declared.err
