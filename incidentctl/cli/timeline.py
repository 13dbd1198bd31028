"""`timeline`: every fact in the order in which it happened, and (`--follow`) as they come."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.damage import tell_damage
from incidentctl.cli.rows import Rows
from incidentctl.domain.times import Moment
from incidentctl.errors import UsageError
from incidentctl.render.when import full
from incidentctl.render.width import wrap
from incidentctl.usecases.look import entries, see


def timeline(
    call: Call,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="help.option-role")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="help.option-kind")] = "",
    all_: Annotated[bool, typer.Option("--all", help="help.option-all")] = False,
    known_at: Annotated[
        str | None, typer.Option("--known-at", metavar="TIME", help="help.option-known-at")
    ] = None,
    follow: Annotated[bool, typer.Option("--follow", help="help.option-follow")] = False,
) -> None:
    """Print the timeline."""
    if follow and known_at is not None:
        raise UsageError("follow-known-at")
    seen = see(call.context, call.located(), known_at)
    rows = entries(seen, role=role, kind=kind, is_all=all_)
    shown = Rows(call, seen.incident, seen.reading.facts, has_authors=bool(role) or all_)
    if call.is_json and not follow:
        as_of = seen.as_of.isoformat() if seen.as_of else None
        found = [shown.json(entry) for entry in rows]
        drill = seen.incident.pulse.drill
        call.json({"incident": seen.incident.id, "drill": drill, "known_at": as_of, "entries": found})
        return
    if not call.is_json:
        call.out(f"{seen.incident.id}  {call.titled(seen.incident.pulse)}")
        if seen.as_of:
            then = full(Moment(seen.as_of), shown.zone, call.words)
            call.out(*wrap(call.words("echo.known-at", at=then), call.columns))
    shown.put(rows)
    tell_damage(call, seen.reading.troubles)
    if follow:
        from incidentctl.cli.following import follow as go_on  # only where somebody goes on looking

        go_on(call, seen, shown, role=role, kind=kind, is_all=all_)
    elif not seen.as_of:
        call.clocks(seen.incident.pulse)


commands = {"timeline": (timeline, False)}
