"""What rows of a file come to: the facts, each with an id that follows from its row."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.events.decisions import Decided
from incidentctl.domain.events.notes import Acted, Noted
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.domain.rows import MILESTONES, Wrong
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.times import iso
from incidentctl.domain.wording import guess_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from incidentctl.domain.facts import Event
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.row_times import Placed
    from incidentctl.domain.rows import Row
    from incidentctl.domain.times import Moment

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 12


class Entered(NamedTuple):
    """A row with its time and the facts that it comes to; `is_known`: they are in the log already."""

    row: Row
    at: Moment
    role: str
    news: tuple[New, ...]
    is_known: bool


class Backfill(NamedTuple):
    """Every row of a file as it would stand in the log, or what keeps it from doing so."""

    entries: tuple[Entered, ...]
    wrongs: tuple[Wrong, ...] = ()

    @property
    def news(self) -> list[New]:
        """The facts of all rows, known or not."""
        return [new for entry in self.entries for new in entry.news]

    @property
    def known(self) -> int:
        """How many of the rows are in the log already."""
        return sum(entry.is_known for entry in self.entries)

    @property
    def unsure(self) -> int:
        """How many of the new rows read like guesses, and are in no report until somebody settles them."""
        new = [entry.news[0].event for entry in self.entries if not entry.is_known]
        return sum(getattr(event, "stance", "") == "unsure" for event in new)

    def counts(self) -> Mapping[str, int]:
        """Give how many rows there are of each kind, without those that are in the log already."""
        return Counter(entry.row.kind for entry in self.entries if not entry.is_known)


def backfill(incident: Incident, rows: Sequence[Placed], role_of: Callable[[str], str]) -> Backfill:
    """Give what the rows come to in an incident.

    `role_of` gives the id of the role that is meant, or the text where the formation has none of that name.
    No rule bites: it is history. Wrong is a recovery that nobody declared, a milestone that stands twice, and
    one of the end before the incident was opened again.
    """
    recorded = {entry.original.id for entry in incident.entries}
    seen: Counter[str] = Counter()
    milestones: dict[str, int] = {}
    entries: list[Entered] = []
    wrongs: list[Wrong] = []
    for row, at in rows:
        key = _key(incident.id, row, at)
        seen[key] += 1
        role = role_of(row.role) if row.role else ""
        news = tuple(
            New(event, at, _beside(row, role, is_first=not part), _id(key, seen[key], part))
            for part, event in enumerate(_events(row, at))
        )
        is_known = news[0].id in recorded
        if row.kind in MILESTONES:
            first = milestones.setdefault(row.kind, row.line)
            wrong = None if is_known else _of_milestone(incident, row, at, first)
            wrongs += [wrong] if wrong else []
        entries.append(Entered(row, at, role, news, is_known))
    return Backfill(tuple(entries), tuple(wrongs))


def _of_milestone(incident: Incident, row: Row, at: Moment, first: int) -> Wrong | None:
    text = iso(at)
    if first != row.line:
        return Wrong(row.line, "row-milestone-twice", {"kind": row.kind, "first": first})
    if row.kind == "resolved" and not incident.pulse.resolved:
        return Wrong(row.line, "row-not-resolved", {"at": text})
    reopened = incident.reopened[-1] if incident.reopened else None
    if row.kind != "detected" and reopened and at.at < reopened.at.at:
        return Wrong(row.line, "row-before-reopening", {"kind": row.kind})
    return None


def _events(row: Row, at: Moment) -> Iterator[Event]:
    """Give the events of a row; what was typed stands in one of them alone."""
    text, source = row.text, row.source
    if row.kind in MILESTONES:
        if text:
            yield _noted(text, source)
        value = {"t": iso(at), "pr": at.precision}
        yield FieldSet(f"{row.kind}_at", value, source="" if text else source)
    elif row.kind == "action":
        yield Acted(text)
    elif row.kind == "decision":
        yield Decided(text)
    elif row.kind == "status_update":
        yield UpdatePosted(text, audience="", source=source)  # to whom, a row does not say
    elif row.kind == "hypothesis":
        yield Noted(text, "guess", source)
    else:
        yield _noted(text, source)


def _noted(text: str, source: str) -> Noted:
    if source:
        return Noted(text, "relayed", source)
    return Noted(text, "unsure" if guess_in(text) else "fact")


def _beside(row: Row, role: str, *, is_first: bool) -> Mapping[str, Any]:
    """Give what the row says and its events have no place for: the first of them has it."""
    beside: dict[str, Any] = {"role": role} if role else {}
    if row.source and row.kind in {"action", "decision"}:
        beside["source"] = row.source
    if row.more and is_first:
        beside["columns"] = dict(row.more)
    return beside


def _key(incident: str, row: Row, at: Moment) -> str:
    """Give what makes a row the same row, in whichever format and zone it was written."""
    instant, role = iso(at.at.astimezone(UTC)), fold_id(row.role)
    return json.dumps([incident, instant, row.kind, row.text, role, row.source, row.more], sort_keys=True)


def _id(key: str, ordinal: int, part: int) -> str:
    """Give the id of a fact: of two rows that say the same, the second is another fact."""
    digest = hashlib.sha256(f"{key}\n{ordinal} {part}".encode("ascii")).digest()
    return "".join(_ALPHABET[byte & 31] for byte in digest[:_ID_LENGTH])
