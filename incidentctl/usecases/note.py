"""Note: one line on the timeline, never refused (S1-13, S1-14, S2-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.domain.wording import guess_in
from incidentctl.errors import UsageError
from incidentctl.usecases.record import Recorded, Warned, record

if TYPE_CHECKING:
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


def stance_of(text: str, *, is_guess: bool, is_fact: bool, source: str) -> tuple[str, str]:
    """Give the stance of a note, and the words for which it reads like a guess ("" if it does not).

    A plain note is what its author saw; text that reads like a guess is `unsure` until somebody settles it
    (cli.md, behaviour 5). An explicit flag always wins.
    """
    if is_guess:
        return "guess", ""
    if source:
        return "relayed", ""
    hit = None if is_fact else guess_in(text)
    return ("unsure", hit[1]) if hit else ("fact", "")


def note(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    text: str,
    *,
    at: Moment | None = None,
    is_guess: bool = False,
    is_fact: bool = False,
    source: str = "",
    at_step: str = "",
    is_private: bool = False,
) -> Recorded:
    """Record one note (`is_private`: on the privacy track, S4-5); raise `UsageError` without a text."""
    if not text.strip():
        raise UsageError("text-missing")
    stance, matched = stance_of(text, is_guess=is_guess, is_fact=is_fact, source=source)
    event = Noted(text=text, stance=stance, source=source, at_step=at_step, private=is_private)
    return with_warnings(record(context, located, [New(event, at)]), matched)


def with_warnings(recorded: Recorded, matched: str) -> Recorded:
    """Add what is to be said of a note or a file: it is private, reads like a guess (`matched`), or late."""
    fact, located = recorded.facts[0], recorded.located
    warnings = [*recorded.warnings]
    if fact.event.private:
        warnings.append(Warned("note-is-private", {}))
    if fact.event.stance == "unsure":
        warnings.append(Warned("reads-like-a-guess", {"matched": matched, "handle": recorded.handle(fact)}))
    if not located.pulse.is_open:
        warnings.append(Warned("incident-is-over", {"id": located.id}))
    return recorded._replace(warnings=tuple(warnings))
