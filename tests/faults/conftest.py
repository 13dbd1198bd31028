"""What the fault tests share: the desk of the timeline's tests, the ledger, and how long to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from incidentctl.__main__ import main
from tests.faults.homes import environ as known
from tests.faults.ledger import PROPERTY, Ledger
from tests.timeline.conftest import child, desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["child", "desk"]


@pytest.fixture
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """Count what this test injects and finds; the sums of all are told at the end."""
    ledger = Ledger()
    yield ledger
    request.node.user_properties.append((PROPERTY, list(ledger.sums)))
    assert not ledger.findings, "\n\n".join(["", *ledger.findings])


@pytest.fixture
def at_length(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """Give the first number, or with `--long` the second."""
    is_long = bool(request.config.getoption("--long"))
    return lambda short, long: long if is_long else short


class Ended(NamedTuple):
    """What a command did: its code, and both outputs."""

    code: int
    out: str
    err: str


class Program:
    """The program with its real context, in this process, in an empty directory with a home of its own."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.here = root / "home", root / "here"
        self._capsys = capsys
        self.here.mkdir()

    def __call__(self, *argv: str, **environ: str) -> Ended:
        given = {**known(self.home), **environ}
        self._capsys.readouterr()
        code = main([*argv], None, given)
        captured = self._capsys.readouterr()
        return Ended(int(code), captured.out, captured.err)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """Run commands as a person would, from an empty directory."""
    program = Program(tmp_path, capsys)
    monkeypatch.chdir(program.here)
    monkeypatch.setattr("os.fsync", lambda _: None)
    return program
