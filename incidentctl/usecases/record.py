"""Putting facts on the timeline, and what the echo needs to tell about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.handles import short

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from incidentctl.domain.facts import Fact, New
    from incidentctl.domain.pulse import Pulse
    from incidentctl.ports import Context, Receipt
    from incidentctl.usecases.locate import Located


class Warned(NamedTuple):
    """Something to say beside the echo: a key of words/warning.py and its parameters."""

    key: str
    params: Mapping[str, object]


class Recorded(NamedTuple):
    """What was recorded, for the echo."""

    located: Located
    receipt: Receipt
    warnings: tuple[Warned, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts, in the order in which they were written."""
        return self.receipt.facts

    @property
    def pulse(self) -> Pulse:
        """The pulse after them."""
        return self.receipt.pulse

    def handle(self, fact: Fact) -> str:
        """Give the short handle of one of the facts."""
        return short(fact, self.receipt.pulse.facts)


def record(
    context: Context, located: Located, news: Sequence[New], warnings: Sequence[Warned] = ()
) -> Recorded:
    """Append open facts to the incident; raise `NotRecorded` if that could not be done."""
    receipt = context.timeline.append(located.id, news, by=context.user)
    return Recorded(located, receipt, tuple(warnings))
