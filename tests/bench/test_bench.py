"""The bench still runs; how fast it is belongs to its table, never to a test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "row"),
    [
        ("notes", "note at 10,000 events / note at 1 event"),
        ("overview", "3 walks begun / empty Typer app"),
        ("long_walk", "walk of 1,000 steps / 1,000 durable appends"),
        ("index", "search of 10,000 facts, a character / empty Typer app"),
        ("reports", "final, manager, json: 10,000 events - 10"),
        ("growth", "incidentctl: 20 kept of 20 added at one time"),
        ("contention", "800 written, 0 lost, 0 doubled, 0 damaged"),
    ],
)
def test_each_part_of_the_bench_gives_its_rows(part: str, row: str) -> None:
    argv = [sys.executable, "-m", "tests.bench", "--quick", "--rounds", "1", "--only", part]
    ran = subprocess.run(argv, check=False, capture_output=True, text=True, timeout=300, cwd=ROOT)
    assert ran.stderr == ""
    assert row in ran.stdout
