"""Orders and the task board as lines: who does what until when, for the people who work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.fields import FIELDS
from incidentctl.domain.tasks import is_dropped, is_open, overdue, progress_by_stream, said, stream_label
from incidentctl.domain.times import from_iso, time_of_day
from incidentctl.render.safe import safe
from incidentctl.render.when import length, show_value
from incidentctl.render.width import pad, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.state import Task
    from incidentctl.words import Words

HEAD = 11
BETWEEN = " · "


def order_lines(task: Task, title: str, zone: tzinfo, words: Words) -> list[str]:
    """Give an order as it can be pasted to whoever is asked: what for, what, when to report back (S2-15)."""
    due = f"{from_iso(task.due).astimezone(zone):%H:%M %Z}" if task.due else ""
    return [
        words("task.order", who=task.who, title=title),
        *([words("task.order-why", why=task.why)] if task.why else []),
        words("task.order-what", what=said(task, words)),
        *([words("task.order-due", at=due)] if due else []),
    ]


def about(task: Task, words: Words) -> str:
    """Give who has a task, and what it is about."""
    return words("task.about", who=task.who or words("task.nobody"), what=said(task, words))


def board_lines(  # noqa: PLR0913, PLR0917 - what a screen depends on
    incident: Incident,
    tasks: Sequence[Task],
    handles: Mapping[str, str],
    now: datetime,
    zone: tzinfo,
    words: Words,
    columns: int,
) -> Iterator[str]:
    """Give the board: a task and how it stands, then how far each workstream is; wrapped at `columns`."""
    late = {task.fact.id for task in overdue(incident, now)}
    for task in tasks:
        is_live, handle = is_open(incident, task), handles[task.fact.id]
        if is_live:
            mark = "!" if task.fact.id in late or not task.who else " "
            standing = _open(task, handle, now, zone, words)
        else:
            mark = "-" if is_dropped(task) else "x"
            standing = _over(incident, task, now, zone, words)
        yield from _hung(f" {mark} {pad(handle, HEAD - 4)} ", about(task, words), columns)
        yield from _hung("", BETWEEN.join(standing), columns)
        if task.reports and is_live:
            last = task.reports[-1]
            yield from _hung("", f"{time_of_day(last.at.at, now, zone)} {last.event.text}", columns)
    rows = progress_by_stream(incident)
    if rows:
        each = [
            words(
                f"task.progress{'' if row.total else '-none'}",
                stream=stream_label(name, words),
                done=row.done,
                total=row.total,
            )
            for name, row in rows.items()
        ]
        yield from wrap(words("task.streams", streams=BETWEEN.join(each)), columns)


def _open(task: Task, handle: str, now: datetime, zone: tzinfo, words: Words) -> Iterator[str]:
    """Give how an open task stands: its report, since when, whether it was taken up, its stream."""
    event = task.fact.event
    if task.due:
        due = from_iso(task.due)
        key = "task.overdue" if due <= now else "task.due"
        yield words(key, at=time_of_day(due, now, zone), late=length(now - due, words))
    yield words("task.since", at=time_of_day(task.fact.at.at, now, zone))
    if task.who:
        yield words("task.acked" if task.acked else "task.not-acked")
    else:
        yield words("task.unowned", id=handle)
    yield from _labels(event.stream, words, is_private=event.private)


def _over(incident: Incident, task: Task, now: datetime, zone: tzinfo, words: Words) -> Iterator[str]:
    """Give how a task ended: done, dropped, or answered by the value of its field."""
    event, field = task.fact.event, FIELDS.get(task.fact.event.field)
    if task.ended:
        key = "task.was-dropped" if is_dropped(task) else "task.was-done"
        text = task.ended.event.text
        yield words(key, at=time_of_day(task.ended.at.at, now, zone)) + (f": {text}" if text else "")
    elif field is not None:
        yield words("task.was-answered", value=show_value(field, incident.value(field.name), words, zone))
    yield from _labels(event.stream, words, is_private=event.private)


def _labels(stream: str, words: Words, *, is_private: bool) -> Iterator[str]:
    if stream:
        yield stream_label(stream, words)
    if is_private:
        yield words("task.private")


def _hung(head: str, text: str, columns: int) -> Iterator[str]:
    """Give a text beside its head, wrapped, with the lines below it indented."""
    first, *rest = wrap(safe(text).replace("\n", " ⏎ "), max(20, columns - HEAD)) or [""]
    yield f"{pad(head, HEAD)}{first}"
    for line in rest:
        yield f"{'':{HEAD}}{line}"
