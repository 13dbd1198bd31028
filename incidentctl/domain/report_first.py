"""障害報告書 第1報: what can be known in the first minutes, and when the next report comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import report_final as final
from incidentctl.domain import report_parts as parts
from incidentctl.domain.notice import next_update
from incidentctl.domain.report_postmortem import summary
from incidentctl.domain.report_values import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.report_values import Block, Labelled, Section
    from incidentctl.domain.report_view import View


def title(view: View) -> Said:
    """Give the title, without the prefix."""
    return Said("report.first.title", {"title": view.title})


def meta(view: View) -> tuple[Labelled, ...]:
    """When it was reported, by which role, how severe, and where it stands."""
    return final.meta(view)


def sections(view: View) -> Iterator[Section]:
    """Give the fields of the first report: what is not known yet is a phrase, or is not there at all."""
    found: list[tuple[str, tuple[Block, ...]]] = [("summary", summary(view)), ("event", final.event(view))]
    if view.phase != "withdrawn":
        found += [
            ("impact", final.impact(view)),
            ("times", final.times_so_far(view)),
            ("mitigation", parts.mitigation_so_far(view)),
            ("cause", final.cause(view)),
            ("outlook", final.next_report(view, next_update(view.incident, view.policy, view.now))),
        ]
    found.append(("contact", final.contact(view)))
    yield from final.numbered(found)
