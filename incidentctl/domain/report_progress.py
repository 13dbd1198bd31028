"""障害報告書 続報: what changed since the last post to these readers, then the state as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_final as final
from incidentctl.domain import report_parts as parts
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.notice import next_update
from incidentctl.domain.post_body import TO_CUSTOMERS
from incidentctl.domain.report_postmortem import summary
from incidentctl.domain.report_timeline import rows
from incidentctl.domain.report_values import Labelled, Paragraph, Said, Typed
from incidentctl.domain.report_view import bullets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.report_values import Block, Inline, Section
    from incidentctl.domain.report_view import View

_SECTIONS = frozenset({"what_happened", "impact", "times", "mitigation", "cause", "outlook", "summary"})
_TO_CUSTOMERS = frozenset(
    {*(f"impact.{name}" for name in TO_CUSTOMERS)}
    | {"summary", "happening", "expected", "symptom", "workaround", "mitigation", "mitigation.result"}
    | {"cause", "outlook", "recovery.fact", "started_at", "detected_at", "mitigated_at", "resolved_at"}
)
_SAID_ELSEWHERE = frozenset(
    {"severity", "cause.certainty", "decision", "rollback.decision", "next_update_at"}
)


def title(view: View) -> Said:
    """Give the title, with the number of the report if any post to these readers was one before it."""
    before = len(_posts(view))
    if not before:
        return Said("report.progress.title", {"title": view.title})
    return Said("report.progress.title.n", {"title": view.title, "n": Typed(str(before + 1))})


def meta(view: View) -> tuple[Labelled, ...]:
    """When it was reported, by which role, how severe, and where it stands."""
    return final.meta(view)


def sections(view: View) -> Iterator[Section]:
    """Give what changed, then the fields; actions and the course of events only once there are any."""
    found: list[tuple[str, tuple[Block, ...]]] = [
        ("changes", _changes(view)),
        ("summary", summary(view)),
        ("event", final.event(view)),
    ]
    if view.phase != "withdrawn":
        found += [
            ("impact", final.impact(view)),
            ("times", final.times_so_far(view)),
            ("mitigation", parts.mitigation(view, in_detail=False)),
            ("cause", final.cause(view)),
            ("permanent", parts.follow_ups(view) if view.incident.follow_ups else ()),
        ]
    found.append(("timeline", parts.course(view, rows(view, in_detail=False))))
    if view.phase != "withdrawn":
        due = next_update(view.incident, view.policy, view.now)
        found.append(("outlook", final.next_report(view, due)))
    found.append(("contact", final.contact(view)))
    yield from final.numbered(found)


def _posts(view: View) -> list[Fact]:
    facts = (update.fact for update in view.incident.updates)
    return [fact for fact in facts if fact.event.audience == view.audience and view.shows(fact)]


def _changes(view: View) -> tuple[Block, ...]:
    """Give what is other than at the last post to these readers, and what happened since; or P11."""
    posts = _posts(view)
    if not posts:
        return (Paragraph((Said("report.progress.nothing_before"),)),)
    last = posts[-1]
    as_of = Paragraph((Said("report.progress.since", {"at": last.at}),))
    listed = (*_state(view, last), *_fields(view, last))
    happened = parts.course(view, rows(view, in_detail=False, since=last))
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
        if fact.kind == "field_set" and fact.order < last.order:
            before[fact.event.field] = fact
    for name, found in view.incident.fields.items():
        if found.fact.order < last.order or not _is_told(view, name):
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
    if field is None or name in _SAID_ELSEWHERE:
        return False
    return name in _TO_CUSTOMERS if view.is_for_customers else field.section in _SECTIONS
