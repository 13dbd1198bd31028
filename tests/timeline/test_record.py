"""One line of the log: what goes in comes out, and nothing else is taken for a record."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New, Unknown
from incidentctl.domain.times import Moment
from incidentctl.timeline.pulse import readable
from incidentctl.timeline.record import (
    LINE_CAP,
    BadLineError,
    Minted,
    chain,
    mint,
    parse,
    random_id,
    stamp,
    to_fact,
)

INCIDENT, WRITER = "INC-20261122-k7f3", "w-7k2m9qxt"
NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
BLOBS: dict[str, bytes] = {}

any_text = st.text(st.characters(exclude_categories=()))
any_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | any_text
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
any_time = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def keep(data: bytes) -> str:
    name = hashlib.sha256(data).hexdigest()
    BLOBS[name] = data
    return name


def paired(value: Any) -> Any:
    """Join surrogate pairs, as JSON does: a pair of them is one character; a lone one stays alone."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if isinstance(value, list):
        return [paired(each) for each in value]
    if isinstance(value, dict):
        return {paired(name): paired(each) for name, each in value.items()}
    return value


def one_line(event: Any = None, by: str = "ann", seen: Any = None) -> bytes:
    minted = stamp(mint([New(event or Noted("障害 x"))], by, NOW, keep), (0, 0))
    return chain(minted, INCIDENT, WRITER, (4, "f" * 64), seen or {})[0]


@given(
    payload=st.dictionaries(any_text, any_json, max_size=4),
    by=any_text,
    happened=any_time,
    offset=st.integers(-14 * 60, 14 * 60),
)
def test_any_payload_comes_back(payload: dict[str, Any], by: str, happened: datetime, offset: int) -> None:
    at = Moment(happened.astimezone(timezone(timedelta(minutes=offset))), "approx")
    data = json.dumps(payload)
    minted = Minted("0123456789ab", NOW, (7, 3), at, by, "of_the_future", "00" * 16, data)
    (line,) = chain([minted], INCIDENT, WRITER, (0, ""), {"w-other": (3, "a" * 64)})
    assert line.isascii()
    assert line.count(b"\n") == 1
    record = parse(line)
    assert paired(record.data) == paired(payload)
    assert (paired(record.by), record.at, record.clock) == (paired(by), at, (7, 3))
    assert (record.n, record.previous, record.seen) == (1, "", {"w-other": (3, "a" * 64)})


def test_every_flipped_byte_is_noticed() -> None:
    line = one_line(seen={"w-12345678": (1, "a" * 64)})
    whole = parse(line)
    for place in range(len(line) - 1):
        for bit in range(8):
            flipped = bytearray(line)
            flipped[place] ^= 1 << bit
            with pytest.raises(BadLineError):
                parse(bytes(flipped))
    assert parse(line) == whole


def test_every_prefix_is_noticed_and_the_newline_alone_may_be_missing() -> None:
    line = one_line()
    for length in range(len(line) - 1):
        with pytest.raises(BadLineError):
            parse(line[:length])
    assert parse(line[:-1]) == parse(line)


@pytest.mark.parametrize("added", [b" ", b"}", b"\x00", b"x", b"\r", b'{"h":1}'])
def test_nothing_may_be_added_to_a_record(added: bytes) -> None:
    line = one_line()
    for raw in (line[:-1] + added + b"\n", added + line):
        with pytest.raises(BadLineError):
            parse(raw)


@settings(max_examples=300)
@given(st.binary() | st.text().map(str.encode) | any_json.map(lambda value: json.dumps(value).encode()))
def test_no_garbage_is_taken_for_a_record_or_crashes(garbage: bytes) -> None:
    for raw in (garbage, b'{"h":"' + b"0" * 64 + b'","e":' + garbage):
        with pytest.raises(BadLineError):
            parse(raw)


def forged(change: dict[str, Any]) -> bytes:
    """Write a line whose hashes are right, and whose shape is not."""
    text, rest = one_line().decode().split(',"s":')
    envelope = json.dumps({**json.loads(text[len('{"h":"') + 64 + len('","e":') :]), **change})
    hashed = hashlib.sha256(envelope.encode()).hexdigest()
    return f'{{"h":"{hashed}","e":{envelope},"s":{rest}'.encode()


