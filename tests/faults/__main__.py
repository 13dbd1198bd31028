"""The long run of the fault matrix: `python -m tests.faults`, with options of pytest behind it if need be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.faults.matrix import ROWS

ROOT = Path(__file__).parents[2]


def tests() -> list[str]:
    """Give every test of the matrix once; what stands beside it in its file is left out."""
    named = [test for row in ROWS.values() for test in (*row.shown, *row.control)]
    elsewhere = sorted({str(ROOT / "tests" / test) for test in named if not test.startswith("faults/")})
    return [str(Path(__file__).parent), *elsewhere]


if __name__ == "__main__":
    sys.exit(pytest.main([*tests(), "--long", "-m", "slow or not slow", "-rs", *sys.argv[1:]]))
