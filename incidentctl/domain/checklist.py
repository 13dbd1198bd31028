"""A runbook as a checklist: where each step stands, which one is next, and what is still to be asked."""

from __future__ import annotations

from itertools import compress, count
from operator import attrgetter, is_not
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from incidentctl.domain.conditions import Condition, ConditionError, Referent, evaluate, parse
from incidentctl.domain.fields import CUSTOM, FIELDS
from incidentctl.domain.runbook import UNKNOWN, Part, Runbook, Step, fold_id
from incidentctl.domain.state import StepRecord
from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import FieldValue, Incident

State: TypeAlias = Literal["open", "done", "skipped", "deferred", "not_applicable", "failed", "waiting"]

DONE = "done"
"""What `when` sees of a step that asks nothing and was done."""

_MISSING = ("skipped", "failed")
_ENDED = ("done", *_MISSING)
_UNTOUCHED = StepRecord()
_STATE = attrgetter("state")


class Item(NamedTuple):
    """A step and where it stands.

    `because` is the step or field whose answer made this one not applicable, or what it waits for. `notes`
    are the skipped or failed steps that its condition names: it is shown with "X was skipped", and a
    writing `run` needs an override. `record` is kept also when a later answer made the step not applicable.
    """

    step: Step
    state: State
    because: str
    record: StepRecord
    notes: tuple[str, ...] = ()


def checklist(
    runbook: Runbook, incident: Incident, now: datetime, later: Mapping[str, str] | None = None
) -> tuple[Item, ...]:
    """Give every step in its order with its state, from the records and the fields of the incident.

    Answered, done, skipped or failed stays so, unless an answer given *after* it made it not applicable.
    A step put off is open again when its time has come, or, without a time, once no other one is open.
    `later` names steps that come later than they are written: right before which other one, both as
    `RUNBOOK/STEP` (`domain.rollback.later`).
    """
    return Checklist(runbook).items(incident, now, later)


class Checklist:
    """A runbook that is looked at again after every answer: what cannot have changed is kept.

    A step without a condition follows from its record alone, unless it was put off: then from the time, too.
    """

    def __init__(self, runbook: Runbook) -> None:
        """Begin with nothing seen of `runbook`."""
        self._runbook, self._steps = runbook, runbook.steps
        self._keys = [f"{runbook.id}/{step.id}" for step in runbook.steps]
        self._at = {fold_id(step.id): at for at, step in enumerate(runbook.steps)}
        self._conditions = [condition_of(step) for step in runbook.steps]
        self._records: list[StepRecord | None] = [None] * len(self._keys)
        self._restless = {at for at, condition in enumerate(self._conditions) if condition is not None}
        self._put_off: set[int] = set()
        self._items: list[Item] = [Item(step, "open", "", _UNTOUCHED) for step in runbook.steps]
        self._since: list[Fact | None] = [None] * len(self._keys)

    def items(
        self, incident: Incident, now: datetime, later: Mapping[str, str] | None = None
    ) -> tuple[Item, ...]:
        """Give every step with its state; as `checklist`."""
        records = [*map(incident.steps.get, self._keys)]
        changed = compress(count(), map(is_not, records, self._records))
        for at in sorted({*changed, *self._restless, *self._put_off}):
            self._look(at, records[at] or _UNTOUCHED, incident.fields, now)
        self._records = records
        items = _placed(self._runbook, tuple(self._items), later or {})
        if "open" in map(_STATE, items):
            return items
        return tuple(item._replace(state="open") if _is_put_off_to_the_end(item) else item for item in items)

    def _look(self, at: int, record: StepRecord, fields: Mapping[str, FieldValue], now: datetime) -> None:
        """Find out where a step stands, from what stands before it."""
        step = self._steps[at]

        def before(name: str) -> int | None:
            """Give the place of a step; a condition sees no later one."""
            found = self._at.get(fold_id(name))
            return found if found is not None and found < at else None

        def look(name: str) -> Referent:
            if fold_id(name) not in self._at:
                return _known(name, fields)
            found = before(name)
            return _referent(None if found is None else self._items[found])

        item = _item(step, record, self._conditions[at], look, now)
        since = record.fact
        if item.state == "not_applicable":
            found, field = before(item.because), fields.get(fold_id(item.because))
            decider = self._since[found] if found is not None else field.fact if field else None
            if record.fact and decider and decider.order < record.fact.order:
                item = item._replace(state=_recorded(step, record, now), because="")
            else:
                since = decider
        self._items[at], self._since[at] = item, since
        (self._put_off.add if record.outcome == "deferred" else self._put_off.discard)(at)


