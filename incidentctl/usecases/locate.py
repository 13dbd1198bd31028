"""Which incident is meant: a flag, what this terminal used last, or the only open one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.errors import Damaged, NeedsAnswer, NotFound, UsageError

if TYPE_CHECKING:
    from incidentctl.domain.pulse import Pulse
    from incidentctl.ports import Context


class Located(NamedTuple):
    """The incident that a command is about. `others` are the ids of further open incidents."""

    id: str
    pulse: Pulse
    others: tuple[str, ...] = ()


def find_incident(context: Context, text: str) -> str:
    """Give the id that ends with `text`, in any case; raise `NotFound` or, if several do, `UsageError`."""
    with suppress(NotFound, Damaged):
        if context.timeline.pulse(text).id:  # a whole id: no look at ten thousand others
            return text
    wanted = text.casefold()
    ids = context.timeline.incidents()
    matches = [known for known in ids if known.casefold() == wanted] or [
        known for known in ids if wanted and known.casefold().endswith(wanted)
    ]
    if not matches:
        raise NotFound("no-such-incident", id=text)
    if len(matches) > 1:
        raise UsageError("incident-ambiguous", id=text, details=tuple(f"  {known}" for known in matches))
    return matches[0]


def locate(context: Context, wanted: str = "", *, is_write: bool = False, is_blind: bool = False) -> Located:
    """Find the incident that is meant, and let this terminal remember it.

    The order: the flag, `$INCIDENTCTL_INCIDENT`, what this terminal used last, the only open one; a drill
    counts only where nothing real is open. Where that says nothing, or a write would go to one that is over
    (anything, if that was a drill) while others are open, a terminal is asked, else it raises `NeedsAnswer`
    (cli.md, behaviour 2). Raises `NotFound` when no incident is open. `is_blind`: one whose files cannot be
    opened will do, as nothing is known of it; else `Damaged`.
    """
    timeline = context.timeline
    wanted = wanted or context.config.get("incident", "")
    open_ids = tuple(timeline.open_incidents())
    last = timeline.last_used(context.terminal)
    if wanted:
        chosen = find_incident(context, wanted)
    elif last and (
        last in open_ids or not open_ids or not (is_write or _is_past_drill(context, last, open_ids))
    ):
        chosen = last
    elif not open_ids:
        raise NotFound("no-open-incident")
    elif len(likely := _real(context, open_ids) or open_ids) == 1 and not last:
        chosen = likely[0]
    else:
        chosen = _pick(context, likely)
    if chosen != last:
        timeline.use(context.terminal, chosen)
    others = tuple(known for known in open_ids if known != chosen)
    try:
        return Located(chosen, timeline.pulse(chosen), others)
    except Damaged:
        if not is_blind:
            raise
        from incidentctl.domain.pulse import Pulse  # noqa: PLC0415 - only where nothing can be read

        return Located(chosen, Pulse(id=chosen), others)


def _real(context: Context, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(known for known in ids if not context.timeline.pulse(known).drill)


def _is_past_drill(context: Context, last: str, open_ids: tuple[str, ...]) -> bool:
    """Say whether what this terminal used last was a drill, which is over, while something real is open."""
    return context.timeline.pulse(last).drill and bool(_real(context, open_ids))


def _pick(context: Context, open_ids: tuple[str, ...]) -> str:
    titles = {known: _title(context, known) for known in open_ids}
    details = tuple(f"  -i {known[-4:]}  {known}  {titles[known]}" for known in open_ids)
    if not context.is_interactive:
        raise NeedsAnswer("which-incident", details=details)
    from incidentctl.domain.screens import Ask, Choice  # noqa: PLC0415 - only where somebody is asked

    shown = open_ids[:9]
    ask = Ask(
        name="which-incident",
        kind="choose",
        title=context.words("walk.which-incident"),
        choices=tuple(
            Choice(str(n), known, f"{known}  {titles[known]}") for n, known in enumerate(shown, start=1)
        ),
        flag="-i",
    )
    reply = context.prompter.ask(ask)
    if reply.command:
        raise NeedsAnswer("which-incident", details=details)
    return reply.text


def _title(context: Context, known: str) -> str:
    pulse = context.timeline.pulse(known)
    if not pulse.drill:
        return pulse.title
    from incidentctl.domain.drill import titled  # noqa: PLC0415 - only for a drill

    return titled(pulse, context.words)
