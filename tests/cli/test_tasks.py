"""`assign` and `task`: what is asked, which task is meant, and what is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.prompts.answers import Unclear, understand
from incidentctl.render.width import width

if TYPE_CHECKING:
    from incidentctl.domain.screens import Ask, Reply, Say
    from tests.cli.conftest import Desk


class Typist:
    """Types these lines, one after the other; a line that is no answer is followed by the next."""

    def __init__(self, *lines: str) -> None:
        self.lines, self.asked = list(lines), list[str]()

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask.name)
        while isinstance(reply := understand(ask, self.lines.pop(0)), Unclear):
            pass
        return reply

    def say(self, say: Say) -> None:
        raise AssertionError(say)


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    """Give a desk with an incident that two people work on."""
    desk("declare", "Checkout returns 500")
    desk("tell", "manager", "--as", "tanaka")
    return desk


def rows(desk: Desk, *argv: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk("task", "list", "--json", *argv).json["tasks"]
    return found


def ask(desk: Desk, who: str, what: str = "look", *more: str) -> str:
    """Ask somebody, and give the handle of the task."""
    handle: str = desk("assign", who, what, "--why", "to know", "--json", *more).json["facts"][0]["handle"]
    return handle


def test_on_a_terminal_what_is_missing_is_asked(open_desk: Desk) -> None:
    open_desk.is_interactive = True
    typist = open_desk.prompter = Typist("tanaka", "count the 500s", "how many are hit?", "")
    ran = open_desk("assign")
    assert ran.code == 0, ran.err
    assert typist.asked == ["assign-who", "assign-what", "assign-why", "assign-within"]
    assert "report by 14:20" in ran.out
    assert "Why: how many are hit?" in ran.out


def test_only_what_is_missing_is_asked(open_desk: Desk) -> None:
    open_desk.is_interactive = True
    typist = open_desk.prompter = Typist("?", "30分")
    ran = open_desk("assign", "tanaka", "count", "them", "--lang", "ja")
    assert typist.asked == ["assign-why", "assign-within"]
    assert "14:35" in ran.out
    assert "S2-15" in ran.err
    typist = open_desk.prompter = Typist()
    assert open_desk("assign", "tanaka", "count", "--why", "x", "--within", "5m").code == 0
    assert open_desk("assign", "?", "count").code == 0


def test_leaving_the_questions_records_nothing(open_desk: Desk) -> None:
    open_desk.is_interactive = True
    open_desk.prompter = Typist("tanaka", "/q")
    assert open_desk("assign").code == 7
    assert rows(open_desk) == []


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        ((), "incidentctl assign"),
        (("tanaka",), "incidentctl assign WHO"),
        (("tanaka", "--task", "k-000"), "task list --all"),
    ],
)
def test_without_a_terminal_what_is_missing_is_named(
    open_desk: Desk, argv: tuple[str, ...], named: str
) -> None:
    ran = open_desk("assign", *argv)
    assert ran.code == (3 if "--task" in argv else 7)
    assert named in ran.err
    assert rows(open_desk) == []


def test_the_time_box_is_a_length_or_a_time(open_desk: Desk) -> None:
    assert "report by 14:30" in open_desk("assign", "tanaka", "x", "--why", "y", "--within", "14:30").out
    assert "report by 14:11" in open_desk("assign", "sato", "x", "--within", "10m", "--at", "14:01").out
    ran = open_desk("assign", "sato", "x", "--within", "soon")
    assert (ran.code, "soon" in ran.err) == (2, True)


def test_the_only_open_task_of_whoever_speaks_is_meant(open_desk: Desk) -> None:
    ask(open_desk, "tanaka", "count")
    ask(open_desk, "sato", "call")
    assert "tanaka: count" in open_desk("task", "report", "200", "so", "far", "--as", "tanaka").out
    assert "sato: call" in open_desk("task", "done", "--as", "Sato").out
    assert [row["who"] for row in rows(open_desk)] == ["tanaka"]


def test_where_it_is_not_clear_the_open_ones_are_listed(open_desk: Desk) -> None:
    first, second = ask(open_desk, "tanaka", "count"), ask(open_desk, "tanaka", "call")
    ask(open_desk, "sato", "wait")
    ran = open_desk("task", "done", "430", "--as", "tanaka")
    assert ran.code == 7
    assert first in ran.err
    assert second in ran.err
    assert "wait" not in ran.err
    assert open_desk("task", "done", second, "430", "--as", "tanaka").code == 0
    assert [row["handle"] for row in rows(open_desk, "--as", "tanaka")].count(second) == 0


def test_a_handle_is_read_in_any_width_and_a_text_is_not_taken_for_one(open_desk: Desk) -> None:
    handle = ask(open_desk, "tanaka", "count")
    wide = handle.translate({ord(char): ord(char) + 0xFEE0 for char in "k-"})
    assert wide != handle
    assert "half" in open_desk("task", "report", wide, "half").out
    bare = handle.removeprefix("k-")
    assert f"{bare} half" in open_desk("task", "report", bare, "half", "--as", "tanaka").out
    ran = open_desk("task", "report", "k-zzzzz", "half")
    assert (ran.code, "k-zzzzz" in ran.err) == (3, True)


def test_a_task_goes_to_somebody_else(open_desk: Desk) -> None:
    handle = ask(open_desk, "?", "call the bank", "--stream", "返金")
    given = open_desk("assign", "sato", "--task", handle, "--why", "refunds")
    assert "@sato, could you take this?" in given.out
    assert "What: call the bank" in given.out
    (row,) = rows(open_desk)
    assert (row["who"], row["why"], row["stream"], row["due"] is None) == (
        "sato",
        "refunds",
        "refunds",
        False,
    )
    assert "@kato" in open_desk("task", "give", handle, "kato").out
    assert "S2-15" in open_desk("task", "give", handle, "everyone").err
    assert open_desk("task", "give", handle, "?").code == 0
    assert rows(open_desk)[0]["who"] is None
    ran = open_desk("assign", "sato", "another text", "--task", handle)
    assert (ran.code, "task give" in ran.err) == (2, True)


def test_dropping_says_why_and_an_ended_task_stays_ended(open_desk: Desk) -> None:
    handle = ask(open_desk, "tanaka", "count")
    assert open_desk("task", "drop", handle).code == 7
    assert open_desk("task", "drop", handle, "--why", "not needed").code == 0
    assert open_desk("task", "done", handle).code == 4
    assert open_desk("task", "report", handle, "one more word").code == 0
    assert rows(open_desk) == []
    (row,) = rows(open_desk, "--all")
    assert (row["state"], row["reports"][0]["text"]) == ("dropped", "one more word")
    ran = open_desk("task", "done")
    assert (ran.code, "--all" in ran.err) == (3, True)


def test_taking_an_order_back_takes_it_off_the_board(open_desk: Desk) -> None:
    ask(open_desk, "tanaka", "count")
    assert open_desk("undo").code == 0
    assert rows(open_desk, "--all") == []


def test_a_field_that_is_known_ends_its_task_and_one_done_without_it_asks_for_it(open_desk: Desk) -> None:
    open_desk("set", "repair.refunds", "needed")
    (row,) = rows(open_desk)
    assert (row["what"], row["stream"], row["field"]) == ("make the refunds", "refunds", "repair.refunds")
    assert "incidentctl task list" in open_desk("task", "done", row["handle"]).err
    open_desk("set", "rollback.data", "unknown")
    for each in rows(open_desk):
        assert f"incidentctl set {each['field']} VALUE" in open_desk("task", "done", each["handle"]).err


def test_the_board_names_what_is_private_and_no_report_does(open_desk: Desk) -> None:
    handle = ask(open_desk, "tanaka", "ask the privacy office", "--private")
    assert "personal data" in open_desk("task", "list").out
    open_desk("task", "done", handle)
    for form in ("postmortem", "final", "progress"):
        assert "privacy office" not in open_desk("report", "--form", form).out
    assert "privacy office" not in open_desk("brief").out


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_board_fits_and_loses_nothing(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: int, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    what = "500エラーを1分ごとに数えて、増えていたら知らせる count them per minute and say if there are more"
    ask(open_desk, "tanaka", what, "--stream", "customers")
    ask(open_desk, "?", "call\x1b[31m the bank")
    open_desk("task", "report", "200 so far, mostly cards of one kind", "--as", "tanaka")
    open_desk.wait(minutes=20)
    out = open_desk("task", "list", "--lang", lang).out
    _, *lines = out.splitlines()
    assert max(map(width, lines)) <= max(columns, 31), out
    for text in (what, "200 so far, mostly cards of one kind"):
        assert text.replace(" ", "") in out.replace("\n", "").replace(" ", "")
    assert "\x1b" not in out


def test_an_empty_board_is_an_answer(open_desk: Desk) -> None:
    ran = open_desk("task", "list")
    assert (ran.code, "No open task." in ran.out) == (0, True)
    assert open_desk("task", "list", "--json").json["tasks"] == []


def test_every_kind_is_told_in_both_languages(open_desk: Desk) -> None:
    handle = ask(open_desk, "tanaka", "count")
    ask(open_desk, "?", "wait")
    open_desk("task", "give", handle, "sato", "--within", "30m")
    open_desk("task", "give", handle, "?")
    open_desk("task", "ack", handle, "--as", "sato")
    open_desk("task", "report", "200", "--as", "sato")
    open_desk("task", "done", "430 in all", "--as", "sato")
    kinds = ("assigned", "given", "acked", "reported", "ended")
    out = "".join(open_desk("timeline", "--kind", f"task_{kind}").out for kind in kinds)
    for text in (
        "asked tanaka: count — to know (report by 14:20)",
        "nobody has it yet: wait",
        "goes to sato",
    ):
        assert text in " ".join(out.split())
    for text in ("nobody has it now", "taken up", ": 200 (report by", "done — 430 in all"):
        assert text in " ".join(out.split())
    out = open_desk("timeline", "--lang", "ja").out
    for text in (
        "tanakaに依頼: count",
        "作業(担当なし): wait",
        "をsatoへ",
        "担当を外した",
        "に着手",
        ": 200(報告 ",
        "完了 — 430",
    ):
        assert text in out.replace("\n", "").replace("  ", ""), text


def test_alone_nothing_more_is_asked_or_said(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    ran = desk("step", "done", "X5", "repair.data=needed")
    assert ran.code == 0
    assert "S1-2" not in ran.err
    ran = desk("set", "streams", "fix, customers, pr")
    assert "S4-7" not in ran.err
    assert desk("task", "done").code == 0
