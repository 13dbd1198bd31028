"""`brief`: one screen for somebody who joins late or takes over."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.damage import tell_damage
from incidentctl.domain.times import Moment
from incidentctl.render.brief import Page, lines
from incidentctl.render.when import full
from incidentctl.usecases.brief import brief_on


def brief(
    call: Call,
    known_at: Annotated[
        str | None, typer.Option("--known-at", metavar="TIME", help="help.option-known-at")
    ] = None,
) -> None:
    """Print the brief."""
    context = call.context
    located = call.located()
    seen = brief_on(context, located, known_at)
    zone = context.zone_of(located.pulse.zone)
    now = seen.as_of or context.now()
    as_of = call.words("echo.known-at", at=full(Moment(seen.as_of), zone, call.words)) if seen.as_of else ""
    if call.is_json:
        from incidentctl.render.brief_json import brief_data  # only for JSON

        page = Page(seen.brief, call.words, zone, now)
        told = {"checks": list(seen.checks), "next": seen.following}
        known = seen.as_of.isoformat() if seen.as_of else None
        call.json({**brief_data(seen.brief, page), **told, "known_at": known})
    else:
        call.out(
            *lines(
                seen.brief,
                call.words,
                zone,
                now,
                call.columns,
                as_of=as_of,
                checks=seen.checks,
                following=seen.following,
            )
        )
    tell_damage(call, seen.damage)


commands = {"brief": (brief, False)}
