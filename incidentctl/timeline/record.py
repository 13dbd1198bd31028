"""One line of the log: a fact as ASCII JSON, with its hashes (format v1)."""

from __future__ import annotations

import json
import os
from datetime import UTC, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.events import decode, encode, kind_of
from incidentctl.domain.facts import Erased, Fact
from incidentctl.domain.times import Moment, from_iso, iso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from incidentctl.domain.facts import New

VERSION = 1
LINE_CAP = 256 * 1024
FENCE = b" #torn\n"  # ends a torn line, so that it can be told from a record that was damaged later
PAYLOAD_ROOM = 160 * 1024  # the rest of the line is for the envelope: `seen` grows with the writers
SKEW = timedelta(seconds=60)
BLOBS = "$blobs"  # payload key, no field of an event: the fields that went to blobs, and their hashes

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_HEAD, _AFTER_HASH, _SALT, _DATA = '{"h":"', '","e":', ',"s":', ',"d":'
_BEGIN = _HEAD.encode("ascii")
_HASH_LENGTH = 64
_decoder = json.JSONDecoder()

Clock = tuple[int, int]
Link = tuple[int, str]  # the counter and the hash of a record


class BadLineError(ValueError):
    """A line that is no whole record; `key` is worded by words/verify.py."""

    def __init__(self, key: str) -> None:
        """Keep the key."""
        super().__init__(key)
        self.key = key


class Minted(NamedTuple):
    """A fact that has its id, times and payload, and only lacks a place in a chain.

    When the disk does not confirm it, the same fact goes to another file.
    """

    id: str
    recorded: datetime
    clock: Clock
    at: Moment
    by: str
    kind: str
    salt: str
    data: str


class Record(NamedTuple):
    """One line, taken apart and found whole. `data` is None when the payload was redacted."""

    hash: str
    version: int
    id: str
    incident: str
    writer: str
    n: int
    recorded: datetime
    clock: Clock
    seen: Mapping[str, Link]
    at: Moment
    by: str
    kind: str
    previous: str
    data: Mapping[str, Any] | None

    @property
    def order(self) -> tuple[Clock, str, int]:
        """Give the place in the order that every reader agrees on."""
        return (self.clock, self.writer, self.n)


def digest(data: bytes) -> str:
    """Give the SHA-256 of `data` in hex."""
    return sha256(data).hexdigest()


def random_id(length: int) -> str:
    """Give that many random characters of Crockford's base 32, lower case (5 bits each)."""
    return "".join(_ALPHABET[byte & 31] for byte in os.urandom(length))


def mint(news: Sequence[New], by: str, now: datetime, keep: Callable[[bytes], str]) -> list[Minted]:
    """Give each event its id, its times and its payload; `stamp` gives it its clock.

    `now` is aware. Payload fields that are too big for a line go through `keep` (which stores a blob
    durably and gives its hash). ValueError for a payload that is not JSON: a bug of the caller.
    """
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    return [
        Minted(
            id=new.id or random_id(12),
            recorded=now.astimezone(UTC),
            clock=(0, 0),
            at=new.at or Moment(now, "second"),
            by=by,
            kind=kind_of(new.event),
            salt=os.urandom(16).hex(),
            data=_payload(encode(new.event) | ({} if new.row is None else {"row": dict(new.row)}), keep),
        )
        for new in news
    ]


def fresh(news: Sequence[New], known: Iterable[Fact]) -> list[New]:
    """Give those that are not there yet, by id: each once."""
    ids = {fact.id for fact in known}
    return [new for new in news if not (new.id in ids or ids.add(new.id))]  # type: ignore[func-returns-value]


def stamp(minted: Sequence[Minted], after: Clock) -> list[Minted]:
    """Give facts of one decision their hybrid logical clocks, each later than `after`."""
    stamped = []
    for each in minted:
        after = max((_milliseconds(each.recorded), 0), (after[0], after[1] + 1))
        stamped.append(each._replace(clock=after))
    return stamped


def chain(
    minted: Sequence[Minted], incident: str, writer: str, after: Link, seen: Mapping[str, Link]
) -> list[bytes]:
    """Write records that follow `after` in the chain of `writer`; the first says what its writer has seen."""
    lines: list[bytes] = []
    for each in minted:
        lines.append(_line(each, incident, writer, after, seen))
        after, seen = (after[0] + 1, parse(lines[-1]).hash), {}
    return lines


def is_ahead(clock: Clock, now: datetime) -> bool:
    """Say whether a clock is more than 60 seconds ahead of `now`."""
    return clock[0] > _milliseconds(now + SKEW)


def parse(raw: bytes) -> Record:
    """Take a line apart; raise `BadLineError` unless each byte is as it was written.

    The newline may be missing: the hashes tell a whole record from a prefix of it.
    """
    if not raw.startswith(
        _BEGIN
    ):  # most of what is no record: told at once, for there may be a million lines
        raise BadLineError("line-broken")
    try:
        text = raw.removesuffix(b"\n").decode("ascii")
        hashed, envelope, envelope_text, salt, data_text = _frame(text)
        _check(envelope_text, hashed, "hash-wrong")
        data = None
        if salt is not None:
            _check(salt + data_text, envelope["dh"], "payload-wrong")
            data = json.loads(data_text)
        return _record(hashed, envelope, data)
    except BadLineError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        raise BadLineError("line-broken") from None


