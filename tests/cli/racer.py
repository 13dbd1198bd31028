"""A person in a process of their own: `racer.py HOME NAME` runs lines of stdin and tells their exit codes.

The line `at HOME` goes to another home.
"""

from __future__ import annotations

import io
import os
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout

from incidentctl.__main__ import main


def race(home: str, name: str) -> None:
    """Run commands as they come; whoever sends them to several of us lets them race."""
    environ = {**os.environ, "INCIDENTCTL_HOME": home, "INCIDENTCTL_USER": name, "LANG": "C.UTF-8"}
    _run(["list"], environ)  # everything is imported
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        argv = shlex.split(line)
        if argv[0] == "at":
            environ["INCIDENTCTL_HOME"], code = argv[1], 0
        else:
            code = _run(argv, environ)
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()


def _run(argv: list[str], environ: dict[str, str]) -> int:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return int(main([*argv, "--no-input"], None, environ))


if __name__ == "__main__":
    race(*sys.argv[1:])
