"""Row 10: the power is cut; what was acknowledged is on the disk, on three file systems."""

from __future__ import annotations

import shutil
import signal
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from incidentctl.errors import IncidentctlError
from incidentctl.timeline.journal import FileTimeline
from tests.faults import disks
from tests.faults.homes import begin, now
from tests.faults.oracle import NaiveStore, Oracle, OurStore
from tests.faults.writers import Writers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.ledger import Ledger
    from tests.faults.oracle import Judged

KINDS = [
    pytest.param(kind, marks=pytest.mark.skipif(bool(disks.why_not(kind)), reason=disks.why_not(kind)))
    for kind in ("ext4", "xfs", "btrfs")
]


class Cut(NamedTuple):
    """One moment: the disk as it was, and what had been said until then, of facts and of new incidents."""

    image: str
    told: dict[str, str]
    begun: set[str]


def cut(below: Path, kind: str, store: str, count: int) -> list[Judged]:
    """Let two writers work on a disk, copy it at moments when they stand still, and judge each copy."""
    with disks.disk(below, kind) as disk:
        home = disk / "home"
        incident = "-"
        if store == "naive":
            home.mkdir()
            NaiveStore(home).append("earlier")
            oracle = Oracle(NaiveStore(home))
        else:
            incident = begin(home)
            oracle = Oracle(OurStore(home, incident))
        disks.run(["sync", "-f", str(disk)])
        found = []
        with Writers(below, store, home, incident) as writers:
            writers.start("ann", *(["bob"] if store != "naive" else []), size=4000)
            for number in range(count):
                end = time.monotonic() + 0.2 + 0.03 * (number % 5)
                while time.monotonic() < end or not writers.have_begun():
                    time.sleep(0.01)
                writers.signal(signal.SIGSTOP)
                told, begun = writers.told(), writers.begun()
                found.append(Cut(disks.copied_image(below, f"cut-{number}").name, told, begun))
                writers.signal(signal.SIGCONT)
    return [judged(below, kind, each, oracle, incident) for each in found]


def judged(below: Path, kind: str, moment: Cut, oracle: Oracle, incident: str) -> Judged:
    """Mount the copy, as the next boot would, and look."""
    with disks.mounted(below / moment.image, below / "disk", disks.KINDS[kind].options) as disk:
        home = disk / "home"
        if incident == "-":
            return oracle.of(NaiveStore(home)).judge(moment.told)
        found = oracle.of(OurStore(home, incident)).judge(moment.told)
        return found._replace(
            acknowledged=found.acknowledged + len(moment.begun),
            lost=(*found.lost, *(each for each in moment.begun if not is_whole(home, each))),
        )


def is_whole(home: Path, incident: str) -> bool:
    try:
        return not FileTimeline(home, now, []).verify(incident).troubles
    except IncidentctlError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_acknowledged_fact_is_lost(
    tmp_path: Path, ledger: Ledger, at_length: Callable[[int, int], int], kind: str
) -> None:
    for number, found in enumerate(cut(tmp_path, kind, "ours", at_length(5, 25))):
        ledger.fault(found, kind, number)
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("store", ["ours, with no fsync", "naive"])
def test_a_store_that_does_not_wait_for_the_disk_loses_facts(tmp_path: Path, kind: str, store: str) -> None:
    assert any(found.lost for found in cut(tmp_path, kind, store, 2))
