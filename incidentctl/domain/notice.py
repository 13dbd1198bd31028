"""The first notice, ready to paste: what is seen, what is unknown, when the next one comes (S0-1..3)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.post import write
from incidentctl.domain.post_material import Material
from incidentctl.domain.severity import minutes_to_first
from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.post import Post
    from incidentctl.words import Lang


def next_update(incident: Incident, policy: Policy, now: datetime) -> datetime:
    """Give when the next update is due: as promised, else by the cadence of the severity."""
    promised = incident.pulse.update_due
    if promised and from_iso(promised) > now:
        return from_iso(promised)
    # through UTC: in a zone, `+` moves the hands of the clock, also over the hour of a clock change
    due = now.astimezone(UTC) + timedelta(minutes=minutes_to_first(policy, incident.pulse.severity))
    return due.replace(second=0, microsecond=0)


def first_notice(incident: Incident, policy: Policy, now: datetime, zone: tzinfo, lang: Lang) -> Post:
    """Make the first notice: a post as any other, to whom it may concern, as the title was typed (S0-1..3).

    It goes wide and at once: nothing is reworded in it, and nothing keeps it (practice.md, principle a).
    """
    material = Material(incident, policy, "engineer", now, zone, lang)
    return write(material, due=next_update(incident, policy, now))
