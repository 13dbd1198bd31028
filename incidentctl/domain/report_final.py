"""障害報告書 最終報: its fields in the order of practice.md, section 3; for readers who are not engineers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_parts as parts
from incidentctl.domain.report_postmortem import summary
from incidentctl.domain.report_timeline import rows
from incidentctl.domain.report_values import Labelled, Paragraph, Said, Section, Timeline, Typed
from incidentctl.domain.report_view import bullets, section_fields
from incidentctl.domain.times import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.report_values import Block
    from incidentctl.domain.report_view import View

_TIMES = ("started", "detected", "mitigated", "resolved")
_LESSONS = ("lessons.response", "lessons.cause", "lessons.lucky", "runbook_change")
_AUTHORS = ("scribe", "liaison", "commander")


def title(view: View) -> Said:
    """Give the title, without the prefix; before the end it says that it is a draft."""
    key = "report.final.title" if view.is_over else "report.final.title.draft"
    return Said(key, {"title": view.title})


def meta(view: View) -> tuple[Labelled, ...]:
    """When it was reported, by which role, how severe, and where it stands."""
    held = {entry.role for entry in view.entries}
    author = next((role for role in _AUTHORS if role in held), "commander")
    lines = (
        ("id", Typed(view.incident.id)),
        ("reported", Moment(view.now)),
        ("author", view.role(author)),
        ("severity", view.severity(view.incident.pulse.severity)),
        ("state", Said(f"phase.{view.phase}")),
    )
    return (*(Labelled(Said(f"report.meta.{key}"), text) for key, text in lines), *view.row("service"))


def sections(view: View) -> Iterator[Section]:
    """Give the fields in order, numbered; a false alarm needs only what was seen and when."""
    found: list[tuple[str, tuple[Block, ...]]] = [("summary", summary(view)), ("event", _event(view))]
    if view.phase != "withdrawn":
        found += [
            ("impact", bullets(_impact(view))),
            ("times", bullets(_times(view))),
            ("mitigation", parts.mitigation(view, in_detail=False)),
            ("cause", _cause(view)),
            ("permanent", parts.follow_ups(view)),
        ]
    found += [
        ("timeline", (Timeline(rows(view, in_detail=False)),)),
        ("contact", bullets(view.rows(("contact",)))),
        ("lessons", bullets(_lessons(view))),
    ]
    kept = [(key, blocks) for key, blocks in found if blocks]
    for number, (key, blocks) in enumerate(kept, 1):
        yield Section(f"report.final.{key}", blocks, number)


def _event(view: View) -> tuple[Block, ...]:
    shown = bullets(parts.event(view))
    if shown or view.phase == "withdrawn":
        return shown
    return (Paragraph((view.phrase("P4"),)),)


def _impact(view: View) -> Iterator[Labelled]:
    """Features, users, and what else is known; P4 for what is not (S0-28)."""
    for name in section_fields("impact"):
        if name in ("impact.scope", "impact.users"):
            text = view.value(name) or view.phrase("P4")
            yield Labelled(Said(f"fields.{name}"), text)
        elif name != "severity":
            yield from view.row(name)


def _times(view: View) -> Iterator[Labelled]:
    for name in _TIMES:
        yield Labelled(Said(f"fields.{name}_at"), view.milestone(name))
    yield from view.row("detection.source")
    yield Labelled(Said("report.meta.lasted"), view.lasted("duration"))


def _cause(view: View) -> tuple[Block, ...]:
    """Give the confirmed cause, P1, or once it is closed P12, if an action goes on looking for it."""
    rest = bullets((*view.factors(), *view.row("detection.delay")))
    number = parts.action_to_confirm_cause(view)
    if view.cause is None and view.phase == "closed" and number:
        return (Paragraph((view.phrase("P12", action=number),)), *rest)
    return (parts.cause(view), *rest)


def _lessons(view: View) -> Iterator[Labelled]:
    for name in section_fields("lessons"):
        if name.startswith(_LESSONS):
            yield from view.row(name)
