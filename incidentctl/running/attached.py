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

from incidentctl.running.group import Group, listening
from incidentctl.running.modes import Modes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import FrameType

    from incidentctl.running.kept import Kept

_TICK = 0.05
_GULP = 65536
_TYPED_AHEAD = 1024 * 1024
"""Bytes that may be typed or pasted and not yet taken by the command."""


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
        # Raw before it begins: else Ctrl-Z in between would stop us, and not the command.
        with listening() as listens, _raw(ours) as raw:
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
            listens(group)
            with _following_size(ours, master):
                _Relay(group, ours, master, kept, raw).run()
        process.returncode = 0  # it was waited for here
        if kept.last:  # what we say next begins on a line of its own, also after one that left its carriage
            kept.show(b"\r" if kept.last == b"\n" else b"\n", sys.stdout)
        return group
    finally:
        os.close(master)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class _Relay:
    """What is typed goes to the command, what it prints to our terminal, until it has ended."""

    def __init__(self, group: Group, ours: int, master: int, kept: Kept, raw: _Raw) -> None:
        self._group, self._ours, self._master, self._kept, self._raw = group, ours, master, kept, raw
        self._modes = Modes()
        self._typed = bytearray()  # and not taken yet
        self._is_open = True
        os.set_blocking(master, False)  # a command that reads nothing must not keep us from listening

    def run(self) -> None:
        group, master = self._group, self._master
        while True:
            has_ended = group.look()  # before the wait: what it printed until then is there to be read
            ready = self._wait()
            if master in ready and not self._pass_on():
                break
            if self._ours in ready:
                self._hear()
            if group.is_left() or (has_ended and master not in ready):
                break
            if group.is_stopped:
                self._stop()
        self._kept.show(self._modes.off(), sys.stdout)
        self._raw.off()
        while not group.look():  # it closed its terminal and goes on
            select.select([], [], [], _TICK)

    def _wait(self) -> list[int]:
        """Hand on what was typed, as far as it is taken, and say where something has come."""
        sources = [self._master]
        if self._is_open and len(self._typed) < _TYPED_AHEAD:
            sources.append(self._ours)
        ready, takes, _ = select.select(sources, [self._master] if self._typed else [], [], _TICK)
        if takes:
            with suppress(OSError):
                del self._typed[: os.write(self._master, self._typed)]
        return ready

    def _pass_on(self) -> bool:
        """Show what the command printed; False once nobody has its terminal open any more."""
        chunks, size, is_open = [], 0, True
        while is_open and size < _GULP:  # it comes in small pieces
            try:
                data = os.read(self._master, _GULP)
            except BlockingIOError:
                break
            except OSError:
                data = b""
            chunks.append(data)
            size, is_open = size + len(data), bool(data)
        shown = b"".join(chunks)
        self._kept.add(shown)
        self._modes.see(shown)
        self._kept.show(shown, sys.stdout)
        return is_open

    def _hear(self) -> None:
        """Take what was typed; where our terminal is gone, so is whoever wanted to see the end."""
        try:
            typed = os.read(self._ours, 4096)
        except OSError:
            typed = b""
        if not typed:
            self._is_open = False
            if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
                self._group.ask(signal.SIGHUP)
            return
        self._group.heard(typed)
        if (suspend := self._suspend()) and suspend in typed:
            typed = typed.replace(suspend, b"")
            self._group.send(signal.SIGSTOP)
            self._group.is_stopped = True  # a leader that waits for a child to begin could not even say so
        self._typed += typed

    def _suspend(self) -> bytes:
        """Give the key that suspends the command; b"" where that is for itself, or a shell in it, to do.

        The system never does it: nobody in the session of the command could continue it.
        """
        try:
            modes = termios.tcgetattr(self._master)
            is_ours = modes[3] & termios.ISIG and os.tcgetpgrp(self._master) == self._group.pid
        except (OSError, termios.error):
            return b""
        key = modes[6][termios.VSUSP]
        return key if is_ours and isinstance(key, bytes) and key != b"\0" else b""

    def _stop(self) -> None:
        """Stop with the command, all of our job, and go on with it."""
        self._group.is_stopped = False
        self._kept.show(self._modes.off(), sys.stdout)
        self._raw.off()
        os.killpg(os.getpgrp(), signal.SIGTSTP)
        self._raw.on()
        self._kept.show(self._modes.on(), sys.stdout)
        _copy_size(self._ours, self._master)
        self._group.send(signal.SIGCONT)
        self._group.send(signal.SIGWINCH)  # whoever draws a screen draws it again


class _Raw:
    """Our terminal, handing on each key as it is typed; it may be gone by the end."""

    def __init__(self, fd: int) -> None:
        self._fd, self._before = fd, termios.tcgetattr(fd)

    def on(self) -> None:
        with suppress(termios.error):
            tty.setraw(self._fd, termios.TCSADRAIN)

    def off(self) -> None:
        with suppress(termios.error):
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
