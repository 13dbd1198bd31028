"""A process and everything that it started: signals to all of it, and the polite and the hard end."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

GRACE = 5.0
"""Seconds between the request to end (SIGTERM) and the end (SIGKILL)."""

IMPATIENT = 2.0
"""Whoever asks again within these seconds does not want to wait for a polite end."""

LEFT = 0.3
"""Seconds for which output is still read once a command has ended: what it left behind may hold it open."""

_CTRL_C, _ENOUGH = b"\x03", 3

ASKS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Group:
    """The process group of one command; its leader is our child."""

    def __init__(self, pid: int, timeout: float) -> None:
        """Watch `pid`, which leads its group; `timeout` seconds from now it has to end (0: it need not)."""
        self.pid = pid
        self.begun = time.monotonic()
        self.status: int | None = None  # as `waitpid` gives it
        self.is_stopped = False
        self.end = "exited"
        self._ended = 0.0
        self._deadline = self.begun + timeout if timeout else None
        self._kill_at: float | None = None
        self._asked: list[float] = []
        self._typed: list[float] = []

    @property
    def seconds(self) -> float:
        """How long it has been running, or was."""
        return (self._ended or time.monotonic()) - self.begun

    def look(self) -> bool:
        """Say whether the leader has ended; let time-outs bite. To be called several times a second."""
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid == 0:
                break
            if os.WIFSTOPPED(status):
                self.is_stopped = True
                break
            self.status, self._ended = status, time.monotonic()
        now = time.monotonic()
        if self.status is None and self._deadline is not None and now >= self._deadline:
            self._deadline, self.end = None, "timeout"
            self._ask(signal.SIGTERM, now)
        if self.status is None and self._kill_at is not None and now >= self._kill_at:
            self._kill_at = None
            self.send(signal.SIGKILL)
        return self.status is not None

    def is_left(self) -> bool:
        """Say whether it ended so long ago that only what it left behind may still print."""
        return self.look() and time.monotonic() - self._ended > LEFT

    @property
    def code(self) -> int:
        """How it ended: its exit code, or the number of the signal that ended it, below zero."""
        return os.waitstatus_to_exitcode(self.status or 0)

    def heard(self, keys: bytes) -> None:
        """Take note of what was typed: at the third Ctrl-C in a row it does not listen, and is ended."""
        now = time.monotonic()
        for _ in range(keys.count(_CTRL_C)):
            self._typed = [each for each in self._typed if now - each < IMPATIENT] + [now]
        if len(self._typed) >= _ENOUGH:
            self._typed.clear()
            self.ask(signal.SIGTERM)

    def ask(self, number: int) -> None:
        """Pass a signal on; the second one within `IMPATIENT` seconds is followed by a hard end at once."""
        now = time.monotonic()
        is_again = bool(self._asked) and now - self._asked[-1] < IMPATIENT
        self._asked.append(now)
        self.end = "interrupted"
        self._ask(signal.SIGKILL if is_again else number, now)

    def _ask(self, number: int, now: float) -> None:
        self.send(number)
        self.send(signal.SIGCONT)  # what is stopped hears nothing
        self._kill_at = now + GRACE if self._kill_at is None else self._kill_at

    def send(self, number: int) -> None:
        """Send a signal to the whole group; nobody may be left in it."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)


@contextmanager
def listening() -> Iterator[Callable[[Group], None]]:
    """Let signals that ask this program to end go to a command first; give what says which one it is.

    To be begun before the command is: what comes meanwhile is passed on as soon as it is there.
    """
    groups, early = list[Group](), list[int]()

    def handler(number: int, frame: FrameType | None) -> None:
        del frame
        for group in groups:
            group.ask(number)
        if not groups:
            early.append(number)

    def listens(group: Group) -> None:
        groups.append(group)
        while early:
            group.ask(early.pop(0))

    heard = [number for number in ASKS if signal.getsignal(number) is not signal.SIG_IGN]  # nohup
    before = {number: signal.signal(number, handler) for number in heard}
    try:
        yield listens
    finally:
        for number, old in before.items():
            signal.signal(number, old)
