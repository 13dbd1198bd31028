"""Many processes, and processes that die: nothing is lost, doubled or mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.writes import WriteEnded
from incidentctl.domain.facts import New
from incidentctl.domain.incident import fold
from incidentctl.domain.writes import open_writes

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.timeline.conftest import Desk

    Child = Callable[..., subprocess.Popen[str]]


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
