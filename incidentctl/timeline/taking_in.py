"""Taking an archive in: unpacked aside, looked at whole, and put in place only then: all of it or nothing."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, contextmanager, suppress
from errno import EEXIST, ENOSPC, ENOTEMPTY
from typing import TYPE_CHECKING

from incidentctl.errors import FoundWanting, NotRecorded
from incidentctl.timeline import dirty, lock
from incidentctl.timeline.archive import BLOBS
from incidentctl.timeline.blobs import FOLDER
from incidentctl.timeline.comparing import compared, log_of, named, read, taken
from incidentctl.timeline.erasing import erase, pending
from incidentctl.timeline.files import is_in_place
from incidentctl.timeline.identity import writer
from incidentctl.timeline.inspecting import digest_of
from incidentctl.timeline.place import open_file, path_of
from incidentctl.timeline.record import random_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from incidentctl.ports import TakenIn
    from incidentctl.timeline.archive import File, Manifest, Reader
    from incidentctl.timeline.comparing import Log, Plan
    from incidentctl.timeline.place import Directory
    from incidentctl.timeline.places import Places

_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_OUT = "out"
_OFTEN = 10
"""How many times an incident may change between being compared and being written to."""


class _ChangedError(Exception):
    """Somebody wrote to the incident meanwhile: it is compared again."""


class TakingIn:
    """One archive on its way into a home."""

    def __init__(self, places: Places, reader: Reader) -> None:
        """Take in to the home what `reader` gives."""
        self._places, self._home = places, places.home
        self._reader, self._manifest = reader, reader.manifest

    def take(self, *, is_dry: bool) -> TakenIn:
        """Take it in (`is_dry`: only look); raise `FoundWanting`, `NotRecorded` or OSError: nothing was."""
        with self._aside() as aside:
            _unpack(self._reader, aside, self._home.root)
            _check(self._manifest, aside)
            for _ in range(_OFTEN):
                with suppress(_ChangedError):
                    return self._take(aside, is_dry=is_dry)
        raise NotRecorded("busy")

    @contextmanager
    def _aside(self) -> Iterator[int]:
        """Make a directory of the home that nobody looks into, and remove it in the end."""
        with self._home.below(create=True) as root:
            name = f".{random_id(10)}"
            os.mkdir(name, 0o700, dir_fd=root)
            try:
                fd = os.open(name, _DIRECTORY, dir_fd=root)
                try:
                    yield fd
                finally:
                    os.close(fd)
            finally:
                shutil.rmtree(name, ignore_errors=True, dir_fd=root)

    def _take(self, aside: int, *, is_dry: bool) -> TakenIn:
        incident = self._manifest.incident
        with ExitStack() as stack:
            directory = self._directory(stack)
            theirs = list(_unpacked(self._manifest, aside, stack))
            mine = list(read(directory, stack)) if directory else []
            out = stack.enter_context(_emptied(_OUT, aside))
            plans = compared(theirs, mine, out)
            changed = [plan for plan in plans if plan.merged.is_changed]
            needed = named(changed, incident, out)
            blobs = [file for file in self._manifest.files if file.sha256 in needed and not file.is_log]
            own = writer(self._home) if changed and not is_dry else ""
            is_own = bool(own) and any(plan.name.startswith(own) for plan in changed)
            done = taken(incident, plans, mine)._replace(blobs=len(blobs), is_own=is_own)
            if changed and not is_dry:
                with lock.signals_held_back():
                    os.fsync(out)
                    self._put_blobs(blobs, aside)
                    dirty.mark(self._home, incident)
                    if directory is None:
                        self._put_whole(aside)
                    else:
                        _put(changed, out, directory)
                    done = self._follow(done)
        return done

    def _directory(self, stack: ExitStack) -> Directory | None:
        try:
            return stack.enter_context(self._home.incident(self._manifest.incident))
        except FileNotFoundError:
            return None

    def _put_blobs(self, blobs: Sequence[File], aside: int) -> None:
        """Put blobs in place before the facts that name them."""
        if not blobs:
            return
        with self._home.below(FOLDER, create=True) as held:
            for file in blobs:
                if not _is_sound(file.sha256, held):
                    with suppress(FileNotFoundError):  # the time before, when the incident changed meanwhile
                        os.rename(file.name, file.sha256, src_dir_fd=aside, dst_dir_fd=held)
            os.fsync(held)

    def _put_whole(self, aside: int) -> None:
        incident = self._manifest.incident
        with self._home.below(*path_of(incident)[:-1], create=True) as month:
            try:
                os.rename(_OUT, incident, src_dir_fd=aside, dst_dir_fd=month)
            except OSError as error:
                if error.errno in {EEXIST, ENOTEMPTY}:
                    raise _ChangedError from error
                raise
            os.fsync(month)

    def _follow(self, taken: TakenIn) -> TakenIn:
        """Erase here what the archive says was redacted, and forget what was known of the incident."""
        with suppress(OSError):
            self._home.mark(taken.incident, is_over=False)  # whoever looks next says what it is
        if taken.is_own:  # the same counters may go on in another copy
            with suppress(OSError):
                writer(self._home, besides=writer(self._home))
        with suppress(OSError):  # views hide it all the same, and whoever writes next tries again
            taken = taken._replace(erased=taken.erased + pending(self._places, taken.incident))
            erase(self._places, taken.incident)
        return taken


def _unpack(reader: Reader, aside: int, root: str) -> None:
    """Write every file of an archive into the directory `aside`, and be sure that the disk has it."""
    files = reader.manifest.files
    if sum(file.size for file in files) > shutil.disk_usage(root).free:
        raise OSError(ENOSPC, os.strerror(ENOSPC))
    os.mkdir(BLOBS.rstrip("/"), 0o700, dir_fd=aside)
    for file in files:
        fd = open_file(file.name, aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        with open(fd, "wb") as opened:
            reader.take(file, opened.write)
            opened.flush()
            os.fsync(fd)
    reader.end()


def _check(manifest: Manifest, aside: int) -> None:
    """Hold every file of facts to its chain, and its end to what the manifest says (archive-changed)."""
    said = {writer: (writer, n, link) for writer, n, link in manifest.heads}
    with ExitStack() as stack:
        for log in _unpacked(manifest, aside, stack):
            head, name = log.held.head, log.held.name
            is_as_said = said.get(name.removesuffix(".jsonl")) == (tuple(head) if head else None)
            if not is_as_said or not (log.held.is_whole or name in manifest.damaged):
                raise FoundWanting("archive-changed", name=name)


def _unpacked(manifest: Manifest, aside: int, stack: ExitStack) -> Iterator[Log]:
    for each in manifest.files:
        if each.is_log:
            yield log_of(each.name, aside, manifest.incident, stack)


@contextmanager
def _emptied(name: str, aside: int) -> Iterator[int]:
    """Make a new directory for what is to be put in place."""
    shutil.rmtree(name, ignore_errors=True, dir_fd=aside)
    os.mkdir(name, 0o700, dir_fd=aside)
    fd = os.open(name, _DIRECTORY, dir_fd=aside)
    try:
        yield fd
    finally:
        os.close(fd)


def _put(changed: Sequence[Plan], out: int, directory: Directory) -> None:
    """Put files of facts in place; whatever can fail for want of room has been written by now."""
    with ExitStack() as stack:
        for plan in changed:
            stack.enter_context(_held(plan, directory))
        for plan in changed:
            os.rename(plan.name, plan.name, src_dir_fd=out, dst_dir_fd=directory.fd)
        os.fsync(directory.fd)


@contextmanager
def _held(plan: Plan, directory: Directory) -> Iterator[None]:
    """Lock a file that is to be replaced, and be sure that it is as it was when it was compared."""
    try:
        fd = open_file(plan.name, directory.fd, os.O_RDWR)
    except FileNotFoundError:
        if plan.identity:
            raise _ChangedError from None
        yield
        return
    try:
        if not lock.acquire(fd, lock.LOCK_SECONDS):
            raise _ChangedError
        found = os.fstat(fd)
        is_same = (found.st_ino, found.st_size) == plan.identity and is_in_place(fd, plan.name, directory)
        if not is_same:
            raise _ChangedError
        yield
    finally:
        os.close(fd)


def _is_sound(name: str, directory: int) -> bool:
    """Say whether a blob is there, and is what its name says."""
    try:
        with open(open_file(name, directory), "rb") as file:
            return digest_of(file, os.fstat(file.fileno()).st_size) == name
    except OSError:
        return False
