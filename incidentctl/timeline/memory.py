"""The timeline without a disk: the same promises but durability, for tests and rehearsals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.erasing import erasures, hidden, strings
from incidentctl.domain.incident import Folding, fold
from incidentctl.errors import Damaged, NotFound
from incidentctl.ports import Head, Reading, Receipt
from incidentctl.timeline.record import chain, digest, fresh, mint, parse, random_id, stamp, to_fact
from incidentctl.timeline.scan import Scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime

    from incidentctl.domain.facts import Fact, New
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.pulse import Pulse
    from incidentctl.ports import Index, Repair, Symptom

_WRITER = "w-00000000"


class MemoryTimeline:
    """Incidents as lists of lines, which are the ones that `FileTimeline` would write."""

    def __init__(self, clock: Callable[[], datetime], receipts: list[Receipt]) -> None:
        """Begin with no incident; `clock` gives aware times, `receipts` gets one for every write."""
        self._clock, self._receipts = clock, receipts
        self._lines: dict[str, list[bytes]] = {}
        self._facts: dict[bytes, Fact] = {}  # what the lines say; the same line always says the same
        self._foldings: dict[str, Folding] = {}  # of what is there; each write goes on with it
        self._states: dict[str, Incident] = {}  # until something is added
        self._blobs: dict[str, bytes] = {}
        self._used: dict[str, str] = {}

    def incidents(self) -> Sequence[str]:
        """Give the ids of all incidents, newest day first."""
        return sorted(self._lines, key=lambda name: (name[4:12], name), reverse=True)

    def open_incidents(self) -> Sequence[str]:
        """Give the ids of the incidents that still need somebody, newest day first."""
        return [incident for incident in self.incidents() if self.pulse(incident).is_open]

    def begin(self, news: Sequence[New], *, by: str, day: date) -> Receipt:
        """Create an incident with its first facts."""
        incident = f"INC-{day:%Y%m%d}-{random_id(4)}"
        while incident in self._lines:
            incident = f"INC-{day:%Y%m%d}-{random_id(8)}"
        return self._write(incident, news, by)

    def append(self, incident: str, news: Sequence[New], *, by: str) -> Receipt:
        """Record facts."""
        self._known(incident)
        if not news:
            raise ValueError("nothing to record")
        return self._write(incident, news, by)

    def transact(
        self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str
    ) -> Receipt | None:
        """Record what is decided; None when nothing was."""
        news = decide(self.state(incident))
        return self._write(incident, news, by) if news else None

    def adopt(self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str) -> Receipt | None:
        """Record facts that have ids of their own, but not those that are there already."""
        facts = self.read(incident).facts
        news = fresh(decide(fold(facts)), facts)
        return self._write(incident, news, by) if news else None

    def redact(
        self, incident: str, decide: Callable[[Incident], Sequence[New]], *, by: str
    ) -> Receipt | None:
        """Record which facts are erased, then erase them."""
        from incidentctl.timeline.erasing import without_payload  # noqa: PLC0415 - seldom

        receipt = self.transact(incident, decide, by=by)
        erased = erasures(self.read(incident).facts)
        for line in self._lines[incident]:
            if (record := parse(line)).id in erased:
                for name in set(strings(record.data)) & self._blobs.keys():
                    del self._blobs[name]
        self._lines[incident] = [
            without_payload(line) if parse(line).id in erased else line for line in self._lines[incident]
        ]
        self._foldings.pop(incident, None)
        self._states.pop(incident, None)
        return receipt

    def read(self, incident: str) -> Reading:
        """Read everything; raise `NotFound`."""
        lines = self._known(incident)
        facts = [self._fact(line) for line in lines]
        facts = list(hidden(facts, erasures(facts)))
        last = parse(lines[-1])
        return Reading(tuple(facts), (), (Head(_WRITER, last.n, last.hash),))

    def state(self, incident: str) -> Incident:
        """Give the fold of everything."""
        if incident not in self._states:
            if incident not in self._foldings:
                self._foldings[incident] = Folding(self.read(incident).facts)
            self._states[incident] = self._foldings[incident].incident()
        return self._states[incident]

    def pulse(self, incident: str) -> Pulse:
        """Give the pulse of everything."""
        return self.state(incident).pulse

    def verify(self, incident: str, heads: Sequence[Head] = ()) -> Reading:  # noqa: ARG002 - nothing is cut off
        """Read everything: what never left the memory cannot be damaged."""
        return self.read(incident)

    def examine(self) -> Sequence[Symptom]:
        """Say that nothing is wrong: there is no disk."""
        return ()

    def recover(self, *, is_dry: bool) -> Iterator[Repair]:  # noqa: ARG002 - there is no disk
        """Do nothing: what never left the memory is neither outside nor damaged."""
        return iter(())

    def keep(self, data: bytes) -> str:
        """Store a blob and give its SHA-256 in hex."""
        name = digest(data)
        self._blobs[name] = data
        return name

    def keep_stream(self, pieces: Iterable[bytes]) -> tuple[str, int]:
        """Store what comes in pieces as a blob; give its SHA-256 in hex, and its size."""
        data = b"".join(pieces)
        return self.keep(data), len(data)

    def fetch(self, digest: str) -> bytes:
        """Give a blob; raise `Damaged` when it is missing."""
        try:
            return self._blobs[digest]
        except KeyError:
            raise Damaged("blob-missing", digest=digest) from None

    def last_used(self, terminal: str) -> str:
        """Give the incident that this terminal session used last; "" for none."""
        return self._used.get(terminal, "")

    def use(self, terminal: str, incident: str) -> None:
        """Remember the incident that this terminal session uses."""
        self._used[terminal] = incident

    def signs(self, incident: str) -> str:
        """Give the number of its lines: they are only ever added."""
        return str(len(self._lines.get(incident, ())) or "")

    def index(self) -> Index:
        """Give what answers questions about all incidents at once: by reading them all."""
        return Scan(self)

    def _known(self, incident: str) -> list[bytes]:
        try:
            return self._lines[incident]
        except KeyError:
            raise NotFound("no-such-incident", id=incident) from None

    def _fact(self, line: bytes) -> Fact:
        if line not in self._facts:
            self._facts[line] = to_fact(parse(line), self.fetch)
        return self._facts[line]

    def _write(self, incident: str, news: Sequence[New], by: str) -> Receipt:
        lines = self._lines.get(incident, [])
        last = parse(lines[-1]) if lines else None
        minted = stamp(mint(news, by, self._clock(), self.keep), last.clock if last else (0, 0))
        added = chain(minted, incident, _WRITER, (last.n, last.hash) if last else (0, ""), {})
        self._lines[incident] = lines + added
        facts = tuple(map(self._fact, added))
        if incident in self._foldings:
            self._foldings[incident].extend(facts)
        self._states.pop(incident, None)
        receipt = Receipt(facts, "recorded", "log", "", self.pulse(incident))
        self._receipts.append(receipt)
        return receipt
