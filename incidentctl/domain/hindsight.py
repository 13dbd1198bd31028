"""Hindsight kept out: what of an incident was on record at a time, and a report that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.report_values import Labelled, Said
from incidentctl.domain.times import Moment
from incidentctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.report_values import Report


def known_at(facts: Iterable[Fact], when: datetime) -> tuple[Fact, ...]:
    """Give the facts that were recorded up to `when` (aware), that second included, in the order given.

    Whenever they happened: what was entered later was not known, and a correction made later corrects
    nothing yet. Where a clock was put back, whatever stands before a known fact in its file was known, too
    (timeline.md, "Two times always").
    """
    every = tuple(facts)
    last: dict[str, int] = {}
    for fact in every:
        if fact.recorded <= when:
            last[fact.writer] = max(fact.n, last.get(fact.writer, fact.n))
    return tuple(fact for fact in every if fact.writer in last and fact.n <= last[fact.writer])


def first_recorded(facts: Sequence[Fact]) -> Fact:
    """Give the fact from which on anything was known: the declaration, else the earliest on record."""
    declared = [fact for fact in facts if fact.kind == "declared"]
    return min(declared or facts, key=lambda fact: fact.recorded)


def known_facts(facts: Sequence[Fact], when: datetime, text: str, declared: str) -> tuple[Fact, ...]:
    """Give `known_at`, once the incident was on record.

    `text` is the time as it was typed, `declared` when the incident was declared, to be shown.

    UsageError: known-before-declared.
    """
    known = known_at(facts, when)
    if first_recorded(facts) not in known:
        raise UsageError("known-before-declared", text=text, at=declared)
    return known


def marked(report: Report, when: datetime) -> Report:
    """Give a report that says first as of when it is: what came later, and later corrections, are not in."""
    row = Labelled(Said("report.meta.known"), Said("report.known_at", {"at": Moment(when)}))
    return report._replace(meta=(row, *report.meta))
