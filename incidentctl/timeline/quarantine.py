"""Quarantine: copies of damaged lines, to be looked at in peace; the lines stay where they are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from incidentctl.ports import Repair
from incidentctl.timeline.place import open_file, replace_file
from incidentctl.timeline.record import digest
from incidentctl.timeline.tail import Findings, catch_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from incidentctl.timeline.place import Directory, Place

FOLDER = "quarantine"
LONGEST = 1024 * 1024
"""Of a longer line only this much is copied: no record is as long, and the log keeps all of it."""

_LINES = frozenset({"line-broken", "hash-wrong", "payload-wrong", "too-long", "wrong-incident"})


def copy_damage(
    home: Place, incident: str, directories: Sequence[Directory], day: date, *, is_dry: bool
) -> Iterator[Repair]:
    """Copy each damaged line of an incident, once: incident, writer, bytes, hash and date are in the name."""
    findings = Findings()
    catch_up(directories, {}, findings)
    by_label = {directory.label: directory for directory in directories}
    for trouble in findings.troubles:
        if trouble.key not in _LINES:
            continue
        place, slash, name = trouble.file.rpartition("/")
        directory = by_label[place + slash]
        data, end = _line(directory, name, trouble.byte)
        stem = f"{incident}.{name.removesuffix('.jsonl')}.{trouble.byte}-{end}.{digest(data)[:8]}"
        params = {"line": trouble.line, "byte": trouble.byte}
        known = _known(home, stem)
        copy = os.path.join(home.root, FOLDER, known or f"{stem}.{day:%Y%m%d}")
        if not known and not is_dry:
            with home.below(FOLDER, create=True) as fd:
                replace_file(os.path.basename(copy), fd, data)
        path = os.path.join(directory.path, name)
        yield Repair(
            "damaged" if known else "quarantined", incident, path, {**params, "copy": copy}, is_left=True
        )


def _line(directory: Directory, name: str, start: int) -> tuple[bytes, int]:
    """Give the line that begins at byte `start`, or the first part of it, and where it ends."""
    with open(open_file(name, directory.fd), "rb") as file:
        file.seek(start)
        data = file.readline(LONGEST)
        end, last = start + len(data), data
        while last and not last.endswith(b"\n"):
            last = file.readline(LONGEST)
            end += len(last)
    return data, end


def _known(home: Place, stem: str) -> str:
    try:
        with home.below(FOLDER) as fd:
            return next((name for name in os.listdir(fd) if name.startswith(stem)), "")
    except FileNotFoundError:
        return ""
