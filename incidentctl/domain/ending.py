"""How an incident ends: recovery declared, the formation lifted, closed days later; and opened again.

A step that asks for the time and the command that says it come to the same: both are decided here.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Protocol

from incidentctl.domain.events.endings import Closed, CriterionTicked, Reopened, Resolved, StoodDown
from incidentctl.domain.facts import New
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.gates import gates, out_of_order
from incidentctl.domain.handles import find, handles
from incidentctl.domain.lifecycle import FOLLOWING, phase
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.severity import COUNTS_AS
from incidentctl.domain.state import Criterion
from incidentctl.domain.tasks import find_out
from incidentctl.domain.times import Moment, from_iso, iso
from incidentctl.domain.writes import END, open_writes
from incidentctl.errors import NotFound, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.pulse import Pulse

_SWEEPS = tuple(name for name in FIELDS if name.startswith("sweep."))


class _Reach(Protocol):
    """Decides whether a milestone of the end is reached now; `at` is when it was, `step` who asked."""

    def __call__(  # noqa: PLR0913 - what a declaration is made of
        self, incident: Incident, policy: Policy, at: Moment, by: str, now: datetime, *, step: str = ""
    ) -> Ruling: ...


def resolve(  # noqa: PLR0913 - as above
    incident: Incident, policy: Policy, at: Moment, by: str, now: datetime, *, step: str = ""
) -> Ruling:
    """Declare recovery (S1-5), and watch it from now on for as long as the severity says.

    Raises `Refused` when that was done already, or the incident is over.
    """
    _refuse_if_over(incident)
    if incident.pulse.resolved:
        raise Refused("already-resolved")
    news = (New(Resolved(_watch_until(incident, policy, now), step), at),)
    broken = (
        *_without_command(incident, by),
        *_open_write(incident),
        *_unticked(incident),
        *_unswept(incident),
    )
    return Ruling(news, broken)


def stand_down(  # noqa: PLR0913 - as above
    incident: Incident,
    policy: Policy,  # noqa: ARG001 - one form for all three
    at: Moment,
    by: str,
    now: datetime,  # noqa: ARG001 - as `policy`
    *,
    step: str = "",
) -> Ruling:
    """Lift the formation (S3-12, S3-13): it frees every role, and no update is due any more.

    Raises `Refused` before recovery was declared, when it was lifted already, or the incident is over.
    """
    _refuse_if_over(incident)
    if incident.pulse.ended:
        raise Refused("already-stood-down")
    if not incident.pulse.resolved:
        raise Refused("not-resolved")
    broken = (
        *_without_command(incident, by),
        *_open_write(incident),
        *_without_condition(incident),
        *out_of_order(incident),
    )
    return Ruling((New(StoodDown(step), at),), broken)


def close(  # noqa: PLR0913 - as above
    incident: Incident,
    policy: Policy,  # noqa: ARG001 - one form for all three
    at: Moment,
    by: str,
    now: datetime,  # noqa: ARG001 - as `policy`
    *,
    step: str = "",
) -> Ruling:
    """Close it once the review is done (S4-11); what is left to do for that are the gates.

    Raises `Refused` before the formation was lifted, or when the incident is over.
    """
    _refuse_if_over(incident)
    if not incident.pulse.ended:
        raise Refused("not-stood-down")
    broken = (*_without_command(incident, by), *gates(incident))
    return Ruling((New(Closed(step), at),), broken)


def reopen(incident: Incident, why: str, at: Moment | None) -> New:
    """Open it again, because it came back; raise `Refused` where nothing of the end was declared."""
    pulse = incident.pulse
    if not (pulse.resolved or pulse.ended or not pulse.is_open):
        raise Refused("not-over")
    return New(Reopened(why), at)


_REACHED_BY: Mapping[str, _Reach] = {"resolved_at": resolve, "ended_at": stand_down, "closed_at": close}


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:
    """Decide what a time at C3, C5 or C11 comes to: it reaches the milestone, or corrects one that was.

    "Unknown" says only that nobody knows: it ticks the step, and neither reaches nor takes back anything.
    """
    field, value, step = new.event.field, new.event.value, new.event.step  # type: ignore[attr-defined]
    if value is None or getattr(incident.pulse, field.removesuffix("_at")):
        return Ruling((new,))
    return _REACHED_BY[field](incident, policy, new.at or Moment(now), by, now, step=step)


def swept(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Make a task of what nobody knows of the sweep (S1-7); it blocks nothing, and nobody has it yet.

    Alone, whoever answers has it. Once the field has a value, the task is over (`tasks.is_open`).
    """
    field, value = new.event.field, new.event.value  # type: ignore[attr-defined]
    if value is not None:
        return Ruling((new,))
    return Ruling((new, *find_out(incident, field, who=by if incident.pulse.is_solo else "")))


