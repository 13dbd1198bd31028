"""Work that was given to one named person, and what became of it (S2-13..16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.state import Task

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Outcome, TimeOrNone


class TaskAssigned(NamedTuple):
    """Somebody is asked to do something, for a purpose, until a time; without `who` nobody owns it (S1-2).

    `due` is ISO 8601, when the next report is expected. `field` names a field of the table that is to be
    found out: then `what` may be empty, and views word it from the label of the field. `private`: part of
    the privacy track (S4-5).
    """

    who: str = ""
    what: str = ""
    why: str = ""
    due: TimeOrNone = ""
    stream: str = ""
    field: str = ""
    private: bool = False
    step: str = ""


class TaskGiven(NamedTuple):
    """A task went to another person; `why` and `due` (ISO 8601) replace those of before, unless empty."""

    task: str
    who: str
    why: str = ""
    due: TimeOrNone = ""


class TaskAcked(NamedTuple):
    """The person who was asked said that they are on it."""

    task: str


class TaskReported(NamedTuple):
    """A word on how it goes; `due` (ISO 8601) when the next one comes."""

    task: str
    text: str
    due: TimeOrNone = ""


class TaskEnded(NamedTuple):
    """A task was `done`, or `dropped` for the reason in `text`."""

    task: str
    outcome: Outcome = "done"
    text: str = ""


def apply_tasks(draft: Draft, fact: Fact) -> None:
    """Keep the task as it stands; one that is not in view (undone) changes nothing."""
    event = fact.event
    if isinstance(event, TaskAssigned):
        draft.tasks[fact.id] = Task(fact, event.who, event.due, event.why)
        if event.step:
            draft.answer_step(event.step, event.what, fact)
        return
    task = draft.tasks.get(event.task)
    if task is None:
        return
    match event:
        case TaskGiven(_, who, why, due):
            task = task._replace(who=who, why=why or task.why, due=due or task.due, acked=None)
        case TaskAcked():
            task = task._replace(acked=fact)
        case TaskReported(_, _, due):
            task = task._replace(reports=(*task.reports, fact), due=due or task.due, acked=task.acked or fact)
        case TaskEnded():
            task = task._replace(ended=fact)
    draft.tasks[event.task] = task
