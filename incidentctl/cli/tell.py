"""`tell`: who was told, when and how."""

import re
from collections.abc import Sequence
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.cli.errors import lines
from incidentctl.domain.runbook import said
from incidentctl.errors import Invalid, NeedsAnswer
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
    recorded = record_told(call.context, located, names, how=how, is_unrelated=unrelated, at=at)
    echo(call, recorded, to_paste=_not_affected(call, names) if unrelated else [])


def _not_affected(call: Call, names: Sequence[str]) -> list[str]:
    """Give the fixed phrase P9 for each of them; without a readable policy there is none."""
    team = ", ".join(name.strip() for name in names if name.strip())
    try:
        return [said(call.context.policy().phrases["P9"], call.context.lang).format(team=team)]
    except Invalid as error:
        call.err(*lines(error, call.words))
        return []


commands = {"tell": (tell, True)}
