"""People: joining, leaving, and being let go with thanks (S1-15, S2-13, S4-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.people import join, leave, let_go
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.record import Recorded, decide_and_record
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


class LetGo(NamedTuple):
    """What was recorded, and the thanks in every language, ready to be sent."""

    recorded: Recorded
    thanks: tuple[str, ...]


def come(
    context: Context, located: Located, who: str = "", *, watches: bool = False, at: Moment | None = None
) -> Recorded:
    """Let somebody (without a name: oneself) join, to help or to watch."""
    name = _named(who) or context.user
    return decide_and_record(context, located, lambda incident: join(incident, name, watches=watches, at=at))


def go(
    context: Context, located: Located, who: str = "", *, at: Moment | None = None, override: str = ""
) -> Recorded:
    """Let somebody (without a name: oneself) leave; raises `NotFound` for who is not there."""
    policy = context.policy()
    name = _named(who) or context.user
    return decide_and_record(
        context, located, lambda incident: leave(incident, policy, name, at=at), override=override
    )


def thank(
    context: Context, located: Located, who: str, *, at: Moment | None = None, override: str = ""
) -> LetGo:
    """Let somebody go, and give the thanks to send them.

    Raises `NeedsAnswer` when nobody is named, `NotFound` for who is not there, `Refused` for an onlooker.
    """
    name = _named(who)
    if not name:
        raise NeedsAnswer("needs-leaver")
    recorded = decide_and_record(
        context, located, lambda incident: let_go(incident, name, by=context.user, at=at), override=override
    )
    left = next((fact.event.who for fact in recorded.facts if fact.kind == "left"), name)
    return LetGo(recorded, tuple(Words(lang)("roster.thanks", who=left) for lang in LANGS))


def _named(who: str) -> str:
    return who.strip().lstrip("@＠").strip()
