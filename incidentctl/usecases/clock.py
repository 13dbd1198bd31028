"""Clocks: duties with a deadline are listed, started by a human, submitted, or found not to apply (S4-9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import duties
from incidentctl.domain.times import Moment, parse_past
from incidentctl.errors import NeedsAnswer, Refused
from incidentctl.usecases.record import Recorded, decide_and_record

if TYPE_CHECKING:
    from incidentctl.domain.duties import Judged, Standing
    from incidentctl.domain.policy import LegalClock
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located

UNKNOWN = frozenset({"unknown", "?", "不明", "わからない", "分からない"})


class Duties(NamedTuple):
    """Every clock that matters here, and what was found about each obligation."""

    clocks: tuple[Standing, ...]
    judged: tuple[Judged, ...]


def list_clocks(context: Context, located: Located, *, is_all: bool = False) -> Duties:
    """Say how each clock stands; `is_all`: the disabled ones too."""
    incident = context.timeline.state(located.id)
    return Duties(duties.standings(incident, context.policy(), is_all=is_all), duties.judged(incident))


def known_clock(context: Context, located: Located, name: str) -> tuple[str, LegalClock | None]:
    """Give the id of a clock and its row in the policy; raise NotFound, and NeedsAnswer without a name."""
    if not name.strip():
        raise NeedsAnswer("needs-clock")
    policy, incident = context.policy(), context.timeline.state(located.id)
    clock = duties.clock_named(policy, incident, name)
    return clock, policy.clocks.get(clock)


def start(context: Context, located: Located, name: str, anchor: str) -> Recorded:
    """Let a clock run from the time that a human typed (PAST grammar).

    Raises Refused "anchor-unknown" when nobody knows it: "anchor not set" is better than a wrong time.
    """
    if anchor.strip().casefold() in UNKNOWN:
        raise Refused("anchor-unknown", clock=name)
    policy = context.policy()
    moment = parse_past(anchor, context.now(), context.zone_of(located.pulse.zone))
    return decide_and_record(context, located, lambda incident: duties.start(incident, policy, name, moment))


def submit(context: Context, located: Located, name: str, at: Moment | None) -> Recorded:
    """Record that a report was sent, now unless said otherwise."""
    policy, moment = context.policy(), at or Moment(context.now(), "second")
    return decide_and_record(context, located, lambda incident: duties.submit(incident, policy, name, moment))


def stop(context: Context, located: Located, name: str, why: str, at: Moment | None) -> Recorded:
    """Record that a duty does not apply; raise NeedsAnswer without a reason."""
    if not why.strip():
        raise NeedsAnswer("needs-why")
    policy = context.policy()
    return decide_and_record(context, located, lambda incident: duties.stop(incident, policy, name, why, at))
