"""The timeline of a report: which facts become rows, and what each row says."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import report_commands, report_decisions, report_evidence, report_updates
from incidentctl.domain.draft import MILESTONES_OF_THE_END
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.follow_ups import wording as wording_of
from incidentctl.domain.incident import moment_of
from incidentctl.domain.lifecycle import MILESTONES
from incidentctl.domain.report_acts import act
from incidentctl.domain.report_values import Row, Said, Typed, Value
from incidentctl.domain.roles import ONLOOKER, is_of_role, stints
from incidentctl.domain.tasks import wording
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry
    from incidentctl.domain.report_values import Inline
    from incidentctl.domain.report_view import View
    from incidentctl.domain.times import Moment

_ENDINGS = {"resolved": "resolved", "stood_down": "ended", "closed": "closed"}
_CAUSE = ("cause", "cause.certainty")
_DETAILS = frozenset({"hop_marked", "task_ended"})
_INTERNAL = frozenset({"declared", "acknowledged", "ended", "closed"})  # nothing that a customer notices
_UNSAID = frozenset({"started", "detected"})  # whoever wrote these down has nothing to do with them


def rows(view: View, *, in_detail: bool, since: Fact | None = None) -> tuple[Row, ...]:
    """Give the rows in the order in which things happened (S0-24: no guess, no question, nothing private).

    `in_detail`: with what was only looked at and which hops of the path were checked, for engineers.
    `since`: only what came too late for this post, and no milestones.
    """
    found = [
        (*entry.fact.happened, row)
        for entry, row in _told(view, in_detail)
        if since is None or report_updates.is_news(entry.fact, since)
    ]
    marks = [
        (_place(name, row.at), ((-1, MILESTONES.index(name)), "", 0), row)
        for name, row in (_milestones(view) if since is None else ())
        if not (view.is_for_customers and name in _INTERNAL)
    ]
    return tuple(row for _, _, row in sorted([*found, *marks], key=lambda item: item[:2]))


def _place(name: str, at: Moment) -> datetime:
    """Give where a milestone stands: a change that worked comes before what it led to in the same minute."""
    instant = at.at.astimezone(UTC)
    return instant.replace(second=59) if name == "mitigated" and at.precision == "minute" else instant


def _told(view: View, in_detail: bool) -> Iterator[tuple[Entry, Row]]:  # noqa: FBT001 - one caller
    previous = ""
    moves = _moves(view)
    states: dict[tuple[str, str], object] = {}
    for entry in view.happened:
        fact = entry.fact
        what: Inline | None = None
        is_role = False
        if view.is_for_customers:
            if report_updates.is_for_customers(fact):
                yield entry, Row(fact.at, "", report_updates.told(view, fact))
            continue
        if fact.kind == "severity_set":
            what, previous = _severity(view, fact, previous), fact.event.level
        elif is_role := is_of_role(fact):
            what = moves.get(fact.id)
        elif in_detail or fact.kind not in _DETAILS:
            what = _what(view, fact)
        is_look = getattr(fact.event, "look", False) or report_updates.is_internal(fact)
        is_news = not _repeats(fact, states)
        if what is not None and is_news and (in_detail or not is_look):
            yield entry, Row(fact.at, "" if is_role else entry.role, what)


def _repeats(fact: Fact, states: dict[tuple[str, str], object]) -> bool:
    """Say whether a fact only gives again what stood already, as where two steps ask for the same field."""
    event, kind = fact.event, fact.kind
    match kind:
        case "field_set" if event.field not in _CAUSE:
            about, state, more = event.field, (event.value, event.certainty), ""
        case "decided":  # answered again at another step, it is a field
            kind, about, state, more = "field_set", "decision", (event.text, "confirmed"), ""
        case "severity_set":
            about, state, more = "", event.level, event.why
        case "hop_marked":
            about, state, more = event.hop, event.mark, event.text
        case _:
            return False
    before, states[kind, about] = states.get((kind, about)), state
    return before == state and not more


def _what(view: View, fact: Fact) -> Inline | None:  # noqa: C901, PLR0911, PLR0912 - one row per kind
    event = fact.event
    match fact.kind:
        case "noted":
            return _note(view, fact)
        case "attached":
            return _attached(view, fact)
        case "acted" | "write_begun" | "write_ended":
            return act(view, fact, prefixed=True)
        case "command_begun":
            return report_commands.row(view, fact)
        case "told":
            return _tell(view, fact)
        case "confirmed" | "withdrawn":
            text = event.text if fact.kind == "confirmed" else event.why
            key = f"report.row.{fact.kind}"
            return Said(f"{key}.why", {"text": view.typed(text, fact)}) if text else Said(key)
        case "reopened":
            return Said("report.row.reopened", {"text": view.typed(event.why, fact)})
        case "criterion_ticked":
            return _criterion(view, fact)
        case "decided" | "decision_settled":
            return report_decisions.row(view, fact)
        case "update_posted":
            return report_updates.row(view, fact)
        case "hop_marked":
            params = {"hop": view.typed(event.hop, fact), "mark": Said(f"report.mark.{event.mark}")}
            if event.text:
                return Said("report.row.hop.why", {**params, "text": view.typed(event.text, fact)})
            return Said("report.row.hop", params)
        case "field_set":
            return _field(view, fact)
        case "task_ended" if event.outcome == "done":
            return _task(view, fact)
        case "follow_up_ended":
            return _follow_up(view, fact)
    return None


def _task(view: View, fact: Fact) -> Inline | None:
    """Say what was finished; what belongs to the privacy track is in no wide report (S4-5)."""
    task = view.incident.tasks.get(fact.event.task)
    if task is None or task.fact.event.private or not view.shows(task.fact):
        return None
    text = wording(task.fact.event, Words(view.lang))
    return Said("report.row.task", {"text": view.typed(text, task.fact)})


def _follow_up(view: View, fact: Fact) -> Inline | None:
    """Say what became of an action; one that was only answered otherwise has no reason, and no row."""
    known = view.incident.follow_ups.get(fact.event.follow_up)
    is_dropped, why = fact.event.outcome == "dropped", fact.event.why
    if known is None or not view.shows(known.fact) or (is_dropped and not why):
        return None
    text = wording_of(view.incident, known, Words(view.lang))
    key = "report.row.follow_up" + (".dropped" if is_dropped else ".why" if why else "")
    return Said(key, {"text": view.typed(text, known.fact), "why": view.typed(why, fact)})


def _criterion(view: View, fact: Fact) -> Inline | None:
    known = view.incident.criteria.get(fact.event.criterion)
    if known is None:
        return None
    params = {"text": view.typed(known.text, known.fact), "why": view.typed(fact.event.evidence, fact)}
    return Said("report.row.criterion.why" if fact.event.evidence else "report.row.criterion", params)


def _note(view: View, fact: Fact) -> Inline | None:
    text = view.typed(fact.event.text, fact)
    match fact.event.stance:
        case "fact":
            return text
        case "relayed" if fact.event.source:
            return Said("report.row.relayed", {"text": text, "source": view.typed(fact.event.source, fact)})
        case "action" | "decision" as stance:
            return Said(f"report.row.{stance}", {"text": text})
    return None


def _attached(view: View, fact: Fact) -> Inline | None:
    """Say what a file shows; one of which nobody said it is told to those who can look at it."""
    if fact.event.text:
        what = _note(view, fact)
    else:
        name = view.typed(fact.event.name or fact.event.media, fact)
        what = Said("report.row.attached", {"name": name}) if view.audience == "engineer" else None
    return None if what is None else report_evidence.named(view, what, fact)


def _tell(view: View, fact: Fact) -> Inline:
    event = fact.event
    key = "unrelated" if event.unrelated else "told"
    who = Value(FIELDS["told"], [view.names.replaced(name, fact) for name in event.who])
    if not event.who:
        return Said("report.row.told.nobody")
    if event.how:
        return Said(f"report.row.{key}.how", {"who": who, "how": view.typed(event.how, fact)})
    return Said(f"report.row.{key}", {"who": who})


def _severity(view: View, fact: Fact, previous: str) -> Inline:
    params = {"level": view.severity(fact.event.level), "text": view.typed(fact.event.why, fact)}
    key = "report.row.severity"
    if previous and previous != fact.event.level:
        key, params = f"{key}.changed", {**params, "before": view.severity(previous)}
    return Said(f"{key}.why" if fact.event.why else key, params)


def _moves(view: View) -> dict[str, Inline]:
    """Give what the report says of roles that moved, by the id of the fact; who holds them stays out (K9)."""
    found: dict[str, Inline] = {}
    held = [stint for stint in stints(view.incident) if stint.role != ONLOOKER]
    for stint in held:
        given = [
            other.until for other in held if other.role == stint.role and _is_half(other.until, stint.since)
        ]
        key = "handed_over" if given else "taken"
        found[stint.since.id] = Said(f"report.row.role.{key}", {"role": view.role(stint.role)})
    for stint in held:
        until = stint.until
        is_given = any(other.role == stint.role and _is_half(until, other.since) for other in held)
        if until is not None and until.kind != "stood_down" and not is_given:
            found[until.id] = Said("report.row.role.released", {"role": view.role(stint.role)})
    return found


def _is_half(until: Fact | None, since: Fact) -> bool:
    """Say whether one fact ends what the other begins: it is the same, or it stands right before it."""
    return until is not None and until.writer == since.writer and since.n - until.n in {0, 1}


def _field(view: View, fact: Fact) -> Inline | None:
    """Only what was decided, and the confirmed cause: the rest stands in the sections."""
    name, value = fact.event.field, fact.event.value
    if name in _CAUSE:
        return Said("report.row.cause", {"text": view.cause}) if fact.id == _confirmed_by(view) else None
    if value is None or fact.event.certainty != "confirmed":
        return None
    if name == "decision":
        return Said("report.row.decision", {"text": view.typed(str(value), fact)})
    if name == "rollback.decision":
        text = view.plain(Words(view.lang)(f"fields.{name}={value}"))
        return Said("report.row.decision", {"text": Typed(text)})
    return None


def _confirmed_by(view: View) -> str:
    """Give the id of the fact since which the cause is certain; saved again, it is not confirmed again."""
    found, value, certainty = "", None, ""
    for fact in (entry.fact for entry in view.entries if entry.fact.kind == "field_set"):
        event, is_other = fact.event, False
        if event.field == "cause":
            is_other, value, certainty = event.value != value, event.value, event.certainty
        elif event.field == "cause.certainty":
            certainty = event.value
        if certainty != "confirmed" or value is None:
            found = ""
        elif is_other or not found:
            found = fact.id
    return found


class _Reached(NamedTuple):
    """When a milestone of the end was reached, and in which role: a correction moves the time alone."""

    at: Moment | None
    role: str


def _ends(view: View) -> Iterator[dict[str, _Reached]]:
    """Give what was reached of the end each time: of all but the last, it turned out not to be over."""
    reached: dict[str, _Reached] = {}
    for entry in view.entries:
        fact, name = entry.fact, ""
        at: Moment | None = fact.at
        if fact.kind == "reopened":
            yield reached
            reached = {}
        elif fact.kind in _ENDINGS:
            name = _ENDINGS[fact.kind]
        elif fact.kind == "field_set" and fact.event.field in MILESTONES_OF_THE_END:
            name, at = fact.event.field.removesuffix("_at"), moment_of(fact.event.value)
        if name:
            role = reached[name].role if name in reached and reached[name].at else entry.role
            reached[name] = _Reached(at, role)
    yield reached


def _milestones(view: View) -> Iterator[tuple[str, Row]]:
    """Each milestone once, at its newest time; `acknowledged` only where it was set apart.

    Those of the end stand there for each time that it ended.
    """
    for reached in _ends(view):
        for name, (at, role) in reached.items():
            if at is not None:
                who = "" if view.is_for_customers else role
                yield name, Row(at, who, Said(f"report.row.milestone.{name}"))
    incident = view.incident
    roles = {entry.fact.id: entry.role for entry in incident.entries}
    for name in MILESTONES:
        if f"{name}_at" in MILESTONES_OF_THE_END:
            continue
        moment = incident.milestone(name)
        known = incident.fields.get(f"{name}_at")
        if moment is None or (name == "acknowledged" and known is None):
            continue
        fact = incident.declared if name == "declared" else known.fact if known else None
        is_told = fact is not None and name not in _UNSAID and not view.is_for_customers
        role = roles.get(fact.id, "") if fact and is_told else ""
        if name == "declared":
            key = "declared.suspected" if fact and getattr(fact.event, "suspected", False) else name
            yield name, Row(moment, role, Said(f"report.row.milestone.{key}", {"title": view.title}))
        else:
            is_doubted = name in _UNSAID and (incident.pulse.suspected or incident.withdrawn)
            key = f"{name}.suspected" if is_doubted else name
            yield name, Row(moment, role, Said(f"report.row.milestone.{key}"))
