"""What was said to be recorded is stored, however the walk ends; nothing else is claimed."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.checklist import checklist, next_item, open_parts
from incidentctl.domain.incident import fold

if TYPE_CHECKING:
    from tests.e2e.conftest import House, Story, Terminal

ANSWERS = ("support, sales", "45m", "1", "2", "3", "10m", "2", "#work", "#report", "call 7")


def answered(house: House) -> list[str]:
    """Give the questions that have an answer in the log, in the order of the answers."""
    facts = house.facts()
    kept = [fact for fact in facts if fact.kind in {"told", "severity_set", "field_set"}]
    names = {"told": "told", "severity_set": "severity"}
    return [names.get(fact.kind) or fact.event.field for fact in kept if getattr(fact.event, "step", "")]


QUESTIONS = [
    "told", "next_update_at", "change.recent", "privacy.concern", "severity", "detected_at",
    "detection.source", "links.working", "links.reporting", "links.call",
]  # fmt: skip


def check(house: House, story: Story, terminal: Terminal, counts: tuple[int, ...]) -> None:
    """As many answers are stored as may be, and all that is claimed; a resumed walk asks the next one."""
    stored = answered(house)
    assert stored == QUESTIONS[: len(stored)]
    assert len(stored) in counts
    claimed = re.search(r"Recorded before that: ((?:\w+ ?)+)", terminal.shown())
    ids = {fact.id[:6] for fact in house.facts()}
    assert claimed is None or set(claimed[1].split()) <= ids
    verified = house.run("verify")
    assert verified.code == 0, verified
    again = house.open("walk", "report")
    shown = again.until_ready()
    report = story.library.get("report").runbook
    assert report is not None
    item = next_item(checklist(report, fold(house.facts()), datetime.now(UTC)))
    assert item is not None
    part = open_parts(item)[0]
    assert part.save == [*QUESTIONS, "triage.result"][len(stored)]
    assert part.title["en"] in shown
    again.answer("/q")
    assert again.until_end() == 0


def walk_on(terminal: Terminal, count: int) -> None:
    """Answer `count` questions of the first checklist."""
    for text in ANSWERS[:count]:
        terminal.answer(text)


def interrupted(house: House, story: Story, seed: int) -> None:
    """Press Ctrl-C at a question, with half a line typed, or just after an answer was sent."""
    chance = random.Random(seed)  # noqa: S311 - a test that can be repeated
    count = chance.randrange(len(ANSWERS))
    moment = chance.choice(("open", "typed", "saving", "saving"))
    terminal = house.open("declare", "x")
    walk_on(terminal, count)
    if moment == "saving":
        terminal.type(ANSWERS[count])
        terminal.send("\r")
        time.sleep(chance.random() * 0.04)
    else:
        terminal.type(ANSWERS[count][:1] if moment == "typed" else " ")
    terminal.send("\x03")
    assert terminal.until_end() == 130, (moment, terminal.shown())
    assert terminal.is_cooked
    assert "walk" in terminal.shown()
    check(house, story, terminal, (count, count + 1) if moment == "saving" else (count,))


@pytest.mark.parametrize("seed", [0, 1, 3])  # an answer on its way, at a question, half a line typed
def test_ctrl_c_at_a_random_moment_loses_nothing_and_claims_nothing_else(
    house: House, story: Story, seed: int
) -> None:
    interrupted(house, story, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, *range(4, 72)])
def test_ctrl_c_at_many_more_moments(house: House, story: Story, seed: int) -> None:
    interrupted(house, story, seed)


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGTERM, 130), (signal.SIGHUP, 130), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_signal_from_outside_loses_only_the_open_question(
    house: House, story: Story, number: signal.Signals, code: int
) -> None:
    terminal = house.open("declare", "x")
    walk_on(terminal, 6)
    terminal.type("half an answ")
    os.kill(terminal.pid, number)
    assert terminal.until_end() == code, terminal.shown()
    assert terminal.is_cooked or number == signal.SIGKILL
    check(house, story, terminal, (6,))


def test_a_walk_can_be_suspended_and_brought_back(house: House) -> None:
    terminal = house.open("declare", "x", line="set -m; {}; echo stopped; fg; echo ended")
    terminal.answer("support")
    terminal.until("[3/10]")
    terminal.type("4")
    terminal.send("\x1a")
    terminal.until("stopped")
    terminal.answer("45m")
    terminal.until("[4/10]")
    terminal.answer("/q")
    terminal.until("ended")
    assert answered(house) == ["told", "next_update_at"]
