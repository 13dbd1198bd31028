"""Two terminals at one incident: what one records is shown at the other, and never costs a key there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_hostile_text import HOSTILE

if TYPE_CHECKING:
    from tests.e2e.conftest import House, Terminal


@pytest.fixture
def walking(house: House) -> Terminal:
    assert house.run("declare", "Checkout", "--no-walk").code == 0
    terminal = house.open("walk", "report")
    terminal.until("[2/10]")
    terminal.until_ready()
    return terminal


def test_an_open_question_shows_it_and_keeps_what_is_typed(house: House, walking: Terminal) -> None:
    walking.type("the first half")
    house.run("note", "errors fell to 1 %", "--as", "sato")
    walking.until("errors fell to 1 %")
    walking.until("-> the first half")
    assert "[2/10]" in walking.shown()
    walking.send(", the second half")
    walking.until("-> the first half, the second half")
    walking.send("\x15/n from here\r")
    walking.until("Noted")
    notes = [fact.event.text for fact in house.facts() if fact.kind == "noted"]
    assert notes == ["errors fell to 1 %", "from here"]


def test_it_is_announced_once_before_the_next_question(house: House, walking: Terminal) -> None:
    house.run("note", "errors fell to 1 %", "--as", "sato")
    walking.until("errors fell to 1 %")
    walking.until_ready()
    walking.answer("?")
    walking.until("[3/10]")
    shown = walking.until_ready()
    assert shown.count("errors fell to 1 %") == 1
    walking.answer("?")
    walking.until("[4/10]")
    assert walking.until_ready().count("errors fell to 1 %") == 1


def test_three_lines_at_most_and_how_many_more(house: House, walking: Terminal) -> None:
    for number in range(5):
        house.run("note", f"number {number} " + "x" * 300, "--as", "sato")
    walking.until("and 2 more")
    shown = walking.until_ready()
    rows = [line for line in shown.splitlines() if line.startswith("  + ")]
    assert [row.split("number ")[1][0] for row in rows[:-1]] == ["2", "3", "4"]
    assert all(len(row) <= 80 for row in rows)
    walking.type("still typing")
    assert "-> still typing" in walking.shown()


def test_what_this_walk_records_is_no_news(walking: Terminal) -> None:
    walking.answer("/n my own note")
    walking.until("Noted")
    walking.until_ready()
    time.sleep(1.5)
    walking.answer("?")
    walking.until("[3/10]")
    walking.until_ready()
    time.sleep(1.5)
    walking.until_ready()
    assert "\n  + " not in walking.shown()


def test_what_was_answered_elsewhere_is_not_asked_again(house: House, walking: Terminal) -> None:
    assert house.run("step", "done", "R9", "30m", "--as", "sato").code == 0
    walking.until("responder: Next update:")
    walking.until_ready()
    walking.answer("?")
    walking.until("[4/10]")
    assert "[3/10]" not in walking.past()


@pytest.mark.parametrize(("typed", "answers"), [("n", 1), ("y", 2)])
def test_a_question_that_was_answered_meanwhile_is_answered_twice_only_if_that_is_meant(
    house: House, walking: Terminal, typed: str, answers: int
) -> None:
    walking.answer("?")
    walking.until("[3/10]")
    walking.until_ready()
    walking.type("10m")
    assert house.run("step", "done", "R9", "30m", "--as", "sato").code == 0
    walking.until("responder: Next update:")
    walking.send("\r")
    walking.until("Record yours, too?")
    walking.until_ready()
    walking.answer(typed)
    walking.until("[4/10]")
    facts = [fact for fact in house.facts() if fact.kind == "field_set" and fact.event.step == "report/R9"]
    assert [fact.by == "sato" for fact in facts] == [True, False][:answers]


def test_what_was_taken_back_elsewhere_is_said(house: House, walking: Terminal) -> None:
    house.run("note", "a wrong one", "--as", "sato")
    walking.until("a wrong one")
    house.run("undo", "--as", "sato")
    walking.until("[taken back] a wrong one")
    walking.until_ready()


def test_the_clocks_around_the_question_are_kept_current(house: House) -> None:
    assert house.run("declare", "Checkout", "--no-walk", "--at", "5m ago").code == 0
    terminal = house.open("walk", "report")
    terminal.until("[2/10]")
    assert "NOBODY TOLD yet: due by" in terminal.until_ready()
    house.run("tell", "support", "--as", "sato")
    terminal.until("told: support")
    assert "NOBODY TOLD" not in terminal.until_ready()
    assert "investigating next" in terminal.shown()


def test_plain_lines_announce_it_too(house: House) -> None:
    assert house.run("declare", "Checkout", "--no-walk").code == 0
    terminal = house.open("walk", "report", "--plain")
    terminal.until("[2/10]")
    terminal.until_ready()
    house.run("note", "errors fell to 1 %", "--as", "sato")
    terminal.answer("?")
    terminal.until("[3/10]")
    terminal.until_ready()
    assert terminal.raw.count("errors fell to 1 %") == 1


@pytest.mark.parametrize("house", ["ja"], indirect=True)
def test_forty_columns_hold_it_in_japanese(house: House) -> None:
    assert house.run("declare", "決済で500", "--no-walk").code == 0
    terminal = house.open("walk", "report", columns=40, rows=24)
    terminal.until("[2/10]")
    terminal.until_ready()
    terminal.type("途中まで")
    for number in range(5):
        house.run("note", f"{number} 決済のエラー率が1%まで下がったことを確認した", "--as", "sato")
    terminal.until("あと2件")
    terminal.until("-> 途中まで")


def test_what_others_type_steers_no_terminal(house: House) -> None:
    """The prompt library writes sequences of its own; none of those in the texts may be among them."""
    hostile = "".join(HOSTILE[name] for name in ("ansi", "c1, bidi, separators", "rich markup", "lines"))
    hostile += "\x1bP1;1|x\x1b\\ \x1b[2J\x1b]52;c;eA==\x07"
    assert house.run("declare", "--no-walk", "--", hostile).code == 0
    terminal = house.open("walk", "report")
    terminal.until("[2/10]")
    terminal.until_ready()
    assert house.run("note", "--as", hostile, "--", hostile).code == 0
    terminal.until("responder: ")
    terminal.answer("?")
    terminal.until("[3/10]")
    terminal.until_ready()
    for sequence in ("\x1b[31m", "\x1b]", "\x1bP", "\x1b[2J\x1b]", "\x9b", "\u202e", "\u2066", "\x07"):
        assert sequence not in terminal.raw, sequence
