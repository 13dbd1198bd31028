"""A command without a terminal: its two outputs are passed on as they come."""

from __future__ import annotations

import os
import selectors
import signal
import sys
import time
from contextlib import contextmanager
from subprocess import DEVNULL, PIPE, Popen
from typing import TYPE_CHECKING

from incidentctl.running.group import Group, listening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from types import FrameType
    from typing import TextIO

    from incidentctl.running.kept import Kept

_TICK = 0.05


def run_piped(argv: Sequence[str], environment: Mapping[str, str], timeout: float, kept: Kept) -> Group:
    """Run to the end, passing on what it prints; raise OSError when it cannot be started.

    Its standard input is ours, unless that is a terminal: a process group of its own cannot read from it.
    """
    return _run(argv, environment, timeout, kept, sys.stdout)


def run_aside(argv: Sequence[str], environment: Mapping[str, str], timeout: float, kept: Kept) -> Group:
    """Run as `run_piped`, with all that it prints on standard error."""
    return _run(argv, environment, timeout, kept, sys.stderr)


def _run(
    argv: Sequence[str], environment: Mapping[str, str], timeout: float, kept: Kept, out: TextIO
) -> Group:
    stdin = DEVNULL if sys.stdin.isatty() else None
    with listening() as listens, _stopping() as stops:
        process = Popen(  # noqa: S603 - that is what it is for; shown and confirmed before
            argv, env=environment, stdin=stdin, stdout=PIPE, stderr=PIPE, start_new_session=True
        )
        assert process.stdout is not None and process.stderr is not None  # noqa: PT018, S101 - both are pipes
        group = Group(process.pid, timeout)
        listens(group)
        stops(group)
        with process.stdout, process.stderr, selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ, out)
            selector.register(process.stderr, selectors.EVENT_READ, sys.stderr)
            _relay(group, selector, kept)
    process.returncode = 0  # it was waited for here
    return group


def _relay(group: Group, selector: selectors.BaseSelector, kept: Kept) -> None:
    while selector.get_map():
        for key, _ in selector.select(_TICK):
            data = os.read(key.fd, 65536)
            if not data:
                selector.unregister(key.fileobj)
                continue
            kept.add(data)
            kept.show(data, key.data)
        if group.is_left():
            break
        group.is_stopped = False
    while not group.look():  # it closed its outputs and goes on
        time.sleep(_TICK)


@contextmanager
def _stopping() -> Iterator[Callable[[Group], None]]:
    """Let Ctrl-Z stop a command with us, and let it go on when we do; give what says which one it is.

    To be begun before the command is, as `listening`: else we would stop, and it would not.
    """
    groups, early = list[Group](), list[int]()

    def handler(number: int, frame: FrameType | None) -> None:
        del frame
        if not groups:
            early.append(number)
            return
        groups[0].send(signal.SIGSTOP)
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        signal.signal(number, handler)
        groups[0].send(signal.SIGCONT)

    def stops(group: Group) -> None:
        groups.append(group)
        if early:
            os.kill(os.getpid(), signal.SIGTSTP)

    before = signal.signal(signal.SIGTSTP, handler)
    try:
        yield stops
    finally:
        signal.signal(signal.SIGTSTP, before)
