"""A step of a checklist was begun, answered, done, skipped, put off, or failed.

`step` is `RUNBOOK/STEP`. An answer that is saved to a field is not here: `FieldSet`, `Told` and the like
name the step that they answer, so that no text stands in the log twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import TimeOrNone


class RunbookFrozen(NamedTuple):
    """A runbook entered the incident as it stood, or an edit of it was adopted: the last one is walked.

    `source` and `compiled` are the hashes of its text and of its compiled form, `file` is its file's name.
    """

    runbook: str
    source: str
    compiled: str
    origin: str = ""
    file: str = ""


class StepStarted(NamedTuple):
    """A step with a clock (time-box, wait) was first shown."""

    step: str


class StepAnswered(NamedTuple):
    """A question that is saved to no field was answered; None is "don't know"."""

    step: str
    value: str | None = None


class StepDone(NamedTuple):
    """A step was ticked, with a remark or without."""

    step: str
    text: str = ""


class StepSkipped(NamedTuple):
    """A step was left out, for a reason."""

    step: str
    why: str


class StepDeferred(NamedTuple):
    """A step was put off; it comes back at `until` (ISO 8601), else at the end of its runbook."""

    step: str
    until: TimeOrNone = ""


class StepFailed(NamedTuple):
    """A step was tried and did not work."""

    step: str
    why: str


def apply_steps(draft: Draft, fact: Fact) -> None:
    """Give the step its outcome."""
    match fact.event:
        case RunbookFrozen():
            draft.runbooks[fact.event.runbook] = fact
        case StepStarted(step):
            draft.start_step(step, fact)
        case StepAnswered(step, value):
            draft.answer_step(step, value, fact)
        case StepDone(step):
            draft.end_step(step, "done", fact)
        case StepSkipped(step):
            draft.end_step(step, "skipped", fact)
        case StepDeferred(step):
            draft.end_step(step, "deferred", fact)
        case StepFailed(step):
            draft.end_step(step, "failed", fact)
