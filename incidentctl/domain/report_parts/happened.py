"""What happened, and when: the summary, the event, its times, how it was detected, the course of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.report_timeline import rows
from incidentctl.domain.report_values import Labelled, Paragraph, Said, Table, Timeline
from incidentctl.domain.report_view import bullets, section_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from incidentctl.domain.report_values import Block, Inline, Row
    from incidentctl.domain.report_view import View

_AT_FIRST = ("started", "detected")
_TIMES = ("started", "detected", "mitigated", "resolved")


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


def event(view: View) -> tuple[Block, ...]:
    """Give what should have happened and what did, whether it could be reproduced (P3), and custom fields."""
    if view.is_for_customers:
        return bullets(view.rows(("expected", "symptom")))
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
    return bullets((*shown, *view.custom()))


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
    return course(view, rows(view, in_detail=in_detail))


def course(view: View, told: tuple[Row, ...]) -> tuple[Block, ...]:
    """Give a timeline; for customers one without roles."""
    if not told:
        return ()
    if not view.is_for_customers:
        return (Timeline(told),)
    head = (Said("report.timeline.time"), Said("report.timeline.what"))
    return (Table(head, tuple((row.at, row.what) for row in told)),)
