"""The timeline on disk: one append-only file per writer, and the order of steps that loses nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from incidentctl.domain.pulse import Pulse
from incidentctl.errors import Damaged, NotFound, NotRecorded, Unconfirmed
from incidentctl.ports import Reading, Receipt
from incidentctl.timeline import blobs, dirty
from incidentctl.timeline.ballast import set_aside, with_room
from incidentctl.timeline.files import begin_files
from incidentctl.timeline.lock import signals_held_back
from incidentctl.timeline.place import path_of
from incidentctl.timeline.places import Places
from incidentctl.timeline.pulse import PulseMemory, WholeMemory
from incidentctl.timeline.record import fresh, mint, parse, stamp, to_fact
from incidentctl.timeline.refusal import reason, texts
from incidentctl.timeline.writing import Writing, is_volatile, outcome, refreshed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from incidentctl.domain.facts import New
    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Head, Index, Repair, Symptom
    from incidentctl.timeline.archives import FileArchives
    from incidentctl.timeline.place import Directory
    from incidentctl.timeline.pulse import Memory


class FileTimeline:
    """Incidents below a root directory; the promises are in timeline.md."""

    def __init__(
        self,
        root: Path,
        clock: Callable[[], datetime],
        receipts: list[Receipt],
        *,
        fallbacks: Sequence[Path] = (),
    ) -> None:
        """Use the tree at `root`, and the first of `fallbacks` that takes facts while `root` does not.

        `clock` gives aware times. `receipts` gets one for every write, before signals are let in again.
        """
        self._clock, self._receipts = clock, receipts
        self._places = Places(root, fallbacks)
        self._read: tuple[str, WholeMemory] | None = None  # what was read last: a walk reads on

    def incidents(self) -> Sequence[str]:
        """Give the ids of all incidents, newest day first, from the names of directories alone.

        Raise `Damaged` when there may be some and none can be seen.
        """
        return self._places.incidents(set())

    def open_incidents(self) -> Sequence[str]:
        """Give the ids of the incidents that still need somebody, newest day first.

        `over/` holds a mark for each of the others, a shortcut: whatever has no mark is looked at here, so
        neither a crash, nor a deleted mark, nor an incident that came by copy hides one. Those that cannot
        be read are given only where no other is open: nobody can say that they are over.
        """
        found, doubtful = [], []
        for incident in self._places.incidents(self._places.home.over()):
            try:
                is_open = self.pulse(incident).is_open
            except Damaged:
                doubtful.append(incident)
            except NotFound:
                continue
            else:
                if is_open:
                    found.append(incident)
                else:
                    self._mark(incident, is_open=False)
        return found or doubtful

    def begin(self, news: Sequence[New], *, by: str, day: date) -> Receipt:
        """Create an incident with its first facts: all of it, or nothing of it."""
        with signals_held_back():
            writer, why = self._places.writer(news), ""
            try:
                minted = stamp(mint(news, by, self._clock(), self.keep), (0, 0))
            except OSError as error:
                raise NotRecorded("not-recorded", reason=reason(error), details=texts(news)) from error
            for place in self._places.all:
                try:
                    incident, lines, is_confirmed = with_room(
                        self._places.home, partial(begin_files, place, day, writer, minted)
                    )
                except OSError as error:
                    why = why or reason(error)
                    continue
                facts = tuple(to_fact(parse(each), self.fetch) for each in lines)
                path = os.path.join(place.root, *path_of(incident), f"{writer}.jsonl")
                dirty.mark(self._places.home, incident)
                is_safe = is_confirmed and not (place.label and is_volatile(place.root, self._places.home))
                where = "fallback" if place.label else "log"
                receipt = Receipt(facts, outcome(is_safe), where, path, Pulse(id=incident))
                self._receipts.append(receipt)
                with suppress(Damaged, NotFound), self._places.open(incident) as directories:
                    receipt = refreshed(receipt, PulseMemory(writer, self.fetch), directories)
                    self._receipts[-1] = receipt
                set_aside(self._places.home)
                return receipt
            raise NotRecorded("not-recorded", reason=why, details=texts(news))

    def append(self, incident: str, news: Sequence[New], *, by: str) -> Receipt:
        """Record open facts without looking at the state; raise `NotRecorded` if that cannot be done."""
        with self._places.open(incident, news) as directories:
            memory = PulseMemory(self._places.writer(news), self.fetch)
            memory.load(directories)
            receipt = self._writing(incident, by, directories, memory).commit(lambda: news)
            if receipt is None:
                raise ValueError("nothing to record")
        self._settle(incident, receipt, memory)
        return receipt

    def transact(
        self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str
    ) -> Receipt | None:
        """Decide under the lock and record what was decided; None when nothing was."""
        with self._places.open(incident, ()) as directories:
            memory = self._whole(incident, self._places.writer(()))
            receipt = self._writing(incident, by, directories, memory).commit(lambda: decide(memory.incident))
        if receipt is not None:
            self._settle(incident, receipt, memory)
        return receipt

    def adopt(self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str) -> Receipt | None:
        """Record facts that have ids of their own, all or none, but not those that are there already."""
        with self._places.open(incident, ()) as directories:
            memory = self._whole(incident, self._places.writer(()))

            def decided() -> Sequence[New]:
                state = memory.incident
                return fresh(decide(state), (entry.original for entry in state.entries))

            receipt = self._writing(incident, by, directories, memory).adopt(decided)
        if receipt is not None:
            self._settle(incident, receipt, memory)
        return receipt

    def redact(
        self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str
    ) -> Receipt | None:
        """Record which facts are erased, then erase their texts from every file of this machine."""
        from incidentctl.timeline.erasing import erase  # noqa: PLC0415 - seldom

        with self._places.open(incident, ()) as directories:
            memory = self._whole(incident, self._places.writer(()))
            receipt = self._writing(incident, by, directories, memory).commit(lambda: decide(memory.incident))
        self._read = None
        try:
            erase(self._places, incident, is_new=True)
        except OSError as error:
            raise Unconfirmed(
                "redact-unfinished", path=self._places.home.root, reason=reason(error)
            ) from error
        return receipt

    def read(self, incident: str) -> Reading:
        """Read everything, without a lock; raise `NotFound` or `Damaged` (nothing could be read)."""
        from incidentctl.timeline.reading import read  # noqa: PLC0415 - `note` never reads everything

        with self._places.open(incident) as directories:
            return read(directories, incident, self._clock(), self.fetch)

    def state(self, incident: str) -> Incident:
        """Give the fold of everything as it stands now; raise `NotFound` or `Damaged`."""
        with self._places.open(incident) as directories:
            memory = self._whole(incident)
            memory.catch_up(directories)
        state = memory.incident
        if not state.entries:
            raise Damaged("nothing-readable", id=incident)
        return state

    def pulse(self, incident: str) -> Pulse:
        """Give the pulse, from the shortcut on disk where that can be trusted."""
        with self._places.open(incident) as directories:
            memory = PulseMemory("", self.fetch)
            memory.load(directories)
            memory.catch_up(directories)
            return memory.pulse(directories)

    def verify(self, incident: str, heads: Sequence[Head] = ()) -> Reading:
        """Check frame, hashes, counters, chains, forks and pulse, trusting none of the writer's code."""
        from incidentctl.timeline.verify import verify  # noqa: PLC0415 - `note` never verifies

        with self._places.open(incident) as directories:
            labels = [(each.label, each.fd) for each in directories]
            reading = verify(labels, incident, self._clock(), self.fetch, heads)
            return reading._replace(places=tuple(each.path for each in directories))

    def examine(self) -> Sequence[Symptom]:
        """Say whether the place where the log is kept will take facts, before one is lost there."""
        from pathlib import Path  # noqa: PLC0415 - only `doctor` looks

        from incidentctl.timeline.condition import reserves, symptoms  # noqa: PLC0415 - as above

        set_aside(self._places.home)
        return [*symptoms(Path(self._places.home.root)), *reserves(self._places.home, self._places.fallbacks)]

    def recover(self, *, is_dry: bool) -> Iterator[Repair]:
        """Take home what was kept outside, and copy damaged lines aside; each repair as it is done."""
        from incidentctl.timeline.recovery import recover  # noqa: PLC0415 - only after something went wrong

        for repair in recover(self._places, self._clock(), is_dry=is_dry):
            if repair.incident and not is_dry:
                self._read = None
                dirty.mark(self._places.home, repair.incident)
                with suppress(Damaged, NotFound):
                    self._mark(repair.incident, is_open=self.pulse(repair.incident).is_open)
            yield repair

    def keep(self, data: bytes) -> str:
        """Store a blob durably and give its SHA-256 in hex."""
        return blobs.keep(self._places.all, data)

    def keep_stream(self, pieces: Iterable[bytes]) -> tuple[str, int]:
        """Store what comes in pieces as a blob; give its SHA-256 in hex, and its size."""
        return blobs.keep_stream(self._places.all, pieces)

    def fetch(self, digest: str) -> bytes:
        """Give a blob; raise `Damaged` when it is missing or not what its name says."""
        return blobs.fetch(self._places.all, digest)

    def last_used(self, terminal: str) -> str:
        """Give the incident that this terminal session used last; "" for none."""
        return self._places.home.last_used(terminal)

    def use(self, terminal: str, incident: str) -> None:
        """Remember the incident that this terminal session uses; a comfort, so its failure is silent."""
        with suppress(OSError):
            self._places.home.use(terminal, incident)

    def signs(self, incident: str) -> str:
        """Give what changes whenever a file of the incident does."""
        from incidentctl.timeline.looking import signatures  # noqa: PLC0415 - `note` looks once

        return signatures(self._places.all, [incident]).get(incident, "")

    def archives(self) -> FileArchives:
        """Give what takes whole incidents out, and in."""
        from incidentctl.timeline.archives import FileArchives  # noqa: PLC0415 - seldom

        return FileArchives(self._places)

    def index(self) -> Index:
        """Give what answers questions about all incidents at once."""
        from incidentctl.timeline.index import FileIndex  # noqa: PLC0415 - `note` looks at one incident

        return FileIndex(self._places.all, self, self._clock)

    def _whole(self, incident: str, writer: str = "") -> WholeMemory:
        """Give what was read of an incident so far; `writer` is mine, where something is to be written.

        What a writer has declared is kept beside what it read, so that another one begins anew.
        """
        known, memory = self._read or ("", None)
        if memory is None or known != incident or (writer and memory.main != writer):
            memory = WholeMemory(writer, self.fetch)
            self._read = incident, memory
        return memory

    def _settle(self, incident: str, receipt: Receipt, memory: Memory) -> None:
        """Do what follows from a write: mark what is over, and erase what another machine has redacted."""
        self._mark(incident, is_open=receipt.pulse.is_open)
        if memory.is_leaking:
            from incidentctl.timeline.erasing import erase  # noqa: PLC0415 - seldom

            self._read = None
            with suppress(OSError):
                erase(self._places, incident)

    def _mark(self, incident: str, *, is_open: bool) -> None:
        with suppress(OSError):
            self._places.home.mark(incident, is_over=not is_open)

    def _writing(self, incident: str, by: str, directories: list[Directory], memory: Memory) -> Writing:
        dirty.mark(self._places.home, incident)
        with suppress(OSError):
            memory.catch_up(directories)  # outside the lock: under it only what came since is read
        return Writing(
            incident,
            by,
            places=self._places,
            directories=directories,
            memory=memory,
            clock=self._clock,
            receipts=self._receipts,
            keep=self.keep,
            fetch=self.fetch,
        )
