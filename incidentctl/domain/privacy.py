"""The privacy track: what belongs to it, what opens it, and the heads-up while nobody knows (S4-4, S4-5)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New, Unknown
from incidentctl.domain.lifecycle import ASK_AGAIN
from incidentctl.domain.rules import Ruling
from incidentctl.domain.runbook import PRIVACY
from incidentctl.domain.severity import raised_by_leak
from incidentctl.domain.times import from_iso, iso

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry, Incident
    from incidentctl.domain.policy import Policy

CONCERN = "privacy.concern"
NEXT_CHECK = "privacy.next_check_at"

ASKED_AT = frozenset({"report/R7"})
"""The built-in step that asks for a concern: a note typed there before its answer has no other sign of it."""

_NAMES = ("task", "concern", "decision", "hypothesis", "criterion", "follow_up", "write", "draft", "target")
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
    while more := {fact.id for fact in facts if fact.id not in own and is_private(fact, steps, own)}:
        own |= more
    return frozenset(own)


def _field(fact: Fact | New) -> str:
    return str(getattr(fact.event, "field", ""))


class Opening(NamedTuple):
    """What an answer to "could personal data be affected?" asks for at once.

    `is_open`: the track is open; else nobody knows, and `ask_again` is when somebody asks again. Both "no"
    and an answer to another question are no opening.
    """

    is_open: bool
    ask_again: datetime | None = None


def opening(facts: Iterable[Fact], pulse_state: str) -> Opening | None:
    """Say what the facts just recorded open (S4-4); `pulse_state` is `pulse.privacy` after them."""
    saved = {_field(fact): fact for fact in facts if fact.kind == "field_set"}
    if CONCERN not in saved or pulse_state in {"", "no"}:
        return None
    if pulse_state in {"yes", "again"}:
        return Opening(is_open=True)
    check = saved.get(NEXT_CHECK)
    recorded = saved[CONCERN].recorded
    at = from_iso(check.event.value["t"]) if check is not None else recorded + ASK_AGAIN
    return Opening(is_open=False, ask_again=at)


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Record an answer of the track; "don't know" brings the time at which it is asked again (S4-4).

    A concern raises a lower severity to that of a leak (S4-13); "don't know" is one for the second time.
    Nothing is ever refused here, and restoring goes on beside it.
    """
    event = new.event
    if not isinstance(event, FieldSet) or event.field != CONCERN or event.value == "no":
        return Ruling((new,))
    if event.value is not None or incident.pulse.privacy in {"unknown", "again"}:
        return Ruling((new, *raised_by_leak(incident, policy, new)))
    rule = policy.rules.get("S4-4")
    after = timedelta(seconds=rule.after) if rule and rule.after else ASK_AGAIN
    zone = now.tzinfo or UTC
    again = (now.astimezone(UTC) + after).astimezone(zone)
    return Ruling((new, New(FieldSet(NEXT_CHECK, {"t": iso(again), "pr": "minute"}))))
