"""Taking, giving and releasing a role: which facts that makes, and which rules it does not meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.events.roles import RoleReleased, RoleTaken
from incidentctl.domain.facts import New
from incidentctl.domain.nearest import near
from incidentctl.domain.roles import (
    OF_ROLES,
    ONLOOKER,
    find_role,
    formation,
    names_of,
    roles_of,
    vacant,
)
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.runbook import fold_id
from incidentctl.errors import Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy, Profile, Role
    from incidentctl.domain.times import Moment


def role_named(profile: Profile, text: str, held: tuple[str, ...] = ()) -> str:
    """Give the id of the role that is meant; `held` are further ids that may be meant.

    Raises `UsageError` "no-such-role" with the nearest one, and all that this formation has.
    """
    found = find_role(profile, text)
    if found:
        return found.id
    extra = next((role for role in held if fold_id(role) == fold_id(text.strip())), "")
    if extra:
        return extra
    ids = {name: role.id for role in profile.roles.values() for name in names_of(role)}
    suggestion = ids.get(near(text, ids)) or next(iter(profile.roles))
    raise UsageError("no-such-role", word=text, suggestion=suggestion, choices=", ".join(profile.roles))


def take(  # noqa: PLR0913 - who asks for what, for whom, and why
    incident: Incident,
    policy: Policy,
    role: str,
    who: str,
    *,
    by: str,
    why: str = "",
    step: str = "",
    at: Moment | None = None,
) -> Ruling:
    """Let `who` hold a role, at the wish of `by`; a full role changes hands (S1-3, S1-4).

    Its holder and the commander hand it over; anybody takes it over with a reason, from somebody who does not
    answer. The release comes first, so that no prefix of the log has two holders of a role for one.

    Raises `UsageError` "role-not-there" for a role that the formation does not have.
    """
    profile = formation(incident, policy)
    wanted = profile.roles.get(role)
    if wanted is None:
        raise UsageError("role-not-there", role=role, choices=", ".join(profile.roles))
    taken = New(RoleTaken(role, who, why, step), at)
    holders = incident.roles.get(role, ())
    if who in holders:
        return Ruling((taken,) if step else ())
    is_full = bool(wanted.most) and len(holders) >= wanted.most
    leaving = () if not is_full else (by,) if by in holders else holders[:1]
    is_handover = by in holders or incident.holds(by, "commander")
    is_takeover = who == by and bool(why.strip())
    broken: list[Broken] = []
    if leaving and not (is_handover or is_takeover):
        fixes = (f"incidentctl role give {role} WHO", f"incidentctl role take {role} --why REASON")
        broken.append(Broken("S1-3", fixes=fixes))
    if not leaving:
        broken += _out_of_order(incident, profile, wanted)
    broken += _not_alone(incident, profile, wanted, who)
    if role == profile.write and _is_originator(incident, who):
        broken.append(Broken("S1-10", fixes=(f"incidentctl role give {role} WHO",)))
    return Ruling((*(New(RoleReleased(role, each), at) for each in leaving), taken), tuple(broken))


def release(incident: Incident, role: str, *, by: str, why: str = "", at: Moment | None = None) -> Ruling:
    """Let go of a role: one's own, or as the commander that of whoever holds it.

    Raises `Refused` when nobody was named for it.
    """
    holders = incident.roles.get(role, ())
    if not holders:
        raise Refused("role-is-free", role=role)
    leaving = (by,) if by in holders else holders
    broken: tuple[Broken, ...] = ()
    if by not in holders and not incident.holds(by, "commander"):
        broken = (Broken("S1-3", "release", fixes=(f"incidentctl role take {role} --why REASON",)),)
    return Ruling(tuple(New(RoleReleased(role, each, why), at) for each in leaving), broken)


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Decide what an answer to "who is the ...?" comes to: the same as taking or giving the role (F1).

    Whoever does not know leaves the role with whom it is.
    """
    event: Any = new.event
    role, holders = event.field.removeprefix(OF_ROLES), incident.roles.get(event.field.removeprefix(OF_ROLES))
    if event.value is not None:
        return take(incident, policy, role, event.value, by=by, step=event.step, at=new.at)
    if not holders:
        return Ruling((new,))
    if event.step:
        return Ruling((New(RoleTaken(role, holders[-1], step=event.step), new.at),))
    return release(incident, role, by=by, at=new.at)


def _out_of_order(incident: Incident, profile: Profile, wanted: Role) -> Iterator[Broken]:
    """Say that a role before this one is still free (S3-6); whoever only watches is in nobody's way."""
    order = list(profile.roles)
    missing = [role for role in vacant(incident, profile) if order.index(role) < order.index(wanted.id)]
    if missing and wanted.id != ONLOOKER:
        yield Broken("S3-6", fixes=tuple(f"incidentctl role give {role} WHO" for role in missing))


def _not_alone(incident: Incident, profile: Profile, wanted: Role, who: str) -> Iterator[Broken]:
    """Say that a role which is held alone meets another one, whichever came first (S3-7, K1)."""
    named = (role for role in profile.roles if incident.value(f"{OF_ROLES}{role}") == who)
    held = dict.fromkeys((*roles_of(incident, who), *named))
    others = [role for role in held if role not in {wanted.id, ONLOOKER}]
    alone = [role for role in others if role in profile.roles and profile.roles[role].exclusive]
    if wanted.id == ONLOOKER or not others:
        return
    if wanted.exclusive:
        yield Broken("S3-7", fixes=tuple(f"incidentctl role give {role} WHO" for role in others))
    elif alone:
        yield Broken("S3-7", "other", fixes=tuple(f"incidentctl role give {role} WHO" for role in alone))


def _is_originator(incident: Incident, who: str) -> bool:
    """Say whether somebody made the change that is suspected; nobody is ever asked that (S1-1, S1-10)."""
    known = incident.value("change.by")
    return isinstance(known, str) and fold_id(known) == fold_id(who)
