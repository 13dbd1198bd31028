"""Who comes, who leaves, whom the commander lets go, and what the roster lacks (S1-20, S2-13, S4-2)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.events.roles import Joined, Left, RoleReleased
from incidentctl.domain.events.tasks import TaskGiven
from incidentctl.domain.facts import New
from incidentctl.domain.nearest import near
from incidentctl.domain.roles import formation, roster, vacant
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.runbook import fold_id
from incidentctl.errors import NotFound, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.roles import Present
    from incidentctl.domain.times import Moment


def present(incident: Incident, name: str) -> Present:
    """Give who is meant, in any case and width; raise `NotFound` with the nearest name for nobody there."""
    there = roster(incident)
    found = next((each for each in there if fold_id(each.name) == fold_id(name)), None)
    if found is None:
        names = [each.name for each in there]
        suggestion = near(name, names) or ", ".join(names) or "-"
        raise NotFound("not-on-the-roster", who=name, suggestion=suggestion)
    return found


def join(incident: Incident, who: str, *, watches: bool = False, at: Moment | None = None) -> Ruling:
    """Let somebody come, to watch or to help; nobody needs leave for that (S1-15, S4-2)."""
    level = "watching" if watches else "standby"
    there = next((each for each in roster(incident) if each.name == who), None)
    is_there = there is not None and there.level in {level, "" if watches else "responding"}
    return Ruling(() if is_there else (New(Joined(who, level), at),))


def leave(incident: Incident, policy: Policy, name: str, *, at: Moment | None = None) -> Ruling:
    """Let somebody go who wants to: their roles become free and their tasks nobody's, and that is said.

    Raises `NotFound` when they are not there.
    """
    who = present(incident, name)
    free = tuple(f"incidentctl role give {role} WHO" for role in who.roles if _needs(incident, policy, role))
    return Ruling(_departure(incident, who, at), (Broken("S1-20", "left", fixes=free),) if free else ())


def let_go(incident: Incident, name: str, *, by: str, at: Moment | None = None) -> Ruling:
    """Let somebody go with thanks: the commander says so, to people who stand by (S2-13, K2).

    Raises `NotFound` when they are not there, `Refused` when they only watch, which is always welcome.
    """
    who = present(incident, name)
    if who.level == "watching":
        raise Refused("only-watches", who=who.name)
    broken: list[Broken] = []
    if not incident.holds(by, "commander"):
        broken.append(Broken("S2-13", "commander", fixes=("incidentctl role take commander --why REASON",)))
    if who.level == "responding":
        fixes = [f"incidentctl role give {role} WHO" for role in who.roles]
        fixes += ["incidentctl task give ID WHO"] if who.tasks else []
        broken.append(Broken("S2-13", "holds", fixes=tuple(fixes)))
    return Ruling(_departure(incident, who, at, is_thanked=True), tuple(broken))


def gaps(incident: Incident, policy: Policy, now: datetime) -> tuple[Broken, ...]:
    """Say what the roster lacks: the two least roles, and work for whoever stands by (S1-20, S2-13)."""
    if incident.pulse.ended or not incident.pulse.is_open:
        return ()
    return (*_minimum(incident, policy), *_idle(incident, policy, now))


def _minimum(incident: Incident, policy: Policy) -> Iterator[Broken]:
    profile = formation(incident, policy)
    missing = [role for role in vacant(incident, profile) if role in {"commander", profile.write}]
    if missing:
        yield Broken("S1-20", fixes=tuple(f"incidentctl role give {role} WHO" for role in missing))


def _idle(incident: Incident, policy: Policy, now: datetime) -> Iterator[Broken]:
    idle = [each for each in roster(incident) if each.level == "standby"]
    if idle and incident.pulse.unowned:
        yield Broken(
            "S2-13", "unowned", {"count": len(incident.pulse.unowned)}, ("incidentctl task give ID WHO",)
        )
        return
    rule = policy.rules.get("S2-13")
    longest = timedelta(seconds=rule.after if rule else 0)
    waiting = [each for each in idle if now - each.since.at.astimezone(UTC) >= longest]
    if waiting and longest:
        minutes = int(longest.total_seconds() // 60)
        params = {"count": len(waiting), "minutes": minutes}
        yield Broken("S2-13", "idle", params, ("incidentctl release WHO",))


def _needs(incident: Incident, policy: Policy, role: str) -> bool:
    """Say whether a role falls below its least when one of its holders goes."""
    known = formation(incident, policy).roles.get(role)
    return known is not None and len(incident.roles.get(role, ())) <= known.least > 0


def _departure(
    incident: Incident, who: Present, at: Moment | None, *, is_thanked: bool = False
) -> tuple[New, ...]:
    """Give the facts of somebody going: what they had is free first, then they are gone."""
    held = [role for role, holders in incident.roles.items() if who.name in holders]
    return (
        *(New(RoleReleased(role, who.name), at) for role in held),
        *(New(TaskGiven(task, ""), at) for task in who.tasks),
        New(Left(who.name, is_thanked), at),
    )
