"""A command on a terminal of its own, joined to ours: also editors, pagers and whatever draws a screen."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import sys
import termios
import tty
from contextlib import contextmanager, suppress
from subprocess import Popen
from typing import TYPE_CHECKING

from incidentctl.running.group import Group, passing_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import FrameType

    from incidentctl.running.kept import Kept

_TICK = 0.05


def run_attached(argv: Sequence[str], environment: Mapping[str, str], timeout: float, kept: Kept) -> Group:
    """Run to the end; what is typed goes to the command, Ctrl-C and Ctrl-Z included.

    Raise OSError when it cannot be started. Our terminal is as before when this returns, however it does.
    """
    ours = sys.stdin.fileno()
    master, slave = os.openpty()
    try:
        _copy_size(ours, master)
        with suppress(termios.error):
            termios.tcsetattr(slave, termios.TCSANOW, termios.tcgetattr(ours))
        try:
            process = Popen(  # noqa: S603 - that is what it is for; shown and confirmed before
                argv,
                env=environment,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                start_new_session=True,
                preexec_fn=_take_terminal,  # noqa: PLW1509 - there is one thread
            )
        finally:
            os.close(slave)
        group = Group(process.pid, timeout)
        with passing_on(group), _following_size(ours, master):
            _relay(group, ours, master, kept)
        process.returncode = 0  # it was waited for here
        if kept.last not in {b"", b"\n"}:
            sys.stdout.write("\n")  # what we say next begins on a line of its own
        return group
    finally:
        os.close(master)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _relay(group: Group, ours: int, master: int, kept: Kept) -> None:
    sources = [master, ours]
    with _raw(ours) as raw:
        while True:
            ready = select.select(sources, [], [], _TICK)[0]
            if master in ready and not _pass_on(master, kept):
                break
            if ours in ready:
                typed = os.read(ours, 4096)
                if not typed:
                    sources.remove(ours)
                group.heard(typed)
                with suppress(OSError):
                    os.write(master, typed)
            if group.look() and master not in ready:
                break
            if group.is_stopped:  # Ctrl-Z: we stop as well, and go on together
                group.is_stopped = False
                raw.off()
                os.kill(os.getpid(), signal.SIGTSTP)
                raw.on()
                _copy_size(ours, master)
                group.send(signal.SIGCONT)
    while not group.look():  # it closed its terminal and goes on
        select.select([], [], [], _TICK)


def _pass_on(master: int, kept: Kept) -> bool:
    """Show what the command printed; False once nobody has its terminal open any more."""
    try:
        data = os.read(master, 65536)
    except OSError:
        return False
    kept.add(data)
    with suppress(OSError):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return bool(data)


class _Raw:
    """Our terminal, handing on each key as it is typed."""

    def __init__(self, fd: int) -> None:
        self._fd, self._before = fd, termios.tcgetattr(fd)

    def on(self) -> None:
        tty.setraw(self._fd, termios.TCSADRAIN)

    def off(self) -> None:
        termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)


@contextmanager
def _raw(fd: int) -> Iterator[_Raw]:
    raw = _Raw(fd)
    raw.on()
    try:
        yield raw
    finally:
        raw.off()


@contextmanager
def _following_size(ours: int, master: int) -> Iterator[None]:
    """Let the command know when the window changes."""

    def handler(number: int, frame: FrameType | None) -> None:
        del number, frame
        _copy_size(ours, master)

    before = signal.signal(signal.SIGWINCH, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGWINCH, before)


def _copy_size(ours: int, master: int) -> None:
    with suppress(OSError):
        fcntl.ioctl(master, termios.TIOCSWINSZ, fcntl.ioctl(ours, termios.TIOCGWINSZ, bytes(8)))