def next_item(items: Sequence[Item]) -> Item | None:
    """Give the step to show next: the first open one; None when nothing can be done now."""
    return next((item for item in items if item.state == "open"), None)


def open_parts(item: Item) -> tuple[Part, ...]:
    """Give the questions of a step that have no answer yet, in order: where a walk resumes."""
    if item.state in _ENDED:
        return ()
    return tuple(part for part in item.step.parts if part.save not in item.record.parts)


def progress(items: Sequence[Item]) -> tuple[int, int]:
    """Give how many steps are done, skipped or failed, and how many apply (waiting ones still may)."""
    ended = sum(item.state in _ENDED for item in items)
    return ended, sum(item.state != "not_applicable" for item in items)


def value_of(step: Step, record: StepRecord) -> str:
    """Give what `when` sees of an ended step: the answer to its first question, as an option id.

    "unknown" for "don't know" and for a question that was ticked without an answer; "done" for a step that
    asks nothing. Later questions of a `fields:` step are not seen: the grammar has no name for them.
    """
    if not step.parts:
        return DONE
    value = record.parts.get(step.parts[0].save)
    return UNKNOWN if value is None else str(value)


def _placed(runbook: Runbook, items: tuple[Item, ...], later: Mapping[str, str]) -> tuple[Item, ...]:
    """Move the steps that come later; one that stands behind that place already stays."""
    for moved, before in later.items():
        keys = [f"{runbook.id}/{item.step.id}" for item in items]
        if moved in keys and before in keys and (start := keys.index(moved)) < (end := keys.index(before)):
            items = (*items[:start], *items[start + 1 : end], items[start], *items[end:])
    return items


def _known(name: str, fields: Mapping[str, FieldValue]) -> Referent:
    """Give what a condition sees of a name that is no step: the field of the incident."""
    known = fields.get(name) or fields.get(fold_id(name))
    if known is None:
        is_field = fold_id(name) in FIELDS or name.startswith(CUSTOM)
        return Referent("unset", UNKNOWN) if is_field else Referent("missing")
    return Referent("answered", UNKNOWN if known.value is None else str(known.value))


def _item(
    step: Step,
    record: StepRecord,
    condition: Condition | None,
    look: Callable[[str], Referent],
    now: datetime,
) -> Item:
    state = _recorded(step, record, now)
    if condition is None:
        return Item(step, state, "", record)
    verdict = evaluate(condition, look)
    if verdict.state == "not_applicable":
        return Item(step, "not_applicable", verdict.because, record)
    if state != "open":
        return Item(step, state, "", record)
    if verdict.state == "waiting":
        return Item(step, "waiting", verdict.because, record)
    return Item(step, "open", "", record, verdict.missing)


def condition_of(step: Step) -> Condition | None:
    """Give the condition of a step; None without a sound one."""
    try:
        return parse(step.when) if step.when else None
    except ConditionError:  # the reader refuses it; a step that was frozen with one is shown, never lost
        return None


def _referent(item: Item | None) -> Referent:
    match item:
        case None:  # cannot be read from a file that was checked
            return Referent("missing")
        case Item(step, "done", _, record):
            return Referent("answered", value_of(step, record))
        case Item(state="not_applicable"):
            return Referent("void")
        case Item(state="skipped" | "failed"):
            return Referent("missing")
        case _:
            return Referent("waiting")


def _recorded(step: Step, record: StepRecord, now: datetime) -> State:
    """Give the state that the record alone speaks of."""
    match record.outcome:
        case "done" | "skipped" | "failed":
            return record.outcome
        case "answered":
            return "done" if all(part.save in record.parts for part in step.parts) else "open"
        case "deferred":
            return "open" if _is_due(_until(record), now) else "deferred"
        case _:
            return "open"


def _until(record: StepRecord) -> str:
    return getattr(record.fact.event, "until", "") if record.fact else ""


def _is_due(until: str, now: datetime) -> bool:
    try:
        return bool(until) and from_iso(until) <= now
    except ValueError:  # what cannot be read in the log must not hide the step
        return True


def _is_put_off_to_the_end(item: Item) -> bool:
    return item.state == "deferred" and not _until(item.record)
