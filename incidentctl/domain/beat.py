"""The beat: how one fact changes the pulse."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from incidentctl.domain.facts import Unknown
from incidentctl.domain.times import from_iso, iso

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.facts import Fact

ACTORS_KEPT = 9

WORK = "repair."
"""The group of fields whose tasks are done by working, not by answering."""

OPEN_ANSWERS = (None, "undecided")
"""Answers that leave a question open, and with it the task of finding out."""


def beat(pulse: dict[str, Any], fact: Fact) -> None:
    """Let a surviving fact change the pulse, given as a dict of the fields of `Pulse`."""
    pulse["facts"] = pulse.get("facts", 0) + 1
    pulse["last"] = iso(fact.recorded)
    actors = pulse.get("actors", ())
    if fact.by not in actors and len(actors) < ACTORS_KEPT:
        pulse["actors"] = (*actors, fact.by)
    pulse["id"] = fact.incident  # also where the declaration itself is damaged
    change = _CHANGES.get(fact.kind)
    if change is not None and not isinstance(fact.event, Unknown):
        (change if fact.row is None else _recall)(pulse, fact, fact.event)


def _recall(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401 - the event of its kind
    """Take in what a file told of the past: it starts no clock, stops no cadence and is nobody's order."""
    match fact.kind:
        case "update_posted":
            pulse["told"] = True
        case "acted" if not pulse.get("reopened") or fact.at.at >= from_iso(pulse["reopened"]):
            pulse["acting"] = pulse.get("acting", False) or not event.look
        case "field_set":
            _set(pulse, fact, event)


