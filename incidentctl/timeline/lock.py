"""What surrounds one write: signals held back, a lock that is never waited for in vain, the disk's word."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK_SECONDS = 0.75
_HELD_BACK = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGTSTP)
_FULLFSYNC = getattr(fcntl, "F_FULLFSYNC", None)


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Hold back what a terminal may send, so that nobody is told "interrupted" about a stored fact.

    They arrive when this ends: no child process may be started inside, and no thread may run beside it that
    lets them in.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)  # may itself raise, for one that was on its way
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def acquire(fd: int, seconds: float) -> bool:
    """Lock an open file, or say False when others hold it for that long; closing it unlocks."""
    deadline, pause = time.monotonic() + seconds, 0.0005
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() + pause > deadline:
                return False
            time.sleep(pause)
            pause = min(pause * 1.5, 0.01)
        else:
            return True


def write(fd: int, data: bytes) -> int:
    """Write once and give how many bytes went in; the one seam through which facts reach a file."""
    return os.write(fd, data)


def confirm(fd: int) -> None:
    """Return when the disk has confirmed what was written; OSError when it cannot say so."""
    if _FULLFSYNC is not None:
        try:
            fcntl.fcntl(fd, _FULLFSYNC)
        except OSError as error:
            if error.errno not in {errno.ENOTSUP, errno.EINVAL}:  # those: a file system without it
                raise
            os.fsync(fd)
    else:
        os.fsync(fd)


def close(fd: int) -> None:
    """Close a file, which unlocks it; an error says nothing of facts that were confirmed, or not, before.

    It must not hide a receipt either, nor a Ctrl-C that was on its way.
    """
    with suppress(OSError):
        os.close(fd)
