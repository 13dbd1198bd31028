"""Homes to begin a fault from: what a crash may have left behind, and copies that stay themselves."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.timeline import lock
from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
STATES = ("whole", "torn", "unended", "no pulse, a private file")
"""The four states that an append may meet."""


def elsewhere(home: Path) -> Path:
    """Give the place where facts go that a home does not take: beside it, never outside the test."""
    return home.with_name(f"{home.name}-elsewhere")


def environ(home: Path) -> dict[str, str]:
    """Give the environment of a run whose calls come in the same order each time."""
    return {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8",
        "INCIDENTCTL_HOME": str(home), "INCIDENTCTL_USER": "ann", "TZ": "UTC", "HOME": str(home),
        "INCIDENTCTL_FALLBACK": str(elsewhere(home)),
    }  # fmt: skip


def now() -> datetime:
    return datetime.now(UTC)


def begin(home: Path, notes: int = 3) -> str:
    """Make a home with one incident and a few notes, and give the id of the incident."""
    timeline = FileTimeline(home, now, [])
    begun = timeline.begin([New(Declared("Checkout returns 500", "UTC"))], by="ann", day=now().date())
    incident = begun.facts[0].incident
    for number in range(notes):
        timeline.append(incident, [New(Noted(f"earlier {number}"))], by="ann")
    return incident


def in_state(home: Path, state: str, patch: pytest.MonkeyPatch) -> str:
    """Make a home in one of the four states, and give the id of its incident."""
    incident = begin(home)
    (main,) = (home / "incidents").rglob("w-*.jsonl")
    data = main.read_bytes()
    if state == "torn":
        main.write_bytes(data + data.splitlines()[-1][:200])
    elif state == "unended":
        main.write_bytes(data[:-1])
    elif state != "whole":
        with main.open("ab") as file, patch.context() as hurried:
            hurried.setattr(lock, "LOCK_SECONDS", 0)
            fcntl.flock(file, fcntl.LOCK_EX)
            FileTimeline(home, now, []).append(incident, [New(Noted("in a private file"))], by="ann")
        main.with_name("pulse.json").unlink()
    return incident


def copied(home: Path, to: Path) -> Path:
    """Copy a home as if nobody had: it keeps its writer, which a copied or restored one does not."""
    shutil.copytree(home, to)
    keep_writer(to)
    return to


def keep_writer(home: Path) -> None:
    """Let the file `writer` say the inode and the time that it has now."""
    path = home / "writer"
    if path.exists():
        known = json.loads(path.read_bytes())
        path.write_text(json.dumps(known | {"inode": path.stat().st_ino, "born": int(time.time())}), "ascii")
