"""Row 12: one bit of a log is flipped, wherever; readers and `verify` both find it, and say where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from incidentctl.timeline.journal import FileTimeline
from tests.faults.homes import begin, now
from tests.faults.oracle import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.ledger import Ledger


@pytest.mark.parametrize("stride", [61, pytest.param(1, marks=pytest.mark.slow)])
def test_each_flipped_bit_is_found_and_its_line_is_named(tmp_path: Path, ledger: Ledger, stride: int) -> None:
    home = tmp_path / "home"
    incident = begin(home, notes=2)
    (main,) = (home / "incidents").rglob("w-*.jsonl")
    data = main.read_bytes()
    lines = data.splitlines(keepends=True)
    timeline = FileTimeline(home, now, [])
    whole = [key_of(fact) for fact in timeline.read(incident).facts]
    place = len(lines[0])
    passed = 0
    for bit in range(0, len(lines[1]) * 8, stride):
        flipped = bytearray(data)
        flipped[place + bit // 8] ^= 1 << bit % 8
        main.write_bytes(flipped)
        reading, verified = timeline.read(incident), timeline.verify(incident)
        keys = [key_of(fact) for fact in reading.facts]
        is_newline = bit // 8 == len(lines[1]) - 1
        assert keys == ([whole[0]] if is_newline else [whole[0], whole[2]]), bit
        for found in (reading.troubles, verified.troubles):
            damaged = sorted(each.line for each in found if each.severity == "damage")
            assert (damaged[:1] == [2]) or (is_newline and found), (bit, found)
        ledger.enter(1, 2)
        passed += is_plausible(bytes(flipped).splitlines()[1], lines[1])
    assert passed > 20 / stride, "a reader that trusts JSON alone should take some of them for facts"


def is_plausible(line: bytes, before: bytes) -> bool:
    """Say whether somebody who checks no hash would read another fact in a line."""
    try:
        return bool(json.loads(line)["e"]) and json.loads(line) != json.loads(before)
    except (ValueError, LookupError, TypeError):
        return False
