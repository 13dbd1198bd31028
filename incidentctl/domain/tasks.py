"""Orders: one named person, what, why and until when; what is open, overdue, or owned by nobody."""

from __future__ import annotations

import unicodedata
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.beat import WORK
from incidentctl.domain.departments import named as department_named
from incidentctl.domain.events.tasks import TaskAcked, TaskAssigned, TaskEnded, TaskGiven, TaskReported
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.times import from_iso, iso
from incidentctl.errors import NeedsAnswer, Refused
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.state import Task
    from incidentctl.domain.times import Moment

BOX = timedelta(minutes=15)
"""When a report is due, unless somebody says."""

STREAMS = FIELDS["streams"].choices
"""The usual workstreams (S4-10); a team may name others."""

_NOBODY = frozenset({"", "?", "unknown", "nobody", "不明", "未定"})
_NOTHING = frozenset({"-", "no", "none", "nothing", "なし", "無し", "ない", "不要", "特になし"})
_STREAM_OF = {"data": "data", "refunds": "refunds", "resends": "customers", "for_others": "data"}


class Order(NamedTuple):
    """What is asked, as it was typed: `who` "" or "?" is nobody yet. `within`: when to report back."""

    who: str
    what: str = ""
    why: str = ""
    within: Moment | None = None
    stream: str = ""
    private: bool = False
    step: str = ""


class Progress(NamedTuple):
    """How far a workstream is; what was dropped does not count."""

    done: int
    total: int


def is_open(incident: Incident, task: Task) -> bool:
    """Say whether a task still needs somebody: not ended, and the field that it asks for has no value yet.

    The pulse knows, so that footers and views never disagree.
    """
    return task.fact.id in incident.pulse.tasks


def overdue(incident: Incident, now: datetime) -> tuple[Task, ...]:
    """Give the open tasks whose report is due, the longest overdue first (S2-14)."""
    late = [task for task in _open(incident) if task.due and from_iso(task.due) <= now]
    return tuple(sorted(late, key=lambda task: (from_iso(task.due), task.fact.order)))


def unowned(incident: Incident) -> tuple[Task, ...]:
    """Give the open tasks that nobody has (S1-2)."""
    return tuple(task for task in _open(incident) if not task.who)


def board(incident: Incident, now: datetime) -> tuple[Task, ...]:
    """Give every task: overdue, unowned, the next to report, then those that are over (S2-14, S2-16)."""
    late = overdue(incident, now)
    rest = [task for task in _open(incident) if task not in late]
    rest.sort(key=lambda task: (bool(task.who), not task.due, from_iso(task.due) if task.due else now))
    return (*late, *rest, *(task for task in incident.tasks.values() if not is_open(incident, task)))


def progress_by_stream(incident: Incident) -> Mapping[str, Progress]:
    """Give how many tasks of each stream are done, of how many (S4-10), in the usual order of streams."""
    tagged = (task.fact.event.stream for task in incident.tasks.values())
    named = [*(incident.value("streams") or ()), *tagged]
    usual = {name: place for place, name in enumerate(STREAMS)}
    counted = {}
    for name in sorted(filter(None, dict.fromkeys(named)), key=lambda name: usual.get(name, len(usual))):
        tasks = [task for task in incident.tasks.values() if task.fact.event.stream == name]
        kept = [task for task in tasks if not is_dropped(task)]
        counted[name] = Progress(sum(not is_open(incident, task) for task in kept), len(kept))
    return counted


def is_dropped(task: Task) -> bool:
    """Say whether a task was given up."""
    return task.ended is not None and task.ended.event.outcome == "dropped"


def asking(incident: Incident, field: str) -> Task | None:
    """Give the open task that is about a field."""
    return next((task for task in _open(incident) if task.fact.event.field == field), None)


def said(task: Task, words: Words) -> str:
    """Say what a task is about: as it was typed, else in the words for its field."""
    return wording(task.fact.event, words)


def wording(event: TaskAssigned, words: Words) -> str:
    """Say what a task is about, from the event that began it."""
    if event.what or not event.field:
        return event.what
    if words.has(f"task.{event.field}"):
        return words(f"task.{event.field}")
    label = f"fields.{event.field}"
    return words("task.find-out", label=words(label) if words.has(label) else event.field)


def stream_named(text: str) -> str:
    """Give the id of a workstream by what it is called in either language; a free one as it was typed."""
    wanted = _folded(text)
    for stream in STREAMS:
        called = [word for lang in LANGS for word in Words(lang)(f"task.stream.{stream}").split(", ")]
        if wanted in {stream, *map(_folded, called)}:
            return stream
    return text.strip()


def stream_label(stream: str, words: Words) -> str:
    """Give what a workstream is called."""
    key = f"fields.streams={stream}"
    return words(key) if words.has(key) else stream


def person(text: str) -> str:
    """Give a person as named, without @ and さん; "" where nobody is meant yet."""
    who = text.strip().lstrip("@＠").removesuffix("さん").removesuffix("様").strip()
    return "" if _folded(who) in _NOBODY else who


