"""Blobs: evidence, frozen runbooks and long texts, each in a file named by its SHA-256."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from incidentctl.errors import Damaged, NotRecorded
from incidentctl.timeline.ballast import with_room
from incidentctl.timeline.place import read_file, replace_file
from incidentctl.timeline.record import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.timeline.place import Place

FOLDER = "blobs"


def keep(places: Sequence[Place], data: bytes) -> str:
    """Store a blob durably in the first place that takes it, and give its SHA-256 in hex.

    The event that names it comes afterwards. Raise `NotRecorded` when no place takes it.
    """
    name, reason = digest(data), ""
    for place in places:
        try:
            with place.below(FOLDER, create=True) as fd:
                if _stored(name, fd) == data:
                    os.fsync(fd)  # whoever put it there may not have come so far yet
                else:
                    with_room(places[0], partial(replace_file, name, fd, data))
                return name
        except OSError as error:
            reason = reason or error.strerror or type(error).__name__
    raise NotRecorded("blob-not-kept", reason=reason)


def fetch(places: Sequence[Place], name: str) -> bytes:
    """Give a blob; raise `Damaged` when it is missing or not what its name says."""
    key = "blob-missing"
    if is_name(name):
        for place in reversed(places):  # the home last: what is moved there meanwhile is not missed
            with suppress(OSError), place.below(FOLDER) as fd:
                data = read_file(name, fd)
                if digest(data) == name:
                    return data
                key = "blob-damaged"
    raise Damaged(key, digest=name)


def is_name(text: str) -> bool:
    """Say whether a file of this name may be a blob."""
    return re.fullmatch("[0-9a-f]{64}", text) is not None


def _stored(name: str, directory: int) -> bytes | None:
    try:
        return read_file(name, directory)
    except OSError:
        return None
