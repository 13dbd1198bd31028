"""A file or a pipe that somebody hands over as evidence: opened without following a link, read in pieces."""

import errno
import os
import shlex
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from incidentctl.domain.evidence import HEAD, LARGEST, is_text, media_type
from incidentctl.errors import Damaged, NotFound, UsageError

_PIECE = 1024 * 1024

Stamp = tuple[int, int]


class Incoming:
    """What is handed over: `name`, `media`, its `size` (0 where nobody knows yet); `path` of a file.

    `is_cut`: more came than is read. `is_changed`: the file was written to while it was read.
    """

    def __init__(self, file: BinaryIO, name: str, head: bytes = b"", path: str = "") -> None:
        """Read from `file`; `head` is what was read of it already."""
        self.name, self.path = name, path
        self.is_cut = self.is_changed = False
        self._file, self._read = file, head
        self._stamp = _stamp(file) if path else (0, 0)
        self.size = self._stamp[0]
        self._read += self._more(HEAD - len(head))
        self.is_text = is_text(self._read[:HEAD])
        self.media = media_type(name, self._read[:HEAD])

    def pieces(self) -> Iterator[bytes]:
        """Give the content: of a file all that it held when it was opened, of a pipe `LARGEST` at most.

        A file may be gone through again.
        """
        if self.path:
            self._file.seek(0)
            self._read = b""
        left = (self.size or LARGEST) - len(self._read)
        if self._read:
            yield self._read[: left + len(self._read)]
        while left > 0 and (piece := self._more(min(left, _PIECE))):
            left -= len(piece)
            yield piece
        self.is_cut = not self.path and left <= 0 and bool(self._more(1))
        self.is_changed = bool(self.path) and _stamp(self._file) != self._stamp

    def _more(self, size: int) -> bytes:
        """Read so many bytes, fewer only at the end."""
        try:
            return self._file.read(size) if size > 0 else b""
        except OSError as error:
            raise NotFound(
                "evidence-unreadable", file=self.name or "-", reason=error.strerror or ""
            ) from None


def _stamp(file: BinaryIO) -> Stamp:
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


@contextmanager
def opened(file: str, name: str = "") -> Iterator[Incoming]:
    """Open what is meant: a file, or `-` for standard input.

    A link is not followed, and nothing but a file is read: what a device or a pipe does when somebody opens
    it, nobody can know. Raises `NotFound` and `UsageError`, each saying what to type instead.
    """
    if file == "-":
        if sys.stdin.isatty():
            raise UsageError("evidence-from-a-terminal")
        yield Incoming(sys.stdin.buffer, name)
        return
    with os.fdopen(_open(file), "rb") as found:
        yield Incoming(found, name or Path(file).name, path=str(Path(file).absolute()))


@contextmanager
def as_it_was(path: str, digest: str) -> Iterator[Iterator[bytes]]:
    """Open a file that was left where it lies; raise `Damaged` if it is gone, or not what it was."""
    with ExitStack() as stack:
        try:
            incoming = stack.enter_context(opened(path))
            hashed = sha256()
            for piece in incoming.pieces():
                hashed.update(piece)
        except (NotFound, UsageError):
            raise Damaged("evidence-moved", path=path) from None
        if hashed.hexdigest() != digest:
            raise Damaged("evidence-changed", path=path)
        yield incoming.pieces()


def _open(file: str) -> int:
    try:
        found = os.lstat(file)
        if stat.S_ISLNK(found.st_mode):
            raise UsageError("evidence-is-a-link", file=file, target=shlex.quote(os.path.realpath(file)))
        if not stat.S_ISREG(found.st_mode):
            raise UsageError(_KINDS.get(stat.S_IFMT(found.st_mode), "evidence-is-a-device"), file=file)
        fd = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:  # put there in this very moment
            raise UsageError("evidence-is-a-link", file=file, target="FILE") from None
        raise NotFound("evidence-unreadable", file=file, reason=error.strerror or "") from None
    except ValueError:  # a NUL in the name
        raise UsageError("evidence-unreadable", file=file, reason="NUL") from None
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise UsageError("evidence-is-a-device", file=file)
    return fd


_KINDS = {stat.S_IFDIR: "evidence-is-a-directory", stat.S_IFIFO: "evidence-is-a-pipe"}
