"""How a cost is measured: whole processes, run in turn, and the median of each."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pexpect

from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

TOOL = (sys.executable, "-c", "from incidentctl.__main__ import run; run()")
EMPTY_TYPER = (
    sys.executable,
    "-c",
    "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: pass\napp()",
)
EMPTY_PROMPT = (sys.executable, "-c", "import questionary\nquestionary.text('[1/1]').unsafe_ask()")
PROMPT = r"\[1/"
BATCH = 5_000


class Row(NamedTuple):
    """One line of the table: what was measured, in which unit, and at most how much it may be."""

    what: str
    value: float
    limit: float
    unit: str
    detail: str

    @property
    def is_met(self) -> bool:
        return self.value <= self.limit


class Home:
    """An INCIDENTCTL_HOME of its own with one incident; facts come in through the product's own timeline."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.timeline = FileTimeline(root, lambda: datetime.now(UTC), [])
        declared = New(Declared("Checkout returns 500", "UTC"))
        today = datetime.now(UTC).date()
        self.incident = self.timeline.begin([declared], by="ann", day=today).facts[0].incident

    def fill(self, total: int) -> Home:
        """Add notes until there are `total` facts; a batch is one write and one fsync."""
        done = 1
        while done < total:
            size = min(BATCH, total - done)
            news = [
                New(Noted(f"error rate {number} percent, says the API behind the order page"))
                for number in range(done, done + size)
            ]
            self.timeline.append(self.incident, news, by="ann")
            done += size
        return self

    @property
    def environ(self) -> Mapping[str, str]:
        return environ(INCIDENTCTL_HOME=str(self.root))

    def run(self, *arguments: str) -> float:
        """Run a command to its end and give the seconds it took."""
        return seconds((*TOOL, *arguments), self.environ)


def environ(**extra: str) -> dict[str, str]:
    """Give both sides the same environment: bytecode is cached, and the terminal answers nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INCIDENTCTL_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "LANG": "C.UTF-8", "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", **extra}


def seconds(argv: Sequence[str], env: Mapping[str, str], patience: float | None = None) -> float:
    """Run a process to its end, and give the seconds; it has to succeed, and to end within `patience`."""
    begun = time.perf_counter()
    where = env.get("INCIDENTCTL_HOME")
    ended = subprocess.run(
        argv,
        env=env,
        cwd=where,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=patience,
    )
    taken = time.perf_counter() - begun
    if ended.returncode:
        raise RuntimeError(f"{argv}: {ended.stderr.decode()}")
    return taken


def seconds_to_prompt(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """Start a process in a pseudo-terminal, and give the seconds until its first prompt is drawn."""
    begun = time.perf_counter()
    where = env.get("INCIDENTCTL_HOME")
    child = pexpect.spawn(argv[0], list(argv[1:]), env=dict(env), cwd=where, dimensions=(24, 80), timeout=20)
    child.expect(PROMPT)
    taken = time.perf_counter() - begun
    child.close(force=True)
    return taken


def in_turn(rounds: int, *sides: Callable[[], float]) -> list[float]:
    """Run the sides one after the other, `rounds` times, and give the median of each; two rounds warm up."""
    taken = [[side() for side in sides] for _ in range(rounds + 2)][2:]
    return [median(column) for column in zip(*taken, strict=True)]


def ratio(what: str, above: float, below: float, limit: float) -> Row:
    return Row(what, above / below, limit, "x", f"{above * 1000:.0f} / {below * 1000:.0f} ms")


def memory(argv: Sequence[str], env: Mapping[str, str]) -> float:
    """Run a process, and give the most memory that it held, in MiB."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True)"
    code += "; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    outer, where = [sys.executable, "-c", code, *argv], env.get("INCIDENTCTL_HOME")
    ended = subprocess.run(
        outer, env=env, cwd=where, check=True, capture_output=True, stdin=subprocess.DEVNULL
    )
    return int(ended.stdout) / (2**20 if sys.platform == "darwin" else 2**10)


def table(rows: Sequence[Row]) -> str:
    """Lay the rows out, and say of each whether its target is met."""
    lines = [f"{'':5}{'measured':56}{'value':>9}{'at most':>9}   detail"]
    for row in rows:
        value, limit = f"{row.value:.2f}{row.unit}", f"{row.limit:g}{row.unit}"
        lines.append(f"{'ok' if row.is_met else 'MISS':5}{row.what:56}{value:>9}{limit:>9}   {row.detail}")
    return "\n".join(lines)
