"""Rows 18, 19 and 30: copies of a home and of its files, clocks that jump."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.domain.incident import fold
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.record import chain, mint, parse, stamp
from tests.faults.homes import begin, now
from tests.faults.oracle import RECORDED, Oracle, OurStore, is_record, key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.ledger import Ledger

    AtLength = Callable[[int, int], int]


def note(home: Path, incident: str, *texts: str) -> None:
    for text in texts:
        receipt = FileTimeline(home, now, []).append(incident, [New(Noted(text))], by="ann")
        assert receipt.outcome == RECORDED


def logs(home: Path) -> list[Path]:
    return sorted((home / "incidents").rglob("w-*.jsonl"))


# -- 18 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["copied beside", "put back over"])
def test_a_home_that_was_put_back_writes_under_a_new_name_and_forks_nothing(
    tmp_path: Path, ledger: Ledger, way: str
) -> None:
    home = tmp_path / "home"
    incident = begin(home)
    shutil.copytree(home, tmp_path / "backup")
    note(home, incident, "after the backup")
    restored = tmp_path / "backup"
    if way == "put back over":
        away = tmp_path / "away"
        home.rename(away)
        shutil.copytree(restored, home)
        restored, home = home, away
    oracle = Oracle(OurStore(restored, incident))
    note(restored, incident, "after it was put back")
    ledger.fault(oracle.judge({"after it was put back": RECORDED}))
    both = tmp_path / "both"
    shutil.copytree(restored, both)
    for file in logs(home):
        shutil.copy(file, both / file.relative_to(home))
    keys = [key_of(fact) for fact in FileTimeline(both, now, []).read(incident).facts]
    assert {"after the backup", "after it was put back"} <= set(keys)
    assert not FileTimeline(both, now, []).verify(incident).troubles


def test_a_restored_home_that_kept_its_name_would_fork(tmp_path: Path) -> None:
    """It would put its own next record behind the last one of the backup."""
    home = tmp_path / "home"
    incident = begin(home)
    (ours,) = logs(home)
    last = parse(ours.read_bytes().splitlines()[-1])
    note(home, incident, "one")
    minted = stamp(mint([New(Noted("another"))], "ann", now(), lambda data: data.hex()), last.clock)
    with ours.open("ab") as file:
        file.write(chain(minted, incident, last.writer, (last.n, last.hash), {})[0])
    reading = FileTimeline(home, now, []).verify(incident)
    assert "fork" in {each.key for each in reading.troubles}
    assert {"one", "another"} <= {key_of(fact) for fact in reading.facts}


# -- 19: one machine's part: files of other writers come in pieces, twice, in any order ----------------------


def test_files_of_others_may_come_cut_at_any_byte_and_twice(
    tmp_path: Path, ledger: Ledger, at_length: AtLength
) -> None:
    home, there = tmp_path / "home", tmp_path / "there"
    incident = begin(home)
    shutil.copytree(home, there)
    note(there, incident, "theirs", "theirs too")
    note(home, incident, "ours")
    here = {path.relative_to(home) for path in logs(home)}
    (theirs,) = {path.relative_to(there) for path in logs(there)} - here
    whole = (there / theirs).read_bytes()
    oracle = Oracle(OurStore(home, incident))
    timeline = FileTimeline(home, now, [])
    dice = random.Random(1)  # noqa: S311 - places, not secrets
    ends = sorted(dice.sample(range(1, len(whole)), at_length(60, len(whole) - 1)))
    for end in ends:
        (home / theirs).write_bytes(whole[:end])
        reading = timeline.read(incident)
        assert {each.severity for each in reading.troubles} <= {"notice"}
        assert len(reading.facts) == 5 + sum(map(is_record, whole[:end].split(b"\n")))
        assert timeline.pulse(incident) == fold(reading.facts).pulse
        ledger.enter(1)
    for _ in range(2):
        shutil.copy(there / theirs, home / theirs)
    ledger.fault(oracle.judge({"theirs": RECORDED, "theirs too": RECORDED}))


def test_the_order_in_which_files_come_changes_nothing(tmp_path: Path, ledger: Ledger) -> None:
    first = tmp_path / "0"
    incident = begin(first)
    homes = [first]
    for name in ("1", "2", "3"):
        shutil.copytree(first, tmp_path / name)
        note(tmp_path / name, incident, f"{name} a", f"{name} b")
        homes.append(tmp_path / name)
    files = [
        file for home in homes[1:] for file in logs(home) if not (first / file.relative_to(home)).exists()
    ]
    read, as_they_came = set[tuple[str, ...]](), set[bytes]()
    for number, order in enumerate(permutations(range(len(files)))):
        target = tmp_path / f"target-{number}"
        shutil.copytree(first, target)
        for index in order:
            shutil.copy(files[index], target / files[index].relative_to(homes[index + 1]))
            FileTimeline(target, now, []).pulse(incident)
        read.add(tuple(fact.id for fact in FileTimeline(target, now, []).read(incident).facts))
        as_they_came.add(b"".join(files[index].read_bytes() for index in order))
        assert not FileTimeline(target, now, []).verify(incident).troubles
        ledger.enter(1)
    assert len(read) == 1
    assert len(as_they_came) == 6, "read in the order of arrival they differ"


# -- 30 -----------------------------------------------------------------------------------------------------


class Jumping:
    """A clock that goes on by a second, and jumps."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


