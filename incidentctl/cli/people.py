"""`join`, `leave` and `release`: who comes, who goes, and whom the commander lets go with thanks."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.people import come, go, thank

Who = Annotated[list[str] | None, typer.Argument(metavar="[WHO]", help="help.argument-one-or-oneself")]


def join(
    call: Call,
    who: Who = None,
    watch: Annotated[bool, typer.Option("--watch", help="help.option-watch")] = False,
) -> None:
    """Come to help, or to watch."""
    located = call.located(is_write=True)
    recorded = come(call.context, located, " ".join(who or ()), watches=watch, at=call.moment(located))
    echo(call, recorded, following=["incidentctl brief"])


def leave(call: Call, who: Who = None, override: Override = "") -> None:
    """Go."""
    if who and not " ".join(who).strip():  # an empty variable must not send away whoever types
        raise NeedsAnswer("needs-who-leaves")
    located = call.located(is_write=True)
    recorded = go(call.context, located, " ".join(who or ()), at=call.moment(located), override=override)
    echo(call, recorded, following=["incidentctl role list"])


def release(
    call: Call,
    who: Annotated[list[str] | None, typer.Argument(metavar="WHO", help="help.argument-one-person")] = None,
    override: Override = "",
) -> None:
    """Let somebody go, with thanks."""
    located = call.located(is_write=True)
    name = " ".join(who or ())
    if not name and call.context.is_interactive:
        from incidentctl.domain.screens import Ask  # only where somebody is asked

        ask = Ask(name="who", kind="text", title=call.words("roster.ask-leaver"), commands="q", flag="WHO")
        reply = call.context.prompter.ask(ask)
        name = "" if reply.command else reply.text
    gone = thank(call.context, located, name, at=call.moment(located), override=override)
    echo(call, gone.recorded, to_paste=["", *gone.thanks], following=["incidentctl role list"])


commands = {"join": (join, True), "leave": (leave, True), "release": (release, True)}
