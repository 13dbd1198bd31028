"""Moments, and the one grammar for times and durations as people type them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from incidentctl.errors import Ambiguous, UsageError


class Moment(NamedTuple):
    """When something happened: an aware time with the offset that was meant, and how exact it is.

    `precision` is one of second, minute, hour, day, approx.
    """

    at: datetime
    precision: str = "minute"


def iso(when: Moment | datetime) -> str:
    """Write an aware time as ISO 8601 with its offset; `from_iso` reads it back."""
    return (when.at if isinstance(when, Moment) else when).isoformat()


def from_iso(text: str) -> datetime:
    """Read what `iso` wrote; ValueError if it is not ISO 8601, has no offset, or is of no year of ours.

    Near the ends of what `datetime` can hold, no other zone could show it.
    """
    at = datetime.fromisoformat(text)
    if at.tzinfo is None or at.year not in _WRITTEN:
        raise ValueError(text)
    return at


def parse_past(text: str, now: datetime, zone: tzinfo) -> Moment:
    """Read a time that lies behind `now`, as typed in either language ("timeline.md", PAST).

    `now` is aware; a time without an offset is meant in `zone`. The result carries a fixed offset, so that
    subtracting two of them is right across a clock change. A length of time ("10m") counts back from `now`;
    one in whole hours is approximate, one in days exact to the day. A clock time is the last one, at most
    5 minutes ahead; a day alone is its start.

    UsageError: time-unreadable, time-bare-number, time-ahead, time-ambiguous, time-missing.
    """
    moment = _read(text, now, zone, ahead=False)
    if moment.at > now.astimezone(UTC) + _TOLERANCE:
        raise UsageError("time-ahead", text=shown(text), at=iso(moment))
    return moment


def parse_due(text: str, now: datetime, zone: tzinfo) -> Moment:
    """Read a time that lies ahead of `now`, as typed in either language ("timeline.md", DUE).

    As `parse_past`, but a length of time counts forward, a clock time is the next one, and a day alone is
    its end (23:59 in `zone`).

    UsageError: time-unreadable, time-bare-number, time-behind, time-ambiguous, time-missing.
    """
    moment = _read(text, now, zone, ahead=True)
    if moment.at + timedelta(minutes=1) <= now.astimezone(UTC):
        raise UsageError("time-behind", text=shown(text), at=iso(moment))
    return moment


def clock_on(text: str, day: date, zone: tzinfo) -> Moment | None:
    """Read a time of day as one of `day` (25:30 is 01:30 of the day after); None for any other text.

    Without an offset it is meant in `zone`. UsageError: time-ambiguous, time-missing.
    """
    folded = _folded(text)
    phrase = re.sub(_ABOUT, "", folded)
    try:
        clock = _clock(phrase, signs="+")
    except ValueError:
        clock = None
    if clock is None:
        return None
    at = _resolved(datetime.combine(day, time()) + clock.since_midnight, clock.offset or zone)
    return Moment(at, clock.precision if phrase == folded else "approx")


def is_dated(text: str) -> bool:
    """Say whether a text begins with a date in numbers, so that it means the same whenever it is read."""
    return re.match(r"[0-9]{4}[-/年]|[0-9]{8}t|[0-9]{1,2}[/月]", _folded(text)) is not None


def parse_duration(text: str) -> timedelta:
    """Read a length of time such as 90s, 1h30m, 3d, 1時間半; never negative, at most ten years.

    UsageError: duration-unreadable.
    """
    length = _length(_folded(text))
    if length is None:
        raise UsageError("duration-unreadable", text=shown(text))
    return length.span


def time_of_day(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Give the time of day, such as 14:05; with the date, 11-21 14:05, where that is not today's."""
    local = at.astimezone(zone)
    return f"{local:%H:%M}" if local.date() == now.astimezone(zone).date() else f"{local:%m-%d %H:%M}"


