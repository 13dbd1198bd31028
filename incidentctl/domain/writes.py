"""Changing the system by hand: who may, one at a time, begun and ended (S1-9, S1-12, S0-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.acts import is_change
from incidentctl.domain.alignment import before_plan
from incidentctl.domain.facts import New
from incidentctl.domain.handles import find, letter
from incidentctl.domain.roles import formation, roster, without_role, writers
from incidentctl.domain.rollback import going_back
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.errors import NeedsAnswer, NotFound, Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.events.notes import Acted
    from incidentctl.domain.events.writes import WriteBegun, WriteEnded
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.state import Write
    from incidentctl.domain.times import Moment

END = "incidentctl act --end --after VALUE"


def act(incident: Incident, policy: Policy, event: Acted, at: Moment | None, by: str) -> Ruling:
    """Decide what was done just now: it begins and ends in one; inside one's own open change it is a part."""
    broken = may_write(incident, policy, event.text, event.method, by)
    return Ruling((New(event._replace(method=event.method or planned(incident)), at),), broken)


def begin(incident: Incident, policy: Policy, event: WriteBegun, at: Moment | None, by: str) -> Ruling:
    """Decide the begin of a change that takes time; one's own earlier one has to end first (S1-12)."""
    is_own_open = any(write.fact.by == by for write in open_writes(incident))
    own = (Broken("S1-12", "own", fixes=(END,)),) if is_own_open else ()
    broken = (*own, *may_write(incident, policy, event.text, event.method, by))
    return Ruling((New(event._replace(method=event.method or planned(incident)), at),), broken)


def end(incident: Incident, event: WriteEnded, at: Moment | None, by: str) -> Ruling:
    """Decide the end of a change; `event.write` may be empty: one's own open one, else the only open one.

    Raises `NotFound` (nothing is open), `Refused` (it has ended), `UsageError` (several are open) and
    `NeedsAnswer` (somebody else began it, and there is no reason; S1-4).
    """
    write = _meant(incident, event.write, by)
    if write.ended is not None:
        raise Refused("write-has-ended")
    if write.fact.by != by and not event.why.strip():
        raise NeedsAnswer("needs-why-of-end")
    return Ruling((New(event._replace(write=write.fact.id), at),))


def may_write(incident: Incident, policy: Policy, text: str, method: str, by: str) -> tuple[Broken, ...]:
    """Say which rules somebody's change of the system does not meet, now."""
    is_taken = any(write.fact.by != by for write in open_writes(incident))
    return (
        *((Broken("S1-12", fixes=("incidentctl act --end --why REASON",)),) if is_taken else ()),
        *_without_right(incident, policy, by),
        *without_role(incident, by),
        *before_plan(incident, policy, by),
        *going_back(incident, method=method, text=text),
    )


def planned(incident: Incident) -> str:
    """Give the method that was chosen and that no change has used yet (S0-11); "" for none."""
    chosen = incident.fields.get("mitigation.method")
    if chosen is None or chosen.value is None:
        return ""
    is_used = any(write.fact.order > chosen.fact.order for write in incident.writes.values()) or any(
        is_change(entry.fact) and entry.fact.order > chosen.fact.order for entry in incident.entries[::-1]
    )
    return "" if is_used else str(chosen.value)


def open_writes(incident: Incident) -> tuple[Write, ...]:
    """Give the changes that are under way: one, unless somebody overrode S1-12."""
    return tuple(write for write in incident.writes.values() if write.ended is None)


def named(incident: Incident, words: Sequence[str]) -> tuple[str, str]:
    """Read what stands behind `act --end`: the change ("" where none is named), and the remark.

    The first word names a change if it is written like a handle of one; raises as `handles.find`.
    """
    first = words[0].casefold() if words else ""
    if not first.startswith(f"{letter('write_begun')}-"):
        return "", " ".join(words).strip()
    return find([write.fact for write in incident.writes.values()], first).id, " ".join(words[1:]).strip()


def _without_right(incident: Incident, policy: Policy, by: str) -> tuple[Broken, ...]:
    """Only who holds the role that writes does; onlookers watch (S1-9, S1-15)."""
    if by in writers(incident, policy):
        return ()
    role = formation(incident, policy).write or "commander"
    why = " --why REASON" if incident.roles.get(role) else ""
    is_watching = any(each.name == by and each.level == "watching" for each in roster(incident))
    return (Broken("S1-15" if is_watching else "S1-9", fixes=(f"incidentctl role take {role}{why}",)),)


def _meant(incident: Incident, write_id: str, by: str) -> Write:
    if write_id:
        return incident.writes[write_id]
    writes = open_writes(incident)
    meant = [write for write in writes if write.fact.by == by] or list(writes)
    if not meant:
        raise NotFound("no-open-write")
    if len(meant) > 1:
        details = tuple(
            f"  {letter(write.fact.kind)}-{write.fact.id[:6]}  {write.fact.event.text}" for write in meant
        )
        raise UsageError("write-ambiguous", details=details)
    return meant[0]
