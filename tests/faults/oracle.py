"""What must hold after every fault, said once, for our store and for the naive ones that must fail it.

It looks at the bytes itself: neither the code that writes nor the code that verifies is asked what is whole.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, Protocol

from incidentctl.bootstrap import make_context
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.domain.incident import fold
from incidentctl.errors import IncidentctlError, NotRecorded
from tests.faults.homes import environ

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

RECORDED, NOT_RECORDED, UNCONFIRMED, SILENT = "recorded", "not recorded", "unconfirmed", ""
"""The three words of the tool, and none: it died, or nobody could hear it."""

FENCE = b" #torn"


class Store(Protocol):
    """A log under test. A fact is known by its key, which each test makes unique."""

    def keys(self) -> list[str]:
        """Give the keys of the facts that can be read, in order."""
        ...

    def files(self) -> dict[str, bytes]:
        """Give the files that hold facts."""
        ...

    def append(self, key: str) -> str:
        """Record one more fact, and give the word that was said."""
        ...

    def problems(self) -> list[str]:
        """Give what the store says of itself and what is not so, or what is wrong and it does not say."""
        ...


class Judged(NamedTuple):
    """What was found: how many facts were acknowledged, and everything that is not as it must be."""

    acknowledged: int
    lost: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether everything holds."""
        return not (self.lost or self.denied or self.broken)


class Oracle:
    """Remembers a store as it was before the fault, and judges it afterwards."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._files, self._keys = store.files(), store.keys()

    def of(self, copy: Store) -> Oracle:
        """Give an oracle that holds a copy, to which something has happened, to this store as it was."""
        other = Oracle.__new__(Oracle)
        other._store, other._files, other._keys = copy, self._files, self._keys  # noqa: SLF001 - one of us
        return other

    def judge(self, told: Mapping[str, str]) -> Judged:
        """Hold the store to what was told of each fact that somebody tried to record.

        Acknowledged facts are readable; what was said not to be there is not; earlier bytes are as they were;
        nothing is there that nobody wrote, and nothing twice; the next fact goes in, on a line of its own;
        and what the store says of itself is exactly what is so.
        """
        try:
            keys = self._store.keys()
        except IncidentctlError as error:
            keys, unreadable = [], [f"nothing can be read: {error.key}"]
        else:
            unreadable = []
        acknowledged = [*self._keys, *(key for key, word in told.items() if word == RECORDED)]
        lost = tuple(key for key in acknowledged if key not in keys)
        denied = tuple(key for key, word in told.items() if word == NOT_RECORDED and key in keys)
        broken = [*unreadable, *self._changed(), *self._store.problems()]
        broken += [f"invented: {key}" for key in keys if key not in self._keys and key not in told]
        broken += [f"twice: {key}" for key in {*keys} if keys.count(key) > 1]
        if [key for key in keys if key in self._keys] != [key for key in self._keys if key in keys]:
            broken.append("in another order")
        broken += self._next(keys)
        return Judged(len(acknowledged), lost, denied, tuple(broken))

    def _changed(self) -> Iterator[str]:
        files = self._store.files()
        for name, data in self._files.items():
            if not files.get(name, b"").startswith(data):
                yield f"changed: {name}"

    def _next(self, keys: list[str]) -> Iterator[str]:
        key = f"next after {len(keys)}"
        try:
            word = self._store.append(key)
        except (IncidentctlError, OSError, ValueError) as error:
            yield f"the next one does not go in: {error!r}"
            return
        after = self._store.keys()
        if word != RECORDED or after != [*keys, key]:
            yield f"the next one does not follow: {word}, {len(keys)} -> {len(after)}"
        yield from self._changed()


def key_of(fact: object) -> str:
    """Give the text of a note without its filling, else the kind of the fact."""
    event = getattr(fact, "event", None)
    return event.text.rstrip("x") if isinstance(event, Noted) else str(getattr(fact, "kind", ""))


class OurStore:
    """One incident of a home, read as the program would."""

    def __init__(self, home: Path, incident: str) -> None:
        self._timeline = make_context(environ(home)).timeline
        self._folder = home.joinpath("incidents", incident[4:8], incident[8:10], incident)
        self._incident = incident

    def keys(self) -> list[str]:
        return [key_of(fact) for fact in self._timeline.read(self._incident).facts]

    def files(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in sorted(self._folder.glob("w-*.jsonl"))}

    def append(self, key: str) -> str:
        try:
            return self._timeline.append(self._incident, [New(Noted(key))], by="ann").outcome
        except NotRecorded:
            return NOT_RECORDED

    def problems(self) -> list[str]:
        """Compare what `verify` names with the lines that are no records, and the pulse with the fold."""
        try:
            reading = self._timeline.verify(self._incident)
        except IncidentctlError as error:
            return [f"cannot be verified: {error.key}"]
        named = {(each.file, each.line): each.severity for each in reading.troubles}
        wrong = dict(bad_lines(self.files()))
        found = [] if named == wrong else [f"verify says {named}, but wrong is {wrong}"]
        if self._timeline.pulse(self._incident) != fold(self._timeline.read(self._incident).facts).pulse:
            found.append("the pulse is not that of the facts")
        return found


def bad_lines(files: Mapping[str, bytes]) -> Iterator[tuple[tuple[str, int], str]]:
    """Find the lines that are no records: a torn write is worth a notice, anything else is damage."""
    for name, data in files.items():
        for number, line in enumerate(data.split(b"\n"), 1):
            is_last = data.count(b"\n") < number
            if not is_record(line) and (line or not is_last):
                yield (name, number), "notice" if is_last or line.endswith(FENCE) else "damage"


def is_record(line: bytes) -> bool:
    """Say whether a line is whole: the prefix of a JSON object is none."""
    try:
        return set(json.loads(line)) == {"h", "e", "s", "d"}
    except ValueError:
        return False


class NaiveStore:
    """What one writes first: load the list, append, save. It must fail wherever ours must not."""

    def __init__(self, home: Path) -> None:
        self._path = home / "log.json"

    def keys(self) -> list[str]:
        try:
            return list(json.loads(self._path.read_bytes()))
        except (OSError, ValueError):
            return []

    def files(self) -> dict[str, bytes]:
        return {}  # it is rewritten each time; its keys tell enough

    def append(self, key: str) -> str:
        notes = json.loads(self._path.read_bytes()) if self._path.exists() else []
        self._path.write_bytes(json.dumps([*notes, key]).encode())
        return RECORDED

    def problems(self) -> list[str]:
        return []
