"""The files of facts of an archive beside those that are here: what each of them is to become."""

from __future__ import annotations

import io
import os
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.ports import TakenIn
from incidentctl.timeline.inspecting import Inspected, inspect
from incidentctl.timeline.merging import Merged, merge
from incidentctl.timeline.place import is_log_name, open_file
from incidentctl.timeline.record import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from incidentctl.timeline.place import Directory

_DRAFT = ".draft"


class Log(NamedTuple):
    """A file of facts that is open, what it holds, and its inode and size before it was read."""

    file: BinaryIO
    held: Inspected
    identity: tuple[int, int]


class Plan(NamedTuple):
    """What is to become of one file of mine; its `identity` is () where there is none."""

    name: str
    merged: Merged
    identity: tuple[int, ...]


def read(directory: Directory, stack: ExitStack) -> Iterator[Log]:
    """Open and read every file of facts in the directory of an incident; `stack` closes them."""
    incident = os.path.basename(directory.path)
    for name in sorted(filter(is_log_name, os.listdir(directory.fd))):
        yield log_of(name, directory.fd, incident, stack)


def log_of(name: str, directory: int, incident: str, stack: ExitStack) -> Log:
    """Open and read one file of facts."""
    file = stack.enter_context(open(open_file(name, directory), "rb"))  # noqa: SIM115 - `stack` closes it
    found = os.fstat(file.fileno())
    return Log(file, inspect(name, file, incident), (found.st_ino, found.st_size))


def compared(theirs: Sequence[Log], mine: Sequence[Log], out: int) -> list[Plan]:
    """Write what each file of mine is to become into the directory `out`, if it is to change.

    Where a chain goes on otherwise here, theirs gets a file of its own, named by the record at which they
    part: nothing is mixed, nothing is lost, and the same archive finds it there the next time.
    """
    there = {log.held.name: log for log in mine}
    erased = frozenset(id_ for log in (*theirs, *mine) for id_ in log.held.erased)
    plans: dict[str, Plan] = {}

    def compare(name: str, log: Log, fork: str = "") -> None:
        before, one = plans.get(name), there.get(name)
        with ExitStack() as stack:
            source: BinaryIO = one.file if one else io.BytesIO()
            if before and before.merged.is_changed:
                source = stack.enter_context(open(open_file(name, out), "rb"))
            source.seek(0)
            log.file.seek(0)
            fd = open_file(_DRAFT, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            draft = stack.enter_context(open(fd, "wb"))
            merged = merge(source, log.file, draft.write, erased)
            draft.flush()
            os.fsync(fd)
        if merged.fork:
            compare(f"w-{digest(f'{name}/{merged.fork}'.encode())[:8]}.jsonl", log, merged.fork)
            return
        if merged.is_changed:
            os.rename(_DRAFT, name, src_dir_fd=out, dst_dir_fd=out)
        merged = merged._replace(fork=fork)
        plans[name] = Plan(
            name, before.merged.and_then(merged) if before else merged, one.identity if one else ()
        )

    for log in theirs:
        compare(log.held.name, log)
    with suppress(FileNotFoundError):
        os.unlink(_DRAFT, dir_fd=out)
    return list(plans.values())


def named(changed: Sequence[Plan], incident: str, out: int) -> set[str]:
    """Give the blobs that are named by what is to be put in place: none that only an erased text named."""
    names = set[str]()
    for plan in changed:
        with open(open_file(plan.name, out), "rb") as file:
            names |= inspect(plan.name, file, incident).blobs
    return names


def taken(incident: str, plans: Sequence[Plan], mine: Sequence[Log]) -> TakenIn:
    """Give what all that comes to; blobs and writer are for whoever puts it in place to say."""
    parts = [plan.merged for plan in plans]
    names = {plan.name for plan in plans}
    return TakenIn(
        incident=incident,
        is_new=not mine,
        facts=sum(part.added for part in parts),
        logs=sum(part.is_changed for part in parts),
        blobs=0,
        is_behind=any(part.is_behind for part in parts) or any(log.held.name not in names for log in mine),
        erased=sum(part.erased for part in parts),
        forks=tuple(plan.name for plan in plans if plan.merged.fork),
        is_own=False,
    )
