"""End: recovery is declared, the formation lifted, the incident closed; or it is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import ending
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.rules import Ruling
from incidentctl.domain.times import Moment, from_iso
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.record import Recorded, Warned, decide_and_record
from incidentctl.usecases.value import Extras, new_value, order_warnings

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


class Reopening(NamedTuple):
    """What was recorded, and whether the formation had been lifted: then every role is free."""

    recorded: Recorded
    is_formation_gone: bool


def resolve(
    context: Context, located: Located, fact: str = "", *, at: Moment | None = None, override: str = ""
) -> Recorded:
    """Declare recovery; `fact` is what shows it (S1-5..7). The post that says so is an `update` (P7).

    Raises `NeedsAnswer` when nobody has said yet what shows it, `Refused` when that was declared already.
    """
    policy, now = context.policy(), context.now()
    moment = at or Moment(now)
    shown = (new_value(context, located, FIELDS["recovery.fact"], fact, Extras(at=at)),) if fact else ()

    def decide(incident: Incident) -> Ruling:
        ruling = ending.resolve(incident, policy, moment, context.user, now)
        if not shown and "recovery.fact" not in incident.fields:
            raise NeedsAnswer("needs-recovery-fact")
        return ruling._replace(news=(*shown, *ruling.news))

    recorded = decide_and_record(context, located, decide, override=override)
    return recorded._replace(warnings=order_warnings(context, located))


def stand_down(
    context: Context, located: Located, *, at: Moment | None = None, override: str = ""
) -> Recorded:
    """Lift the formation, and say what goes on although people leave (S3-12, S3-13).

    Raises `Refused` before recovery was declared, or when the formation was lifted already.
    """
    policy, now = context.policy(), context.now()
    moment = at or Moment(now)

    def decide(incident: Incident) -> Ruling:
        return ending.stand_down(incident, policy, moment, context.user, now)

    recorded = decide_and_record(context, located, decide, override=override)
    return recorded._replace(warnings=_what_goes_on(context, recorded))


def _what_goes_on(context: Context, recorded: Recorded) -> tuple[Warned, ...]:
    """Say that the watch is not over, and that tasks are open: who goes home with one."""
    pulse, warnings = recorded.pulse, list[Warned]()
    if ending.is_watched(pulse, context.now()):
        until = from_iso(pulse.watch_until).astimezone(context.zone_of(pulse.zone))
        warnings.append(Warned("still-watched", {"until": f"{until:%H:%M %Z}"}))
    if pulse.tasks:
        warnings.append(Warned("tasks-still-open", {"count": len(pulse.tasks)}))
    return tuple(warnings)


def close(context: Context, located: Located, *, at: Moment | None = None, override: str = "") -> Recorded:
    """Close the incident; raise `Refused` before the formation was lifted, or while a gate blocks (S4-11)."""
    policy, now = context.policy(), context.now()
    moment = at or Moment(now)

    def decide(incident: Incident) -> Ruling:
        return ending.close(incident, policy, moment, context.user, now)

    return decide_and_record(context, located, decide, override=override)


def reopen(context: Context, located: Located, why: str, at: Moment | None = None) -> Reopening:
    """Open it again; raise `NeedsAnswer` without a reason, `Refused` where no end was declared."""
    if not why.strip():
        raise NeedsAnswer("needs-why")
    gone: list[bool] = []

    def decide(incident: Incident) -> Ruling:
        gone[:] = [bool(incident.pulse.ended)]
        return Ruling((ending.reopen(incident, why, at),))

    return Reopening(decide_and_record(context, located, decide), gone[-1])
