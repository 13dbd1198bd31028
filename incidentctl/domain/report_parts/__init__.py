"""The parts of a report, by the name under which a form lists them (`runbooks/policy/forms/`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import report_evidence, report_gaps
from incidentctl.domain.report_parts import (
    actions,
    cause,
    changes,
    happened,
    impact,
    numbers,
    response,
    review,
)
from incidentctl.domain.report_values import Paragraph, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from incidentctl.domain.report_values import Block
    from incidentctl.domain.report_view import View


def nothing_recorded(view: View) -> tuple[Block, ...]:  # noqa: ARG001 - as the others
    """Say that there is nothing."""
    return (Paragraph((Said("report.nothing_recorded"),)),)


class Part(NamedTuple):
    """A part: `fill` gives what is known, or (); `otherwise` what stands there where it must not be empty.

    `is_inside`: no customer reads it, in any form. `has_detail`: `fill` takes `in_detail`.
    """

    fill: Callable[..., tuple[Block, ...]]
    otherwise: Callable[[View], tuple[Block, ...]] = nothing_recorded
    is_inside: bool = False
    has_detail: bool = False


PARTS = {
    "summary": Part(happened.summary),
    "changes": Part(changes.changes),
    "event": Part(happened.event, impact.to_be_confirmed),
    "impact": Part(impact.impact, impact.unknown_impact),
    "measured_impact": Part(impact.measured_impact, impact.to_be_confirmed),
    "times": Part(happened.times),
    "times_so_far": Part(happened.times_so_far),
    "trigger": Part(happened.trigger, is_inside=True),
    "detection": Part(happened.detection, is_inside=True),
    "mitigation": Part(response.mitigation, response.no_mitigation, has_detail=True),
    "cause": Part(cause.cause, cause.unknown_cause),
    "factors": Part(cause.factors, cause.unknown_cause),
    "actions": Part(actions.follow_ups, actions.undecided),
    "timeline": Part(happened.timeline, has_detail=True),
    "outlook": Part(response.outlook),
    "contact": Part(response.contact),
    "contact_field": Part(response.contact_field),
    "apology": Part(response.apology, response.apology),
    "lessons": Part(review.lessons, review.no_lessons, is_inside=True),
    "lessons_list": Part(review.lessons_list, review.no_lessons, is_inside=True),
    "formation": Part(response.formation, is_inside=True),
    "metrics": Part(numbers.measured, is_inside=True),
    "open": Part(review.open_questions, is_inside=True),
    "parked": Part(review.parked, is_inside=True),
    "steps": Part(review.steps, is_inside=True),
    "evidence": Part(report_evidence.block, is_inside=True),
    "gaps": Part(report_gaps.block, is_inside=True),
}
"""What a form may list; the comment at the head of each built-in form says what they are."""
