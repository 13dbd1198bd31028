"""`undo` and `amend`: corrections that never delete."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.render.telling import telling
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.correct import amend as record_amend
from incidentctl.usecases.correct import undo as record_undo

Handle = Annotated[str | None, typer.Argument(metavar="ID", help="help.argument-fact")]


def undo(call: Call, handle: Handle = None) -> None:
    """Take back a fact: the one named, else your last one."""
    located = call.located(is_write=True)
    corrected = record_undo(call.context, located, handle or "")
    echo(call, corrected.recorded)
    if not call.is_json:
        call.out(call.words("echo.taken-back", text=telling(corrected.entry.fact, call.words)))


def amend(
    call: Call,
    handle: Handle = None,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")] = None,
    to: Annotated[str, typer.Option("--to", metavar="STANCE", help="help.option-to")] = "",
) -> None:
    """Put right a text, its stance, or (`--at`) when it happened."""
    if not handle:
        raise NeedsAnswer("needs-handle")
    located = call.located(is_write=True)
    at = call.moment(located)
    corrected = record_amend(call.context, located, handle, text=" ".join(text or ()), to=to, at=at)
    echo(call, corrected.recorded)
    if not call.is_json:
        call.out(call.words("echo.was", text=telling(corrected.entry.fact, call.words)))


commands = {"undo": (undo, False), "amend": (amend, True)}
