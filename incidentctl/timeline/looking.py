"""Looking at what lies on disk without reading it: which incidents there are, and whether one has changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from incidentctl.timeline.place import is_incident_id, is_log_name, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from incidentctl.timeline.place import Place

Months = dict[str, list[int]]
"""For each month of each place, `2026/11`, its directory's inode and when it changed (nanoseconds)."""

_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def months(places: Sequence[Place]) -> Months:
    """Give the months that there are: a few calls of the system, however many incidents they hold."""
    found: Months = {}
    for place in places:
        for year in filter(str.isdigit, _names(place, "incidents")):
            try:
                with place.below("incidents", year) as fd:
                    for month in filter(str.isdigit, os.listdir(fd)):
                        looked = os.stat(month, dir_fd=fd, follow_symlinks=False)
                        found[f"{place.label}{year}/{month}"] = [looked.st_ino, looked.st_mtime_ns]
            except FileNotFoundError:
                continue
    return found


def in_month(places: Sequence[Place], month: str) -> set[str]:
    """Give the incidents of a month, `2026/11`, in every place."""
    year, _, number = month.partition("/")
    names = {name for place in places for name in _names(place, "incidents", year, number)}
    return {name for name in names if is_incident_id(name) and path_of(name)[1:3] == (year, number)}


def signatures(places: Sequence[Place], incidents: Iterable[str]) -> Mapping[str, str]:
    """Give for each incident that is there what changes whenever one of its files does.

    A time of change (which no program can set) is part of it. Never reads a file.
    """
    found: dict[str, str] = {}
    by_month: dict[tuple[str, ...], list[str]] = {}
    for incident in incidents:
        by_month.setdefault(path_of(incident)[:-1], []).append(incident)
    for place in places:
        for month, ids in by_month.items():
            try:
                with place.below(*month) as fd:
                    for incident in ids:
                        known = _signature(incident, fd, place.label)
                        if known is not None:
                            found[incident] = found.get(incident, "") + known
            except FileNotFoundError:
                continue
    return found


def _signature(incident: str, month: int, label: str) -> str | None:
    try:
        fd = os.open(incident, _DIRECTORY, dir_fd=month)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"{label}!{error.errno};"
    try:
        parts = [label, str(os.fstat(fd).st_uid)]
        for name in sorted(filter(is_log_name, os.listdir(fd))):
            looked = os.stat(name, dir_fd=fd, follow_symlinks=False)
            parts.append(
                f"{name}:{looked.st_ino}:{looked.st_mode}:{looked.st_size}:{looked.st_mtime_ns}:{looked.st_ctime_ns}"
            )
        return "/".join(parts) + ";"
    except OSError as error:
        return f"{label}!{error.errno};"
    finally:
        os.close(fd)


def _names(place: Place, *names: str) -> list[str]:
    try:
        with place.below(*names) as fd:
            return os.listdir(fd)
    except FileNotFoundError:
        return []
