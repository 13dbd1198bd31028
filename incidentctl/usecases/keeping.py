"""Keeping: what is answered in a walk goes onto the timeline, and what that brings with it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.errors import Refused
from incidentctl.usecases.record import record_answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.facts import Fact, New
    from incidentctl.ports import Context, Receipt
    from incidentctl.usecases.locate import Located
    from incidentctl.usecases.steps import Addressed
    from incidentctl.usecases.talking import Talk


class Again(Exception):  # noqa: N818 - no error: the same step is drawn once more
    """Draws the present step again: nothing was recorded, or a slash command was carried out."""


class Keeping:
    """Records for one walk."""

    def __init__(self, context: Context, located: Located, talk: Talk) -> None:
        """Record to the incident `located`, and speak through `talk`."""
        self._context, self._located, self._talk = context, located, talk

    def answer(self, new: New, addressed: Addressed) -> tuple[Fact, ...]:
        """Record an answer and what it causes; where a rule refuses, ask for a reason to go on anyway.

        Raise `Again` when nothing was recorded.
        """
        override = ""
        while True:
            try:
                recorded = record_answers(
                    self._context, self._located, [new], override=override, looks_at=addressed.step.looks_at
                )
            except Refused as error:
                is_of_a_rule = bool(error.rules)
                self._talk.say_error(error, has_next=not is_of_a_rule)
                if not is_of_a_rule:  # it cannot be meant, whatever the reason
                    raise Again from None
                override = self._talk.line("walk.ask-override")
                if not override:
                    raise Again from None
                continue
            self.tell(recorded.receipt)
            words = self._context.words
            for broken in recorded.broken:
                self._talk.lines(broken.lines(words))
            self._talk.lines(words(f"warning.{each.key}", **each.params) for each in recorded.warnings)
            return recorded.facts

    def append(self, news: Sequence[New]) -> tuple[Fact, ...]:
        """Put facts on the timeline before anything else is asked; say so if the disk did not confirm."""
        receipt = self._context.timeline.append(self._located.id, news, by=self._context.user)
        self.tell(receipt)
        return receipt.facts

    def advise(self, facts: Sequence[Fact]) -> None:
        """Say what a concern about personal data, or not knowing, asks for at once (S4-4)."""
        from incidentctl.usecases.privacy import advice  # noqa: PLC0415 - start-up: once an incident

        found = advice(self._context, self._located.id, facts)
        self._talk.lines((*found.paste, *found.lines, *(f"→ {command}" for command in found.commands)))

    def tell(self, receipt: Receipt) -> None:
        """Say where facts went, if that is not the log, or if the disk did not confirm them."""
        if receipt.outcome == "unconfirmed":
            self._talk.say("walk.unconfirmed")
        if receipt.where != "log":
            key = "walk.fallback" if receipt.where == "fallback" else "walk.elsewhere"
            self._talk.say(key, path=receipt.path)
