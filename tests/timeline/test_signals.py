"""Ctrl-C at any moment: a fact is stored exactly when its author was told so."""

from __future__ import annotations

import os
import signal
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
