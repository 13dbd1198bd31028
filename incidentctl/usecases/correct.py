"""Undo and amend: corrections that never delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events import KINDS
from incidentctl.domain.events.corrections import Amended, Undone
from incidentctl.domain.facts import New
from incidentctl.domain.handles import find
from incidentctl.domain.incident import Entry, Incident, fold
from incidentctl.errors import NotFound, Refused, UsageError
from incidentctl.usecases.record import Recorded, record

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located

STANCES = ("fact", "guess", "action", "decision", "question")


class Corrected(NamedTuple):
    """What was recorded, and the entry that it corrects as it was before."""

    recorded: Recorded
    entry: Entry


def undoable(incident: Incident, user: str) -> Entry:
    """Give the last fact of `user` that `undo` alone takes back; raise `NotFound` when there is none."""
    for entry in incident.entries[::-1]:
        kind = KINDS.get(entry.fact.kind)
        is_plain = kind is not None and kind.undoable and entry.fact.kind != "undone"
        is_open = not (entry.undone or entry.erased or _is_sent(incident, entry.fact))
        if is_plain and is_open and entry.fact.by == user:
            return entry
    raise NotFound("nothing-to-undo", user=user)


def undo(context: Context, located: Located, handle: str = "") -> Corrected:
    """Take a fact back; without a handle, the last undoable one of this user.

    Raises `NotFound`, and `Refused` for a kind that has a verb of its own, a draft that was posted, or a fact
    already undone.
    """
    facts = context.timeline.read(located.id).facts
    incident = fold(facts)
    if handle:
        target = find(facts, handle)
        entry = next(e for e in incident.entries if e.fact.id == target.id)
        kind = KINDS.get(target.kind)
        is_undoable = kind is not None and (kind.undoable or target.row is not None)  # history has no verbs
        if not is_undoable or _is_sent(incident, target):
            raise Refused("not-undoable", kind=target.kind, handle=handle)
        if entry.undone:
            raise Refused("already-undone", handle=handle)
    else:
        entry = undoable(incident, context.user)
    return Corrected(record(context, located, [New(Undone(entry.fact.id))]), entry)


def _is_sent(incident: Incident, fact: Fact) -> bool:
    """Say whether a fact is the draft of a post that went out."""
    return any(update.fact.event.draft == fact.id for update in incident.updates)


def amend(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    handle: str,
    *,
    text: str = "",
    to: str = "",
    at: Moment | None = None,
) -> Corrected:
    """Put right the text, the stance or the time of a fact; the old one stays in the log.

    Raises `UsageError` when nothing is to change or the stance is unknown, `Refused` when the kind has no
    such thing.
    """
    if not (text.strip() or to or at):
        raise UsageError("amend-what", handle=handle)
    if to and to not in STANCES:
        raise UsageError("no-such-stance", to=to, choices=", ".join(STANCES))
    facts = context.timeline.read(located.id).facts
    incident = fold(facts)
    target = find(facts, handle)
    _check_amendable(target, text=text, to=to)
    entry = next(e for e in incident.entries if e.fact.id == target.id)
    event = Amended(target.id, text if text.strip() else None, to or None, moved=at is not None)
    return Corrected(record(context, located, [New(event, at)]), entry)


def text_of(context: Context, located: Located, handle: str) -> str:
    """Give the text of a fact as it stands, to be put right; raise `Refused` when its kind has none."""
    facts = context.timeline.read(located.id).facts
    target = find(facts, handle)
    entry = next(e for e in fold(facts).entries if e.fact.id == target.id)
    name = _text_field(target)
    if not hasattr(entry.fact.event, name):
        raise Refused("not-amendable", kind=target.kind)
    return str(getattr(entry.fact.event, name))


def _check_amendable(target: Fact, *, text: str, to: str) -> None:
    if (text and not hasattr(target.event, _text_field(target))) or (
        to and not hasattr(target.event, "stance")
    ):
        raise Refused("not-amendable", kind=target.kind)


def _text_field(target: Fact) -> str:
    """Give where the text of a fact is: the title of an incident is put right like any other."""
    return "title" if target.kind == "declared" else "text"
