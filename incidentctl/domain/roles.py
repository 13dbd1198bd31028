"""Roles of a formation: who holds which, who may change the system, and who may speak outward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.rules import Broken

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy, Profile


def formation(incident: Incident, policy: Policy) -> Profile:
    """Give the formation of an incident, as the policy has it now."""
    return policy.profile(incident.pulse.profile)


def roles_of(incident: Incident, who: str) -> tuple[str, ...]:
    """Give every role that somebody holds; whoever declared commands while nobody was named (S1-20)."""
    held = tuple(role for role, holders in incident.roles.items() if who in holders)
    is_acting = not incident.pulse.commander and who == incident.pulse.declarer
    return ("commander", *held) if is_acting else held


def writers(incident: Incident, policy: Policy) -> tuple[str, ...]:
    """Give who may change the system: whoever holds the role that writes, else the commander (S1-9, S1-20)."""
    return incident.roles.get(formation(incident, policy).write, ()) or (incident.commander,)


def speaker(incident: Incident, policy: Policy) -> str:
    """Give the role that speaks outward: the first of the formation's that is filled (S1-8, K7)."""
    outbound = formation(incident, policy).outbound
    return next((role for role in outbound if incident.roles.get(role)), "commander")


def without_role(incident: Incident, who: str) -> tuple[Broken, ...]:
    """Say that somebody acts without a role, or as an onlooker (S3-3); notes are never asked for one."""
    if set(roles_of(incident, who)) - {"onlooker"}:
        return ()
    return (Broken("S3-3", fixes=("incidentctl role take ROLE",)),)
