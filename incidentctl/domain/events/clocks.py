"""Duties with a deadline: a human set the anchor, reported, or found that it does not apply (S4-9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.state import Duty

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Time, TimeOrNone


class ClockStarted(NamedTuple):
    """A clock of clocks.yaml runs, from the anchor at this fact's time. Times are ISO 8601.

    `due` and `soft_from` ("" for none) are what the policy led to then; an edited policy moves no clock.
    `private`, here and below: the clock is part of the privacy track (S4-5).
    """

    clock: str
    anchor: str
    due: Time
    soft_from: TimeOrNone = ""
    private: bool = False


class ClockSubmitted(NamedTuple):
    """What the clock asked for was sent, at this fact's time."""

    clock: str
    private: bool = False


class ClockStopped(NamedTuple):
    """The duty does not apply, and who judged that."""

    clock: str
    why: str
    private: bool = False


def apply_clocks(draft: Draft, fact: Fact) -> None:
    """Keep how the duty stands; started again, it runs from the newer anchor."""
    match fact.event:
        case ClockStarted(clock):
            draft.duties[clock] = Duty(clock, started=fact)
        case ClockSubmitted(clock):
            draft.duties[clock] = draft.duties.get(clock, Duty(clock))._replace(submitted=fact)
        case ClockStopped(clock):
            draft.duties[clock] = draft.duties.get(clock, Duty(clock))._replace(stopped=fact)