def is_group(who: str, policy: Policy) -> bool:
    """Say whether a name means more than one person: a handle of a team, a department, several names."""
    name = _folded(who)
    groups = [word for lang in LANGS for word in Words(lang)("task.groups").split(", ")]
    endings = [word for lang in LANGS for word in Words(lang)("task.group-endings").split(", ")]
    return (
        name in groups
        or any(name.endswith(ending) and name != ending.strip("-") for ending in endings)
        or any(mark in name for mark in (",", "、", ";", "&", " and "))
        or bool(department_named(name, policy) or department_named(name.removesuffix("部"), policy))
    )


def find_out(
    incident: Incident, field: str, *, who: str = "", due: str = "", step: str = ""
) -> tuple[New, ...]:
    """Make the task of finding out a field that nobody knows (S0-12, S1-7), unless one is open already."""
    if asking(incident, field):
        return ()
    return (New(TaskAssigned(who, due=due, field=field, step=step)),)


def assign(order: Order, policy: Policy, by: str, now: datetime, at: Moment | None = None) -> Ruling:
    """Ask somebody to do something, for a purpose, and to report back (S2-15).

    Without a time the report is due in 15 minutes; a task that nobody has is due when somebody says so.
    """
    who, due = person(order.who), _to_the_minute(order.within.at) if order.within else ""
    event = TaskAssigned(
        who, order.what.strip(), order.why.strip(),
        due or (_in_a_box(at.at if at else now) if who else ""),
        stream_named(order.stream), private=order.private, step=order.step,
    )  # fmt: skip
    return Ruling((New(event, at),), tuple(_not_met(who, event.why, policy, by)))


def give(  # noqa: PLR0913, PLR0917 - what is decided on
    task: Task, order: Order, policy: Policy, by: str, now: datetime, at: Moment | None = None
) -> Ruling:
    """Give a task to somebody, with a purpose and a time where they are said; `who` "" takes it off them."""
    _hold_open(task)
    who, due = person(order.who), _to_the_minute(order.within.at) if order.within else ""
    if who and not due and (not task.due or from_iso(task.due) <= now):
        due = _in_a_box(at.at if at else now)
    event = TaskGiven(task.fact.id, who, order.why.strip(), due)
    why = event.why or task.why or task.fact.event.field
    return Ruling((New(event, at),), tuple(_not_met(who, why, policy, by)))


def ack(task: Task, by: str, now: datetime, at: Moment | None = None) -> Ruling:
    """Say that one is on it; a task that nobody has is taken by whoever says so (S1-2)."""
    _hold_open(task)
    acked = New(TaskAcked(task.fact.id), at)
    if task.who:
        return Ruling((acked,))
    due = "" if task.due else _in_a_box(at.at if at else now)
    return Ruling((New(TaskGiven(task.fact.id, by, due=due), at), acked))


def report(
    task: Task, text: str, now: datetime, due: Moment | None = None, at: Moment | None = None
) -> Ruling:
    """Say how a task goes; the next report is due as said, else in 15 minutes (S2-14)."""
    following = _to_the_minute(due.at) if due else _in_a_box(now)
    return Ruling((New(TaskReported(task.fact.id, text, "" if task.ended else following), at),))


def end(task: Task, outcome: str, text: str, at: Moment | None = None) -> Ruling:
    """End a task: `done`, or `dropped` for the reason in `text`.

    Raises `Refused` when it has ended, `NeedsAnswer` when it is dropped without a reason.
    """
    _hold_open(task)
    if outcome == "dropped" and not text.strip():
        raise NeedsAnswer("needs-why-dropped")
    return Ruling((New(TaskEnded(task.fact.id, outcome, text.strip()), at),))


def repair_answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Make what must be repaired a task of its stream, and drop that where it need not (S4-10, X5).

    Alone, whoever answers has it; else nobody has it yet, which the footers say (S1-2).
    """
    if not isinstance(new.event, FieldSet):
        return Ruling((new,))
    field, value = new.event.field, new.event.value
    stream = _STREAM_OF.get(field.removeprefix(WORK))
    known = asking(incident, field)
    is_needed = value is not None and value != "not_needed" and _folded(str(value)) not in _NOTHING
    if stream is None or value is None or is_needed is (known is not None):
        return Ruling((new,))
    if known is not None:
        return Ruling((new, New(TaskEnded(known.fact.id, "dropped"), new.at)))
    who = by if incident.pulse.is_solo else ""
    return Ruling((new, New(TaskAssigned(who, stream=stream, field=field), new.at)))


def _open(incident: Incident) -> Iterator[Task]:
    return (task for task in incident.tasks.values() if is_open(incident, task))


def _in_a_box(start: datetime) -> str:
    # through UTC: in a zone, `+` moves the hands of the clock, also over the hour of a clock change
    return _to_the_minute((start.astimezone(UTC) + BOX).astimezone(start.tzinfo))


def _to_the_minute(due: datetime) -> str:
    return iso(due.replace(second=0, microsecond=0))


def _hold_open(task: Task) -> None:
    if task.ended is not None:
        raise Refused("task-is-over")


def _not_met(who: str, why: str, policy: Policy, by: str) -> Iterator[Broken]:
    if who and is_group(who, policy):
        yield Broken("S2-15", "group", fixes=("incidentctl task give ID WHO",) if why else ())
    if who and not why and who != by:
        yield Broken("S2-15", fixes=("incidentctl task give ID WHO --why TEXT",))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
