"""What the picture of an incident shows: the impact, the phases, the roles and the milestones over time."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from incidentctl.domain.lifecycle import MILESTONES
from incidentctl.domain.phases import phases
from incidentctl.domain.report_values import Band, Chart, Row, Said, Timeline
from incidentctl.domain.roles import ONLOOKER, stints
from incidentctl.domain.times import Moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from incidentctl.domain.report_values import Report
    from incidentctl.domain.report_view import View

_DRAWN = tuple(name for name in MILESTONES if name not in {"acknowledged", "fixed"})
"""The milestones with a line of their own; the other two stand among the events."""


def chart(view: View, *, with_roles: bool) -> Chart | None:
    """Give what is drawn of an incident; None where nothing was declared."""
    bands = tuple(
        Band(each.phase, Said(f"phase.{each.phase}"), each.since, each.until)
        for each in phases(view.incident)
    )
    if not bands:
        return None
    impact = _impact(view)
    roles = tuple(_roles(view)) if with_roles else ()
    marks = tuple(
        Row(at, "", Said(f"report.milestone.{name}"))
        for name in _DRAWN
        if (at := view.incident.milestone(name))
    )
    shown = [
        *(moment for band in (*impact, *bands, *roles) for moment in (band.since, band.until) if moment),
        *(row.at for row in marks),
    ]
    last = max(shown, key=_instant)
    until = max(last, Moment(view.now), key=_instant) if view.incident.pulse.is_open else last
    return Chart(min(shown, key=_instant), until, impact, bands, roles, marks)


def events(report: Report) -> tuple[Row, ...]:
    """Give what happened, as the report itself tells it: the rows of its longest timeline."""
    blocks = (block for section in report.sections for block in section.blocks)
    return max((block.rows for block in blocks if isinstance(block, Timeline)), key=len, default=())


def _impact(view: View) -> tuple[Band, ...]:
    """Give the time in which users were affected, as far as it is known; a false alarm has none (S0-5)."""
    found = view.duration
    since, until = view.incident.milestone(found.since), view.incident.milestone(found.until)
    if view.phase == "withdrawn" or found.length is None or since is None:
        return ()
    key = "report.chart.impact.at_least" if found.at_least else "report.chart.impact"
    return (Band("impact", Said(key), since, until),)


def _roles(view: View) -> Iterator[Band]:
    for stint in stints(view.incident):
        if stint.role != ONLOOKER and view.shows(stint.since):
            yield Band(
                stint.role, view.role(stint.role), stint.since.at, stint.until.at if stint.until else None
            )


def _instant(moment: Moment) -> datetime:
    return moment.at.astimezone(UTC)
