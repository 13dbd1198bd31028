"""Exit codes, and the errors that carry a key and parameters instead of a sentence."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Worded(Protocol):
    """A rule that is not met: worded only where it is told, in the reader's language."""

    def lines(self, words: Callable[..., str]) -> list[str]:
        """Give the lines."""
        ...


class ExitCode(IntEnum):
    """What the shell sees; the table in the README and in `help exit-codes` explains each."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    INVALID = 5
    DAMAGED = 6
    NEEDS_ANSWER = 7
    FOUND_WANTING = 8
    OUTPUT_FAILED = 9
    NOT_RECORDED = 74
    UNCONFIRMED = 75
    INTERRUPTED = 130


class IncidentctlError(Exception):
    """A failure that a person can act on.

    `key` names two entries in `words/errors/`: `key` says what happened, `key.next` what to do next.
    `params` fill both. `details` are lines printed in between, as they are (a problem list, a diff), and
    so is what `rules` come to when they are worded.
    """

    code = ExitCode.UNEXPECTED

    def __init__(
        self, key: str, *, details: tuple[str, ...] = (), rules: tuple[Worded, ...] = (), **params: object
    ) -> None:
        """Keep the key and its parameters; wording happens once, in `__main__`."""
        super().__init__(key)
        self.key = key
        self.params = params
        self.details = details
        self.rules = rules

    def lines(self, words: Callable[..., str]) -> list[str]:
        """Give the lines between what happened and what to do next."""
        return [*self.details, *(line for rule in self.rules for line in rule.lines(words))]

    def __str__(self) -> str:
        """Give the key and parameters, for logs and test failures."""
        return f"{self.key} {self.params}" if self.params else self.key


class UsageError(IncidentctlError):
    """A flag or a value that cannot be meant."""

    code = ExitCode.USAGE


class Ambiguous(UsageError):
    """A value that can be meant in two ways: the message names both, and either is an answer."""

    code = ExitCode.NEEDS_ANSWER


class NotFound(IncidentctlError):
    """No such incident, step, runbook or fact; or no incident is open."""

    code = ExitCode.NOT_FOUND


class Refused(IncidentctlError):
    """Complete, but a rule is not met."""

    code = ExitCode.REFUSED


class Invalid(IncidentctlError):
    """A runbook or policy file is wrong; `details` hold every problem."""

    code = ExitCode.INVALID


class Damaged(IncidentctlError):
    """The log is damaged, or nothing could be read."""

    code = ExitCode.DAMAGED


class NeedsAnswer(IncidentctlError):
    """There is no terminal and no answer was given; the message names the flag."""

    code = ExitCode.NEEDS_ANSWER


class FoundWanting(IncidentctlError):
    """A check ran and found problems."""

    code = ExitCode.FOUND_WANTING


class OutputFailed(IncidentctlError):
    """The result could not be written."""

    code = ExitCode.OUTPUT_FAILED


class NotRecorded(IncidentctlError):
    """The action is not in the log; the message says where the text was kept."""

    code = ExitCode.NOT_RECORDED


class Unconfirmed(IncidentctlError):
    """Recorded, but what was to follow from it is not done."""

    code = ExitCode.UNCONFIRMED


class Interrupted(IncidentctlError):
    """Ctrl-C, or a signal that asks the program to end."""

    code = ExitCode.INTERRUPTED
