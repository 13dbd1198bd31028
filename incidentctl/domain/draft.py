"""The mutable draft that the fold fills, and the small values it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact


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


class Draft:
    """An incident in the making; frozen once, by `incident.fold`."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.declared: Fact | None = None
        self.confirmed: Fact | None = None
        self.withdrawn: Fact | None = None
        self.severity: list[Fact] = []
        self.fields: dict[str, list[Fact]] = {}
        self.hops: dict[str, Fact] = {}
        self.told: list[Fact] = []
        self.runbooks: dict[str, Fact] = {}
        self.steps: dict[str, StepRecord] = {}

    def set_field(self, name: str, fact: Fact) -> None:
        """Give a field its newest value; the older ones are kept before it."""
        self.fields.setdefault(name, []).append(fact)

    def start_step(self, step: str, fact: Fact) -> None:
        """Let the clock of a step begin; showing it again changes nothing."""
        record = self.steps.get(step, StepRecord())
        if record.started is None:
            self.steps[step] = record._replace(started=fact)

    def answer_step(self, step: str, value: Any, fact: Fact, part: str = "") -> None:  # noqa: ANN401 - JSON
        """Keep one answer; whether the step is thereby done, the checklist decides (it knows the parts)."""
        record = self.steps.get(step, StepRecord())
        changed = part in record.parts and record.parts[part] != value
        self.steps[step] = record._replace(
            outcome="answered",
            parts={**record.parts, part: value},
            fact=fact,
            changed_from=record.parts.get(part) if changed else record.changed_from,
            was_changed=changed or record.was_changed,
        )

    def end_step(self, step: str, outcome: str, fact: Fact) -> None:
        """Give a step its outcome."""
        record = self.steps.get(step, StepRecord())
        self.steps[step] = record._replace(outcome=outcome, fact=fact)
