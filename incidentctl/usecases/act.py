"""Act: changing the system by hand; what was done just now, or a change that takes time (S1-9, S1-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.writes import WriteBegun, WriteEnded
from incidentctl.domain.facts import New
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.values import parse_value
from incidentctl.domain.writes import act as decide_act
from incidentctl.domain.writes import begin as decide_begin
from incidentctl.domain.writes import end as decide_end
from incidentctl.domain.writes import named
from incidentctl.errors import UsageError
from incidentctl.usecases.record import Recorded, Warned, decide_and_record, record
from incidentctl.usecases.value import labels_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.rules import Ruling
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


def look(context: Context, located: Located, text: str, at: Moment | None = None) -> Recorded:
    """Record what was only looked at: no rule is asked. Raises `UsageError` when there is no text."""
    return record(context, located, [New(Acted(_said(text), look=True), at)])


def act(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    text: str,
    *,
    at: Moment | None = None,
    method: str = "",
    before: str = "",
    after: str = "",
    override: str = "",
) -> Recorded:
    """Record what was done to the system just now; without `before` and `after` a hint follows (S1-12).

    Raises `UsageError` (no text, an unknown method) and `Refused` (somebody else's change is open, or is
    whose right it is; going back hurts).
    """
    event = Acted(_said(text), before=before, after=after, method=_method(context, located, method))
    policy = context.policy()

    def decide(incident: Incident) -> Ruling:
        return decide_act(incident, policy, event, at, context.user)

    recorded = decide_and_record(context, located, decide, override=override)
    return _hinted(recorded, is_whole=bool(before and after))


def begin(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    text: str,
    *,
    at: Moment | None = None,
    method: str = "",
    before: str = "",
    override: str = "",
) -> Recorded:
    """Open a change that takes time: until it ends nobody else changes the system. Raises as `act`."""
    event = WriteBegun(_said(text), _method(context, located, method), before)
    policy = context.policy()

    def decide(incident: Incident) -> Ruling:
        return decide_begin(incident, policy, event, at, context.user)

    return decide_and_record(context, located, decide, override=override)


class Ended(NamedTuple):
    """What was recorded, and the change that it ends."""

    recorded: Recorded
    begun: Fact


def end(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    words: Sequence[str],
    *,
    at: Moment | None = None,
    after: str = "",
    why: str = "",
) -> Ended:
    """End the change that `words` begin with, else one's own, else the open one; the rest is a remark.

    Raises `NotFound`, `UsageError`, `Refused` (it has ended) and `NeedsAnswer` (somebody else's, and no
    reason).
    """
    begun: list[Fact] = []

    def decide(incident: Incident) -> Ruling:
        write, text = named(incident, words)
        ruling = decide_end(incident, WriteEnded(write, after, text, why), at, context.user)
        begun[:] = [incident.writes[new.event.write].fact for new in ruling.news]  # type: ignore[attr-defined]
        return ruling

    recorded = decide_and_record(context, located, decide)
    is_whole = bool(after and begun[0].event.before)
    return Ended(_hinted(recorded, is_whole=is_whole), begun[0])


def _said(text: str) -> str:
    if not text.strip():
        raise UsageError("text-missing")
    return text


def _method(context: Context, located: Located, typed: str) -> str:
    """Read a method by its id or its label in either language; "" where none is given, or nobody knows."""
    if not typed:
        return ""
    field = FIELDS["mitigation.method"]
    zone = context.zone_of(located.pulse.zone)
    return str(parse_value(field, typed, context.now(), zone, labels_of(field)) or "")


def _hinted(recorded: Recorded, *, is_whole: bool) -> Recorded:
    """Hint at the values before and after a change, where they are missing (S1-12)."""
    hints = () if is_whole else (Warned("before-and-after", {}),)
    return recorded._replace(warnings=(*recorded.warnings, *hints))
