"""What was decided, on what basis and at which risk; and what was overridden (S2-3, S2-9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.state import Decision

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Level, Verdict


DETAILS = ("basis", "risk", "stop_if", "level")
"""What may be said of a decision, with it or afterwards: the fields `decision.<name>`."""


class Decided(NamedTuple):
    """A decision. `basis` is evidence, experience or intuition; `level` field, director or owner.

    Above `field` it waits for the person who may decide it (S2-3), until it is settled.
    """

    text: str
    basis: str = ""
    risk: str = ""
    stop_if: str = ""
    level: Level = "field"
    step: str = ""


class DecisionSettled(NamedTuple):
    """A decision that waited was `approved` or `declined`, by `who`, for a reason."""

    decision: str
    verdict: Verdict
    who: str = ""
    why: str = ""


class Overridden(NamedTuple):
    """A rule was not met, and somebody went on for a reason (principle c).

    `private`: with a fact of the privacy track, so that the reason belongs to it as well (S4-5).
    """

    rule: str
    why: str
    private: bool = False


def apply_decisions(draft: Draft, fact: Fact) -> None:
    """Keep the decision as it stands."""
    match fact.event:
        case Decided():
            draft.decisions[fact.id] = Decision(fact)
            if fact.row is not None and draft.has_later("decision", fact):
                return
            draft.set_as_field("decision", fact.event.text, fact)
            for name in DETAILS:  # what was said of the one before is not said of this one
                draft.fields.pop(f"decision.{name}", None)
                value = getattr(fact.event, name)
                if value != Decided._field_defaults[name]:
                    draft.set_as_field(f"decision.{name}", value, fact)
            if fact.event.step:
                draft.answer_step(fact.event.step, fact.event.text, fact, part="decision")
        case DecisionSettled(decision):
            known = draft.decisions.get(decision)
            if known is not None:
                draft.decisions[decision] = known._replace(settled=fact)
        case Overridden():
            draft.overridden.append(fact)
