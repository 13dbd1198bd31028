"""Many processes, and processes that die: nothing is lost, doubled or mixed."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.writes import WriteEnded
from incidentctl.domain.facts import New
from incidentctl.domain.incident import Folding, fold
from incidentctl.domain.writes import open_writes

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.timeline.conftest import Desk

    Child = Callable[..., subprocess.Popen[str]]


def write_together(desk: Desk, child: Child, processes: int, count: int, size: int) -> float:
    """Let processes append; give the longest time that one append took, in seconds."""
    desk.clock.move(10**9)
    names = [f"p{number}" for number in range(processes)]
    running = [child("append", desk.root, desk.incident, name, count, size) for name in names]
    told: list[str] = []
    worst = 0.0
    for process in running:
        out, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        *lines, last = out.splitlines()
        assert all(line.startswith("recorded ") for line in lines)
        told += [line.split()[1] for line in lines]
        worst = max(worst, float(last.split()[1]))
    reading = desk.timeline.verify(desk.incident)
    assert reading.troubles == ()
    notes = [fact for fact in reading.facts if fact.kind == "noted"]
    assert sorted(fact.id for fact in notes) == sorted(told)
    for name in names:
        mine = [fact.event.text.split(":") for fact in notes if fact.by == name]
        assert [(text[0], int(text[1])) for text in mine] == [(name, number) for number in range(count)]
        assert all(len(text[2]) == size * (int(text[1]) % 7) for text in mine)
    assert desk.timeline.pulse(desk.incident) == fold(reading.facts).pulse
    return worst


def test_sixteen_processes_lose_double_and_mix_nothing(desk: Desk, child: Child) -> None:
    write_together(desk, child, 16, 8, 400)


@pytest.mark.slow
def test_sixteen_processes_with_five_hundred_facts_each(desk: Desk, child: Child) -> None:
    assert write_together(desk, child, 16, 500, 20) < 5  # the promised second is for a machine with its cores


@pytest.mark.slow
def test_long_lines_from_many_processes_are_not_mixed(desk: Desk, child: Child) -> None:
    write_together(desk, child, 8, 30, 40_000)


def race(desk: Desk, child: Child, processes: int) -> None:
    running = [child("take", desk.root, desk.incident, f"p{number}") for number in range(processes)]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    said = sorted(process.communicate(timeout=30)[0] for process in running)
    assert said == ["lost\n"] * (processes - 1) + ["won\n"]
    holders = [fact.by for fact in desk.timeline.read(desk.incident).facts if fact.kind == "field_set"]
    assert len(holders) == 1


def test_two_who_take_the_command_never_both_win(desk: Desk, child: Child) -> None:
    race(desk, child, 4)


@pytest.mark.slow
def test_they_never_both_win_in_many_rounds(desk: Desk, child: Child) -> None:
    for number in range(20):
        other = type(desk)(desk.root / str(number))
        race(other, child, 4)


def begin_together(desk: Desk, child: Child, processes: int, rounds: int) -> None:
    """Let operators begin a change at the same moment, again and again; one change is ever under way."""
    names = [f"p{number}" for number in range(processes)]
    desk.clock.move(1)
    desk.timeline.append(desk.incident, [New(RoleTaken("operator", name)) for name in names], by="ann")
    running = [child("begin", desk.root, desk.incident, name, rounds) for name in names]

    def lines() -> list[str]:
        return [process.stdout.readline().strip() for process in running if process.stdout is not None]

    for _ in range(rounds):
        assert set(lines()) == {"ready"}
        for process in running:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        said = lines()
        assert said.count("won") == 1
        assert set(said) <= {"won", "S1-12", "not recorded"}
        incident = fold(desk.timeline.read(desk.incident).facts)
        [write] = open_writes(incident)
        assert write.fact.by == names[said.index("won")]
        assert list(incident.pulse.writes) == [write.fact.id]
        desk.clock.move(10**6)
        desk.timeline.append(desk.incident, [New(WriteEnded(write.fact.id))], by=write.fact.by)
    assert len(fold(desk.timeline.read(desk.incident).facts).writes) == rounds


def test_two_changes_of_the_system_are_never_under_way(desk: Desk, child: Child) -> None:
    begin_together(desk, child, 8, 3)


@pytest.mark.slow
def test_they_never_are_in_many_rounds(desk: Desk, child: Child) -> None:
    begin_together(desk, child, 8, 30)


def kill_and_look(  # noqa: PLR0913, PLR0917 - how long, how much, what
    desk: Desk, child: Child, rounds: int, size: int, seed: int, verb: str = "append"
) -> None:
    """Kill writers at random moments; whatever they were told is stored must be, and the chain whole."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    told: set[str] = set()
    stored: list[str] = []
    for number in range(rounds):
        writers = [
            child(verb, desk.root, desk.incident, f"{number}-{each}", 100_000, size) for each in range(3)
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
        reading = desk.timeline.read(desk.incident)
        ids = [fact.id for fact in reading.facts]
        assert told <= set(ids)
        assert len(ids) == len(set(ids))
        assert [each for each in ids if each in set(stored)] == stored
        stored = ids
        assert desk.timeline.pulse(desk.incident) == fold(reading.facts).pulse
    assert len(told) >= 3 * rounds
    desk.clock.move(10**9)
    assert desk.note("the next one goes in").outcome == "recorded"
    assert {each.severity for each in desk.timeline.verify(desk.incident).troubles} <= {"notice"}


def test_kill_loses_nothing_that_was_acknowledged(desk: Desk, child: Child) -> None:
    kill_and_look(desk, child, 3, 3000, seed=1)


@pytest.mark.slow
def test_kill_loses_nothing_in_many_rounds(desk: Desk, child: Child) -> None:
    kill_and_look(desk, child, 100, 20_000, seed=2)


def each_state_is_sound(desk: Desk) -> None:
    """Look at the incident after each fact: one commander and one change at most, wherever it was cut."""
    folding = Folding(())
    for fact in desk.timeline.read(desk.incident).facts:
        folding.extend([fact])
        pulse = folding.incident().pulse
        assert len(pulse.roles.get("commander", ())) <= 1
        assert len(pulse.writes) <= 1
    assert {"role_released", "role_taken", "write_begun", "resolved"} <= {
        fact.kind for fact in desk.timeline.read(desk.incident).facts
    }


def test_kill_loses_no_decision_that_was_acknowledged_and_leaves_no_half(desk: Desk, child: Child) -> None:
    kill_and_look(desk, child, 3, 3000, seed=5, verb="guarded")
    each_state_is_sound(desk)


@pytest.mark.slow
def test_kill_loses_no_decision_in_many_rounds(desk: Desk, child: Child) -> None:
    kill_and_look(desk, child, 60, 6000, seed=6, verb="guarded")
    each_state_is_sound(desk)
