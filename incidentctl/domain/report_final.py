"""障害報告書 最終報: its fields in the order of practice.md, section 3; for readers who are not engineers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_parts as parts
from incidentctl.domain.post_body import TO_CUSTOMERS, outlook
from incidentctl.domain.post_material import OVER, Material, clock
from incidentctl.domain.report_postmortem import summary
from incidentctl.domain.report_timeline import rows
from incidentctl.domain.report_values import Labelled, Paragraph, Said, Section, Typed
from incidentctl.domain.report_view import bullets, section_fields
from incidentctl.domain.times import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from incidentctl.domain.report_values import Block
    from incidentctl.domain.report_view import View

_AT_FIRST = ("started", "detected")
_TIMES = ("started", "detected", "mitigated", "resolved")
_LESSONS = ("lessons.response", "lessons.cause", "lessons.lucky", "runbook_change")
_INSIDE = frozenset({"author", "severity"})
_AUTHORS = ("scribe", "liaison", "commander")


def title(view: View) -> Said:
    """Give the title, without the prefix; before the end it says that it is a draft."""
    key = "report.final.title" if view.is_over else "report.final.title.draft"
    return Said(key, {"title": view.title})


def meta(view: View) -> tuple[Labelled, ...]:
    """When it was reported, by which role, how severe (neither for customers), and where it stands."""
    held = {entry.role for entry in view.entries}
    author = next((role for role in _AUTHORS if role in held), "commander")
    lines = (
        ("id", Typed(view.incident.id)),
        ("reported", Moment(view.now)),
        ("author", view.role(author)),
        ("severity", view.severity(view.incident.pulse.severity)),
        ("state", Said(f"phase.{view.phase}")),
    )
    kept = [line for line in lines if not (view.is_for_customers and line[0] in _INSIDE)]
    return (*(Labelled(Said(f"report.meta.{key}"), text) for key, text in kept), *view.row("service"))


def sections(view: View) -> Iterator[Section]:
    """Give the fields in order, numbered; a false alarm needs only what was seen and when."""
    found: list[tuple[str, tuple[Block, ...]]] = [("summary", summary(view)), ("event", event(view))]
    if view.phase != "withdrawn":
        found += [
            ("impact", impact(view)),
            ("times", bullets(_times(view))),
            ("mitigation", parts.mitigation(view, in_detail=False)),
            ("cause", cause(view)),
            ("permanent", parts.follow_ups(view)),
        ]
    found += [
        ("timeline", parts.course(view, rows(view, in_detail=False))),
        ("contact", contact(view) if view.is_for_customers else bullets(view.rows(("contact",)))),
        ("lessons", () if view.is_for_customers else bullets(_lessons(view))),
    ]
    yield from numbered(found)


def numbered(found: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Section]:
    """Give the fields that have something to say, counted from 1."""
    kept = [(key, blocks) for key, blocks in found if blocks]
    for number, (key, blocks) in enumerate(kept, 1):
        yield Section(f"report.final.{key}", blocks, number)


def event(view: View) -> tuple[Block, ...]:
    """Give what happened, or P4."""
    shown = bullets(parts.event(view))
    if shown or view.phase == "withdrawn":
        return shown
    return (Paragraph((view.phrase("P4"),)),)


def impact(view: View) -> tuple[Block, ...]:
    """Give features, users, and what else is known; P4 for what is not (S0-28)."""
    if view.is_for_customers:
        known = bullets(view.rows(f"impact.{name}" for name in TO_CUSTOMERS))
        return known or (Paragraph((view.phrase("P4"),)),)
    return bullets(_impact(view))


def _impact(view: View) -> Iterator[Labelled]:
    for name in section_fields("impact"):
        if name in ("impact.scope", "impact.users"):
            text = view.value(name) or view.phrase("P4")
            yield Labelled(Said(f"fields.{name}"), text)
        elif name != "severity":
            yield from view.row(name)


def times_so_far(view: View) -> tuple[Block, ...]:
    """Give the times of what was reached, and for how long it has lasted; nothing that is still to come."""
    reached = [name for name in _TIMES if name in _AT_FIRST or view.incident.milestone(name)]
    return bullets(_times(view, reached))


def _times(view: View, names: Iterable[str] = _TIMES) -> Iterator[Labelled]:
    for name in names:
        yield Labelled(Said(f"fields.{name}_at"), view.milestone(name))
    if not view.is_for_customers:
        yield from view.row("detection.source")
    yield Labelled(Said("report.meta.lasted"), view.lasted("duration"))


def cause(view: View) -> tuple[Block, ...]:
    """Give the confirmed cause, P1, or once it is closed P12, if an action goes on looking for it."""
    if view.is_for_customers:
        return (parts.cause(view), *(bullets(view.factors()) if view.cause else ()))
    rest = bullets((*view.factors(), *view.row("detection.delay")))
    number = parts.action_to_confirm_cause(view)
    if view.cause is None and view.phase == "closed" and number:
        return (Paragraph((view.phrase("P12", action=number),)), *rest)
    return (parts.cause(view), *rest)


def next_report(view: View, due: datetime) -> tuple[Block, ...]:
    """Give the outlook, or P10, and when the next report comes (P5); nothing once it is over."""
    if view.phase in OVER:
        return ()
    expected = Labelled(Said("fields.outlook"), outlook(_material(view)))
    time = clock(due, view.zone, view.lang, view.now)
    return (*bullets((expected,)), Paragraph((view.phrase("P5", time=time),)))


def contact(view: View) -> tuple[Block, ...]:
    """Give where questions go (P6): for customers the support desk, never a role or a channel of ours."""
    known = _material(view).contact
    return (Paragraph((Typed(known.text),)),) if known is not None else ()  # a person typed the channel


def _material(view: View) -> Material:
    return Material(view.incident, view.policy, view.audience, view.now, view.zone, view.lang)


def _lessons(view: View) -> Iterator[Labelled]:
    for name in section_fields("lessons"):
        if name.startswith(_LESSONS):
            yield from view.row(name)
