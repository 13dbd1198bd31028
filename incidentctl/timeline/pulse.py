"""What a writer remembers of an incident: the whole of it, or the pulse that is kept on disk."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from incidentctl import __version__
from incidentctl.domain.beat import beat
from incidentctl.domain.events import in_turn
from incidentctl.domain.pulse import TUPLES, Pulse
from incidentctl.errors import Damaged
from incidentctl.timeline.birth import is_original, put_original
from incidentctl.timeline.place import open_file
from incidentctl.timeline.record import BLOBS, LINE_CAP, BadLineError, parse, to_fact
from incidentctl.timeline.tail import FileHead, RewrittenError, catch_up, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.timeline.place import Directory
    from incidentctl.timeline.record import Link, Record

    Fetch = Callable[[str], bytes]

PULSE_FILE = "pulse.json"
PULSE_CAP = 1024 * 1024
_REFOLD = frozenset({"undone", "amended", "redacted"})


class Memory(Protocol):
    """What has been read of an incident so far.

    `main` is the writer whose chain the lock guards, `seen` what that chain has already declared, `known` up
    to which counter of it any other chain says that it has seen it.
    """

    main: str
    known: int
    heads: dict[str, FileHead]
    seen: dict[str, Link]

    @property
    def is_leaking(self) -> bool:
        """Whether a text that was erased still stands in a file."""
        ...

    def catch_up(self, directories: Sequence[Directory]) -> None:
        """Read what is new; under the lock this is the tail only."""
        ...

    def pulse(self, directories: Sequence[Directory]) -> Pulse:
        """Give the pulse of what was read."""
        ...


class WholeMemory:
    """Every fact of an incident, folded: what a decision is made on."""

    def __init__(self, main: str, fetch: Fetch) -> None:
        """Begin with nothing read; `main` is the writer whose chain the lock guards."""
        from incidentctl.domain.incident import Folding  # noqa: PLC0415 - `note` never folds everything

        self.heads: dict[str, FileHead] = {}
        self.seen: dict[str, Link] = {}
        self.known = 0
        self.main, self._fetch = main, fetch
        self._fold = Folding
        self._folding = Folding(())

    def catch_up(self, directories: Sequence[Directory]) -> None:
        """Read what is new and fold it on; everything, when a file was rewritten."""
        try:
            records = catch_up(directories, self.heads)
        except RewrittenError:
            self.heads, self.seen, self.known, self._folding = {}, {}, 0, self._fold(())
            records = catch_up(directories, self.heads)
        self.known = _declare(self.seen, records, self.main, self.known)
        self._folding.extend([readable(record, self._fetch) for record in records])

    @property
    def is_leaking(self) -> bool:
        """Whether a text that was erased still stands in a file."""
        return self._folding.is_leaking

    @property
    def incident(self) -> Incident:
        """The state, frozen."""
        return self._folding.incident()

    def pulse(self, directories: Sequence[Directory]) -> Pulse:  # noqa: ARG002 - all is read already
        """Give the pulse of the fold."""
        return self.incident.pulse


class PulseMemory:
    """The pulse alone: bounded, so that `note` costs the same at one event and at 100,000."""

    def __init__(self, main: str, fetch: Fetch) -> None:
        """Begin with nothing read."""
        self.heads: dict[str, FileHead] = {}
        self.seen: dict[str, Link] = {}
        self.known = 0
        self.is_leaking = False
        self.main, self._fetch = main, fetch
        self._beat: dict[str, Any] | None = None

    def load(self, directories: Sequence[Directory]) -> None:
        """Take up `pulse.json` where every file still holds, at the same place, the record it names."""
        try:
            fd = open_file(PULSE_FILE, directories[0].fd)
            with open(fd, "rb") as file:
                stored = json.loads(file.read(PULSE_CAP))
            if stored["by"] != __version__ or stored["beat"].keys() != set(Pulse._fields):
                return  # it may have folded over what it did not know yet
            heads = {label: _head(values) for label, values in stored["heads"].items()}
            seen = {str(writer): (int(n), str(link)) for writer, (n, link) in stored["seen"].items()}
            lists = {name: tuple(stored["beat"][name]) for name in TUPLES if name in stored["beat"]}
            beat_ = {**stored["beat"], **lists}
            Pulse(**beat_)
            by_label = {directory.label: directory for directory in directories}
            if heads and all(_holds(by_label, label, head) for label, head in heads.items()):
                self.heads, self.seen, self._beat = heads, seen, beat_
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return  # a shortcut: what is wrong with it is not worth a word, it is rebuilt

    def catch_up(self, directories: Sequence[Directory]) -> None:
        """Read what is new; where the pulse cannot follow, `pulse` rebuilds it."""
        if not self.heads:
            self._read_all(directories)
            return
        latest = max((head.clock for head in self.heads.values()), default=(0, -1))
        try:
            records = catch_up(directories, self.heads)
        except RewrittenError:
            self._read_all(directories)
            return
        self.known = _declare(self.seen, records, self.main, self.known)
        if not records or self._beat is None:
            return
        if records[0].clock <= latest or any(_is_late(record) for record in records):
            self._beat = None
            return
        for fact in in_turn([readable(record, self._fetch) for record in records]):
            beat(self._beat, fact)

    def pulse(self, directories: Sequence[Directory]) -> Pulse:
        """Give the pulse; rebuild it from the whole log where it could not follow."""
        if self._beat is None:
            self._read_all(directories)
        return Pulse(**self._beat or {})

    def _read_all(self, directories: Sequence[Directory]) -> None:
        whole = WholeMemory(self.main, self._fetch)
        whole.catch_up(directories)
        self.heads, self.seen, self.known = whole.heads, whole.seen, whole.known
        self.is_leaking = whole.is_leaking
        self._beat = whole.incident.pulse._asdict()


class Known(NamedTuple):
    """What the pulse on disk says of the files: how far each was read, and whether it came along with a copy.

    It is saved after the facts: whatever it has read was on disk. One that cannot be read says nothing.
    """

    heads: Mapping[str, FileHead]
    is_copy: bool

    def lost(self, directories: Sequence[Directory], heads: Mapping[str, FileHead]) -> dict[str, Link]:
        """Give what was cut off the files, or went with one of them, and is in none of `heads`."""
        by_label = {directory.label: directory for directory in directories}
        found = {
            stem(label): (head.n, head.hash)
            for label, head in self.heads.items()
            if _is_cut(label, head, by_label)
        }
        there = [(stem(label), head) for label, head in heads.items()]
        return {
            writer: link
            for writer, link in found.items()
            if all(head.n < link[0] for other, head in there if other == writer)
        }


def known(directory: Directory) -> Known:
    """Read what `pulse.json` says; what is added to the files meanwhile is no loss, so ask it before them."""
    try:
        with open(open_file(PULSE_FILE, directory.fd), "rb") as file:
            stored, pulse = json.loads(file.read(PULSE_CAP)), os.fstat(file.fileno())
        heads = {str(label): _head(values) for label, values in stored["heads"].items()}
        return Known(heads, not is_original(stored, pulse))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return Known({}, is_copy=False)


def _is_cut(label: str, head: FileHead, directories: Mapping[str, Directory]) -> bool:
    place, slash, name = label.rpartition("/")
    directory = directories.get(place + slash)
    try:
        return (
            directory is None or os.stat(name, dir_fd=directory.fd, follow_symlinks=False).st_size < head.size
        )
    except FileNotFoundError:
        return True
    except OSError:
        return False


def save(directory: Directory, memory: Memory, pulse: Pulse) -> None:
    """Put `pulse.json` in place; not synced, and if it fails nothing is lost but time."""
    heads = {label: [*head[:5], *head.clock, head.version] for label, head in memory.heads.items()}
    stored = {"by": __version__, "beat": pulse._asdict(), "seen": memory.seen, "heads": heads}
    with suppress(OSError):
        put_original(PULSE_FILE, directory.fd, stored, durable=False)


def readable(record: Record, fetch: Fetch) -> Fact:
    """Give the fact of a record; where its blob is missing, what is left of it is kept raw."""
    try:
        return to_fact(record, fetch)
    except (Damaged, ValueError):
        left = {name: value for name, value in (record.data or {}).items() if name != BLOBS}
        return to_fact(record._replace(data=left), fetch)


def _is_late(record: Record) -> bool:
    """Say whether a record may change what was folded before it: a correction, or history.

    The same row of a file may be there already, from another machine, and counts once.
    """
    return record.kind in _REFOLD or "row" in (record.data or {})


def _declare(seen: dict[str, Link], records: Sequence[Record], main: str, known: int) -> int:
    """Bring `seen` and `known` up to date; give the latter."""
    for record in records:
        if record.writer == main:
            seen.update(record.seen)
        elif main in record.seen:
            known = max(known, record.seen[main][0])
    return known


def _head(values: Sequence[Any]) -> FileHead:
    inode, size, start, n, link, level, count, version = values
    return FileHead(
        int(inode), int(size), int(start), int(n), str(link), (int(level), int(count)), int(version)
    )


def _holds(directories: Mapping[str, Directory], label: str, head: FileHead) -> bool:
    """Say whether the record that ends where the pulse has read to is the one that it has read."""
    place, slash, name = label.rpartition("/")
    fd = open_file(name, directories[place + slash].fd)
    try:
        if os.fstat(fd).st_ino != head.inode or not 0 < head.size - head.start <= LINE_CAP + 1:
            return False
        raw = os.pread(fd, head.size - head.start, head.start)
        return len(raw) == head.size - head.start and parse(raw).hash == head.hash
    except BadLineError:
        return False
    finally:
        os.close(fd)
