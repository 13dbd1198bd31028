"""Row 20: an endless line, NUL bytes, a binary, 100,000 files: bounded time and memory, others listed."""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from incidentctl.timeline.journal import FileTimeline
from tests.faults.homes import begin, environ, now
from tests.faults.injecting import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.ledger import Ledger

MIB = 1024 * 1024
MEMORY, SECONDS = 300 * MIB, 30
VIEWS = (("list",), ("timeline",), ("report",), ("verify",), ("note", "goes on"), ("brief",), ("doctor",))


def limited(home: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run a command in little memory (address space), and in little time of a processor."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    return subprocess.run(
        [*argv], env=environ(home), cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        check=False, preexec_fn=limit,
    )  # fmt: skip


def flood(home: Path, ledger: Ledger, incident: str, sound: str) -> None:
    """See that each command ends, and that the incident beside the flooded one is whole and listed."""
    for argv in VIEWS:
        for target in (incident, sound):
            ran = limited(home, *PROGRAM, "-i", target, *argv)
            assert ran.returncode in {0, 6, 8}, (argv, ran)
            assert "Traceback" not in ran.stderr
            assert target != sound or ran.returncode in {0, 8} or argv == ("verify",), (argv, ran)
    assert sound in limited(home, *PROGRAM, "list").stdout
    timeline = FileTimeline(home, now, [])
    assert not timeline.verify(sound).troubles
    assert sum(fact.kind == "noted" for fact in timeline.read(sound).facts) == 4
    ledger.enter(1, 4)


@pytest.fixture
def flooded(tmp_path: Path) -> tuple[Path, Path, str, str]:
    """Give a home with two incidents: the log of the one that is flooded, its id, and that of the other."""
    home = tmp_path / "home"
    sound = begin(home)
    incident = begin(home)
    (main,) = (home / "incidents").rglob(f"{incident}/w-*.jsonl")
    return home, main, incident, sound


@pytest.mark.slow
def test_an_endless_line(
    flooded: tuple[Path, Path, str, str], ledger: Ledger, at_length: Callable[[int, int], int]
) -> None:
    home, main, incident, sound = flooded
    size = at_length(200, 1024) * MIB
    with main.open("r+b") as file:
        file.truncate(size)
    naive = limited(home, sys.executable, "-c", f"len(open({str(main)!r}, 'rb').read() * 2)")
    assert "MemoryError" in naive.stderr, "a reader of whole files should not fit"
    flood(home, ledger, incident, sound)
    assert main.stat().st_size > size, "the note that was written behind it"


@pytest.mark.slow
@pytest.mark.parametrize("line", [b"\0" * 10, b"\x7fELF\0\r\n\xff", b"\n", b"{"])
def test_a_file_of_something_else(
    flooded: tuple[Path, Path, str, str], ledger: Ledger, at_length: Callable[[int, int], int], line: bytes
) -> None:
    home, main, incident, sound = flooded
    main.write_bytes(main.read_bytes() + line * at_length(100_000, 1_000_000))
    flood(home, ledger, incident, sound)


@pytest.mark.slow
def test_a_hundred_thousand_files(
    flooded: tuple[Path, Path, str, str], ledger: Ledger, at_length: Callable[[int, int], int]
) -> None:
    home, main, incident, sound = flooded
    for number in range(at_length(5_000, 100_000)):
        (main.parent / f"{number}").touch()
        if number % 10 == 0:
            (main.parent.parent / f"{number}.jsonl").touch()
            (home / f"{number}").touch()
    flood(home, ledger, incident, sound)
