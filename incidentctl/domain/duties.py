"""Duties with a deadline: which clocks there are, how each stands, and what a human may do to one (S4-9).

Nothing here is legal advice: a deadline is what the policy file says, counted from the time that a human set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from incidentctl.domain.calendar import deadline, rolled
from incidentctl.domain.events.clocks import ClockStarted, ClockStopped, ClockSubmitted
from incidentctl.domain.facts import New
from incidentctl.domain.nearest import near
from incidentctl.domain.rules import Ruling
from incidentctl.domain.times import from_iso, iso
from incidentctl.domain.zones import zone_of
from incidentctl.errors import NotFound, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import LegalClock, Policy
    from incidentctl.domain.state import Duty
    from incidentctl.domain.times import Moment

OBLIGATIONS = ("duties.regulators", "duties.partners", "duties.customers")
"""The fields in which somebody judges whether regulators, partners and customers must be told."""

State = Literal["not_started", "waiting", "running", "submitted", "stopped"]


class Standing(NamedTuple):
    """A clock as it stands in an incident.

    `legal` is None when the policy has it no more: then only what the log says is known. `fact` is the one
    that put it into its state, `role` that of its author; `due` and `soft_from` are those it was started
    with.
    """

    id: str
    state: State
    legal: LegalClock | None = None
    fact: Fact | None = None
    role: str = ""
    anchor: Moment | None = None
    due: datetime | None = None
    soft_from: datetime | None = None


class Judged(NamedTuple):
    """What somebody found about an obligation: the field, its value ("" not examined yet), and who judged."""

    field: str
    value: str
    judged_by: str = ""
    role: str = ""


def standings(incident: Incident, policy: Policy, *, is_all: bool = False) -> tuple[Standing, ...]:
    """Give the clocks that matter here: enabled, started, or one of a family of reports that was begun.

    `is_all`: every one. In the order of the policy; then those that only the log knows.
    """
    known = policy.clocks
    begun = {_root(known[name], known) for name in incident.duties if name in known}
    roles = {entry.fact.id: entry.role for entry in incident.entries}
    shown = [clock for clock in known.values() if is_all or clock.enabled or _root(clock, known) in begun]
    gone = [name for name in incident.duties if name not in known]
    return (
        *(_standing(clock.id, clock, _duty(clock, incident), roles) for clock in shown),
        *(_standing(name, None, incident.duties[name], roles) for name in gone),
    )


def judged(incident: Incident) -> tuple[Judged, ...]:
    """Give what was found about each obligation; nobody's word is "" and stays visible (S4-9)."""
    roles = {entry.fact.id: entry.role for entry in incident.entries}
    judge = str(incident.value("duties.judged_by") or "")
    rows = []
    for name in OBLIGATIONS:
        found = incident.fields.get(name)
        if found is None:
            rows.append(Judged(name, ""))
        else:
            rows.append(Judged(name, found.value or "undecided", judge, roles.get(found.fact.id, "")))
    return tuple(rows)


def proposed(incident: Incident, policy: Policy) -> tuple[LegalClock, ...]:
    """Give the clocks that a concern about personal data may start, and nobody has touched (S4-4)."""
    return tuple(
        clock
        for clock in policy.clocks.values()
        if clock.enabled and clock.private and not clock.waits_for and clock.id not in incident.duties
    )


def clock_named(policy: Policy, incident: Incident, name: str) -> str:
    """Give the id of a clock, of the policy or only of the log; NotFound "no-such-clock"."""
    known = [*policy.clocks, *(each for each in incident.duties if each not in policy.clocks)]
    found = next((each for each in known if each.casefold() == name.strip().casefold()), "")
    if not found:
        raise NotFound("no-such-clock", clock=name, suggestion=near(name, known) or (known or ["ID"])[0])
    return found


def start(incident: Incident, policy: Policy, name: str, anchor: Moment) -> Ruling:
    """Start a clock from the anchor that a human set; started again, it runs from the newer one.

    Raises Refused "clock-in-drill", "clock-waits" for one that runs from the submission of another report,
    and "clock-not-in-policy" where nothing says how long it is.
    """
    clock = policy.clocks.get(_in_earnest(policy, incident, name))
    if clock is None:
        raise Refused("clock-not-in-policy", clock=name)
    if clock.waits_for:
        raise Refused("clock-waits", clock=clock.id, other=clock.waits_for)
    return Ruling((_started(clock, anchor, incident, policy),))


