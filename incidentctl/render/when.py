"""Times, lengths of time, counts and other values of fields, as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from datetime import date as date_
from typing import TYPE_CHECKING, Any

from incidentctl.domain.times import Moment, from_iso
from incidentctl.domain.zones import offset_name, zone_of

if TYPE_CHECKING:
    from incidentctl.domain.fields import Field
    from incidentctl.words import Words

_ROUGH = frozenset({"hour", "approx"})


def zone_named(name: str) -> tzinfo:
    """Give the zone of an IANA name or of an offset; UTC for what is neither (of a newer version, say)."""
    return zone_of(name) or UTC


def date(at: date_, words: Words) -> str:
    """Give a date, or that of a local time: `2026-11-22 (Sun)`, `2026年11月22日(日)`."""
    weekday = words("when.weekdays").split(" ")[at.weekday()]
    return words("when.date", year=at.year, month=at.month, day=at.day, weekday=weekday)


def local(moment: Moment, zone: tzinfo) -> datetime:
    """Give a moment in a zone; a whole day stays the one that was meant, with the offset of there."""
    here = moment.at.astimezone(zone)
    is_of_elsewhere = moment.precision == "day" and here.utcoffset() != moment.at.utcoffset()
    return moment.at if is_of_elsewhere else here


def clock(moment: Moment, zone: tzinfo, words: Words) -> str:
    """Give the time of day, marked when it is not exact: `14:05`, `about 14:05`, `14:05頃`."""
    text = f"{moment.at.astimezone(zone):%H:%M}"
    if moment.precision == "day":
        return words("when.all_day")
    return words("when.about", clock=text) if moment.precision in _ROUGH else text


def short(moment: Moment, zone: tzinfo) -> str:
    """Give the time of day for a narrow column: `14:05`, `~14:05`, `--:--` where only the day is known."""
    if moment.precision == "day":
        return "--:--"
    about = "~" if moment.precision in _ROUGH else ""
    return f"{about}{moment.at.astimezone(zone):%H:%M}"


def full(moment: Moment, zone: tzinfo, words: Words) -> str:
    """Give date, time and zone: `2026-11-22 (Sun) 14:05 JST`; of a whole day the date.

    That is a day of the zone in which it was meant, which is named where it is another one.
    """
    at = local(moment, zone)
    if moment.precision == "day":
        is_ours = at.utcoffset() == at.astimezone(zone).utcoffset()
        return date(at, words) if is_ours else words("when.zoned", text=date(at, words), zone=offset_name(at))
    text = words("when.on", date=date(at, words), clock=clock(moment, zone, words))
    return words("when.zoned", text=text, zone=offset_name(at))


def zoned_clock(moment: Moment, zone: tzinfo, words: Words) -> str:
    """Give time and zone without the date, behind a time of the same day: `14:05 JST`."""
    at = moment.at.astimezone(zone)
    return words("when.zoned", text=clock(moment, zone, words), zone=offset_name(at))


def length(span: timedelta, words: Words) -> str:
    """Give a length of time in whole minutes: `1 h 25 min`, `1時間25分`."""
    minutes = int(abs(span).total_seconds()) // 60
    return words.length(minutes) if minutes else words("when.under_a_minute")


def count(field: str, value: dict[str, Any], words: Words) -> str:
    """Give a count with its unit and, where only bounds are known, with those: `1,200〜1,500人`."""
    low, high = (
        bound if isinstance(bound, int | float) else None for bound in map(value.get, ("min", "max"))
    )
    unit = words(f"when.unit.{field}") if words.has(f"when.unit.{field}") else ""
    if low is None and high is None:
        return words("when.unknown")
    key = "at_least" if high is None else "at_most" if low is None else "exact" if low == high else "range"
    numbers = {"low": f"{low:,}" if low is not None else "", "high": f"{high:,}" if high is not None else ""}
    text = words(f"when.count.{key}", **numbers, unit=unit)
    return words("when.count.about", text=text) if value.get("about") else text


def show_value(  # noqa: PLR0911 - one line per type
    field: Field,
    value: Any,  # noqa: ANN401 - JSON
    words: Words,
    zone: tzinfo | None = None,
) -> str:
    """Give the value of a field by its type; None is "unknown", never 0 and never now.

    Times are shown in `zone`, else with the offset they were recorded with. Text comes back as typed: it is
    made safe at the boundary that prints it.
    """
    if value is None:
        return words("when.unknown")
    if field.type == "time" and isinstance(value, dict):
        at = from_iso(value["t"])
        return full(Moment(at, value.get("pr", "minute")), zone or at.tzinfo or UTC, words)
    if field.type == "duration" and isinstance(value, int | float):
        return length(timedelta(seconds=value), words)
    if field.type == "count" and isinstance(value, dict):
        return count(field.name, value, words)
    if field.type == "number" and isinstance(value, int | float):
        return f"{value:,}"
    if field.type == "yesno" and value in ("yes", "no"):
        return words(f"when.{value}")
    if field.type == "choice" and words.has(f"fields.{field.name}={value}"):
        return words(f"fields.{field.name}={value}")
    if isinstance(value, list | tuple):
        keys = {item: f"fields.{field.name}={item}" for item in map(str, value)}
        items = (words(keys[item]) if words.has(keys[item]) else item for item in map(str, value))
        return (" → " if field.type == "hops" else words("when.list")).join(items)
    return str(value)
