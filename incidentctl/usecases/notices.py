"""The clocks that run: what is due, worded for headers, footers and the walk's screen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.lifecycle import FOLLOWING, clocks, phase
from incidentctl.domain.screens import Notice
from incidentctl.domain.times import from_iso, time_of_day, whole_minutes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from incidentctl.domain.checklist import Item
    from incidentctl.domain.pulse import Pulse
    from incidentctl.ports import Context
    from incidentctl.words import Words

SOON = timedelta(minutes=5)
NEAR = timedelta(minutes=10)
PROMISED = frozenset({"privacy-again", "privacy-check"})
IN_A_FOOTER = 2
ON_A_STEP = 1
"""How many nudges are shown at most; `brief` has them all."""


def notices_for(
    context: Context,
    pulse: Pulse,
    item: Item | None = None,
    before: Pulse | None = None,
    following: Sequence[str] = (),
) -> tuple[Notice, ...]:
    """Give the clocks to show: telling somebody, deciding, the promised update, and the step's own.

    What was promised within the privacy track is shown from five minutes before it is due; the others, such
    as the next update (S3-1), as long as they run, but on the screen of a step, whose first line has the
    time, from ten minutes before. The most urgent nudges follow; `before` is the pulse before the command
    that this is shown after, `following` are the commands that stand below.
    """
    now, words = context.now(), context.words
    zone = context.zone_of(pulse.zone)
    notices = []
    for clock in clocks(pulse, now):
        if clock.name in PROMISED and clock.remaining > SOON:
            continue
        if item is not None and clock.name == "update" and clock.remaining > NEAR:
            continue
        suffix = "overdue" if clock.is_overdue else "due"
        at, length = time_of_day(clock.due, now, zone), words.length(whole_minutes(clock.remaining))
        text = words(f"clock.{clock.name}-{suffix}", at=at, length=length, id=clock.id)
        notices.append(Notice(_unsaid(text, following), clock.is_overdue))
    if item is not None and (notice := _step_clock(words, item, now)):
        notices.append(notice)
    at_most = ON_A_STEP if item is not None else IN_A_FOOTER
    return (*notices, *(Notice(text) for text in nudges_for(context, pulse, before, following)[:at_most]))


def nudges_for(
    context: Context, pulse: Pulse, before: Pulse | None = None, following: Sequence[str] = ()
) -> list[str]:
    """Word every nudge, most urgent first: the rule, what is missing, and the command that answers it.

    A command that stands among `following`, below the nudges, is not said twice.
    """
    from incidentctl.domain.handles import named  # noqa: PLC0415 - start-up: `note` has it, `walk` not yet
    from incidentctl.domain.nudges import nudges  # noqa: PLC0415 - as above

    words = context.words
    worded = []
    for nudge in nudges(pulse, context.now(), before):
        handle = named(nudge.kind, nudge.ids[0], pulse.facts) if nudge.ids else ""
        length = words.length(nudge.minutes)
        sentence = words(f"nudge.{nudge.key}", id=handle, length=length, **nudge.params)
        worded.append(f"{nudge.rule}: {_unsaid(sentence, following)}")
    return worded


def _unsaid(text: str, following: Sequence[str]) -> str:
    """Leave out the command at the end of a sentence where one that comes to the same stands below."""
    sentence, _, command = text.partition("`")
    is_below = text.endswith("`") and any(_aim(line) == _aim(command) for line in following)
    return sentence.rstrip(" :") if is_below else text


def _aim(command: str) -> list[str]:
    """Give what tells commands apart: what they do, and to what."""
    return command.rstrip("`").split()[1:3]


def status(context: Context, pulse: Pulse) -> str:
    """Give "drill", severity, phase, "solo" (S1-21), the promised update: for the first line of a screen."""
    words = context.words
    drill = [words("drill.mark").strip()] if pulse.drill else []
    parts = [*drill, pulse.severity or "SEV?", words(f"phase.{phase(pulse)}")]
    if pulse.is_solo and not pulse.ended:
        parts.append(words("clock.solo"))
    if pulse.update_due and pulse.is_open and not pulse.ended:
        due = from_iso(pulse.update_due).astimezone(context.zone_of(pulse.zone))
        parts.append(words("clock.next", at=f"{due:%H:%M}"))
    return " ".join(parts)


def next_command(pulse: Pulse, others: Sequence[str] = ()) -> str:
    """Give the command to run after a fact was recorded; `others` are further open incidents."""
    if not pulse.is_open:
        return f"incidentctl use {others[0][-4:]}" if others else "incidentctl report"
    return FOLLOWING.get(phase(pulse), "incidentctl walk") if pulse.told else "incidentctl tell WHO..."


def _step_clock(words: Words, item: Item, now: datetime) -> Notice | None:
    length = item.step.wait_for or item.step.timebox
    if not length or item.record.started is None:
        return None
    left = timedelta(seconds=length) - (now - item.record.started.recorded)
    kind = "wait" if item.step.wait_for else "timebox"
    is_over = left <= timedelta()
    key = f"clock.{kind}-over" if is_over else f"clock.{kind}"
    text = words(key, left=words.length(whole_minutes(left)), length=words.length(length // 60))
    return Notice(text, is_over and kind == "timebox")
