"""What must be answered, what is kept for the review, and what is only a hypothesis."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.state import Concern, Hypothesis

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Answer, Result


class ConcernRaised(NamedTuple):
    """Somebody is worried; the commander must answer (S2-22). `private`: part of the privacy track."""

    text: str
    private: bool = False


class ConcernAnswered(NamedTuple):
    """A concern was `accepted` or `declined`, for a reason."""

    concern: str
    verdict: Answer
    why: str = ""


class Parked(NamedTuple):
    """Kept for the review: a thought, or (`question`) something to be asked afterwards (S1-16, S2-11)."""

    text: str
    question: bool = False


class HypothesisAdded(NamedTuple):
    """Something that may be so; in no report (S0-22, S0-24). `about` is ui, api, data, logs, code or ""."""

    text: str
    about: str = ""


class HypothesisSettled(NamedTuple):
    """A hypothesis was `refuted` or `supported`, or left `open`, because of something that was seen."""

    hypothesis: str
    result: Result
    because: str = ""


def apply_voices(draft: Draft, fact: Fact) -> None:
    """Keep each as it stands."""
    match fact.event:
        case ConcernRaised():
            draft.concerns[fact.id] = Concern(fact)
        case ConcernAnswered(concern):
            raised = draft.concerns.get(concern)
            if raised is not None:
                draft.concerns[concern] = raised._replace(answered=fact)
        case Parked():
            draft.parked.append(fact)
        case HypothesisAdded():
            draft.hypotheses[fact.id] = Hypothesis(fact)
        case HypothesisSettled(hypothesis):
            added = draft.hypotheses.get(hypothesis)
            if added is not None:
                draft.hypotheses[hypothesis] = added._replace(settled=fact)
