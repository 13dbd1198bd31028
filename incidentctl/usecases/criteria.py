"""Criteria: what must hold before recovery is declared (S1-6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.ending import criteria, ticked
from incidentctl.domain.events.endings import CriterionAdded
from incidentctl.domain.facts import New
from incidentctl.domain.handles import handles
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.record import Recorded, decide_and_record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.rules import Ruling
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


class Listed(NamedTuple):
    """A criterion with its handle; `evidence` is what shows it."""

    handle: str
    text: str
    is_ticked: bool
    evidence: str


def add_criterion(context: Context, located: Located, text: str, at: Moment | None = None) -> Recorded:
    """Add something that must hold; raise `NeedsAnswer` without a text."""
    if not text.strip():
        raise NeedsAnswer("needs-criterion")
    return record(context, located, [New(CriterionAdded(text.strip()), at)])


def tick_criterion(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    wanted: str,
    *,
    evidence: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Recorded:
    """Say that a criterion holds; raise `NeedsAnswer` without its id, `NotFound` when there is none such."""
    if not wanted.strip():
        raise NeedsAnswer("needs-criterion-id")

    def decide(incident: Incident) -> Ruling:
        return ticked(incident, wanted, evidence.strip(), at)

    return decide_and_record(context, located, decide, override=override)


def list_criteria(context: Context, located: Located) -> Sequence[Listed]:
    """Give every criterion: those that were added, else the one sentence of F2."""
    incident = context.timeline.state(located.id)
    names = handles(entry.fact for entry in incident.entries)
    return [
        Listed(
            names[row.fact.id],
            row.text,
            row.ticked is not None,
            row.ticked.event.evidence if row.ticked else "",
        )
        for row in criteria(incident)
    ]