def test_right_hashes_do_not_excuse_a_wrong_shape() -> None:
    assert parse(forged({"more": [1]})).n == 5
    assert parse(forged({"v": 2})).version == 2
    changes: tuple[dict[str, Any], ...] = (
        {"n": "1"}, {"n": -1}, {"n": True}, {"c": [1]}, {"c": [1, None]}, {"c": None}, {"t": "soon"},
        {"t": "2026-11-22T05:00:00"}, {"t": 5}, {"at": {}}, {"at": {"t": "2026-11-22", "pr": "day"}},
        {"by": None}, {"k": 1}, {"id": []}, {"seen": {"w": 3}}, {"seen": [1]}, {"p": None}, {"w": {}},
        {"dh": "0"}, {"inc": 3},
    )  # fmt: skip
    for change in changes:
        with pytest.raises(BadLineError):
            parse(forged(change))


def test_a_redacted_payload_leaves_the_chain_whole() -> None:
    line = one_line()
    start = line.index(b',"s":')
    blank = b',"s":null,"d":null'
    redacted = line[:start] + blank + b" " * (len(line) - start - len(blank) - 2) + b"}\n"
    assert len(redacted) == len(line)
    assert parse(redacted)._replace(data=None) == parse(line)._replace(data=None)
    assert parse(redacted).data is None


def test_big_fields_become_blobs_and_lines_stay_below_the_cap() -> None:
    event = Noted("\ud800" * 200_000, "fact", source="ok", at_step="y" * 170_000)
    line = one_line(event)
    assert len(line) <= LINE_CAP
    record = parse(line)
    assert set(record.data or {}) == {"source", "$blobs"}
    assert to_fact(record, BLOBS.__getitem__).event == event


def test_a_field_that_merely_looks_like_a_blob_is_left_alone() -> None:
    event = FieldSet("of.another.version", {"$blobs": {"value": "0"}})
    assert to_fact(parse(one_line(event)), BLOBS.__getitem__).event == event


def test_a_value_that_is_not_json_is_refused_before_anything_is_written() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        one_line(Noted(float("nan")))  # type: ignore[arg-type]


def test_unknown_payload_fields_are_kept() -> None:
    minted = stamp(mint([New(Noted("x"))], "ann", NOW, keep), (0, 0))
    minted = [minted[0]._replace(data='{"text":"x","mood":"calm"}')]
    fact = to_fact(parse(chain(minted, INCIDENT, WRITER, (0, ""), {})[0]), BLOBS.__getitem__)
    assert (fact.event, fact.extra) == (Noted("x"), {"mood": "calm"})


@pytest.mark.parametrize(
    "data",
    ["{}", '{"text":1}', '{"text":null}', '{"text":["x"]}', '{"text":"x","stance":{}}', '{"$blobs":[1]}'],
)
def test_a_payload_that_is_not_what_its_kind_needs_is_kept_raw(data: str) -> None:
    minted = stamp(mint([New(Noted("x"))], "ann", NOW, keep), (0, 0))
    (line,) = chain([minted[0]._replace(data=data)], INCIDENT, WRITER, (0, ""), {})
    fact = readable(parse(line), BLOBS.__getitem__)
    assert isinstance(fact.event, Unknown)


def test_ids_are_short_random_and_readable() -> None:
    ids = {random_id(12) for _ in range(2000)}
    assert len(ids) == 2000
    assert set("".join(ids)) == set("0123456789abcdefghjkmnpqrstvwxyz")


def test_clocks_of_one_decision_rise_and_pass_all_earlier_ones() -> None:
    minted = mint([New(Noted("x"))] * 3, "ann", NOW, keep)
    wall = int(NOW.timestamp() * 1000)
    assert [each.clock for each in stamp(minted, (0, 0))] == [(wall, 0), (wall, 1), (wall, 2)]
    assert [each.clock for each in stamp(minted, (wall, 4))] == [(wall, 5), (wall, 6), (wall, 7)]
    ahead = wall + 5
    assert [each.clock for each in stamp(minted, (ahead, 0))] == [(ahead, 1), (ahead, 2), (ahead, 3)]
