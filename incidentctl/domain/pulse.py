"""The pulse: a bounded fold that answers "what is going on?" without reading the whole log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.facts import Unknown
from incidentctl.domain.times import iso

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact

ACTORS_KEPT = 9


class Pulse(NamedTuple):
    """What headers, footers, `note` and the phase need to know. Times are ISO 8601 text; "" is "not yet".

    Every value is JSON, so that `pulse.json` can hold it. `notice_due` is when somebody must have been
    told (S0-2), `every` the cadence of updates in minutes, `actors` the first names that have written.
    """

    id: str = ""
    title: str = ""
    zone: str = ""
    declared: str = ""
    declarer: str = ""
    commander: str = ""
    suspected: bool = False
    withdrawn: bool = False
    notice_due: str = ""
    told: bool = False
    severity: str = ""
    every: int = 0
    next_update: str = ""
    cause_known: bool = False
    cause_certainty: str = ""
    acting: bool = False
    mitigated: str = ""
    resolved: str = ""
    recovery_told: bool = False
    ended: str = ""
    closed: str = ""
    actors: tuple[str, ...] = ()
    facts: int = 0

    @property
    def is_open(self) -> bool:
        """Say whether the incident still needs somebody."""
        return not (self.withdrawn or self.closed)

    @property
    def cause_confirmed(self) -> bool:
        """Say whether the cause is known for certain (S0-25)."""
        return self.cause_known and self.cause_certainty == "confirmed"

    @property
    def is_solo(self) -> bool:
        """Say whether one person alone has written so far (S1-21)."""
        return len(self.actors) <= 1


def beat(pulse: dict[str, Any], fact: Fact) -> None:
    """Let a surviving fact change the pulse, given as a dict of the fields of `Pulse`."""
    pulse["facts"] = pulse.get("facts", 0) + 1
    actors = pulse.get("actors", ())
    if fact.by not in actors and len(actors) < ACTORS_KEPT:
        pulse["actors"] = (*actors, fact.by)
    event = fact.event
    if isinstance(event, Unknown):
        return
    match fact.kind:
        case "declared":
            due = fact.at.at + timedelta(minutes=event.notice_minutes)
            pulse.update(
                id=fact.incident, title=event.title, zone=event.zone, suspected=event.suspected,
                declared=iso(fact.at.at), declarer=fact.by, notice_due=iso(due),
            )  # fmt: skip
        case "confirmed":
            pulse["suspected"] = False
        case "withdrawn":
            pulse["withdrawn"] = True
        case "severity_set":
            pulse["severity"], pulse["every"] = event.level, event.every
        case "told":
            pulse["told"] = True
            pulse["recovery_told"] = bool(pulse.get("resolved"))
        case "acted":
            pulse["acting"] = pulse.get("acting", False) or not event.look
        case "field_set":
            _set(pulse, event.field, event.value, event.certainty)


_TIMES = {
    "mitigated_at": "mitigated",
    "resolved_at": "resolved",
    "ended_at": "ended",
    "closed_at": "closed",
    "declared_at": "declared",
    "next_update_at": "next_update",
}


def _set(pulse: dict[str, Any], field: str, value: Any, certainty: str) -> None:  # noqa: ANN401 - JSON
    if field in _TIMES:
        at = value.get("t") if isinstance(value, dict) else ""
        pulse[_TIMES[field]] = at if isinstance(at, str) else ""
    elif field == "cause":
        pulse["cause_known"], pulse["cause_certainty"] = value is not None, certainty
    elif field == "cause.certainty":
        pulse["cause_certainty"] = value or "unknown"
    elif field == "roles.commander":
        pulse["commander"] = value or ""
