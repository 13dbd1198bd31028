"""Stats: the incidents of a time, measured together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.runbook import fold_id
from incidentctl.domain.statistics import Case, Statistics, case, statistics
from incidentctl.domain.times import parse_due, parse_past
from incidentctl.errors import Damaged, UsageError

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
    first = _day(context, since) if since else None
    last = _day(context, until) if until else None
    if first and last and last < first:
        raise UsageError("stats-range-empty", since=first.isoformat(), until=last.isoformat())
    cases, unreadable = [], []
    for known in context.timeline.incidents():
        found = _case(context, known)
        if found is None:
            unreadable.append(known)
        elif (first is None or first <= found.day) and (last is None or found.day <= last):
            cases.append(found)
    return Measured(statistics(cases, grouping), first, last, tuple(unreadable))


def _case(context: Context, known: str) -> Case | None:
    """Give what an incident contributes; None for one that cannot be read or was never declared."""
    try:
        incident = context.timeline.state(known)
    except Damaged:
        return None
    moment = incident.milestone("declared") or (incident.declared.at if incident.declared else None)
    if moment is None:
        return None
    return case(incident, moment.at.astimezone(context.zone_of(incident.pulse.zone)).date())


def _day(context: Context, text: str) -> date:
    """Read a day; one that lies ahead, such as the last of this month, is meant as it is written."""
    now = context.now()
    try:
        moment = parse_past(text, now, context.zone)
    except UsageError as error:
        if error.key != "time-ahead":
            raise
        moment = parse_due(text, now, context.zone)
    return moment.at.astimezone(context.zone).date()
