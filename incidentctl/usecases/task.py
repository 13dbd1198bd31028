"""Task: ask one named person, hear from them, and see who does what until when (S1-2, S2-14..16)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from incidentctl.domain import tasks
from incidentctl.domain.handles import find, handles
from incidentctl.domain.times import parse_due
from incidentctl.errors import NeedsAnswer, NotFound, UsageError
from incidentctl.usecases.record import Recorded, decide_and_record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.rules import Ruling
    from incidentctl.domain.state import Task
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located

    Decide = Callable[[Incident, Task], Ruling]


class Asked(NamedTuple):
    """What was recorded, and the task that it is about, as it stands then."""

    recorded: Recorded
    task: Task


class Board(NamedTuple):
    """Every task, the most urgent first, its handle by id, and how far each workstream is."""

    incident: Incident
    tasks: tuple[Task, ...]
    handles: Mapping[str, str]
    streams: Mapping[str, tasks.Progress]


def see_board(context: Context, located: Located) -> Board:
    """Give the board: a view of the facts and of nothing else (S2-16)."""
    incident = context.timeline.state(located.id)
    return Board(
        incident,
        tasks.board(incident, context.now()),
        handles(entry.fact for entry in incident.entries),
        tasks.progress_by_stream(incident),
    )


def when(context: Context, located: Located, text: str, at: Moment | None = None) -> Moment | None:
    """Read when a report is due, counted from `at` (None: now); None where nothing was typed."""
    if not text.strip():
        return None
    start = at.at if at else context.now()
    return parse_due(text, start, context.zone_of(located.pulse.zone))


def assign(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    order: tasks.Order,
    *,
    task: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Asked:
    """Ask somebody for something; `task` is the handle of one that is there already, and goes to them.

    Raises `NeedsAnswer` without a person or (for a new task) without what to do.
    """
    if not order.who.strip():
        raise NeedsAnswer("needs-assignee")
    if task and order.what.strip():
        raise UsageError("task-has-its-text", id=task)
    if not task and not order.what.strip():
        raise NeedsAnswer("needs-task-text")
    if task:
        return give(context, located, order, task, at=at, override=override)
    policy, now = context.policy(), context.now()
    recorded = decide_and_record(
        context, located, lambda _: tasks.assign(order, policy, context.user, now, at), override=override
    )
    return _asked(context, recorded, recorded.facts[-1].id)


def give(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    order: tasks.Order,
    text: str,
    *,
    at: Moment | None = None,
    override: str = "",
) -> Asked:
    """Give the task with the handle `text` to somebody; raise `NeedsAnswer` when nobody is named."""
    if not order.who.strip():
        raise NeedsAnswer("needs-assignee")
    policy, now = context.policy(), context.now()

    def ruled(_: Incident, task: Task) -> Ruling:
        return tasks.give(task, order, policy, context.user, now, at)

    return _on(context, located, text, ruled, override=override)


def ack(context: Context, located: Located, text: str, at: Moment | None = None) -> Asked:
    """Say that one is on it."""
    now = context.now()
    return _on(context, located, text, lambda _, task: tasks.ack(task, context.user, now, at))


def report(
    context: Context, located: Located, words: Sequence[str], following: str = "", at: Moment | None = None
) -> Asked:
    """Say how a task goes. `words`: its handle, if one is needed, and the text.

    Raises `NeedsAnswer` without a text.
    """
    handle, text = split(words)
    if not text:
        raise NeedsAnswer("needs-task-report")
    now, due = context.now(), when(context, located, following)
    return _on(context, located, handle, lambda _, task: tasks.report(task, text, now, due, at))


def done(context: Context, located: Located, words: Sequence[str], at: Moment | None = None) -> Asked:
    """End a task; `words`: its handle, if one is needed, and what came out of it."""
    handle, text = split(words)
    return _on(context, located, handle, lambda _, task: tasks.end(task, "done", text, at))


def still_unknown(context: Context, located: Located, task: Task) -> str:
    """Give the field that a task was to find out, as long as nobody has said it; "" for any other task."""
    field = str(task.fact.event.field)
    incident = context.timeline.state(located.id)
    return field if field and incident.value(field) is None else ""


def drop(context: Context, located: Located, text: str, why: str, at: Moment | None = None) -> Asked:
    """Give a task up, for a reason."""
    return _on(context, located, text, lambda _, task: tasks.end(task, "dropped", why, at))


def split(words: Sequence[str]) -> tuple[str, str]:
    """Take the handle off a text: only what is written like one (k-7f2), for a text begins with any word."""
    if words and re.fullmatch(r"[kK]-[0-9a-zA-Z]+", normalize("NFKC", words[0])):
        return words[0], " ".join(words[1:]).strip()
    return "", " ".join(words).strip()


def _on(context: Context, located: Located, text: str, decide: Decide, *, override: str = "") -> Asked:
    """Decide about the task that is meant, and record it."""
    chosen = ""

    def ruled(incident: Incident) -> Ruling:
        nonlocal chosen
        task = pick(context, incident, text)
        chosen = task.fact.id
        return decide(incident, task)

    recorded = decide_and_record(context, located, ruled, override=override)
    return _asked(context, recorded, chosen)


def _asked(context: Context, recorded: Recorded, task: str) -> Asked:
    incident = context.timeline.state(recorded.located.id)
    return Asked(recorded, incident.tasks[task])


def pick(context: Context, incident: Incident, text: str) -> Task:
    """Give the task with the handle `text`, or, without one, the only open task of whoever asks.

    Raises `NotFound`, `UsageError` (several have the handle), and `NeedsAnswer` with the open ones as lines.
    """
    if text.strip():
        typed = normalize("NFKC", text)
        fact = find([task.fact for task in incident.tasks.values()], typed, "no-such-task")
        return incident.tasks[fact.id]
    mine = [
        task
        for task in incident.tasks.values()
        if tasks.is_open(incident, task) and task.who.casefold() == context.user.casefold()
    ]
    if len(mine) == 1:
        return mine[0]
    shown = mine or [task for task in incident.tasks.values() if tasks.is_open(incident, task)]
    if not shown:
        raise NotFound("no-open-task")
    known = handles(entry.fact for entry in incident.entries)
    lines = tuple(f"  {known[task.fact.id]}  {tasks.said(task, context.words)}" for task in shown)
    raise NeedsAnswer("which-task", details=lines)
