"""The table of commands, and the parser that is built from it."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import typer

from incidentctl.cli.call import Call, Shell, with_options
from incidentctl.ports import Context
from incidentctl.words import Words

FIRST = ("declare", "walk", "note", "tell", "report", "list")
"""What help shows first."""

COMMANDS: Mapping[str, str] = {
    "declare": "declare",
    "walk": "walk",
    "note": "note",
    "tell": "tell",
    "report": "report",
    "list": "list",
    "confirm": "confirm",
    "withdraw": "confirm",
    "step": "step",
    "use": "use",
    "set": "value",
    "path": "path",
    "mark": "value",
    "severity": "value",
    "act": "note",
    "undo": "correct",
    "amend": "correct",
    "timeline": "timeline",
    "runbook": "runbook",
    "verify": "verify",
    "completion": "completion",
    "help": "help",
}
"""Every command and the module of `incidentctl.cli` that holds it; only those named in argv are loaded.

A module has `commands`: name -> (function, is_recorder), or name -> a mapping of the same for a group.
"""


def overview(call: Call) -> None:
    """Answer "what is going on, and what do I do next"."""
    from incidentctl.cli.overview import overview as show  # only where no command is named

    show(call)


def build(argv: Sequence[str], words: Words, *, is_full: bool = False) -> typer.Typer:
    """Build the parser: with the commands that argv names, or (`is_full`, or none named) with all."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": []},
    )
    app.callback(invoke_without_command=True)(with_options(overview, is_root=True))
    named = [] if is_full else [name for name in COMMANDS if name in argv]
    for name in named or (COMMANDS if is_full or _wants_all(argv) else ()):
        module = import_module(f"incidentctl.cli.{COMMANDS[name]}")
        entry = module.commands[name]
        if isinstance(entry, Mapping):
            group = typer.Typer(
                rich_markup_mode=None, context_settings={"help_option_names": []}, no_args_is_help=False
            )
            group.callback(invoke_without_command=True)(with_options(_group_help))
            for sub, (function, is_recorder) in entry.items():
                group.command(sub, help=_help(words, f"{name}-{sub}"))(
                    with_options(function, is_recorder=is_recorder)
                )
            app.add_typer(group, name=name, help=_help(words, name))
        else:
            function, is_recorder = entry
            app.command(name, help=_help(words, name))(with_options(function, is_recorder=is_recorder))
    return app


def _wants_all(argv: Sequence[str]) -> bool:
    return any(not word.startswith("-") for word in argv) or bool({"-h", "--help"} & set(argv))


def _group_help(call: Call) -> None:
    """Do nothing by itself: a group needs one of its commands."""


def _help(words: Words, name: str) -> str:
    return words(f"help.{name}")


def run(argv: Sequence[str], context: Context, environ: Mapping[str, str]) -> int:
    """Parse and run; give the exit code.

    Raises what the commands raise, and `typer.TyperException` for what the parser refuses.
    """
    words = context.words
    shell = Shell(context, environ)
    try:
        return _invoke(build(argv, words), argv, shell)
    except typer.TyperException:
        if all(name in argv for name in COMMANDS):
            raise
        # With the whole table, so that the parser can suggest what was meant.
        return _invoke(build(argv, words, is_full=True), argv, Shell(context, environ))


def _invoke(app: typer.Typer, argv: Sequence[str], shell: Shell) -> int:
    command: Any = typer.main.get_command(app)
    result = command.main(
        args=list(argv), prog_name="incidentctl", standalone_mode=False, obj=shell
    )
    sys.stdout.flush()
    return result if isinstance(result, int) else 0
