"""Listing and searching: questions about all incidents at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.search import folded, terms_of
from incidentctl.domain.summary import SORTS, Wanted
from incidentctl.domain.times import from_iso, parse_due, parse_past
from incidentctl.errors import NeedsAnswer, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from incidentctl.domain.summary import Finds, Page, Sort, Summary
    from incidentctl.ports import Context


class Filters(NamedTuple):
    """Which incidents are asked for, as it was typed; see `Wanted`. `limit` 0 is all."""

    is_open: bool = False
    is_closed: bool = False
    severity: str = ""
    service: str = ""
    since: str = ""
    until: str = ""
    sort: str = ""
    limit: int = 0


def list_incidents(context: Context, filters: Filters) -> Page:
    """Give the incidents that are asked for, the open ones first; one that cannot be read is among them.

    UsageError: no-such-sort, stats-range-empty, limit-negative, and those of `parse_past`.
    """
    wanted = wanted_by(context, filters)
    return context.timeline.index().summaries(wanted, lambda row: day_of(context, row))


class Searched(NamedTuple):
    """What was looked for, as it is compared, and what was found."""

    terms: tuple[str, ...]
    finds: Finds


def search(context: Context, words: Sequence[str], filters: Filters, *, private: bool = False) -> Searched:
    """Find the incidents in which every word stands; `private`: also on the privacy track (S4-5).

    NeedsAnswer without a word; UsageError as `list_incidents`.
    """
    terms = terms_of(words)
    if not terms:
        raise NeedsAnswer("needs-search")
    wanted = wanted_by(context, filters)
    index = context.timeline.index()
    return Searched(terms, index.search(terms, wanted, lambda row: day_of(context, row), private=private))


def wanted_by(context: Context, filters: Filters) -> Wanted:
    """Read what was typed; raise `UsageError` as `list_incidents` does."""
    if filters.limit < 0:
        raise UsageError("limit-negative", limit=filters.limit)
    since = day_named(context, filters.since) if filters.since else None
    until = day_named(context, filters.until) if filters.until else None
    if since and until and until < since:
        raise UsageError("stats-range-empty", since=since.isoformat(), until=until.isoformat())
    level = folded(filters.severity)
    return Wanted(
        is_open=None if filters.is_open is filters.is_closed else filters.is_open,
        severity=f"sev{level}" if level.isdigit() else level,
        service=folded(filters.service),
        since=since,
        until=until,
        sort=_sort(filters.sort),
        limit=filters.limit,
    )


def day_of(context: Context, row: Summary) -> date | None:
    """Give the day on which an incident was declared, in its own zone or the one that is asked for."""
    return from_iso(row.began).astimezone(context.zone_of(row.zone)).date() if row.began else None


def day_named(context: Context, text: str) -> date:
    """Read a day; one that lies ahead, such as the last of this month, is meant as it is written."""
    now = context.now()
    try:
        moment = parse_past(text, now, context.zone)
    except UsageError as error:
        if error.key != "time-ahead":
            raise
        moment = parse_due(text, now, context.zone)
    return moment.at.astimezone(context.zone).date()


def _sort(typed: str) -> Sort:
    found = next((sort for sort in SORTS if folded(typed) == sort), None)
    if typed and not found:
        from incidentctl.domain.nearest import near  # noqa: PLC0415 - only where it is wrong

        raise UsageError(
            "no-such-sort", word=typed, suggestion=near(typed, SORTS) or SORTS[0], choices=", ".join(SORTS)
        )
    return found or SORTS[0]
