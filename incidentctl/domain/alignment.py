"""Alignment: what all start from, the plan, and the initial decision (S3-8, S3-9, S4-7, S4-8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.departments import named
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.roles import writers
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.tasks import stream_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from incidentctl.domain.facts import New
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy

PINNED = ("happening", "resolved_when")
"""The two sentences that stand on top of everything (S3-8)."""

MEETING = "first-response/F5"
"""The step at which all stop once and decide together."""

_DEPARTMENT_OF = {
    "fix": "dev",
    "data": "dev",
    "customers": "support",
    "partners": "sales",
    "authorities": "legal",
    "pr": "pr",
    "duties.customers": "support",
    "duties.partners": "sales",
    "duties.regulators": "legal",
}
"""Whose work a workstream or a duty is, by default; any other stands for itself."""


def missing(incident: Incident) -> tuple[str, ...]:
    """Give which of the two sentences nobody has said yet."""
    return tuple(name for name in PINNED if incident.value(name) is None)


def before_plan(incident: Incident, policy: Policy, who: str) -> tuple[Broken, ...]:
    """Say that somebody changes the system before there is a plan (S3-9).

    What was decided is a plan, too. Only of whoever may change it, or is the expert: to anybody else other
    rules speak.
    """
    is_planned = incident.value("plan") is not None or any(
        decision.stands for decision in incident.decisions.values()
    )
    if is_planned or not (who in writers(incident, policy) or incident.holds(who, "sme")):
        return ()
    return (Broken("S3-9", fixes=("incidentctl set plan TEXT",)),)


def concerned(incident: Incident, policy: Policy) -> frozenset[str]:
    """Give whom the impact concerns, as the log shows it: departments by id, others as they were typed.

    Whoever develops it always is. A department that was only told is not: the first notice goes wider than
    needed (S1-19). It is when its workstream runs, a duty of its field applies, or it is still to be told.
    """
    return _concerned(incident.value, policy)


def meeting_is_held(incident: Incident) -> bool:
    """Say whether the initial decision was made together; leaving the step out is not that."""
    record = incident.steps.get(MEETING)
    return record is not None and record.outcome in {"answered", "done"}


def meeting_due(incident: Incident, policy: Policy) -> tuple[Broken, ...]:
    """Say that many are concerned and have not met (S4-7), or that they met and named no decider (S4-8)."""
    if meeting_is_held(incident):
        return () if incident.value("decider") is not None else (_NO_DECIDER,)
    return (_NO_MEETING,) if len(concerned(incident, policy)) > 1 else ()


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Record an answer of the meeting, in it or outside, and say what is missing for it by then.

    Workstreams are kept by their ids, in whichever language they were typed (S4-10).
    """
    event = new.event
    if not isinstance(event, FieldSet):
        return Ruling((new,))
    if event.field == "streams" and event.value is not None:
        streams = dict.fromkeys(stream_named(each) for each in event.value)
        event = event._replace(value=list(streams))
        new = new._replace(event=event)
    if event.field == "decider":
        return Ruling((new,), (_NO_DECIDER,) if event.value is None else ())

    def value(field: str) -> Any:  # noqa: ANN401 - JSON
        return event.value if field == event.field else incident.value(field)

    is_held = event.step == MEETING or meeting_is_held(incident)
    is_due = not is_held and len(_concerned(value, policy)) > 1
    return Ruling((new,), (_NO_MEETING,) if is_due else ())


_NO_MEETING = Broken("S4-7", fixes=("incidentctl step done F5 decider=WHO streams=fix,customers",))
_NO_DECIDER = Broken("S4-8", fixes=("incidentctl set decider WHO",))


def _concerned(value: Callable[[str], Any], policy: Policy) -> frozenset[str]:
    streams = value("streams") or ()
    duties = [field for field in _DEPARTMENT_OF if field.startswith("duties.") and value(field) == "applies"]
    pending = value("departments.pending") or ()
    return frozenset(
        (
            "dev",
            *(_DEPARTMENT_OF.get(each, each) for each in (*streams, *duties)),
            *(named(each, policy) or each for each in pending),
        )
    )
