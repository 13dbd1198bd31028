"""Directories, files and modes: where things lie, and how they are opened without following a link."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager, suppress
from errno import ENOENT, EPERM
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.timeline.lock import close
from incidentctl.timeline.record import digest, random_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_INCIDENT = r"INC-[0-9]{8}-[0-9a-z]{4,8}"
_LOG = r"w-[0-9a-z]{8}(-[0-9a-z]{5})?\.jsonl"


def is_incident_id(text: str) -> bool:
    """Say whether `text` is shaped like the id of an incident; nothing else becomes part of a path."""
    return re.fullmatch(_INCIDENT, text) is not None


def is_log_name(name: str) -> bool:
    """Say whether a file of this name is one that this program would have made to hold facts."""
    return re.fullmatch(_LOG, name) is not None


def path_of(incident: str) -> tuple[str, ...]:
    """Give the directories that lead to an incident: `incidents/2026/11/INC-20261122-k7f3`."""
    return ("incidents", incident[4:8], incident[8:10], incident)


def open_file(name: str, directory: int, flags: int = os.O_RDONLY) -> int:
    """Open a regular file of mine below a directory; raise OSError for a link, a pipe, or another's file."""
    fd = os.open(name, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o600, dir_fd=directory)
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
            raise PermissionError(EPERM, "not a file of mine", name)
    except OSError:
        os.close(fd)
        raise
    return fd


def read_file(name: str, directory: int) -> bytes:
    """Read a whole small file."""
    with open(open_file(name, directory), "rb") as file:
        return file.read()


def replace_file(name: str, directory: int, data: bytes, *, durable: bool = True) -> None:
    """Put a file in place as a whole, by rename; `durable`: and be sure that it stays there."""
    temporary = f".{random_id(10)}"
    fd = open_file(temporary, directory, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with open(fd, "wb") as file:
            file.write(data)
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


class Directory(NamedTuple):
    """An open directory of an incident. `label` goes before file names; "" is the home."""

    fd: int
    label: str
    path: str

    def holder(self, otherwise: str) -> str:
        """Give what a receipt calls the place of a file here: `otherwise` in the home, else "fallback"."""
        return "fallback" if self.label else otherwise


class Place:
    """A tree that holds incidents, blobs and the writer's id: the home, or one to fall back to."""

    def __init__(self, root: Path, label: str = "") -> None:
        """Use the tree at `root`, which is resolved once; below it no link is followed.

        `label`: it is one to fall back to. Those lie where others may write, so that not even `root` itself
        may be a link, and its parent is never made.
        """
        self.root = (
            os.path.join(os.path.realpath(root.parent), root.name) if label else os.path.realpath(root)
        )
        self.label = label

    @contextmanager
    def below(self, *names: str, create: bool = False) -> Iterator[int]:
        """Open a directory of mine; FileNotFoundError if it is missing, unless it is to be created."""
        fd = self._opened_fallback(create=create) if self.label else self._opened(create=create)
        try:
            _check_owner(fd, self.root)
            for name in names:
                outer, fd = fd, _step(name, fd, create=create)
                close(outer)  # never the one that `finally` closes: EBADF would hide a Ctrl-C
                _check_owner(fd, name)
            yield fd
        finally:
            close(fd)

    def _opened(self, *, create: bool) -> int:
        if create:
            os.makedirs(self.root, 0o700, exist_ok=True)
        return os.open(self.root, _DIRECTORY)

    def _opened_fallback(self, *, create: bool) -> int:
        """Open the root where others may have put something in its place: that is never looked into.

        FileNotFoundError for such a one, unless it is to be written to: what a stranger does to a public
        directory must not keep anybody from reading the log.
        """
        if create:
            with suppress(FileExistsError):
                os.mkdir(self.root, 0o700)
        try:
            fd = os.open(self.root, _DIRECTORY)
            try:
                _check_owner(fd, self.root)
                if create and os.fstat(fd).st_mode & 0o077:
                    os.fchmod(fd, 0o700)
            except OSError:
                os.close(fd)
                raise
        except OSError as error:
            if create:
                raise
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT), self.root) from error
        return fd

    @contextmanager
    def incident(self, incident: str, *, create: bool = False) -> Iterator[Directory]:
        """Open the directory of an incident."""
        names = path_of(incident)
        with self.below(*names, create=create) as fd:
            yield Directory(fd, self.label, os.path.join(self.root, *names))

    def logs(self, incident: str) -> list[str]:
        """Give the names of the files that hold facts of an incident here; none where there is nothing."""
        try:
            with self.below(*path_of(incident)) as fd:
                return sorted(filter(is_log_name, os.listdir(fd)))
        except FileNotFoundError:
            return []

    def holds(self, incident: str) -> bool:
        """Say whether there are files of facts of an incident here, or may be."""
        try:
            return bool(self.logs(incident))
        except OSError:
            return True

    def incidents(self, besides: set[str]) -> set[str]:
        """Give the ids of all incidents, from names alone: whether one can be read shows when it is opened.

        Those in `besides` are left out, and so is a year or a month that cannot be opened; raise OSError
        when nothing else is there.
        """
        found: set[str] = set()
        problems: list[OSError] = []
        is_empty = True
        for year in filter(str.isdigit, self._names(problems, "incidents")):
            for month in filter(str.isdigit, self._names(problems, "incidents", year)):
                names = set(self._names(problems, "incidents", year, month))
                is_empty = is_empty and not names
                found |= {
                    name
                    for name in names - besides
                    if name.startswith(f"INC-{year}{month}") and is_incident_id(name)
                }
        if problems and is_empty:
            raise problems[0]
        return found

    def last_used(self, terminal: str) -> str:
        """Give the incident that this terminal session used last; "" for none."""
        try:
            with self.below("active") as fd:
                text = read_file(_session(terminal), fd).decode("ascii", "replace").strip()
        except OSError:
            return ""
        return text if is_incident_id(text) else ""

    def use(self, terminal: str, incident: str) -> None:
        """Remember the incident that this terminal session uses."""
        with self.below("active", create=True) as fd:
            replace_file(_session(terminal), fd, incident.encode(), durable=False)

    def over(self) -> set[str]:
        """Give the incidents that are marked as over: one without a mark must be looked at."""
        try:
            with self.below("over") as fd:
                return set(os.listdir(fd))
        except OSError:
            return set()

    def mark(self, incident: str, *, is_over: bool) -> None:
        """Mark an incident as over, or take its mark away."""
        with self.below("over", create=is_over) as fd:
            if is_over:
                os.close(open_file(incident, fd, os.O_WRONLY | os.O_CREAT))
            else:
                os.unlink(incident, dir_fd=fd)

    def _names(self, problems: list[OSError], *names: str) -> list[str]:
        try:
            with self.below(*names) as fd:
                return os.listdir(fd)
        except FileNotFoundError:
            return []
        except OSError as error:
            problems.append(error)
            return []


def _session(terminal: str) -> str:
    return digest(terminal.encode("utf-8", "surrogatepass"))[:16]


def _step(name: str, directory: int, *, create: bool) -> int:
    try:
        return os.open(name, _DIRECTORY, dir_fd=directory)
    except FileNotFoundError:
        if not create:
            raise
    with suppress(FileExistsError):
        os.mkdir(name, 0o700, dir_fd=directory)
    os.fsync(directory)
    return os.open(name, _DIRECTORY, dir_fd=directory)


def _check_owner(fd: int, name: str) -> None:
    if os.fstat(fd).st_uid != os.geteuid():
        raise PermissionError(EPERM, "not a directory of mine", name)
