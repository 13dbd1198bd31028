"""Roles: taken, given, released, and shown with whoever is there (S1-3, S1-4, S3-6, S3-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events.roles import RoleReleased
from incidentctl.domain.handles import named
from incidentctl.domain.handover import release, role_named, take
from incidentctl.domain.people import gaps
from incidentctl.domain.roles import acting_commander, formation, labels, roster, stints
from incidentctl.domain.rules import level_of
from incidentctl.domain.runbook import said
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.record import Recorded, Warned, decide_and_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.incident import Entry, Incident
    from incidentctl.domain.policy import Profile
    from incidentctl.domain.pulse import Pulse
    from incidentctl.domain.roles import Present
    from incidentctl.domain.rules import Broken, Ruling
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


class Moved(NamedTuple):
    """What was recorded, the role that moved (as it is called), and the duties of whoever has it now."""

    recorded: Recorded
    role: str
    duties: str = ""


class Post(NamedTuple):
    """A role as it stands: who holds it since when, and who commands because nobody was named."""

    id: str
    label: str
    least: int
    most: int
    holders: tuple[tuple[str, Moment], ...] = ()
    acting: str = ""


class Posts(NamedTuple):
    """The formation, its roles in order, who is there, and what is lacking."""

    formation: str
    label: str
    posts: tuple[Post, ...]
    people: tuple[Present, ...]
    broken: tuple[Broken, ...]


def role_labels(context: Context, pulse: Pulse) -> Mapping[str, str]:
    """Give what the formation of an incident calls its roles, in the reader's language."""
    return labels(context.policy().profile(pulse.profile), context.lang)


def role_label(context: Context, pulse: Pulse, role: str) -> str:
    """Give what one role is called; whoever holds none, or an unknown one, is a responder."""
    words = context.words
    known = role_labels(context, pulse).get(role)
    return known or words(f"role.{role}" if words.has(f"role.{role}") else "role.responder")


def author_label(context: Context, pulse: Pulse, entry: Entry) -> str:
    """Give what the author of an entry is called; of what a file told, what it says, and "" for nothing."""
    if entry.fact.row is not None and entry.role not in role_labels(context, pulse):
        return entry.role
    return role_label(context, pulse, entry.role)


def take_role(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    role: str,
    *,
    why: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Moved:
    """Take a role oneself: a free one, or with a reason that of somebody who does not answer (S1-4).

    Raises `UsageError` for a role that there is not, and `Refused`.
    """
    return _move(context, located, role, context.user, why=why, at=at, override=override)


def give_role(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    role: str,
    who: str,
    *,
    at: Moment | None = None,
    override: str = "",
) -> Moved:
    """Give a role to somebody: as its holder or the commander, or as anybody where it is free (S1-4).

    Raises `NeedsAnswer` when nobody is named, `UsageError` for a role that there is not, and `Refused`.
    """
    name = who.strip().lstrip("@＠").strip()
    if not name:
        raise NeedsAnswer("needs-holder", role=role)
    return _move(context, located, role, name, at=at, override=override)


def _move(  # noqa: PLR0913 - what a move may carry
    context: Context,
    located: Located,
    text: str,
    who: str,
    *,
    why: str = "",
    at: Moment | None,
    override: str,
) -> Moved:
    policy = context.policy()
    profile = policy.profile(located.pulse.profile)
    role = role_named(profile, text)
    left_open: list[Warned] = []

    def decide(incident: Incident) -> Ruling:
        ruling = take(incident, policy, role, who, by=context.user, why=why.strip(), at=at)
        write = incident.open_write
        gone = {new.event.who for new in ruling.news if isinstance(new.event, RoleReleased)}
        left_open[:] = []
        if role == profile.write and write is not None and write.fact.by in gone:
            handle = named(write.fact.kind, write.fact.id, len(incident.entries))
            left_open.append(Warned("write-left-open", {"handle": handle}))
        return ruling

    recorded = decide_and_record(context, located, decide, override=override)
    known = profile.roles[role]
    return Moved(
        recorded._replace(warnings=(*recorded.warnings, *left_open)),
        said(known.label, context.lang),
        said(known.duties, context.lang),
    )


def release_role(
    context: Context, located: Located, text: str, *, at: Moment | None = None, override: str = ""
) -> Moved:
    """Let go of a role; raises `UsageError` for one that there is not, and `Refused` for a free one."""
    held = tuple(located.pulse.roles)
    profile = context.policy().profile(located.pulse.profile)
    role = role_named(profile, text, held)
    recorded = decide_and_record(
        context,
        located,
        lambda incident: release(incident, role, by=context.user, at=at),
        override=override,
    )
    return Moved(recorded, role_label(context, located.pulse, role))


def see_roles(context: Context, located: Located) -> Posts:
    """Give the roles of the formation in order, who holds them, who is there, and what is lacking."""
    incident = context.timeline.state(located.id)
    policy, now = context.policy(), context.now()
    profile = formation(incident, policy)
    broken = tuple(
        each
        for each in gaps(incident, policy, now)
        if each.rule not in policy.rules
        or level_of(policy.rules[each.rule], incident.pulse, policy, incident.commander) != "off"
    )
    return Posts(
        profile.id,
        said(profile.label, context.lang),
        _posts(context, incident, profile),
        roster(incident),
        broken,
    )


def _posts(context: Context, incident: Incident, profile: Profile) -> tuple[Post, ...]:
    """Give a row for each role of the formation, and for one that is held although it is gone."""
    running = [stint for stint in stints(incident) if stint.until is None]
    ids = dict.fromkeys((*profile.roles, *(stint.role for stint in running)))
    posts = []
    for id_ in ids:
        known = profile.roles.get(id_)
        holders = tuple((stint.who, stint.since.at) for stint in running if stint.role == id_)
        acting = acting_commander(incident) if id_ == "commander" else ""
        label = role_label(context, incident.pulse, id_)
        least, most = (known.least, known.most) if known else (0, 0)
        posts.append(Post(id_, label, least, most, holders, acting))
    return tuple(posts)
