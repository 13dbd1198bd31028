"""Blobs: evidence, frozen runbooks and long texts, each in a file named by its SHA-256."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from incidentctl.errors import Damaged, NotRecorded
from incidentctl.timeline.ballast import with_room
from incidentctl.timeline.place import open_file, read_file, replace_file
from incidentctl.timeline.record import digest, random_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

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


def keep_stream(places: Sequence[Place], pieces: Iterable[bytes]) -> tuple[str, int]:
    """Store what comes in pieces as a blob, durably and in bounded memory; give its SHA-256 and its size.

    Raise `NotRecorded` when it cannot be kept; what the pieces raise passes through, with nothing kept.
    """
    reason = ""
    for place in places:
        begun = False
        try:
            with place.below(FOLDER, create=True) as fd, _new_file(fd) as (file, named):
                begun = True
                hashed, size = sha256(), 0
                for piece in pieces:
                    file.write(piece)
                    hashed.update(piece)
                    size += len(piece)
                named(hashed.hexdigest())
                return hashed.hexdigest(), size
        except OSError as error:
            reason = reason or error.strerror or type(error).__name__
            if begun:  # the pieces come only once
                break
    raise NotRecorded("blob-not-kept", reason=reason)


@contextmanager
def _new_file(directory: int) -> Iterator[tuple[BinaryIO, Callable[[str], None]]]:
    """Give a file without a name that lasts, and what gives it one once the disk has all of it."""
    temporary = f".{random_id(10)}"
    with open(open_file(temporary, directory, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb") as file:

        def named(name: str) -> None:
            file.flush()
            os.fsync(file.fileno())
            os.replace(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
            os.fsync(directory)

        try:
            yield file, named
        finally:
            with suppress(OSError):  # it has its name
                os.unlink(temporary, dir_fd=directory)


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
