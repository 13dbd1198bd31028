"""Redact: a secret leaves the log and everything beside it; that something stood there stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import redaction
from incidentctl.domain.erasing import erasures
from incidentctl.domain.handles import find, handles
from incidentctl.domain.incident import fold
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.record import Recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from incidentctl.domain.facts import Fact, New
    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


class Meant(NamedTuple):
    """What would be erased: the fact, and what put it right; `also` may hold the same text, and stays.

    `names` are the handles of all.
    """

    target: Fact
    facts: Sequence[Fact]
    also: Sequence[Fact]
    names: Mapping[str, str]
    is_done: bool


class Erased(NamedTuple):
    """What was erased; `recorded` is None when it was before: then the files were looked through again."""

    meant: Meant
    recorded: Recorded | None


def meant(context: Context, located: Located, handle: str) -> Meant:
    """Say what would be erased; raise `NotFound`, or UsageError where several facts are meant."""
    facts = context.timeline.read(located.id).facts
    incident, target = fold(facts), find(facts, handle)
    every = redaction.meant(incident, target)
    is_done = {fact.id for fact in every} <= erasures(facts).keys()
    return Meant(target, every, redaction.quoting(incident, every), handles(facts), is_done)


def redact(context: Context, located: Located, what: Meant, why: str) -> Erased:
    """Erase it; raise `NeedsAnswer` without a reason, `Refused` for what holds no text.

    Raises `NotRecorded` when that could not be recorded, `Unconfirmed` when it is hidden but not all erased.
    """
    if not why.strip() and not what.is_done:
        raise NeedsAnswer("needs-why")

    def decide(incident: Incident) -> Sequence[New]:
        return redaction.redact(incident, what.target, why)

    receipt = context.timeline.redact(located.id, decide, by=context.user)
    return Erased(what, Recorded(located, receipt) if receipt else None)
