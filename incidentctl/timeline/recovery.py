"""Recovery: what was kept outside while the home took no facts goes home; no line of a log is changed."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import ExitStack, contextmanager, suppress
from errno import EEXIST, EIO, ELOOP, ENOTEMPTY, EPERM
from typing import TYPE_CHECKING

from incidentctl.errors import Damaged, NotFound, NotRecorded
from incidentctl.ports import Repair
from incidentctl.timeline import blobs, lock
from incidentctl.timeline.ballast import set_aside
from incidentctl.timeline.erasing import erase, pending
from incidentctl.timeline.files import is_in_place
from incidentctl.timeline.leftovers import leftovers
from incidentctl.timeline.place import is_log_name, open_file, path_of, read_file
from incidentctl.timeline.pulse import PULSE_FILE
from incidentctl.timeline.quarantine import copy_damage
from incidentctl.timeline.record import digest, random_id
from incidentctl.timeline.tail import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from incidentctl.timeline.place import Directory, Place
    from incidentctl.timeline.places import Places

_CHUNK = 1024 * 1024
_STALE_SECONDS = 3600  # nobody takes that long to put a file in place


def recover(places: Places, now: datetime, *, is_dry: bool) -> Iterator[Repair]:
    """Do all that can be done without a decision; copies of damaged lines bear the date of `now`."""
    for outside in places.fallbacks:
        yield from take_home(places.home, outside, is_dry=is_dry)
    for incident in places.incidents(set()):
        problem: OSError | Damaged | NotFound | None = None
        try:
            if count := (pending if is_dry else erase)(places, incident):
                yield Repair("erased", incident, places.home.root, {"count": count})
        except (OSError, Damaged, NotFound) as error:
            problem = error
        try:  # one file that cannot be opened keeps nobody from copying what is damaged in the others
            with places.open(incident) as directories:
                yield from copy_damage(places.home, incident, directories, now.date(), is_dry=is_dry)
        except (OSError, Damaged, NotFound) as error:
            problem = problem or error
        if problem:
            yield _stuck(incident, places.home.root, problem)
    for place in places.all:
        yield from sweep(place, now, is_dry=is_dry)
    if not is_dry:
        set_aside(places.home)


def take_home(home: Place, outside: Place, *, is_dry: bool) -> Iterator[Repair]:
    """Move every file of facts, and the blobs they name, from `outside` into the home, each as it is.

    A file is copied, confirmed by the disk, compared, and only then removed: whoever is stopped on the way
    leaves it whole in one place or in both, which reads the same; whoever comes next goes on from there.
    """
    try:
        yield from _take_blobs(home, outside, is_dry=is_dry)
    except (OSError, NotRecorded) as error:
        yield _stuck("", os.path.join(outside.root, blobs.FOLDER), error)
    try:
        incidents = sorted(outside.incidents(set()))
    except OSError as error:
        yield _stuck("", outside.root, error)
        return
    for incident in incidents:
        try:
            if is_dry:
                yield from _listed(outside, incident)
            elif names := outside.logs(incident):
                yield from _take_incident(home, outside, incident, names)
        except OSError as error:
            yield _stuck(incident, outside.root, error)


def sweep(place: Place, now: datetime, *, is_dry: bool) -> Iterator[Repair]:
    """Remove what somebody who was stopped left under a temporary name: nobody was told that it is stored."""
    before = now.timestamp() - _STALE_SECONDS
    found = [
        (path, stat.S_ISDIR(known.st_mode)) for path, known in leftovers(place) if known.st_mtime < before
    ]
    for path, is_directory in [] if is_dry else found:
        with suppress(OSError):
            shutil.rmtree(path) if is_directory else os.unlink(path)
    if found:
        yield Repair("swept", "", place.root, {"count": len(found)})


def _take_blobs(home: Place, outside: Place, *, is_dry: bool) -> Iterator[Repair]:
    count = 0
    try:
        with outside.below(blobs.FOLDER) as fd:
            for name in sorted(filter(blobs.is_name, os.listdir(fd))):
                data = read_file(name, fd)
                if digest(data) != name:
                    yield Repair(
                        "blob-damaged", "", os.path.join(outside.root, blobs.FOLDER, name), {}, is_left=True
                    )
                    continue
                count += 1
                if not is_dry:
                    blobs.keep([home], data)
                    os.unlink(name, dir_fd=fd)
    except FileNotFoundError:
        return
    if count:
        yield Repair("blobs", "", os.path.join(outside.root, blobs.FOLDER), {"count": count})


def _listed(outside: Place, incident: str) -> Iterator[Repair]:
    with outside.incident(incident) as source:
        for name in outside.logs(incident):
            with open(open_file(name, source.fd), "rb") as file:
                count = sum(line.record is not None for line in lines(file))
            yield Repair("adopted", incident, os.path.join(source.path, name), {"count": count})


def _take_incident(home: Place, outside: Place, incident: str, names: Sequence[str]) -> Iterator[Repair]:
    with outside.incident(incident) as source:
        taken = None if _is_in(home, incident) else _take_whole(home, source, incident, names)
        if taken is None:
            with home.incident(incident) as target:
                for name in names:
                    yield from _take_file(source, target, incident, name)
        else:
            yield from taken
        if not outside.logs(incident):
            with suppress(OSError):
                os.unlink(PULSE_FILE, dir_fd=source.fd)


def _is_in(place: Place, incident: str) -> bool:
    try:
        with place.incident(incident):
            return True
    except FileNotFoundError:
        return False


def _take_whole(home: Place, source: Directory, incident: str, names: Sequence[str]) -> list[Repair] | None:
    """Bring an incident that the home does not have, all its files at once; None: it is there by now.

    An incident without its first file would let a writer begin the same chain anew.
    """
    with ExitStack() as stack:
        files = {name: stack.enter_context(_locked(source, name)) for name in names}
        if any(fd is None for fd in files.values()):
            return [_busy(source, incident, name) for name, fd in files.items() if fd is None]
        held = {name: fd for name, fd in files.items() if fd is not None and fd >= 0}
        month = stack.enter_context(home.below(*path_of(incident)[:-1], create=True))
        temporary = f".{random_id(10)}"
        os.mkdir(temporary, 0o700, dir_fd=month)
        try:
            inner = os.open(
                temporary, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=month
            )
            try:
                for name, fd in held.items():
                    _copy(fd, name, inner)
                os.fsync(inner)
            finally:
                os.close(inner)
            os.rename(temporary, incident, src_dir_fd=month, dst_dir_fd=month)
        except OSError as error:
            shutil.rmtree(temporary, ignore_errors=True, dir_fd=month)
            if error.errno in {EEXIST, ENOTEMPTY}:
                return None
            raise
        os.fsync(month)
        target = stack.enter_context(home.incident(incident))
        return [_let_go(source, target, incident, name, fd) for name, fd in held.items()]


def _take_file(source: Directory, target: Directory, incident: str, name: str) -> Iterator[Repair]:
    with _locked(source, name) as fd:
        if fd is None:
            yield _busy(source, incident, name)
        elif fd >= 0 and _brought(fd, name, target):
            yield _let_go(source, target, incident, name, fd)
        elif fd >= 0:
            yield Repair("differs", incident, os.path.join(source.path, name), {}, is_left=True)


def _brought(fd: int, name: str, target: Directory) -> bool:
    """Put a copy in place; where one is, it may be longer, or shorter by what came since, but not another.

    A chain has only one writer at a time, so that of two copies one is how the other began.
    """
    try:
        there = open_file(name, target.fd, os.O_RDWR)
    except FileNotFoundError:
        there = -1
    try:
        if there >= 0:
            if _begins(there, fd):
                return True
            if not lock.acquire(there, lock.LOCK_SECONDS) or not _begins(fd, there):
                return False
        temporary = f".{random_id(10)}"
        try:
            _copy(fd, temporary, target.fd)
            os.rename(temporary, name, src_dir_fd=target.fd, dst_dir_fd=target.fd)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=target.fd)
            raise
        os.fsync(target.fd)
        return True
    finally:
        if there >= 0:
            os.close(there)


def _let_go(source: Directory, target: Directory, incident: str, name: str, fd: int) -> Repair:
    """Remove what was brought home, once what is there was read back and is the same; OSError: it is not."""
    there = open_file(name, target.fd)
    try:
        if not _begins(there, fd):
            raise OSError(EIO, os.strerror(EIO), name)
        os.fsync(there)  # whoever brought it may not have come so far
        os.fsync(target.fd)
    finally:
        os.close(there)
    with open(os.dup(fd), "rb") as file:
        count = sum(line.record is not None for line in lines(file))
    os.unlink(name, dir_fd=source.fd)
    os.fsync(source.fd)
    return Repair("adopted", incident, os.path.join(source.path, name), {"count": count})


@contextmanager
def _locked(directory: Directory, name: str) -> Iterator[int | None]:
    """Open a file so that nobody adds to it; None while others hold it too long, -1 when it is gone."""
    try:
        fd = open_file(name, directory.fd, os.O_RDWR)
    except FileNotFoundError:
        yield -1
        return
    try:
        if not lock.acquire(fd, lock.LOCK_SECONDS):
            yield None
        else:
            yield fd if is_in_place(fd, name, directory) else -1
    finally:
        os.close(fd)


def _copy(fd: int, name: str, directory: int) -> None:
    """Write a new file with the bytes of an open one, and return when the disk has them."""
    copy = open_file(name, directory, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        place = 0
        while data := os.pread(fd, _CHUNK, place):
            place += os.write(copy, data)
        lock.confirm(copy)
    finally:
        os.close(copy)


def _begins(whole: int, start: int) -> bool:
    """Say whether one open file begins with all the bytes of another."""
    place = 0
    while data := os.pread(start, _CHUNK, place):
        if os.pread(whole, len(data), place) != data:
            return False
        place += len(data)
    return True


def _busy(source: Directory, incident: str, name: str) -> Repair:
    return Repair("busy", incident, os.path.join(source.path, name), {}, is_left=True)


def _stuck(incident: str, path: str, error: OSError | Damaged | NotFound | NotRecorded) -> Repair:
    if not isinstance(error, OSError):
        return Repair("stuck", incident, path, {"reason": error.params.get("reason", "")}, is_left=True)
    if incident and error.filename and is_log_name(str(error.filename)):
        path = os.path.join(path, *path_of(incident), str(error.filename))
    key = "stuck-no-file" if error.errno in {ELOOP, EPERM} else "stuck"
    return Repair(key, incident, path, {"reason": error.strerror or type(error).__name__}, is_left=True)
