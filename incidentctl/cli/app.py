"""The parser, built from the table of commands."""

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from incidentctl.cli.call import Call, Shell, with_options
from incidentctl.cli.table import COMMANDS, PASSES_ON, PROGRAMS, SHORT
from incidentctl.errors import ExitCode
from incidentctl.ports import Context
from incidentctl.words import Words


def overview(
    call: Call, version: Annotated[bool, typer.Option("--version", help="help.option-version")] = False
) -> None:
    """Answer "what is going on, and what do I do next"."""
    if version:
        from incidentctl import __version__  # only where it is asked for

        call.out(f"incidentctl {__version__}")
        return
    from incidentctl.cli.overview import overview as show  # only where no command is named

    show(call)


class Group(TyperGroup):
    """A group of commands; one of `SHORT` takes a text of its own: `concern TEXT` is `concern add TEXT`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - the parser's own context
        """Hand options that the group does not know to the command that may be left out."""
        short = SHORT.get(self.name or "")
        try:
            return super().parse_args(ctx, list(args))
        except typer.TyperException:
            if not short:
                raise
            return super().parse_args(ctx, [short, *args])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Take what names no command for a text; a single misspelt word is still a misspelt command."""
        short = SHORT.get(self.name or "")
        if short and args[0] not in self.commands:
            from incidentctl.domain.nearest import near  # only for a text

            if len(args) > 1 or not near(args[0], self.commands):
                args = [short, *args]
        return super().resolve_command(ctx, args)


def build(argv: Sequence[str], words: Words, *, is_full: bool = False) -> typer.Typer:
    """Build the parser: with the commands that argv names, or (`is_full`, or none named) with all."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": []},
    )
    app.callback(invoke_without_command=True)(with_options(overview, is_group=True))
    named = [] if is_full else [word for word in argv if word in COMMANDS][:1]
    for name in named or (COMMANDS if is_full or _wants_all(argv) else ()):
        module = import_module(f"incidentctl.cli.{COMMANDS[name]}")
        entry = module.commands[name]
        if isinstance(entry, Mapping):
            group = typer.Typer(
                cls=Group,
                rich_markup_mode=None,
                context_settings={"help_option_names": []},
                no_args_is_help=False,
            )
            group.callback(invoke_without_command=True)(with_options(None, is_group=True))
            for sub, (function, is_recorder) in entry.items():
                group.command(sub, help=_help(words, f"{name}-{sub}"))(
                    with_options(function, is_recorder=is_recorder)
                )
            app.add_typer(group, name=name, help=_help(words, name))
        else:
            function, is_recorder = entry
            settings = {"allow_interspersed_args": False} if name in PASSES_ON else None
            app.command(name, help=_help(words, name), context_settings=settings)(
                with_options(function, is_recorder=is_recorder)
            )
    return app


def _wants_all(argv: Sequence[str]) -> bool:
    return any(not word.startswith("-") for word in argv) or bool({"-h", "--help"} & set(argv))


def _help(words: Words, name: str) -> str:
    return words(f"help.{name}")


def run(argv: Sequence[str], context: Context, environ: Mapping[str, str]) -> int:
    """Parse and run; give the exit code.

    Raises what the commands raise, and `typer.TyperException` for what the parser refuses.
    """

    def invoke(words: Sequence[str], *, is_full: bool = False) -> int:
        shell = Shell(context, environ, invoke)
        command: Any = typer.main.get_command(build(words, context.words, is_full=is_full))
        try:
            result = command.main(args=list(words), prog_name="incidentctl", standalone_mode=False, obj=shell)
        except SystemExit as ended:  # the parser's own way to end when nobody reads on: no failure (house.md)
            raise BrokenPipeError from ended
        if result == ExitCode.INTERRUPTED:
            raise KeyboardInterrupt  # the parser swallowed it; whoever pressed Ctrl-C is told what is saved
        sys.stdout.flush()
        return result if isinstance(result, int) else 0

    asking = next((name for name in PROGRAMS if environ.get(f"_{name.upper()}_COMPLETE")), "")
    if asking:
        from incidentctl.cli.completion import complete  # only for a shell that completes a line

        complete(
            build((), context.words, is_full=True), asking, Shell(context, environ, invoke), context.words
        )
    try:
        return invoke(argv)
    except typer.TyperException:
        if not any(name in argv for name in COMMANDS):
            raise  # that was the whole table already
        # With the whole table, so that the parser can suggest what was meant.
        return invoke(argv, is_full=True)