def next_step(incident: Incident, by: str = "") -> str:
    """Give the command that the end needs next; "" before users can work again, and once it is over.

    It is one that `by` would not be refused: who does not command looks after the tasks.
    """
    match phase(incident.pulse):
        case "mitigated" if "standdown_when" in incident.fields:
            command = f"incidentctl resolve{'' if 'recovery.fact' in incident.fields else ' FACT'}"
        case "watching":
            missing = [*_without_condition(incident)]
            if incident.pulse.profile == "formation":
                missing += out_of_order(incident)
            if missing:
                return missing[0].fixes[0]
            command = "incidentctl stand-down"
        case "ended" if not gates(incident):
            command = "incidentctl close"
        case stands:
            return FOLLOWING.get(stands, "")
    is_alone = incident.pulse.is_solo and by in incident.pulse.actors
    if by and not is_alone and any(_without_command(incident, by)):
        return "incidentctl task list"
    return command


# -- criteria ----------------------------------------------------------------------------------------


def criteria(incident: Incident) -> tuple[Criterion, ...]:
    """Give what must hold before recovery is declared (S1-6): what was added, else F2's one sentence."""
    added = tuple(row for row in incident.criteria.values() if row.fact.kind == "criterion_added")
    sentence = incident.fields.get("resolved_when")
    if added or sentence is None or sentence.value is None:
        return added
    return (incident.criteria.get(sentence.fact.id) or Criterion(sentence.fact),)


def ticked(incident: Incident, wanted: str, evidence: str, at: Moment | None) -> Ruling:
    """Say that the criterion with this handle holds, and what shows it (S1-6).

    Raises `NotFound` when there is none such, `UsageError` when several may be meant.
    """
    rows = [row.fact for row in criteria(incident)]
    try:
        fact = find(rows, wanted)
    except NotFound:
        raise NotFound("no-such-criterion", id=wanted) from None
    fix = f"incidentctl criteria tick {wanted} --evidence TEXT"
    broken = () if evidence else (Broken("S1-6", "evidence", fixes=(fix,)),)
    return Ruling((New(CriterionTicked(fact.id, evidence), at),), broken)


def _unticked(incident: Incident) -> Iterator[Broken]:
    missing = [row for row in criteria(incident) if row.ticked is None]
    if missing:
        names = handles(entry.fact for entry in incident.entries)
        fixes = (f"incidentctl criteria tick {names[row.fact.id]} --evidence TEXT" for row in missing)
        yield Broken("S1-6", params={"criteria": " / ".join(row.text for row in missing)}, fixes=tuple(fixes))


# -- what must be so before the end ------------------------------------------------------------------


def _refuse_if_over(incident: Incident) -> None:
    pulse = incident.pulse
    if pulse.withdrawn:
        raise Refused("already-withdrawn", id=incident.id)
    if pulse.closed:
        raise Refused("already-closed", id=incident.id)


def _without_command(incident: Incident, by: str) -> Iterator[Broken]:
    """Say that somebody else commands (S1-5); once the formation is lifted, that is whoever lifted it."""
    commander = incident.commander
    if incident.pulse.ended and not incident.pulse.commander:
        lifted = [entry.fact.by for entry in incident.entries if entry.fact.kind == "stood_down"]
        commander = lifted[-1] if lifted else commander
    if by != commander:
        yield Broken("S1-5", fixes=("incidentctl role take commander --why REASON",))


def _open_write(incident: Incident) -> Iterator[Broken]:
    if open_writes(incident):
        yield Broken("S1-12", "ending", fixes=(END,))


def _unswept(incident: Incident) -> Iterator[Broken]:
    if any(incident.value(name) is None for name in _SWEEPS):
        yield Broken("S1-7", fixes=("incidentctl walk stand-down",))


def _without_condition(incident: Incident) -> Iterator[Broken]:
    if incident.value("standdown_when") is None:
        yield Broken("S3-12", fixes=("incidentctl set standdown_when TEXT",))


def _watch_until(incident: Incident, policy: Policy, now: datetime) -> str:
    """Give until when to watch, as ISO 8601: as somebody said, else by the severity; "" for not at all."""
    if incident.pulse.watch_until:
        return incident.pulse.watch_until
    level = policy.severities.get(COUNTS_AS)
    minutes = incident.severity[-1].event.watch if incident.severity else level.watch if level else 0
    if not minutes:
        return ""
    return iso((now.astimezone(UTC) + timedelta(minutes=minutes)).replace(second=0, microsecond=0))


def is_watched(pulse: Pulse, now: datetime) -> bool:
    """Say whether the time for which recovery is watched has not passed yet."""
    return bool(pulse.watch_until) and from_iso(pulse.watch_until) > now
