"""Stats: the incidents of a time, measured together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.runbook import fold_id
from incidentctl.domain.statistics import Statistics, statistics
from incidentctl.domain.summary import Wanted
from incidentctl.errors import UsageError
from incidentctl.usecases.listing import day_named, day_of

if TYPE_CHECKING:
    from datetime import date

    from incidentctl.domain.statistics import By
    from incidentctl.ports import Context

BY = ("month", "severity")


class Measured(NamedTuple):
    """The numbers, the days that were asked for (None: without end), and the incidents nobody can read."""

    statistics: Statistics
    since: date | None
    until: date | None
    unreadable: tuple[str, ...]


def measure(context: Context, since: str = "", until: str = "", by: str = "") -> Measured:
    """Measure the incidents declared from `since` to `until`, both days included, as a human typed them.

    An incident belongs to the day on which it was declared, in its own zone.

    UsageError: no-such-grouping, stats-range-empty, and those of `parse_past`.
    """
    grouping: By = "month" if fold_id(by) == "month" else "severity" if fold_id(by) == "severity" else ""
    if by and not grouping:
        raise UsageError("no-such-grouping", word=by, choices=", ".join(BY))
    first = day_named(context, since) if since else None
    last = day_named(context, until) if until else None
    if first and last and last < first:
        raise UsageError("stats-range-empty", since=first.isoformat(), until=last.isoformat())
    cases, unreadable = [], []
    for row in context.timeline.index().summaries(Wanted(), lambda row: day_of(context, row)).rows:
        day = day_of(context, row)
        if row.trouble or day is None:
            unreadable.append(row.id)
        elif (first is None or first <= day) and (last is None or day <= last):
            cases.append(row.measured(day))
    return Measured(statistics(cases, grouping), first, last, tuple(unreadable))
