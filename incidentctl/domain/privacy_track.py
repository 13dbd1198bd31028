"""The privacy track: what a concern opens at once, and what brings the question again (S4-4)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.domain.lifecycle import ASK_AGAIN
from incidentctl.domain.rules import Ruling
from incidentctl.domain.severity import raised_by_leak
from incidentctl.domain.times import from_iso, iso

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy

CONCERN = "privacy.concern"
NEXT_CHECK = "privacy.next_check_at"


class Opening(NamedTuple):
    """What an answer to "could personal data be affected?" asks for at once.

    `is_open`: the track is open; else nobody knows, and `ask_again` is when somebody asks again. Both "no"
    and an answer to another question are no opening.
    """

    is_open: bool
    ask_again: datetime | None = None


def opening(facts: Iterable[Fact], pulse_state: str) -> Opening | None:
    """Say what the facts just recorded open (S4-4); `pulse_state` is `pulse.privacy` after them."""
    saved = {fact.event.field: fact for fact in facts if fact.kind == "field_set"}
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
