"""Ctrl-C at any moment: a fact is stored exactly when its author was told so."""

from __future__ import annotations

import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.timeline import lock

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.timeline.conftest import Desk

    Child = Callable[..., subprocess.Popen[str]]


def interrupt(desk: Desk, child: Child, rounds: int, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    told: set[str] = set()
    for number in range(rounds):
        process = child("interrupted", desk.root, desk.incident)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0, 0.04))
        process.send_signal((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[number % 3])
        lines = process.communicate(timeout=60)[0].splitlines()
        assert process.returncode == 0
        told |= {line.split()[1] for line in lines}
        notes = [fact for fact in desk.timeline.read(desk.incident).facts if fact.kind == "noted"]
        assert {fact.id for fact in notes} == told
    assert len(told) > rounds
    assert desk.troubles() == []


def test_what_is_stored_is_what_was_told(desk: Desk, child: Child) -> None:
    desk.clock.move(10**9)
    interrupt(desk, child, 9, seed=3)


@pytest.mark.slow
def test_what_is_stored_is_what_was_told_in_many_rounds(desk: Desk, child: Child) -> None:
    desk.clock.move(10**9)
    interrupt(desk, child, 150, seed=4)


def test_a_signal_during_the_write_comes_after_the_receipt(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm = lock.confirm

    def confirm_and_interrupt(fd: int) -> None:
        signal.raise_signal(signal.SIGINT)
        confirm(fd)

    monkeypatch.setattr(lock, "confirm", confirm_and_interrupt)
    before = len(desk.receipts)
    with pytest.raises(KeyboardInterrupt):
        desk.note("stored")
    assert desk.receipts[before].facts[0].event == Noted("stored")
    assert desk.texts() == ["stored"]


@pytest.mark.parametrize("number", range(1, 30))
def test_a_signal_after_any_close_is_not_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Such a one was lost once: a descriptor was closed twice, and the second error hid the interruption."""
    close, calls, arrived = os.close, [0], [False]

    def close_and_interrupt(fd: int) -> None:
        close(fd)
        calls[0] += 1
        if calls[0] == number:
            arrived[0] = True
            signal.raise_signal(signal.SIGINT)

    was_told = False
    with monkeypatch.context() as patch:
        patch.setattr(os, "close", close_and_interrupt)
        try:
            desk.note("x")
            desk.timeline.use("tty", desk.incident)
        except KeyboardInterrupt:
            was_told = True
    assert was_told == arrived[0]
    assert desk.texts() == [fact.event.text for receipt in desk.receipts[1:] for fact in receipt.facts]
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()


def test_a_signal_during_the_decision_waits_for_it(desk: Desk) -> None:
    def decide(_: object) -> list[New]:
        signal.raise_signal(signal.SIGINT)
        return [New(Noted("decided"))]

    with pytest.raises(KeyboardInterrupt):
        desk.timeline.transact(desk.incident, decide, by="ann")
    assert desk.texts() == ["decided"]
    assert desk.receipts[-1].facts[0].event == Noted("decided")
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()
