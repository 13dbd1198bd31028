"""The small values that an incident is made of: what stands of each step, task, decision, concern ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact


class Shown(NamedTuple):
    """What a field shows of an event of another kind, read like a `FieldSet`."""

    field: str
    value: Any = None
    certainty: str = "confirmed"
    source: str = ""
    step: str = ""


class StepRecord(NamedTuple):
    """What the log says of one step.

    `outcome` is "" while it is open, else done, skipped, deferred or failed. `parts` are the values of its
    answers by field ("" for an answer that is saved to none). `changed_from` is the answer before this one.
    """

    outcome: str = ""
    parts: dict[str, Any] = {}  # noqa: RUF012 - never mutated: each change makes a new dict
    started: Fact | None = None
    fact: Fact | None = None
    changed_from: Any = None
    was_changed: bool = False


class Task(NamedTuple):
    """A task as it stands: who has it ("" nobody), when a report is due (ISO 8601), and what was said."""

    fact: Fact
    who: str
    due: str
    acked: Fact | None = None
    reports: tuple[Fact, ...] = ()
    ended: Fact | None = None


class Decision(NamedTuple):
    """A decision, and how it was settled if it had to wait for somebody above."""

    fact: Fact
    settled: Fact | None = None

    @property
    def is_pending(self) -> bool:
        """Say whether it still waits for the person who may decide it (S2-3)."""
        return self.settled is None and self.fact.event.level != "field"

    @property
    def stands(self) -> bool:
        """Say whether it may be acted on."""
        return not self.is_pending and (self.settled is None or self.settled.event.verdict == "approved")


class Concern(NamedTuple):
    """A concern, and its answer."""

    fact: Fact
    answered: Fact | None = None


class Hypothesis(NamedTuple):
    """A hypothesis, and what became of it; settled as `open` it is put aside, not being tested."""

    fact: Fact
    settled: Fact | None = None


class Write(NamedTuple):
    """A change of the system by hand, and its end (None: it is open)."""

    fact: Fact
    ended: Fact | None = None


class Update(NamedTuple):
    """A post, or the draft of one; `text` is what was typed, also where that stands in the draft."""

    fact: Fact
    text: str = ""


class Duty(NamedTuple):
    """A clock of clocks.yaml as it stands in an incident."""

    clock: str
    started: Fact | None = None
    submitted: Fact | None = None
    stopped: Fact | None = None


class Criterion(NamedTuple):
    """Something that must hold before recovery is declared, and the fact that says it does."""

    fact: Fact
    ticked: Fact | None = None
