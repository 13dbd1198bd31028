"""How each cost grows with what is kept, here and in programs that people keep notes with today.

jrnl, td-watson and Taskwarrior are measured where they are on the PATH; a size is reached by writing their
own file in their own format. None of them waits for the disk when it adds an entry; `incidentctl note` does.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from tests.bench.measure import TOOL, Home, environ, memory, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

AT_ONCE = 20
PATIENCE = 300.0  # seconds for one command
BEGUN = 1_760_000_000  # seconds since 1970: when the first entry was made


class Keeper(NamedTuple):
    """A program with entries: what adds one (a text comes last), what else it does, how many there are."""

    environ: Mapping[str, str]
    add: tuple[str, ...]
    others: Mapping[str, tuple[str, ...]]
    how_many: Callable[[], int]

    @property
    def commands(self) -> Mapping[str, tuple[str, ...]]:
        return {"add one": (*self.add, "error rate 12 percent"), **self.others}


class Cost(NamedTuple):
    """What one command takes: milliseconds, and MiB of memory at its peak."""

    ms: float
    mib: float


class Growth(NamedTuple):
    """The cost of a command at each size; None where it did not end in time."""

    what: str
    costs: tuple[Cost | None, ...]

    @property
    def factor(self) -> str:
        """How many times the time at the smallest size the one at the largest is."""
        first, last = self.costs[0], self.costs[-1]
        return "" if first is None or last is None else f"{last.ms / first.ms:.1f}x"


def new_directory(path: Path) -> Path:
    path.mkdir()
    return path


def texts(count: int) -> list[str]:
    return [f"error rate {number} percent, says the API behind the order page" for number in range(count)]


def incidentctl(root: Path, size: int) -> Keeper:
    home = Home(root).fill(size)
    return Keeper(
        home.environ,
        (*TOOL, "note"),
        {
            "print all": (*TOOL, "timeline"),
            "what is going on": TOOL,
            "report": (*TOOL, "report"),
            "report in HTML": (*TOOL, "report", "--format", "html"),
            "verify": (*TOOL, "verify"),
        },
        lambda: len(home.timeline.read(home.incident).facts),
    )


def jrnl(root: Path, size: int) -> Keeper:
    journal, config = root / "journal.txt", root / "jrnl.yaml"
    config.write_text(
        "colors: {body: none, date: none, tags: none, title: none}\n"
        "default_hour: 9\ndefault_minute: 0\neditor: ''\nencrypt: false\nhighlight: false\n"
        f"indent_character: '|'\njournals: {{default: {{journal: {journal}}}}}\nlinewrap: 79\n"
        "tagsymbols: '@'\ntemplate: false\ntimeformat: '%F %T'\nversion: v4.0\n",
        encoding="utf-8",
    )
    rows = (
        f"[{datetime.fromtimestamp(BEGUN + n, UTC):%F %T}] {text}\n" for n, text in enumerate(texts(size))
    )
    journal.write_text("".join(rows), encoding="utf-8")
    command = ("jrnl", "--config-file", str(config))
    return Keeper(
        environ(HOME=str(root)),
        command,
        {"print all": (*command, "--short")},
        lambda: sum(line.startswith("[") for line in journal.read_text(encoding="utf-8").split("\n")),
    )


def watson(root: Path, size: int) -> Keeper:
    frames = root / "frames"
    rows = [
        [BEGUN + n, BEGUN + n + 1, text, UUID(int=n).hex, [], BEGUN + n] for n, text in enumerate(texts(size))
    ]
    frames.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return Keeper(
        environ(HOME=str(root), WATSON_DIR=str(root)),
        ("watson", "add", "--from", "2026-01-01 10:00", "--to", "2026-01-01 10:01"),
        {"print all": ("watson", "log", "--no-pager", "--from", "2020-01-01")},
        lambda: len(json.loads(frames.read_text(encoding="utf-8"))),
    )


def taskwarrior(root: Path, size: int) -> Keeper:
    config, data = root / "taskrc", root / "pending.data"
    config.write_text(
        f"data.location={root}\nconfirmation=off\nhooks=off\nverbose=nothing\n", encoding="utf-8"
    )
    rows = (
        f'[description:"{text}" entry:"{BEGUN + n}" status:"pending" uuid:"{UUID(int=n + 1)}"]'
        for n, text in enumerate(texts(size))
    )
    data.write_text("\n".join([*rows, ""]), encoding="utf-8")
    return Keeper(
        environ(HOME=str(root), TASKRC=str(config)),
        ("task", "add"),
        {"print all": ("task", "rc.defaultwidth=100", "all")},
        lambda: data.read_text(encoding="utf-8").count("[description"),
    )


KEEPERS: Mapping[str, tuple[str, Callable[[Path, int], Keeper]]] = {
    "incidentctl": ("", incidentctl),
    "jrnl": ("jrnl", jrnl),
    "td-watson": ("watson", watson),
    "Taskwarrior": ("task", taskwarrior),
}
"""The command that has to be on the PATH ("": is always there), and what makes one with some entries."""


def cost(argv: tuple[str, ...], keeper: Keeper, rounds: int) -> Cost | None:
    """Run a command that has to succeed, in turn, and give the median; one round warms up."""
    every = []
    for _ in range(rounds + 1):
        try:
            every.append(seconds(argv, keeper.environ, PATIENCE))
        except subprocess.TimeoutExpired:
            return None
    return Cost(1000 * median(every[1:]), memory(argv, keeper.environ))


def kept_of_parallel(keeper: Keeper) -> int:
    """Give how many entries are there of those that were added at one time."""
    before = keeper.how_many()
    started = [
        subprocess.Popen(
            (*keeper.add, text),
            env=keeper.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for text in texts(AT_ONCE)
    ]
    for process in started:
        process.wait()
    return keeper.how_many() - before


def growth(base: Path, rounds: int, sizes: tuple[int, ...]) -> tuple[list[Growth], list[str]]:
    """Measure each command at each size; say what is not here, and what many at once keep."""
    rows, said = [], []
    for name, (command, make) in KEEPERS.items():
        if command and shutil.which(command) is None:
            said.append(f"{name}: not measured, {command} is not on the PATH")
            continue
        keepers = [make(new_directory(base / f"{name}-{size}"), size) for size in sizes]
        for what in keepers[0].commands:
            costs = (cost(keeper.commands[what], keeper, rounds) for keeper in keepers)
            rows.append(Growth(f"{name}: {what}", tuple(costs)))
        said.append(f"{name}: {kept_of_parallel(keepers[0])} kept of {AT_ONCE} added at one time")
    return rows, said


def growth_table(rows: list[Growth], said: list[str], sizes: tuple[int, ...]) -> str:
    """Lay costs out: a column for each size, and the time at the last over that at the first."""
    heads = "".join(f"{f'at {size:,}':>22}" for size in sizes)
    lines = [f"{'measured':32}{heads}{'growth':>9}"]
    for row in rows:
        each = "".join(
            f"{f'{cost.ms:,.0f} ms, {cost.mib:,.0f} MiB' if cost else f'over {PATIENCE:.0f} s':>22}"
            for cost in row.costs
        )
        lines.append(f"{row.what:32}{each}{row.factor:>9}")
    return "\n".join([*lines, "", *said])
