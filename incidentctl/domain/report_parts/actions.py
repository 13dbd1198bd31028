"""The actions in five areas (S2-12), and what else the permanent fix needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.events.follow_ups import says_none
from incidentctl.domain.follow_up_terms import KINDS
from incidentctl.domain.follow_ups import Row, rows
from incidentctl.domain.report_values import Paragraph, Said, Table, Typed
from incidentctl.domain.report_view import bullets
from incidentctl.domain.times import Moment, from_iso
from incidentctl.words import Words

if TYPE_CHECKING:
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View

_FIX_OWNED = ("fix.owner", "fix.due")
_FIX = ("fix.choice", "fix.priority", "fix.rollback_plan", "planned_at", "links.ticket")
_VERIFIED = ("verification", "verification.dev", "verification.production", "verification.metric")
_LEFT = ("workaround.state", "workaround.due")
_PRIORITIES = ("priorities.now", "priorities.later", "priorities.wont", "priorities.decided_by")


def action_to_confirm_cause(view: View) -> int:
    """Give the number of the action of the kind 原因確定, as P12 demands; 0 where there is none."""
    found = (n for n, row in enumerate(_actions(view), 1) if _confirms_cause(row))
    return next(found, 0)


def _confirms_cause(row: Row | str) -> bool:
    return isinstance(row, Row) and row.kind == "cause" and row.state in {"open", "done"}


def follow_ups(view: View) -> tuple[Block, ...]:
    """Give the actions of five kinds (S2-12), with owner, date and state; then what else the fix needs."""
    actions = _actions(view)
    if view.is_for_customers:
        return _promised(view, actions)
    has_any = any(isinstance(row, Row) or _reason(view, row) for row in actions)
    rest = bullets(
        view.rows((*(_FIX if has_any else (*_FIX_OWNED, *_FIX)), *_VERIFIED, *_LEFT, *_PRIORITIES))
    )
    if not has_any:
        return rest
    has_ticket = any(isinstance(row, Row) and row.url for row in actions)
    columns = ("number", "area", "action", "owner", "due", "state", *(("ticket",) if has_ticket else ()))
    head = tuple(Said(f"report.actions.{column}") for column in columns)
    table = (_action(view, number, row)[: len(head)] for number, row in enumerate(actions, 1))
    return (Table(head, tuple(table)), *rest)


def _promised(view: View, actions: tuple[Row | str, ...]) -> tuple[Block, ...]:
    """Give what customers read of the actions: what will be done, until when, and what is done already."""
    state = {"done": Said("report.actions.state.done")}
    head = tuple(Said(f"report.actions.{column}") for column in ("action", "due", "state"))
    kept = [row for row in actions if isinstance(row, Row) and row.state != "dropped" and row.when != "wont"]
    open_ = Said("report.actions.state.planned")
    table = tuple((Typed(view.plain(row.text)), _due(row), state.get(row.state, open_)) for row in kept)
    return (Table(head, table),) if table else ()


def undecided(view: View) -> tuple[Block, ...]:
    """Say that nothing is decided; once it is over, that nothing was recorded (customers: not decided)."""
    is_past = view.is_over and not view.is_for_customers
    return (Paragraph((Said("report.nothing_recorded" if is_past else "report.undecided"),)),)


def _actions(view: View) -> tuple[Row | str, ...]:
    """Give every action, by kind, and the name of each kind for which there is nothing."""
    known = {row.id: row for row in rows(view.incident, Words(view.lang), view.names)}
    kept = [row for row in known.values() if _may_print(view, row)]
    found: list[Row | str] = []
    for kind in KINDS:
        found += [row for row in kept if row.kind == kind] or [kind]
    return (*found, *(row for row in kept if row.kind not in KINDS))


def _may_print(view: View, row: Row) -> bool:
    """Say whether an action may be printed; one that was only answered otherwise has no reason."""
    fact = view.incident.follow_ups[row.id].fact
    if row.state == "dropped" and not row.ending:
        return False
    return view.marks_certainty or getattr(fact.event, "certainty", "confirmed") == "confirmed"


def _action(view: View, number: int, row: Row | str) -> tuple[Inline, ...]:
    undecided, blank = Said("report.undecided.short"), Typed("")
    n = Typed(str(number))
    if isinstance(row, str):
        return (
            n,
            Said(f"fields.follow_up.{row}"),
            _reason(view, row) or undecided,
            blank,
            blank,
            blank,
            blank,
        )
    area = Said(f"fields.follow_up.{row.kind}") if row.kind else blank
    state: Inline = undecided
    is_over = row.state in {"done", "dropped"}
    if is_over or row.when:
        state = Said(f"report.actions.state.{row.state if is_over else row.when}")
        why = row.ending if is_over else row.why
        state = (
            Said("report.actions.state.why", {"state": state, "why": Typed(view.plain(why))})
            if why
            else state
        )
    return (
        n,
        area,
        Typed(view.plain(row.text)),
        Typed(row.owner) if row.owner else undecided,
        _due(row),
        state,
        Typed(row.url),
    )


def _reason(view: View, kind: str) -> Inline | None:
    """Give why there is no action of a kind; None where nobody said."""
    found = view.known(f"follow_up.{kind}")
    return view.value(f"follow_up.{kind}") if found and says_none(str(found.value)) else None


def _due(row: Row) -> Inline:
    if not row.due:
        return Said("report.undecided.short")
    at = from_iso(row.due)
    return Moment(at, "day" if (at.hour, at.minute) == (23, 59) else "minute")
