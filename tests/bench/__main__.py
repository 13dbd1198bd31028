"""How fast it is, measured in one run: `python -m tests.bench [--quick] [--rounds N] [--only PART]`.

Two tables: ratios with the limit of each (`speed`), and how each cost grows with what is kept, beside other
programs (`growth`). Both sides of a ratio run in turn, as whole processes, and their medians are divided:
what the machine does meanwhile hits both. Needs the extra `bench`: questionary is the other side of the
first prompt.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import speed
from tests.bench.growth import growth, growth_table
from tests.bench.measure import Row, table

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, a shorter log, 16 x 50 facts")
    parser.add_argument("--rounds", type=int, default=0, help="pairs per ratio (default: 21, quick: 7)")
    names = ["notes", "overview", "first_prompt", "long_walk", "index", "reports", "contention", "growth"]
    parser.add_argument("--only", default="", choices=names)
    options = parser.parse_args()
    rounds = options.rounds or (7 if options.quick else 21)
    many, each, incidents = (10_000, 50, 1_000) if options.quick else (100_000, 500, 10_000)
    sizes = (1, 1_000) if options.quick else (1, 1_000, 100_000)
    parts: dict[str, Callable[[Path], list[Row]]] = {
        "notes": lambda base: speed.notes(base, rounds, many),
        "overview": lambda base: speed.overview(base, rounds),
        "first_prompt": lambda base: speed.first_prompt(base, rounds),
        "long_walk": lambda base: speed.long_walk(base, max(rounds // 3, 1), 1_000),
        "index": lambda base: speed.index(base, rounds, incidents),
        "reports": lambda base: speed.reports(base, max(rounds // 3, 3)),
        "contention": lambda base: speed.contention(base, each),
    }
    print(f"Python {sys.version.split()[0]}, typer {version('typer')}, {os.cpu_count()} processors.")
    print(f"Medians of {rounds} whole processes run in turn; bytecode caches are on and warm on both sides,")
    print("even where PYTHONDONTWRITEBYTECODE is set: else compiling would be most of what is measured.\n")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="incidentctl-bench-") as base:
        for name, part in parts.items():
            if options.only in {"", name}:
                rows += part(Path(base))
        if rows:
            print(table(rows), flush=True)
        if options.only in {"", "growth"}:
            print("\n" + growth_table(*growth(Path(base), max(rounds // 3, 1), sizes), sizes))
    return 0 if all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
