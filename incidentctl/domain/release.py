"""When a permanent fix goes out: not in peak hours, if it can wait for the next business day (S0-32, K11)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.times import from_iso
from incidentctl.domain.zones import zone_of

if TYPE_CHECKING:
    from incidentctl.domain.facts import New
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy


def planned(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Record when a permanent fix is released, or that it is made now; in peak hours, propose when instead.

    The rule is for permanent fixes only (K11): a mitigation never waits for quiet hours (S0-32).
    """
    event = new.event
    zone = zone_of(incident.pulse.zone) or UTC
    at = _release(event, now) if isinstance(event, FieldSet) else None
    peak = policy.calendar.peak_at(at.astimezone(zone)) if at else None
    if at is None or peak is None:
        return Ruling((new,))
    calendar = policy.calendar.of("", incident.pulse.zone)
    later = policy.calendar.release_after(at.astimezone(zone), calendar)
    fixes = [f'incidentctl set planned_at "{later:%Y-%m-%d %H:%M}"']
    if isinstance(event, FieldSet) and event.field == "fix.choice":
        fixes.insert(0, "incidentctl set fix.choice next_business_day")
    params = {"peak": str(peak), "at": f"{later:%Y-%m-%d %H:%M}"}
    return Ruling((new,), (Broken("S0-32", params=params, fixes=tuple(fixes)),))


def _release(event: FieldSet, now: datetime) -> datetime | None:
    """Give the time at which an answer says that the fix goes out; None where it names no time of day."""
    match event:
        case FieldSet("fix.choice", "now"):
            return now
        case FieldSet("planned_at", {"t": at, "pr": precision}) if precision != "day":
            return from_iso(at)
    return None
