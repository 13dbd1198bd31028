"""System calls that fail or kill: strace lets a program run, and interferes with one of its calls."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.homes import environ
from tests.faults.oracle import NOT_RECORDED, RECORDED, SILENT, UNCONFIRMED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "incidentctl")
NEVER_FAIL = "brk|mmap|mremap|munmap|mprotect|geteuid|getuid|getpid|gettid|rt_sig\\w+|exit_group|execve|futex"
CALL = re.compile(r"(?:\[pid +\d+\] |\d+ +)?(\w+)\(")


@cache
def why_not() -> str:
    """Say why no call can be interfered with here; "" when it can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-o", os.devnull, "-e", "inject=getcwd:error=EIO", "true"],
        capture_output=True,
        check=False,
    )
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.decode().strip()}"


class Call(NamedTuple):
    """The `number`-th call of `name` since the program began."""

    name: str
    number: int
    text: str


class Ran(NamedTuple):
    """What came of a run; `call` is the line of the call that was interfered with, "" for none."""

    code: int
    out: str
    err: str
    call: str

    @property
    def word(self) -> str:
        """Give what the tool said of the fact; SILENT where it died, or its own words were cut off."""
        if re.search("UNCONFIRMED", self.out + self.err):
            return UNCONFIRMED
        if (
            re.search(r"^(?:Recorded|recorded) ", self.out, re.MULTILINE)
            or "Recorded before that" in self.err
        ):
            return RECORDED
        if self.code in {2, 3, 4, 5, 6, 7, 74} or self.out.startswith("not recorded"):
            return NOT_RECORDED
        return NOT_RECORDED if "recorded nothing" in self.err else SILENT

    @property
    def is_mute(self) -> bool:
        """Say whether it was the writing of the words themselves that failed."""
        return re.match(r"(?:\d+ +)?write\([12],", self.call) is not None


def run(home: Path, argv: Sequence[str], *inject: str) -> Ran:
    """Run a program, with `CALL:error=EIO:when=3` or the like; without, nothing is interfered with."""
    log = home.with_name(f"{home.name}.strace")
    options = [part for each in inject for part in ("-e", f"inject={each}")]
    names = ",".join({each.partition(":")[0] for each in inject}) or "all"
    is_deadly = any("signal=" in each for each in inject)
    fast = [] if is_deadly else ["--seccomp-bpf"]  # with it, strace lets a signal come too late
    command = ["strace", "-f", *fast, "-o", str(log), "-e", f"trace={names}", *options, *argv]
    done = subprocess.run(
        command, env=environ(home), cwd=home.parent, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, errors="replace", check=False, timeout=60,
    )  # fmt: skip
    lines = log.read_text("utf-8", "replace").splitlines()
    hits = [line for line in lines if "(INJECTED)" in line or (is_deadly and "killed by" in line)]
    return Ran(done.returncode, done.stdout, done.stderr, hits[0] if hits else "")


def calls(home: Path, argv: Sequence[str]) -> list[Call]:
    """Give the calls of a program from its first look at `home` on, which may fail."""
    run(home, argv)  # so that everything is compiled
    run(home, argv)
    log = home.with_name(f"{home.name}.strace").read_text("utf-8", "replace").splitlines()
    counts: dict[str, int] = {}
    found: list[Call] = []
    for line in log:
        matched = CALL.match(line)
        if matched is None:
            continue
        name = matched[1]
        counts[name] = counts.get(name, 0) + 1
        is_here = f'"{home}"' in line or f'"{home}/log.json"' in line
        if (found or is_here) and not re.fullmatch(NEVER_FAIL, name):
            found.append(Call(name, counts[name], line))
    return found


def spread(found: Sequence[Call], count: int) -> list[Call]:
    """Give about `count` of them, evenly spread, and each that writes or confirms; 0: all."""
    if not count or count >= len(found):
        return list(found)
    telling = [each for each in found if each.name in {"write", "fsync", "renameat", "flock", "mkdirat"}]
    step = max(1, len(found) // count)
    return sorted({*found[::step], *telling}, key=found.index)
