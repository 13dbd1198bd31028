"""How an incident ends: criteria, recovery declared, stood down, closed; and opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.state import Criterion

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import TimeOrNone


class CriterionAdded(NamedTuple):
    """Something that must hold before recovery is declared (S1-6)."""

    text: str


class CriterionTicked(NamedTuple):
    """A criterion holds; `evidence` says what shows it."""

    criterion: str
    evidence: str = ""


class Resolved(NamedTuple):
    """The commander declared recovery, as of this fact's time; watch it until `watch_until` (ISO 8601)."""

    watch_until: TimeOrNone = ""
    step: str = ""


class StoodDown(NamedTuple):
    """The commander lifted the formation: every role is free, no update is due any more (S3-12, S3-13)."""

    step: str = ""


class Closed(NamedTuple):
    """The review is done, and so is the incident (S4-11)."""

    step: str = ""


class Reopened(NamedTuple):
    """It is not over after all: for the phase, facts before this one are ignored (timeline.md, "Phase")."""

    why: str


def apply_endings(draft: Draft, fact: Fact) -> None:
    """Set the milestone, tick the step; opening again takes the milestones back."""
    match fact.event:
        case CriterionAdded():
            draft.criteria[fact.id] = Criterion(fact)
        case CriterionTicked(criterion):
            known = draft.criteria.get(criterion) or _sentence(draft, criterion)
            if known is not None:
                draft.criteria[criterion] = known._replace(ticked=fact)
        case Resolved(watch_until):
            draft.reach("resolved_at", fact)
            if watch_until:
                draft.set_as_field("watch_until", {"t": watch_until, "pr": "minute"}, fact)
        case StoodDown():
            draft.reach("ended_at", fact)
            draft.free_roles(fact)
        case Closed():
            draft.reach("closed_at", fact)
        case Reopened():
            draft.reopen(fact)


def _sentence(draft: Draft, criterion: str) -> Criterion | None:
    """Give what counts as resolved (F2) as a criterion: ticked by the id of the fact that says it."""
    stated = draft.fields.get("resolved_when", ())
    return next((Criterion(fact) for fact in stated if fact.id == criterion), None)
