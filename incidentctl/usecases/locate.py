"""Which incident is meant: a flag, what this terminal used last, or the only open one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.errors import NeedsAnswer, NotFound, UsageError

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


def locate(context: Context, wanted: str = "", *, is_write: bool = False) -> Located:
    """Find the incident that is meant, and let this terminal remember it.

    The order: the flag, `$INCIDENTCTL_INCIDENT`, what this terminal used last, the only open one. Where
    that says nothing, or a write would go to one that is over while others are open, a terminal is asked,
    else it raises `NeedsAnswer` (cli.md, behaviour 2). Raises `NotFound` when no incident is open.
    """
    timeline = context.timeline
    wanted = wanted or context.config.get("incident", "")
    open_ids = tuple(timeline.open_incidents())
    last = timeline.last_used(context.terminal)
    if wanted:
        chosen = find_incident(context, wanted)
    elif last and (last in open_ids or not open_ids or not is_write):
        chosen = last
    elif not open_ids:
        raise NotFound("no-open-incident")
    elif len(open_ids) == 1 and not last:
        chosen = open_ids[0]
    else:
        chosen = _pick(context, open_ids)
    if chosen != last:
        timeline.use(context.terminal, chosen)
    others = tuple(known for known in open_ids if known != chosen)
    return Located(chosen, timeline.pulse(chosen), others)


def _pick(context: Context, open_ids: tuple[str, ...]) -> str:
    titles = {known: context.timeline.pulse(known).title for known in open_ids}
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
