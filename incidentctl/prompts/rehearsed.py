"""A case of a test as a person at a terminal: types its answers, and pretends to run commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.cases import Given
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.runbook_rules import Finding
from incidentctl.domain.screens import BY_HAND, RUN, Reply
from incidentctl.ports import Finished
from incidentctl.prompts.answers import Unclear, fold, understand, with_choices

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from incidentctl.domain.cases import Case, Ran
    from incidentctl.domain.runbook import Runbook
    from incidentctl.domain.runbook_rules import Place
    from incidentctl.domain.screens import Ask, Say
    from incidentctl.ports import Command
    from incidentctl.words import Words

_STOP = Reply("", "q")
"""Stops the walk, where a step is asked; else it takes back the question."""


class RehearsedPrompter:
    """Answers as a case says, and runs nothing: a command comes to what the case says.

    A step without a question, and a command, of which it says nothing, go well, once. Where a question has no
    answer (left), the walk is stopped. `shown` and `commands` are by step, its id folded.
    """

    def __init__(self, words: Words, runbook: Runbook, case: Case, beside: str = "") -> None:
        """Play `case` in a walk through `runbook`.

        `beside` is typed at whatever is asked beside the steps (a reason, a value); "": the case has it, too.
        """
        self._words, self._runbook, self._beside = words, runbook, beside
        self._given = {fold_id(name): (name, given) for name, given in case.answers.items()}
        self._expected = {fold_id(name): state for name, state in case.steps.items()}
        self._next: dict[str, int] = {}  # which of what is given at a step is typed next
        self._used: dict[str, set[str]] = {}  # the fields of that one which are answered
        self._went_well: set[str] = set()
        self._step, self._result, self._complaint = "", Given(), ""
        self._is_stopped = False
        self.shown: dict[str, str] = {}
        self.commands: dict[str, list[Ran]] = {}
        self.findings: list[Finding] = []

    def ask(self, ask: Ask) -> Reply:
        """Give what is typed next at this step; stop the walk where that is nothing."""
        ask = with_choices(ask, self._words)
        name, _, field = ask.name.partition(":")
        if name.startswith(f"{self._runbook.id}/"):
            self._step = fold_id(name.removeprefix(f"{self._runbook.id}/"))
            self._show(ask)
        is_beside = not name.startswith(f"{self._runbook.id}/") or self._is_value(field)
        if self._is_stopped or (self._beside and is_beside):
            return self._aside(ask, field)
        name, given = self._given.get(self._step, (self._step, ()))
        index = self._next.get(self._step, 0)
        reply = self._typed(ask, given[index], field) if index < len(given) else self._well(ask, given)
        if isinstance(reply, Unclear):
            reason = self._words(reply.key, **reply.params)
            return self._stop(Finding(("answers", name, index), "case-refused", {"reason": reason}))
        if reply is None:
            return self._without(ask, ("answers", name, max(index - 1, 0)))
        self._complaint = ""
        return reply

    def _without(self, ask: Ask, at: Place) -> Reply:
        """Stop where nothing is left to be typed: an answer was refused, or there is none."""
        if self._complaint:
            return self._stop(Finding(at, "case-refused", {"reason": self._complaint}))
        if self._expected.get(self._step) == "open":
            return self._stop()
        return self._stop(Finding(("name",), "case-no-answer", {"name": ask.name, "question": ask.title}))

    def _aside(self, ask: Ask, field: str) -> Reply:
        """Answer what is asked beside the steps; a value that was not taken is not typed again."""
        if self._is_stopped or (field and self._complaint):
            return _STOP
        return Reply(ask.choices[0].id) if ask.choices else Reply(self._beside)

    def say(self, say: Say) -> None:
        """Remember what was wrong with an answer."""
        if say.key.startswith("errors."):
            self._complaint = " ".join((self._words(say.key, **say.params), *say.lines))

    def run(self, command: Command) -> Finished:
        """Note what would be run, and give what the case says of it."""
        self.commands.setdefault(self._step, []).append(command.shell or command.argv)
        output = (self._result.output or "").encode()
        return Finished("exited", self._result.exit or 0, 0.0, output, len(output))

    def leftover(self, states: Mapping[str, str]) -> list[Finding]:
        """Give what was never typed, in a walk that was not stopped; `states` is how the steps stand."""
        if self._is_stopped or self._beside:
            return []
        return [
            Finding(place, "case-not-asked", {"name": name, "state": states[step]})
            for step, (name, given) in self._given.items()
            for place in self._places(step, name, given)
        ]

    def _places(self, step: str, name: str, given: Sequence[Given]) -> Iterator[Place]:
        """Give where something stands that is still to be typed at a step."""
        for index in range(self._next.get(step, 0), len(given)):
            used = self._used.get(step, ()) if index == self._next.get(step, 0) else ()
            left = [field for field in given[index].fields if used and field not in used]
            yield from (("answers", name, index, field) for field in left)
            if not left:
                yield ("answers", name, index)

    def _is_value(self, field: str) -> bool:
        """Say whether it is no question of the step, but a value that its command needs."""
        step = self._runbook.step(self._step)
        return step is not None and bool(field) and field not in {part.save for part in step.parts}

    def _typed(self, ask: Ask, given: Given, field: str) -> Reply | Unclear | None:
        """Give what is typed of `given`; None where it has nothing for this question."""
        if given.fields:
            used = self._used.setdefault(self._step, set())
            if field not in given.fields or field in used:
                return None
            used.add(field)
            if used == set(given.fields):
                self._take()
            return understand(ask, given.fields[field])
        if self._is_value(field) and (given.is_run or given.text[:1] == "/" or fold(given.text) == BY_HAND):
            return _STOP  # of the question alone: what is given is for the step itself
        if given.is_run:
            return self._run(given) if _is_command(ask) else None
        self._take()
        reply = understand(ask, given.text)
        return self._run(None) if reply == Reply(RUN) and _is_command(ask) else reply

    def _well(self, ask: Ask, given: Sequence[Given]) -> Reply | None:
        """Give what is typed where the case says nothing of the step; None for a question."""
        if given or self._step in self._went_well or not (ask.kind == "do" or _is_command(ask)):
            return None
        self._went_well.add(self._step)
        return self._run(None) if _is_command(ask) else Reply()

    def _run(self, given: Given | None) -> Reply:
        """Let a command be run that comes to what is given, else to what its step expects."""
        if given is not None:
            self._take()
        step = self._runbook.step(self._step)
        well = Given(exit=step.expect_exit, output=step.expect_output) if step else Given()
        self._result = given or well
        return Reply(RUN)

    def _take(self) -> None:
        self._next[self._step] = self._next.get(self._step, 0) + 1
        self._used.pop(self._step, None)

    def _stop(self, *findings: Finding) -> Reply:
        self._is_stopped = True
        self.findings += findings
        return _STOP

    def _show(self, ask: Ask) -> None:
        text = "\n".join(filter(None, (ask.title, ask.detail)))
        before = self.shown.get(self._step, "")
        self.shown[self._step] = before if text in before else f"{before}\n{text}".strip("\n")


def _is_command(ask: Ask) -> bool:
    return any(choice.id == RUN for choice in ask.choices)
