"""`run`: a command is shown, confirmed, run, and kept with what it printed."""

from collections.abc import Sequence
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.domain.times import parse_duration
from incidentctl.errors import ExitCode, NeedsAnswer, OutputFailed
from incidentctl.ports import Command
from incidentctl.usecases.run import Ran, as_typed, shown
from incidentctl.usecases.run import run as run_command


def run(
    call: Call,
    command: Annotated[
        list[str] | None, typer.Argument(metavar="COMMAND...", help="help.argument-command")
    ] = None,
    look: Annotated[bool, typer.Option("--look", help="help.option-look-run")] = False,
    text: Annotated[str, typer.Option("-m", "--message", metavar="TEXT", help="help.option-message")] = "",
    method: Annotated[
        str,
        typer.Option("--method", metavar="METHOD", help="help.option-method", autocompletion=choices.methods),
    ] = "",
    timeout: Annotated[str, typer.Option("--timeout", metavar="TIME", help="help.option-timeout")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="help.option-yes-run")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.option-dry-run-run")] = False,
    override: Override = "",
) -> None:
    """Run a command and keep it, with what it printed, on the timeline."""
    if not command:
        raise NeedsAnswer("needs-command")
    seconds = int(parse_duration(timeout).total_seconds()) if timeout else 0
    wanted = Command(tuple(command), timeout=seconds, is_aside=call.is_json)
    if dry_run:
        call.out(*as_typed(wanted))
        return
    located = call.located(is_write=True)
    if not yes and not is_meant(
        call, wanted, f"incidentctl run {'--look ' if look else ''}--yes {shown(wanted)}", look=look
    ):
        call.err(call.words("run.not-run"))
        return
    tell(
        call,
        run_command(call.context, located, wanted, text=text, look=look, method=method, override=override),
    )


def tell(call: Call, ran: Ran, said: Sequence[str] = (), *, is_wanting: bool | None = None) -> None:
    """Echo what was run and what came of it; raise `typer.Exit` with 8 where that is found wanting.

    Without `is_wanting` that is so where the command failed.
    """
    warnings = (*ran.begun.warnings, *ran.ended.warnings)
    recorded = ran.ended._replace(warnings=warnings, broken=ran.begun.broken)
    end = recorded.facts[0].event
    result = {
        "end": end.end,
        "code": end.code,
        "seconds": end.seconds,
        "output": end.output,
        "tail": end.tail,
    }
    also = {"command": result}
    begun = next(fact for fact in ran.begun.facts if fact.kind == "command_begun")
    echo(call, recorded, shown=(begun, *recorded.facts), said=said, is_aside=True, also=also)
    if ran.finished.unshown:
        raise OutputFailed("output-failed", why=ran.finished.unshown)
    if (not ran.is_done) if is_wanting is None else is_wanting:
        raise typer.Exit(ExitCode.FOUND_WANTING)


def is_meant(call: Call, command: Command, line: str, *, look: bool) -> bool:
    """Show the exact command and ask; a change is never what Enter takes. `line` runs it without asking."""
    from incidentctl.domain.screens import Ask, Choice  # only where somebody is asked

    call.err(
        call.words("run.shown" if look else "run.shown-change"), *(f"  {each}" for each in as_typed(command))
    )
    if not call.context.is_interactive:
        raise NeedsAnswer("needs-yes-to-run", line=line)
    choices_ = (Choice("1", "yes", call.words("run.yes")), Choice("2", "no", call.words("run.no")))
    ask = Ask(
        name="run",
        kind="choose",
        title=call.words("run.ask"),
        choices=choices_,
        highlighted=0 if look else -1,
        flag="--yes",
    )
    reply = call.context.prompter.ask(ask)
    return not reply.command and reply.text == "yes"


commands = {"run": (run, True)}
