"""`run`: a command is shown, confirmed, run, and kept with what it printed."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.domain.times import parse_duration
from incidentctl.errors import ExitCode, NeedsAnswer, OutputFailed
from incidentctl.ports import Command
from incidentctl.usecases.run import run as run_command
from incidentctl.usecases.run import shown


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
        call.out(f"$ {shown(wanted)}")
        return
    located = call.located(is_write=True)
    if not yes and not _is_meant(call, wanted, look=look):
        call.err(call.words("run.not-run"))
        return
    ran = run_command(call.context, located, wanted, text=text, look=look, method=method, override=override)
    recorded = ran.ended._replace(warnings=ran.begun.warnings, broken=ran.begun.broken)
    end = recorded.facts[0].event
    result = {
        "end": end.end,
        "code": end.code,
        "seconds": end.seconds,
        "output": end.output,
        "tail": end.tail,
    }
    begun = next(fact for fact in ran.begun.facts if fact.kind == "command_begun")
    echo(call, recorded, shown=(begun, *recorded.facts), is_aside=True, also={"command": result})
    if ran.finished.unshown:
        raise OutputFailed("output-failed", why=ran.finished.unshown)
    if not ran.is_done:
        raise typer.Exit(ExitCode.FOUND_WANTING)


def _is_meant(call: Call, command: Command, *, look: bool) -> bool:
    """Show the exact command and ask; a change is never what Enter takes."""
    from incidentctl.domain.screens import Ask, Choice  # only where somebody is asked

    call.err(call.words("run.shown" if look else "run.shown-change"), f"  $ {shown(command)}")
    if not call.context.is_interactive:
        raise NeedsAnswer("needs-yes-to-run")
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
