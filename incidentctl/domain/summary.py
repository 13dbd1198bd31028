"""What lists and numbers need of one incident, as plain values, so that they can be kept in an index."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from incidentctl.domain.search import Hit, folded
from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from collections.abc import Iterable

    from incidentctl.domain.statistics import Case

Sort = Literal["declared", "severity", "updated"]

SORTS: tuple[Sort, ...] = ("declared", "severity", "updated")
"""How a list may be sorted; the open ones come first in each."""


class Pointer(NamedTuple):
    """A follow-up: the id and the kind of its fact, and whether it is still to be done.

    `private`: it belongs to the privacy track, and only its incident shows it (S4-5).
    """

    id: str
    kind: str
    is_open: bool
    private: bool


class Summary(NamedTuple):
    """One incident. Times are ISO 8601; "" is "nobody said".

    `began` is when it was declared, which no "unknown" takes away; `updated` is when its newest fact was
    recorded. `damaged` counts the places that could not be read, `trouble` is the key of the error when
    nothing could. `numbers` and `follow_ups` are JSON: see `measured` and `pointers`.
    """

    id: str
    title: str = ""
    zone: str = ""
    phase: str = ""
    severity: str = ""
    service: str = ""
    declared: str = ""
    began: str = ""
    updated: str = ""
    facts: int = 0
    is_open: bool = False
    drill: bool = False
    damaged: int = 0
    trouble: str = ""
    numbers: str = ""
    follow_ups: str = ""

    def measured(self, day: date) -> Case:
        """Give what it contributes to numbers over many; `day` is the local day of its declaration."""
        from incidentctl.domain.lifecycle import Metric  # noqa: PLC0415 - start-up: lists need no numbers
        from incidentctl.domain.statistics import Case  # noqa: PLC0415 - as above

        withdrawn, rough, *rows = json.loads(self.numbers)
        metrics = tuple(
            Metric(name, later, earlier, None if value is None else timedelta(seconds=value), reason, missing)
            for name, later, earlier, value, reason, missing in rows
        )
        return Case(self.id, day, self.severity, withdrawn, metrics, frozenset(rough), self.drill)

    def pointers(self) -> tuple[Pointer, ...]:
        """Give its follow-ups."""
        return tuple(Pointer(*each) for each in json.loads(self.follow_ups)) if self.follow_ups else ()

    @property
    def order(self) -> float:
        """Give when it began, in seconds since 1970; of one that cannot be read, the day in its id."""
        return begun(self.began, self.id)

    @property
    def newest(self) -> float:
        """Give when its newest fact was recorded, in seconds since 1970; 0 where that cannot be told."""
        return from_iso(self.updated).timestamp() if self.updated else 0.0


class Wanted(NamedTuple):
    """Which incidents are asked for. None and "" leave a filter out; `limit` 0 is all.

    `severity` is a level and `service` a part of a name, both folded. Days are those of the declaration.
    """

    is_open: bool | None = None
    severity: str = ""
    service: str = ""
    since: date | None = None
    until: date | None = None
    drill: bool | None = None
    sort: Sort = "declared"
    limit: int = 0

    @property
    def is_sifted(self) -> bool:
        """Say whether anything but `is_open` is asked."""
        return any((self.severity, self.service, self.since, self.until, self.drill is not None))


class Page(NamedTuple):
    """Incidents that were asked for, in order; `total` counts those beyond the limit, too.

    `unreadable` are all incidents that nobody can read, `damaged` those of which a part is missing.
    """

    rows: tuple[Summary, ...]
    total: int
    unreadable: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


class Find(NamedTuple):
    """An incident in which every term stands, and its first lines that hold one, of `matches`."""

    summary: Summary
    hits: tuple[Hit, ...]
    matches: int


class Finds(NamedTuple):
    """What a search found, best first; `total` counts those beyond the limit, too. See `Page`."""

    found: tuple[Find, ...]
    total: int
    unreadable: tuple[str, ...] = ()


Day = Callable[[Summary], "date | None"]
"""Gives the local day on which an incident was declared; None where that cannot be told."""


def begun(began: str, id_: str) -> float:
    """Give `Summary.order` of an incident of which only this much is at hand."""
    if began:
        return from_iso(began).timestamp()
    try:
        return datetime(int(id_[4:8]), int(id_[8:10]), int(id_[10:12]), tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0


def fits(summary: Summary, wanted: Wanted, day: Day) -> bool:
    """Say whether an incident is one of those that are asked for; `day` is that of its declaration.

    One that cannot be read fits only where nothing is asked that nobody can tell of it.
    """
    if summary.trouble:
        return wanted.is_open is None and not wanted.is_sifted
    at = day(summary) if wanted.since or wanted.until else None
    return (
        wanted.is_open in {None, summary.is_open}
        and wanted.drill in {None, summary.drill}
        and wanted.severity in {"", folded(summary.severity)}
        and wanted.service in folded(summary.service)
        and not (wanted.since and (at is None or at < wanted.since))
        and not (wanted.until and (at is None or at > wanted.until))
    )


def in_order(found: Iterable[Summary], sort: Sort) -> list[Summary]:
    """Put incidents in order: the open ones first, then as `sort` says, then the newest."""
    return sorted(found, key=lambda each: key(each, sort))


def key(each: Summary, sort: Sort) -> tuple[object, ...]:
    """Give what an incident is sorted by; see `in_order`."""
    first: object = ""
    if sort == "severity":
        first = (not each.severity, each.severity)
    elif sort == "updated":
        first = -each.newest
    return (not each.is_open, first, -each.order, each.id)
