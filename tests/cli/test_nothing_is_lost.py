"""What was typed with a command that did not record it is given back, in a line that does (principle d)."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.screens import Reply
from incidentctl.errors import Interrupted

if TYPE_CHECKING:
    from incidentctl.domain.screens import Ask, Say
    from tests.cli.conftest import Desk, Ran


@pytest.fixture
def crowd(desk: Desk) -> Desk:
    """Give the desk of kato, who holds no role; aoki commands, sato writes."""
    desk("declare", "T", "--no-walk", "--severity", "SEV2")
    desk("role", "give", "operator", "sato")
    desk("role", "take", "commander", "--why", "x")
    desk.user = "kato"
    return desk


def kept(ran: Ran) -> list[list[str]]:
    """Give the lines that an error offers to record a text with, as words."""
    lines = [line.strip().removeprefix("→ ") for line in ran.err.splitlines()]
    return [
        shlex.split(line)[1:]
        for line in lines
        if line.startswith(("incidentctl note", "incidentctl set rec"))
    ]


REFUSED = [
    (("act", "restarted it"), "restarted it"),
    (("act", "--before", "1", "--after", "2", "--", "-5 degrees"), "-5 degrees (1 → 2)"),
    (("act", "--begin", "it's a failover"), "it's a failover"),
    (("resolve", "orders go through"), "orders go through"),
    (("update", "hello from sato", "--audience", "customer"), "hello from sato"),
    (("reopen", "--why", "it is back"), "it is back"),
    (("confirm", "it is one"), "it is one"),
    (("set", "closed_at", "14:00"), "closed_at: 14:00"),
]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(("argv", "text"), REFUSED, ids=str)
def test_a_refused_text_is_given_back_and_the_line_records_it(
    crowd: Desk, argv: tuple[str, ...], text: str, lang: str
) -> None:
    refused = crowd(*argv, "--lang", lang) if "--" not in argv else crowd("--lang", lang, *argv)
    assert (refused.code, refused.out) == (4, "")
    [line] = kept(refused)
    assert line[-1] == text
    assert crowd(*line).code == 0
    assert text in crowd("timeline").out


def test_a_text_of_the_privacy_track_is_given_back_for_it_s4_5(crowd: Desk) -> None:
    crowd("set", "privacy.items", "the cards of 40 guests")
    task = crowd("assign", "kato", "look", "--private", "--why", "w", "--json").json["facts"][0]["handle"]
    crowd("task", "done", task)
    for argv in (
        ("update", "the cards of 40 guests", "--audience", "customer"),
        ("task", "done", task, "cards were seen"),
    ):
        refused = crowd(*argv)
        assert (refused.code, [line[:2] for line in kept(refused)]) == (4, [["note", "--private"]]), argv


class Typist:
    """Types what it is given; an error at its end is raised."""

    def __init__(self, *replies: Reply | Exception) -> None:
        self.replies = list(replies)

    def ask(self, _: Ask) -> Reply:
        reply = self.replies.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply

    def say(self, say: Say) -> None:
        raise AssertionError(say)


@pytest.mark.parametrize(
    "last",
    [Reply("rubbish"), Reply(command="q"), Interrupted("interrupted")],
    ids=["wrong", "ctrl-d", "ctrl-c"],
)
def test_what_was_typed_at_a_prompt_is_given_back_when_the_next_one_ends_it(
    crowd: Desk, last: Reply | Exception
) -> None:
    crowd.is_interactive = True
    crowd.prompter = Typist(Reply("tanaka"), Reply("count the 500s"), Reply("we must know"), last)
    ran = crowd("assign")
    assert ran.code in {2, 7, 130}
    assert [line[-1] for line in kept(ran)] == ["count the 500s", "we must know"]
    crowd.prompter = Typist(Reply("all is well"))
    assert kept(crowd("resolve")) == [["set", "recovery.fact", "all is well"]]


PROMPTS = [
    ("role", "take"), ("role", "give"), ("role", "give", "scribe"), ("role", "release"), ("release",),
    ("assign",), ("decide",), ("decide", "--decline", "J"), ("act",), ("act", "--begin"), ("concern", "add"),
    ("concern", "answer", "E", "accepted"), ("park",), ("hypothesis", "add"),
    ("hypothesis", "settle", "Y", "open"), ("criteria", "add"), ("update",), ("resolve",),
    ("clock", "start", "gdpr-33"), ("clock", "stop", "gdpr-33"), ("severity",), ("withdraw",),
]  # fmt: skip


@pytest.mark.parametrize("end", [Reply(command="q"), Interrupted("interrupted")], ids=["ctrl-d", "ctrl-c"])
def test_ctrl_d_and_ctrl_c_at_any_prompt_record_nothing(crowd: Desk, end: Reply | Exception) -> None:
    begun = [("decide", "d", "--level", "owner"), ("concern", "c"), ("hypothesis", "add", "h")]
    handles = [crowd(*argv, "--json").json["facts"][-1]["handle"] for argv in begun]
    named = {handle[0].upper(): handle for handle in handles}
    before = crowd("timeline", "--all", "--json").json["entries"]
    crowd.is_interactive = True
    for argv in PROMPTS:
        crowd.prompter = Typist(end, end)
        ran = crowd(*(named.get(word, word) for word in argv))
        assert ran.code in ({130} if isinstance(end, Interrupted) else {0, 4, 7}), (argv, ran)
    crowd.is_interactive = False
    assert crowd("timeline", "--all", "--json").json["entries"] == before


@pytest.mark.parametrize(
    "argv",
    [
        ("note", "--private", "hush"), ("concern", "--private", "hush"), ("concern", "it's late"),
        ("park", "--question", "why now"), ("note", "--source", "the bank", "--guess", "x"),
        ("note", "--", "-5"),
    ],
    ids=str,
)  # fmt: skip
def test_a_text_without_an_incident_is_given_back_with_its_flags(desk: Desk, argv: tuple[str, ...]) -> None:
    desk("declare", "one", "--no-walk")
    desk("declare", "two", "--no-walk")
    desk.terminal = "another"
    ran = desk(*argv)
    [line] = [line.strip() for line in ran.err.splitlines() if "-i ID" in line and "incidentctl" in line][:1]
    words = shlex.split(line)[1:]
    words[words.index("ID")] = desk("list", "--json").json["incidents"][0]["id"]
    assert desk(*words).code == 0
    data = desk("timeline", "--json").json["entries"][-1]
    assert argv[-1] in data["data"].values()
    assert data["private"] is ("--private" in argv)


def test_a_private_text_is_no_title(desk: Desk) -> None:
    refused = desk("note", "--private", "hush")
    assert refused.code == 3
    assert "declare hush" not in refused.err
    assert "note --private hush" in refused.err
    desk.is_interactive = True
    assert desk("concern", "--private", "hush").code == 3


def test_a_note_a_concern_and_a_parked_thought_are_never_refused(crowd: Desk) -> None:
    turns = [
        ("join", "--watch"), ("resolve", "ok", "--override", "x"), ("stand-down", "--override", "x"),
        ("close", "--override", "x"),
    ]  # fmt: skip
    for turn in ((), *turns):
        crowd(*turn)
        for argv in (("note", "x"), ("concern", "x"), ("park", "x"), ("note", "--private", "x")):
            assert crowd(*argv).code == 0, (turn, argv)


def test_of_several_answers_those_that_no_rule_refuses_are_recorded(crowd: Desk) -> None:
    crowd.user = "aoki"
    answers = ("rollback.data=hurts", "rollback.decision=roll_back")
    ran = crowd("step", "done", "F6", *answers, "--json")
    assert (ran.code, len(ran.json["facts"])) == (4, 1)
    assert "rollback.data=hurts" not in ran.err
    assert "incidentctl step done first-response/F6 rollback.decision=roll_back --override" in ran.err
    values = {entry["data"].get("field"): entry["data"].get("value") for entry in _entries(crowd)}
    assert values["rollback.data"] == "hurts"
    assert "rollback.decision" not in values
    again = crowd("step", "done", "F6", *answers, "--override", "the data can be restored")
    assert (again.code, [entry["kind"] for entry in _entries(crowd)].count("overridden")) == (0, 1)


def _entries(desk: Desk) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = desk("timeline", "--json").json["entries"]
    return entries


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("update", "--approve", ""), 3), (("undo", ""), 7), (("leave", ""), 7), (("leave", " "), 7),
        (("assign", "", "x"), 7), (("release", ""), 7), (("role", "give", "scribe", "@"), 7),
    ],
    ids=str,
)  # fmt: skip
def test_an_empty_variable_does_nothing_else_instead(crowd: Desk, argv: tuple[str, ...], code: int) -> None:
    before = _entries(crowd)
    assert crowd(*argv).code == code
    assert _entries(crowd) == before


def test_a_blank_is_no_reason_and_no_source(crowd: Desk) -> None:
    assert "S4-13" in crowd("severity", "SEV3", "--why", " ").err
    assert "S2-19" in crowd("update", "reportedly it is back", "--source", " ").err
