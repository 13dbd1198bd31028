"""Be one of many writers: `append.py COUNT HOME INCIDENT NAME`.

Appends facts one by one, and prints the seconds of the longest wait.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.timeline.journal import FileTimeline


def append(count: int, root: Path, incident: str, name: str) -> float:
    """Append facts one by one; give the seconds of the longest."""
    timeline, worst = FileTimeline(root, lambda: datetime.now(UTC), []), 0.0
    for number in range(count):
        begun = time.perf_counter()
        timeline.append(incident, [New(Noted(f"{name} {number}"))], by=name)
        worst = max(worst, time.perf_counter() - begun)
    return worst


if __name__ == "__main__":
    print(append(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
