"""Gaps: where an incident went quiet, had no named commander or a late update; and the time per phase."""

from __future__ import annotations

from datetime import UTC, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.facts import Unknown
from incidentctl.domain.incident import moment_of
from incidentctl.domain.lifecycle import between
from incidentctl.domain.phases import phases
from incidentctl.domain.roles import stints
from incidentctl.domain.times import Moment, from_iso

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.lifecycle import Phase

_MINUTE = timedelta(minutes=1)
_OVER = frozenset({"closed", "withdrawn"})


class Silence(NamedTuple):
    """A time in which nothing is on record."""

    since: Moment
    length: timedelta


class Gaps(NamedTuple):
    """What the record shows between the declaration and the resolution (else the end, else now): `length`.

    `uncommanded` is how much of it nobody was named as commander; `late` by how much each promised update was
    late, None where none was promised. `phases` is the time in each phase, in the order in which each began,
    without the last one of what is over.
    """

    length: timedelta
    silence: Silence
    uncommanded: timedelta
    late: tuple[timedelta, ...] | None
    phases: tuple[tuple[Phase, timedelta], ...]


def gaps(incident: Incident, facts: Iterable[Fact], now: datetime) -> Gaps | None:
    """Give the gaps of an incident as of `now`, by those of its standing facts that may be seen.

    None where nothing was declared, or the times are out of order.
    """
    began = incident.milestone("declared") or (incident.declared.at if incident.declared else None)
    ends = (incident.milestone(name) for name in ("resolved", "ended", "closed"))
    ended = next((moment for moment in ends if moment), Moment(now))
    if began is None or between(began, ended) < timedelta():
        return None
    ordered = sorted((fact for fact in facts if not isinstance(fact.event, Unknown)), key=_when)
    inside = [fact.at for fact in ordered if _utc(began) < _when(fact) < _utc(ended)]
    exact = [began, *(moment for moment in inside if moment.precision != "day"), ended]
    silences = (Silence(one, between(one, other)) for one, other in pairwise(exact))
    whole = between(began, ended)
    commanded = _commanded(incident, _utc(began), _utc(ended))
    return Gaps(
        whole,
        max(silences, key=lambda silence: silence.length),
        whole - commanded,
        _late(ordered, _utc(ended)),
        tuple(_phases(incident, now).items()),
    )


def _commanded(incident: Incident, began: datetime, ended: datetime) -> timedelta:
    """Give for how long somebody was named as commander; two at a time count once."""
    held, covered = timedelta(), began
    spans = [
        (_when(stint.since), _when(stint.until) if stint.until else ended)
        for stint in stints(incident)
        if stint.role == "commander"
    ]
    for since, until in sorted(spans):
        start, stop = max(since, covered), min(until, ended)
        if stop > start:
            held, covered = held + (stop - start), stop
    return held


def _late(facts: Iterable[Fact], ended: datetime) -> tuple[timedelta, ...] | None:
    """Give by how much each promised update was late, a minute or more; the last one until the end."""
    promised: datetime | None = None
    has_any = False
    late: list[timedelta] = []
    for fact in facts:
        is_post = fact.kind == "update_posted"
        if not is_post and not (fact.kind == "field_set" and fact.event.field == "next_update_at"):
            continue
        if promised:
            late.append(min(_when(fact), ended) - promised)
        due = from_iso(fact.event.due) if is_post and fact.event.due else None
        moment = None if is_post else moment_of(fact.event.value)
        promised = moment.at.astimezone(UTC) if moment else due
        has_any = has_any or promised is not None
    if promised:
        late.append(ended - promised)
    return tuple(each for each in late if each >= _MINUTE) if has_any else None


def _phases(incident: Incident, now: datetime) -> dict[Phase, timedelta]:
    found: dict[Phase, timedelta] = {}
    for stretch in _lasting(incident):
        length = between(stretch[1], stretch[2] or Moment(now))
        found[stretch[0]] = found.get(stretch[0], timedelta()) + max(length, timedelta())
    return found


def _lasting(incident: Incident) -> Iterator[tuple[Phase, Moment, Moment | None]]:
    yield from (each for each in phases(incident) if each.until or each.phase not in _OVER)


def _when(fact: Fact) -> datetime:
    return _utc(fact.at)


def _utc(moment: Moment) -> datetime:
    return moment.at.astimezone(UTC)
