"""Rows 1-5: each system call of an append fails or kills, and what was said agrees with what is there."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.timeline.journal import FileTimeline
from tests.faults import injecting, naive
from tests.faults.homes import STATES, begin, copied, in_state, now
from tests.faults.injecting import PROGRAM, Call, Ran, calls, run, spread
from tests.faults.oracle import (
    NOT_RECORDED,
    RECORDED,
    SILENT,
    UNCONFIRMED,
    Judged,
    NaiveStore,
    Oracle,
    OurStore,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.faults.ledger import Ledger

    AtLength = Callable[[int, int], int]

pytestmark = pytest.mark.skipif(bool(injecting.why_not()), reason=injecting.why_not())

EFFECTS = ("error=EIO", "error=ENOSPC", "error=EINTR", "signal=KILL")
FACT = "the fact"


def note(incident: str) -> list[str]:
    return [*PROGRAM, "-i", incident, "note", FACT]


def heard(ran: Ran, judged: Judged) -> Judged:
    """Count silence as wrong too, unless the program was killed or its voice was what failed."""
    if ran.word == SILENT and ran.code >= 0 and not ran.is_mute:
        return judged._replace(broken=(*judged.broken, "nothing was said"))
    return judged


def interfere(
    homes: Path, first: Path, argv: Sequence[str], found: Sequence[Call], effect: str
) -> list[tuple[Path, Ran]]:
    """Run the program once for each call, each time in a fresh copy of the first home."""
    runs = []
    for call in found:
        home = copied(first, homes / f"{call.name}-{call.number}")
        runs.append((home, run(home, argv, f"{call.name}:{effect}:when={call.number}")))
    reached = sum(bool(ran.call) for _, ran in runs)
    assert reached > 0.9 * len(runs), "the calls come in another order than in the run before"
    return [each for each in runs if each[1].call]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("state", "effect"),
    [*((STATES[0], effect) for effect in EFFECTS), *((state, "signal=KILL") for state in STATES[1:])],
)
def test_whichever_call_of_a_note_fails_or_kills_it_what_was_said_is_so(  # noqa: PLR0913, PLR0917 - fixtures
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ledger: Ledger,
    at_length: AtLength,
    state: str,
    effect: str,
) -> None:
    first = tmp_path / "first"
    incident = in_state(first, state, monkeypatch)
    found = calls(copied(first, tmp_path / "tried"), note(incident))
    assert len(found) > 150
    before = Oracle(OurStore(first, incident))
    words = set()
    for home, ran in interfere(tmp_path, first, note(incident), spread(found, at_length(12, 0)), effect):
        judged = before.of(OurStore(home, incident)).judge({FACT: ran.word})
        ledger.fault(heard(ran, judged), ran)
        words.add(ran.word)
    assert (SILENT if "KILL" in effect else RECORDED) in words, words


@pytest.mark.slow
@pytest.mark.parametrize("effect", EFFECTS)
def test_whichever_call_of_a_declaration_fails_there_is_a_whole_incident_or_none(
    tmp_path: Path, ledger: Ledger, at_length: AtLength, effect: str
) -> None:
    first = tmp_path / "first"
    begin(first)
    argv = [*PROGRAM, "declare", "Second", "--no-walk"]
    found = calls(copied(first, tmp_path / "tried"), argv)
    for home, ran in interfere(tmp_path, first, argv, spread(found, at_length(15, 150)), effect):
        timeline = FileTimeline(home, now, [])
        known = [timeline.pulse(each).title for each in timeline.incidents()]
        is_there = "Second" in known
        assert sorted(known) in (["Checkout returns 500"], ["Checkout returns 500", "Second"])
        is_lost, is_denied = ran.word == RECORDED and not is_there, ran.word == NOT_RECORDED and is_there
        lost, denied = ("Second",) * is_lost, ("Second",) * is_denied
        broken = tuple(each for each in timeline.incidents() if timeline.verify(each).troubles)
        ledger.fault(heard(ran, Judged(2, lost, denied, broken)), ran)


def test_a_disk_that_confirms_nothing_is_told_and_one_that_fails_once_is_gone_round(
    tmp_path: Path, ledger: Ledger
) -> None:
    first = tmp_path / "first"
    incident = begin(first)
    before = Oracle(OurStore(first, incident))
    for when, word in (("1", RECORDED), ("1+", UNCONFIRMED)):
        home = copied(first, tmp_path / word)
        ran = run(home, note(incident), f"fsync:error=EIO:when={when}")
        assert (ran.word, bool(ran.call)) == (word, True)
        ledger.fault(before.of(OurStore(home, incident)).judge({FACT: RECORDED}), ran)


def test_a_note_that_is_killed_as_it_writes_leaves_the_log_as_it_was(tmp_path: Path, ledger: Ledger) -> None:
    first = tmp_path / "first"
    incident = begin(first)
    before = Oracle(OurStore(first, incident))
    for call in ("write:signal=KILL:when=1", "fsync:signal=KILL:when=1"):
        home = copied(first, tmp_path / call.partition(":")[0])
        ran = run(home, note(incident), call)
        assert (ran.code, ran.word) == (-9, SILENT)
        ledger.fault(before.of(OurStore(home, incident)).judge({FACT: SILENT}), ran)


@pytest.mark.slow
def test_a_naive_store_fails_under_the_same_injections(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    NaiveStore(first).append("earlier")
    argv = [sys.executable, str(Path(naive.__file__)), FACT]
    before = Oracle(NaiveStore(first))
    found = [
        each for each in calls(copied(first, tmp_path / "tried"), argv) if each.name in {"openat", "write"}
    ]
    failed = [
        ran
        for effect in EFFECTS
        for home, ran in interfere(tmp_path / effect, first, argv, found, effect)
        if not before.of(NaiveStore(home)).judge({FACT: ran.word}).is_sound
    ]
    assert len(failed) >= 3
