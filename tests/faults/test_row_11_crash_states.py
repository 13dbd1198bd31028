"""Row 11: every state in which a crash may leave the last two records, one after the other."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from incidentctl.timeline import lock
from tests.faults.homes import begin, keep_writer
from tests.faults.oracle import SILENT, NaiveStore, Oracle, OurStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.ledger import Ledger

SECTOR = 512


def states(data: bytes, durable: int) -> Iterator[bytes]:
    """Give the file cut at each byte behind `durable`, alone and with room that was never filled behind it.

    And at its full length, with each choice of sectors missing that hold nothing durable.
    """
    for end in range(durable, len(data) + 1):
        for room in (b"", b"\0" * 50, b"\0" * (SECTOR - end % SECTOR)):
            yield data[:end] + room
    first = -(-durable // SECTOR)
    sectors = range(first, -(-len(data) // SECTOR))
    for is_there in product((True, False), repeat=len(sectors)):
        state = bytearray(data)
        for number, kept in zip(sectors, is_there, strict=True):
            if not kept:
                end = min((number + 1) * SECTOR, len(data))
                state[number * SECTOR : end] = b"\0" * (end - number * SECTOR)
        yield bytes(state)


@pytest.mark.parametrize("stride", [41, pytest.param(0, marks=pytest.mark.slow)])
def test_every_state_loses_and_invents_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ledger: Ledger,
    at_length: Callable[[int, int], int],
    stride: int,
) -> None:
    monkeypatch.setattr(lock, "confirm", lambda _: None)
    home = tmp_path / "home"
    incident = begin(home, notes=1)
    (main,) = (home / "incidents").rglob("w-*.jsonl")
    pulse = main.with_name("pulse.json")
    store = OurStore(home, incident)
    oracle, durable = Oracle(store), main.stat().st_size
    pulses = [(0, b""), (durable, pulse.read_bytes())]  # with how much of the log it knows
    told = {"last but one": SILENT, "the last": SILENT}
    for key in told:
        assert store.append(key) == "recorded"
        pulses.append((main.stat().st_size, pulse.read_bytes()))
    whole, writer = main.read_bytes(), (home / "writer").read_bytes()
    for number, state in enumerate(list(states(whole, durable))[:: stride or at_length(3, 1)]):
        for file in {*main.parent.glob("w-*.jsonl")} - {main}:  # of the state before
            file.unlink()
        (home / "writer").write_bytes(writer)
        keep_writer(home)
        main.write_bytes(state)
        possible = [each for size, each in pulses if state[:size] == whole[:size]]  # it is saved afterwards
        pulse.write_bytes(possible[number % len(possible)])
        ledger.fault(oracle.of(OurStore(home, incident)).judge(told), number)


def test_a_naive_store_loses_all_in_most_of_them(tmp_path: Path) -> None:
    store = NaiveStore(tmp_path)
    store.append("earlier")
    oracle = Oracle(store)
    store.append("the last")
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        assert oracle.judge({"the last": SILENT}).lost == ("earlier",)
