"""Reading many incidents for the index, by as many processes as there are processors."""

from __future__ import annotations

import gc
import marshal
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from incidentctl.timeline.index_tables import Row, row
from incidentctl.timeline.scan import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from incidentctl.ports import Timeline

ALONE = 400
"""So many incidents are read sooner than other processes are started."""

_MOST = 4  # processes: beyond that the disk and the one that writes are the limit


def harvest(timeline: Timeline, signatures: Mapping[str, str]) -> Iterator[Row]:
    """Read incidents and give their rows; `signatures` were taken before, so that a later change shows."""
    parts = min(_MOST, _processors()) if len(signatures) > ALONE else 1
    todo = list(signatures.items())
    shares = [todo[number::parts] for number in range(parts)]
    started = [(_start(timeline, share), share) for share in shares[1:]]
    try:
        yield from _rows(timeline, shares[0])
        while started:
            reader, share = started.pop()
            rows = _received(reader) if reader is not None else None
            yield from _rows(timeline, share) if rows is None else rows
    finally:
        for reader, _ in started:
            if reader is not None:
                os.close(reader[1])  # whoever still writes there ends
                os.waitpid(reader[0], 0)


def _rows(timeline: Timeline, share: Sequence[tuple[str, str]]) -> list[Row]:
    was_collecting = gc.isenabled()
    gc.disable()  # nothing here is a cycle, and looking for one takes a tenth of the time
    try:
        told = ((tell(timeline, incident), signature) for incident, signature in share)
        return [row(each, signature) for each, signature in told if each is not None]
    finally:
        if was_collecting:
            gc.enable()


def _start(timeline: Timeline, share: Sequence[tuple[str, str]]) -> tuple[int, int] | None:
    """Let another process read a share; give its id and where its rows come from, None when it cannot be."""
    reader, writer = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return None
    if child:
        os.close(writer)
        return child, reader
    status = 1
    try:
        os.close(reader)
        with open(writer, "wb") as out:
            out.write(marshal.dumps([tuple(each) for each in _rows(timeline, share)]))
        status = 0
    finally:
        os._exit(status)  # it is a copy of the caller: nothing of theirs is flushed or tidied here


def _received(started: tuple[int, int]) -> list[Row] | None:
    """Give the rows of another process; None when it did not come to its end."""
    child, reader = started
    data = b""
    with open(reader, "rb") as file:
        data = file.read()
    _, status = os.waitpid(child, 0)
    with suppress(ValueError, EOFError, TypeError):
        return [Row(*values) for values in marshal.loads(data)] if status == 0 else None  # noqa: S302 - ours
    return None


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
