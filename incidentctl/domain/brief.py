"""The brief: what somebody must know who joins late or takes over (S3-2), in roles, never in names."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.alignment import meeting_due
from incidentctl.domain.decisions import pending, standing, unweighed
from incidentctl.domain.handles import short
from incidentctl.domain.lifecycle import phase
from incidentctl.domain.path import Boundary, boundary
from incidentctl.domain.people import gaps
from incidentctl.domain.report_timeline import rows
from incidentctl.domain.report_view import View
from incidentctl.domain.repro import doubts
from incidentctl.domain.roles import acting_commander, formation, labels, roster
from incidentctl.domain.rules import Broken, level_of
from incidentctl.domain.runbook import said
from incidentctl.domain.tasks import board, is_open, wording
from incidentctl.domain.times import Moment, from_iso
from incidentctl.domain.voices import unanswered
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy, Role
    from incidentctl.domain.report_values import Inline, Phrase, Row, Typed
    from incidentctl.domain.state import Decision
    from incidentctl.words import Lang

LAST = 5
NEVER_BEFORE = timedelta(minutes=15)
"""A hint waits for this long (practice.md, "Defaults"); what is only worth a hint is no help before."""

IMPACT = ("impact.scope", "impact.users", "impact.share", "impact.regions", "impact.data")


class People(NamedTuple):
    """How many are there: with a role or a task, ready for one, and watching (K2)."""

    responding: int
    standby: int
    watching: int


class Change(NamedTuple):
    """A change of the system that is under way: what, by which role, since when."""

    text: Typed
    role: str
    since: Moment


class Choice(NamedTuple):
    """A decision, by its handle, and the risk that comes with it; `level` says who decides."""

    handle: str
    text: Typed
    risk: Typed
    level: str


class Job(NamedTuple):
    """An open task: what, the role of whoever has it ("" for nobody), when a report is due."""

    text: Typed
    role: str
    due: datetime | None
    is_overdue: bool


class Brief(NamedTuple):
    """All that the screen holds. Texts that were typed carry roles instead of names, in one language.

    What is None, empty or "" was never said; `impact_unknown` (P4) stands for an impact without a size.
    Roles are ids, worded by `labels`; `decider` is one. `filled` and `vacant` are labels. `cause` is the
    confirmed one. `decision` was taken last, `pending` wait for somebody above. `tasks` are the open ones,
    most urgent first, `concerns` (handle, text) those without an answer. `private_since`: the privacy track
    is open; nothing else of it is here (S4-5). `clocks` (id, due) are the legal ones, nearest first.
    """

    id: str
    title: Typed
    is_drill: bool
    severity: str
    phase: str
    since: Moment | None
    minutes: int
    is_solo: bool
    profile: str
    labels: Mapping[str, str]
    happening: Inline | None
    resolved_when: Inline | None
    decider: str
    musts: tuple[Inline, ...]
    impact: tuple[Inline, ...]
    impact_unknown: Phrase
    cause: Inline | None
    boundary: Boundary | None
    filled: tuple[str, ...]
    vacant: tuple[str, ...]
    people: People
    change: Change | None
    decision: Choice | None
    pending: tuple[Choice, ...]
    tasks: tuple[Job, ...]
    concerns: tuple[tuple[str, Typed], ...]
    facts: tuple[Row, ...]
    private_since: Moment | None
    clocks: tuple[tuple[str, datetime], ...]
    told: bool
    notice_due: datetime | None
    next_update: datetime | None
    standdown_when: Inline | None


def brief(incident: Incident, policy: Policy, now: datetime, lang: Lang) -> Brief:
    """Say how an incident stands, for somebody who was not there."""
    view = View(incident, policy, now, lang, marks_certainty=True)
    pulse = incident.pulse
    profile = formation(incident, policy)
    called = labels(profile, lang)
    held = [role for role in profile.roles if _is_held(incident, role)]
    free = [role.id for role in profile.roles.values() if role.id not in held and _is_expected(role)]
    is_over = pulse.ended or not pulse.is_open
    declared = incident.milestone("declared")
    musts = view.known("musts")
    return Brief(
        id=incident.id,
        title=view.title,
        is_drill=pulse.drill,
        severity=pulse.severity,
        phase=phase(pulse),
        since=declared,
        minutes=int((now - declared.at).total_seconds() // 60) if declared else 0,
        is_solo=pulse.is_solo,
        profile=said(profile.label, lang),
        labels=called,
        happening=view.value("happening"),
        resolved_when=view.value("resolved_when"),
        decider=_decider(view),
        musts=tuple(view.typed(str(each), musts.fact) for each in musts.value) if musts else (),
        impact=tuple(found for name in IMPACT if (found := view.value(name))),
        impact_unknown=view.phrase("P4"),
        cause=view.cause,
        boundary=_boundary(view),
        filled=tuple(called[role] for role in held),
        vacant=() if is_over else tuple(called[role] for role in free),
        people=_people(incident),
        change=_change(view),
        decision=_pinned(view),
        pending=tuple(_choice(view, each) for each in pending(incident) if view.shows(each.fact)),
        tasks=tuple(_jobs(view, now)),
        concerns=tuple(
            (short(each.fact, len(incident.entries)), view.typed(each.fact.event.text, each.fact))
            for each in unanswered(incident)
            if view.shows(each.fact)
        ),
        facts=rows(view, in_detail=True)[-LAST:],
        private_since=Moment(from_iso(pulse.privacy_at)) if pulse.is_private and pulse.privacy_at else None,
        clocks=tuple(
            sorted(((name, from_iso(due)) for name, due in pulse.duties.items()), key=lambda x: x[1])
        ),
        told=pulse.told,
        notice_due=from_iso(pulse.notice_due) if pulse.notice_due else None,
        next_update=from_iso(pulse.update_due) if pulse.update_due else None,
        standdown_when=view.value("standdown_when"),
    )


def _decider(view: View) -> str:
    """Give the role of whom all centre on (S4-8); "" when nobody is named."""
    found = view.known("decider")
    return view.names.role(str(found.value)) if found else ""


def _boundary(view: View) -> Boundary | None:
    """Give how far the path is normal (S0-18), with roles for names; None before any hop is marked."""
    found = boundary(view.incident)
    if found.key == "unmarked":
        return None
    replaced = view.names.replaced
    return Boundary(found.key, replaced(found.good), replaced(found.bad), tuple(map(replaced, found.unknown)))


def _is_held(incident: Incident, role: str) -> bool:
    is_acting = role == "commander" and bool(acting_commander(incident))
    return bool(incident.roles.get(role)) or is_acting


def _is_expected(role: Role) -> bool:
    """Say whether somebody who takes over would miss it: it should be held, or one person alone holds it."""
    return bool(role.least) or role.most == 1


def _people(incident: Incident) -> People:
    levels = [present.level for present in roster(incident)]
    return People(levels.count("responding"), levels.count("standby"), levels.count("watching"))


def _change(view: View) -> Change | None:
    write = view.incident.open_write
    if write is None or not view.shows(write.fact):
        return None
    fact = write.fact
    return Change(view.typed(fact.event.text, fact), view.names.role(fact.by, fact), fact.at)


def _choice(view: View, decision: Decision) -> Choice:
    fact = decision.fact
    handle = short(fact, len(view.incident.entries))
    return Choice(handle, view.typed(fact.event.text, fact), view.typed(decision.risk, fact), decision.level)


def _pinned(view: View) -> Choice | None:
    """Give what was decided last, of what may be acted on (S0-13)."""
    known = [each for each in standing(view.incident) if view.shows(each.fact)]
    return _choice(view, known[-1]) if known else None


def _jobs(view: View, now: datetime) -> Sequence[Job]:
    """Give the open tasks outside of the privacy track, the most urgent first."""
    incident, found = view.incident, []
    for task in board(incident, now):
        if not is_open(incident, task) or not view.shows(task.fact):
            continue
        due = from_iso(task.due) if task.due else None
        role = view.names.role(task.who) if task.who else ""
        text = view.typed(wording(task.fact.event, Words(view.lang)), task.fact)
        found.append(Job(text, role, due, bool(due and due <= now)))
    return found


def checks(incident: Incident, policy: Policy, now: datetime) -> tuple[Broken, ...]:
    """Give the standing rules that are not met and bite here, without those that have a line of their own."""
    if incident.pulse.ended or not incident.pulse.is_open:
        return ()
    found = [*gaps(incident, policy, now), *meeting_due(incident, policy), *doubts(incident)]
    if unweighed(incident):
        found.append(Broken("S2-9", fixes=("incidentctl set decision.risk TEXT",)))
    declared = incident.milestone("declared")
    is_early = declared is not None and now - declared.at < NEVER_BEFORE
    return tuple(each for each in found if _bites(each, incident, policy, is_early=is_early))


def _bites(broken: Broken, incident: Incident, policy: Policy, *, is_early: bool) -> bool:
    rule = policy.rules.get(broken.rule)
    level = level_of(rule, incident.pulse, policy, incident.pulse.declarer) if rule else broken.level
    return level in {"warn", "block"} or (level == "hint" and not is_early)
