"""The brief as data, for programs that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from incidentctl.domain.brief import Brief, Choice
    from incidentctl.domain.report_values import Inline
    from incidentctl.render.brief import Page


def brief_data(brief: Brief, page: Page) -> dict[str, object]:
    """Give it as data: texts in the reader's language, times in ISO 8601, null for what was never said."""

    def said(value: Inline | None) -> str | None:
        return page.text(value) if value is not None else None

    def iso(at: datetime | None) -> str | None:
        return at.isoformat() if at is not None else None

    def choice(each: Choice) -> dict[str, object]:
        texts = {"text": page.text(each.text), "risk": page.text(each.risk) or None}
        return {"handle": each.handle, "level": each.level, **texts}

    change = brief.change
    return {
        "incident": brief.id,
        "title": page.text(brief.title),
        "drill": brief.is_drill,
        "severity": brief.severity or None,
        "phase": brief.phase,
        "since": iso(brief.since.at) if brief.since else None,
        "minutes": brief.minutes,
        "solo": brief.is_solo,
        "profile": brief.profile,
        "happening": said(brief.happening),
        "resolved_when": said(brief.resolved_when),
        "decider": brief.decider or None,
        "musts": [page.text(each) for each in brief.musts],
        "impact": [page.size(each) for each in brief.impact],
        "cause": said(brief.cause),
        "boundary": brief.boundary._asdict() if brief.boundary else None,
        "roles": {"filled": list(brief.filled), "vacant": list(brief.vacant)},
        "people": brief.people._asdict(),
        "change": {"text": page.text(change.text), "role": change.role, "since": iso(change.since.at)}
        if change
        else None,
        "decision": choice(brief.decision) if brief.decision else None,
        "pending": [choice(each) for each in brief.pending],
        "tasks": [
            {
                "text": page.text(job.text),
                "role": job.role or None,
                "due": iso(job.due),
                "overdue": job.is_overdue,
            }
            for job in brief.tasks
        ],
        "concerns": [{"handle": handle, "text": page.text(text)} for handle, text in brief.concerns],
        "facts": [
            {"at": iso(row.at.at), "role": row.role or None, "text": page.text(row.what)}
            for row in brief.facts
        ],
        "private_since": iso(brief.private_since.at) if brief.private_since else None,
        "clocks": [{"id": clock, "due": iso(due)} for clock, due in brief.clocks],
        "told": brief.told,
        "next_update": iso(brief.next_update),
        "standdown_when": said(brief.standdown_when),
    }
