"""What happened, and when: the summary, the event, its times, how it was detected, the course of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.report_timeline import rows
from incidentctl.domain.report_values import Labelled, Paragraph, Said, Timeline
from incidentctl.domain.report_view import bullets, section_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from incidentctl.domain.report_values import Block, Inline, Row
    from incidentctl.domain.report_view import View

_AT_FIRST = ("started", "detected")
_TIMES = ("started", "detected", "mitigated", "resolved")


def summary(view: View) -> tuple[Block, ...]:
    """Say in a sentence what happened, with the phrase of the phase (P2, P8), and how long it lasted."""
    happening = None if view.is_for_customers else view.value("happening")  # they read it as what happened
    text = view.value("summary") or happening or view.title
    if view.phase == "withdrawn":
        return (Paragraph((text,)), Paragraph((view.phrase("P8"),)))
    undecided = (view.phrase("P2"),) if view.incident.pulse.suspected else ()
    return (Paragraph((text,)), Paragraph((*undecided, *_reopened(view), view.lasted())))


def _reopened(view: View) -> tuple[Inline, ...]:
    """Say that it was over before, while it is not again."""
    reopened = view.incident.reopened
    return (Said("report.reopened", {"at": reopened[-1].at}),) if reopened and view.duration.continues else ()


def event(view: View) -> tuple[Block, ...]:
    """Give what should have happened and what did, whether it could be reproduced (P3), and custom fields."""
    if view.is_for_customers:
        return bullets((*view.rows(("expected",)), *_seen(view)))
    shown: list[Inline | Labelled] = [*view.rows(("expected", "symptom", "out_of_spec"))]
    if "repro.result" in view.incident.fields:
        result = view.known("repro.result")
        answer = result.value if result else None
        phrases = {"no": "P3", "not_tried": "P3_not_tried"}
        if answer in phrases:
            shown.append(view.phrase(phrases[answer]))
        else:
            shown += view.row("repro.result", Said("report.unchecked"))
        shown += view.rows(("repro.same_build", "repro.environment"))
        is_wanted = answer == "yes" and view.audience == "engineer"
        shown += view.row("repro.steps", Said("report.not_recorded") if is_wanted else None)
    return bullets((*shown, *view.custom()))


def _seen(view: View) -> tuple[Labelled, ...]:
    """Give what customers saw, as it was put for them; a symptom is what engineers saw."""
    seen = view.value("happening") or view.value("symptom")
    return (Labelled(Said("fields.symptom"), seen),) if seen else ()


def trigger(view: View) -> tuple[Block, ...]:
    """Give what was changed before it began (S0-10)."""
    return bullets(view.rows(section_fields("trigger")))


def detection(view: View) -> tuple[Block, ...]:
    """Give when it was detected, and by whom: an alert, an inquiry (S4-1)."""
    if view.phase == "withdrawn":
        return bullets(view.rows(("detected_at", *section_fields("detection"))))
    at = Labelled(Said("fields.detected_at"), view.milestone("detected"))
    return bullets((at, *view.rows(section_fields("detection"))))


def times(view: View) -> tuple[Block, ...]:
    """Give the times of all that a whole incident reaches, and how long it lasted (S0-28)."""
    return bullets(_times(view, _TIMES))


def times_so_far(view: View) -> tuple[Block, ...]:
    """Give the times of what was reached, and for how long it has lasted; nothing that is still to come."""
    reached = [name for name in _TIMES if name in _AT_FIRST or view.incident.milestone(name)]
    return bullets(_times(view, reached))


def _times(view: View, names: Iterable[str]) -> Iterator[Labelled]:
    for name in names:
        yield Labelled(Said(f"fields.{name}_at"), view.milestone(name))
    if not view.is_for_customers:
        yield from view.row("detection.source")
    yield Labelled(Said("report.meta.lasted"), view.lasted("duration"))


def timeline(view: View, *, in_detail: bool) -> tuple[Block, ...]:
    """Give what happened, in order; in detail with what was only looked at."""
    return course(rows(view, in_detail=in_detail))


def course(told: tuple[Row, ...]) -> tuple[Block, ...]:
    """Give a timeline, or nothing instead of an empty one."""
    return (Timeline(told),) if told else ()
