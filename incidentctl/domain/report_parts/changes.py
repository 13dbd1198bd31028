"""What changed since the last post to these readers: what a progress report has on top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.fields import FIELDS
from incidentctl.domain.post_body import TO_CUSTOMERS
from incidentctl.domain.report_parts.happened import course
from incidentctl.domain.report_timeline import rows
from incidentctl.domain.report_updates import is_news
from incidentctl.domain.report_values import Labelled, Paragraph, Said
from incidentctl.domain.report_view import bullets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View

_SECTIONS = frozenset({"what_happened", "impact", "times", "mitigation", "cause", "outlook", "summary"})
_TO_CUSTOMERS = frozenset(
    {*(f"impact.{name}" for name in TO_CUSTOMERS)}
    | {"summary", "happening", "expected", "symptom", "workaround", "mitigation", "mitigation.result"}
    | {"cause", "outlook", "recovery.fact", "started_at", "detected_at", "mitigated_at", "resolved_at"}
)
_SAID_ELSEWHERE = frozenset(
    {"severity", "summary", "cause.certainty", "decision", "rollback.decision", "next_update_at"}
)


def changes(view: View) -> tuple[Block, ...]:
    """Give what is other than at the last post to these readers, and what happened since; or P11."""
    posts = view.posts
    if not posts:
        return (Paragraph((Said("report.progress.nothing_before"),)),)
    last = posts[-1]
    as_of = Paragraph((Said("report.progress.since", {"at": last.at}),))
    listed = (*_state(view, last), *_fields(view, last))
    happened = course(rows(view, in_detail=False, since=last))
    if not listed and not happened:
        return (as_of, Paragraph((view.phrase("P11"),)))
    return (as_of, *bullets(listed), *happened)


def _state(view: View, last: Fact) -> Iterator[Labelled]:
    """Give the phase, if it is another one by now."""
    before = last.event.phase
    if before and before != view.phase:
        params = {"now": Said(f"phase.{view.phase}"), "before": Said(f"phase.{before}")}
        yield Labelled(Said("report.meta.state"), Said("report.progress.changed", params))


def _fields(view: View, last: Fact) -> Iterator[Labelled]:
    """Give the fields of the form whose value is another one by now, with the one that was reported."""
    before = {}
    for entry in view.entries:
        fact = entry.fact
        if fact.kind == "field_set" and not is_news(fact, last):
            before[fact.event.field] = fact
    for name in FIELDS:
        found = view.incident.fields.get(name)
        if found is None or not is_news(found.fact, last) or not _is_told(view, name):
            continue
        if name == "cause.factors":
            yield from view.factors()
            continue
        now = view.cause if name == "cause" else view.value(name)
        old = before.get(name)
        was = view.was(old) if old is not None else None
        if now is None or now == was:
            continue
        text: Inline = Said("report.progress.changed", {"now": now, "before": was}) if was else now
        yield Labelled(Said(f"fields.{name}"), text)


def _is_told(view: View, name: str) -> bool:
    field = FIELDS.get(name)
    if field is None or name in _SAID_ELSEWHERE or (field.ahead and view.is_over):
        return False
    return name in _TO_CUSTOMERS if view.is_for_customers else field.section in _SECTIONS
