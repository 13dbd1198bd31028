"""What a file of facts holds, line by line and in bounded memory: for taking it out, and for taking it in."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.ports import Head
from incidentctl.timeline.tail import lines, stem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from incidentctl.timeline.record import Record

_CHUNK = 1024 * 1024
_BLOB = re.compile("[0-9a-f]{64}")


class Inspected(NamedTuple):
    """A file of facts up to its last whole line, at byte `size`.

    `blobs` are the hashes that its records name, `erased` the ids of facts that they say were redacted.
    `is_whole`: every line is a record of this incident and writer that follows from the one before, or the
    fenced rest of a write that nobody was told of.
    """

    name: str
    size: int
    facts: int
    head: Head | None
    is_whole: bool
    blobs: frozenset[str]
    erased: frozenset[str]


def inspect(name: str, file: BinaryIO, incident: str) -> Inspected:
    """Read a file of facts from its beginning."""
    writer, n, link = stem(name), 0, ""
    size, count, is_whole = 0, 0, True
    blobs, erased = set[str](), set[str]()
    for line in lines(file):
        if line.problem == "in-progress":  # it may still grow, or be cut back by whoever writes it
            break
        size, record = line.end, line.record
        if record is None:
            is_whole = is_whole and line.is_fenced
            continue
        is_next = (record.n, record.previous) == (n + 1, link)
        is_whole = is_whole and is_next and (record.incident, record.writer) == (incident, writer)
        n, link, count = record.n, record.hash, count + 1
        blobs |= named(record)
        if record.kind == "redacted" and record.data:
            erased.add(str(record.data.get("target")))
    head = Head(writer, n, link) if count else None
    return Inspected(name, size, count, head, is_whole, frozenset(blobs), frozenset(erased))


def named(record: Record) -> set[str]:
    """Give every text of a payload that may be the hash of a blob; whoever asks knows which there are."""
    return {text for text in _texts(record.data) if _BLOB.fullmatch(text)}


def digest_of(file: BinaryIO, size: int) -> str:
    """Give the SHA-256 of the first `size` bytes."""
    digest = sha256()
    for chunk in chunks(file, size):
        digest.update(chunk)
    return digest.hexdigest()


def chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    """Give the first `size` bytes in pieces."""
    file.seek(0)
    while size and (chunk := file.read(min(size, _CHUNK))):
        yield chunk
        size -= len(chunk)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
