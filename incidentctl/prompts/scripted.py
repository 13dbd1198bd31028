"""Answers from a file, for walks without a terminal and for tests of runbooks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.times import shown
from incidentctl.errors import UsageError
from incidentctl.prompts.answers import Unclear, fold, unanswered, understand, with_choices

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from incidentctl.domain.screens import Ask, Reply, Say
    from incidentctl.ports import Screen
    from incidentctl.words import Words


LARGEST = 1024 * 1024
"""Bytes of a file of answers."""


class Line(NamedTuple):
    """One answer of the file. `number` counts from 1; `key` is folded, `value` and `text` as written."""

    number: int
    key: str
    value: str
    text: str


def read_answers(text: str, file: str) -> list[Line]:
    """Read the lines `KEY: VALUE` of an answers file; `file` is its name, for errors.

    `KEY` is a step (`R4`), `RUNBOOK/STEP`, or either with `:FIELD`; case and width do not matter. Blank
    lines and those that begin with `#` say nothing. Raises `UsageError` for any other line.
    """
    lines = []
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        key, *value = line.split(maxsplit=1)
        if len(key) == 1 or not key.endswith((":", "：")):
            raise UsageError("answers-line", file=file, line=number, text=shown(line))
        lines.append(Line(number, fold(key[:-1]), "".join(value), line))
    return lines


class ScriptedPrompter:
    """Answers each question with the first unused line that names it."""

    def __init__(self, words: Words, screen: Screen, file: Path, target: TextIO | None = None) -> None:
        """Read the answers `file`; what is said goes to `target`, else standard error.

        Raises `UsageError` for a file or a line that cannot be read.
        """
        self._words = words
        self._screen = screen
        self._file = str(file)
        self._target = target or sys.stderr
        try:
            with file.open("rb") as opened:
                data = opened.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            raise UsageError("answers-unreadable", file=self._file, why=str(error)) from None
        if len(data) > LARGEST:
            raise UsageError("answers-too-large", file=self._file, most=LARGEST)
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            before = data[: error.start].decode().split("\n")
            line, column = len(before), len(before[-1]) + 1
            raise UsageError("answers-not-utf8", file=self._file, line=line, column=column) from None
        self._lines = read_answers(text.replace("\r\n", "\n").replace("\r", "\n"), self._file)

    def ask(self, ask: Ask) -> Reply:
        """Give the next answer; raise `NeedsAnswer` when there is none, `UsageError` when it is no answer."""
        ask = with_choices(ask, self._words)
        for name in _names(ask.name):
            line = next((line for line in self._lines if line.key == name), None)
            if line is None:
                continue
            self._lines.remove(line)
            reply = understand(ask, line.value)
            if isinstance(reply, Unclear):
                reason = self._words(reply.key, **reply.params)
                raise UsageError(
                    "answers-value", file=self._file, line=line.number, text=shown(line.value), reason=reason
                )
            return reply
        raise unanswered(ask)

    def say(self, say: Say) -> None:
        """Print what is said between two questions."""
        self._target.write("".join(f"{line}\n" for line in self._screen.tell(say)))
        self._target.flush()

    def leftover(self) -> list[tuple[int, str]]:
        """Give number and text of the lines that no question has used, in the order of the file."""
        return [(line.number, line.text) for line in self._lines]


def _names(name: str) -> list[str]:
    """Give what a question may be called, the most exact first: `report/r2:field` ... `r2`."""
    whole = fold(name)
    step, _, field = whole.partition(":")
    bare = step.rpartition("/")[2]
    names = [whole, f"{bare}:{field}", step, bare] if field else [step, bare]
    return list(dict.fromkeys(names))
