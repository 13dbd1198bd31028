"""The first notice, ready to paste: what is seen, what is unknown, when the next one comes (S0-1..3)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.lifecycle import phase
from incidentctl.domain.runbook import said
from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.words import Words

COUNTS_AS = "SEV2"
"""An incident without a severity has the cadence of this one (cli.md, "The first five minutes")."""


class Draft(NamedTuple):
    """A post, line by line, and when it says the next one comes."""

    lines: tuple[str, ...]
    next_update: datetime


def minutes_to_first(policy: Policy, severity: str) -> int:
    """Give how soon the first update is due: by the severity, else as for `COUNTS_AS`; 30 if neither says."""
    level = policy.severities.get(severity) or policy.severities.get(COUNTS_AS)
    return (level.first if level else 0) or 30


def next_update(incident: Incident, policy: Policy, now: datetime) -> datetime:
    """Give when the next update is due: as promised, else by the cadence of the severity."""
    promised = incident.pulse.next_update
    if promised and from_iso(promised) > now:
        return from_iso(promised)
    # through UTC: in a zone, `+` moves the hands of the clock, also over the hour of a clock change
    due = now.astimezone(UTC) + timedelta(minutes=minutes_to_first(policy, incident.pulse.severity))
    return due.replace(second=0, microsecond=0)


def first_notice(incident: Incident, policy: Policy, now: datetime, zone: tzinfo, words: Words) -> Draft:
    """Make the first notice: phase and time first, facts only, unknown said as such (P2, P4, P5, P10)."""
    lang = words.lang

    def phrase(name: str, **params: str) -> str:
        return said(policy.phrases[name], lang).format(**params)

    pulse = incident.pulse
    prefix = said(policy.phases[phase(pulse)].prefix, lang)
    due = next_update(incident, policy, now)
    at = now.astimezone(zone)
    first = f"{prefix}{' ' if lang == 'en' else ''}{at:%H:%M %Z} {pulse.title}"
    lines = [first]
    if pulse.suspected:
        lines.append(phrase("P2"))
    lines += [
        words("notice.impact", text=phrase("P4")),
        words("notice.outlook", text=phrase("P10")),
        phrase("P5", time=f"{due.astimezone(zone):%H:%M %Z}"),
    ]
    return Draft(tuple(lines), due)
