"""Which texts of runbooks somebody was shown, and trusted to run commands."""

from __future__ import annotations

import errno
import os
import stat
from hashlib import sha256
from typing import IO, TYPE_CHECKING

from incidentctl.errors import NotRecorded

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 1024 * 1024


class TrustFile:
    """Hashes of runbooks whose commands somebody has seen, a line each; an edit makes another hash."""

    def __init__(self, path: Path) -> None:
        """Remember in the file `path`, which is made when something is first trusted."""
        self._path = path

    def __contains__(self, source: bytes) -> bool:
        """Say whether exactly this text was trusted."""
        return sha256(source).hexdigest().encode() in self._known()

    def add(self, source: bytes) -> None:
        """Trust exactly this text; raise `NotRecorded` where that cannot be kept."""
        if source in self:
            return
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._opened(os.O_RDWR | os.O_APPEND | os.O_CREAT) as file:
                begin = b"\n" if file.seek(0, os.SEEK_END) else b""  # what was cut off above ends here
                file.write(begin + sha256(source).hexdigest().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise NotRecorded("trust-not-kept", reason=error.strerror or str(error)) from error
        if source not in self:
            raise NotRecorded("trust-not-kept", reason=os.strerror(errno.EFBIG))

    def _known(self) -> frozenset[bytes]:
        """Read what is trusted; a file that anybody else can have written, or that is none, says nothing."""
        try:
            with self._opened(os.O_RDONLY) as file:
                return frozenset(file.read(_LARGEST).split(b"\n"))
        except OSError:
            return frozenset()

    def _opened(self, flags: int) -> IO[bytes]:
        """Open the file; raise OSError for a link, a pipe, and what others own or may write."""
        fd = os.open(self._path, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
        status = os.fstat(fd)
        is_ours = status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if not is_ours or not stat.S_ISREG(status.st_mode):
            os.close(fd)
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return os.fdopen(fd, "r+b" if flags & os.O_RDWR else "rb")


class TrustAll:
    """Trusts everything: for where nothing is run."""

    def __contains__(self, source: bytes) -> bool:
        """Say yes."""
        return True

    def add(self, source: bytes) -> None:
        """Change nothing."""
