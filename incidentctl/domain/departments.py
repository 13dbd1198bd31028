"""Departments: which have heard of it, which need not, and which nobody knows about (S4-3, S1-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.fields import FIELDS
from incidentctl.domain.rules import Broken, Labels, Ruling
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.severity import COUNTS_AS
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from datetime import datetime

    from incidentctl.domain.facts import New
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy

GROUP = "departments."
DEPARTMENTS = tuple(
    name.removeprefix(GROUP) for name in FIELDS if name.startswith(GROUP) and name != f"{GROUP}pending"
)

CONTACTS = (*DEPARTMENTS, "privacy", "customers", "business_owner")
"""Who may stand in a team's list of contacts."""


def named(text: str, policy: Policy) -> str:
    """Give the department that is meant: by its id, its label in either language, its contact; else ""."""
    wanted = fold_id(text.strip())
    for department in DEPARTMENTS:
        labels = {department, *(Words(lang)(f"fields.{GROUP}{department}") for lang in LANGS)}
        contact = policy.contacts.get(department)
        if contact is not None:
            labels |= {*contact.label.values(), contact.who}
        if wanted in {fold_id(label) for label in labels}:
            return department
    return ""


def state(incident: Incident, policy: Policy) -> dict[str, str]:
    """Give `told`, `not_needed` or `unknown` for every department that the severity should reach.

    No severity yet counts as SEV2: the first notice goes a bit wider than needed (S1-19). One that is told
    although the severity does not ask for it is there, too.
    """
    level = policy.severities.get(incident.pulse.severity) or policy.severities.get(COUNTS_AS)
    heard = {
        department for fact in incident.told for who in fact.event.who if (department := named(who, policy))
    }
    states = {}
    for department in DEPARTMENTS:
        value = incident.value(f"{GROUP}{department}")
        if value or department in heard:
            states[department] = value or "told"
        elif level is not None and department in level.notify:
            states[department] = "unknown"
    return states


def untold(incident: Incident, policy: Policy) -> tuple[str, ...]:
    """Give the departments that nobody has told, and nobody has said to be unconcerned."""
    return tuple(name for name, known in state(incident, policy).items() if known == "unknown")


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Record who was told, and say which departments have not heard of it yet (S4-3)."""
    who = getattr(new.event, "who", ())
    heard = {named(each, policy) for each in who}
    left = [name for name in untold(incident, policy) if name not in heard]
    if not left or not who or getattr(new.event, "unrelated", False):
        return Ruling((new,))
    fixes = ("incidentctl tell WHO...", f"incidentctl set {GROUP}{left[0]} not_needed")
    labels = Labels(tuple(f"fields.{GROUP}{name}" for name in left))
    return Ruling((new,), (Broken("S4-3", params={"departments": labels}, fixes=fixes),))


def wide(incident: Incident, policy: Policy, words: Words) -> tuple[str, ...]:
    """Give who should hear of it, a bit wider than needed, with how to reach each (S1-19)."""
    lines = []
    for name in untold(incident, policy):
        contact = policy.contacts.get(name)
        label = words(f"fields.{GROUP}{name}")
        reached = ", ".join(filter(None, (contact.who, contact.how))) if contact else ""
        lines.append(f"{label} ({reached})" if reached else label)
    return tuple(lines)
