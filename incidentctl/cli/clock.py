"""`clock`: duties with a deadline; every line says to verify it with legal."""

from collections.abc import Sequence
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.domain.times import iso
from incidentctl.errors import NeedsAnswer
from incidentctl.render.duty import clock_lines, obligation_lines, particulars
from incidentctl.render.width import wrap
from incidentctl.usecases import clock as duties
from incidentctl.usecases.record import Recorded
from incidentctl.usecases.role import role_labels

Id = Annotated[
    str | None,
    typer.Argument(metavar="ID", help="help.argument-clock", autocompletion=choices.clocks),
]


def clock_list(
    call: Call,
    all_: Annotated[bool, typer.Option("--all", help="help.option-all-clocks")] = False,
) -> None:
    """Print how each clock and each obligation stands."""
    located = call.located()
    found = duties.list_clocks(call.context, located, is_all=all_)
    if call.is_json:
        call.json(_json(found))
        return
    zone = call.context.zone_of(located.pulse.zone)
    roles = role_labels(call.context, located.pulse)
    for standing in found.clocks:
        _out(call, clock_lines(standing, call.words, call.context.now(), zone, roles))
    if not found.clocks:
        _out(call, [call.words("duty.none")])
    _out(call, obligation_lines(found.judged, call.words, roles))
    call.err(call.words("drill.no-clocks" if located.pulse.drill else "duty.not-advice"))
    call.footer(located)


def start(
    call: Call,
    clock: Id = None,
    anchor: Annotated[str, typer.Option("--anchor", metavar="TIME", help="help.option-anchor")] = "",
) -> None:
    """Let a clock run from the time that a human sets."""
    located = call.located(is_write=True)
    name, legal = duties.known_clock(call.context, located, clock or "")
    if not anchor.strip() and not (legal and legal.waits_for):
        anchor = _asked_anchor(call, name, legal.anchor if legal else "")
    _echo(call, duties.start(call.context, located, name, anchor or "now"))


def submitted(call: Call, clock: Id = None) -> None:
    """Record that a report was sent."""
    located = call.located(is_write=True)
    name, _ = duties.known_clock(call.context, located, clock or "")
    _echo(call, duties.submit(call.context, located, name, call.moment(located)))


def stop(
    call: Call,
    clock: Id = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why")] = "",
) -> None:
    """Record that a duty does not apply."""
    located = call.located(is_write=True)
    name, _ = duties.known_clock(call.context, located, clock or "")
    why = why if why.strip() else call.asked("ask.why-clock", "--why")
    _echo(call, duties.stop(call.context, located, name, why, call.moment(located)))


def _asked_anchor(call: Call, name: str, anchor: str) -> str:
    """Ask from when a clock runs, where somebody can answer; there is nothing that Enter would take."""
    key = f"duty.anchor.{anchor}"
    meaning = call.words(key) if call.words.has(key) else anchor
    typed = call.asked("ask.clock-anchor", "--anchor", clock=name, anchor=meaning)
    if not typed:
        raise NeedsAnswer("needs-anchor", clock=name, anchor=meaning)
    return typed


def _echo(call: Call, recorded: Recorded) -> None:
    """Print what was recorded, then how the clocks concerned stand, and what their reports must hold."""
    located = recorded.located
    touched = {fact.event.clock for fact in recorded.facts}
    zone = call.context.zone_of(located.pulse.zone)
    roles = role_labels(call.context, located.pulse)
    said: list[str] = []
    for standing in duties.list_clocks(call.context, located).clocks:
        if standing.id in touched:
            said += clock_lines(standing, call.words, call.context.now(), zone, roles)
            said += particulars(standing, call.words) if standing.state == "running" else []
    echo(call, recorded, said=said, following=["incidentctl clock list"])


def _out(call: Call, lines: Sequence[str]) -> None:
    call.out(*_wrapped(call, lines))


def _wrapped(call: Call, lines: Sequence[str]) -> list[str]:
    """Break lines at the width of the terminal; what follows stands as far in as its beginning."""
    result = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        first, *rest = wrap(line.strip(" "), max(20, call.columns - len(indent))) or [""]
        result += [indent + first, *(f"{indent}{each}" for each in rest)]
    return result


def _json(found: duties.Duties) -> dict[str, object]:
    return {
        "clocks": [
            {
                "id": row.id,
                "state": row.state,
                "name": row.legal.name if row.legal else None,
                "regime": row.legal.regime if row.legal else None,
                "enabled": row.legal.enabled if row.legal else None,
                "private": row.legal.private if row.legal else None,
                "anchor": row.legal.anchor if row.legal else None,
                "anchor_at": iso(row.anchor) if row.anchor else None,
                "due": iso(row.due) if row.due else None,
                "soft_from": iso(row.soft_from) if row.soft_from else None,
                "at": iso(row.fact.at) if row.fact else None,
                "why": getattr(row.fact.event, "why", None) if row.fact else None,
                "judged_by": row.role if row.state == "stopped" else None,
                "waits_for": row.legal.waits_for or None if row.legal else None,
                "applies_if": row.legal.applies_if if row.legal else {},
                "fields": row.legal.fields if row.legal else {},
                "recipient": row.legal.recipient if row.legal else {},
                "source": row.legal.source if row.legal else {},
                "checked_on": row.legal.checked_on if row.legal else None,
                "confidence": row.legal.confidence if row.legal else None,
                "verify_with_legal": True,
            }
            for row in found.clocks
        ],
        "obligations": [
            {"field": row.field, "value": row.value or None, "judged_by": row.judged_by or row.role or None}
            for row in found.judged
        ],
    }


commands = {
    "clock": {
        "list": (clock_list, False),
        "start": (start, False),
        "submitted": (submitted, True),
        "stop": (stop, True),
    }
}
