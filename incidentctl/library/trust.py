"""Which texts of runbooks somebody was shown, and trusted to run commands."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from incidentctl.errors import NotRecorded

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1024 * 1024


class TrustFile:
    """Hashes of runbooks whose commands somebody has seen, a line each; an edit makes another hash."""

    def __init__(self, path: Path) -> None:
        """Remember in the file `path`, which is made when something is first trusted."""
        self._path = path

    def __contains__(self, source: bytes) -> bool:
        """Say whether exactly this text was trusted."""
        return sha256(source).hexdigest() in self._known()

    def add(self, source: bytes) -> None:
        """Trust exactly this text; raise `NotRecorded` where that cannot be kept."""
        digest = sha256(source).hexdigest()
        if digest in self._known():
            return
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            fd = os.open(self._path, flags, 0o600)
            try:
                os.write(fd, f"{digest}\n".encode())
                os.fsync(fd)
            finally:
                os.close(fd)
        except OSError as error:
            raise NotRecorded("trust-not-kept", reason=error.strerror or str(error)) from error

    def _known(self) -> frozenset[str]:
        """Read what is trusted; a file that is not ours, or is a link, says nothing."""
        with suppress(OSError):
            fd = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
            with os.fdopen(fd, "rb") as file:
                if os.fstat(fd).st_uid == os.geteuid():
                    text = file.read(_LARGEST).decode("ascii", "replace")
                    return frozenset(_LINE.findall(text))
        return frozenset()


class TrustAll:
    """Trusts everything: for where nothing is run."""

    def __contains__(self, source: bytes) -> bool:
        """Say yes."""
        return True

    def add(self, source: bytes) -> None:
        """Change nothing."""
