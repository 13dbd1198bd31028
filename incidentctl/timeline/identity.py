"""The id under which a user writes on a machine: a copy of the home, or a restored one, is told from it."""

from __future__ import annotations

import json
import os
import re

from incidentctl.timeline.birth import is_original, put_original
from incidentctl.timeline.lock import LOCK_SECONDS, acquire
from incidentctl.timeline.place import Place, open_file
from incidentctl.timeline.record import digest, random_id

_FILE = "writer"
_WRITER = r"w-[0-9a-z]{8}"


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
        is_mine = known["machine"] == _machine() and is_original(known, found)
        return known["writer"] if is_mine and re.fullmatch(_WRITER, known["writer"]) else ""
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return ""


def _new(root: int) -> str:
    name = f"w-{random_id(8)}"
    put_original(_FILE, root, {"writer": name, "machine": _machine()}, durable=True)
    return name
