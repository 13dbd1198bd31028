"""Which events record a value: most fields are set, some have events and rules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain import (
    alignment,
    decisions,
    departments,
    ending,
    follow_ups,
    handover,
    privacy_track,
    release,
    rollback,
    severity,
    tasks,
)
from incidentctl.domain.events.incidents import Confirmed
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.values import FieldSet, SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.incident import FieldValue
from incidentctl.domain.rules import Ruling
from incidentctl.domain.times import Moment, from_iso, iso

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import TypeAlias

    from incidentctl.domain.fields import Field
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy, Severity

    Decider: TypeAlias = Callable[[Incident, Policy, New, str, datetime], Ruling]

CERTAINTIES = ("confirmed", "likely", "possible", "unknown")


def default_certainty(field: str) -> str:
    """Give how sure a value is unless somebody says: a cause is only possible until it is confirmed."""
    return "possible" if field == "cause" else "confirmed"


def event_for(  # noqa: PLR0913 - what an answer may carry
    field: Field,
    value: Any,  # noqa: ANN401 - JSON
    *,
    severities: Mapping[str, Severity],
    certainty: str = "",
    source: str = "",
    why: str = "",
    step: str = "",
    at: Moment | None = None,
) -> New:
    """Give the event that saves `value` (as `values.parse_value` made it; None is "unknown") to `field`.

    A milestone happened at its own time, so its fact stands there in the timeline.
    """
    if value is None:
        return New(FieldSet(field.name, None, "unknown", source, step), at)
    if field.name == "severity":
        level = severities.get(value)
        cadence = (level.first, level.every, level.watch) if level else (0, 0, 0)
        return New(SeveritySet(value, why, *cadence, step), at)
    if field.name == "told":
        return New(Told(tuple(value), step=step), at)
    if field.milestone and isinstance(value, dict):
        at = Moment(from_iso(value["t"]), value["pr"])
    return New(FieldSet(field.name, value, certainty or default_certainty(field.name), source, step), at)


def ruling(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:
    """Decide what an answer comes to: the facts that it causes, and the rules that they do not meet.

    Most answers are recorded as they are. A field of `DECIDERS` (by its name, or by the group before the
    dot) is decided where its noun lives: an answer at a step and the command for it come to the same.
    """
    event = new.event
    field = event.field if isinstance(event, FieldSet) else _FIELD_OF.get(type(event), "")
    decide = DECIDERS.get(field) or DECIDERS.get(field.partition(".")[0])
    return decide(incident, policy, new, by, now) if decide else Ruling((new,))


def beside(incident: Incident, news: Sequence[New], new: New) -> Incident:
    """Give the incident with the other answers that are given at once, so that each is decided with them."""
    others = [each.event for each in news if each is not new and isinstance(each.event, FieldSet)]
    if not others:
        return incident
    last = incident.entries[-1].fact
    given = {
        event.field: FieldValue(event.value, event.certainty, last._replace(kind="field_set", event=event))
        for event in others
    }
    return incident._replace(fields={**incident.fields, **given})


_FIELD_OF: Mapping[type, str] = {SeveritySet: "severity", Told: "told"}
"""The events that save a field and are no `FieldSet`."""


def _triage(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Saying at R3 that it is an incident confirms a suspicion."""
    is_confirming = getattr(new.event, "value", None) == "incident" and incident.pulse.suspected
    return Ruling((new, New(Confirmed(), new.at)) if is_confirming else (new,))


def _mitigation(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Saying that users can work again sets `mitigated`, unless it is known already."""
    if getattr(new.event, "value", None) != "restored" or incident.pulse.mitigated:
        return Ruling((new,))
    at = new.at or Moment(now)
    return Ruling((new, New(FieldSet("mitigated_at", {"t": iso(at.at), "pr": at.precision}), at)))


def _fix(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:
    """Decide on when to fix it: a ticket needs an owner (S0-31), peak hours are no time for it (S0-32)."""
    rulings = [decide(incident, policy, new, by, now) for decide in (decisions.ticket, release.planned)]
    return Ruling((new,), tuple(broken for ruling in rulings for broken in ruling.broken))


DECIDERS: Mapping[str, Decider] = {
    "decision": decisions.answered,
    "roles": handover.answered,
    **dict.fromkeys(decisions.FIX, decisions.ticket),
    "fix.choice": _fix,
    "follow_up": follow_ups.answered,
    "priorities": follow_ups.prioritized,
    "planned_at": release.planned,
    "privacy": privacy_track.answered,
    "severity": severity.answered,
    "told": departments.answered,
    **dict.fromkeys(("resolved_at", "ended_at", "closed_at"), ending.answered),
    "sweep": ending.swept,
    "triage.result": _triage,
    "mitigation.result": _mitigation,
    "mitigation.method": rollback.chosen,
    "rollback": rollback.answered,
    "change.rollback_label": rollback.labelled,
    **dict.fromkeys(("decider", "streams", "duties", "departments.pending"), alignment.answered),
    "repair": tasks.repair_answered,
}
