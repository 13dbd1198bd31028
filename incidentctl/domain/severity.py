"""Severity: what the questions behind it come to, and what a change of it must meet (S0-4, S4-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.events.values import SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.rules import Broken, Ruling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy

COUNTS_AS = "SEV2"
"""An incident without a severity has the cadence of this one (cli.md, "The first five minutes")."""


def minutes_to_first(policy: Policy, severity: str) -> int:
    """Give how soon the first update is due: by the severity, else as for `COUNTS_AS`; 30 if neither says."""
    level = policy.severities.get(severity) or policy.severities.get(COUNTS_AS)
    return (level.first if level else 0) or 30


def propose(policy: Policy, answers: Sequence[str]) -> str:
    """Give the level that the answers (yes, no, unknown) to the policy's questions come to.

    The worst level that any "yes" calls for, one higher where a question that raises is answered so; else the
    lowest. "Don't know" counts as yes: unsure takes the higher (S0-4).
    """
    levels = list(policy.severities)
    called = [question for question, answer in zip(policy.questions, answers, strict=False) if answer != "no"]
    places = [levels.index(question.level) for question in called if question.level in levels]
    place = min(places, default=len(levels) - 1)
    if any(question.raises for question in called):
        place = max(0, place - 1)
    return levels[place]


def is_lower(policy: Policy, before: str, after: str) -> bool:
    """Say whether `after` is a lower level than `before`; a level that the policy lacks compares to none."""
    levels = list(policy.severities)
    return before in levels and after in levels and levels.index(after) > levels.index(before)


def leak_level(policy: Policy) -> str:
    """Give the level that a leak calls for at least: that of the question about data; "" for none."""
    return next((question.level for question in policy.questions if question.leak), "")


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Decide on a level: a lower one needs its reason, and a leak is never a small thing (S4-13)."""
    event, pulse = new.event, incident.pulse
    if not isinstance(event, SeveritySet):
        return Ruling((new,))
    broken = []
    if is_lower(policy, pulse.severity, event.level) and not event.why:
        params = {"before": pulse.severity, "after": event.level}
        broken.append(
            Broken("S4-13", params=params, fixes=(f"incidentctl severity {event.level} --why TEXT",))
        )
    least = leak_level(policy)
    if pulse.is_private and is_lower(policy, least, event.level):
        broken.append(Broken("S4-13", "leak", {"level": least}, (f"incidentctl severity {least}",)))
    return Ruling((new,), tuple(broken))


def raised_by_leak(incident: Incident, policy: Policy, new: New) -> tuple[New, ...]:
    """Give the level that comes with a concern about personal data, where the incident's is lower."""
    least = leak_level(policy)
    if not is_lower(policy, least, incident.pulse.severity):
        return ()
    level = policy.severities[least]
    return (New(SeveritySet(least, first=level.first, every=level.every, watch=level.watch), new.at),)
