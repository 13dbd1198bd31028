"""The id under which a user writes on a machine: a copy of the home, or a restored one, is told from it."""

from __future__ import annotations

import json
import os
import re

from incidentctl.timeline.lock import LOCK_SECONDS, acquire
from incidentctl.timeline.place import Place, open_file
from incidentctl.timeline.record import digest, random_id

_FILE = "writer"
_WRITER = r"w-[0-9a-z]{8}"
_BIRTH_SECONDS = 5  # how long it may take to put the file `writer` in place


def writer(place: Place, *, besides: str = "") -> str:
    """Give the id under which this user writes on this machine.

    A restored or copied home has another inode, another time of change (which no program can set), or
    another machine hash, and gets a new id: the counters of the old one may go on elsewhere. So does a home
    whose id is `besides`, unless somebody has given it another one meanwhile.
    """
    with place.below(create=True) as root:
        known = _known(root)
        if known in {"", besides}:
            acquire(root, LOCK_SECONDS)  # the winner's id is used by all who come at the same time
            known = _known(root)
        return _new(root) if known in {"", besides} else known


def _machine() -> str:
    try:
        with open("/etc/machine-id", "rb") as file:
            name = file.read(256)
    except OSError:
        name = os.uname().nodename.encode("utf-8", "surrogateescape")
    return digest(name + b"/%d" % os.geteuid())[:16]


def _known(root: int) -> str:
    """Give the id in the file `writer`; "" when there is none, or it was written by another machine."""
    try:
        with open(open_file(_FILE, root), "rb") as file:
            known, found = json.loads(file.read(4096)), os.fstat(file.fileno())
            is_mine = (known["inode"], known["machine"]) == (found.st_ino, _machine())
            is_mine = is_mine and 0 <= found.st_ctime - known["born"] < _BIRTH_SECONDS
            return known["writer"] if is_mine and re.fullmatch(_WRITER, known["writer"]) else ""
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return ""


def _new(root: int) -> str:
    name, temporary = f"w-{random_id(8)}", f".{random_id(10)}"
    with open(
        open_file(temporary, root, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "w", encoding="ascii"
    ) as file:
        made = os.fstat(file.fileno())
        known = {"writer": name, "inode": made.st_ino, "born": int(made.st_ctime), "machine": _machine()}
        json.dump(known, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, _FILE, src_dir_fd=root, dst_dir_fd=root)
    os.fsync(root)
    return name
