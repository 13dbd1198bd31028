"""What a team decides in YAML: severities, phrases, the words for phases, rules, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.runbook import Text


Level: TypeAlias = Literal["off", "hint", "warn", "block"]


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


class Rule(NamedTuple):
    """How hard a rule of practice.md bites: by default, in the profile `formation`, alone, at a low severity.

    "" says nothing of its own. `after` is seconds: the time after which the rule speaks, or the window it
    looks at, where it has one (S0-10, S2-1, S2-10, S3-8, S1-21, S4-4).
    """

    id: str
    level: Level
    formation: Level | Literal[""] = ""
    solo: Level | Literal[""] = ""
    minor: Level | Literal[""] = ""
    after: int = 0


class Role(NamedTuple):
    """A role of a formation. At most `most` people hold it (0: any number), at least `least` should.

    `duties` are printed when it is taken. `exclusive`: whoever holds it holds no other (S3-7, K1).
    """

    id: str
    label: Text
    duties: Text
    least: int = 0
    most: int = 1
    exclusive: bool = False


class Profile(NamedTuple):
    """A formation: its roles in the order in which they are filled (S3-6).

    `write` is the role that changes the system (S1-9, K8), `outbound` who may speak outward: the first of
    these that is filled (S1-8, K7).
    """

    id: str
    label: Text
    roles: Mapping[str, Role]
    write: str = ""
    outbound: tuple[str, ...] = ()


class Policy(NamedTuple):
    """All policy that the program reads. `severities` are worst first, `profiles` by id."""

    severities: Mapping[str, Severity]
    questions: tuple[Text, ...]
    phrases: Mapping[str, Text]
    phases: Mapping[str, PhaseWords]
    rules: Mapping[str, Rule] = {}
    profiles: Mapping[str, Profile] = {}

    def profile(self, name: str) -> Profile:
        """Give a formation; the default one where a log names one that is no longer there."""
        return self.profiles.get(name) or self.profiles[DEFAULT_PROFILE]


DEFAULT_PROFILE = "taskforce"
