"""What is left for the review: lessons, open questions, what was carried over, steps not completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_decisions
from incidentctl.domain.report_values import Paragraph, Said, Table, Typed
from incidentctl.domain.report_view import bullets, section_fields
from incidentctl.domain.voices import ungrasped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View

_AXES = ("response", "cause")
_LISTED = ("lessons.response", "lessons.cause", "lessons.lucky", "runbook_change")
_OUTCOMES = ("skipped", "failed", "deferred")


def lessons(view: View) -> tuple[Block, ...]:
    """Give six cells, on the response and on the cause (S3-14), and where we got lucky."""
    known = [name for name in section_fields("lessons") if view.known(name)]
    if not known:
        return ()
    head: list[Inline] = [Typed(""), *(Said(f"report.lessons.{axis}") for axis in _AXES)]
    blank = Said("report.not_recorded")
    table: list[tuple[Inline, ...]] = []
    for kind in ("went_well", "went_badly", "next"):
        cells = [view.value(f"lessons.{axis}.{kind}") or blank for axis in _AXES]
        table.append((Said(f"report.lessons.{kind}"), *cells))
    rest = bullets(view.rows(("lessons.lucky", "runbook_change", "links.report")))
    is_reviewed = any(name.startswith(("lessons.response", "lessons.cause")) for name in known)
    return (Table(tuple(head), tuple(table)), *rest) if is_reviewed else rest


def no_lessons(view: View) -> tuple[Block, ...]:  # noqa: ARG001 - as the others
    """Say that nobody looked back yet."""
    return (Paragraph((Said("report.not_reviewed"),)),)


def lessons_list(view: View) -> tuple[Block, ...]:
    """Give the lessons in a row each, without what is missing."""
    return bullets(view.rows(name for name in section_fields("lessons") if name.startswith(_LISTED)))


def open_questions(view: View) -> tuple[Block, ...]:
    """Give what nobody knows yet; nothing of a false alarm."""
    return bullets(() if view.phase == "withdrawn" else _open(view))


def _open(view: View) -> Iterator[Inline]:
    """Give what is unknown, what was to be written before it was supposed (S0-15), risks not named."""
    yield from view.unknowns()
    known = view.incident.fields
    yield from (Said(f"fields.{name}") for name in ungrasped(view.incident) if name not in known)
    yield from report_decisions.questions(view)


def parked(view: View) -> tuple[Block, ...]:
    """Give what was parked for the review (S1-16, S2-11); it stands nowhere else in a report."""
    facts = (entry.fact for entry in view.happened)
    kept = (
        fact
        for fact in facts
        if fact.kind == "parked" or (fact.kind == "noted" and fact.event.stance == "question")
    )
    return bullets(view.typed(fact.event.text, fact) for fact in kept)


def steps(view: View) -> tuple[Block, ...]:
    """Give the steps that were left out, put off, or did not work, with the reason."""
    table: list[tuple[Inline, ...]] = []
    steps = (
        (step, record.outcome, record.fact) for step, record in view.incident.steps.items() if record.fact
    )
    for step, outcome, fact in sorted(steps, key=lambda each: each[2].happened):
        if outcome in _OUTCOMES and view.shows(fact):
            why = getattr(fact.event, "why", "")
            reason = view.typed(why, fact) if why else Typed("")
            table.append((Typed(step), Said(f"report.outcome.{outcome}"), reason))
    head = tuple(Said(f"report.steps.{column}") for column in ("step", "outcome", "why"))
    return (Table(head, tuple(table)),) if table else ()
