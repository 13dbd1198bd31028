"""Look: the timeline, the report, the check of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events import KINDS
from incidentctl.domain.hindsight import first_recorded, known_facts
from incidentctl.domain.incident import CORRECTIONS, ROLE_ORDER, Entry, Incident, fold
from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.times import parse_past, shown
from incidentctl.errors import Damaged, UsageError
from incidentctl.ports import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from incidentctl.ports import Context, Head, Reading
    from incidentctl.usecases.locate import Located


ROLES = (*ROLE_ORDER, "observer", "onlooker", "responder")
STANCES = ("fact", "relayed", "guess", "unsure", "action", "decision", "question")


class Seen(NamedTuple):
    """An incident as it was read, with what had to be stepped around.

    `as_of`: the incident and the heads are as they were known then; the facts of the reading are all.
    """

    located: Located
    incident: Incident
    reading: Reading
    as_of: datetime | None = None


def see(context: Context, located: Located, known_at: str | None = None) -> Seen:
    """Read and fold one incident, or what was known of it at a time as a human typed it (PAST grammar).

    Raise `Damaged` when nothing could be read; UsageError: known-before-declared, and those of `parse_past`.
    """
    reading = context.timeline.read(located.id)
    if known_at is None or not reading.facts:
        return Seen(located, fold(reading.facts), reading)
    from incidentctl.domain.report_names import people_in  # noqa: PLC0415 - only for what was known then

    zone = context.zone_of(located.pulse.zone)
    when = parse_past(known_at, context.now(), zone).at
    began = first_recorded(reading.facts).recorded.astimezone(zone)
    known = known_facts(reading.facts, when, shown(known_at), f"{began:%Y-%m-%d %H:%M:%S %Z}")
    ids = {fact.id for fact in known}
    went_on = {fact.writer for fact in reading.facts if fact.id not in ids}  # their heads are of later
    heads = tuple(head for head in reading.heads if head.writer not in went_on)
    incident = fold(known)._replace(named=people_in(reading.facts))
    return Seen(located, incident, reading._replace(heads=heads), when)


def entries(seen: Seen, *, role: str = "", kind: str = "", is_all: bool = False) -> Sequence[Entry]:
    """Give the entries in the order in which they happened, optionally of one role or kind.

    What was undone, and the corrections themselves, are only there when `is_all`. Raises `UsageError` for a
    role or a kind that does not exist: an empty answer would read like "nothing happened".
    """
    roles = dict.fromkeys((*ROLES, *(entry.role for entry in seen.incident.entries)))
    role, kind = _known("role", role, tuple(roles)), _known("kind", kind, (*KINDS, *STANCES))
    shown = [
        entry
        for entry in seen.incident.entries
        if (is_all or not (entry.undone or entry.fact.kind in CORRECTIONS))
        and (not role or entry.role == role)
        and (not kind or kind in {entry.fact.kind, getattr(entry.fact.event, "stance", None)})
    ]
    return sorted(shown, key=lambda entry: entry.fact.at.at)


def _known(what: str, word: str, known: Sequence[str]) -> str:
    found = next((each for each in known if fold_id(each) == fold_id(word)), "")
    if word and not found:
        suggestion = near(word, known) or known[0]
        raise UsageError(f"no-such-{what}", word=word, suggestion=suggestion, choices=", ".join(known))
    return found


class Verdict(NamedTuple):
    """What `verify` found in one incident."""

    id: str
    facts: int
    troubles: tuple[Trouble, ...]
    heads: tuple[object, ...]
    places: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Say whether nothing is damaged (a fence or a write in progress is no damage)."""
        return all(trouble.severity == "notice" for trouble in self.troubles)


def verify(context: Context, ids: Sequence[str], heads: Sequence[Head] = ()) -> Sequence[Verdict]:
    """Check the log of each incident; `heads` are what stood at the end of that of the first."""
    verdicts = []
    for known in ids:
        try:
            reading = context.timeline.verify(known, heads if known == ids[0] else ())
        except Damaged as error:
            why = {"reason": error.params.get("reason", error.key)}
            verdicts.append(Verdict(known, 0, (Trouble("unreadable", known, 0, 0, "damage", why),), ()))
            continue
        found = Verdict(known, len(reading.facts), reading.troubles, reading.heads, reading.places)
        verdicts.append(found)
    return verdicts
