"""The timeline of a report: which facts become rows, and what each row says."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from incidentctl.domain.fields import FIELDS
from incidentctl.domain.lifecycle import MILESTONES
from incidentctl.domain.report_values import Row, Said, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry
    from incidentctl.domain.report_values import Inline
    from incidentctl.domain.report_view import View

_CAUSE = ("cause", "cause.certainty")
_UNSAID = frozenset({"started", "detected"})  # whoever wrote these down has nothing to do with them


def rows(view: View, *, in_detail: bool) -> tuple[Row, ...]:
    """Give the rows in the order in which things happened (S0-24: no guess, no question, nothing private).

    `in_detail`: with what was only looked at and which hops of the path were checked, for engineers.
    """
    found = [
        (entry.fact.at.at.astimezone(UTC), entry.fact.order, row) for entry, row in _told(view, in_detail)
    ]
    marks = [
        (row.at.at.astimezone(UTC), ((-1, number), "", 0), row)
        for number, row in enumerate(_milestones(view))
    ]
    return tuple(row for _, _, row in sorted([*found, *marks], key=lambda item: item[:2]))


def actions(view: View) -> tuple[Row, ...]:
    """Give what was done to the system, and nothing that was only looked at."""
    return tuple(
        Row(entry.fact.at, entry.role, what)
        for entry in view.entries
        if _is_action(entry.fact) and (what := _act(view, entry.fact, prefixed=False))
    )


def _told(view: View, in_detail: bool) -> Iterator[tuple[Entry, Row]]:  # noqa: FBT001 - one caller
    previous = ""
    holders: dict[str, str] = {}
    states: dict[tuple[str, str], object] = {}
    for entry in view.entries:
        fact = entry.fact
        what: Inline | None = None
        if fact.kind == "severity_set":
            what, previous = _severity(view, fact, previous), fact.event.level
        elif fact.kind == "field_set" and fact.event.field.startswith("roles."):
            what = _role(fact, holders)
        elif in_detail or fact.kind != "hop_marked":
            what = _what(view, fact)
        is_look = fact.kind == "acted" and fact.event.look
        is_role = fact.kind == "field_set" and fact.event.field.startswith("roles.")
        is_news = not _repeats(fact, states)
        if what is not None and is_news and (in_detail or not is_look):
            yield entry, Row(fact.at, "" if is_role else entry.role, what)


def _repeats(fact: Fact, states: dict[tuple[str, str], object]) -> bool:
    """Say whether a fact only gives again what stood already, as where two steps ask for the same field."""
    event = fact.event
    match fact.kind:
        case "field_set" if event.field not in _CAUSE:
            about, state, more = event.field, (event.value, event.certainty), ""
        case "severity_set":
            about, state, more = "", event.level, event.why
        case "hop_marked":
            about, state, more = event.hop, event.mark, event.text
        case _:
            return False
    before, states[fact.kind, about] = states.get((fact.kind, about)), state
    return before == state and not more


def _what(view: View, fact: Fact) -> Inline | None:  # noqa: PLR0911 - one row per kind
    event = fact.event
    match fact.kind:
        case "noted":
            return _note(view, fact)
        case "acted":
            return _act(view, fact, prefixed=True)
        case "told":
            return _tell(view, fact)
        case "confirmed" | "withdrawn":
            text = event.text if fact.kind == "confirmed" else event.why
            key = f"report.row.{fact.kind}"
            return Said(f"{key}.why", {"text": view.typed(text, fact)}) if text else Said(key)
        case "hop_marked":
            params = {"hop": view.typed(event.hop, fact), "mark": Said(f"report.mark.{event.mark}")}
            if event.text:
                return Said("report.row.hop.why", {**params, "text": view.typed(event.text, fact)})
            return Said("report.row.hop", params)
        case "field_set":
            return _field(view, fact)
    return None


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


def _is_action(fact: Fact) -> bool:
    return (fact.kind == "acted" and not fact.event.look) or (
        fact.kind == "noted" and fact.event.stance == "action"
    )


def _act(view: View, fact: Fact, *, prefixed: bool) -> Inline:
    event = fact.event
    text: Inline = view.typed(event.text, fact)
    before, after = getattr(event, "before", ""), getattr(event, "after", "")
    if prefixed:
        text = Said(
            "report.row.look" if getattr(event, "look", False) else "report.row.action", {"text": text}
        )
    values = {"before": view.typed(before, fact), "after": view.typed(after, fact)}
    key = "change" if before and after else "before" if before else "after" if after else ""
    return Said(f"report.row.{key}", {"text": text, **values}) if key else text


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


def _role(fact: Fact, holders: dict[str, str]) -> Inline | None:
    role, holder = fact.event.field.removeprefix("roles."), fact.event.value or ""
    before, holders[role] = holders.get(role, ""), holder
    if holder == before:
        return None
    key = "handed_over" if holder and before else "taken" if holder else "released"
    return Said(f"report.row.role.{key}", {"role": Said(f"fields.{fact.event.field}")})


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
        return Said("report.row.rollback", {"text": Value(FIELDS[name], value)})
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


def _milestones(view: View) -> Iterator[Row]:
    """Each milestone once, at its newest time; `acknowledged` only where it was set apart."""
    incident = view.incident
    roles = {entry.fact.id: entry.role for entry in incident.entries}
    for name in MILESTONES:
        moment = incident.milestone(name)
        known = incident.fields.get(f"{name}_at")
        if moment is None or (name == "acknowledged" and known is None):
            continue
        fact = incident.declared if name == "declared" else known.fact if known else None
        role = roles.get(fact.id, "") if fact and name not in _UNSAID else ""
        if name == "declared":
            key = "declared.suspected" if fact and getattr(fact.event, "suspected", False) else name
            yield Row(moment, role, Said(f"report.row.milestone.{key}", {"title": view.title}))
        else:
            is_doubted = name in _UNSAID and (incident.pulse.suspected or incident.withdrawn)
            yield Row(moment, role, Said(f"report.row.milestone.{name}{'.suspected' if is_doubted else ''}"))
