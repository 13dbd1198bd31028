"""Discretion: a secret in what somebody typed is shown to them before it goes onto the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.screens import Ask, Choice

if TYPE_CHECKING:
    from incidentctl.domain.screens import Reply, Say
    from incidentctl.ports import Prompter
    from incidentctl.words import Words

MASKED, AS_TYPED = "mask", "keep"


class Discreet:
    """A prompter that asks before it hands on a text with a secret; Enter masks it."""

    def __init__(self, prompter: Prompter, words: Words) -> None:
        """Ask through `prompter`, which puts the questions."""
        self._prompter, self._words = prompter, words

    def ask(self, ask: Ask) -> Reply:
        """Put a question; a free text comes back without secrets, unless they are meant."""
        reply = self._prompter.ask(ask)
        return reply._replace(text=self.checked(reply.text)) if ask.kind != "choose" else reply

    def say(self, say: Say) -> None:
        """Show something between two questions."""
        self._prompter.say(say)

    def checked(self, text: str) -> str:
        """Give a text as it may be recorded: with what looks like a secret masked, unless somebody insists.

        A log may be copied to places where nobody can take it back; only `redact` erases it here.
        """
        from incidentctl.domain.secrets import masked, secrets_in  # noqa: PLC0415 - start-up

        found = secrets_in(text)
        if not found:
            return text
        words, shown = self._words, masked(text)
        kinds = dict.fromkeys(words(f"secret.{each.kind}") for each in found)
        ask = Ask(
            name="secret",
            kind="choose",
            title=words("secret.ask", kinds=words("secret.and").join(kinds)),
            detail=shown,
            choices=(
                Choice("1", MASKED, words("secret.mask")),
                Choice("2", AS_TYPED, words("secret.keep")),
            ),
            highlighted=0,
        )
        reply = self._prompter.ask(ask)
        return text if not reply.command and reply.text == AS_TYPED else shown
