"""`completion`: the script that makes a shell complete commands and flags."""

import sys
from typing import Annotated, Any, NoReturn

import typer
from typer import _completion_shared
from typer.completion import completion_init  # type: ignore[attr-defined] # typer re-exports it so

from incidentctl.cli.call import Call, Shell
from incidentctl.cli.table import PROGRAMS
from incidentctl.errors import NeedsAnswer, UsageError
from incidentctl.words import Words

SHELLS = ("bash", "zsh", "fish")


def completion(
    call: Call,
    shell: Annotated[str | None, typer.Argument(metavar="bash|zsh|fish", help="help.argument-shell")] = None,
) -> None:
    """Print the script."""
    if not shell:
        raise NeedsAnswer("needs-shell")
    if shell not in SHELLS:
        raise UsageError("no-such-shell", shell=shell, choices=", ".join(SHELLS))
    for name in PROGRAMS:
        variable = f"_{name.upper()}_COMPLETE"
        script = _completion_shared.get_completion_script(prog_name=name, complete_var=variable, shell=shell)
        sys.stdout.write(script + "\n")
    del call


def complete(app: typer.Typer, prog: str, shell: Shell, words: Words) -> NoReturn:
    """Answer a shell that asks how a line may go on (`_INCIDENTCTL_COMPLETE` is set); exit.

    Help texts are keys until they are shown, so they are worded here.
    """
    completion_init()
    command: Any = typer.main.get_command(app)
    _word(command, words)
    command.main(args=[], prog_name=prog, standalone_mode=False, obj=shell)
    raise SystemExit(0)


def _word(command: Any, words: Words) -> None:  # noqa: ANN401 - a command of typer's own parser
    """Put the sentence for the key in every help text, below `command` too."""
    summary = (command.help or "").partition("\n\n")[2]
    command.help = command.short_help = summary
    for param in command.params:
        if getattr(param, "help", None) and words.has(param.help):
            param.help = words(param.help)
    for inner in getattr(command, "commands", {}).values():
        _word(inner, words)


commands = {"completion": (completion, False)}
