"""What a team decides in YAML: severities, phrases, the words for phases, rules, roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from incidentctl.domain.calendar import Calendars

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


class Question(NamedTuple):
    """A yes-or-no question behind the severity: "yes" calls for at least `level`, or (`raises`) for one more.

    `leak`: it is the one about data, so its level is the least for a concern about personal data.
    """

    text: Text
    level: str = ""
    raises: bool = False
    leak: bool = False


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


class Contact(NamedTuple):
    """Whom a department (or `privacy`, or `customers`: the support desk) is reached by, and how."""

    id: str
    label: Text
    who: str
    how: str = ""


class Term(NamedTuple):
    """What engineers say (`terms`, in either language), and what stands there for everybody else (S0-27)."""

    id: str
    terms: tuple[str, ...]
    text: Text


Texts: TypeAlias = dict[str, tuple[str, ...]]
"""Several texts by language, the file's own first."""

ANCHORS = ("occurred", "detected", "aware", "classified", "determined", "available", "year_end")
"""What a clock may run from; a human says when that was. Or `submitted:ID`: another report was sent."""

SUBMITTED = "submitted:"
"""What the anchor of a clock begins with that runs from the submission of another report."""


ROLLS = ("none", "next_business_day")
CONFIDENCES = ("high", "medium", "low")


class LegalClock(NamedTuple):
    """A row of clocks.yaml.

    It ends `amount` of `unit` (see `calendar.UNITS`) after the anchor; from `soft_from` of them on it may be
    expected already (0: no range). `roll`: an end on a day off moves on. `tz` and `calendar` are ids, "" for
    those of the incident. `private`: of the privacy track. `same_as`: another clock for the same report,
    whichever ends first. `fields` are what the report must hold, `applies_if` the questions that decide.
    """

    id: str
    name: Text
    regime: Text
    anchor: str
    amount: int
    unit: str
    soft_from: int = 0
    asap: bool = False
    enabled: bool = False
    private: bool = False
    tz: str = ""
    calendar: str = ""
    roll: str = "none"
    same_as: str = ""
    recipient: Text = {}  # noqa: RUF012 - never written to, as below
    applies_if: Texts = {}  # noqa: RUF012
    fields: Texts = {}  # noqa: RUF012
    source: Text = {}  # noqa: RUF012
    checked_on: str = ""
    confidence: str = ""

    @property
    def waits_for(self) -> str:
        """Give the clock whose submission starts this one; "" where a human sets the anchor."""
        return self.anchor.removeprefix(SUBMITTED) if self.anchor.startswith(SUBMITTED) else ""


class Policy(NamedTuple):
    """All policy that the program reads.

    `severities` are worst first, `profiles` by id; `known` are words that look like jargon and are none.
    """

    severities: Mapping[str, Severity]
    questions: tuple[Question, ...]
    phrases: Mapping[str, Text]
    phases: Mapping[str, PhaseWords]
    rules: Mapping[str, Rule] = {}
    profiles: Mapping[str, Profile] = {}
    contacts: Mapping[str, Contact] = {}
    glossary: Mapping[str, Term] = {}
    known: tuple[str, ...] = ()
    clocks: Mapping[str, LegalClock] = {}
    calendar: Calendars = Calendars()

    def profile(self, name: str) -> Profile:
        """Give a formation; the default one where a log names one that is no longer there."""
        return self.profiles.get(name) or self.profiles[DEFAULT_PROFILE]


DEFAULT_PROFILE = "taskforce"
