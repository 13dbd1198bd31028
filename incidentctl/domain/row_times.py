"""When the rows of a file happened: a time without a day is only taken where one day alone can be meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.rows import Row, Wrong
from incidentctl.domain.times import Moment, clock_on, from_iso, is_dated, iso, parse_past, shown
from incidentctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.incident import Incident

OUT_OF_ORDER = timedelta(hours=1)
"""How far before the row above a time may lie and be of the same stretch."""

RUNS_ON = timedelta(hours=12)
"""How far behind the row above a time may lie and be past midnight."""

_TOLERANCE = timedelta(minutes=5)
_LONGEST = 31


class Calendar(NamedTuple):
    """What a time without a day or a zone is read against.

    `first` and `last` are the days of the incident in `zone`, the same where somebody said which day it is.
    """

    now: datetime
    zone: tzinfo
    first: date
    last: date


class Placed(NamedTuple):
    """A row, and when it happened."""

    row: Row
    at: Moment


def calendar(incident: Incident, now: datetime, zone: tzinfo, day: date | None = None) -> Calendar:
    """Give the days of an incident, from its first milestone to its end (or now); `day`: only this one."""
    if day is not None:
        return Calendar(now, zone, day, day)
    known = [incident.milestone(name) for name in ("started", "detected", "declared")]
    begun = min((each.at.astimezone(UTC) for each in known if each), default=now)
    pulse = incident.pulse
    over = incident.withdrawn.at.at if incident.withdrawn else pulse.closed or pulse.ended
    until = (from_iso(over) if isinstance(over, str) else over) if over else now
    first, last = begun.astimezone(zone).date(), until.astimezone(zone).date()
    return Calendar(now, zone, first, max(first, last))


def placed(rows: Sequence[Row], days: Calendar) -> tuple[tuple[Placed, ...], tuple[Wrong, ...]]:
    """Give each row its time, and say of which rows it cannot be told.

    A time with a date is taken as it is. One without goes on from the row above: the same day, past midnight
    where that is at most 12 hours on, or back where that is at most one. The first of all must fit one day of
    the incident alone. What lies ahead is refused.
    """
    found: list[Placed] = []
    wrongs: list[Wrong] = []
    above: datetime | None = None
    for row in rows:
        try:
            at = _dated(row, days) if is_dated(row.at) else _bare(row, days, above)
            if at.at > days.now.astimezone(UTC) + _TOLERANCE:
                raise _refusal("row-ahead", row, at=iso(at))
        except UsageError as error:
            wrongs.append(_wrong(row, error))
            if above is None and error.key == "row-which-day":  # one answer mends all: the rest is not told
                above = from_iso(str(error.params["first"]))
        else:
            found.append(Placed(row, at))
            above = at.at
    return tuple(found), tuple(wrongs)


def _refusal(key: str, row: Row, **params: str) -> UsageError:
    error = UsageError(key, text=shown(row.at))
    error.params |= params
    return error


def _wrong(row: Row, error: UsageError) -> Wrong:
    key = _SAID_OTHERWISE.get(error.key, error.key)
    return Wrong(row.line, key, error.params)


_SAID_OTHERWISE = {
    "time-unreadable": "row-time",
    "time-bare-number": "row-time",
    "time-ahead": "row-ahead",
}
"""What the grammar of typed times says with advice that does not fit a file: "10m ago"."""


def _dated(row: Row, days: Calendar) -> Moment:
    return parse_past(row.at, days.now, days.zone)


def _bare(row: Row, days: Calendar, above: datetime | None) -> Moment:
    if above is None:
        return _first(row, days)
    day = above.astimezone(days.zone).date()
    readings = sorted(
        (_reading(row, day + timedelta(days=n), days.zone) for n in range(-2, 3)), key=lambda each: each.at
    )
    after = next(each for each in readings if each.at >= above)
    before = next(each for each in reversed(readings) if each.at < above)
    if above - before.at <= OUT_OF_ORDER:
        return before.moment
    is_same_day = after.at.astimezone(days.zone).date() == day
    if after.at - above <= RUNS_ON or is_same_day:
        return after.moment
    raise _refusal("row-day-unclear", row, first=_day(before, days), second=_day(after, days))


def _first(row: Row, days: Calendar) -> Moment:
    """Read the first time of all: of the days of the incident, only one may have it behind us."""
    span = range(min((days.last - days.first).days, _LONGEST) + 1)
    readings = [_reading(row, days.first + timedelta(days=n), days.zone) for n in span]
    past = [each for each in readings if each.at <= days.now + _TOLERANCE]
    if len(past) > 1:
        params = {"day": _day(past[0], days), "last": _day(past[-1], days)}
        raise _refusal("row-which-day", row, first=iso(past[0].at), **params)
    return (past or readings)[0].moment


class _Reading(NamedTuple):
    """A time on a day: near `at`; or what keeps it from being told, where the clocks were changed."""

    at: datetime
    known: Moment | UsageError

    @property
    def moment(self) -> Moment:
        if isinstance(self.known, UsageError):
            raise self.known
        return self.known


def _reading(row: Row, day: date, zone: tzinfo) -> _Reading:
    try:
        moment = clock_on(row.at, day, zone)
    except UsageError as error:
        return _Reading(from_iso(str(error.params["first"])), error)
    except OverflowError:
        moment = None
    if moment is None:
        raise UsageError("row-time", text=shown(row.at))
    return _Reading(moment.at, moment)


def _day(reading: _Reading, days: Calendar) -> str:
    return reading.at.astimezone(days.zone).date().isoformat()
