"""Erasing: a text that was redacted leaves every file of this machine, and the chain of hashes holds."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
from contextlib import suppress
from errno import EAGAIN, ESTALE
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.erasing import strings, telling_parts, texts_in
from incidentctl.domain.events import KINDS
from incidentctl.timeline import blobs, dirty, lock
from incidentctl.timeline.files import is_in_place
from incidentctl.timeline.leftovers import leftovers
from incidentctl.timeline.place import is_log_name, open_file, read_file
from incidentctl.timeline.pulse import PULSE_FILE
from incidentctl.timeline.quarantine import FOLDER as QUARANTINE
from incidentctl.timeline.record import FENCE, random_id
from incidentctl.timeline.tail import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from incidentctl.timeline.place import Directory, Place
    from incidentctl.timeline.places import Places
    from incidentctl.timeline.record import Record
    from incidentctl.timeline.tail import Line

_PAYLOAD = b',"s":'
_NOTHING = b',"s":null,"d":null'
_PATIENCE = 10  # how many times a file is waited for that others write to
_WORD, _TORN = 8, 4


class _Found(NamedTuple):
    """What is to be erased: ids of facts, and of those that have a payload here their texts and blobs."""

    ids: frozenset[str]
    leaking: frozenset[str]
    texts: Sequence[str]
    blobs: frozenset[str]

    @property
    def needles(self) -> frozenset[bytes]:
        """Every text, and each word in it that is like a secret, as it may stand in a file."""
        parts = {part for text in self.texts for part in telling_parts(text, _WORD)}
        return frozenset(
            each.encode("utf-8", "surrogatepass") for part in parts for each in (part, json.dumps(part)[1:-1])
        )


def pending(places: Places, incident: str) -> int:
    """Give how many texts that were erased still stand in a file of this machine."""
    with places.opened(incident) as directories:
        return len(_look(directories).leaking)


def erase(places: Places, incident: str, *, is_new: bool = False) -> int:
    """Erase what `redacted` facts name, and give how many files of facts were rewritten.

    The copies go first, and the record itself last: as long as it is there it says what to look for, so that
    whoever comes after somebody who was stopped can finish. `is_new`: somebody has just asked for it, so that
    nothing is taken for done. OSError: not all of it is erased.
    """
    with places.opened(incident) as directories:
        found = _look(directories)
        if found.leaking or is_new:
            _drop_shortcuts(places, directories)
        if not found.leaking:
            return 0
        found = _with_blobs(places, found)
        needles = found.needles
        for place in places.all:
            _drop_copies(place, incident, found, needles)
        _drop_blobs(places, found)
        files = [(directory, name) for directory in directories for name in _logs(directory)]
        for directory, name in files:
            _rewrite(directory, name, lambda line, raw: _without_rest(line, raw, found, needles))
        count = sum(
            _rewrite(directory, name, lambda line, raw: _nulled(line, raw, found.ids))
            for directory, name in files
        )
        _drop_shortcuts(places, directories)
        if _look(directories).leaking:  # a file came meanwhile
            raise OSError(EAGAIN, os.strerror(EAGAIN))
        return count


def without_payload(raw: bytes) -> bytes:
    """Give the line of a record with neither salt nor payload, as long as it was; the hashes hold."""
    end = _envelope_end(raw)
    rest = len(raw.removesuffix(b"\n")) - end - len(_NOTHING) - 1
    return raw[:end] + _NOTHING + b" " * rest + b"}" + raw[len(raw.removesuffix(b"\n")) :]


def _envelope_end(raw: bytes) -> int:
    text = raw.decode("ascii")
    _, end = json.JSONDecoder().raw_decode(text, text.index('"e":') + 4)
    return end


def _look(directories: Sequence[Directory]) -> _Found:
    """Read which facts were erased, and which of them still have a payload."""
    ids: set[str] = set()
    for record in _records(directories):
        if record.kind == "redacted" and record.data:
            ids.add(str(record.data.get("target")))
    there = [
        record
        for record in (_records(directories) if ids else ())
        if record.id in ids and record.kind != "redacted" and record.data is not None
    ]
    return _Found(
        frozenset(ids),
        frozenset(record.id for record in there),
        [text for each in there for text in texts_in(each.data or {}, is_known=each.kind in KINDS)],
        frozenset(text for record in there for text in strings(record.data) if blobs.is_name(text)),
    )


def _records(directories: Sequence[Directory]) -> Iterator[Record]:
    for directory in reversed(directories):
        for name in _logs(directory):
            with suppress(FileNotFoundError), open(open_file(name, directory.fd), "rb") as file:
                yield from (line.record for line in lines(file) if line.record is not None)


def _logs(directory: Directory) -> list[str]:
    return sorted(filter(is_log_name, os.listdir(directory.fd)))


def _with_blobs(places: Places, found: _Found) -> _Found:
    """Add the texts that went to blobs, as far as they are still there; what a program printed is no JSON."""
    more: list[str] = []
    for name in found.blobs:
        for place in places.all:
            with suppress(OSError, ValueError), place.below(blobs.FOLDER) as fd:
                more += strings(json.loads(read_file(name, fd)))
    return found._replace(texts=[*found.texts, *more])


def _drop_shortcuts(places: Places, directories: Sequence[Directory]) -> None:
    """Remove the index and the pulses: they are made anew from what is left."""
    for place in places.all:
        with suppress(FileNotFoundError), place.below() as root:
            dirty.discard(root)
    for directory in directories:
        with suppress(FileNotFoundError):
            os.unlink(PULSE_FILE, dir_fd=directory.fd)


def _drop_copies(place: Place, incident: str, found: _Found, needles: frozenset[bytes]) -> None:
    """Remove copies of damaged lines, and files that somebody who was stopped left half made."""
    ids = [b'"id":"%s"' % each.encode() for each in found.ids]
    with suppress(FileNotFoundError), place.below(QUARANTINE) as fd:
        for name in os.listdir(fd):
            data = read_file(name, fd) if name.startswith(incident) else b""
            if _holds(data, [*ids, *needles]):
                os.unlink(name, dir_fd=fd)
    for path, known in leftovers(place):
        if stat.S_ISDIR(known.st_mode):
            texts = [_bytes(os.path.join(path, name)) for name in os.listdir(path)]
            if any(_holds(data, needles) for data in texts):
                shutil.rmtree(path)
        elif _holds(_bytes(path), needles):
            os.unlink(path)


def _bytes(path: str) -> bytes:
    with suppress(OSError), open(path, "rb") as file:
        return file.read()
    return b""


def _holds(data: bytes, needles: Sequence[bytes] | frozenset[bytes]) -> bool:
    return any(needle in data for needle in needles)


def _drop_blobs(places: Places, found: _Found) -> None:
    """Remove the blobs that no other fact names: one of the same text, of any incident, still needs it."""
    for name in found.blobs:
        if not _is_named(places, name.encode(), found.ids):
            for place in places.all:
                with suppress(FileNotFoundError), place.below(blobs.FOLDER) as fd:
                    os.unlink(name, dir_fd=fd)


def _is_named(places: Places, name: bytes, ids: frozenset[str]) -> bool:
    for incident in places.incidents(set()):
        with places.opened(incident) as directories:
            for directory in directories:
                for log in _logs(directory):
                    with open(open_file(log, directory.fd), "rb") as file:
                        data = file.read()
                    at = data.find(name)
                    while at >= 0:
                        line = data[data.rfind(b"\n", 0, at) + 1 : at]
                        said = re.search(rb'"id":"([0-9a-z]+)"', line)
                        if said is None or said[1].decode() not in ids:
                            return True
                        at = data.find(name, at + 1)
    return False


def _nulled(line: Line, raw: bytes, ids: frozenset[str]) -> bytes:
    record = line.record
    is_meant = record is not None and record.id in ids and record.kind != "redacted"
    return without_payload(raw) if is_meant and record is not None and record.data is not None else raw


def _without_rest(line: Line, raw: bytes, found: _Found, needles: frozenset[bytes]) -> bytes:
    """Blank a line that is no record where it holds the text, or, being torn, the beginning of it."""
    if line.record is not None:
        return raw
    end = FENCE if raw.endswith(FENCE) else b"\n" if raw.endswith(b"\n") else b""
    body = raw.removesuffix(end) if end else raw
    ids = [b'"id":"%s"' % each.encode() for each in found.ids]
    if not (_is_cut(body, needles) or _holds(body, [*ids, *needles])):
        return raw
    start = body.find(_PAYLOAD)
    if start < 0 or _holds(body[:start], needles):
        start = 0
    return body[:start] + b"#" * (len(body) - start) + end


def _is_cut(body: bytes, needles: frozenset[bytes]) -> bool:
    """Say whether a line ends with the beginning of one of the texts."""
    return any(
        body.endswith(needle[:size])
        for needle in needles
        for size in range(_TORN, min(len(needle), len(body)) + 1)
    )


def _rewrite(directory: Directory, name: str, change: Callable[[Line, bytes], bytes]) -> bool:
    """Put a file in place of another in which lines were changed, none of them in length; False: none was.

    Whoever waits for the lock of the old one sees that it is no longer there, and takes the new one.
    """
    for _ in range(_PATIENCE):
        try:
            fd = open_file(name, directory.fd, os.O_RDWR)
        except FileNotFoundError:
            return False
        try:
            if not lock.acquire(fd, lock.LOCK_SECONDS) or not is_in_place(fd, name, directory):
                continue
            with open(os.dup(fd), "rb") as file:
                file.seek(0)
                before = file.read()
            after = b"".join(
                change(line, before[line.start : line.end]) for line in lines(io.BytesIO(before))
            )
            if before == after:
                return False
            if len(before) != len(after):
                raise OSError(ESTALE, os.strerror(ESTALE), name)
            _replace(directory, name, after)
            return True
        finally:
            os.close(fd)
    raise OSError(EAGAIN, os.strerror(EAGAIN), name)


def _replace(directory: Directory, name: str, data: bytes) -> None:
    temporary = f".{random_id(10)}"
    fd = open_file(temporary, directory.fd, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        try:
            place = 0
            while place < len(data):
                place += os.write(fd, data[place : place + 1024 * 1024])
            lock.confirm(fd)
        finally:
            os.close(fd)
        os.rename(temporary, name, src_dir_fd=directory.fd, dst_dir_fd=directory.fd)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary, dir_fd=directory.fd)
        raise
    os.fsync(directory.fd)
