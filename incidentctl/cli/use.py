"""`use`: another incident becomes the active one of this terminal."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.locate import locate


def use(
    call: Call,
    wanted: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="help.argument-incident", autocompletion=choices.incidents),
    ] = None,
) -> None:
    """Make it the active one."""
    if not wanted:
        raise NeedsAnswer("needs-incident")
    located = locate(call.context, wanted)
    if call.is_json:
        pulse = located.pulse
        call.json({"incident": located.id, "title": pulse.title, "drill": pulse.drill})
    else:
        call.out(call.words("echo.using", id=located.id, title=call.titled(located.pulse)))
    call.clocks(located.pulse)


commands = {"use": (use, False)}
