"""A file that is written whole: what a person did to it meanwhile, or before, is not lost."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from incidentctl.domain.report_merge import Renewed
from incidentctl.errors import OutputFailed

_MOST = 16 * 1024 * 1024
"""Bytes of a file that is looked into; a larger one is no report."""

_OFTEN = 5
"""Times that a file may change between being read and being replaced."""


class Written(NamedTuple):
    """What a file holds now; `aside` is where its old content is kept, if that was not taken over."""

    renewed: Renewed
    aside: Path | None


def write(path: Path, renew: Callable[[str | None], Renewed]) -> Written:
    """Write a file beside the old one and put it in its place, readable by its owner alone.

    `renew` says what becomes of the old text ("": there is nothing, None: it is no text), and is asked again
    where somebody saved the file meanwhile. A link is followed. Whenever this stops, the file is the old one
    or the new one.

    OutputFailed: file-not-written, file-keeps-changing.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        for _ in range(_OFTEN):
            old = _read(target)
            renewed = renew(old.text)
            _create(part, renewed.merged.text)
            if _read(target) == old:
                aside = _set_aside(target) if renewed.is_aside else None
                if _identity(target) == old.identity:
                    part.replace(target)
                    _sync(target.parent)
                    return Written(renewed, aside)
            part.unlink()
    except OSError as error:
        raise OutputFailed("file-not-written", path=str(path), why=error.strerror or str(error)) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    raise OutputFailed("file-keeps-changing", path=str(path))


class _Old(NamedTuple):
    identity: tuple[int, ...]
    text: str | None


def _read(target: Path) -> _Old:
    """Give what is there, and by what a later look knows that it is still the same."""
    identity = _identity(target)
    if not identity:
        return _Old((), "")
    try:
        with target.open("rb") as file:
            data = file.read(_MOST + 1)
        return _Old(identity, data.decode("utf-8") if len(data) <= _MOST else None)
    except (PermissionError, UnicodeDecodeError):
        return _Old(identity, None)


def _identity(target: Path) -> tuple[int, ...]:
    try:
        now = target.stat()
    except FileNotFoundError:
        return ()
    return now.st_dev, now.st_ino, now.st_size, now.st_mtime_ns


def _create(part: Path, text: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
        file.write(text.encode("utf-8", "backslashreplace"))
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Let the new name reach the disk; a file system that cannot promise that has the file all the same."""
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def _set_aside(target: Path) -> Path:
    """Keep the old content under the first free name of `FILE.~1~`, `FILE.~2~` ...: as `cp --backup=t`."""
    for number in count(1):
        aside = target.with_name(f"{target.name}.~{number}~")
        try:
            aside.hardlink_to(target)
        except FileExistsError:
            continue
        except OSError:  # a file system without links, or somebody else's file
            try:
                with target.open("rb") as old, aside.open("xb") as copy:
                    aside.chmod(0o600)
                    shutil.copyfileobj(old, copy)
            except FileExistsError:
                continue
        return aside
    raise AssertionError
