"""A terminal that was stopped holds the lock: what only one may do is not recorded, the rest goes in."""

from __future__ import annotations

import fcntl
import shlex
from typing import TYPE_CHECKING

import pytest

from incidentctl.errors import ExitCode
from incidentctl.timeline import lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Desk

HOLDING = ("tell ops", "role take commander", "role take operator --override y")
RESOLVED = "resolve 'orders go through' --override y"
GUARDED = (
    ((), "role take scribe --why 'to write it down'", "to write it down"),
    ((), "role give commander tanaka", "tanaka"),
    ((), "role release commander", "commander"),
    ((), "act --begin 'roll back to 411' --override y", "roll back to 411"),
    ((), RESOLVED, "orders go through"),
    ((RESOLVED,), "stand-down --override 'it is late'", "it is late"),
    ((RESOLVED, "stand-down --override y"), "close --override 'it is late'", ""),
    ((RESOLVED,), "reopen --why 'it is back'", "it is back"),
    ((), "withdraw --why 'a test alert'", "a test alert"),
)
OPEN = (
    "note 'error rate 12 %'", "decide 'roll back'", "concern 'the backup is old'",
    "assign tanaka look --why x", "act 'restarted web-03'", "update 'rolling back' --override y", "tell ops",
    "set cause disk", "join tanaka", "criteria add 'no 500'", "clock start gdpr-33 --anchor 5m",
    "hypothesis add 'the pool is full'", "severity SEV2",
)  # fmt: skip


@pytest.fixture
def stop(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Give what lets another terminal take the lock and stop."""
    assert desk("declare", "Checkout returns 500", "--no-walk").code == 0
    for line in HOLDING:
        assert desk(*shlex.split(line)).code == 0
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0)
    (main,) = (desk.home / "incidents").rglob("w-*.jsonl")
    with main.open("ab") as file:
        yield lambda: fcntl.flock(file, fcntl.LOCK_EX)


def kinds(desk: Desk) -> list[str]:
    return [entry["kind"] for entry in desk("timeline", "--json", "--all").json["entries"]]


@pytest.mark.parametrize(("before", "line", "text"), GUARDED, ids=[line for _, line, _ in GUARDED])
def test_what_only_one_may_do_is_not_recorded(
    desk: Desk, stop: Callable[[], None], before: tuple[str, ...], line: str, text: str
) -> None:
    for each in before:
        assert desk(*shlex.split(each)).code == 0
    known = kinds(desk)
    stop()
    ran = desk(*shlex.split(line))
    assert ran.code == ExitCode.NOT_RECORDED
    assert "NOT RECORDED" in ran.err
    assert text in ran.err
    assert kinds(desk) == known


@pytest.mark.parametrize("line", OPEN)
def test_everything_else_goes_to_a_file_of_its_own(desk: Desk, stop: Callable[[], None], line: str) -> None:
    known = kinds(desk)
    stop()
    ran = desk(*shlex.split(line))
    assert ran.code == 0, ran
    assert len(kinds(desk)) > len(known)
    assert len([*(desk.home / "incidents").rglob("w-*-*.jsonl")]) == 1
    assert desk("verify").code == 0
