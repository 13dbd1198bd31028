"""`undo` and `amend`: corrections that never delete."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.errors import NeedsAnswer
from incidentctl.render.telling import telling
from incidentctl.usecases.correct import STANCES, text_of
from incidentctl.usecases.correct import amend as record_amend
from incidentctl.usecases.correct import undo as record_undo

Handle = Annotated[str | None, typer.Argument(metavar="ID", help="help.argument-fact")]


def undo(call: Call, handle: Handle = None) -> None:
    """Take back a fact: the one named, else your last one."""
    if handle is not None and not handle.strip():  # an empty variable must not take back something else
        raise NeedsAnswer("needs-handle")
    located = call.located(is_write=True)
    corrected = record_undo(call.context, located, handle or "")
    zone = call.context.zone_of(located.pulse.zone)
    taken = call.words("echo.taken-back", text=telling(corrected.entry.fact, call.words, zone))
    echo(call, corrected.recorded, said=[taken])


def amend(
    call: Call,
    handle: Handle = None,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")] = None,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="STANCE", help="help.option-to", autocompletion=choices.one_of(*STANCES)
        ),
    ] = "",
) -> None:
    """Put right a text, its stance, or (`--at`) when it happened."""
    if not handle:
        raise NeedsAnswer("needs-handle")
    located = call.located(is_write=True)
    at = call.moment(located)
    typed = " ".join(text or ())
    if not (typed or to or at) and call.context.is_interactive:
        typed = _edited(call, text_of(call.context, located, handle))
    corrected = record_amend(call.context, located, handle, text=typed, to=to, at=at)
    zone = call.context.zone_of(located.pulse.zone)
    before = call.words("echo.was", text=telling(corrected.entry.fact, call.words, zone))
    echo(call, corrected.recorded, said=[before])


def _edited(call: Call, text: str) -> str:
    """Let the text be put right in `$VISUAL` or `$EDITOR`; "" when it comes back unchanged or empty."""
    from incidentctl.prompts.editor import edit, editor_command  # only where an editor is opened

    return (edit(text, command=editor_command(call.environ)) or "").rstrip("\n")


commands = {"undo": (undo, False), "amend": (amend, True)}
