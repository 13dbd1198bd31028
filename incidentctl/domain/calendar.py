"""Business days, deadlines counted in them or in months, and peak hours: arithmetic on a team's data."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of a week, as files name them; `date.weekday()` counts them from 0."""

UNITS = ("h", "day", "business_day", "month")
"""What the length of a deadline is counted in."""

_DAY = timedelta(days=1)


class Calendar(NamedTuple):
    """When people work: the days of a week (0 is Monday), and the holidays among them.

    `zones` are the zones (IANA names) in which this is the calendar of an incident.
    """

    id: str = ""
    workdays: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = frozenset()
    zones: tuple[str, ...] = ()

    def is_business_day(self, day: date) -> bool:
        """Say whether people work on a day."""
        return day.weekday() in self.workdays and day not in self.holidays

    def after(self, day: date, count: int = 1) -> date:
        """Give the `count`-th business day after a day, which itself is not counted."""
        while count:
            day += _DAY
            count -= self.is_business_day(day)
        return day


class Peak(NamedTuple):
    """Hours in which most users are there: on these days, from `start` to `end`, in minutes since midnight.

    One that ends before it starts goes on into the next day.
    """

    days: frozenset[int]
    start: int
    end: int

    def holds(self, local: datetime) -> bool:
        """Say whether a local time lies in it; its end does not."""
        minute, day = local.hour * 60 + local.minute, local.weekday()
        if self.start < self.end:
            return day in self.days and self.start <= minute < self.end
        is_evening = day in self.days and minute >= self.start
        return is_evening or ((day - 1) % 7 in self.days and minute < self.end)

    def __str__(self) -> str:
        """Give its hours: 18:00-23:00."""
        return f"{_clock(self.start)}-{_clock(self.end)}"


class Calendars(NamedTuple):
    """Every calendar by id, the peak hours, and from when on a day releases are proposed (minutes)."""

    named: Mapping[str, Calendar] = {}
    peaks: tuple[Peak, ...] = ()
    release_from: int = 600

    def of(self, name: str, zone: str) -> Calendar:
        """Give the calendar of this id, else that of the zone; without either, a week without holidays."""
        if name in self.named:
            return self.named[name]
        return next((each for each in self.named.values() if zone in each.zones), Calendar())

    def peak_at(self, local: datetime) -> Peak | None:
        """Give the peak in which a local time lies."""
        return next((peak for peak in self.peaks if peak.holds(local)), None)

    def release_after(self, local: datetime, calendar: Calendar) -> datetime:
        """Give when to release instead: on the next business day, at the first time outside of every peak."""
        day = calendar.after(local.date())
        ends = {peak.end for peak in self.peaks if peak.end > self.release_from}
        starts = sorted({self.release_from, *ends})
        times = [_on(day, minutes, local.tzinfo) for minutes in starts if minutes < 24 * 60]
        return next((at for at in times if self.peak_at(at) is None), times[0])


def deadline(start: datetime, amount: int, unit: str, zone: tzinfo, calendar: Calendar) -> datetime:
    """Give the time that lies `amount` of a unit of `UNITS` after `start` (aware), with its offset in `zone`.

    Hours are real ones, also across a clock change. Days, business days and months keep the time of day in
    the zone: the earliest way to count them, since whether the first day counts is for legal to say. A month
    that is too short ends on its last day (31 January + 1 month is 28 or 29 February).
    """
    if unit == "h":
        return _fixed((start.astimezone(UTC) + timedelta(hours=amount)).astimezone(zone))
    local = start.astimezone(zone)
    match unit:
        case "month":
            year, month = divmod(local.year * 12 + local.month - 1 + amount, 12)
            following = date(year + month // 11, (month + 1) % 12 + 1, 1)
            day = date(year, month + 1, min(local.day, (following - _DAY).day))
        case "business_day":
            day = calendar.after(local.date(), amount)
        case _:
            day = local.date() + timedelta(days=amount)
    return _at(day, local, zone)


def rolled(due: datetime, zone: tzinfo, calendar: Calendar) -> datetime:
    """Move a deadline that falls on a day off to the next business day, at the same time of day."""
    local = due.astimezone(zone)
    if calendar.is_business_day(local.date()):
        return due
    return _at(calendar.after(local.date()), local, zone)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _on(day: date, minutes: int, zone: tzinfo | None) -> datetime:
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=zone)


def _at(day: date, local: datetime, zone: tzinfo) -> datetime:
    wall = local.replace(year=day.year, month=day.month, day=day.day, tzinfo=zone, fold=0)
    return _fixed(wall.astimezone(UTC).astimezone(zone))  # an hour that does not exist there moves on


def _fixed(local: datetime) -> datetime:
    """Keep that moment's offset instead of the zone and its rules."""
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)
