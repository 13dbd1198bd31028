"""Ballast: room set aside in the home, so that a full disk still takes the facts of an incident."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EDQUOT, ENOSPC
from typing import TYPE_CHECKING, TypeVar

from incidentctl.timeline.place import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from incidentctl.timeline.place import Place

    T = TypeVar("T")

FILE = "ballast"
SIZE = 64 * 1024
_TO_SPARE = 4 * SIZE  # with less than this left it would only take the room that it is to save
_FULL = {ENOSPC, EDQUOT}


def is_there(place: Place) -> bool:
    """Say whether the room is set aside."""
    with suppress(OSError), place.below() as root:
        return os.stat(FILE, dir_fd=root, follow_symlinks=False).st_size == SIZE
    return False


def set_aside(place: Place) -> None:
    """Set the room aside where it is not, and there is enough; a comfort, so its failure is silent."""
    if is_there(place):
        return
    with suppress(OSError), place.below() as root:
        room = os.fstatvfs(root)
        if room.f_bavail * room.f_frsize >= _TO_SPARE:
            replace_file(FILE, root, os.urandom(SIZE))  # noise, which no file system can make smaller


def with_room(place: Place, act: Callable[[], T]) -> T:
    """Do something that needs room on the disk; where there is none, once more without the ballast."""
    try:
        return act()
    except OSError as error:
        if error.errno not in _FULL or not _free(place):
            raise
    return act()


def _free(place: Place) -> bool:
    try:
        with place.below() as root:
            os.unlink(FILE, dir_fd=root)
            with suppress(OSError):
                os.fsync(root)  # some file systems give the room back only then
    except OSError:
        return False
    return True
