"""`brief`: one screen for somebody who joins late or takes over."""

from incidentctl.cli.call import Call
from incidentctl.render.brief import Page, lines
from incidentctl.usecases.brief import brief_on


def brief(call: Call) -> None:
    """Print the brief."""
    context = call.context
    located = call.located()
    seen = brief_on(context, located)
    zone = context.zone_of(located.pulse.zone)
    now = context.now()
    if call.is_json:
        from incidentctl.render.brief_json import brief_data  # only for JSON

        page = Page(seen.brief, call.words, zone, now)
        call.json({**brief_data(seen.brief, page), "checks": list(seen.checks), "next": seen.following})
    else:
        call.out(
            *lines(
                seen.brief, call.words, zone, now, call.columns, checks=seen.checks, following=seen.following
            )
        )
    for trouble in seen.damage:
        call.err(call.words("echo.damage", file=trouble.file, line=trouble.line))


commands = {"brief": (brief, False)}
