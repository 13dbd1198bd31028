"""Parts that both forms share: the actions in five areas, the metrics, what was done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_decisions
from incidentctl.domain.lifecycle import metrics, warnings_of_order
from incidentctl.domain.report_timeline import actions
from incidentctl.domain.report_values import Bullets, Labelled, Paragraph, Said, Table, Timeline, Typed
from incidentctl.domain.report_view import bullets
from incidentctl.domain.roles import ONLOOKER, stints

if TYPE_CHECKING:
    from incidentctl.domain.lifecycle import Metric
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View

FIVE_AREAS = ("cause", "permanent", "prevent", "detect", "recover")

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
_FIX = ("fix.choice", "fix.priority", "fix.rollback_plan", "planned_at", "links.ticket")
_VERIFIED = ("verification", "verification.dev", "verification.production", "verification.metric")
_LEFT = ("workaround.state", "workaround.due")
_PRIORITIES = ("priorities.now", "priorities.later", "priorities.wont", "priorities.decided_by")


def event(view: View) -> tuple[Labelled, ...]:
    """Give what should have happened and what did, whether it could be reproduced (P3), and custom fields."""
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


def has_action_to_confirm_cause(view: View) -> bool:
    """Say whether an action of the kind 原因確定 exists, as P12 demands."""
    return view.known("follow_up.cause") is not None


def follow_ups(view: View) -> tuple[Block, ...]:
    """Give the actions in five areas (S2-12), with owner and due date where known; then the fix itself."""
    known = [area for area in FIVE_AREAS if view.known(f"follow_up.{area}")]
    rest = bullets(view.rows((*_FIX, *_VERIFIED, *_LEFT, *_PRIORITIES)))
    if not known:
        fix = bullets(view.rows(("fix.owner", "fix.due")))
        nothing = Said("report.nothing_recorded" if view.is_over else "report.undecided")
        return (Paragraph((nothing,)),) if not (rest or fix) else (*fix, *rest)
    head = tuple(Said(f"report.actions.{column}") for column in ("number", "area", "action", "owner", "due"))
    table = tuple(_follow_up(view, number, area) for number, area in enumerate(FIVE_AREAS, 1))
    return (Table(head, table), *rest)


def _follow_up(view: View, number: int, area: str) -> tuple[Inline, ...]:
    is_fix = area == "permanent"
    blank = Typed("")
    undecided = Said("report.undecided.short")
    text = view.value(f"follow_up.{area}")
    otherwise = undecided if is_fix and text else blank
    owner, due = ((view.value(name) if is_fix else None) or otherwise for name in ("fix.owner", "fix.due"))
    return (Typed(str(number)), Said(f"fields.follow_up.{area}"), text or undecided, owner, due)


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
