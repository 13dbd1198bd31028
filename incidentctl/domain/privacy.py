"""What belongs to the privacy track: the one definition, for every view (S4-5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.facts import Unknown
from incidentctl.domain.runbook import PRIVACY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from incidentctl.domain.facts import Fact, New
    from incidentctl.domain.incident import Entry

ASKED_AT = frozenset({"report/R7"})
"""The built-in step that asks for a concern: a note typed there before its answer has no other sign of it."""

_NAMES = ("task", "concern", "decision", "hypothesis", "criterion", "follow_up", "write", "command", "draft",
          "target")  # fmt: skip
"""The fields by which an event names an earlier fact that it carries on."""


def is_private(fact: Fact | New, steps: Collection[str] = ASKED_AT, ids: Collection[str] = ()) -> bool:
    """Say whether a fact belongs to the privacy track, by itself, or as one that names another of it.

    Its fields, its checklist, whatever was marked private, the `steps` that ask for its fields, and what
    carries on a fact of `ids`. The definition for every view; `private_ids` applies it to an incident.
    """
    event = fact.event
    if isinstance(event, Unknown):
        return event.data.get("private") is True
    if getattr(event, "private", False) or _field(fact).startswith("privacy."):
        return True
    if getattr(event, "runbook", "") == PRIVACY or any(getattr(event, name, "") in ids for name in _NAMES):
        return True
    step = getattr(event, "step", "") or getattr(event, "at_step", "")
    return step in steps or step.startswith(f"{PRIVACY}/")


def private_ids(entries: Iterable[Entry]) -> frozenset[str]:
    """Give the ids of the facts of the privacy track: no output that goes wide holds any of them (S4-5)."""
    facts = [entry.fact for entry in entries]
    asking = {fact.event.step for fact in facts if _field(fact).startswith("privacy.") and fact.event.step}
    steps = ASKED_AT | asking
    own = {fact.id for fact in facts if is_private(fact, steps)}
    while own and (
        more := {fact.id for fact in facts if fact.id not in own and is_private(fact, steps, own)}
    ):
        own |= more
    return frozenset(own)


def _field(fact: Fact | New) -> str:
    return str(getattr(fact.event, "field", ""))
