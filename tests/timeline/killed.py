"""Stop a piece of work at each of its calls to the system, as kill -9 would."""

from __future__ import annotations

import os
import shutil
import signal
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CALLS = ("open", "write", "fsync", "rename", "replace", "link", "unlink", "mkdir", "ftruncate")


def killed_at_each_step(root: Path, work: Callable[[Path], object], every: int = 1) -> Iterator[Path]:
    """Give a copy of `root` for each step of `work` in it: there a process was killed just before that step.

    The last one is a copy in which the work was done. `every` leaves steps out, to save time.
    """
    for step in count(1, every):
        copy = root.with_name(f"{root.name}-{step}")
        shutil.copytree(root, copy, symlinks=True)
        is_done = _run(copy, work, step)
        yield copy
        shutil.rmtree(copy)
        if is_done:
            assert step > len(CALLS)  # else nothing was put in the way
            return


def _run(copy: Path, work: Callable[[Path], object], step: int) -> bool:
    child = os.fork()
    if child == 0:
        left = [step]

        def counted(call: Callable[..., object]) -> Callable[..., object]:
            def run(*args: object, **named: object) -> object:
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*args, **named)

            return run

        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        try:
            work(copy)
        except BaseException:  # noqa: BLE001 - nothing of the child may go on as a second pytest
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return not os.WIFSIGNALED(status)
