"""Quarantine: copies of damaged lines, to be looked at in peace; the lines stay where they are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.ports import Repair
from incidentctl.timeline.place import open_file, replace_file
from incidentctl.timeline.record import digest
from incidentctl.timeline.tail import Findings, catch_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from incidentctl.ports import Trouble
    from incidentctl.timeline.place import Directory, Place

FOLDER = "quarantine"
LONGEST = 1024 * 1024
"""Of a longer range only this much is copied: no record is as long, and the log keeps all of it."""

_LINES = frozenset({"line-broken", "hash-wrong", "payload-wrong", "too-long", "wrong-incident", "more"})


class _Range(NamedTuple):
    """Damaged lines that follow one another: the first of them, and how many there are."""

    first: Trouble
    lines: int


def copy_damage(
    home: Place, incident: str, directories: Sequence[Directory], day: date, *, is_dry: bool
) -> Iterator[Repair]:
    """Copy each range of damaged lines, once: incident, writer, bytes, hash and date are in the name."""
    findings = Findings()
    catch_up(directories, {}, findings)
    by_label = {directory.label: directory for directory in directories}
    for first, lines in _ranges(findings.troubles):
        place, slash, name = first.file.rpartition("/")
        directory = by_label[place + slash]
        data, end = _read(directory, name, first.byte, lines)
        stem = f"{incident}.{name.removesuffix('.jsonl')}.{first.byte}-{end}.{digest(data)[:8]}"
        params = {"line": first.line, "byte": first.byte, "count": lines}
        known = _known(home, stem)
        copy = os.path.join(home.root, FOLDER, known or f"{stem}.{day:%Y%m%d}")
        if not known and not is_dry:
            with home.below(FOLDER, create=True) as fd:
                replace_file(os.path.basename(copy), fd, data)
        path = os.path.join(directory.path, name)
        key = f"{'damaged' if known else 'quarantined'}{'-lines' if lines > 1 else ''}"
        yield Repair(key, incident, path, {**params, "copy": copy}, is_left=True)


def _ranges(troubles: Sequence[Trouble]) -> list[_Range]:
    ranges: list[_Range] = []
    for trouble in troubles:
        if trouble.key not in _LINES:
            continue
        lines = int(str(trouble.params.get("count", 1)))
        last = ranges[-1] if ranges else None
        if last and (last.first.file, last.first.line + last.lines) == (trouble.file, trouble.line):
            ranges[-1] = last._replace(lines=last.lines + lines)
        else:
            ranges.append(_Range(trouble, lines))
    return ranges


def _read(directory: Directory, name: str, start: int, lines: int) -> tuple[bytes, int]:
    """Give so many lines from byte `start` on, or the first part of them, and where they end."""
    data, end = b"", start
    with open(open_file(name, directory.fd), "rb") as file:
        file.seek(start)
        while lines and (piece := file.readline(LONGEST)):
            data += piece[: LONGEST - len(data)]
            end += len(piece)
            lines -= piece.endswith(b"\n")
    return data, end


def _known(home: Place, stem: str) -> str:
    try:
        with home.below(FOLDER) as fd:
            return next((name for name in os.listdir(fd) if name.startswith(stem)), "")
    except FileNotFoundError:
        return ""
