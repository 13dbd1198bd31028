"""`follow-up` and `runbook propose`, from the outside; and what comes back at the steps of closing."""

from __future__ import annotations

import csv
import io
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Ask, Reply, Say

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

HOSTILE = "=1+1 'quoted' \"twice\" `id` $(id) @octocat #12 [x](javascript:1) \x1b[2J\nsecond line"
KEYS = {
    "id", "handle", "incident", "title", "kind", "text", "owner", "due", "when", "why", "decided_by", "state",
    "ending", "url", "overdue",
}  # fmt: skip


class Clerk:
    """Somebody at the terminal with an answer for each question, by its name; else they quit."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.asked: list[Ask] = []
        self.heard: list[Say] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        name = ask.name.rpartition(":")[2].replace(".", "_").replace("-", "_")
        return Reply(self.answers[name]) if name in self.answers else Reply(command="q")

    def say(self, say: Say) -> None:
        self.heard.append(say)


def sit_down(desk: Desk, **answers: str) -> Clerk:
    clerk = Clerk(**answers)
    desk.prompter, desk.is_interactive = clerk, True
    return clerk


def add(desk: Desk, text: str, *flags: str) -> str:
    """Add one, and give its handle."""
    ran = desk("follow-up", "add", text, *flags)
    assert ran.code == 0, ran
    found = re.search(r"m-\w+", ran.out)
    assert found
    return found.group()


def known(desk: Desk, title: str) -> str:
    """Give the id of the incident with this title."""
    rows = desk("list", "--json").json["incidents"]
    return str(next(row["id"] for row in rows if row["title"] == title))


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500")
    return desk


# -- the list ----------------------------------------------------------------------------------------


def test_the_list_is_over_all_incidents_and_overdue_first(open_desk: Desk) -> None:
    desk = open_desk
    add(desk, "no date")
    add(desk, "in a month", "--due", "12/24", "--owner", "web team")
    desk("declare", "Login is slow")
    add(desk, "soon", "--due", "11/23", "--kind", "detect")
    add(desk, "sooner", "--due", "22:00")
    desk.wait(days=3)
    ran = desk("follow-up", "list")
    texts = ("sooner", "soon", "in a month", "no date")
    places = [
        next(n for n, line in enumerate(ran.out.splitlines()) if line.endswith(f" {text}")) for text in texts
    ]
    assert places == sorted(places)
    assert ran.out.count("OVERDUE since") == 2
    assert "OVERDUE since 2026-11-23 (Mon)" in ran.out
    assert "Login is slow" in ran.out
    assert "Checkout returns 500" in ran.out
    first = known(desk, "Checkout returns 500")
    assert "soon" not in desk("follow-up", "list", "-i", first[-4:]).out
    assert "期限切れ(2026年11月23日(月))" in desk("follow-up", "list", "--lang", "ja").out


def test_what_is_over_or_not_to_be_done_is_only_there_with_all(open_desk: Desk) -> None:
    desk = open_desk
    done, dropped = add(desk, "a test"), add(desk, "an alert")
    add(desk, "a rewrite", "--when", "wont", "--why", "too costly")
    assert desk("follow-up", "done", done, "live", "in", "420").code == 0
    assert desk("follow-up", "drop", dropped, "--why", "retired").code == 0
    ran = desk("follow-up", "list")
    assert (ran.code, ran.out) == (0, "")
    assert "No open follow-up." in ran.err
    ran = desk("follow-up", "list", "--all")
    for said in ("done: live in 420", "dropped: retired", "won't be done: too costly"):
        assert said in ran.out
    lines = desk("follow-up", "list", "--all", "--format", "md").out.splitlines()
    assert [line[:6] for line in lines] == ["- [x] "] * 3
    assert [("~~" in line) for line in lines].count(True) == 2


@pytest.mark.parametrize("columns", [80, 40])
def test_every_line_of_the_list_fits(open_desk: Desk, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    add(
        open_desk,
        "決済の失敗率にアラートを設け、夜間も当番に通知する" * 3,
        "--owner",
        "決済チーム",
        "--due",
        "12/24",
    )
    from incidentctl.render.width import width  # noqa: PLC0415 - only here

    for lang in ("en", "ja"):
        lines = open_desk("follow-up", "list", "--lang", lang).out.splitlines()
        assert max(map(width, lines)) <= columns


def test_an_incident_that_cannot_be_read_is_told_and_stepped_over(open_desk: Desk) -> None:
    add(open_desk, "a test")
    open_desk("declare", "Login is slow")
    broken = known(open_desk, "Login is slow")
    for file in open_desk.home.rglob(f"{broken}/*.jsonl"):
        file.write_bytes(b"\x00\xff" * 40 + b"\n")
    ran = open_desk("follow-up", "list", "--json")
    assert ran.code == 0, ran
    assert [row["text"] for row in ran.json["follow_ups"]] == ["a test"]
    assert ran.json["unreadable"] == [broken]


# -- formats -----------------------------------------------------------------------------------------


def test_the_keys_of_the_json_are_these(open_desk: Desk) -> None:
    add(open_desk, "a test", "--kind", "prevent", "--due", "12/1")
    for ran in (open_desk("follow-up", "list", "--json"), open_desk("follow-up", "list", "--format", "json")):
        (row,) = ran.json["follow_ups"]
        assert row.keys() == KEYS
        assert (row["kind"], row["due"], row["owner"]) == ("prevent", "2026-12-01T23:59:00+09:00", None)


def test_no_cell_of_the_csv_is_a_formula(open_desk: Desk) -> None:
    for text in ("=1+1", "+1", "-1 retry", "@sum", 'plain, with "quotes"'):
        assert open_desk("follow-up", "add", "--owner", "=cmd|x", "--", text).code == 0
    rows = list(csv.DictReader(io.StringIO(open_desk("follow-up", "list", "--format", "csv").out)))
    assert {row["text"] for row in rows} == {
        "'=1+1", "'+1", "'-1 retry", "'@sum", 'plain, with "quotes"',
    }  # fmt: skip
    assert {row["owner"] for row in rows} == {"'=cmd|x"}
    assert not [cell for row in rows for cell in row.values() if cell and cell[0] in "=+-@\t\r"]


def test_a_line_for_gh_is_one_command_whatever_was_typed(open_desk: Desk) -> None:
    add(
        open_desk,
        HOSTILE,
        "--kind",
        "detect",
        "--owner",
        "payment team",
        "--due",
        "12/1",
        "--why",
        "@octocat said",
    )
    add(open_desk, "x" * 400)
    filed = add(open_desk, "filed already")
    assert open_desk("follow-up", "set", filed, "--url", "https://t.example/1").code == 0
    ran = open_desk("follow-up", "list", "--format", "gh")
    lines = ran.out.splitlines()
    assert len(lines) == 2
    assert "Left out, they have a ticket: 1" in ran.err
    for line in lines:
        gh, issue, create, title, _, body, text = shlex.split(line)
        assert (gh, issue, create, title, body) == ("gh", "issue", "create", "--title", "--body")
        assert "\x1b" not in line
        assert re.search(r"@octocat|#12|\]\(javascript|(?<!\\)`", text) is None
        assert "INC-20261122" in text
    titles = [shlex.split(line)[4] for line in lines]
    assert max(map(len, titles)) <= 256
    assert any("second line" in title and "$(id)" in title for title in titles)
    assert any("x" * 400 in line for line in lines)


def test_a_task_list_is_one_line_each_and_no_markup(open_desk: Desk) -> None:
    add(open_desk, HOSTILE)
    (line,) = open_desk("follow-up", "list", "--format", "md").out.splitlines()
    assert line.startswith("- [ ] \\=1+1 ")
    assert r"\[x\](javascript:1)" in line or r"\[x\]" in line


def test_a_format_that_does_not_exist_is_refused(open_desk: Desk) -> None:
    ran = open_desk("follow-up", "list", "--format", "xml")
    assert ran.code == 2
    assert "text, md, csv, json, gh" in ran.err


# -- changing ----------------------------------------------------------------------------------------


def test_one_of_an_incident_that_is_closed_is_found_by_its_handle(open_desk: Desk) -> None:
    desk = open_desk
    handle = add(desk, "a test", "--owner", "web team", "--due", "12/1")
    first = desk("list", "--json").json["incidents"][0]["id"]
    for command in (("resolve", "ok"), ("set", "standdown_when", "x"), ("stand-down",), ("close",)):
        assert desk(*command).code == 0
    desk("declare", "Login is slow")
    desk.terminal = "t2"
    ran = desk("follow-up", "set", handle, "--when", "後で", "--why", "after the migration")
    assert ran.code == 0, ran
    assert first in ran.out
    assert desk("follow-up", "done", handle).code == 0
    kinds = [entry["kind"] for entry in desk("timeline", "-i", first[-4:], "--json").json["entries"]]
    assert kinds[-2:] == ["follow_up_set", "follow_up_ended"]


def test_a_detail_is_taken_off_and_a_length_in_days_means_the_end_of_the_day(open_desk: Desk) -> None:
    handle = add(open_desk, "a test", "--owner", "web team", "--due", "2w")
    (row,) = open_desk("follow-up", "list", "--json").json["follow_ups"]
    assert row["due"] == "2026-12-06T23:59:00+09:00"
    assert "owner -" in open_desk("follow-up", "set", handle, "--owner", "none", "--due", "15:30").out
    (row,) = open_desk("follow-up", "list", "--json").json["follow_ups"]
    assert (row["owner"], row["due"]) == (None, "2026-11-22T15:30:00+09:00")


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("add",), 7, "What is to be done is missing."),
        (("set", "m-nosuchone"), 3, "There is no follow-up m-nosuchone."),
        (("set",), 7, "Which follow-up is meant?"),
        (("done",), 7, "Which follow-up is meant?"),
        (("drop", "HANDLE"), 7, "The reason is missing."),
        (("set", "HANDLE"), 7, "Nothing is to be changed."),
        (("set", "HANDLE", "--url", "ftp://x"), 2, "This is no address of a ticket"),
        (("set", "HANDLE", "--due", "2026-01-01"), 2, "2026-01-01"),
        (("set", "HANDLE", "--kind", "detct"), 2, "Near: detect"),
        (("add", "x", "--when", "soon"), 2, "One of now, later, wont"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_recorded(
    open_desk: Desk, argv: tuple[str, ...], code: int, said: str
) -> None:
    handle = add(open_desk, "a test")
    before = len(open_desk("timeline", "--all", "--json").json["entries"])
    ran = open_desk("follow-up", *(handle if each == "HANDLE" else each for each in argv))
    assert ran.code == code, ran
    assert said in ran.err
    assert len(open_desk("timeline", "--all", "--json").json["entries"]) == before


def test_at_a_terminal_the_text_and_the_kind_are_asked_for(open_desk: Desk) -> None:
    clerk = sit_down(open_desk, follow_up_ask_text="an alert on 500s", follow_up_kind="detect")
    ran = open_desk("follow-up", "add")
    assert ran.code == 0, ran
    assert "follow-up (Detect sooner): an alert on 500s" in ran.out
    assert [choice.id for choice in clerk.asked[1].choices][-1] == "unknown"
    assert open_desk("follow-up", "add", "x", "--kind", "prevent").code == 0
    assert len(clerk.asked) == 2


def test_a_remedy_that_is_left_to_people_is_told_and_kept(open_desk: Desk) -> None:
    ran = open_desk("follow-up", "add", "Remind everyone of the procedure.", "--kind", "prevent")
    assert ran.code == 0
    assert "leaves it to people" in ran.err
    assert "Better: " in ran.err
    ran = open_desk("step", "done", "C8", "follow_up.prevent=手順の確認を徹底する", "--lang", "ja")
    assert "人の注意に頼る対策" in ran.err
    ran = open_desk("follow-up", "add", "Block deletes of more than 1,000 rows.", "--kind", "prevent")
    assert "leaves it to people" not in ran.err


def test_a_person_as_the_owner_is_told_and_shown_as_a_role(open_desk: Desk) -> None:
    open_desk("note", "here", "--as", "tanaka")
    ran = open_desk("follow-up", "add", "a test", "--owner", "tanaka", "--due", "12/1")
    assert "A person is named as the owner" in ran.err
    assert "A person" not in open_desk("follow-up", "add", "x", "--owner", "web team", "--due", "12/1").err
    for form in ("text", "md", "csv", "json", "gh"):
        assert "tanaka" not in open_desk("follow-up", "list", "--format", form).out


# -- the review --------------------------------------------------------------------------------------


def question(desk: Desk, step: str, lang: str = "en", **answers: str) -> Ask:
    """Walk `close` up to the first question of a step that nobody answers."""
    clerk = sit_down(desk, **answers)
    desk("walk", "close", "--lang", lang)
    return [ask for ask in clerk.asked if ask.name.startswith(f"close/{step}")][-1]


def test_parked_questions_come_back_at_the_review(open_desk: Desk) -> None:
    open_desk("park", "--question", "what is a canary, aoki?")
    open_desk("step", "skip", "C6", "--why", "no duty")
    ask = question(open_desk, "C7")
    assert "Parked for now: what is a canary, the commander?" in ask.detail
    assert "持ち越した質問・気づき: what is a canary" in question(open_desk, "C7", "ja").detail
    ask = question(open_desk, "C7", lessons_response_went_well="x")
    assert ask.name.endswith("lessons.response.went_badly")
    assert "canary" not in ask.detail


def test_what_is_not_settled_stands_beside_the_questions_of_c9(open_desk: Desk) -> None:
    handle = add(open_desk, "a test", "--kind", "prevent")
    other = add(open_desk, "an alert")
    for step in ("C6", "C7", "C8"):
        open_desk("step", "skip", step, "--why", "x")
    ask = question(open_desk, "C9")
    assert f"{handle} a test (Prevent recurrence)" in ask.detail
    assert f"{other} an alert (other)" in ask.detail
    ask = question(open_desk, "C9", priorities_now=handle)
    assert ask.name.endswith("priorities.later")
    assert handle not in ask.detail
    assert other in ask.detail


def test_at_the_last_step_the_proposal_is_named_if_there_is_one(open_desk: Desk) -> None:
    for step in ("C6", "C7", "C8", "C9", "C10"):
        open_desk("step", "skip", step, "--why", "x")
    assert "ic runbook propose" in question(open_desk, "C11").detail


def test_a_proposal_is_a_diff_and_changes_nothing(open_desk: Desk) -> None:
    ran = open_desk("runbook", "propose")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing to propose" in ran.err
    open_desk("step", "skip", "R10", "--why", "everybody is in one room")
    open_desk("act", "flush the cache")
    ran = open_desk("runbook", "propose")
    assert ran.out.startswith("--- report.yaml\n+++ report.yaml\n@@ ")
    assert "+  # INC-20261122-" in ran.out
    assert "left out: everybody is in one room" in ran.out
    assert '+    title: "flush the cache"' in ran.out
    assert "nothing was changed" in ran.err
    (row,) = open_desk("runbook", "propose", "report", "--json").json["proposals"]
    assert (row["runbook"], row["changes"]) == ("report", 2)
    assert row["diff"] == ran.out.rstrip("\n")
    assert open_desk("runbook", "propose", "nope").code == 3
    assert "飛ばした: everybody" in open_desk("runbook", "propose", "--lang", "ja").out
