"""`dirty`: the ids of the incidents that were written to, so that an index need not look at every one.

A hint and no more: it is not synced, a failure to write it is silent, and readers look at the files.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from incidentctl.timeline.place import is_incident_id, open_file, read_file

if TYPE_CHECKING:
    from incidentctl.timeline.place import Place

CAP = 8 * 1024
"""Bytes; a file that is full says only that anything may have changed."""

DIRTY, OLDER = "dirty", "dirty.old"
INDEX, DRAFT = "index.db", ".index-"
"""The index, and how the names of those begin that are not yet in place."""


def mark(place: Place, incident: str) -> None:
    """Note that an incident is about to be written to: one small append, none when it is the last one."""
    line = f"{incident}\n".encode("ascii")
    with suppress(OSError), place.below() as root:
        fd = open_file(DIRTY, root, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        try:
            size = os.fstat(fd).st_size
            is_last = os.pread(fd, len(line), max(0, size - len(line))) == line
            if size < CAP and not is_last:
                os.write(fd, line)
        finally:
            os.close(fd)


def marked(root: int) -> set[str] | None:
    """Give the incidents that may have changed since the last look at all; None: it may be any of them."""
    found: set[str] = set()
    for name in (OLDER, DIRTY):
        try:
            data = read_file(name, root)
        except FileNotFoundError:
            continue
        except OSError:
            return None
        if name == DIRTY and len(data) >= CAP:
            return None
        found |= {line for line in data.decode("ascii", "replace").split("\n") if is_incident_id(line)}
    return found


def turn(root: int) -> None:
    """Begin anew after a look at all.

    What was noted just before is kept once more: a writer may have noted it, and not have written yet.
    """
    with suppress(OSError):
        os.replace(DIRTY, OLDER, src_dir_fd=root, dst_dir_fd=root)


def discard(root: int, *, since: float | None = None) -> None:
    """Throw the index away, and what was left of one that was never finished.

    It holds texts: whoever erases one from the log calls this. `since`: only what was left, and is older
    than that (seconds since 1970).
    """
    for name in os.listdir(root):
        if name.startswith(DRAFT) or (name == INDEX and since is None):
            with suppress(OSError):
                if since is None or os.stat(name, dir_fd=root, follow_symlinks=False).st_mtime < since:
                    os.unlink(name, dir_fd=root)
