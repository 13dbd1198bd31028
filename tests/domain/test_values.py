"""Answers as people type them, by the type of the field, in both languages."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from incidentctl.domain.fields import FIELDS, Field
from incidentctl.domain.times import from_iso
from incidentctl.domain.values import Value, parse_value
from incidentctl.errors import UsageError
from incidentctl.words import LANGS, Words

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 22, 14, 0, 30, tzinfo=TOKYO)
TYPES = ("text", "number", "count", "time", "duration", "choice", "yesno", "list", "hops", "person", "role")
CHOICES = ("released", "config", "none")
LABELS = {"a release": "released", "リリースがあった": "released", "nothing": "none", "なし": "none"}


def read(kind: str, text: str, *, ahead: bool = False) -> Value:
    """Read an answer to a field of this type at two in the afternoon in Tokyo."""
    field = Field("custom.x", kind, "summary", CHOICES if kind == "choice" else (), ahead=ahead)
    return parse_value(field, text, NOW, TOKYO, LABELS)


def refused(kind: str, text: str) -> UsageError:
    """Give the refusal of an answer that cannot be read."""
    with pytest.raises(UsageError) as refusal:
        read(kind, text)
    return refusal.value


def exactly(number: int) -> Value:
    """Give the count of one number."""
    return {"min": number, "max": number}


COUNTS: dict[str, Value] = {
    "0": exactly(0),
    "1200": exactly(1200),
    " １２００ ": exactly(1200),
    "1,200": exactly(1200),
    "1，200": exactly(1200),
    "1,234,567": exactly(1_234_567),
    "1200人": exactly(1200),
    "1,200 users": exactly(1200),
    "1.2k": exactly(1200),
    "3千件": exactly(3000),
    "1.2万": exactly(12_000),
    "2億": exactly(200_000_000),
    "1200..1500": {"min": 1200, "max": 1500},
    "1200‥1500": {"min": 1200, "max": 1500},
    "1200-1500": {"min": 1200, "max": 1500},
    "1200 - 1500": {"min": 1200, "max": 1500},
    "1200 to 1500": {"min": 1200, "max": 1500},
    "1200〜1500": {"min": 1200, "max": 1500},
    "1200～1500人": {"min": 1200, "max": 1500},
    "1200人から1500人": {"min": 1200, "max": 1500},
    "1万〜2万人": {"min": 10_000, "max": 20_000},
    "800〜1200": {"min": 800, "max": 1200},
    ">=1200": {"min": 1200, "max": None},
    "＞＝１２００": {"min": 1200, "max": None},
    "≧ 1200": {"min": 1200, "max": None},
    "1200+": {"min": 1200, "max": None},
    "1200以上": {"min": 1200, "max": None},
    "1200人以上": {"min": 1200, "max": None},
    "1200〜": {"min": 1200, "max": None},
    "at least 1200": {"min": 1200, "max": None},
    ">1200": {"min": 1201, "max": None},
    "<=1500": {"min": None, "max": 1500},
    "1500人以下": {"min": None, "max": 1500},
    "up to 1500": {"min": None, "max": 1500},
    "1500未満": {"min": None, "max": 1499},
    "約1200": {"min": 1200, "max": 1200, "about": True},
    "~1200": {"min": 1200, "max": 1200, "about": True},
    "about 1,200 people": {"min": 1200, "max": 1200, "about": True},
    "1200人くらい": {"min": 1200, "max": 1200, "about": True},
    "約1200〜1500人": {"min": 1200, "max": 1500, "about": True},
}

NUMBERS: dict[str, Value] = {
    "3": 3,
    "-3": -3,
    "−3": -3,
    "+3": 3,
    "3.0": 3,
    "3.25": 3.25,
    "-0.5": -0.5,
    "1,200.5": 1200.5,
    "４０％": 40,
    "1.2万": 12_000,
    "999999999999999": 999_999_999_999_999,
}

OTHERS: list[tuple[str, str, Value]] = [
    ("text", "  Checkout returns 500\n", "Checkout returns 500"),
    ("text", "　全角　空白　", "全角　空白"),
    ("text", "Ｆｕｌｌ　ｗｉｄｔｈ", "Ｆｕｌｌ　ｗｉｄｔｈ"),
    ("text", "unknown cause", "unknown cause"),
    ("text", "確認中", "確認中"),
    ("duration", "1h30m", 5400),
    ("duration", "１時間半", 5400),
    ("choice", "released", "released"),
    ("choice", "ＲＥＬＥＡＳＥＤ", "released"),
    ("choice", "A Release", "released"),
    ("choice", "ﾘﾘｰｽがあった", "released"),
    ("choice", "なし", "none"),
    ("yesno", "yes", "yes"),
    ("yesno", "Y", "yes"),
    ("yesno", "ｙ", "yes"),
    ("yesno", "はい", "yes"),
    ("yesno", "うん", "yes"),
    ("yesno", "no", "no"),
    ("yesno", "Ｎ", "no"),
    ("yesno", "いいえ", "no"),
    ("yesno", "いえ", "no"),
    ("yesno", "ない", "no"),
    ("list", "api, 決済、web，db; cache；cdn\nmail", ["api", "決済", "web", "db", "cache", "cdn", "mail"]),
    ("list", " one ,, ,two words,", ["one", "two words"]),
    ("hops", "client > edge>api", ["client", "edge", "api"]),
    ("hops", "端末 → CDN＞API->db", ["端末", "CDN", "API", "db"]),
    ("hops", "single-hop", ["single-hop"]),
    ("person", "@alice", "alice"),
    ("person", "＠田中", "田中"),
    ("person", "Bob Smith", "Bob Smith"),
    ("role", "Commander", "commander"),
    ("role", "ＳＭＥ", "sme"),
]

REFUSED = [
    ("number", "many", "value-not-a-number"),
    ("number", "%", "value-not-a-number"),
    ("number", "--3", "value-not-a-number"),
    ("number", "1e9", "value-not-a-number"),
    ("number", "٣", "value-not-a-number"),
    ("number", "nan", "value-not-a-number"),
    ("number", "9" * 10_000, "value-not-a-number"),
    ("number", "5" + " " * 300 + "x", "value-not-a-number"),
    ("number", "99999999億", "value-not-a-number"),
    ("count", "lots", "value-not-a-count"),
    ("count", "-5", "value-not-a-count"),
    ("count", "1.5", "value-not-a-count"),
    ("count", "1,20", "value-not-a-count"),
    ("count", "1500..1200", "value-not-a-count"),
    ("count", "<0", "value-not-a-count"),
    ("count", "1..2..3", "value-not-a-count"),
    ("count", "12 dozen", "value-not-a-count"),
    ("count", "～1200", "value-not-a-count"),  # "up to" in Japanese, "about" in English
    ("count", "1〜2万", "value-not-a-count"),  # 1 or 10,000?
    ("count", "1" * 10_000, "value-not-a-count"),
    ("yesno", "maybe", "value-not-yes-or-no"),
    ("yesno", "yes no", "value-not-yes-or-no"),
    ("duration", "90", "duration-unreadable"),
    ("time", "さっき", "time-unreadable"),
    ("time", "明日", "time-ahead"),
    ("choice", "rollback tomorrow", "value-not-a-choice"),
    ("choice", "relaesed", "value-near-a-choice"),
    ("person", "@", "value-empty"),
    ("list", " 、, ", "value-empty"),
    ("hops", ">", "value-empty"),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS.items())
def test_a_count_is_read_as_a_range(text: str, expected: Value) -> None:
    assert read("count", text) == expected


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items())
def test_a_number_is_read(text: str, expected: Value) -> None:
    value = read("number", text)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(("kind", "text", "expected"), OTHERS)
def test_an_answer_is_read_by_the_type_of_its_field(kind: str, text: str, expected: Value) -> None:
    assert read(kind, text) == expected


@pytest.mark.parametrize(("kind", "text", "key"), REFUSED)
def test_what_cannot_be_meant_is_refused(kind: str, text: str, key: str) -> None:
    assert refused(kind, text).key == key


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("text", ["unknown", " Unknown ", "ＵＮＫＮＯＷＮ", "不明", "?", "？"])
def test_unknown_is_an_answer_to_every_question(kind: str, text: str) -> None:
    assert read(kind, text) is None


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "text"])
@pytest.mark.parametrize("text", ["わからない", "分からない", "確認中"])
def test_not_known_yet_is_an_answer_too_except_where_text_is_wanted(kind: str, text: str) -> None:
    assert read(kind, text) is None
    assert read("text", text) == text


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "time"])
@pytest.mark.parametrize("text", ["", " ", "　\n"])
def test_nothing_is_not_an_answer(kind: str, text: str) -> None:
    assert refused(kind, text).key == "value-empty"


def test_a_time_is_kept_with_its_offset_and_precision() -> None:
    assert read("time", "13:05") == {"t": "2026-11-22T13:05:00+09:00", "pr": "minute"}
    assert read("time", "昨日の23時頃") == {"t": "2026-11-21T23:00:00+09:00", "pr": "approx"}


@pytest.mark.parametrize("text", ["", "  ", "now", "今"])
def test_a_past_time_left_empty_is_now(text: str) -> None:
    assert read("time", text) == {"t": "2026-11-22T14:00:30+09:00", "pr": "second"}


def test_a_time_that_lies_ahead_is_read_ahead_and_has_no_default() -> None:
    assert read("time", "30m", ahead=True) == {"t": "2026-11-22T14:30:30+09:00", "pr": "minute"}
    assert read("time", "30m") == {"t": "2026-11-22T13:30:30+09:00", "pr": "minute"}
    with pytest.raises(UsageError) as refusal:
        read("time", "", ahead=True)
    assert refusal.value.key == "value-empty"


def test_a_mistyped_choice_suggests_the_right_one_and_lists_all() -> None:
    refusal = refused("choice", "relaesed")
    assert refusal.params == {
        "field": "custom.x",
        "text": "relaesed",
        "choices": "released, config, none",
        "suggestion": "released",
    }
    assert refused("choice", "リリースあった").params["suggestion"] == "released"


def test_every_refusal_is_worded_in_both_languages_and_short() -> None:
    for lang in LANGS:
        words = Words(lang)
        for kind, text, _ in REFUSED:
            refusal = refused(kind, text)
            said = [words(f"errors.{refusal.key}{part}", **refusal.params) for part in ("", ".next")]
            assert all(0 < len(sentence) < 200 for sentence in said)


def test_every_field_of_the_table_has_a_reader() -> None:
    for field in FIELDS.values():
        assert parse_value(field, "?", NOW, TOKYO) is None
        if field.type == "choice":
            assert [parse_value(field, choice, NOW, TOKYO) for choice in field.choices] == list(field.choices)
        else:
            sample = {"number": "1", "count": "1", "time": "1m", "duration": "1m", "yesno": "no"}
            assert parse_value(field, sample.get(field.type, "x"), NOW, TOKYO) not in (None, "", [])


PROPERTY = settings(deadline=None, max_examples=200)
MARKS = "0 1 12 200 , . .. - ~ 〜 > >= < 以上 以下 未満 超 約 人 k 万 億 + % yes はい @ → ; 、 ? 不明 a"
PIECES = st.lists(st.sampled_from(MARKS.split()), max_size=8).map("".join)


@PROPERTY
@given(low=st.integers(0, 10**15), more=st.integers(0, 10**6), form=st.sampled_from(["{}", "{:,}"]))
def test_a_range_that_is_typed_and_read_back_is_the_same(low: int, more: int, form: str) -> None:
    high = min(low + more, 10**15)
    low_text, high_text = form.format(low), form.format(high)
    if high == 10**15 and form == "{}":
        return  # sixteen digits in a row are refused, like a card number
    for between in ("..", "-", "〜", " to "):
        assert read("count", low_text + between + high_text) == {"min": low, "max": high}
    assert read("count", f">={low_text}") == read("count", f"{low_text}以上") == {"min": low, "max": None}


@PROPERTY
@given(number=st.integers(-(10**14), 10**14) | st.decimals(-(10**6), 10**6, places=3))
def test_a_number_that_is_typed_and_read_back_is_the_same(number: object) -> None:
    assert read("number", f"{number:f}" if not isinstance(number, int) else str(number)) == float(str(number))


@PROPERTY
@given(items=st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8), min_size=1))
def test_items_come_back_in_order(items: list[str]) -> None:
    field = Field("custom.x", "list", "summary")
    for joined in (", ".join(items) + ",", "、".join(items) + "、"):
        assert parse_value(field, joined, NOW, TOKYO) == items
    assert read("hops", " > ".join([*items, "end"])) == [*items, "end"]


@settings(PROPERTY, max_examples=400)
@given(kind=st.sampled_from(TYPES), text=PIECES | st.text(max_size=40), ahead=st.booleans())
@example(kind="list", text="\ud800", ahead=False)
@example(kind="choice", text="x" * 10_000, ahead=False)
@example(kind="text", text="x" * 10_000, ahead=False)
def test_any_answer_is_read_as_json_or_refused_and_never_anything_else(
    kind: str, text: str, *, ahead: bool
) -> None:
    try:
        value = read(kind, text, ahead=ahead)
    except UsageError as refusal:
        assert len(str(refusal.params.get("text", ""))) <= 61  # noqa: PT017
        return
    assert json.loads(json.dumps(value)) == value
    assert value not in ("", [])
    if isinstance(value, dict) and "t" in value:
        assert from_iso(str(value["t"])).astimezone(UTC) - NOW <= timedelta(minutes=5) or ahead
    elif isinstance(value, dict):
        low, high = value["min"], value["max"]
        assert low is not None or high is not None
        assert not (isinstance(low, int) and isinstance(high, int)) or 0 <= low <= high
