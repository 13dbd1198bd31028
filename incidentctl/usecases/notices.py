"""The clocks that run: what is due, worded for headers, footers and the walk's screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.lifecycle import clocks, phase
from incidentctl.domain.screens import Notice
from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from incidentctl.domain.checklist import Item
    from incidentctl.domain.pulse import Pulse
    from incidentctl.ports import Context
    from incidentctl.words import Words

SOON = timedelta(minutes=5)


def notices_for(context: Context, pulse: Pulse, item: Item | None = None) -> tuple[Notice, ...]:
    """Give the clocks to show: telling somebody, deciding, the promised update, and the step's own.

    A promised update is shown from five minutes before it is due; the others as long as they run.
    """
    now, words = context.now(), context.words
    zone = context.zone_of(pulse.zone)
    notices = []
    for clock in clocks(pulse, now):
        if clock.name == "update" and clock.remaining > SOON:
            continue
        suffix = "overdue" if clock.is_overdue else "due"
        at = clock.due.astimezone(zone).strftime("%H:%M")
        text = words(f"clock.{clock.name}-{suffix}", at=at, minutes=minutes(clock.remaining))
        notices.append(Notice(text, clock.is_overdue))
    if item is not None and (notice := _step_clock(words, item, now)):
        notices.append(notice)
    return tuple(notices)


def status(context: Context, pulse: Pulse) -> str:
    """Give severity, phase and the promised update in a few words, for the first line of a screen."""
    words = context.words
    parts = [pulse.severity or "SEV?", words(f"phase.{phase(pulse)}")]
    if pulse.next_update:
        due = from_iso(pulse.next_update).astimezone(context.zone_of(pulse.zone))
        parts.append(words("clock.next", at=f"{due:%H:%M}"))
    return " ".join(parts)


def next_command(pulse: Pulse, others: Sequence[str] = ()) -> str:
    """Give the command to run after a fact was recorded; `others` are further open incidents."""
    if not pulse.is_open:
        return f"incidentctl use {others[0][-4:]}" if others else "incidentctl report"
    return "incidentctl walk" if pulse.told else "incidentctl tell WHO..."


def minutes(span: timedelta) -> int:
    """Give a span in whole minutes, without its sign; what is left is rounded up, what is late down."""
    seconds = span.total_seconds()
    return int(-(-seconds // 60)) if seconds > 0 else int(-seconds // 60)


def _step_clock(words: Words, item: Item, now: datetime) -> Notice | None:
    length = item.step.wait_for or item.step.timebox
    if not length or item.record.started is None:
        return None
    left = timedelta(seconds=length) - (now - item.record.started.recorded)
    kind = "wait" if item.step.wait_for else "timebox"
    is_over = left <= timedelta()
    key = f"clock.{kind}-over" if is_over else f"clock.{kind}"
    return Notice(words(key, minutes=minutes(left), length=length // 60), is_over and kind == "timebox")
