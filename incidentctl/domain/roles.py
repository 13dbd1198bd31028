"""Roles of a formation: who holds which since when, who is there, who may change the system or speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from incidentctl.domain.facts import Unknown
from incidentctl.domain.rules import Broken
from incidentctl.domain.runbook import fold_id, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy, Profile, Role
    from incidentctl.domain.runbook import Runbook, Step, Text
    from incidentctl.domain.times import Moment

Presence: TypeAlias = Literal["responding", "standby", "watching"]

PRESENCES: tuple[Presence, ...] = ("responding", "standby", "watching")
"""How somebody is there: with a role or a task, ready for one, or as an onlooker (K2)."""

ONLOOKER = "onlooker"
"""The one role that is no work: whoever holds it watches."""

OF_ROLES = "roles."
"""What the names of the fields that show the holder of a role begin with."""


class Present(NamedTuple):
    """Somebody who is there; `since` they are so, `tasks` are the ids of their open ones."""

    name: str
    level: Presence
    since: Moment
    roles: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()


class Stint(NamedTuple):
    """A role held by one person, from one fact to another (None: still)."""

    role: str
    who: str
    since: Fact
    until: Fact | None = None


def formation(incident: Incident, policy: Policy) -> Profile:
    """Give the formation of an incident, as the policy has it now."""
    return policy.profile(incident.pulse.profile)


def roles_of(incident: Incident, who: str) -> tuple[str, ...]:
    """Give every role that somebody holds; whoever declared commands while nobody was named (S1-20)."""
    held = tuple(role for role, holders in incident.roles.items() if who in holders)
    is_acting = not incident.pulse.commander and who == incident.pulse.declarer
    return ("commander", *held) if is_acting else held


def writers(incident: Incident, policy: Policy) -> tuple[str, ...]:
    """Give who may change the system: who holds the role that writes, else the commander (S1-9, S1-20)."""
    return incident.roles.get(formation(incident, policy).write, ()) or (incident.commander,)


def speaker(incident: Incident, policy: Policy) -> str:
    """Give the role that speaks outward: the first of the formation's that is filled (S1-8, K7)."""
    outbound = formation(incident, policy).outbound
    return next((role for role in outbound if incident.roles.get(role)), "commander")


def without_role(incident: Incident, who: str) -> tuple[Broken, ...]:
    """Say that somebody acts without a role, or as an onlooker (S3-3); notes are never asked for one."""
    if set(roles_of(incident, who)) - {ONLOOKER}:
        return ()
    return (Broken("S3-3", fixes=("incidentctl role take ROLE",)),)


def labels(profile: Profile, lang: str) -> dict[str, str]:
    """Give what each role is called, by id; `operator` is whoever writes, where a formation has none (K8)."""
    known = {role.id: said(role.label, lang) for role in profile.roles.values()}
    writer = known.get(profile.write)
    return {"operator": writer, **known} if writer else known


def find_role(profile: Profile, text: str) -> Role | None:
    """Give the role that is meant by an id or a label in any language, case and width; None for none."""
    wanted = _plain(text)
    return next((role for role in profile.roles.values() if wanted in map(_plain, names_of(role))), None)


def names_of(role: Role) -> tuple[str, ...]:
    """Give everything that a role is called: its id, and its label in each language."""
    return (role.id, *role.label.values())


def _plain(text: str) -> str:
    return " ".join(fold_id(text).split())


def fitted(runbook: Runbook, profile: Profile) -> Runbook:
    """Give a runbook as a formation walks it.

    It asks for the roles that this one has, in its order (S3-6), and calls them as it does; what is meant for
    the operator is meant for whoever writes (K8).
    """
    return runbook._replace(steps=tuple(_fitted(step, profile) for step in runbook.steps))


def _fitted(step: Step, profile: Profile) -> Step:
    asked = {part.save.removeprefix(OF_ROLES): part for part in step.parts if part.save.startswith(OF_ROLES)}
    kept = [asked[role] for role in profile.roles if role in asked]
    rest = [part for part in step.parts if not part.save.startswith(OF_ROLES)]
    is_writers = step.role == "operator" and step.role not in profile.roles
    return step._replace(
        title=_called(step.title, profile),
        detail=_called(step.detail, profile),
        undo=_called(step.undo, profile),
        role=profile.write if is_writers else step.role,
        parts=tuple(
            part._replace(title=_called(part.title, profile), detail=_called(part.detail, profile))
            for part in (*kept, *rest)
        ),
    )


def _called(text: Text, profile: Profile) -> Text:
    """Put the labels of roles where a text says `$commander`, in each language; other names stay."""
    if not any("$" in words for words in text.values()):
        return text
    from incidentctl.domain.filling import replaced  # noqa: PLC0415 - start-up: only where there is a `$`

    result = {}
    for lang, words in text.items():
        known = {name: label.replace("$", "$$") for name, label in labels(profile, lang).items()}
        result[lang] = replaced(words, known.get, dollar="$$")
    return result