JUMPS = {
    "an hour back": (timedelta(hours=-1),),
    "a year ahead and back": (timedelta(days=365), timedelta(days=-365)),
    "to 1970": (timedelta(days=-20_000),), "back again and again": (timedelta(minutes=-7),) * 5,
}  # fmt: skip


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("name", JUMPS)
def test_facts_stand_in_the_order_of_their_causes_whatever_the_clock_does(
    tmp_path: Path, ledger: Ledger, name: str, zone: str
) -> None:
    """Each was written by somebody who knew all before it; the clock begins an hour before one went back."""
    clock = Jumping(datetime(2026, 11, 1, 0, 59, tzinfo=ZoneInfo(zone)))
    timeline = FileTimeline(tmp_path / "home", clock, [])
    begun = timeline.begin([New(Declared("x", zone))], by="ann", day=clock.at.date())
    incident, wanted = begun.facts[0].incident, list[str]()
    for jump in (timedelta(0), *JUMPS[name], timedelta(0)):
        clock.at += jump
        for _ in range(2):
            wanted.append(f"note {len(wanted)}")
            timeline.append(incident, [New(Noted(wanted[-1]))], by="ann")
    reading = timeline.read(incident)
    assert [key_of(fact) for fact in reading.facts[1:]] == wanted
    by_time = sorted(reading.facts[1:], key=lambda fact: fact.recorded)
    assert [key_of(fact) for fact in by_time] != wanted, "sorted by the clock alone they would be mixed"
    is_ahead = any(fact.clock[0] > clock.at.timestamp() * 1000 + 60_000 for fact in reading.facts)
    keys = {each.key for each in timeline.verify(incident).troubles}
    assert keys == ({"clock-ahead"} if is_ahead else set())
    assert timeline.pulse(incident) == fold(reading.facts).pulse
    ledger.enter(len(JUMPS[name]), len(wanted))


def test_the_clock_of_somebody_ahead_is_told_and_mine_goes_on(tmp_path: Path, ledger: Ledger) -> None:
    clock = Jumping(datetime(2026, 11, 22, 5, 0, tzinfo=UTC))
    timeline = FileTimeline(tmp_path / "home", clock, [])
    begun = timeline.begin([New(Declared("x", "UTC"))], by="ann", day=clock.at.date())
    incident = begun.facts[0].incident
    (tmp_path / "home" / "writer").unlink()
    clock.at += timedelta(days=365)
    FileTimeline(tmp_path / "home", clock, []).append(incident, [New(Noted("from next year"))], by="bob")
    (tmp_path / "home" / "writer").unlink()
    clock.at -= timedelta(days=365)
    mine = FileTimeline(tmp_path / "home", clock, []).append(incident, [New(Noted("now"))], by="ann")
    assert mine.facts[0].clock[0] < (clock.at + timedelta(minutes=1)).timestamp() * 1000
    assert [each.key for each in timeline.verify(incident).troubles] == ["clock-ahead"]
    ledger.enter(1, 2)
