"""The naive store as a program: `naive.py KEY...` appends each to its home, and prints what it believes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.faults.oracle import NaiveStore

if __name__ == "__main__":
    store = NaiveStore(Path(os.environ["INCIDENTCTL_HOME"]))
    for key in sys.argv[1:]:
        try:
            sys.stdout.write(f"{store.append(key)} {key}\n")
        except OSError:
            sys.stdout.write(f"not recorded {key}\n")
        sys.stdout.flush()
