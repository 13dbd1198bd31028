"""A home on disk, a clock that can be set, and the child program that writes from another process."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from incidentctl.ports import Receipt

DAY = date(2026, 11, 22)
CHILD = Path(__file__).with_name("child.py")


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Desk:
    """A timeline on disk with one incident, and where its files are."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.clock = SetClock()
        self.receipts: list[Receipt] = []
        self.timeline = self.another()
        begun = self.timeline.begin([New(Declared("Checkout returns 500", "UTC"))], by="ann", day=DAY)
        self.incident = begun.facts[0].incident
        self.main = Path(begun.path)
        self.folder = self.main.parent

    def another(self) -> FileTimeline:
        return FileTimeline(self.root / "home", self.clock, self.receipts, fallbacks=[self.root / "fallback"])

    def note(self, text: str = "x", by: str = "ann") -> Receipt:
        self.clock.move(1)
        return self.timeline.append(self.incident, [New(Noted(text))], by=by)

    def texts(self) -> list[str]:
        facts = self.timeline.read(self.incident).facts
        return [fact.event.text for fact in facts if isinstance(fact.event, Noted)]

    def troubles(self) -> list[tuple[str, int, str]]:
        found = self.timeline.verify(self.incident).troubles
        return [(each.key, each.line, each.severity) for each in found]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def child() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start(*args: object) -> subprocess.Popen[str]:
        command = [sys.executable, str(CHILD), *map(str, args)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
