"""`declare`: open an incident, print the first notice, and begin the checklist."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.cli.walk import walk_on
from incidentctl.errors import NeedsAnswer
from incidentctl.render.safe import one_line
from incidentctl.render.update import post_lines
from incidentctl.usecases.declare import declare as open_incident


def declare(
    call: Call,
    title: Annotated[list[str] | None, typer.Argument(metavar="TITLE...", help="help.argument-title")] = None,
    suspect: Annotated[bool, typer.Option("--suspect", help="help.option-suspect")] = False,
    drill: Annotated[bool, typer.Option("--drill", help="help.option-drill")] = False,
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
        context,
        text,
        is_suspect=suspect,
        is_drill=drill,
        severity=severity,
        values=values,
        at=call.moment(),
    )
    recorded = declaration.recorded
    if declaration.notice and not call.is_json:
        call.out(call.words("echo.declared", id=recorded.located.id, title=call.titled(recorded.pulse)), "")
        call.out(*post_lines(declaration.notice, call.words, context.zone), "")
        call.err(call.words("echo.paste"))
        if declaration.wide:
            call.err(call.words("echo.wide", who=call.words("when.list").join(declaration.wide)))
        call.err(call.words("echo.rooms", working=declaration.rooms[0], reporting=declaration.rooms[1]))
    if drill:
        call.err(call.words("drill.begun"))
    if declaration.problem is not None:
        from incidentctl.cli.errors import lines  # only where something is wrong

        call.err(call.words("echo.declared-anyway"), *lines(declaration.problem, call.words))
    if not call.is_json:
        _tell_alike(call, recorded.located.id, recorded.pulse.title)
    is_walking = context.is_interactive and not no_walk and not call.is_json and not declaration.problem
    tell = "" if is_walking else call.words("echo.then-tell")
    echo(call, recorded, following=[tell] if tell else [])
    if is_walking:
        walk_on(call, recorded.located, "report")


def _tell_alike(call: Call, incident: str, title: str) -> None:
    """Say what ended earlier incidents with a title like this one, where that is known at once."""
    from incidentctl.usecases.similar import similar  # `declare` alone asks

    for each in similar(call.context, incident, title):
        call.err(call.words("search.alike", id=each.id, title=one_line(each.title)))
        for key, text in (("mitigation", each.mitigation), ("cause", each.cause)):
            if text:
                call.err(call.words(f"search.alike.{key}", text=one_line(text)))


commands = {"declare": (declare, True)}
