"""A full reading of an incident: its facts in order, and everything that had to be stepped around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.erasing import erasures, hidden
from incidentctl.errors import Damaged
from incidentctl.ports import Head, Reading, Trouble
from incidentctl.timeline.pulse import readable
from incidentctl.timeline.record import is_ahead, to_fact
from incidentctl.timeline.tail import Findings, catch_up, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.timeline.place import Directory
    from incidentctl.timeline.record import Record
    from incidentctl.timeline.tail import FileHead

    Spot = tuple[str, int, int]

MACHINE = len("w-7k2m9qxt")
"""Characters of a writer that its private files begin with as well."""


def read(
    directories: Sequence[Directory], incident: str, now: datetime, fetch: Callable[[str], bytes]
) -> Reading:
    """Read everything, without what was erased; raise `Damaged` when nothing could be read."""
    heads: dict[str, FileHead] = {}
    findings = Findings()
    records = catch_up(directories, heads, findings)
    once: dict[str, Record] = {}
    for record in records:
        once.setdefault(record.id, record)
    facts: list[Fact] = []
    missing: list[Record] = []
    for record in once.values():
        try:
            facts.append(to_fact(record, fetch))
        except (Damaged, ValueError):
            facts.append(readable(record, fetch))
            missing.append(record)
    if not facts:  # its directory came with facts in it
        raise Damaged("nothing-readable", id=incident)
    erased = erasures(facts)
    findings.troubles += _forks(records, findings.places)
    findings.troubles += _missing(records, findings.places)
    findings.troubles += _ahead(records, findings.places, now)
    for key, found in (
        ("blob-missing", missing),
        ("payload-missing", [record for record in once.values() if record.data is None]),
    ):
        findings.troubles += [
            Trouble(key, *findings.places[record.hash], "damage", {})
            for record in found
            if record.id not in erased
        ]
    last = tuple(Head(stem(label), head.n, head.hash) for label, head in sorted(heads.items()))
    return Reading(tuple(hidden(facts, erased)), tuple(findings.troubles), last)


def _forks(records: Sequence[Record], places: dict[str, Spot]) -> Iterator[Trouble]:
    chains: dict[tuple[str, int], str] = {}
    for record in records:
        first = chains.setdefault((record.writer, record.n), record.hash)
        if first != record.hash:
            other, other_line, _ = places[first]
            params = {"writer": record.writer, "n": record.n, "other": other, "other_line": other_line}
            yield Trouble("fork", *places[record.hash], "fork", params)


def _missing(records: Sequence[Record], places: dict[str, Spot]) -> Iterator[Trouble]:
    """Find what a chain of this machine had seen of its own files, and what is not there any more.

    What is missing of another machine may only not have arrived yet.
    """
    named: set[str] = set()
    for record in records:
        for writer, (n, link) in record.seen.items():
            is_mine = writer[:MACHINE] == record.writer[:MACHINE]
            if is_mine and link not in places and link not in named:
                named.add(link)
                yield Trouble("seen-missing", *places[record.hash], "damage", {"writer": writer, "n": n})


def _ahead(records: Sequence[Record], places: dict[str, Spot], now: datetime) -> Iterator[Trouble]:
    named: set[str] = set()
    for record in records:
        if is_ahead(record.clock, now) and record.writer not in named:
            named.add(record.writer)
            yield Trouble("clock-ahead", *places[record.hash], "notice", {"writer": record.writer})
