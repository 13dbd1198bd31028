"""What was done about it for the time being, by whom, and what comes next: outlook, contact, apology."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_decisions
from incidentctl.domain.notice import next_update
from incidentctl.domain.post_body import outlook as expected
from incidentctl.domain.post_material import OVER, Material, clock
from incidentctl.domain.report_acts import actions
from incidentctl.domain.report_values import Labelled, Paragraph, Said, Table, Timeline, Typed
from incidentctl.domain.report_view import bullets
from incidentctl.domain.roles import ONLOOKER, stints

if TYPE_CHECKING:
    from incidentctl.domain.report_values import Block
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


def mitigation(view: View, *, in_detail: bool) -> tuple[Block, ...]:
    """Give what was done, by field and by action; in detail with what each decision rests on."""
    if view.is_for_customers:
        doing = () if view.is_over else (Paragraph((Said(f"update.doing.{view.phase}"),)),)
        return bullets(view.rows(_FOR_CUSTOMERS)) or doing
    decided = report_decisions.table(view) if in_detail else ()
    done = actions(view) if in_detail or view.known("mitigation") is None else ()
    has_effect = any(isinstance(row.what, Said) and row.what.key == "report.row.effect" for row in done)
    fields = [name for name in _DONE if not (has_effect and name == "mitigation.result")]
    listed = [
        *view.rows((*fields, *(_ROLLBACK if in_detail else ()))),
        *(() if decided else report_decisions.listed(view)),
        *view.rows((*_AGREED, *_REPAIRED)),
    ]
    blocks = (*bullets(listed), *decided)
    return (*blocks, Paragraph((Said("report.done"),)), Timeline(done)) if done else blocks


def no_mitigation(view: View) -> tuple[Block, ...]:
    """Say plainly that there is nothing."""
    key = "report.nothing_recorded" if view.is_over else "report.no_mitigation_yet"
    return (Paragraph((Said(key),)),)


def formation(view: View) -> tuple[Block, ...]:
    """Give which role was filled from when to when, as the roster had it, without names (S3-11, K9)."""
    held = [stint for stint in stints(view.incident) if stint.role != ONLOOKER and view.shows(stint.since)]
    head = tuple(Said(f"report.formation.{column}") for column in ("role", "since", "until"))
    still = Said("report.formation.to_the_end" if view.is_over else "report.formation.still")
    table = [(view.role(row.role), row.since.at, row.until.at if row.until else still) for row in held]
    return (Table(head, tuple(table)),) if table else ()


def outlook(view: View) -> tuple[Block, ...]:
    """Give the outlook, or P10, and when the next report comes (P5); nothing once it is over."""
    if view.phase in OVER:
        return ()
    due = next_update(view.incident, view.policy, view.now)
    time = clock(due, view.zone, view.lang, view.now)
    row = Labelled(Said("fields.outlook"), expected(_material(view)))
    return (*bullets((row,)), Paragraph((view.phrase("P5", time=time),)))


def contact(view: View) -> tuple[Block, ...]:
    """Give where questions go (P6): for customers the support desk, never a role or a channel of ours."""
    known = _material(view).contact
    return (Paragraph((Typed(known.text),)),) if known is not None else ()  # a person typed the channel


def contact_field(view: View) -> tuple[Block, ...]:
    """Give the contact as it was set; customers read the sentence."""
    return contact(view) if view.is_for_customers else bullets(view.rows(("contact",)))


def apology(view: View) -> tuple[Block, ...]:
    """Apologize to customers (P13), in the languages for which the setting `apology` says so."""
    if not (view.is_for_customers and view.apologizes):
        return ()
    return (Paragraph((view.phrase("P13"),)),)


def _material(view: View) -> Material:
    return Material(view.incident, view.policy, view.audience, view.now, view.zone, view.lang)
