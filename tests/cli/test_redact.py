"""`redact`: a secret that was recorded is erased, once somebody has said that they mean it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply
from incidentctl.errors import ExitCode
from incidentctl.timeline import lock
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.domain.screens import Ask, Say
    from tests.cli.conftest import Desk, Ran

SECRET = "sk-hunter2-0123456789"  # noqa: S105
WHY = "a key was pasted"


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Give a desk with a key in a note."""
    desk("declare", "Checkout returns 500")
    desk("note", f"the key is {SECRET}")
    desk("note", "--fact", "restarted")
    return desk


def handle(desk: Desk, kind: str = "noted") -> str:
    rows = desk("timeline", "--all", "--json").json["entries"]
    return str(next(row["handle"] for row in rows if row["kind"] == kind))


def remains(desk: Desk) -> list[str]:
    return [
        path.name for path in desk.home.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()
    ]


def said(ran: Ran) -> str:
    return ran.out + ran.err


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_erased_and_every_view_says_so_instead(told: Desk, lang: str) -> None:
    name = handle(told)
    ran = told("redact", name, "--why", WHY, "--yes", "--lang", lang)
    assert (ran.code, name in ran.out, "recover" in ran.err) == (0, True, True)
    assert SECRET not in said(ran)
    assert remains(told) == []
    shown = told("timeline", "--lang", lang).out
    assert [WHY in line for line in shown.splitlines() if name in line] == [True]
    for view in (
        "",
        "brief",
        "report",
        "report --form first",
        "timeline --all",
        "search hunter2",
        "list",
        "stats",
    ):
        assert SECRET not in said(told(*view.split(), "--lang", lang)), view
    assert WHY not in told("report", "--lang", lang).out
    assert told("verify", "--lang", lang).code == 0
    row = next(row for row in told("timeline", "--json").json["entries"] if row["handle"] == name)
    assert (row["erased"], row["data"]) == (True, {})


@pytest.mark.parametrize("lang", LANGS)
def test_nobody_erases_by_accident(told: Desk, lang: str) -> None:
    name = handle(told)
    for argv in (("redact",), ("redact", name), ("redact", name, "--yes"), ("redact", name, "--why", WHY)):
        ran = told(*argv, "--lang", lang)
        assert (ran.code, ran.out, "redact" in ran.err) == (7, "", True), argv
    assert told("redact", "n-zzz", "--why", WHY, "--yes", "--lang", lang).code == 3
    assert told("redact", name, "--why", f"it was {SECRET}", "--yes", "--lang", lang).code == 2
    assert told("redact", handle(told, "runbook_frozen"), "--why", WHY, "--yes", "--lang", lang).code == 4
    assert len(remains(told)) >= 1
    assert SECRET in told("timeline").out


class Answers:
    """Says what it was given, question after question, and keeps what it was asked."""

    def __init__(self, *replies: str) -> None:
        self.replies = list(replies)
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Reply(self.replies.pop(0))

    def say(self, say: Say) -> None:
        raise AssertionError(say)


@pytest.mark.parametrize(("answer", "is_erased"), [("yes", True), ("no", False), ("", False)])
def test_on_a_terminal_it_asks_for_the_reason_and_whether_it_is_meant(
    told: Desk, answer: str, *, is_erased: bool
) -> None:
    name = handle(told)
    told.prompter, told.is_interactive = answers, _ = Answers(WHY, answer), True
    ran = told("redact", name)
    assert ran.code == 0
    assert [ask.kind for ask in answers.asked] == ["text", "confirm"]
    assert name in answers.asked[1].title
    assert SECRET not in str(answers.asked)  # it is not shown once more
    assert (remains(told) == []) is is_erased
    assert (WHY in told("timeline").out) is is_erased


def test_what_may_hold_the_same_secret_is_named(told: Desk) -> None:
    told("act", f"export KEY={SECRET}")
    other = handle(told, "acted")
    ran = told("redact", handle(told), "--why", WHY, "--yes")
    assert other in ran.out
    assert f"incidentctl redact {other}" in ran.err
    third = told("note", SECRET, "--json").json["facts"][0]
    assert told("redact", other, "--why", WHY, "--yes", "--json").json["also"] == [third["id"]]
    told("redact", third["handle"], "--why", WHY, "--yes")
    assert remains(told) == []


def test_once_more_looks_again_and_records_nothing(told: Desk) -> None:
    name = handle(told)
    told("redact", name, "--why", WHY, "--yes")
    before = len(told("timeline", "--all", "--json").json["entries"])
    ran = told("redact", name)
    assert (ran.code, name in ran.out) == (0, True)
    assert told("redact", name, "--json").json["facts"] == []
    assert len(told("timeline", "--all", "--json").json["entries"]) == before


def test_why_something_cannot_be_erased_is_not_offered_as_a_note(told: Desk) -> None:
    ran = told("redact", handle(told, "step_done"), "--why", "a mistake", "--yes")
    assert (ran.code, "incidentctl note" in ran.err) == (ExitCode.REFUSED, False)


def test_it_cannot_be_taken_back(told: Desk) -> None:
    name = handle(told)
    told("redact", name, "--why", WHY, "--yes")
    assert told("undo", handle(told, "redacted")).code == 4
    assert told("amend", name, "something else").code == 4
    assert told("undo").code == 0  # the last thing that can be: never what was erased
    assert WHY in told("timeline").out


def test_what_is_hidden_but_not_all_erased_ends_with_75(told: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    name = handle(told)
    acquire, calls = lock.acquire, [0]

    def busy(fd: int, seconds: float) -> bool:
        calls[0] += 1
        return acquire(fd, seconds) if calls[0] == 1 else False

    with monkeypatch.context() as patch:
        patch.setattr(lock, "acquire", busy)
        ran = told("redact", name, "--why", WHY, "--yes")
    assert (ran.code, "recover" in ran.err) == (75, True)
    assert SECRET not in told("timeline").out
    assert told("recover").code == 0
    assert remains(told) == []


@pytest.mark.parametrize("lang", LANGS)
def test_an_erased_title_can_be_given_anew(told: Desk, lang: str) -> None:
    title = handle(told, "declared")
    assert told("redact", title, "--why", WHY, "--yes", "--lang", lang).code == 0
    assert "Checkout" not in told("list", "--lang", lang).out + told("report", "--lang", lang).out
    assert told("amend", title, "Payments fail", "--lang", lang).code == 0
    for view in ("list", "", "timeline", "report", "brief"):
        assert "Payments fail" in told(*view.split(), "--lang", lang).out, view
    assert told("verify").code == 0


def test_what_was_known_then_does_not_bring_it_back(told: Desk) -> None:
    told.wait(minutes=5)
    told("redact", handle(told), "--why", WHY, "--yes")
    for view in ("timeline", "report"):
        ran = told(view, "--known-at", "14:06")
        assert (ran.code, SECRET in said(ran)) == (0, False)


def test_a_fact_of_the_privacy_track_stays_on_it(told: Desk) -> None:
    told("note", "--private", f"{SECRET} of a guest")
    rows = told("timeline", "--json").json["entries"]
    name = next(row["handle"] for row in rows if row["private"])
    told("redact", name, "--why", "a card number of a guest", "--yes")
    rows = {row["handle"]: row for row in told("timeline", "--all", "--json").json["entries"]}
    assert rows[name]["private"]
    assert [row["private"] for row in rows.values() if row["kind"] == "redacted"] == [True]
    assert "guest" not in told("report").out + told("").out + told("brief").out
