"""The postmortem: the sections of Google's SRE book, with contributing factors instead of a root cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_decisions, report_gaps
from incidentctl.domain import report_parts as parts
from incidentctl.domain.incident import ROLE_ORDER
from incidentctl.domain.lifecycle import metrics
from incidentctl.domain.path import boundary
from incidentctl.domain.post_body import TO_CUSTOMERS
from incidentctl.domain.report_timeline import rows
from incidentctl.domain.report_values import Labelled, Paragraph, Said, Section, Table, Typed
from incidentctl.domain.report_view import bullets, section_fields
from incidentctl.domain.voices import ungrasped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View

_INSIDE = frozenset(
    {"trigger", "detection", "lessons", "formation", "metrics", "open", "parked", "appendix", "gaps"}
)
_AXES = ("response", "cause")
_OUTCOMES = ("skipped", "failed", "deferred")


def title(view: View) -> Said:
    """Give the title, without the prefix."""
    return Said("report.postmortem.title", {"title": view.title})


def meta(view: View) -> tuple[Labelled, ...]:
    """Date, status, severity, authors (roles)."""
    incident = view.incident
    acted = {entry.role for entry in view.entries}
    authors = tuple(view.role(role) for role in (*ROLE_ORDER, "responder") if role in acted)
    state = "final" if view.phase in ("closed", "withdrawn") else "draft"
    status = Said(f"report.status.{state}", {"phase": Said(f"phase.{view.phase}")})
    lines: list[tuple[str, Inline]] = [("id", Typed(incident.id))]
    if (declared := incident.milestone("declared")) is not None:
        lines.append(("date", declared))
    lines += [
        ("status", status),
        ("severity", view.severity(incident.pulse.severity)),
        ("authors", Said("report.joined", {str(n): role for n, role in enumerate(authors)})),
    ]
    service = view.row("service")
    if view.is_for_customers:
        lines = [line for line in lines if line[0] not in ("severity", "authors")]
    return (*(Labelled(Said(f"report.meta.{key}"), text) for key, text in lines), *service)


def sections(view: View) -> Iterator[Section]:
    """Give the sections that have something to say, in order."""
    found: list[tuple[str, tuple[Block, ...]]] = [
        ("summary", summary(view)),
        ("impact", _impact(view)),
        ("what_happened", bullets(parts.event(view))),
        ("trigger", bullets(view.rows(section_fields("trigger")))),
        ("factors", _factors(view)),
        ("detection", bullets(_detection(view))),
        ("mitigation", parts.mitigation(view, in_detail=view.audience == "engineer")),
        ("actions", parts.follow_ups(view)),
        ("lessons", _lessons(view)),
        ("formation", parts.formation(view)),
        ("timeline", parts.course(view, rows(view, in_detail=view.audience == "engineer"))),
        ("metrics", parts.measured(view)),
        ("open", bullets(() if view.phase == "withdrawn" else _open(view))),
        ("parked", bullets(_questions(view))),
        ("appendix", _appendix(view)),
        ("gaps", report_gaps.block(view)),
    ]
    for key, blocks in found:
        is_moot = view.phase == "withdrawn" and key in (
            "impact",
            "factors",
            "mitigation",
            "actions",
            "lessons",
        )
        is_ours = view.is_for_customers and key in _INSIDE
        if blocks and not is_moot and not is_ours:
            yield Section(f"report.postmortem.{key}", blocks)


def summary(view: View) -> tuple[Block, ...]:
    """Say in a sentence what happened, with the phrase of the phase (P2, P8), and how long it lasted."""
    text = view.value("summary") or view.value("happening") or view.value("symptom") or view.title
    if view.phase == "withdrawn":
        return (Paragraph((text,)), Paragraph((view.phrase("P8"),)))
    undecided = (view.phrase("P2"),) if view.incident.pulse.suspected else ()
    return (Paragraph((text,)), Paragraph((*undecided, *_reopened(view), view.lasted())))


def _reopened(view: View) -> tuple[Inline, ...]:
    """Say that it was over before, while it is not again."""
    reopened = view.incident.reopened
    return (Said("report.reopened", {"at": reopened[-1].at}),) if reopened and view.duration.continues else ()


def _impact(view: View) -> tuple[Block, ...]:
    """Give what is known of the impact; P4 for features and users, or for all, where it is not (S2-4)."""
    names = [f"impact.{name}" for name in TO_CUSTOMERS] if view.is_for_customers else section_fields("impact")
    known = [name for name in names if name != "severity" and view.known(name)]
    if not known:
        return (Paragraph((view.phrase("P4"),)),)
    listed = [row for name in names for row in _impact_row(view, name)]
    lasted = next((metric for metric in metrics(view.incident) if metric.name == "impact"), None)
    if lasted is not None and lasted.value is not None:
        span = view.span(lasted.value, lasted.earlier, lasted.later)
        listed.append(Labelled(Said("report.impact_lasted"), span))
    return bullets(listed)


def _impact_row(view: View, name: str) -> tuple[Labelled, ...]:
    if name == "severity":
        return ()
    return view.row(name, view.phrase("P4") if name in ("impact.scope", "impact.users") else None)


def _factors(view: View) -> tuple[Block, ...]:
    if view.is_for_customers:
        return (parts.cause(view), *(bullets(view.factors()) if view.cause else ()))
    evidence = ("cause.evidence",) if view.cause else ()
    listed = (*view.rows(evidence), *view.factors(), *view.row("path"), *_boundary(view))
    return (parts.cause(view), *bullets(listed))


def _boundary(view: View) -> tuple[Labelled, ...]:
    """Give how far the request path is normal (S0-18), once a hop is marked."""
    found = boundary(view.incident)
    if found.key == "unmarked":
        return view.rows(("path.last_good", "path.first_bad"))
    params = {
        "good": view.typed(found.good),
        "bad": view.typed(found.bad),
        "unknown": Said("report.joined", {str(n): view.typed(hop) for n, hop in enumerate(found.unknown)}),
    }
    return (Labelled(Said("report.boundary"), Said(f"path.{found.key}", params)),)


def _detection(view: View) -> tuple[Labelled, ...]:
    if view.phase == "withdrawn":
        return view.rows(("detected_at", *section_fields("detection")))
    at = Labelled(Said("fields.detected_at"), view.milestone("detected"))
    return (at, *view.rows(section_fields("detection")))


def _lessons(view: View) -> tuple[Block, ...]:
    """Six cells, on the response and on the cause (S3-14), and where we got lucky."""
    kinds = ("went_well", "went_badly", "next")
    known = [name for name in section_fields("lessons") if view.known(name)]
    if not known:
        return (Paragraph((Said("report.not_reviewed"),)),)
    head: list[Inline] = [Typed(""), *(Said(f"report.lessons.{axis}") for axis in _AXES)]
    blank = Said("report.not_recorded")
    table: list[tuple[Inline, ...]] = []
    for kind in kinds:
        cells = [view.value(f"lessons.{axis}.{kind}") or blank for axis in _AXES]
        table.append((Said(f"report.lessons.{kind}"), *cells))
    rest = bullets(view.rows(("lessons.lucky", "runbook_change", "links.report")))
    is_reviewed = any(name.startswith(("lessons.response", "lessons.cause")) for name in known)
    return (Table(tuple(head), tuple(table)), *rest) if is_reviewed else rest


def _open(view: View) -> Iterator[Inline]:
    """Give what nobody knows yet, what was to be written before it was supposed (S0-15), risks not named."""
    yield from view.unknowns()
    known = view.incident.fields
    yield from (Said(f"fields.{name}") for name in ungrasped(view.incident) if name not in known)
    yield from report_decisions.questions(view)


def _questions(view: View) -> Iterator[Inline]:
    """Give what was parked for the review (S1-16, S2-11); it stands nowhere else in a report."""
    for entry in view.entries:
        fact = entry.fact
        if fact.kind == "parked" or (fact.kind == "noted" and fact.event.stance == "question"):
            yield view.typed(fact.event.text, fact)


def _appendix(view: View) -> tuple[Block, ...]:
    """Give the steps that were left out, put off, or did not work, with the reason."""
    table: list[tuple[Inline, ...]] = []
    for step, record in view.incident.steps.items():
        if record.outcome in _OUTCOMES and view.shows(record.fact) and record.fact:
            why = getattr(record.fact.event, "why", "")
            reason = view.typed(why, record.fact) if why else Typed("")
            table.append((Typed(step), Said(f"report.outcome.{record.outcome}"), reason))
    head = tuple(Said(f"report.steps.{column}") for column in ("step", "outcome", "why"))
    return (Table(head, tuple(table)),) if table else ()
