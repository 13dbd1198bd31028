"""Two copies of one file of facts: what both say, then what only the longer one has; forks are not mixed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.timeline.record import LINE_CAP, BadLineError, digest, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import BinaryIO

    from incidentctl.timeline.record import Record

_NOTHING = b',"s":null,"d":null'


class Merged(NamedTuple):
    """What came of two copies: records that only theirs has, texts that had to go, whether mine changes.

    `is_behind`: mine has more. `fork`: they part, at the record of theirs with this hash, and nothing of what
    was put is to be kept.
    """

    added: int = 0
    erased: int = 0
    is_changed: bool = False
    is_behind: bool = False
    fork: str = ""

    def and_then(self, later: Merged) -> Merged:
        """Give what came of two merges, one after the other."""
        return Merged(
            self.added + later.added,
            self.erased + later.erased,
            self.is_changed or later.is_changed,
            self.is_behind and later.is_behind,
            self.fork or later.fork,
        )


def merge(
    mine: BinaryIO, theirs: BinaryIO, put: Callable[[bytes], object], erased: Collection[str]
) -> Merged:
    """Put the lines of both copies, without the texts of facts that were `erased`, here or there.

    A copy may lack what came later, or have a text that the other one lost: an erased one stays erased.
    """
    merged = Merged()
    while True:
        one, other = mine.readline(LINE_CAP + 1), theirs.readline(LINE_CAP + 1)
        if not one and not other:
            return merged
        if not one or (not one.endswith(b"\n") and other.startswith(one)):
            line, is_news = other, bool(_record(other)) and not _record(one)
        elif not other or one == other or (not other.endswith(b"\n") and one.startswith(other)):
            line, is_news = one, False
        elif (line := _agreed(one, other, erased)) == b"":
            return merged._replace(fork=_link(other))
        else:
            is_news = False
        kept = without_erased(line, erased)
        merged = Merged(
            merged.added + is_news,
            merged.erased + (_is_blank(kept) and not all(map(_is_blank, filter(None, (one, other))))),
            merged.is_changed or kept != one,
            merged.is_behind or (bool(one) and not other),
        )
        put(kept)


def without_erased(raw: bytes, erased: Collection[str]) -> bytes:
    """Give a line without its text if that was erased: as long as it was, and the hashes hold."""
    record = _record(raw) if erased else None
    if record is None or record.data is None or record.id not in erased or record.kind == "redacted":
        return raw
    text = raw.decode("ascii")
    _, end = json.JSONDecoder().raw_decode(text, text.index('"e":') + 4)
    body, newline = raw.removesuffix(b"\n"), raw[len(raw.removesuffix(b"\n")) :]
    return (raw[:end] + _NOTHING).ljust(len(body) - 1) + b"}" + newline


def _agreed(one: bytes, other: bytes, erased: Collection[str]) -> bytes:
    """Give the line that two different ones come to; "" where they are not one record.

    Whichever lost its text lost it for a reason, if some fact says so; what is gone here does not come back.
    """
    mine, theirs = _record(one), _record(other)
    if mine is None or theirs is None or mine.hash != theirs.hash:
        return b""
    return other if theirs.data is None and theirs.id in erased else one


def _record(raw: bytes) -> Record | None:
    try:
        return parse(raw)
    except BadLineError:
        return None


def _is_blank(raw: bytes) -> bool:
    return _NOTHING in raw


def _link(raw: bytes) -> str:
    record = _record(raw)
    return record.hash if record else digest(raw)
