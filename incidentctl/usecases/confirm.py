"""Confirm and withdraw: a suspicion becomes an incident, or was none (S0-2..5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.events.incidents import Confirmed, Withdrawn
from incidentctl.domain.facts import New
from incidentctl.errors import NeedsAnswer, Refused
from incidentctl.usecases.record import Recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


def confirm(context: Context, located: Located, text: str = "", at: Moment | None = None) -> Recorded:
    """Say that it is an incident; raise `Refused` when it is already one, or was withdrawn."""

    def decide(incident: Incident) -> Sequence[New]:
        if incident.pulse.withdrawn:
            raise Refused("already-withdrawn", id=located.id)
        if not incident.pulse.suspected:
            raise Refused("already-confirmed", id=located.id)
        return [New(Confirmed(text), at)]

    return _decided(context, located, decide)


def withdraw(context: Context, located: Located, why: str, at: Moment | None = None) -> Recorded:
    """Say that it was none; raise `NeedsAnswer` without a reason, `Refused` when it is over already."""
    if not why.strip():
        raise NeedsAnswer("needs-why")

    def decide(incident: Incident) -> Sequence[New]:
        if incident.pulse.withdrawn:
            raise Refused("already-withdrawn", id=located.id)
        if incident.pulse.closed:
            raise Refused("already-closed", id=located.id)
        return [New(Withdrawn(why), at)]

    return _decided(context, located, decide)


def _decided(context: Context, located: Located, decide: Callable[[Incident], Sequence[New]]) -> Recorded:
    receipt = context.timeline.transact(located.id, decide, by=context.user)
    assert receipt is not None  # noqa: S101 - both decisions above either record something or raise
    return Recorded(located, receipt)