def _began(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401 - the event of its kind
    match fact.kind:
        case "declared":
            due = fact.at.at + timedelta(minutes=event.notice_minutes)
            pulse.update(
                title=event.title, zone=event.zone, suspected=event.suspected,
                declared=iso(fact.at.at), declarer=fact.by, notice_due=iso(due),
                profile=event.profile, quiet=event.quiet, drill=event.drill,
            )  # fmt: skip
        case "confirmed":
            pulse["suspected"] = False
        case "withdrawn":
            pulse["withdrawn"] = True


def _saw(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    match fact.kind:
        case "severity_set":
            pulse["severity"], pulse["first"], pulse["every"] = event.level, event.first, event.every
        case "told":
            pulse["told"], pulse["voiced"] = True, iso(fact.recorded)
            pulse["recovery_told"] = bool(pulse.get("resolved"))
        case "acted":
            pulse["acting"] = pulse.get("acting", False) or not event.look


def _role(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    holders = _without(pulse, event.role, event.who)
    _hold(pulse, event.role, [*holders, event.who] if fact.kind == "role_taken" else holders)


def _without(pulse: Mapping[str, Any], role: str, who: str) -> list[str]:
    return [name for name in pulse.get("roles", {}).get(role, ()) if name != who]


def _hold(pulse: dict[str, Any], role: str, holders: list[str]) -> None:
    pulse["roles"] = {**pulse.get("roles", {}), role: holders}


def _put(pulse: dict[str, Any], name: str, key: str, value: Any) -> None:  # noqa: ANN401 - JSON
    """Set (or, with None, take off) one row of a mapping."""
    rows = {known: row for known, row in pulse.get(name, {}).items() if known != key}
    pulse[name] = rows if value is None else {**rows, key: value}


def _list(pulse: dict[str, Any], name: str, key: str, *, is_in: bool) -> None:
    """Put an id on a list, or take it off."""
    rest = tuple(known for known in pulse.get(name, ()) if known != key)
    pulse[name] = (*rest, key) if is_in else rest


def _task(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    task = getattr(event, "task", fact.id)
    match fact.kind:
        case "task_assigned":
            _put(pulse, "tasks", task, event.due)
            _list(pulse, "unowned", task, is_in=not event.who)
            if event.field and not event.field.startswith(WORK):
                _put(pulse, "asking", task, event.field)
        case "task_given" if task in pulse.get("tasks", {}):
            _list(pulse, "unowned", task, is_in=not event.who)
            if event.due:
                _put(pulse, "tasks", task, event.due)
        case "task_reported" if event.due and task in pulse.get("tasks", {}):
            _put(pulse, "tasks", task, event.due)
        case "task_ended":
            _forget(pulse, task)


def _answer(pulse: dict[str, Any], field: str, value: Any) -> None:  # noqa: ANN401 - JSON
    """Let the tasks be over that ask for a field, once it has a value."""
    asking = pulse.get("asking", {})
    for task in [task for task, asked in asking.items() if asked == field and value not in OPEN_ANSWERS]:
        _forget(pulse, task)


def _forget(pulse: dict[str, Any], task: str) -> None:
    _put(pulse, "tasks", task, None)
    _put(pulse, "asking", task, None)
    _list(pulse, "unowned", task, is_in=False)


def _decided(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    pulse["decided"] = iso(fact.recorded)
    if fact.kind == "decided":
        pulse["decision"] = fact.id
        _list(pulse, "pending", fact.id, is_in=event.level != "field")
        return
    _list(pulse, "pending", event.decision, is_in=False)
    if pulse.get("decision") == event.decision:
        pulse["decision"] = ""


def _concern(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    _list(pulse, "concerns", getattr(event, "concern", fact.id), is_in=fact.kind == "concern_raised")


def _write(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    match fact.kind:
        case "write_begun" | "command_begun":
            if not getattr(event, "look", False):
                pulse["acting"] = True
                _put(pulse, "writes", fact.id, [fact.by, iso(fact.at.at)])
        case "write_ended":
            _put(pulse, "writes", event.write, None)
        case "command_ended":
            _put(pulse, "writes", event.command, None)


def _update(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    if fact.kind == "update_drafted":
        _list(pulse, "drafts", fact.id, is_in=True)
        return
    _list(pulse, "drafts", event.draft, is_in=False)
    pulse["told"], pulse["updated"] = True, iso(fact.recorded)
    pulse["voiced"] = pulse["updated"]
    pulse["next_update"] = event.due
    if pulse.get("resolved"):
        pulse["recovery_told"] = True


def _duty(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    _put(pulse, "duties", event.clock, event.due if fact.kind == "clock_started" else None)


def _ending(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    match fact.kind:
        case "resolved":
            pulse["resolved"], pulse["watch_until"] = iso(fact.at.at), event.watch_until
            pulse["recovery_told"] = False
        case "stood_down":
            pulse["ended"], pulse["roles"], pulse["next_update"] = iso(fact.at.at), {}, ""
        case "closed":
            pulse["closed"] = iso(fact.at.at)
        case "reopened":
            cleared = ("mitigated", "resolved", "ended", "closed", "watch_until", "cause_certainty")
            pulse.update(dict.fromkeys(cleared, ""))
            pulse.update(
                suspected=False, withdrawn=False, recovery_told=False, cause_known=False,
                acting=bool(pulse.get("writes")), reopened=iso(fact.at.at),
            )  # fmt: skip


_TIMES = {
    "mitigated_at": "mitigated",
    "resolved_at": "resolved",
    "ended_at": "ended",
    "closed_at": "closed",
    "declared_at": "declared",
    "next_update_at": "next_update",
    "watch_until": "watch_until",
    "privacy.next_check_at": "privacy_check",
}

_DECLARED = frozenset({"resolved_at", "ended_at", "closed_at"})
"""What only a declaration reaches and only `reopen` takes back: that nobody knows when changes neither."""


def _set(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    field, value = event.field, event.value
    _answer(pulse, field, value)
    if field in _TIMES:
        at = value.get("t") if isinstance(value, dict) else ""
        if at or field not in _DECLARED:
            pulse[_TIMES[field]] = at if isinstance(at, str) else ""
    elif field == "cause":
        pulse["cause_known"], pulse["cause_certainty"] = value is not None, event.certainty
    elif field == "cause.certainty":
        pulse["cause_certainty"] = value or "unknown"
    elif field in {"happening", "resolved_when"}:
        pulse[field] = value is not None
    elif field in {"decision", "rollback.decision", "decision.level"}:
        _weigh(pulse, fact, event)
    elif field.startswith("impact."):
        pulse["voiced"] = iso(fact.recorded)
    elif field in {"privacy.lead", "privacy.concern"}:
        _worry(pulse, fact, event)
    elif field.startswith("roles."):  # logs from before roles had events of their own
        _hold(pulse, field.removeprefix("roles."), [value] if value else [])


def _worry(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    """Keep whether personal data is a concern; "don't know" for the second time is one (S4-4)."""
    if event.field == "privacy.lead":
        pulse["privacy_lead"] = event.value is not None
        return
    is_again = event.value is None and pulse.get("privacy") in {"unknown", "again"}
    pulse["privacy"] = ("again" if is_again else "unknown") if event.value is None else str(event.value)
    pulse["privacy_at"], pulse["privacy_check"] = iso(fact.recorded), ""


def _weigh(pulse: dict[str, Any], fact: Fact, event: Any) -> None:  # noqa: ANN401
    """Keep when something was decided, and who has to decide it, which may be said afterwards (S2-3)."""
    if event.field != "decision.level":
        pulse["decided"] = iso(fact.recorded)
    elif pulse.get("decision"):
        _list(pulse, "pending", pulse["decision"], is_in=event.value not in {None, "field"})


_CHANGES = {
    **dict.fromkeys(("declared", "confirmed", "withdrawn"), _began),
    **dict.fromkeys(("severity_set", "told", "acted"), _saw),
    **dict.fromkeys(("role_taken", "role_released"), _role),
    "field_set": _set,
    **dict.fromkeys(("task_assigned", "task_given", "task_reported", "task_ended"), _task),
    **dict.fromkeys(("decided", "decision_settled"), _decided),
    **dict.fromkeys(("concern_raised", "concern_answered"), _concern),
    **dict.fromkeys(("write_begun", "write_ended", "command_begun", "command_ended"), _write),
    **dict.fromkeys(("update_drafted", "update_posted"), _update),
    **dict.fromkeys(("clock_started", "clock_submitted", "clock_stopped"), _duty),
    **dict.fromkeys(("resolved", "stood_down", "closed", "reopened"), _ending),
}

CHANGING = frozenset(_CHANGES)
"""The kinds of facts that change more of the pulse than who has written, and when."""