def submit(incident: Incident, policy: Policy, name: str, at: Moment) -> Ruling:
    """Record that a report was sent; it ends every clock of the same report, and starts those it anchors."""
    clock_id = _in_earnest(policy, incident, name)
    report = policy.clocks[clock_id].same_as or clock_id if clock_id in policy.clocks else clock_id
    others = (each.id for each in policy.clocks.values() if each.same_as == report)
    ended = dict.fromkeys((report, clock_id, *(each for each in others if _runs(incident, each))))
    chained = [
        _started(each, at, incident, policy)
        for each in policy.clocks.values()
        if each.waits_for in ended and not _is_stopped(incident, each.id)
    ]
    news = [New(ClockSubmitted(each, private=_is_private(each, incident, policy)), at) for each in ended]
    return Ruling((*news, *chained))


def stop(incident: Incident, policy: Policy, name: str, why: str, at: Moment | None) -> Ruling:
    """Record that a duty does not apply, and why; the role of whoever says so is who judged it."""
    clock = _in_earnest(policy, incident, name)
    private = _is_private(clock, incident, policy)
    return Ruling((New(ClockStopped(clock, why.strip(), private), at),))


def _in_earnest(policy: Policy, incident: Incident, name: str) -> str:
    """Give the id of the clock that was meant; raise `Refused` in a drill, where nobody owes a report."""
    clock = clock_named(policy, incident, name)
    if incident.pulse.drill:
        raise Refused("clock-in-drill", clock=clock)
    return clock


def _started(clock: LegalClock, anchor: Moment, incident: Incident, policy: Policy) -> New:
    zone_name = clock.tz or incident.pulse.zone
    zone = zone_of(zone_name) or anchor.at.tzinfo
    assert zone is not None  # noqa: S101 - a moment is aware
    calendar = policy.calendar.of(clock.calendar, zone_name)
    due = deadline(anchor.at, clock.amount, clock.unit, zone, calendar)
    if clock.roll != "none":
        due = rolled(due, zone, calendar)
    soft = deadline(anchor.at, clock.soft_from, clock.unit, zone, calendar) if clock.soft_from else None
    event = ClockStarted(clock.id, clock.anchor, iso(due), iso(soft) if soft else "", clock.private)
    return New(event, anchor)


def _root(clock: LegalClock, known: Mapping[str, LegalClock]) -> str:
    """Give the report with which the family of a clock begins: its own, or the first it follows."""
    seen: list[str] = []
    while (before := clock.same_as or clock.waits_for) in known and clock.id not in seen:
        seen.append(clock.id)
        clock = known[before]
    return clock.id


def _duty(clock: LegalClock, incident: Incident) -> Duty | None:
    """Give how a clock stands; a second limit ends with the report that it is for, started or not."""
    own, report = incident.duties.get(clock.id), incident.duties.get(clock.same_as)
    return (
        report._replace(clock=clock.id, started=None) if own is None and report and report.submitted else own
    )


def _standing(
    clock_id: str, legal: LegalClock | None, duty: Duty | None, roles: Mapping[str, str]
) -> Standing:
    fact = _newest(duty)
    if fact is None or duty is None:
        return Standing(clock_id, "waiting" if legal and legal.waits_for else "not_started", legal)
    state: State = "running"
    if fact.kind != "clock_started":
        state = "submitted" if fact.kind == "clock_submitted" else "stopped"
    began = duty.started.event if duty.started else None
    return Standing(
        clock_id,
        state,
        legal,
        fact,
        roles.get(fact.id, ""),
        duty.started.at if duty.started else None,
        from_iso(began.due) if began else None,
        from_iso(began.soft_from) if began and began.soft_from else None,
    )


def _newest(duty: Duty | None) -> Fact | None:
    """Give the fact that counts: what was said last."""
    facts: Sequence[Fact] = tuple(_facts(duty)) if duty else ()
    return max(facts, key=lambda fact: fact.order, default=None)


def _facts(duty: Duty) -> Iterator[Fact]:
    yield from (fact for fact in (duty.started, duty.submitted, duty.stopped) if fact is not None)


def _runs(incident: Incident, clock: str) -> bool:
    fact = _newest(incident.duties.get(clock))
    return fact is not None and fact.kind == "clock_started"


def _is_stopped(incident: Incident, clock: str) -> bool:
    fact = _newest(incident.duties.get(clock))
    return fact is not None and fact.kind == "clock_stopped"


def _is_private(clock: str, incident: Incident, policy: Policy) -> bool:
    """Say whether a clock is of the privacy track: by the policy, else as it was started."""
    if clock in policy.clocks:
        return policy.clocks[clock].private
    duty = incident.duties.get(clock)
    return bool(duty and duty.started and duty.started.event.private)
