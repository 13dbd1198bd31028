"""Every kind of terminal: plain, dumb, narrow, redirected, typed ahead; and how few keys it takes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.variants import first

if TYPE_CHECKING:
    from tests.e2e.conftest import House, Terminal

KEYS_TO_TELL = 55  # cli.md, "The first five minutes": about 50


@pytest.mark.parametrize(("argv", "term"), [(("--plain",), "xterm"), ((), "dumb")])
def test_plain_lines_do_the_same_without_an_escape_byte(
    house: House, argv: tuple[str, ...], term: str
) -> None:
    terminal = house.open("declare", "Checkout", *argv, term=term)
    terminal.answer("support")
    terminal.answer("30m")
    terminal.answer("/n 40 % of requests fail")
    terminal.until("Noted")
    terminal.answer("1")
    terminal.answer("/u")
    terminal.answer("y")
    terminal.until("Taken back")
    terminal.answer("/w")
    terminal.answer("2")
    terminal.answer("/q")
    assert terminal.until_end() == 0
    assert "\x1b" not in terminal.raw
    assert "incidentctl walk report" in terminal.shown()
    kinds = [fact.kind for fact in house.facts()]
    assert [kind for kind in kinds if kind in {"told", "noted", "undone", "step_deferred"}] == [
        "told", "noted", "undone", "step_deferred",
    ]  # fmt: skip


@pytest.mark.parametrize("house", first(("ja", "en")), indirect=True)
def test_forty_columns_lose_no_text(house: House) -> None:
    title = {
        "en": "Checkout returns 500 for everybody who pays by card",
        "ja": "カードで支払うと500エラーになる",
    }
    terminal = house.open("declare", title[house.lang], columns=40)
    walk_by_not_knowing(terminal, 14)  # five of them behind the severity
    terminal.answer("/q")
    terminal.until_end()
    narrow = house.open("walk", "personal-data", columns=40, rows=30)
    walk_by_not_knowing(narrow, 27)
    narrow.until_ready()
    past = narrow.past()
    for text in {
        "en": (
            "Put one person in the lead",
            "Who leads this track?",
            "Whose data?",
            "Promise the next check",
        ),
        "ja": ("主担当を一人決める", "主担当は誰か", "誰のデータか", "次に確認する時刻を決める"),
    }[house.lang]:
        assert "".join(text.split()) in past


def walk_by_not_knowing(terminal: Terminal, count: int) -> None:
    """Answer "don't know", and Enter where nothing is asked; no line of a screen may be too long or cut."""
    for _ in range(count):
        lines = terminal.until_ready().split("\n")
        asks_nothing = any(line.startswith(("  Enter: done", "  Enter: 済")) for line in lines)
        assert not any(line.endswith("…") for line in lines if not line.startswith("SEV"))
        terminal.answer("" if asks_nothing else "?")


def test_the_questions_are_asked_on_the_terminal_when_the_output_is_a_file(house: House) -> None:
    terminal = house.open("declare", "x", line="{} > out")
    terminal.answer("support")
    terminal.answer("/q")
    assert terminal.until_end() == 0
    written = (house.desk / "out").read_text("utf-8")
    assert "[INVESTIGATING]" in written
    assert "[2/10]" not in written
    assert "\x1b" not in written


def test_what_was_typed_ahead_answers_no_later_question(house: House) -> None:
    terminal = house.open("declare", "x", "--no-walk")
    assert terminal.until_end() == 0
    terminal = house.open("walk", line="echo go; sleep 0.3; {}")
    terminal.until("go")
    terminal.send("1\r1\ry\r")
    terminal.until_ready()
    time.sleep(0.2)
    assert terminal.until_ready().count("[2/10]") == 1
    assert "[3/10]" not in terminal.shown()
    assert [fact for fact in house.facts() if fact.kind == "told"] == []


def test_about_fifty_keys_lead_from_the_first_doubt_to_somebody_who_was_told(house: House) -> None:
    command = "ic declare checkout returns 500\r"
    terminal = house.open(*command.split()[1:])
    terminal.answer("manager, support")
    terminal.until("[3/10]")
    assert "NOBODY TOLD" not in terminal.until_ready().rpartition("SEV?")[2]
    assert [fact.event.who for fact in house.facts() if fact.kind == "told"] == [("manager", "support")]
    assert len(command) + terminal.keys <= KEYS_TO_TELL, (command, terminal.keys)


def test_a_promise_that_is_overdue_rings_once_with_every_step(house: House) -> None:
    assert house.run("declare", "x", "--at", "40m ago").code == 0
    terminal = house.open("walk")
    terminal.until("[2/10]")
    assert "NOBODY TOLD: was due" in terminal.until_ready()
    assert terminal.raw.count("\a") == 1
    terminal.answer("/n looking at it")
    terminal.until("Noted")
    terminal.until_ready()
    assert terminal.raw.count("\a") == 2
