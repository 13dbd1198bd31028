"""`declare`: open an incident, print the first notice, and begin the checklist."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.cli.walk import walk_on
from incidentctl.errors import NeedsAnswer
from incidentctl.render.update import post_lines
from incidentctl.usecases.declare import declare as open_incident


def declare(
    call: Call,
    title: Annotated[list[str] | None, typer.Argument(metavar="TITLE...", help="help.argument-title")] = None,
    suspect: Annotated[bool, typer.Option("--suspect", help="help.option-suspect")] = False,
    severity: Annotated[
        str,
        typer.Option(
            "--severity",
            metavar="LEVEL",
            help="help.option-severity",
            autocompletion=choices.levels,
        ),
    ] = "",
    service: Annotated[str, typer.Option("--service", metavar="NAME", help="help.option-service")] = "",
    detected: Annotated[str, typer.Option("--detected", metavar="TIME", help="help.option-detected")] = "",
    started: Annotated[str, typer.Option("--started", metavar="TIME", help="help.option-started")] = "",
    source: Annotated[
        str, typer.Option("--source", metavar="SOURCE", help="help.option-detection-source")
    ] = "",
    no_walk: Annotated[bool, typer.Option("--no-walk", help="help.option-no-walk")] = False,
) -> None:
    """Declare: a title is enough."""
    context = call.context
    text = " ".join(title or ())
    if not text.strip() and context.is_interactive:
        from incidentctl.domain.screens import Ask  # only where somebody is asked

        ask = Ask(name="title", kind="text", title=call.words("ask.title"), flag="TITLE")
        reply = context.prompter.ask(ask)
        text = call.heard(reply)
    if not text.strip():
        raise NeedsAnswer("needs-title")
    values = {
        "service": service,
        "started_at": started,
        "detected_at": detected,
        "detection.source": source,
    }
    declaration = open_incident(
        context, text, is_suspect=suspect, severity=severity, values=values, at=call.moment()
    )
    recorded = declaration.recorded
    if declaration.notice and not call.is_json:
        call.out(call.words("echo.declared", id=recorded.located.id, title=recorded.pulse.title), "")
        call.out(*post_lines(declaration.notice, call.words, context.zone), "")
        call.err(call.words("echo.paste"))
        if declaration.wide:
            call.err(call.words("echo.wide", who=call.words("when.list").join(declaration.wide)))
        call.err(call.words("echo.rooms", working=declaration.rooms[0], reporting=declaration.rooms[1]))
    if declaration.problem is not None:
        from incidentctl.cli.errors import lines  # only where something is wrong

        call.err(call.words("echo.declared-anyway"), *lines(declaration.problem, call.words))
    is_walking = context.is_interactive and not no_walk and not call.is_json and not declaration.problem
    tell = "" if is_walking else call.words("echo.then-tell")
    echo(call, recorded, following=[tell] if tell else [])
    if is_walking:
        walk_on(call, recorded.located, "report")


commands = {"declare": (declare, True)}
