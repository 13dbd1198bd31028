"""Parts that the forms share: the actions in five areas, the metrics, what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_decisions
from incidentctl.domain.events.follow_ups import says_none
from incidentctl.domain.follow_up_terms import KINDS
from incidentctl.domain.follow_ups import Row, rows
from incidentctl.domain.lifecycle import metrics, warnings_of_order
from incidentctl.domain.report_timeline import actions
from incidentctl.domain.report_values import Bullets, Labelled, Paragraph, Said, Table, Timeline, Typed
from incidentctl.domain.report_view import bullets
from incidentctl.domain.roles import ONLOOKER, stints
from incidentctl.domain.times import Moment, from_iso
from incidentctl.words import Words

if TYPE_CHECKING:
    from incidentctl.domain.lifecycle import Metric
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_values import Row as Happened
    from incidentctl.domain.report_view import View

_FOR_CUSTOMERS = ("mitigation", "mitigation.result", "workaround", "recovery.fact")
_DONE = ("mitigation.method", "mitigation", "mitigation.result", "workaround", "rollback.decision")
_AGREED = ("musts", "plan", "streams", "repair.data", "repair.refunds", "repair.resends")
_REPAIRED = ("repair.owner", "repair.for_others", "resolved_when", "recovery.fact")
_ROLLBACK = (
    "rollback.data",
    "rollback.features",
    "rollback.procedure",
    "rollback.dependants",
    "rollback.undo",
)
_FIX_OWNED = ("fix.owner", "fix.due")
_FIX = ("fix.choice", "fix.priority", "fix.rollback_plan", "planned_at", "links.ticket")
_VERIFIED = ("verification", "verification.dev", "verification.production", "verification.metric")
_LEFT = ("workaround.state", "workaround.due")
_PRIORITIES = ("priorities.now", "priorities.later", "priorities.wont", "priorities.decided_by")


def event(view: View) -> tuple[Labelled, ...]:
    """Give what should have happened and what did, whether it could be reproduced (P3), and custom fields."""
    if view.is_for_customers:
        return view.rows(("expected", "symptom"))
    shown = [*view.rows(("expected", "symptom", "out_of_spec"))]
    if "repro.result" in view.incident.fields:
        result = view.known("repro.result")
        answer = result.value if result else None
        phrases = {"no": "P3", "not_tried": "P3_not_tried"}
        otherwise = Said("report.unchecked")
        if answer in phrases:
            shown.append(Labelled(Said("fields.repro.result"), view.phrase(phrases[answer])))
        else:
            shown += view.row("repro.result", otherwise)
        shown += view.rows(("repro.same_build", "repro.environment"))
        shown += view.row("repro.steps", otherwise if answer == "yes" else None)
    return (*shown, *view.custom())


def cause(view: View) -> Block:
    """Give the confirmed cause, or P1 and nothing besides (S0-25)."""
    return Paragraph((view.cause or view.phrase("P1"),))


def mitigation(view: View, *, in_detail: bool) -> tuple[Block, ...]:
    """Give what was done, by field and by action; plainly nothing, where there is nothing."""
    if view.is_for_customers:
        return bullets(view.rows(_FOR_CUSTOMERS)) or (Paragraph((Said(f"update.doing.{view.phase}"),)),)
    decided = report_decisions.table(view) if in_detail else ()
    listed = [
        *view.rows((*_DONE, *(_ROLLBACK if in_detail else ()))),
        *(() if decided else report_decisions.newest(view)),
        *view.rows((*_AGREED, *_REPAIRED)),
    ]
    blocks = (*bullets(listed), *decided)
    done = actions(view)
    if done and (in_detail or view.known("mitigation") is None):
        blocks = (*blocks, Paragraph((Said("report.done"),)), Timeline(done))
    if not blocks:
        key = "report.nothing_recorded" if view.is_over else "report.no_mitigation_yet"
        return (Paragraph((Said(key),)),)
    return blocks


def mitigation_so_far(view: View) -> tuple[Block, ...]:
    """Give what was done, once anything was: at first nothing has to be."""
    blocks = mitigation(view, in_detail=False)
    return () if blocks == (Paragraph((Said("report.no_mitigation_yet"),)),) else blocks


def course(view: View, told: tuple[Happened, ...]) -> tuple[Block, ...]:
    """Give a timeline; for customers one without roles."""
    if not told:
        return ()
    if not view.is_for_customers:
        return (Timeline(told),)
    head = (Said("report.timeline.time"), Said("report.timeline.what"))
    return (Table(head, tuple((row.at, row.what) for row in told)),)


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
        nothing = Said("report.nothing_recorded" if view.is_over else "report.undecided")
        return rest or (Paragraph((nothing,)),)
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
    return (Table(head, table),) if table else (Paragraph((Said("report.undecided"),)),)


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


def formation(view: View) -> tuple[Block, ...]:
    """Give which role was filled from when to when, as the roster had it, without names (S3-11, K9)."""
    held = [stint for stint in stints(view.incident) if stint.role != ONLOOKER and view.shows(stint.since)]
    head = tuple(Said(f"report.formation.{column}") for column in ("role", "since", "until"))
    still = Said("report.formation.still")
    table = [(view.role(row.role), row.since.at, row.until.at if row.until else still) for row in held]
    return (Table(head, tuple(table)),) if table else ()


def measured(view: View) -> tuple[Block, ...]:
    """Give the metrics with their formulas, and what is odd about the times; nothing for a false alarm."""
    found = metrics(view.incident)
    if not found:
        return ()
    head = tuple(Said(f"report.metric.{column}") for column in ("name", "value", "formula"))
    lines = [(Said(f"report.metric.{m.name}"), _measure(view, m), _formula(m)) for m in found]
    table = Table(head, tuple(lines))
    odd = [
        Said(
            "report.order",
            {"later": Said(f"report.milestone.{later}"), "earlier": Said(f"report.milestone.{earlier}")},
        )
        for later, earlier in warnings_of_order(view.incident)
    ]
    is_empty = not any(metric.value for metric in found)
    if is_empty and not odd and not view.is_over:
        return ()
    return (table, Bullets(tuple(odd))) if odd else (table,)


def _measure(view: View, metric: Metric) -> Inline:
    if metric.value is not None:
        return view.span(metric.value, metric.earlier, metric.later)
    return Said(f"report.metric.none.{metric.reason}", {"name": Said(f"report.milestone.{metric.missing}")})


def _formula(metric: Metric) -> Said:
    names = {name: Said(f"report.milestone.{getattr(metric, name)}") for name in ("later", "earlier")}
    return Said("report.metric.difference", names)
