"""Many terminals that do what only one may, at the same moment: one does it, the others are told."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.cli.conftest import together

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.cli.conftest import Desk

    Racers = list[subprocess.Popen[str]]


class Race(NamedTuple):
    """What is done before, what all type, the event that it is, and the code of whoever comes too late.

    `{}` is the handle of what was recorded last.
    """

    before: tuple[str, ...]
    line: str
    kind: str
    late: int = 4


RESOLVE, STAND_DOWN = "resolve works --override y", "stand-down --override y"
RACES = (
    Race((), "act --begin restart", "write_begun"),
    Race(("act --begin restart",), "act --end --after 1", "write_ended", 3),
    Race((), RESOLVE, "resolved"),
    Race((RESOLVE,), STAND_DOWN, "stood_down"),
    Race((RESOLVE, STAND_DOWN), "close --override y", "closed"),
    Race((RESOLVE,), "reopen --why again", "reopened"),
    Race(("update --draft x",), "update --approve {}", "update_posted", 3),
    Race(("decide x --level owner",), "decide --approve {} --by owner", "decision_settled"),
    Race(("assign p0 x",), "task done {}", "task_ended"),
    Race((), "withdraw --why test", "withdrawn"),
)


def run(desk: Desk, racers: Racers, race: Race) -> None:
    incident = desk("declare", "Checkout returns 500", "--no-walk", "--as", "p0", "--json").json["incident"]
    handle = ""
    for line in race.before:
        ran = desk(*shlex.split(line), "-i", incident, "--as", "p0", "--json")
        assert ran.code == 0, ran
        handle = ran.json["facts"][-1]["handle"]
    codes = together(racers, f"{race.line.format(handle)} -i {incident} --as p0")
    told = [entry["kind"] for entry in desk("timeline", "--json", "-i", incident).json["entries"]]
    assert told.count(race.kind) == 1, (race, codes)
    assert sorted(codes) == [0, *[race.late] * (len(racers) - 1)], race
    assert desk("verify", "-i", incident).code == 0


@pytest.mark.parametrize("rounds", [1, pytest.param(15, marks=pytest.mark.slow)])
def test_of_two_and_of_eight_one_does_it(desk: Desk, racers: Racers, tmp_path: Path, rounds: int) -> None:
    desk.home = tmp_path
    for _ in range(rounds):
        for race in RACES:
            run(desk, racers[:2], race)
            run(desk, racers, race)
