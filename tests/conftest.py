"""What every room's tests share: no sockets, Ctrl-C, and whole texts kept as files (`--update-golden`)."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

GOLDEN = Path(__file__).parent / "golden"
MEMORY = "/dev/shm"  # noqa: S108 - pytest makes a directory there that is the user's own

# Else each process that a test starts compiles the whole program: several times what it does otherwise.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden; then read the diff")
    parser.addoption(
        "--texts", type=int, default=0, help="how many texts test_report_any_text.py tries with -m slow"
    )
    parser.addoption("--long", action="store_true", help="fault loops to their full length: many minutes")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what tests write in memory where there is room: for a disk they take a quarter more of everything.

    The slow ones, which inject faults at length, keep to the disk; so does `--basetemp`.
    """
    with suppress(OSError):
        memory = os.statvfs(MEMORY)
        has_room = memory.f_bavail * memory.f_frsize > 2**30 and not memory.f_flag & os.ST_NOEXEC
        if has_room and os.access(MEMORY, os.W_OK) and config.getoption("markexpr") == "not slow":
            os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)


def pytest_xdist_auto_num_workers() -> int:
    """Start one worker more than there are processors: tests of terminals mostly wait."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over thousands of tests, which are there until the end."""
    gc.set_threshold(100_000)  # as the program itself does
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell the sums of the fault tests that ran, of all workers (tests/faults/ledger.py)."""
    from tests.faults.ledger import PROPERTY, Sums  # noqa: PLC0415 - only its name is needed here

    sums = Sums()
    for report in (each for found in terminalreporter.stats.values() for each in found):
        for name, counted in (
            getattr(report, "user_properties", ()) if getattr(report, "when", "") == "teardown" else ()
        ):
            if name == PROPERTY:
                sums = sums.plus(counted)
    if sums.injected:
        terminalreporter.write_line(sums.told())


@pytest.fixture(scope="session", autouse=True)
def nothing_outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let whatever a test starts keep facts below its own directory when a home takes none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INCIDENTCTL_FALLBACK", str(tmp_path_factory.mktemp("outside")))
        yield


@pytest.fixture(scope="session", autouse=True)
def no_sockets() -> Iterator[None]:
    """Refuse every connection: nothing leaves the machine unasked."""

    def refuse(*args: object) -> None:
        raise AssertionError(f"the suite runs without sockets: {args[1:]}")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def ctrl_c() -> None:
    """Give Ctrl-C back to pytest: importing `incidentctl.__main__` lets it end the whole process."""
    import_module("incidentctl.__main__")
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file of that name in tests/golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
