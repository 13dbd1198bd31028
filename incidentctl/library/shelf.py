"""A shelf: one directory of the search path, read without following anybody's traps."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 1024 * 1024  # bytes of a file
PROJECT = (".incidentctl", "runbooks")
_ENDINGS = (".yaml", ".yml")
_TESTS = (".test.yaml", ".test.yml")


def built_in() -> Path:
    """Give the directory of the built-in runbooks, in every kind of install; raise NotFound."""
    package = Path(__file__).parent.parent  # importlib.resources takes 12 ms to say the same
    checkout = package.parent
    if (package / "_runbooks").is_dir():
        return package / "_runbooks"
    if (checkout / "pyproject.toml").is_file() and (checkout / "runbooks").is_dir():
        return checkout / "runbooks"
    raise NotFound("no-built-in-runbooks", path=str(package))


class Shelf(NamedTuple):
    """A directory of the search path. Below `base`, no link is followed to get to it, or into it."""

    base: Path
    origin: str
    below: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The directory itself."""
        return self.base.joinpath(*self.below)

    @property
    def is_ours(self) -> bool:
        """What came with the program may be linked and owned as the installer likes."""
        return self.origin == "builtin"


def search_path(
    cwd: Path,
    *,
    flag: Path | None = None,
    environment: str = "",
    user: Path | None = None,
    built_in_at: Path | None = None,
) -> list[Shelf]:
    """Give where runbooks are looked for, first to last; what is built in comes last.

    `flag` (--runbooks), `environment` (directories, joined by the platform's path separator),
    `.incidentctl/runbooks` in `cwd` or the nearest parent that has it, `user`, and what is built in.
    """
    shelves = [Shelf(flag, "flag")] if flag else []
    shelves += [Shelf(Path(each), "environment") for each in environment.split(os.pathsep) if each]
    home = next((each for each in (cwd, *cwd.parents) if os.path.lexists(each.joinpath(*PROJECT))), None)
    shelves += [Shelf(home, "project", PROJECT)] if home else []
    shelves += [Shelf(user, "user")] if user and _may_be_directory(user) else []
    return [*shelves, Shelf(built_in_at or built_in(), "builtin")]


def _may_be_directory(path: Path) -> bool:
    """Say whether a path is a directory, or cannot be looked at: that is told where it is opened."""
    try:
        return path.is_dir()
    except PermissionError:
        return True
    except OSError:
        return False


def text_of(shelves: Sequence[Shelf], origin: str, name: str) -> bytes | None:
    """Give what a file holds now on the first shelf of an origin that has it, unread; None where none has."""
    for shelf in shelves:
        if shelf.origin == origin:
            try:
                with opened_shelf(shelf) as directory:
                    return content(directory, name, is_ours=shelf.is_ours)
            except RefusedFile:
                continue
    return None


class RefusedFile(Exception):  # noqa: N818 - carried to where it becomes a problem of a file
    """A file or directory that is not used; `key` is worded by words/runbook.py."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


@contextmanager
def opened_shelf(shelf: Shelf) -> Iterator[int]:
    """Open a directory step by step, so that no link leads elsewhere and no stranger owns a step."""
    with ExitStack() as stack:
        directory = None
        for step in (str(shelf.base), *shelf.below):
            is_base = directory is None  # in a project it is any directory: its owner says nothing
            directory = _opened(step, directory, os.O_DIRECTORY, is_trusted=shelf.is_ours or is_base)
            stack.callback(os.close, directory)
            if not shelf.is_ours and not (is_base and shelf.below):
                _check_owner(os.fstat(directory))
        assert directory is not None  # noqa: S101 - there is always a base
        yield directory


def is_directory(path: Path) -> bool:
    """Say whether a path is a directory; what cannot even be looked at is none."""
    try:
        return path.is_dir()
    except OSError:  # a name that is too long: told as unreadable, like any file that is not there
        return False


def names(directory: int) -> list[str]:
    """Give the YAML files of an opened directory, in order; tests of runbooks are none to walk."""
    return sorted(name for name in os.listdir(directory) if name.endswith(_ENDINGS) and not is_test(name))


def is_test(name: str) -> bool:
    """Say whether a file of this name holds tests of a runbook."""
    return name.endswith(_TESTS)


def content(directory: int | None, name: str, *, is_ours: bool) -> bytes:
    """Read a regular file that belongs to us (or root), at most one byte more than is allowed."""
    file = _opened(name, directory, os.O_NONBLOCK, is_trusted=is_ours)  # a pipe must not hold us up
    with ExitStack() as stack:
        stack.callback(os.close, file)
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):  # to make a stream of a directory would fail
            raise RefusedFile("not-a-file")
        if not is_ours:
            _check_owner(status)
        with os.fdopen(file, "rb", closefd=False) as stream:
            return stream.read(LARGEST + 1)


def _opened(name: str, directory: int | None, flags: int, *, is_trusted: bool) -> int:
    flags |= os.O_RDONLY | os.O_CLOEXEC | (0 if is_trusted else os.O_NOFOLLOW)
    try:
        return os.open(name, flags, dir_fd=directory)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
            if not is_trusted:
                _check_owner(os.stat(name, dir_fd=directory, follow_symlinks=False))
            raise RefusedFile("not-a-file") from None
        raise RefusedFile("unreadable", why=error.strerror or str(error), errno=error.errno) from None


def _check_owner(status: os.stat_result) -> None:
    if status.st_uid not in (os.geteuid(), 0):
        raise RefusedFile("foreign-owner", owner=status.st_uid)


def files_below(path: Path) -> list[Path]:
    """Give every YAML file below a directory, in order; where nobody may look there is none."""
    walked = os.walk(path)
    return sorted(Path(at, name) for at, _, names in walked for name in names if name.endswith(_ENDINGS))
