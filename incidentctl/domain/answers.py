"""Which event records a value: most fields are set, some have an event of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.events.incidents import Confirmed
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.values import FieldSet, SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.times import Moment, from_iso, iso

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from incidentctl.domain.fields import Field
    from incidentctl.domain.policy import Severity
    from incidentctl.domain.pulse import Pulse

CERTAINTIES = ("confirmed", "likely", "possible", "unknown")


def default_certainty(field: str) -> str:
    """Give how sure a value is unless somebody says: a cause is only possible until it is confirmed."""
    return "possible" if field == "cause" else "confirmed"


def consequences(new: New, pulse: Pulse, now: datetime) -> Sequence[New]:
    """Give the events that an answer brings with it.

    Saying at R3 that it is an incident confirms a suspicion; saying that users can work again sets
    `mitigated`, unless it is known already.
    """
    event = new.event
    if not isinstance(event, FieldSet):
        return ()
    if event.field == "triage.result" and event.value == "incident" and pulse.suspected:
        return (New(Confirmed(), new.at),)
    if event.field == "mitigation.result" and event.value == "restored" and not pulse.mitigated:
        at = new.at or Moment(now)
        return (New(FieldSet("mitigated_at", {"t": iso(at.at), "pr": at.precision}), at),)
    return ()


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
