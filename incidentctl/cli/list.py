"""`list`: all incidents, the open ones first."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.domain.lifecycle import phase
from incidentctl.domain.times import from_iso
from incidentctl.usecases.look import Listed, list_incidents


def list_(
    call: Call,
    is_open: Annotated[bool, typer.Option("--open", help="help.option-open")] = False,
) -> None:
    """List incidents."""
    rows = list_incidents(call.context, is_open=is_open)
    if call.is_json:
        call.json({"incidents": [_json(row) for row in rows]})
        return
    for row in rows:
        call.out(_line(call, row))
    if not rows:
        call.err(call.words("echo.no-incidents"))
        call.err('→ incidentctl declare "..."')


def _line(call: Call, row: Listed) -> str:
    if row.pulse is None:
        return f"{row.id}  {call.words('echo.unreadable')}"
    pulse = row.pulse
    at = from_iso(pulse.declared).astimezone(call.context.zone_of(pulse.zone)) if pulse.declared else None
    when = f"{at:%m-%d %H:%M}" if at else "?"
    level = pulse.severity or "SEV?"
    return f"{row.id}  {when}  {level:<5} {call.words(f'phase.{phase(pulse)}')}  {pulse.title}"


def _json(row: Listed) -> dict[str, object]:
    pulse = row.pulse
    if pulse is None:
        return {"id": row.id, "error": row.trouble}
    return {
        "id": row.id,
        "title": pulse.title,
        "phase": phase(pulse),
        "severity": pulse.severity or None,
        "declared": pulse.declared or None,
        "open": pulse.is_open,
        "facts": pulse.facts,
    }


commands = {"list": (list_, False)}
