"""Business days, month ends, clock changes and peak hours; and when a permanent fix may go out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from incidentctl.domain.answers import ruling
from incidentctl.domain.calendar import Calendar, Calendars, Peak, deadline, rolled
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.domain.rules import Broken
    from tests.domain.conftest import Story

TOKYO, BERLIN, NEW_YORK = (ZoneInfo(name) for name in ("Asia/Tokyo", "Europe/Berlin", "America/New_York"))
JAPAN, US = (policy().calendar.named[name] for name in ("japan", "us-federal"))
EVERY_DAY = frozenset(range(7))


def at(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "zone", "calendar", "due"),
    [
        # 72 hours are 72 hours: the clock shows an hour less in autumn, one more in spring
        ("2026-10-24 12:00", 72, "h", BERLIN, Calendar(), "2026-10-27T11:00:00+01:00"),
        ("2026-03-28 12:00", 72, "h", BERLIN, Calendar(), "2026-03-31T13:00:00+02:00"),
        ("2026-10-31 20:00", 24, "h", NEW_YORK, Calendar(), "2026-11-01T19:00:00-05:00"),
        # a day keeps the time of day, whatever the clock does in between
        ("2026-10-24 12:00", 3, "day", BERLIN, Calendar(), "2026-10-27T12:00:00+01:00"),
        ("2026-03-28 02:30", 1, "day", BERLIN, Calendar(), "2026-03-29T03:30:00+02:00"),
        # the end of a month
        ("2026-01-31 09:00", 1, "month", TOKYO, JAPAN, "2026-02-28T09:00:00+09:00"),
        ("2028-01-31 09:00", 1, "month", TOKYO, JAPAN, "2028-02-29T09:00:00+09:00"),
        ("2026-12-31 09:00", 2, "month", TOKYO, JAPAN, "2027-02-28T09:00:00+09:00"),
        ("2026-11-30 09:00", 1, "month", TOKYO, JAPAN, "2026-12-30T09:00:00+09:00"),
        ("2026-11-15 09:00", 13, "month", TOKYO, JAPAN, "2027-12-15T09:00:00+09:00"),
        # 23 November is a holiday in Japan, 26 November in the United States
        ("2026-11-20 18:00", 1, "business_day", TOKYO, JAPAN, "2026-11-24T18:00:00+09:00"),
        ("2026-11-20 18:00", 1, "business_day", TOKYO, Calendar(), "2026-11-23T18:00:00+09:00"),
        ("2026-11-24 10:00", 4, "business_day", NEW_YORK, US, "2026-12-01T10:00:00-05:00"),
        ("2026-04-28 10:00", 2, "business_day", TOKYO, JAPAN, "2026-05-01T10:00:00+09:00"),
        ("2026-05-01 10:00", 1, "business_day", TOKYO, JAPAN, "2026-05-07T10:00:00+09:00"),
    ],
)
def test_a_deadline_is_counted_in_its_unit(  # noqa: PLR0913, PLR0917 - columns
    start: str, amount: int, unit: str, zone: ZoneInfo, calendar: Calendar, due: str
) -> None:
    assert deadline(at(start, zone), amount, unit, zone, calendar).isoformat() == due


def test_a_deadline_counts_in_its_zone_wherever_the_anchor_was_typed() -> None:
    start = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)  # Saturday morning in Tokyo
    assert deadline(start, 1, "business_day", TOKYO, JAPAN).isoformat() == "2026-11-24T01:00:00+09:00"
    assert deadline(start, 1, "business_day", NEW_YORK, US).isoformat() == "2026-11-23T11:00:00-05:00"


def test_seventy_two_hours_are_real_ones() -> None:
    start = at("2026-10-24 12:00", BERLIN)
    due = deadline(start, 72, "h", BERLIN, Calendar())
    assert due.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=72)


def test_an_end_on_a_day_off_moves_to_the_next_business_day() -> None:
    assert rolled(at("2026-11-21 09:00", TOKYO), TOKYO, JAPAN).isoformat() == "2026-11-24T09:00:00+09:00"
    friday = at("2026-11-20 09:00", TOKYO)
    assert rolled(friday, TOKYO, JAPAN) == friday


def nth(year: int, month: int, weekday: int, n: int) -> date:
    days = [
        day
        for day in (date(year, month, 1) + timedelta(days=i) for i in range(31))
        if day.month == month and day.weekday() == weekday
    ]
    return days[n]


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_built_in_holidays_are_those_that_the_laws_move(year: int) -> None:
    japan = [nth(year, month, 0, n) for month, n in ((1, 1), (7, 2), (9, 2), (10, 1))]
    assert set(japan) <= JAPAN.holidays
    fixed = [(1, 1), (2, 11), (2, 23), (4, 29), (5, 3), (5, 4), (5, 5), (8, 11), (11, 3), (11, 23)]
    for day in (date(year, *each) for each in fixed):
        following = next(n for n in range(1, 5) if day + timedelta(days=n) not in JAPAN.holidays)
        assert day in JAPAN.holidays
        assert day.weekday() != 6 or following > 1, "a Sunday is made up for"
    federal = [nth(year, month, 0, n) for month, n in ((1, 2), (2, 2), (5, -1), (9, 0), (10, 1))]
    assert {*federal, nth(year, 11, 3, 3)} <= US.holidays
    assert all(day.weekday() < 5 for day in US.holidays)
    assert len([day for day in JAPAN.holidays if day.year == year]) == (18 if year == 2026 else 17)


def test_the_calendar_of_an_incident_is_that_of_its_zone() -> None:
    calendars = policy().calendar
    assert calendars.of("", "Asia/Tokyo") is JAPAN
    assert calendars.of("", "America/Chicago") is US
    assert calendars.of("us-federal", "Asia/Tokyo") is US
    elsewhere = calendars.of("", "Europe/Paris")
    assert elsewhere.is_business_day(date(2026, 11, 23))
    assert not elsewhere.is_business_day(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("time", "is_peak"),
    [("17:59", False), ("18:00", True), ("22:59", True), ("23:00", False), ("03:00", False)],
)
def test_a_peak_holds_its_beginning_and_not_its_end(time: str, is_peak: bool) -> None:  # noqa: FBT001
    calendars = Calendars(peaks=(Peak(frozenset({4}), 18 * 60, 23 * 60),))
    assert (calendars.peak_at(at(f"2026-11-20 {time}", TOKYO)) is not None) is is_peak
    assert calendars.peak_at(at(f"2026-11-21 {time}", TOKYO)) is None


def test_a_peak_may_go_on_over_midnight() -> None:
    peak = Peak(frozenset({4}), 22 * 60, 2 * 60)
    assert all(peak.holds(at(text, TOKYO)) for text in ("2026-11-20 23:00", "2026-11-21 01:59"))
    assert not any(peak.holds(at(text, TOKYO)) for text in ("2026-11-20 01:00", "2026-11-21 02:00"))


@pytest.mark.parametrize(
    ("peaks", "proposed"),
    [
        ((Peak(EVERY_DAY, 18 * 60, 23 * 60),), "2026-11-24 10:00"),
        ((Peak(EVERY_DAY, 9 * 60, 17 * 60),), "2026-11-24 17:00"),
        ((Peak(EVERY_DAY, 9 * 60, 17 * 60), Peak(EVERY_DAY, 16 * 60, 19 * 60)), "2026-11-24 19:00"),
    ],
)
def test_a_release_is_proposed_on_the_next_business_day_outside_of_every_peak(
    peaks: tuple[Peak, ...], proposed: str
) -> None:
    later = Calendars(peaks=peaks).release_after(at("2026-11-20 20:00", TOKYO), JAPAN)
    assert f"{later:%Y-%m-%d %H:%M}" == proposed


def broken(story: Story, field: str, value: Any) -> list[Broken]:
    new = New(FieldSet(field, value))
    result = ruling(story.incident(), policy(), new, "sato", story.now)
    assert result.news == (new,)
    return [each for each in result.broken if each.rule == "S0-32"]


def test_a_permanent_fix_in_peak_hours_is_told_when_it_could_be_instead(story: Story) -> None:
    story.at("2026-11-20T20:00:00+09:00")
    [found] = broken(story, "fix.choice", "now")
    assert found.params == {"peak": "18:00-23:00", "at": "2026-11-24 10:00"}
    assert found.fixes == (
        "incidentctl set fix.choice next_business_day",
        'incidentctl set planned_at "2026-11-24 10:00"',
    )
    [planned] = broken(story, "planned_at", {"t": "2026-11-27T19:00:00+09:00", "pr": "minute"})
    assert planned.fixes == ('incidentctl set planned_at "2026-11-30 10:00"',)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("planned_at", {"t": "2026-11-20T10:00:00+09:00", "pr": "minute"}),
        ("planned_at", {"t": "2026-11-20T23:59:00+09:00", "pr": "day"}),
        ("planned_at", None),
        ("fix.choice", "next_business_day"),
        ("fix.choice", None),
        ("mitigation.method", "traffic"),
        ("mitigation", "rolled back"),
    ],
)
def test_what_is_no_permanent_fix_in_peak_hours_is_never_held_up(
    story: Story, field: str, value: Any
) -> None:
    assert not broken(story.at("2026-11-20T20:00:00+09:00"), field, value)


def test_the_peak_is_that_of_the_incidents_zone(stories: type[Story]) -> None:
    story = stories("2026-11-20T20:00:00+09:00").declare(zone="Europe/Berlin")  # noon there
    assert not broken(story, "fix.choice", "now")