def to_fact(record: Record, fetch: Callable[[str], bytes]) -> Fact:
    """Give the fact of a record; `fetch` gives the blobs that hold its big fields.

    Whatever `fetch` raises passes through; ValueError for blobs that are not what they should be. A kind or
    a shape that this version does not know is kept raw.
    """
    data = dict(record.data or {})
    blobs = data.pop(BLOBS, {})
    if not isinstance(blobs, dict) or not all(isinstance(blob, str) for blob in blobs.values()):
        raise ValueError(BLOBS)
    for field, blob in blobs.items():
        data[field] = json.loads(fetch(blob))
    event, extra = (Erased({}), {}) if record.data is None else decode(record.kind, data)
    return Fact(
        id=record.id,
        incident=record.incident,
        writer=record.writer,
        n=record.n,
        clock=record.clock,
        recorded=record.recorded,
        at=record.at,
        by=record.by,
        kind=record.kind,
        event=event,
        extra=extra,
    )


def _line(minted: Minted, incident: str, writer: str, after: Link, seen: Mapping[str, Link]) -> bytes:
    """Write a record that follows `after` in the chain of `writer`, with its newline."""
    n, previous = after
    envelope: dict[str, Any] = {
        "v": VERSION,
        "id": minted.id,
        "inc": incident,
        "w": writer,
        "n": n + 1,
        "t": iso(minted.recorded),
        "c": minted.clock,
    }
    if seen:
        envelope["seen"] = seen
    envelope |= {
        "at": {"t": iso(minted.at.at), "pr": minted.at.precision},
        "by": minted.by,
        "k": minted.kind,
        "p": previous,
        "dh": digest((minted.salt + minted.data).encode("ascii")),
    }
    text = _dumps(envelope)
    hashed = digest(text.encode("ascii"))
    whole = f'{_HEAD}{hashed}{_AFTER_HASH}{text}{_SALT}"{minted.salt}"{_DATA}{minted.data}}}\n'
    return whole.encode("ascii")


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _dumps(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def _payload(data: dict[str, Any], keep: Callable[[bytes], str]) -> str:
    """Write the payload; while it is too long, its biggest field becomes a blob."""
    text, blobs = _dumps(data), dict[str, str]()
    while len(text) > PAYLOAD_ROOM and data:
        sizes = {field: len(_dumps(value)) for field, value in data.items()}
        biggest = max(sizes, key=lambda field: sizes[field])
        blobs[biggest] = keep(_dumps(data.pop(biggest)).encode("ascii"))
        text = _dumps({**data, BLOBS: blobs})
    return text


def _frame(text: str) -> tuple[str, Any, str, str | None, str]:
    """Give hash, envelope (read, and as it stands in the line), salt (None: redacted) and payload."""
    start = len(_HEAD) + _HASH_LENGTH + len(_AFTER_HASH)
    hashed = text[len(_HEAD) : len(_HEAD) + _HASH_LENGTH]
    envelope, end = _decoder.raw_decode(text, start)
    salt_start = end + len(_SALT)
    salt, salt_end = _decoder.raw_decode(text, salt_start)
    data_start = salt_end + len(_DATA)
    is_framed = (
        text.startswith(_HEAD)
        and text[len(_HEAD) + _HASH_LENGTH : start] == _AFTER_HASH
        and text[end:salt_start] == _SALT
        and text[salt_end:data_start] == _DATA
        and text.endswith("}")
    )
    data_text = text[data_start:-1]
    if not is_framed or (salt is None and data_text.rstrip(" ") != "null"):
        raise BadLineError("line-broken")
    if salt is not None and text[salt_start:salt_end] != f'"{salt}"':
        raise BadLineError("payload-wrong")
    return hashed, envelope, text[start:end], salt, data_text


def _check(text: str, hashed: str, key: str) -> None:
    if digest(text.encode("ascii")) != hashed:
        raise BadLineError(key)


def _record(hashed: str, envelope: Mapping[str, Any], data: object) -> Record:
    """Check the shapes, which a hash alone does not: another program may have written the line."""
    level, count = envelope["c"]
    at, writer, by, kind = envelope["at"], envelope["w"], envelope["by"], envelope["k"]
    numbers = (envelope["v"], envelope["n"], level, count)
    texts = (envelope["id"], envelope["inc"], writer, by, kind, envelope["p"], at["pr"])
    if not (
        all(type(number) is int and number >= 0 for number in numbers)
        and all(type(text) is str for text in texts)
        and (data is None or isinstance(data, dict))
    ):
        raise BadLineError("line-broken")
    return Record(
        hash=hashed,
        version=envelope["v"],
        id=envelope["id"],
        incident=envelope["inc"],
        writer=writer,
        n=envelope["n"],
        recorded=from_iso(envelope["t"]),
        clock=(level, count),
        seen={str(name): (int(n), str(link)) for name, (n, link) in envelope.get("seen", {}).items()},
        at=Moment(from_iso(at["t"]), at["pr"]),
        by=by,
        kind=kind,
        previous=envelope["p"],
        data=data,
    )
