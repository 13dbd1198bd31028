"""Files that know whether they are the original: a copy, or one from a backup, is told by its birth."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from incidentctl.timeline.place import open_file
from incidentctl.timeline.record import random_id

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS = 5  # how long it may take to put such a file in place


def put_original(name: str, directory: int, values: Mapping[str, Any], *, durable: bool) -> None:
    """Put a small file of JSON in place, by rename, with its inode and time of change in it.

    Another inode, or a later time of change (which no program can set), is another file. `durable`: be sure
    that it stays there.
    """
    temporary = f".{random_id(10)}"
    fd = open_file(temporary, directory, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with open(fd, "w", encoding="ascii") as file:
            made = os.fstat(fd)
            file.write(json.dumps({**values, "inode": made.st_ino, "born": int(made.st_ctime)}))
            file.flush()
            if durable:
                os.fsync(fd)
        os.replace(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=directory)
        raise
    if durable:
        os.fsync(directory)


def is_original(values: Mapping[str, Any], found: os.stat_result) -> bool:
    """Say whether values read from a file were put there; LookupError or TypeError where they say nothing."""
    return bool(values["inode"] == found.st_ino and 0 <= found.st_ctime - values["born"] < _SECONDS)
