"""Two copies of one file of facts: what both say, then what only the longer one has; forks are not mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.timeline.erasing import without_payload
from incidentctl.timeline.record import LINE_CAP, BadLineError, digest, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import BinaryIO

    from incidentctl.timeline.record import Record


class Merged(NamedTuple):
    """What came of two copies: records that only theirs has, texts kept away, whether mine changes.

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
    """Put the lines of both copies; of facts that were `erased`, here or there, theirs bring no text.

    A copy may lack what came later, or have a text that the other one lost: what is here stays as it is.
    """
    merged = Merged()
    while True:
        one, other = mine.readline(LINE_CAP + 1), theirs.readline(LINE_CAP + 1)
        if not one and not other:
            return merged
        is_news, is_kept_away = False, False
        if not one or (not one.endswith(b"\n") and other.startswith(one)):
            line, is_news = without_erased(other, erased), bool(_record(other)) and not _record(one)
            is_kept_away = line != other
        elif not other or one == other or (not other.endswith(b"\n") and one.startswith(other)):
            line = one
        elif not _are_one(one, other):
            return merged._replace(fork=_link(other))
        else:
            line, is_kept_away = one, _is_blank(one)
        merged = Merged(
            merged.added + is_news,
            merged.erased + is_kept_away,
            merged.is_changed or line != one,
            merged.is_behind or (bool(one) and not other),
        )
        put(line)


def without_erased(raw: bytes, erased: Collection[str]) -> bytes:
    """Give a line without its text if that was erased: as long as it was, and the hashes hold."""
    record = _record(raw) if erased else None
    if record is None or record.data is None or record.id not in erased or record.kind == "redacted":
        return raw
    return without_payload(raw)


def _are_one(one: bytes, other: bytes) -> bool:
    """Say whether two different lines are one record, of which either has lost its text."""
    mine, theirs = _record(one), _record(other)
    return mine is not None and theirs is not None and mine.hash == theirs.hash


def _record(raw: bytes) -> Record | None:
    try:
        return parse(raw)
    except BadLineError:
        return None


def _is_blank(raw: bytes) -> bool:
    record = _record(raw)
    return record is not None and record.data is None


def _link(raw: bytes) -> str:
    record = _record(raw)
    return record.hash if record else digest(raw)
