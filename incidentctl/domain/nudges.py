"""Nudges: what the pulse alone shows to be missing, as footers say it; no policy is read here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from incidentctl.domain.pulse import Pulse


class Nudge(NamedTuple):
    """One reminder: the rule that it comes from, its sentence `words("nudge.<key>")`, what fills that.

    `ids` are the facts that it speaks of, oldest first, with `kind` the kind of each: of the first one the
    sentence names the handle. `minutes`: for how long it has been so.
    """

    rule: str
    key: str
    params: Mapping[str, object] = {}
    kind: str = ""
    ids: tuple[str, ...] = ()
    minutes: int = 0


ALIGNED_BY = timedelta(minutes=10)
SILENT_FOR = timedelta(minutes=30)
UNDECIDED_FOR = timedelta(minutes=20)
ALONE_FOR = timedelta(minutes=30)
WRITING_FOR = timedelta(minutes=15)

AFTER = {"S3-8": ALIGNED_BY, "S2-1": SILENT_FOR, "S2-10": UNDECIDED_FOR, "S1-21": ALONE_FOR}
"""How long a rule waits before it speaks; rules.yaml says the same, and a test that they agree."""

NOT_ALONE = frozenset({"S2-10", "S2-14", "S2-22", "S3-10"})
"""The rules that are off while one person alone writes; rules.yaml says the same."""

_MINUTE = timedelta(minutes=1)


def nudges(pulse: Pulse, now: datetime, before: Pulse | None = None) -> tuple[Nudge, ...]:
    """Give what somebody should be reminded of, most urgent first.

    `before` is the pulse before the command that this is the footer of (None: it recorded nothing). Nothing
    is said of a rule that was off when the incident was declared, nor once the formation was lifted. The
    reminder of somebody who is alone comes once in half an hour, so it goes before what stays (S1-21).
    """
    if not pulse.is_open or pulse.ended or not pulse.declared:
        return ()
    found = [
        *_alone(pulse, now, before or pulse),
        *_twice(pulse),
        *_long_write(pulse, now),
        *_waiting(pulse, now),
        *_quiet_lanes(pulse, now),
    ]
    quiet = {*pulse.quiet, *(NOT_ALONE if pulse.is_solo else ())}
    return tuple(nudge for nudge in found if nudge.rule not in quiet)


def _alone(pulse: Pulse, now: datetime, before: Pulse) -> Iterator[Nudge]:
    """Say once, and then every half hour, that a second person helps (S1-21)."""
    if not pulse.is_solo or pulse.mitigated or pulse.resolved:
        return
    since = from_iso(pulse.declared)
    last = from_iso(before.last) if before.last else since
    if (now - since) // ALONE_FOR > max(last - since, timedelta()) // ALONE_FOR:
        yield Nudge("S1-21", "alone", minutes=(now - since) // _MINUTE)


def _twice(pulse: Pulse) -> Iterator[Nudge]:
    """Name what only one may hold and more do: two machines that knew nothing of each other (S1-3, S1-12)."""
    if (count := len(pulse.roles.get("commander", ()))) > 1:
        yield Nudge("S1-3", "commanders", {"count": count})
    if (count := len(pulse.writes)) > 1:
        yield Nudge("S1-12", "writes", {"count": count}, "write_begun", tuple(pulse.writes))


def _long_write(pulse: Pulse, now: datetime) -> Iterator[Nudge]:
    """Name a change of the system that nobody ended (S1-12): until then nobody else may change anything."""
    if len(pulse.writes) > 1:
        return  # said already
    for write, (_, since) in pulse.writes.items():
        open_for = now - from_iso(since)
        if open_for >= WRITING_FOR:
            minutes = open_for // _MINUTE
            yield Nudge("S1-12", "write", kind="write_begun", ids=(write,), minutes=minutes)
            return


def _waiting(pulse: Pulse, now: datetime) -> Iterator[Nudge]:
    """Name what waits for a word: decisions, concerns, drafts, reports, tasks that nobody has."""
    overdue = tuple(task for task, due in pulse.tasks.items() if due and from_iso(due) <= now)
    rows = (
        ("S2-3", "decision", "decided", pulse.pending),
        ("S2-22", "concern", "concern_raised", pulse.concerns),
        ("S3-10", "draft", "update_drafted", pulse.drafts),
        ("S2-14", "report", "task_assigned", overdue),
        ("S1-2", "unowned", "task_assigned", pulse.unowned),
    )
    for rule, key, kind, ids in rows:
        if ids:
            yield Nudge(rule, key if len(ids) == 1 else f"{key}.many", {"count": len(ids)}, kind, ids)


def _quiet_lanes(pulse: Pulse, now: datetime) -> Iterator[Nudge]:
    """Name what does not move while users cannot work: the telling, the deciding, the aligning."""
    if pulse.resolved:
        return
    silent = now - _newest(pulse, pulse.voiced)
    is_coming = not pulse.told or (pulse.update_due and from_iso(pulse.update_due) > now)  # a clock says it
    if silent >= SILENT_FOR and not is_coming:
        yield Nudge("S2-1", "silent", minutes=silent // _MINUTE)
    undecided = now - _newest(pulse, pulse.decided)
    if undecided >= UNDECIDED_FOR and not pulse.mitigated:
        yield Nudge("S2-10", "undecided", minutes=undecided // _MINUTE)
    missing = [name for name in ("happening", "resolved_when") if not getattr(pulse, name)]
    if missing and now - _newest(pulse, "") >= ALIGNED_BY:
        yield Nudge("S3-8", "align" if len(missing) > 1 else f"align.{missing[0]}")


def _newest(pulse: Pulse, text: str) -> datetime:
    """Give when something was last done, at the earliest when the incident began or was opened again."""
    return max(from_iso(each) for each in (pulse.declared, pulse.reopened, text) if each)
