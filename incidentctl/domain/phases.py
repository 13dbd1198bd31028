"""The phases of an incident over time: which one, from when to when."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.beat import CHANGING, beat
from incidentctl.domain.draft import MILESTONES_OF_THE_END
from incidentctl.domain.facts import Unknown
from incidentctl.domain.incident import moment_of
from incidentctl.domain.lifecycle import phase
from incidentctl.domain.pulse import Pulse

if TYPE_CHECKING:
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.lifecycle import Phase
    from incidentctl.domain.times import Moment

_REACHED = {"resolved": "resolved_at", "stood_down": "ended_at", "closed": "closed_at"}


class Stretch(NamedTuple):
    """A phase, from one moment to another (None: it lasts)."""

    phase: Phase
    since: Moment
    until: Moment | None


def phases(incident: Incident) -> tuple[Stretch, ...]:
    """Give the phases since the declaration, each from when to when; the last is the one that lasts.

    The facts beat the pulse one by one in the order in which things happened, so what was entered late
    stands at its place. A milestone that was corrected counts as corrected; what lies before the declaration
    counts from then on.
    """
    declared = incident.declared
    began = incident.milestone("declared") or (declared.at if declared else None)
    if declared is None or began is None:
        return ()
    changes: list[tuple[Phase, Moment]] = []
    pulse: dict[str, Any] = {}
    for at, fact in _happened(incident, declared, began):
        beat(pulse, fact)
        _change(changes, phase(Pulse(**pulse)), at)
    _, last = changes.pop()
    _change(changes, phase(incident.pulse), last)
    ends = [*(since for _, since in changes[1:]), None]
    return tuple(Stretch(name, since, until) for (name, since), until in zip(changes, ends, strict=True))


def _change(changes: list[tuple[Phase, Moment]], to: Phase, at: Moment) -> None:
    """Note a change of the phase; one that lasted no time at all is none."""
    if changes and changes[-1][0] == to:
        return
    if changes and _utc(changes[-1][1]) == _utc(at):
        changes.pop()
    if not changes or changes[-1][0] != to:
        changes.append((to, at))


def _happened(incident: Incident, declared: Fact, began: Moment) -> list[tuple[Moment, Fact]]:
    """Give the facts that stand and count, none before `began`, in the order in which they happened."""
    corrected = _corrected(incident)
    found = []
    for entry in incident.entries:
        fact = entry.fact
        is_known = fact.kind in CHANGING and not isinstance(fact.event, Unknown)
        if is_known and not entry.undone and fact.id not in corrected:
            at = began if fact is declared else max(began, _at(fact), key=_utc)
            found.append((at, fact))
    return sorted(found, key=lambda each: (_utc(each[0]), each[1] is not declared, each[1].order))


def _at(fact: Fact) -> Moment:
    """Give when a fact took hold: a milestone when it was reached, anything else when it happened."""
    is_milestone = fact.kind == "field_set" and fact.event.field in MILESTONES_OF_THE_END
    return (moment_of(fact.event.value) if is_milestone else None) or fact.at


def _corrected(incident: Incident) -> set[str]:
    """Give the facts whose milestone was put right later; after a reopening it is reached anew."""
    found: set[str] = set()
    newest: dict[str, str] = {}
    for entry in incident.entries:
        fact = entry.fact
        if entry.undone or isinstance(fact.event, Unknown):
            continue
        name = fact.event.field if fact.kind == "field_set" else _REACHED.get(fact.kind, "")
        if fact.kind == "reopened":
            newest.clear()
        elif name in MILESTONES_OF_THE_END and _moves(fact, name):
            if name in newest:
                found.add(newest[name])
            newest[name] = fact.id
    return found


def _moves(fact: Fact, name: str) -> bool:
    """Say whether a fact moves a milestone: that nobody knows when it was declared does not."""
    return fact.kind != "field_set" or fact.event.value is not None or name == "mitigated_at"


def _utc(moment: Moment) -> datetime:
    return moment.at.astimezone(UTC)
