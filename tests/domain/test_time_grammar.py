"""Times and durations as people type them, in both languages, also on days when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from incidentctl.domain.times import Moment, from_iso, iso, parse_due, parse_duration, parse_past
from incidentctl.errors import UsageError
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

TOKYO = ZoneInfo("Asia/Tokyo")
NEW_YORK = ZoneInfo("America/New_York")
BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
NOW = datetime(2026, 11, 22, 14, 0, 30, tzinfo=TOKYO)

PROPERTY = settings(deadline=None, max_examples=200)


def told(moment: Moment) -> str:
    """Show a moment in Tokyo as the tables below write it."""
    return f"{moment.at.astimezone(TOKYO):%Y-%m-%d %H:%M:%S} {moment.precision}"


PAST = {
    "now": "2026-11-22 14:00:30 second",
    "今": "2026-11-22 14:00:30 second",
    "いま": "2026-11-22 14:00:30 second",
    " NOW ": "2026-11-22 14:00:30 second",
    # a clock time is today, or yesterday if that were more than five minutes ahead
    "13:05": "2026-11-22 13:05:00 minute",
    "14:05": "2026-11-22 14:05:00 minute",
    "14:06": "2026-11-21 14:06:00 minute",
    "9:05": "2026-11-22 09:05:00 minute",
    "13:05:30": "2026-11-22 13:05:30 second",
    "１３：０５": "2026-11-22 13:05:00 minute",
    "１３時５分": "2026-11-22 13:05:00 minute",
    "13時5分30秒": "2026-11-22 13:05:30 second",
    "13時": "2026-11-22 13:00:00 hour",
    "13時半": "2026-11-22 13:30:00 minute",
    "午後1時5分": "2026-11-22 13:05:00 minute",
    "午後1:05": "2026-11-22 13:05:00 minute",
    "午前0時": "2026-11-22 00:00:00 hour",
    "午後0時15分": "2026-11-22 12:15:00 minute",
    "1:05pm": "2026-11-22 13:05:00 minute",
    "1:05 P.M.": "2026-11-22 13:05:00 minute",
    "12am": "2026-11-22 00:00:00 hour",
    "12 pm": "2026-11-22 12:00:00 hour",
    # a long night goes on past midnight
    "24:00": "2026-11-22 00:00:00 minute",
    "25:30": "2026-11-22 01:30:00 minute",
    "25時半": "2026-11-22 01:30:00 minute",
    "11/21 25:30": "2026-11-22 01:30:00 minute",
    "yesterday 25:30": "2026-11-22 01:30:00 minute",
    # a length of time counts back
    "10m": "2026-11-22 13:50:30 minute",
    "10m ago": "2026-11-22 13:50:30 minute",
    "10 min ago": "2026-11-22 13:50:30 minute",
    "10 minutes ago": "2026-11-22 13:50:30 minute",
    "1h30m ago": "2026-11-22 12:30:30 minute",
    "1h 30m": "2026-11-22 12:30:30 minute",
    "1.5h": "2026-11-22 12:30:30 minute",
    "45s ago": "2026-11-22 13:59:45 second",
    "2h ago": "2026-11-22 12:00:30 approx",
    "3d ago": "2026-11-19 14:00:30 day",
    "10分前": "2026-11-22 13:50:30 minute",
    "１０分前": "2026-11-22 13:50:30 minute",
    "1時間半前": "2026-11-22 12:30:30 minute",
    "2日前": "2026-11-20 14:00:30 day",
    # days
    "yesterday 23:50": "2026-11-21 23:50:00 minute",
    "Yesterday at 23:50": "2026-11-21 23:50:00 minute",
    "23:50 yesterday": "2026-11-21 23:50:00 minute",
    "昨日 23:50": "2026-11-21 23:50:00 minute",
    "昨日の23時50分": "2026-11-21 23:50:00 minute",
    "昨日23時": "2026-11-21 23:00:00 hour",
    "きのう　２３：５０": "2026-11-21 23:50:00 minute",
    "一昨日 9:00": "2026-11-20 09:00:00 minute",
    "today 09:00": "2026-11-22 09:00:00 minute",
    "今日9時": "2026-11-22 09:00:00 hour",
    "今日": "2026-11-22 00:00:00 day",
    "11/22 13:05": "2026-11-22 13:05:00 minute",
    "11/22 14:04": "2026-11-22 14:04:00 minute",
    "11/23 14:05": "2025-11-23 14:05:00 minute",
    "11月22日 13:05": "2026-11-22 13:05:00 minute",
    "11月22日13時5分": "2026-11-22 13:05:00 minute",
    "2025年11月22日 14:05": "2025-11-22 14:05:00 minute",
    "2025/11/22 14:05": "2025-11-22 14:05:00 minute",
    "11/21": "2026-11-21 00:00:00 day",
    "2026-11-21": "2026-11-21 00:00:00 day",
    # ISO 8601
    "2026-11-22 13:05": "2026-11-22 13:05:00 minute",
    "2026-11-22T13:05": "2026-11-22 13:05:00 minute",
    "2026-11-22T05:00:00Z": "2026-11-22 14:00:00 second",
    "2026-11-22t05:00:00z": "2026-11-22 14:00:00 second",
    "20261122T050000Z": "2026-11-22 14:00:00 second",
    "20261122T1305": "2026-11-22 13:05:00 minute",
    "2026-11-22T00:05-05:00": "2026-11-22 14:05:00 minute",
    "2026-11-22T10:30:15.250+05:30": "2026-11-22 14:00:15 second",
    "04:30Z": "2026-11-22 13:30:00 minute",
    "13:05+09:00": "2026-11-22 13:05:00 minute",
    "13:05 JST": "2026-11-22 13:05:00 minute",
    # about
    "~13:05": "2026-11-22 13:05:00 approx",
    "about 13:05": "2026-11-22 13:05:00 approx",
    "約13:05": "2026-11-22 13:05:00 approx",
    "13時頃": "2026-11-22 13:00:00 approx",
    "13:05ごろ": "2026-11-22 13:05:00 approx",
    "10分くらい前": "2026-11-22 13:50:30 approx",
    "yesterday around 9:00": "2026-11-21 09:00:00 approx",
}

DUE = {
    "30m": "2026-11-22 14:30:30 minute",
    "in 30m": "2026-11-22 14:30:30 minute",
    "30分": "2026-11-22 14:30:30 minute",
    "３０分後": "2026-11-22 14:30:30 minute",
    "30分以内": "2026-11-22 14:30:30 minute",
    "90s": "2026-11-22 14:02:00 second",
    "1時間半": "2026-11-22 15:30:30 minute",
    "3d": "2026-11-25 14:00:30 minute",
    "3日": "2026-11-25 14:00:30 minute",
    "2 weeks": "2026-12-06 14:00:30 minute",
    "14:05": "2026-11-22 14:05:00 minute",
    "14:00": "2026-11-23 14:00:00 minute",
    "13:05": "2026-11-23 13:05:00 minute",
    "15時": "2026-11-22 15:00:00 hour",
    "25:30": "2026-11-23 01:30:00 minute",
    "tomorrow 9:00": "2026-11-23 09:00:00 minute",
    "9am tomorrow": "2026-11-23 09:00:00 hour",
    "明日9時": "2026-11-23 09:00:00 hour",
    "明後日 10:00": "2026-11-24 10:00:00 minute",
    "today": "2026-11-22 23:59:00 day",
    "今日中": "2026-11-22 23:59:00 day",
    "tomorrow": "2026-11-23 23:59:00 day",
    "11/30": "2026-11-30 23:59:00 day",
    "1/10": "2027-01-10 23:59:00 day",
    "11/22 20:00": "2026-11-22 20:00:00 minute",
    "12月1日": "2026-12-01 23:59:00 day",
    "2026-12-01": "2026-12-01 23:59:00 day",
    "2026-12-01T09:00Z": "2026-12-01 18:00:00 minute",
    "約30分後": "2026-11-22 14:30:30 approx",
}

DURATIONS = {
    "90s": 90,
    "30m": 1800,
    "1h30m": 5400,
    "1h 30m": 5400,
    "1.5h": 5400,
    "2 hours": 7200,
    "3d": 3 * 86400,
    "2w": 14 * 86400,
    "0m": 0,
    "３０分": 1800,
    "30分間": 1800,
    "1時間半": 5400,
    "1時間30分": 5400,
    "3日": 3 * 86400,
    "1週間": 7 * 86400,
}

HOSTILE = (
    "", " ", "?", "-", ":", "99:99", "24:60", "30:00", "13:5", "13:005", "-5m", "+5m", "11/31", "2/30",
    "13/1", "0/0", "2026-13-45", "2026-02-29", "0001-01-01", "9999-12-31", "1e9m", "999999999w",
    "99999999999999999m", "🙂", "٠٩:٣٠", "１e９m", "10分前後", "さっき", "soon", "10x", "30m1h", "1h1h",
    "now ago", "in 10m ago", "午後12時", "午後13時", "0pm", "13pm", "午後1:05pm", "09:05-09:30",
    "10:00〜11:00", "13:05+25:00", "2026-11-22T13:05-14:99", "2026-11-22T", "T13:05", "yesterday yesterday",
    "昨日昨日", "13:05\x00", "\ud800", "\ufdfa" * 100, "x" * 10_000, "1" + "0m" * 5_000, "1h" * 5_000,
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAST.items())
def test_a_past_time_is_read(text: str, expected: str) -> None:
    assert told(parse_past(text, NOW, TOKYO)) == expected


@pytest.mark.parametrize(("text", "expected"), DUE.items())
def test_a_time_ahead_is_read(text: str, expected: str) -> None:
    assert told(parse_due(text, NOW, TOKYO)) == expected


@pytest.mark.parametrize(("text", "seconds"), DURATIONS.items())
def test_a_duration_is_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("parse", [parse_past, parse_due])
def test_what_is_not_a_time_is_refused(parse: Callable[[str, datetime, tzinfo], Moment], text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse(text, NOW, TOKYO)
    assert refusal.value.key == "time-unreadable"
    assert len(str(refusal.value.params["text"])) <= 61


@pytest.mark.parametrize("text", [*HOSTILE, "5", "10年", "1:30", "now", "10分前"])
def test_what_is_not_a_duration_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_duration(text)
    assert refusal.value.key == "duration-unreadable"


@pytest.mark.parametrize("text", ["1405", "10", "１４０５", "20261122"])
def test_a_bare_number_is_refused_with_a_hint(text: str) -> None:
    for parse in (parse_past, parse_due):
        with pytest.raises(UsageError) as refusal:
            parse(text, NOW, TOKYO)
        assert refusal.value.key == "time-bare-number"


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "明日9時",
        "11/22 14:06",
        "today 25:30",
        "2026-11-22T15:00",
        "2027-01-01",
        "in 10m",
        "10分後",
    ],
)
def test_a_past_time_that_lies_ahead_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_past(text, NOW, TOKYO)
    assert refusal.value.key == "time-ahead"
    assert from_iso(str(refusal.value.params["at"])) > NOW


@pytest.mark.parametrize(
    "text", ["yesterday", "10m ago", "10分前", "11/22 13:00", "today 9:00", "2026-11-21"]
)
def test_a_due_time_that_has_passed_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_due(text, NOW, TOKYO)
    assert refusal.value.key == "time-behind"
    assert from_iso(str(refusal.value.params["at"])) < NOW


def test_shortly_after_midnight_a_clock_time_is_of_the_day_before() -> None:
    now = datetime(2026, 1, 1, 0, 10, tzinfo=TOKYO)
    assert told(parse_past("23:50", now, TOKYO)) == "2025-12-31 23:50:00 minute"
    assert told(parse_past("12/31 23:50", now, TOKYO)) == "2025-12-31 23:50:00 minute"
    assert told(parse_past("0:14", now, TOKYO)) == "2026-01-01 00:14:00 minute"
    assert told(parse_past("25:30", now, TOKYO)) == "2025-12-31 01:30:00 minute"
    assert told(parse_due("25:30", now, TOKYO)) == "2026-01-01 01:30:00 minute"
    assert told(parse_due("12/31 25:30", now, TOKYO)) == "2026-01-01 01:30:00 minute"


def test_shortly_before_new_year_the_next_day_may_already_be_typed() -> None:
    now = datetime(2025, 12, 31, 23, 58, tzinfo=TOKYO)
    assert told(parse_past("1/1 0:01", now, TOKYO)) == "2026-01-01 00:01:00 minute"


def test_a_time_is_meant_in_the_zone_of_the_incident_and_keeps_its_offset() -> None:
    moment = parse_past("9:05", NOW, NEW_YORK)  # 00:00 there
    assert iso(moment) == "2026-11-21T09:05:00-05:00"
    assert iso(parse_past("2026-11-22T05:00:00Z", NOW, NEW_YORK)) == "2026-11-22T05:00:00+00:00"
    assert iso(parse_past("10m", NOW, NEW_YORK)) == "2026-11-21T23:50:30-05:00"


def test_a_length_of_time_is_elapsed_time_across_a_clock_change() -> None:
    after = datetime(2026, 11, 1, 3, 0, tzinfo=NEW_YORK)  # 25-hour day: 02:00 EDT became 01:00 EST
    begun = parse_past("3h", after, NEW_YORK).at
    assert iso(begun) == "2026-11-01T01:00:00-04:00"
    assert parse_past("now", after, NEW_YORK).at - begun == timedelta(hours=3)


@pytest.mark.parametrize(
    ("zone", "text", "first", "second"),
    [
        (NEW_YORK, "2026-11-01 01:30", "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"),
        (BERLIN, "2026-10-25 02:30", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
        (LORD_HOWE, "2026-04-05 01:45", "2026-04-05T01:45:00+11:00", "2026-04-05T01:45:00+10:30"),
    ],
)
def test_a_time_that_came_twice_is_asked_back_and_both_answers_can_be_typed(
    zone: ZoneInfo, text: str, first: str, second: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_past(text, NOW, zone)
    assert refusal.value.key == "time-ambiguous"
    assert (refusal.value.params["first"], refusal.value.params["second"]) == (first, second)
    assert iso(parse_past(first, NOW, zone)) == first
    assert iso(parse_past(second, NOW, zone)) == second


@pytest.mark.parametrize(
    ("zone", "text", "first", "second"),
    [
        (NEW_YORK, "2026-03-08 02:30", "2026-03-08T01:30:00-05:00", "2026-03-08T03:30:00-04:00"),
        (BERLIN, "2026-03-29 02:30", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"),
        (LORD_HOWE, "2026-10-04 02:15", "2026-10-04T01:45:00+10:30", "2026-10-04T02:45:00+11:00"),
    ],
)
def test_a_time_that_never_was_is_refused_and_the_offered_ones_exist(
    zone: ZoneInfo, text: str, first: str, second: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_past(text, NOW, zone)
    assert refusal.value.key == "time-missing"
    assert (refusal.value.params["first"], refusal.value.params["second"]) == (first, second)
    assert iso(parse_past(first, NOW, zone)) == first
    assert iso(parse_past(second, NOW, zone)) == second


def test_a_day_begins_when_its_first_hour_is_missing() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # 2026-04-24 00:00 became 01:00
    assert iso(parse_past("2026-04-24", NOW, cairo)) == "2026-04-24T01:00:00+03:00"


def test_a_day_ends_with_its_second_last_hour_when_that_comes_twice() -> None:
    cairo = ZoneInfo("Africa/Cairo")  # 2026-10-30 00:00 became 23:00 of the day before
    assert (
        iso(parse_due("2026-10-29", datetime(2026, 10, 1, tzinfo=UTC), cairo)) == "2026-10-29T23:59:00+02:00"
    )


def test_every_refusal_is_worded_in_both_languages() -> None:
    keys = ("unreadable", "bare-number", "ahead", "behind", "ambiguous", "missing")
    for lang in LANGS:
        words = Words(lang)
        for key in [*(f"time-{key}" for key in keys), "duration-unreadable"]:
            for topic in (f"errors.{key}", f"errors.{key}.next"):
                assert words(topic, text="{x}", at="AT", first="1st", second="2nd")


@pytest.mark.parametrize("naive", ["2026-11-22T14:05:00", "2026-11-22", "soon"])
def test_a_stored_time_needs_an_offset(naive: str) -> None:
    with pytest.raises(ValueError, match=naive):
        from_iso(naive)


# Properties -----------------------------------------------------------------------------------------------

ZONES = st.sampled_from([TOKYO, NEW_YORK, BERLIN, LORD_HOWE])
EDGES = [
    datetime(2026, 3, 8, 7, tzinfo=UTC),
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 4, 4, 15, tzinfo=UTC),
    datetime(2026, 10, 3, 15, 30, tzinfo=UTC),
]
NEAR_EDGES = st.builds(
    lambda edge, seconds: edge + timedelta(seconds=seconds),
    st.sampled_from(EDGES),
    st.integers(-30 * 3600, 30 * 3600),
)
ANY_TIME = st.builds(
    lambda seconds: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds),
    st.integers(0, 50 * 366 * 86400),
)
INSTANTS = NEAR_EDGES | ANY_TIME
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 29), st.integers(0, 59))
FORMATS = st.sampled_from(
    [
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M",
        "%Y/%m/%d %H:%M",
        "%Y年%m月%d日 %H時%M分",
        "%Y%m%dT%H%M",
        "%Y-%m-%d %I:%M %p",
    ]
)
WORDS = (
    "0 1 5 11 22 23 59 2026 : / - . + ~ 〜 t z 時 分 秒 半 日 月 年 前 後 頃 h m s d am pm in ago now"
    " 今 昨日 明日 yesterday tomorrow 午前 午後 about 約 の at ２ ： ٣"
)
GRAMMAR = st.lists(st.sampled_from([" ", *WORDS.split()]), max_size=12).map("".join)


def exists_once(wall: datetime, zone: ZoneInfo) -> bool:
    """Say whether a wall-clock time names exactly one instant of the zone."""
    return wall.replace(tzinfo=zone, fold=0).utcoffset() == wall.replace(tzinfo=zone, fold=1).utcoffset()


@PROPERTY
@given(instant=INSTANTS, zone=ZONES, form=FORMATS)
def test_a_moment_that_is_typed_and_read_back_is_the_same_or_asked_about(
    instant: datetime, zone: ZoneInfo, form: str
) -> None:
    local = instant.replace(second=0).astimezone(zone)
    now = instant + timedelta(days=400)
    if exists_once(local, zone):
        assert parse_past(local.strftime(form), now, zone) == Moment(local)
    else:
        with pytest.raises(UsageError) as refusal:
            parse_past(local.strftime(form), now, zone)
        assert refusal.value.key == "time-ambiguous"
        assert (
            iso(local.astimezone(timezone(local.utcoffset() or timedelta()))) in refusal.value.params.values()
        )


@PROPERTY
@given(instant=INSTANTS, zone=ZONES)
def test_iso_gives_back_the_same_instant_and_offset(instant: datetime, zone: ZoneInfo) -> None:
    local = instant.astimezone(zone)
    assert from_iso(iso(local)) == instant
    assert from_iso(iso(local)).utcoffset() == local.utcoffset()
    read = parse_past(iso(local), instant, zone)
    assert (iso(read), read.precision) == (iso(local), "second")


@PROPERTY
@given(now=INSTANTS, zone=ZONES, clock=CLOCKS)
@example(now=datetime(2026, 3, 8, 6, 59, tzinfo=UTC), zone=NEW_YORK, clock="02:30")
@example(now=datetime(2026, 11, 1, 5, 59, tzinfo=UTC), zone=NEW_YORK, clock="01:58")
def test_a_clock_time_is_the_last_one_in_the_past_and_the_next_one_when_due(
    now: datetime, zone: ZoneInfo, clock: str
) -> None:
    for parse in (parse_past, parse_due):
        try:
            at = parse(clock, now, zone).at
        except UsageError as refusal:
            assert refusal.key in {"time-ambiguous", "time-missing"}  # noqa: PT017
            continue
        assert at.strftime("%H:%M") == f"{int(clock[:2]) % 24:02}{clock[2:]}"
        if parse is parse_past:
            assert timedelta(hours=-26) < at - now <= timedelta(minutes=5)
        else:
            assert timedelta() <= at - now < timedelta(hours=26)


@PROPERTY
@given(now=INSTANTS, zone=ZONES, minutes=st.integers(0, 5_000), japanese=st.booleans())
def test_a_length_of_time_means_the_same_distance_both_ways(
    now: datetime, zone: ZoneInfo, minutes: int, *, japanese: bool
) -> None:
    hours, rest = divmod(minutes, 60)
    text = f"{hours}時間{rest}分" if japanese else f"{hours}h{rest}m"
    length = timedelta(minutes=minutes)
    assert parse_duration(text) == length
    assert now - parse_past(text, now, zone).at == length
    assert parse_due(text, now, zone).at - now == length
    assert parse_past(text, now, zone).at.utcoffset() == (now - length).astimezone(zone).utcoffset()


@settings(PROPERTY, max_examples=600)
@given(text=GRAMMAR | st.text(max_size=40), now=INSTANTS, zone=ZONES)
@example(text="2999-12-31 29:59", now=NOW, zone=NEW_YORK)
@example(text="1970-01-01", now=NOW, zone=TOKYO)
def test_any_text_is_read_or_refused_and_never_anything_else(
    text: str, now: datetime, zone: ZoneInfo
) -> None:
    for parse in (parse_past, parse_due):
        try:
            moment = parse(text, now, zone)
        except UsageError:
            continue
        assert isinstance(moment.at.tzinfo, timezone)
        assert moment.precision in {"second", "minute", "hour", "day", "approx"}
        if parse is parse_past:
            assert moment.at - now <= timedelta(minutes=5)
        else:
            assert now - moment.at < timedelta(minutes=1)


@PROPERTY
@given(text=GRAMMAR | st.text(max_size=40))
def test_any_text_is_a_duration_or_refused(text: str) -> None:
    try:
        length = parse_duration(text)
    except UsageError:
        return
    assert timedelta() <= length <= timedelta(days=3660)
