"""Row 9: three writers are killed at random moments, and whatever they had been told is there."""

from __future__ import annotations

import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.incident import Folding
from incidentctl.timeline.journal import FileTimeline
from tests.faults.homes import begin, now
from tests.faults.oracle import Judged, NaiveStore, Oracle, OurStore
from tests.faults.writers import Writers

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.ledger import Ledger
    from tests.timeline.conftest import Desk

    AtLength = Callable[[int, int], int]
    Child = Callable[..., subprocess.Popen[str]]

ROUNDS_AT_A_HOME = 5  # a log that grows is slower to judge


def kills(below: Path, store: str, rounds: int, seed: int) -> Iterator[Judged]:
    """Kill three writers in each round, and judge what is there."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    incident = "-"
    for number in range(rounds):
        home = below / f"home-{number // ROUNDS_AT_A_HOME}"
        if not home.exists():
            home.mkdir(mode=0o700)
            incident = begin(home) if store == "ours" else "-"
        oracle = Oracle(OurStore(home, incident) if store == "ours" else NaiveStore(home))
        with Writers(below, store, home, incident) as writers:
            size = dice.choice((200, 200, 3_000, 3_000, 60_000, 150_000))
            writers.start(*(f"{each}{number}" for each in ("ann", "bob", "kato")), size=size)
            while not writers.have_begun():
                time.sleep(0.005)
            time.sleep(dice.uniform(0, 0.05))
            writers.signal(signal.SIGKILL)
            writers.wait()
            yield oracle.judge(writers.told())


def test_kill_loses_nothing_that_was_acknowledged(tmp_path: Path, ledger: Ledger) -> None:
    for judged in kills(tmp_path, "ours", 2, seed=1):
        ledger.fault(judged)


@pytest.mark.slow
def test_kill_loses_nothing_in_many_rounds(tmp_path: Path, ledger: Ledger, at_length: AtLength) -> None:
    for judged in kills(tmp_path, "ours", at_length(12, 334), seed=2):  # three kills each
        ledger.enter(2)
        ledger.fault(judged)


@pytest.mark.slow
def test_a_naive_store_loses_facts_when_writers_are_killed(tmp_path: Path) -> None:
    assert any(judged.lost for judged in kills(tmp_path, "naive", 3, seed=3))


def kill_deciders(desk: Desk, child: Child, rounds: int, size: int, seed: int) -> set[str]:
    """Kill writers that decide under the lock; give the ids that they were told are stored."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    told: set[str] = set()
    for number in range(rounds):
        writers = [
            child("guarded", desk.root, desk.incident, f"{number}-{each}", 100_000, size) for each in range(3)
        ]
        begun = []
        for process in writers:
            assert process.stdout is not None
            begun.append(process.stdout.readline())
        time.sleep(dice.uniform(0, 0.05))
        for process in writers:
            process.kill()
        for first, process in zip(begun, writers, strict=True):
            assert process.stdout is not None
            lines = (first + process.stdout.read()).split("\n")[:-1]  # the last one may be cut off
            told |= {line.split()[1] for line in lines if line.startswith("recorded ")}
    return told


@pytest.mark.parametrize("rounds", [2, pytest.param(40, marks=pytest.mark.slow)])
def test_kill_loses_no_decision_and_leaves_no_half_of_one(
    desk: Desk, child: Child, ledger: Ledger, rounds: int
) -> None:
    """Look at the incident after each fact: one commander and one change at most, wherever it was cut."""
    told = kill_deciders(desk, child, rounds, 3000, seed=5)
    facts = FileTimeline(desk.root / "home", now, []).read(desk.incident).facts
    missing = told - {fact.id for fact in facts}
    ledger.enter(3 * rounds, len(told), len(missing), len(missing))
    assert not missing
    folding = Folding(())
    for fact in facts:
        folding.extend([fact])
        pulse = folding.incident().pulse
        assert len(pulse.roles.get("commander", ())) <= 1
        assert len(pulse.writes) <= 1
    kinds = {fact.kind for fact in facts}
    assert {"role_released", "role_taken", "write_begun", "resolved"} <= kinds or rounds < 5
    assert OurStore(desk.root / "home", desk.incident).problems() == []
