"""What a team decides in YAML: severities, fixed phrases, the words for phases."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.runbook import Text


class Severity(NamedTuple):
    """One level.

    `first`, `every` and `watch` are minutes: until the first update, between updates, and
    of watching after recovery; 0 means "on change". `postmortem_due` is business days after the end,
    `notify` the departments to tell (ids of `departments.*`).
    """

    id: str
    label: Text
    meaning: Text
    first: int
    every: int
    watch: int
    postmortem: bool
    postmortem_due: int = 0
    notify: tuple[str, ...] = ()


class PhaseWords(NamedTuple):
    """How a phase is written: the prefix of updates, a plain label, and the word of public status pages."""

    prefix: Text
    label: Text
    public: str


class Policy(NamedTuple):
    """All policy that the program reads. `severities` are worst first."""

    severities: Mapping[str, Severity]
    questions: tuple[Text, ...]
    phrases: Mapping[str, Text]
    phases: Mapping[str, PhaseWords]
