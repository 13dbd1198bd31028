"""What an answer about personal data asks for at once: the track, or a heads-up while nobody knows (S4-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.drill import WATERMARK
from incidentctl.domain.duties import proposed
from incidentctl.domain.privacy_track import opening
from incidentctl.domain.runbook import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.ports import Context


class Advice(NamedTuple):
    """`paste` is text to send as it is, `lines` say what to do now, `commands` are for that."""

    paste: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()


def advice(context: Context, incident_id: str, facts: Sequence[Fact]) -> Advice:
    """Say what the facts just recorded ask for; nothing unless they answer whether data may be affected."""
    incident = context.timeline.state(incident_id)
    found = opening(facts, incident.pulse.privacy)
    if found is None:
        return Advice()
    words, policy = context.words, context.policy()
    if found.ask_again is None:
        lines = (words("privacy.open"), *_clocks(context, incident, policy))
        lead = () if incident.pulse.privacy_lead else ("incidentctl set privacy.lead WHO",)
        return Advice(lines=lines, commands=(*lead, "incidentctl walk personal-data"))
    zone = context.zone_of(incident.pulse.zone)
    at, again = context.now().astimezone(zone), found.ask_again.astimezone(zone)
    contact = policy.contacts.get("privacy")
    to = words("privacy.heads-up-to", who=contact.who) if contact else words("privacy.heads-up-anyone")
    paste = words("privacy.heads-up", at=f"{at:%H:%M %Z}", again=f"{again:%H:%M %Z}", id=incident.id)
    told = contact.who if contact else "WHO"
    mark = (said(policy.phrases[WATERMARK], context.lang),) if incident.pulse.drill else ()
    return Advice((*mark, paste), (to,), (f"incidentctl set privacy.told {told}",))


def _clocks(context: Context, incident: Incident, policy: Policy) -> list[str]:
    """Propose the deadlines that may run: each with its name and how to start it, none started by itself."""
    words = context.words
    if incident.pulse.drill:
        return [words("drill.no-clocks")]
    rows = [
        f"  incidentctl clock start {clock.id} --anchor TIME   {said(clock.name, context.lang)}"
        for clock in proposed(incident, policy)
    ]
    return [words("privacy.clocks"), *rows] if rows else [words("privacy.no-clocks")]
