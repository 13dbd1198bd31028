"""The files that facts are written to: the main one behind the lock, and private ones."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from errno import ENOSPC, ESTALE
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.timeline import lock
from incidentctl.timeline.place import Directory, Place, is_log_name, open_file, path_of
from incidentctl.timeline.record import FENCE, Minted, chain, random_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

_APPEND = os.O_RDWR | os.O_APPEND
_TRIES = 100  # a file that is replaced each time it is opened is no place for facts
_NEW = _APPEND | os.O_CREAT | os.O_EXCL


class Target(NamedTuple):
    """A file that is open and locked. `where` is log, private or fallback."""

    fd: int
    directory: Directory
    name: str
    where: str
    is_new: bool

    @property
    def label(self) -> str:
        """Its name as heads and troubles have it."""
        return self.directory.label + self.name

    @property
    def path(self) -> str:
        """Where a person finds it."""
        return os.path.join(self.directory.path, self.name)


@contextmanager
def open_main(directory: Directory, writer: str) -> Iterator[Target | None]:
    """Open and lock my main file; None when others hold it too long, OSError when it cannot be opened."""
    name = f"{writer}.jsonl"
    where = directory.holder("log")
    # In a fallback it was moved home meanwhile: a new one would count from 1 again, under the same name.
    flags = _APPEND if directory.label else _APPEND | os.O_CREAT
    for _ in range(_TRIES):
        fd = open_file(name, directory.fd, flags)
        try:
            if not lock.acquire(fd, lock.LOCK_SECONDS):
                yield None
                return
            if is_in_place(fd, name, directory):
                yield Target(fd, directory, name, where, os.fstat(fd).st_size == 0)
                return
        finally:
            lock.close(fd)
    raise OSError(ESTALE, os.strerror(ESTALE), name)


@contextmanager
def open_private(
    directory: Directory, writer: str, taken: Collection[str], *, is_fresh: bool
) -> Iterator[Target]:
    """Open and lock a private file of mine: a free one that is there (not in `taken`), else a new one.

    A new one that stays empty is removed again. `is_fresh`: only a new one will do.
    """
    where = directory.holder("private")
    found = [] if is_fresh else sorted(os.listdir(directory.fd))
    for name in found:
        if not (name.startswith(f"{writer}-") and is_log_name(name)) or directory.label + name in taken:
            continue
        try:
            fd = open_file(name, directory.fd, _APPEND)
        except OSError:
            continue
        try:
            if lock.acquire(fd, 0) and is_in_place(fd, name, directory):
                yield Target(fd, directory, name, where, is_new=False)
                return
        finally:
            lock.close(fd)
    name = f"{writer}-{random_id(5)}.jsonl"
    fd = open_file(name, directory.fd, _NEW)
    try:
        lock.acquire(fd, 0)
        yield Target(fd, directory, name, where, is_new=True)
    finally:
        with suppress(OSError):
            if os.fstat(fd).st_size == 0:
                os.unlink(name, dir_fd=directory.fd)
        lock.close(fd)


def put(target: Target, data: bytes, known: int) -> None:
    """Append whole lines in one write; OSError: nothing of them is in the file.

    `known` is the byte at which the last record ends. A last line behind it that was torn is fenced off
    first and kept; a last record that lacks only its newline gets it.
    """
    size = os.fstat(target.fd).st_size
    is_ended = not size or os.pread(target.fd, 1, size - 1) == b"\n"
    fence = b"" if is_ended else b"\n" if size == known else FENCE
    try:
        written = lock.write(target.fd, fence + data)
    except OSError:
        _cut_back(target.fd, size)
        raise
    if written != len(fence) + len(data):
        _cut_back(target.fd, size)
        raise OSError(ENOSPC, os.strerror(ENOSPC))


def place_file(directory: Directory, name: str, data: bytes) -> bool:
    """Put a whole new file of facts in place, under a temporary name until the disk has it.

    Say whether the disk confirmed its name, too. OSError: nothing of it is to be seen.
    """
    temporary = f".{random_id(10)}"
    try:
        fd = open_file(temporary, directory.fd, _NEW)
        try:
            put(Target(fd, directory, temporary, "", is_new=True), data, 0)
            lock.confirm(fd)
        finally:
            lock.close(fd)
        os.rename(temporary, name, src_dir_fd=directory.fd, dst_dir_fd=directory.fd)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=directory.fd)
        raise
    try:
        os.fsync(directory.fd)
    except OSError:
        return False
    return True


def begin_files(
    place: Place, day: date, writer: str, minted: Sequence[Minted]
) -> tuple[str, list[bytes], bool]:
    """Make the directory of a new incident with its first facts, under a temporary name, and rename it.

    Give its id, the lines, and whether the disk confirmed the rename. OSError: there is no incident.
    """
    length = 4
    while True:
        incident = f"INC-{day:%Y%m%d}-{random_id(length)}"
        names = path_of(incident)
        with place.below(*names[:-1], create=True) as month:
            if _exists(incident, month):
                length = min(length + 1, 8)
                continue
            lines = chain(minted, incident, writer, (0, ""), {})
            temporary = f".{random_id(10)}"
            try:
                _fill(month, temporary, f"{writer}.jsonl", b"".join(lines))
                os.rename(temporary, incident, src_dir_fd=month, dst_dir_fd=month)
            except OSError:
                _remove(month, temporary, f"{writer}.jsonl")
                raise
            try:
                os.fsync(month)
            except OSError:
                return incident, lines, False
            return incident, lines, True


def _fill(parent: int, directory: str, name: str, data: bytes) -> None:
    os.mkdir(directory, 0o700, dir_fd=parent)
    inner = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)
    try:
        fd = open_file(name, inner, _NEW)
        try:
            put(Target(fd, Directory(inner, "", ""), name, "", is_new=True), data, 0)
            lock.confirm(fd)
        finally:
            lock.close(fd)
        os.fsync(inner)
    finally:
        lock.close(inner)


def _remove(parent: int, directory: str, name: str) -> None:
    with suppress(OSError):
        os.unlink(f"{directory}/{name}", dir_fd=parent)
    with suppress(OSError):
        os.rmdir(directory, dir_fd=parent)


def _exists(name: str, directory: int) -> bool:
    try:
        os.stat(name, dir_fd=directory, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return True


def is_in_place(fd: int, name: str, directory: Directory) -> bool:
    """Say whether the path still names the file that was locked: it may have been replaced by rename."""
    try:
        return os.stat(name, dir_fd=directory.fd, follow_symlinks=False).st_ino == os.fstat(fd).st_ino
    except FileNotFoundError:
        return False


def _cut_back(fd: int, size: int) -> None:
    """Take back our own short write; we hold the lock, so nobody else's bytes are behind `size`."""
    with suppress(OSError):
        if os.fstat(fd).st_size > size:
            os.ftruncate(fd, size)
