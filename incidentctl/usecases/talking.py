"""Talking: the small questions and sentences around the steps of a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.runbook import said
from incidentctl.domain.screens import Ask, Choice, Say
from incidentctl.domain.severity import propose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from incidentctl.domain.policy import Policy
    from incidentctl.errors import IncidentctlError
    from incidentctl.ports import Context


class Talk:
    """Asks and says things in the words of one context."""

    def __init__(self, context: Context) -> None:
        """Speak through the prompter of `context`."""
        self._words, self._prompter = context.words, context.prompter

    def line(self, key: str, name: str = "") -> str:
        """Ask for one line; "" when a slash command comes back instead. `name`: as answers files call it."""
        while True:
            ask = Ask(name=name or key, kind="text", title=self._words(key), commands="q", flag="--answers")
            reply = self._prompter.ask(ask)
            if reply.command or reply.text.strip():
                return "" if reply.command else reply.text.strip()

    def confirmed(self, key: str) -> bool:
        """Ask yes or no; anything but yes is no."""
        choices = (Choice("1", "yes", self._words("walk.yes")), Choice("2", "no", self._words("walk.no")))
        ask = Ask(name=key, kind="confirm", title=self._words(key), choices=choices, flag="--answers")
        reply = self._prompter.ask(ask)
        return not reply.command and reply.text == "yes"

    def level(self, policy: Policy) -> str:
        """Ask the questions behind the severity one by one, and give the level they come to; "" on `/q`."""
        words, answers = self._words, list[str]()
        choices = (
            Choice("1", "yes", words("walk.yes")),
            Choice("2", "no", words("walk.no")),
            Choice("?", "unknown", words("walk.unknown")),
        )
        for n, question in enumerate(policy.questions, start=1):
            title = f"({n}/{len(policy.questions)}) {said(question.text, words.lang)}"
            ask = Ask(name=f"severity-{n}", kind="choose", title=title, choices=choices, commands="q")
            reply = self._prompter.ask(ask)
            if reply.command:
                return ""
            answers.append(reply.text)
        return propose(policy, answers)

    def say(self, key: str, **params: object) -> None:
        """Say one sentence between two questions."""
        self._prompter.say(Say(key, params))

    def lines(self, texts: Iterable[str]) -> None:
        """Say lines that are worded already."""
        for text in texts:
            self.say("walk.plain", text=text)

    def say_error(self, error: IncidentctlError, *, has_next: bool = True) -> None:
        """Say what was wrong with an answer, and (`has_next`) what to type instead."""
        self._prompter.say(Say(f"errors.{error.key}", error.params, tuple(error.lines(self._words))))
        if has_next and (following := self._words(f"errors.{error.key}.next", **error.params)):
            self.say("walk.plain", text=following)
