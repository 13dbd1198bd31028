"""Concern and park: said at any time, never refused; a concern must be answered (S2-22, S1-16, S2-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import voices
from incidentctl.domain.events.voices import ConcernRaised, Parked
from incidentctl.domain.facts import New
from incidentctl.domain.handles import handles
from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import fold_id
from incidentctl.errors import NeedsAnswer, UsageError
from incidentctl.usecases.look import see
from incidentctl.usecases.record import Recorded, Warned, decide_and_record, record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located

VERDICTS = ("accepted", "declined")


class Said(NamedTuple):
    """Something that was said, under its handle, and where it stands: a word of the lists."""

    handle: str
    fact: Fact
    state: str
    settled: Fact | None = None


def raise_concern(
    context: Context, located: Located, text: str, *, is_private: bool = False, at: Moment | None = None
) -> Recorded:
    """Record a concern, whoever raises it and also after the end; raise `UsageError` without a text."""
    return _kept(context, located, text, New(ConcernRaised(text, is_private), at))


def park(
    context: Context, located: Located, text: str, *, is_question: bool = False, at: Moment | None = None
) -> Recorded:
    """Keep a thought or a question for the review (S1-16, S2-11); raise `UsageError` without a text."""
    return _kept(context, located, text, New(Parked(text, is_question), at))


def _kept(context: Context, located: Located, text: str, new: New) -> Recorded:
    if not text.strip():
        raise UsageError("text-missing")
    over = (Warned("incident-is-over", {"id": located.id}),) if not located.pulse.is_open else ()
    return record(context, located, [new], over)


def answer(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    handle: str,
    verdict: str,
    why: str,
    *,
    at: Moment | None = None,
    override: str = "",
) -> Recorded:
    """Answer a concern: `verdict` as it is typed, in either language, and the reason.

    Raises `NeedsAnswer` for what is missing, `UsageError` for another verdict, `NotFound`.
    """
    if not why.strip():
        raise NeedsAnswer("needs-why-answer")
    known = read_word(verdict, VERDICTS)
    return decide_and_record(
        context,
        located,
        lambda incident: voices.answer_concern(incident, handle, known, why.strip(), at),
        override=override,
    )


def concerns(context: Context, located: Located) -> Sequence[Said]:
    """Give all concerns: those without an answer first, oldest first within."""
    incident = see(context, located).incident
    named = handles(entry.fact for entry in incident.entries)
    rows = [
        Said(named[known.fact.id], known.fact, _verdict(known.answered), known.answered)
        for known in incident.concerns.values()
    ]
    return sorted(rows, key=lambda row: row.settled is not None)


def _verdict(answered: Fact | None) -> str:
    return str(answered.event.verdict) if answered else "unanswered"


def read_word(typed: str, known: Sequence[str]) -> str:
    """Read one of a few words (`decision.word-<id>`) in either language; raise `UsageError` for another."""
    from incidentctl.words import LANGS, Words  # noqa: PLC0415 - only where a word is read

    labels = {fold_id(each): each for each in known}
    labels |= {fold_id(Words(lang)(f"decision.word-{each}")): each for lang in LANGS for each in known}
    found = labels.get(fold_id(typed.strip()))
    if found is None:
        suggestion = labels[near(typed, labels) or known[0]]
        raise UsageError("no-such-verdict", text=typed, suggestion=suggestion, choices=", ".join(known))
    return found