def whole_minutes(span: timedelta) -> int:
    """Give a span in minutes, without its sign; what is left is rounded up, what is late down."""
    seconds = span.total_seconds()
    return int(-(-seconds // 60)) if seconds > 0 else int(-seconds // 60)


def shown(text: str) -> str:
    """Cut what was typed to a length that fits an error line."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


_TOLERANCE = timedelta(minutes=5)  # clocks of two machines differ; nobody types a time this close by mistake
_LONGEST = timedelta(days=3660)
_WRITTEN = range(1900, 4000)  # what a log may hold: clocks stand wrong, too
_YEARS = range(1970, 3000)  # monitoring tools write "never" as year 1
_LONGEST_TEXT = 100
_SHOWN = 60

_NOW = ("now", "今", "いま")
_DAYS = {
    **dict.fromkeys(("一昨日", "おととい"), -2),
    **dict.fromkeys(("yesterday", "昨日", "きのう"), -1),
    **dict.fromkeys(("today", "今日", "きょう", "本日"), 0),
    **dict.fromkeys(("tomorrow", "明日", "あした", "あす"), 1),
    **dict.fromkeys(("明後日", "あさって"), 2),
}
SECONDS = {
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "週", "週間"), 7 * 86400),
    **dict.fromkeys(("d", "day", "days", "日", "日間"), 86400),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "時間"), 3600),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "分", "分間"), 60),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "秒", "秒間"), 1),
}
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "jst": 9}  # the abbreviations that mean one thing everywhere

# The grammar, read after NFKC and in lower case. `re` compiles each pattern when it is first used.
_ABOUT = (
    r"(?:^|(?<=[ 日の]))(?:[~〜]|about |around |約|だいたい) ?"
    r"| ?(?:頃|ごろ|ころ|くらい|ぐらい|ほど)(?=前|後|$)"
)
_PIECE = r"(?P<n>[0-9]{1,9}(?:\.[0-9]{1,3})?) ?(?P<unit>[a-z]+|週間?|日間?|時間|分間?|秒間?)(?P<half>半)? ?"
_RELATIVE = r"(?P<on>in |within )?(?P<length>.+?) ?(?:(?P<ago>ago|前)|(?P<later>later|from now|後|以内))?"
_DAY_LAST = r"^(.+) (yesterday|today|tomorrow)$"
_COMPACT = r"^([0-9]{4})([0-9]{2})([0-9]{2})t([0-9]{2})([0-9]{2})(?:([0-9]{2}))?"
_THEN = r"(?: ?の ?|,? at | |t(?=[0-9])|$)"
_MONTH_DAY = r"(?P<month>[0-9]{1,2}){}(?P<day>[0-9]{1,2})"
_DATES = (
    r"(?P<year>[0-9]{4})-" + _MONTH_DAY.replace("{}", "-") + _THEN,
    r"(?:(?P<year>[0-9]{4})/)?" + _MONTH_DAY.replace("{}", "/") + _THEN,
    r"(?:(?P<year>[0-9]{4})年 ?)?" + _MONTH_DAY.replace("{}", "月 ?") + f"日 ?{_THEN}?",
    f"(?P<word>{'|'.join(_DAYS)})(?:中$|{_THEN})?",
)
_CLOCKS = (
    (
        r"(?P<ja>午前|午後)? ?(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
        r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,6})[0-9]{0,3})?)? ?(?P<en>[ap]\.?m\.?)?"
    ),
    (
        r"(?P<ja>午前|午後)? ?(?P<hour>[0-9]{1,2})時 ?"
        r"(?:(?P<half>半)|(?P<minute>[0-9]{1,2})分 ?(?:(?P<second>[0-9]{1,2})秒)?)?"
    ),
    r"(?P<hour>[0-9]{1,2}) ?(?P<en>[ap]\.?m\.?)",
)
# "09:05-09:30" is a range, not an offset: a minus sign needs a whole date before it.
_OFFSET = r"(?: ?(?P<offset>z|utc|gmt|jst|[{signs}][0-9]{{2}}(?::?[0-9]{{2}})?))?"


class _Length(NamedTuple):
    span: timedelta
    precision: str


class _Clock(NamedTuple):
    since_midnight: timedelta  # up to 29:59, the Japanese way to say 5:59 of a long night
    precision: str
    offset: timezone | None


def _folded(text: str) -> str:
    """Give the text as the grammar reads it; empty for what is too long to be a time."""
    from unicodedata import normalize  # here for start-up time: most facts come without a typed time

    if len(text) > _LONGEST_TEXT:
        return ""
    return " ".join(normalize("NFKC", text).replace("−", "-").lower().split())


def _read(text: str, now: datetime, zone: tzinfo, *, ahead: bool) -> Moment:
    folded = _folded(text)
    if re.fullmatch(r"[0-9]+", folded):
        raise UsageError("time-bare-number", text=shown(text))
    phrase = re.sub(_ABOUT, "", folded)
    now = now.astimezone(UTC)
    try:
        moment = _relative(phrase, now, zone, ahead=ahead) or _calendar(phrase, now, zone, ahead=ahead)
    except (ValueError, OverflowError):  # 11/31, or a time that datetime cannot hold
        moment = None
    if moment is None or moment.at.year not in _YEARS:
        raise UsageError("time-unreadable", text=shown(text))
    return moment if phrase == folded else Moment(moment.at, "approx")


def _length(phrase: str) -> _Length | None:
    """Add up "1h30m": each unit once, from big to small."""
    total, unit, finest, at = 0.0, float("inf"), 0.0, 0
    while at < len(phrase):
        piece = re.compile(_PIECE).match(phrase, at)
        if piece is None or not SECONDS.get(piece["unit"], unit) < unit:
            return None
        unit = SECONDS[piece["unit"]]
        finest = unit / 2 if piece["half"] or "." in piece["n"] else unit
        total += float(piece["n"]) * unit + (unit / 2 if piece["half"] else 0)
        at = piece.end()
    if not at or total > _LONGEST.total_seconds():
        return None
    steps = ((60, "second"), (3600, "minute"), (86400, "approx"))
    return _Length(timedelta(seconds=total), next((name for top, name in steps if finest < top), "day"))


def _relative(phrase: str, now: datetime, zone: tzinfo, *, ahead: bool) -> Moment | None:
    if phrase in _NOW:
        return Moment(_inside(zone, now), "second")
    said = re.fullmatch(_RELATIVE, phrase)
    length = _length(said["length"]) if said else None
    if said is None or length is None or (said["on"] and said["ago"]):
        return None
    if said["ago"] or not (ahead or said["on"] or said["later"]):
        return Moment(_inside(zone, now - length.span), length.precision)
    return Moment(_inside(zone, now + length.span), "second" if length.precision == "second" else "minute")


def _calendar(phrase: str, now: datetime, zone: tzinfo, *, ahead: bool) -> Moment | None:
    phrase = re.sub(_DAY_LAST, r"\2 \1", phrase)
    phrase = re.sub(_COMPACT, _spaced, phrase)
    said = next((found for source in _DATES if (found := re.match(source, phrase))), None)
    day: dict[str, str | None] = said.groupdict() if said else {}
    rest = phrase[said.end() :] if said else phrase
    clock = _clock(rest, signs="+-" if day.get("year") else "+")
    if clock is None and (rest or said is None):
        return None
    if clock is None:
        span = timedelta(hours=23, minutes=59) if ahead else timedelta()
        wall = _wall(day, span, now, zone, ahead=ahead)
        return Moment(_inside(zone, wall.replace(tzinfo=zone, fold=int(ahead))), "day")
    zone = clock.offset or zone
    wall = _wall(day, clock.since_midnight, now, zone, ahead=ahead)
    return Moment(_resolved(wall, zone), clock.precision)


def _spaced(compact: re.Match[str]) -> str:
    year, month, day, *clock = filter(None, compact.groups())
    return f"{year}-{month}-{day} {':'.join(clock)}"


def _clock(rest: str, *, signs: str) -> _Clock | None:
    offset = _OFFSET.format(signs=signs)
    said = next((found for source in _CLOCKS if (found := re.fullmatch(source + offset, rest))), None)
    if said is None:
        return None
    part: dict[str, str | None] = said.groupdict()
    hour, minute, second = (int(part.get(name) or 0) for name in ("hour", "minute", "second"))
    japanese, english = part.get("ja"), part.get("en")
    if japanese:  # 午後12時 is noon to some and midnight to others
        fits, hour = hour in range(12) and not english, hour + 12 * (japanese == "午後")
    elif english:
        fits, hour = hour in range(1, 13), hour % 12 + 12 * (english[0] == "p")
    else:
        fits = hour in range(30)
    if not (fits and minute in range(60) and second in range(60)):
        return None
    micro = int((part.get("fraction") or "").ljust(6, "0"))
    minute = 30 if part.get("half") else minute
    precision = "second" if part.get("second") else "minute" if part.get("minute") or minute else "hour"
    span = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
    return _Clock(span, precision, _offset(part["offset"]))


def _offset(typed: str | None) -> timezone | None:
    if typed is None:
        return None
    if typed in _ZONES:
        return timezone(timedelta(hours=_ZONES[typed]))
    hours, minutes = int(typed[1:3]), int(typed[3:].lstrip(":") or 0)
    if hours not in range(15) or minutes not in range(60):
        raise ValueError(typed)
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if typed[0] == "-" else 1))


def _wall(
    day: dict[str, str | None], span: timedelta, now: datetime, zone: tzinfo, *, ahead: bool
) -> datetime:
    """Find the wall-clock time (naive) that is `span` after the midnight of the day that was meant."""
    here = now.astimezone(zone).replace(tzinfo=None)
    today = datetime.combine(here, time())
    if not day:
        walls = [today + timedelta(days=n) + span for n in ((-1, 0, 1) if ahead else (0, -1, -2))]
        for wall in walls:
            early, late = _readings(wall, zone)
            if late >= now if ahead else early <= now + _TOLERANCE:
                return wall
        return walls[-1]
    if word := day.get("word"):
        return today + timedelta(days=_DAYS[word]) + span
    month, number = int(day["month"] or 0), int(day["day"] or 0)
    if day["year"]:
        year = int(day["year"])
    elif ahead:
        since = here - timedelta(days=span.days)
        year = since.year + ((month, number) < (since.month, since.day))
    else:
        until = here + _TOLERANCE
        year = until.year - ((month, number) > (until.month, until.day))
    return datetime.combine(date(year, month, number), time()) + span


def _readings(wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """Give the earliest and the latest instant (UTC) that a wall-clock time can mean (PEP 495)."""
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return min(first, second), max(first, second)


def _resolved(wall: datetime, zone: tzinfo) -> datetime:
    early, late = (_inside(zone, reading) for reading in _readings(wall, zone))
    if early == late:
        return early
    key = "time-ambiguous" if early.replace(tzinfo=None) == wall else "time-missing"
    raise Ambiguous(key, text=f"{wall:%Y-%m-%d %H:%M}", first=iso(early), second=iso(late))


def _inside(zone: tzinfo, instant: datetime) -> datetime:
    """Show an instant in a zone, with that moment's offset instead of the zone and its rules."""
    local = instant.astimezone(UTC).astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or timedelta()), fold=0)
