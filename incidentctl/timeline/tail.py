"""Reading the files of an incident: lines, heads, and only what is new since the last look."""

from __future__ import annotations

import os
import stat
from errno import ELOOP, EPERM
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.ports import Trouble
from incidentctl.timeline.place import is_log_name, open_file
from incidentctl.timeline.record import (
    FENCE,
    LINE_CAP,
    VERSION,
    BadLineError,
    Clock,
    Link,
    Record,
    is_ahead,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime
    from typing import BinaryIO

    from incidentctl.timeline.place import Directory


MOST_TOLD = 5
"""So many lines of one run that holds no record are told one by one."""


class FileHead(NamedTuple):
    """How far a file has been read: up to byte `size`, where a record ends that began at `start`.

    `clock` and `version` are the highest in the file.
    """

    inode: int
    size: int
    start: int
    n: int
    hash: str
    clock: Clock
    version: int


class Line(NamedTuple):
    """One line of a file, from byte `start` to `end`. `problem` is "" exactly when there is a record.

    `is_fenced`: whoever wrote next found it torn, and marked it so. `stands_for`: how many lines.
    """

    start: int
    end: int
    number: int
    record: Record | None
    problem: str
    is_fenced: bool
    stands_for: int = 1


class Findings:
    """What a full reading met besides facts: troubles, and where each record stands, by its hash."""

    def __init__(self) -> None:
        """Begin with nothing met."""
        self.troubles: list[Trouble] = []
        self.places: dict[str, tuple[str, int, int]] = {}


class Pending:
    """Lines that had to be stepped around, until the next record says what they were.

    Of a long run the first ones are kept, and how many more there are: memory is bounded whatever a file is.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self.lines: list[Line] = []

    def add(self, line: Line) -> None:
        """Add the next line of the run."""
        if len(self.lines) < MOST_TOLD or line.problem == "in-progress":
            self.lines.append(line)
        elif self.lines[-1].problem == "more":
            more = self.lines.pop()
            self.lines.append(more._replace(end=line.end, stands_for=more.stands_for + 1))
        else:
            self.lines.append(line._replace(problem="more", is_fenced=False))


class RewrittenError(Exception):
    """A file is not what it was at the last look: everything must be read again."""


def lines(file: BinaryIO, start: int = 0) -> Iterator[Line]:
    """Read the lines from byte `start` on, in bounded memory; numbers count from 1 at `start`.

    A last line without its newline counts when it is a whole record, else it is "in-progress". Nothing is
    read behind it: what a writer adds meanwhile would look like a line of its own.
    """
    file.seek(start)
    number, is_ended = 0, True
    while is_ended and (raw := file.readline(LINE_CAP + 1)):
        number += 1
        end, is_ended, problem, record = start + len(raw), raw.endswith(b"\n"), "", None
        if len(raw) > LINE_CAP:
            problem = "too-long"
            while not is_ended and (more := file.readline(LINE_CAP)):
                end, is_ended, raw = end + len(more), more.endswith(b"\n"), raw[-len(FENCE) :] + more
        else:
            try:
                record = parse(raw)
            except BadLineError as error:
                problem = error.key
        if problem and not is_ended:
            problem = "in-progress"
        yield Line(start, end, number, record, problem, raw.endswith(FENCE))
        start = end


def catch_up(
    directories: Sequence[Directory], heads: dict[str, FileHead], findings: Findings | None = None
) -> list[Record]:
    """Give the records that were added since `heads` was brought up to date, in order; bring it up to date.

    Empty `heads` read everything, and `findings` then collects what had to be stepped around. Raise
    `RewrittenError` when a file shrank, was replaced, or is gone.
    """
    found: list[Record] = []
    missing = set(heads)
    for directory in reversed(directories):  # the home last: what is moved there meanwhile is not missed
        for name in sorted(filter(is_log_name, os.listdir(directory.fd))):
            label = directory.label + name
            missing.discard(label)
            try:
                found += _read_on(directory, name, heads, findings)
            except OSError as error:
                if label in heads:
                    raise RewrittenError from error
                if directory.label and isinstance(error, FileNotFoundError):
                    continue
                if findings is not None:
                    key = "not-a-file" if error.errno in {ELOOP, EPERM} else "unreadable"
                    params = {"reason": os.strerror(error.errno or 0)}
                    findings.troubles.append(Trouble(key, label, 0, 0, "damage", params))
    if missing:
        raise RewrittenError
    return sorted(found, key=lambda record: record.order)


def _read_on(
    directory: Directory, name: str, heads: dict[str, FileHead], findings: Findings | None
) -> list[Record]:
    label = directory.label + name
    head = heads.get(label)
    if head is not None and not _has_grown(name, directory, head):
        return []
    found: list[Record] = []
    pending = Pending()
    fd = open_file(name, directory.fd)
    with open(fd, "rb") as file:
        inode = os.fstat(fd).st_ino
        if head is not None and inode != head.inode:
            raise RewrittenError
        for line in lines(file, head.size if head else 0):
            record = line.record
            if record is None:
                pending.add(line)
                continue
            if record.incident != os.path.basename(directory.path):
                pending.add(line._replace(problem="wrong-incident"))
                continue
            if findings is not None:
                findings.troubles += _judge(label, pending.lines, line, head)
                findings.places[record.hash] = (label, line.number, line.start)
            pending.lines.clear()
            clock = max(record.clock, head.clock) if head else record.clock
            version = max(record.version, head.version) if head else record.version
            head = FileHead(inode, line.end, line.start, record.n, record.hash, clock, version)
            found.append(record)
    if head is not None:
        heads[label] = head
    if findings is not None:
        findings.troubles += _judge(label, pending.lines, None, head)
    return found


def _has_grown(name: str, directory: Directory, head: FileHead) -> bool:
    looked = os.stat(name, dir_fd=directory.fd, follow_symlinks=False)
    if looked.st_ino != head.inode or looked.st_size < head.size or not stat.S_ISREG(looked.st_mode):
        raise RewrittenError
    return looked.st_size > head.size


def _judge(label: str, bad: Sequence[Line], after: Line | None, head: FileHead | None) -> Iterator[Trouble]:
    """Word lines that had to be stepped around, now that the line after them is known, which has a record.

    When the chain goes on across a fenced line nothing is lost: it is the torn rest of a write that was
    never acknowledged. Where it does not go on and no bad line stands for what is missing, lines are gone.
    """
    n, link = (head.n, head.hash) if head else (0, "")
    found = after.record if after else None
    goes_on = found is None or (found.n - 1, found.previous) == (n, link)
    for line in bad:
        if line.problem == "in-progress":
            yield Trouble("in-progress", label, line.number, line.start, "notice", {})
        elif goes_on and line.is_fenced:
            yield Trouble("torn", label, line.number, line.start, "notice", {})
        else:
            params = {"count": line.stands_for} if line.problem == "more" else {}
            yield Trouble(line.problem, label, line.number, line.start, "damage", params)
    if after and found and not goes_on:
        expected = n + 1 + sum(line.stands_for for line in bad if not line.is_fenced)
        if found.n != expected:
            params = {"expected": expected, "found": found.n}
            yield Trouble("counter", label, after.number, after.start, "damage", params)
        elif not bad:
            yield Trouble("chain", label, after.number, after.start, "damage", {})


def stem(label: str) -> str:
    """Give the writer whose chain is in a file."""
    return label.rpartition("/")[2].removesuffix(".jsonl")


def links(heads: Mapping[str, FileHead]) -> dict[str, Link]:
    """Give the newest record of every writer, as `seen` has it."""
    return {stem(label): (head.n, head.hash) for label, head in heads.items()}


def latest_clock(heads: Mapping[str, FileHead], writer: str, now: datetime) -> Clock:
    """Give the clock that a new fact of `writer` must pass.

    Mine always counts, so that an undo never sorts before what it undoes; another's does not when it is more
    than 60 seconds ahead of `now`.
    """
    clocks = (
        head.clock
        for label, head in heads.items()
        if stem(label).startswith(writer) or not is_ahead(head.clock, now)
    )
    return max(clocks, default=(0, 0))


def is_newer(head: FileHead | None) -> bool:
    """Say whether a newer program has written to this file: it is read, not written."""
    return head is not None and head.version > VERSION
