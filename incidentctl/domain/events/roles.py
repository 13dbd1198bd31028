"""Who holds which role, who joined and who left (S1-3..4, S2-13, S3-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Attendance


class RoleTaken(NamedTuple):
    """`who` holds the role from now on; a handover is a `RoleReleased` of the holder before it (S1-4).

    `why` is the reason of whoever takes it over from somebody who does not answer.
    """

    role: str
    who: str
    why: str = ""
    step: str = ""


class RoleReleased(NamedTuple):
    """`who` holds the role no longer."""

    role: str
    who: str
    why: str = ""


class Joined(NamedTuple):
    """Somebody is there: `standby` (ready for work) or `watching` (an onlooker; K2)."""

    who: str
    level: Attendance = "standby"


class Left(NamedTuple):
    """Somebody is no longer on the roster; `thanked`: the commander let them go (S2-13)."""

    who: str
    thanked: bool = False


def apply_roles(draft: Draft, fact: Fact) -> None:
    """Move the role, or the person."""
    match fact.event:
        case RoleTaken(role, who, _, step):
            draft.take_role(role, who, fact)
            if step:
                draft.answer_step(step, who, fact, part=f"roles.{role}")
        case RoleReleased(role, who):
            draft.release_role(role, who, fact)
        case Joined(who):
            draft.people[who] = fact
        case Left(who):
            draft.people[who] = fact
