"""The kinds of events: where each is defined, its letter in handles, and how it may be treated.

Modules are imported on demand, so that `note` does not load the events of every noun.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.facts import Unknown
from incidentctl.domain.shapes import field_fits, fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Event, Fact


class Kind(NamedTuple):
    """How a kind of event is stored and treated.

    `undoable`: `undo` may take it back (what has a verb of its own may not be). `guarded`: it is decided
    under the lock and never kept in a private file, so that two terminals never both win. `about` is the
    payload field that holds the id of the fact that it is about, if it is about one.
    """

    module: str
    name: str
    letter: str
    undoable: bool = True
    guarded: bool = False
    about: str = ""


KINDS: Mapping[str, Kind] = {
    "declared": Kind("incidents", "Declared", "d", undoable=False, guarded=True),
    "confirmed": Kind("incidents", "Confirmed", "c"),
    "withdrawn": Kind("incidents", "Withdrawn", "w", guarded=True),
    "runbook_frozen": Kind("steps", "RunbookFrozen", "r", undoable=False),
    "step_started": Kind("steps", "StepStarted", "s", undoable=False),
    "step_answered": Kind("steps", "StepAnswered", "s"),
    "step_done": Kind("steps", "StepDone", "s"),
    "step_skipped": Kind("steps", "StepSkipped", "s"),
    "step_deferred": Kind("steps", "StepDeferred", "s"),
    "step_failed": Kind("steps", "StepFailed", "s"),
    "noted": Kind("notes", "Noted", "n"),
    "attached": Kind("evidence", "Attached", "b"),
    "acted": Kind("notes", "Acted", "a", undoable=False),
    "field_set": Kind("values", "FieldSet", "f"),
    "severity_set": Kind("values", "SeveritySet", "v"),
    "hop_marked": Kind("values", "HopMarked", "h"),
    "told": Kind("people", "Told", "t"),
    "role_taken": Kind("roles", "RoleTaken", "p", undoable=False, guarded=True),
    "role_released": Kind("roles", "RoleReleased", "p", undoable=False, guarded=True),
    "joined": Kind("roles", "Joined", "p", undoable=False),
    "left": Kind("roles", "Left", "p", undoable=False),
    "task_assigned": Kind("tasks", "TaskAssigned", "k"),
    "task_given": Kind("tasks", "TaskGiven", "k", about="task"),
    "task_acked": Kind("tasks", "TaskAcked", "k", about="task"),
    "task_reported": Kind("tasks", "TaskReported", "k", about="task"),
    "task_ended": Kind("tasks", "TaskEnded", "k", about="task"),
    "decided": Kind("decisions", "Decided", "j"),
    "decision_settled": Kind("decisions", "DecisionSettled", "j", about="decision"),
    "overridden": Kind("decisions", "Overridden", "o", undoable=False),
    "concern_raised": Kind("voices", "ConcernRaised", "e"),
    "concern_answered": Kind("voices", "ConcernAnswered", "e", about="concern"),
    "parked": Kind("voices", "Parked", "l"),
    "hypothesis_added": Kind("voices", "HypothesisAdded", "y"),
    "hypothesis_settled": Kind("voices", "HypothesisSettled", "y", about="hypothesis"),
    "write_begun": Kind("writes", "WriteBegun", "a", undoable=False, guarded=True),
    "write_ended": Kind("writes", "WriteEnded", "a", undoable=False, about="write"),
    "command_begun": Kind("commands", "CommandBegun", "a", undoable=False, guarded=True),
    "command_ended": Kind("commands", "CommandEnded", "a", undoable=False, about="command"),
    "update_drafted": Kind("updates", "UpdateDrafted", "u"),
    "update_posted": Kind("updates", "UpdatePosted", "u", undoable=False, about="draft"),
    "clock_started": Kind("clocks", "ClockStarted", "z"),
    "clock_submitted": Kind("clocks", "ClockSubmitted", "z"),
    "clock_stopped": Kind("clocks", "ClockStopped", "z"),
    "criterion_added": Kind("endings", "CriterionAdded", "i"),
    "criterion_ticked": Kind("endings", "CriterionTicked", "i", about="criterion"),
    "follow_up_added": Kind("follow_ups", "FollowUpAdded", "m"),
    "follow_up_set": Kind("follow_ups", "FollowUpSet", "m", about="follow_up"),
    "follow_up_ended": Kind("follow_ups", "FollowUpEnded", "m", about="follow_up"),
    "resolved": Kind("endings", "Resolved", "g", undoable=False, guarded=True),
    "stood_down": Kind("endings", "StoodDown", "g", undoable=False, guarded=True),
    "closed": Kind("endings", "Closed", "g", undoable=False, guarded=True),
    "reopened": Kind("endings", "Reopened", "g", undoable=False, guarded=True),
    "undone": Kind("corrections", "Undone", "x", about="target"),
    "amended": Kind("corrections", "Amended", "x", about="target"),
    "redacted": Kind("corrections", "Redacted", "x", undoable=False, guarded=True, about="target"),
}

_KIND_OF_NAME = {kind.name: key for key, kind in KINDS.items()}


def kind_of(event: Event) -> str:
    """Give the kind of an event, as it is written in the log."""
    return _KIND_OF_NAME[type(event).__name__]


@cache
def _module(noun: str) -> Any:  # noqa: ANN401 - a module
    return import_module(f"incidentctl.domain.events.{noun}")


@cache
def _applier(kind: str) -> Callable[[Draft, Fact], None]:
    noun = KINDS[kind].module
    applier: Callable[[Draft, Fact], None] = getattr(_module(noun), f"apply_{noun}")
    return applier


def encode(event: Event) -> dict[str, Any]:
    """Give the payload of an event; values that equal their defaults are left out."""
    defaults: Mapping[str, Any] = getattr(event, "_field_defaults", {})
    missing = object()
    return {name: value for name, value in event._asdict().items() if value != defaults.get(name, missing)}


def decode(kind: str, payload: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]:
    """Give the event of a payload, and the payload fields that this version does not know.

    An unknown kind, or a payload that is not what its kind needs (another program may have written it),
    gives `Unknown`: history is never refused, and one bad fact must not make an incident unreadable.
    """
    known = KINDS.get(kind)
    if known is None:
        return Unknown(payload), {}
    cls = getattr(_module(known.module), known.name)
    values, extra = {}, {}
    for name, value in payload.items():
        if name in cls._fields:
            is_tuple = isinstance(cls._field_defaults.get(name), tuple) and isinstance(value, list)
            values[name] = tuple(value) if is_tuple else value
            if not _fits(cls, name, values[name]):
                return Unknown(payload), {}
        else:
            extra[name] = value
    try:
        event = cls(**values)
    except TypeError:
        return Unknown(payload), {}
    is_sound = kind != "field_set" or field_fits(event.field, event.value)
    return (event, extra) if is_sound else (Unknown(payload), {})


def _fits(cls: Any, field: str, value: object) -> bool:  # noqa: ANN401 - a class of events
    """Say whether a value has the shape that its field is declared with."""
    hint = cls.__annotations__[field]
    return fits(getattr(hint, "__forward_arg__", hint), value)


def in_turn(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Give facts in their order, but each behind the one that it is about.

    The clock of a machine may stand wrong: what it began would come after the end that somebody else gave it.
    """
    ids = {fact.id for fact in facts}
    given: set[str] = set()
    waiting: dict[str, list[Fact]] = {}
    for each in facts:
        target = _about(each)
        if target in ids and target not in given:
            waiting.setdefault(target, []).append(each)
            continue
        ready = [each]
        while ready:
            fact = ready.pop(0)
            given.add(fact.id)
            yield fact
            ready += waiting.pop(fact.id, ())
    for left in waiting.values():  # facts that are about each other: another program wrote them
        yield from left


def _about(fact: Fact) -> str:
    """Give the id of the fact that a fact is about; "" for none."""
    kind = KINDS.get(fact.kind)
    return str(getattr(fact.event, kind.about, "")) if kind and kind.about else ""


def apply(draft: Draft, fact: Fact) -> None:
    """Let a fact change the draft of the incident; an unknown kind changes nothing."""
    if not isinstance(fact.event, Unknown):
        _applier(fact.kind)(draft, fact)
