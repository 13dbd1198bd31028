"""`tell`: who was told, when and how."""

import re
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.domain.runbook import said
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.tell import tell as record_told


def tell(
    call: Call,
    who: Annotated[list[str] | None, typer.Argument(metavar="WHO...", help="help.argument-who")] = None,
    how: Annotated[str, typer.Option("--how", metavar="TEXT", help="help.option-how")] = "",
    unrelated: Annotated[bool, typer.Option("--unrelated", help="help.option-unrelated")] = False,
) -> None:
    """Record who was told."""
    if not who:
        raise NeedsAnswer("needs-who")
    located = call.located(is_write=True)
    names = [name for word in who for name in re.split(r"[,、，;]", word)]
    at = call.moment(located)
    echo(call, record_told(call.context, located, names, how=how, is_unrelated=unrelated, at=at))
    if unrelated and not call.is_json:
        phrase = said(call.context.runbooks.policy().phrases["P9"], call.context.lang)
        call.out(phrase.format(team=", ".join(name.strip() for name in names if name.strip())))


commands = {"tell": (tell, True)}
