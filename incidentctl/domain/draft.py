"""The mutable draft that the fold fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.state import Shown, StepRecord

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.state import (
        Concern,
        Criterion,
        Decision,
        Duty,
        FollowUp,
        Hypothesis,
        Run,
        Task,
        Update,
        Write,
    )

MILESTONES_OF_THE_END = ("mitigated_at", "resolved_at", "ended_at", "closed_at")
"""The milestones that a reopened incident has yet to reach again."""

REOPENED = (*MILESTONES_OF_THE_END, "mitigation.result", "recovery.fact", "watch_until")
"""What a reopened incident no longer knows, besides what was swept."""


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
        self.roles: dict[str, tuple[str, ...]] = {}
        self.people: dict[str, Fact] = {}
        self.tasks: dict[str, Task] = {}
        self.decisions: dict[str, Decision] = {}
        self.overridden: list[Fact] = []
        self.concerns: dict[str, Concern] = {}
        self.parked: list[Fact] = []
        self.hypotheses: dict[str, Hypothesis] = {}
        self.writes: dict[str, Write] = {}
        self.runs: dict[str, Run] = {}
        self.drafts: dict[str, Update] = {}
        self.updates: list[Update] = []
        self.duties: dict[str, Duty] = {}
        self.criteria: dict[str, Criterion] = {}
        self.follow_ups: dict[str, FollowUp] = {}
        self.reopened: list[Fact] = []

    def set_field(self, name: str, fact: Fact) -> None:
        """Give a field its newest value; the older ones are kept before it."""
        self.fields.setdefault(name, []).append(fact)

    def set_as_field(self, name: str, value: Any, fact: Fact) -> None:  # noqa: ANN401 - JSON
        """Let a field show what another kind of event says, so that every view finds it in one place."""
        certainty = "unknown" if value is None else "confirmed"
        self.set_field(name, fact._replace(event=Shown(name, value, certainty)))

    def take_role(self, role: str, who: str, fact: Fact) -> None:
        """Add a holder; who held it before keeps it until it is released."""
        self.roles[role] = (*(name for name in self.roles.get(role, ()) if name != who), who)
        self.set_as_field(f"roles.{role}", who, fact)

    def release_role(self, role: str, who: str, fact: Fact) -> None:
        """Take a holder off."""
        left = tuple(name for name in self.roles.get(role, ()) if name != who)
        self.roles[role] = left
        self.set_as_field(f"roles.{role}", left[-1] if left else None, fact)

    def free_roles(self, fact: Fact) -> None:
        """Take every holder off, and everybody off the roster: the formation was lifted."""
        for role, holders in tuple(self.roles.items()):
            for who in holders:
                self.release_role(role, who, fact)
        self.people.clear()

    def reach(self, field: str, fact: Fact) -> None:
        """Set a milestone to the time of the fact that reached it, and tick its step."""
        at = {"t": fact.at.at.isoformat(), "pr": fact.at.precision}
        self.set_as_field(field, at, fact)
        if fact.event.step:
            self.answer_step(fact.event.step, at, fact, part=field)

    def reopen(self, fact: Fact) -> None:
        """Take back the end, and ask for it again; what was recorded before stays among the entries."""
        self.reopened.append(fact)
        self.withdrawn = None
        gone = {name for name in self.fields if name in REOPENED or name.startswith("sweep.")}
        for name in gone:
            del self.fields[name]
        for step, record in list(self.steps.items()):
            if not gone.isdisjoint(record.parts):
                parts = {name: value for name, value in record.parts.items() if name not in gone}
                self.steps[step] = record._replace(outcome="answered" if parts else "", parts=parts)
        self.criteria = {name: row._replace(ticked=None) for name, row in self.criteria.items()}

    def has_later(self, name: str, fact: Fact) -> bool:
        """Say whether a field has a value from a time after a fact, such as one that a file told later."""
        return name in self.fields and self.fields[name][-1].at.at > fact.at.at

    def weigh_decision(self, detail: str, value: Any) -> None:  # noqa: ANN401 - JSON
        """Add to the newest decision what was said of it afterwards (None: unknown); never to history."""
        newest = next((id_ for id_ in reversed(self.decisions) if self.decisions[id_].fact.row is None), None)
        if newest is not None:
            known = self.decisions[newest]
            self.decisions[newest] = known._replace(details={**known.details, detail: value})

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
