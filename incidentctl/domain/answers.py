"""Which events record a value: most fields are set, some have events and rules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.events.incidents import Confirmed
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.values import FieldSet, SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.rules import Ruling
from incidentctl.domain.times import Moment, from_iso, iso

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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
    field = getattr(new.event, "field", "")
    decide = DECIDERS.get(field) or DECIDERS.get(field.partition(".")[0])
    return (
        decide(incident, policy, new, by, now)
        if decide and isinstance(new.event, FieldSet)
        else Ruling((new,))
    )


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


DECIDERS: Mapping[str, Decider] = {
    "triage.result": _triage,
    "mitigation.result": _mitigation,
}