def vacant(incident: Incident, profile: Profile) -> tuple[str, ...]:
    """Give the roles that fewer people hold than should, in order; an acting commander counts (S1-20)."""
    return tuple(
        role.id
        for role in profile.roles.values()
        if len(incident.roles.get(role.id) or _named(incident, role.id)) < role.least
        and not (role.id == "commander" and acting_commander(incident))
    )


def _named(incident: Incident, role: str) -> tuple[str, ...]:
    """Give whom the field of a role names: another answer of the same command may be filling it."""
    name = incident.value(f"{OF_ROLES}{role}")
    return (name,) if name else ()


def acting_commander(incident: Incident) -> str:
    """Give who commands because they declared it and nobody was named; "" when they left, too."""
    declarer = incident.pulse.declarer
    is_acting = not incident.pulse.commander and not incident.pulse.ended
    return declarer if is_acting and declarer in _came(incident) else ""


def roster(incident: Incident) -> tuple[Present, ...]:
    """Give who is there, responders first, then by when they came (S2-13, S3-11, K2).

    Whoever holds a role or has an open task responds. Whoever joined, or handed over what they had, stands
    by; whoever joined to watch watches. `Left` and the end of the formation take people off.
    """
    found = []
    for name, (since, is_watching) in _came(incident).items():
        roles = roles_of(incident, name)
        mine = (id_ for id_, task in incident.tasks.items() if task.who == name)
        tasks = tuple(id_ for id_ in mine if id_ in incident.pulse.tasks)
        level: Presence = "standby"
        if tasks or set(roles) - {ONLOOKER}:
            level = "responding"
        elif is_watching or ONLOOKER in roles:
            level = "watching"
        found.append(Present(name, level, since, roles, tasks))
    return tuple(sorted(found, key=lambda present: PRESENCES.index(present.level)))


def _came(incident: Incident) -> Mapping[str, tuple[Moment, bool]]:
    """Give who came and did not leave, in order: since when they stand as they do, and whether to watch."""
    came: dict[str, tuple[Moment, bool]] = {}
    for fact in _standing(incident):
        event, who = fact.event, getattr(fact.event, "who", "")
        was_watching = came.get(who, (None, False))[1] if isinstance(who, str) else False
        match fact.kind:
            case "declared":
                came[fact.by] = (fact.at, False)
            case "field_set" if event.field.startswith(OF_ROLES) and event.value:
                came[event.value] = (fact.at, False)
            case "joined":
                came[who] = (fact.at, event.level == "watching")
            case "left":
                came.pop(who, None)
            case "role_taken" | "role_released" | "task_assigned" | "task_given" if who:
                if who in came or fact.kind != "role_released":
                    came[who] = (fact.at, was_watching)
            case "task_ended" if (task := incident.tasks.get(event.task)) and task.who in came:
                came[task.who] = (fact.at, came[task.who][1])
            case "stood_down":
                came.clear()
    return came


def stints(incident: Incident) -> tuple[Stint, ...]:
    """Give who held which role from when to when, in the order in which they took it (S3-11)."""
    running: dict[tuple[str, str], Fact] = {}
    done: list[Stint] = []
    for fact in _standing(incident):
        for role, who in [held for held in running if _ends(fact, *held)]:
            done.append(Stint(role, who, running.pop((role, who)), fact))
        if fact.kind == "role_taken":
            running.setdefault((fact.event.role, fact.event.who), fact)
        elif fact.kind == "field_set" and is_of_role(fact) and fact.event.value:
            running.setdefault((fact.event.field.removeprefix(OF_ROLES), fact.event.value), fact)
    still = [Stint(role, who, fact) for (role, who), fact in running.items()]
    return tuple(sorted([*done, *still], key=lambda stint: stint.since.happened))


def _ends(fact: Fact, role: str, who: str) -> bool:
    """Say whether somebody no longer holds a role after a fact."""
    match fact.kind:
        case "role_released":
            return bool((fact.event.role, fact.event.who) == (role, who))
        case "field_set":  # logs from before roles had events of their own
            return bool(fact.event.field == f"{OF_ROLES}{role}" and fact.event.value != who)
        case _:
            return fact.kind == "stood_down"


def is_of_role(fact: Fact) -> bool:
    """Say whether a fact moves a role, by an event of its own or by a field, as older logs have it."""
    if fact.kind == "field_set":
        return bool(fact.event.field.startswith(OF_ROLES))
    return fact.kind in {"role_taken", "role_released"}


_MOVES = frozenset(
    {"declared", "field_set", "role_taken", "role_released", "joined", "left", "stood_down"}
    | {"task_assigned", "task_given", "task_ended"}
)


def _standing(incident: Incident) -> Iterator[Fact]:
    """Give the facts that move people or roles, without what was taken back or cannot be read."""
    for entry in incident.entries:
        is_known = entry.fact.kind in _MOVES and not isinstance(entry.fact.event, Unknown)
        if is_known and not entry.undone:
            yield entry.fact
