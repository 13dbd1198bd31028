"""Talking: the small questions and sentences around the steps of a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.screens import Ask, Choice, Say

if TYPE_CHECKING:
    from incidentctl.errors import IncidentctlError
    from incidentctl.ports import Context


class Talk:
    """Asks and says things in the words of one context."""

    def __init__(self, context: Context) -> None:
        """Speak through the prompter of `context`."""
        self._words, self._prompter = context.words, context.prompter

    def line(self, key: str) -> str:
        """Ask for one line; "" when a slash command comes back instead."""
        while True:
            ask = Ask(name=key, kind="text", title=self._words(key), commands="q", flag="--answers")
            reply = self._prompter.ask(ask)
            if reply.command or reply.text.strip():
                return "" if reply.command else reply.text.strip()

    def confirmed(self, key: str) -> bool:
        """Ask yes or no; anything but yes is no."""
        choices = (Choice("1", "yes", self._words("walk.yes")), Choice("2", "no", self._words("walk.no")))
        ask = Ask(name=key, kind="confirm", title=self._words(key), choices=choices, flag="--answers")
        reply = self._prompter.ask(ask)
        return not reply.command and reply.text == "yes"

    def say(self, key: str, **params: object) -> None:
        """Say one sentence between two questions."""
        self._prompter.say(Say(key, params))

    def say_error(self, error: IncidentctlError, *, has_next: bool = True) -> None:
        """Say what was wrong with an answer, and (`has_next`) what to type instead."""
        self._prompter.say(Say(f"errors.{error.key}", error.params, tuple(error.lines(self._words))))
        if has_next and (following := self._words(f"errors.{error.key}.next", **error.params)):
            self.say("walk.plain", text=following)
