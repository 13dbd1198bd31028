"""`confirm` and `withdraw`: a suspicion becomes an incident, or was none."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.cli.errors import lines
from incidentctl.domain.runbook import said
from incidentctl.errors import Invalid
from incidentctl.usecases.confirm import confirm as record_confirm
from incidentctl.usecases.confirm import withdraw as record_withdraw


def confirm(
    call: Call,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")] = None,
) -> None:
    """Say that it is an incident."""
    located = call.located(is_write=True)
    at = call.moment(located)
    echo(
        call,
        record_confirm(call.context, located, " ".join(text or ()), at),
        following=["incidentctl walk"],
    )


def withdraw(
    call: Call,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why")] = "",
) -> None:
    """Say that it was none: thanks, and no blame."""
    located = call.located(is_write=True)
    if not why and call.context.is_interactive:
        from incidentctl.domain.screens import Ask  # only where somebody is asked

        ask = Ask(name="withdraw", kind="text", title=call.words("ask.why-withdraw"), flag="--why")
        reply = call.context.prompter.ask(ask)
        why = call.heard(reply)
    recorded = record_withdraw(call.context, located, why, call.moment(located))
    echo(call, recorded, to_paste=_thanks(call))


def _thanks(call: Call) -> list[str]:
    """Give the fixed phrase P8; a policy that cannot be read is no reason to hide what was recorded."""
    try:
        return [said(call.context.policy().phrases["P8"], call.context.lang).format()]
    except Invalid as error:
        call.err(*lines(error, call.words))
        return []


commands = {"confirm": (confirm, True), "withdraw": (withdraw, True)}
