"""The small values that an incident is made of: what stands of each step, task, decision, concern ..."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    """A task as it stands: who has it ("" nobody), when a report is due (ISO 8601), and what was said.

    One that asks for a field is over, too, once that has a value: `domain.tasks.is_open` knows.
    """

    fact: Fact
    who: str
    due: str
    why: str = ""
    acked: Fact | None = None
    reports: tuple[Fact, ...] = ()
    ended: Fact | None = None


class Decision(NamedTuple):
    """A decision, and how it was settled if it had to wait for somebody above.

    `details` are what was said of it afterwards (basis, risk, stop_if, level): questions of a step are
    answered one by one.
    """

    fact: Fact
    settled: Fact | None = None
    details: Mapping[str, str | None] = {}

    @property
    def basis(self) -> str:
        """What it rests on: evidence, experience or intuition; "" when nobody said (S2-9)."""
        return self._newest("basis")

    @property
    def risk(self) -> str:
        """The risk that was accepted with it; "" when nobody said (S2-9)."""
        return self._newest("risk")

    @property
    def stop_if(self) -> str:
        """When it is to be given up."""
        return self._newest("stop_if")

    @property
    def level(self) -> str:
        """Who has to decide it: field, director or owner (S2-3)."""
        return self._newest("level")

    def _newest(self, name: str) -> str:
        if name in self.details:  # None: somebody said that it is unknown
            return self.details[name] or ("field" if name == "level" else "")
        return str(getattr(self.fact.event, name))

    @property
    def is_pending(self) -> bool:
        """Say whether it still waits for the person who may decide it (S2-3)."""
        return self.settled is None and self.level != "field"

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


class Run(NamedTuple):
    """A command that was run, and its end (None: it runs, or whoever ran it never came back to say)."""

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


class FollowUp(NamedTuple):
    """An action that outlives the incident, as it stands (S2-12, S4-12).

    `kind` is what it is for, `owner` a role or team, `due` ISO 8601 ("" for each: nobody said), `when` now,
    later, wont or "" (undecided), `url` where its ticket is. Logs from before follow-ups had events of their
    own have them as fields: then `fact` is what set the field.
    """

    fact: Fact
    kind: str = ""
    owner: str = ""
    due: str = ""
    when: str = ""
    why: str = ""
    decided_by: str = ""
    url: str = ""
    ended: Fact | None = None

    @property
    def is_dropped(self) -> bool:
        """Say whether it was given up."""
        return self.ended is not None and self.ended.event.outcome == "dropped"

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be done."""
        return self.ended is None and self.when != "wont"


class Criterion(NamedTuple):
    """Something that must hold before recovery is declared, and the fact that says it does."""

    fact: Fact
    ticked: Fact | None = None

    @property
    def text(self) -> str:
        """What it says: as it was added, or the one sentence of F2 (S1-6)."""
        event = self.fact.event
        return str(event.value if self.fact.kind == "field_set" else event.text)
