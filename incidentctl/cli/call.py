"""One call of a command: the options that all share, and where its output goes."""

import inspect
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from incidentctl.cli import choices
from incidentctl.domain.times import Moment, parse_past
from incidentctl.errors import IncidentctlError, UsageError
from incidentctl.ports import Context
from incidentctl.render.safe import safe
from incidentctl.render.style import Style, fitted, wants_colour
from incidentctl.usecases.locate import Located, locate
from incidentctl.usecases.notices import notices_for
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from incidentctl.domain.screens import Reply

SCHEMA_VERSION = 1


class Shell:
    """What the program was started with: the context, and the options given before the command."""

    def __init__(
        self, context: Context, environ: Mapping[str, str], run: Callable[[Sequence[str]], int]
    ) -> None:
        """Keep them; `run` runs another command in the same context, as `help COMMAND` does."""
        self.context = context
        self.environ = environ
        self.run = run
        self.options: dict[str, Any] = {}


class Call:
    """What a command works with. stdout is data; everything else goes to stderr (cli.md, behaviour 1)."""

    def __init__(self, shell: Shell, options: Mapping[str, Any]) -> None:
        """Let the options that were given take effect on the context."""
        self.context = shell.context
        self.environ = shell.environ
        self.run = shell.run
        self.options = options
        self.is_json = bool(options.get("json_output"))
        self.typed: list[str] = []  # at prompts: an error that follows gives it back
        context = self.context
        if name := (options.get("as_name") or "").strip():  # an empty variable names nobody
            context.user = name
        if options.get("lang"):
            if options["lang"] not in LANGS:
                raise UsageError("no-such-lang", lang=options["lang"], choices=", ".join(LANGS))
            context.lang = options["lang"]
        if options.get("zone"):
            context.ask_for_zone(options["zone"])
        if options.get("no_input"):
            context.is_interactive = False
        for name in ("plain", "no_color"):
            if options.get(name):
                context.config = {**context.config, name: "1"}
        self.words: Words = context.words

    def located(self, *, is_write: bool = False, is_blind: bool = False) -> Located:
        """Give the incident that is meant; see `usecases.locate`."""
        wanted = self.options.get("incident") or ""
        return locate(self.context, wanted, is_write=is_write, is_blind=is_blind)

    def moment(self, located: Located | None = None) -> Moment | None:
        """Read `--at` in the zone of the incident; None when it was not given."""
        text = self.options.get("at")
        if not text:
            return None
        zone = self.context.zone_of(located.pulse.zone if located else "")
        return parse_past(text, self.context.now(), zone)

    def titled(self, pulse: Any) -> str:  # noqa: ANN401 - Pulse; its import is left out
        """Give the title of an incident; a drill is marked as one."""
        if pulse.title and not pulse.drill:
            return str(pulse.title)
        from incidentctl.domain.drill import titled  # only for a drill, and where there is no title

        return titled(pulse, self.words)

    def asked(self, key: str, flag: str, **params: object) -> str:
        """Ask for one line that was left out; "" where nobody can be asked, or nobody wants to say."""
        if not self.context.is_interactive:
            return ""
        from incidentctl.domain.screens import Ask  # only where somebody is asked

        title = self.words(key, **params)
        reply = self.context.prompter.ask(Ask(name=key, kind="text", title=title, flag=flag))
        return self.heard(reply).strip()

    def heard(self, reply: "Reply") -> str:
        """Give what was typed, and remember it until it is recorded; "" for a slash command."""
        if reply.command:
            return ""
        self.typed.append(reply.text)
        return reply.text

    @property
    def columns(self) -> int:
        """The width of the terminal; 80 where there is none."""
        from shutil import get_terminal_size  # only for a view

        return get_terminal_size().columns

    def style(self, *, is_stdout: bool = True) -> Style:
        """Give the style for one of the two outputs; each is judged on its own."""
        stream = sys.stdout if is_stdout else sys.stderr
        is_wanted = not self.options.get("no_color") and wants_colour(stream.isatty(), self.environ)
        return Style(is_wanted)

    def out(self, *lines: str) -> None:
        """Print data, with everything that could steer a terminal made visible."""
        for line in lines:
            sys.stdout.write(f"{safe(line)}\n")

    def out_styled(self, line: str) -> None:
        """Print one line whose text was made safe before it was styled."""
        sys.stdout.write(f"{line}\n")

    def out_clipped(self, line: str) -> None:
        """Print one line, cut at the width of the terminal where there is one."""
        from incidentctl.render.width import clip  # only for a view

        text = safe(line.replace("\n", " "))
        sys.stdout.write((clip(text, self.columns) if sys.stdout.isatty() else text) + "\n")

    def out_fitted(self, line: str) -> None:
        """Print one line of data that nobody pastes: wrapped to the terminal where there is one."""
        for part in fitted(safe(line), sys.stdout):
            sys.stdout.write(f"{part}\n")

    def err(self, *lines: str) -> None:
        """Print what is not data, wrapped to the terminal where there is one."""
        for line in lines:
            for part in fitted(safe(line), sys.stderr):
                sys.stderr.write(f"{part}\n")

    def json(self, data: Mapping[str, Any]) -> None:
        """Print data as versioned JSON; keys are only ever added."""
        sys.stdout.write(json.dumps({"schema_version": SCHEMA_VERSION, **data}) + "\n")

    def footer(self, located: Located) -> None:
        """Print the clocks that run (S0-1, S0-2), after whatever the command printed."""
        pulse = self.context.timeline.pulse(located.id)
        self.clocks(pulse)

    def clocks(self, pulse: Any, before: Any = None, following: Sequence[str] = ()) -> None:  # noqa: ANN401 - Pulse; its import is left out
        """Print the clocks of a pulse on stderr, overdue ones in reverse.

        `before`: as it was before the command; `following` are the commands that are printed below.
        """
        style = self.style(is_stdout=False)
        for notice in notices_for(self.context, pulse, before=before, following=following):
            for line in fitted(safe(f"! {notice.text}"), sys.stderr):
                sys.stderr.write((style.reverse(line) if notice.overdue else line) + "\n")


class Shared(NamedTuple):
    """An option that many commands have."""

    name: str
    type: Any
    option: Any


def _flag(*names: str, key: str) -> Any:  # noqa: ANN401 - typer types its options so
    return typer.Option(*names, help=f"help.option-{key}")


def show_help(ctx: typer.Context, is_wanted: bool) -> None:
    """Print the help of a command in the reader's language, and end."""
    if is_wanted:
        from incidentctl.cli.help_text import command_help  # only where help is asked for

        shell: Shell = ctx.find_root().obj
        sys.stdout.write(command_help(ctx, shell.context.words))
        raise typer.Exit


COMMON = (
    Shared(
        "incident",
        str,
        typer.Option(
            "-i", "--incident", metavar="ID", help="help.option-incident", autocompletion=choices.incidents
        ),
    ),
    Shared("as_name", str, typer.Option("--as", metavar="NAME", help="help.option-as")),
    Shared("lang", str, typer.Option("--lang", metavar="en|ja", help="help.option-lang")),
    Shared("zone", str, typer.Option("--zone", metavar="ZONE", help="help.option-zone")),
    Shared("json_output", bool, typer.Option("--json", help="help.option-json")),
    Shared("no_input", bool, typer.Option("--no-input", help="help.option-no-input")),
    Shared("plain", bool, typer.Option("--plain", help="help.option-plain")),
    Shared("no_color", bool, typer.Option("--no-color", help="help.option-no-color")),
    Shared(
        "help_wanted",
        bool,
        typer.Option("-h", "--help", is_eager=True, callback=show_help, help="help.option-help"),
    ),
)
Override = Annotated[str, typer.Option("--override", metavar="REASON", help="help.option-override")]
"""The option of every command that a rule can refuse; the reason goes on the timeline."""

HARMLESS = {"help", "completion", "doctor"}
"""Commands that work whatever is wrong with the settings."""

AT = Shared("at", str, typer.Option("--at", metavar="TIME", help="help.option-at"))


def with_options(
    function: Callable[..., None] | None, *, is_recorder: bool = False, is_group: bool = False
) -> Callable[..., None]:
    """Give a command function the shared options: it takes a `Call` first, then only its own.

    `is_recorder` adds `--at`. `is_group` keeps the options for the command that follows; without one,
    `function` runs, or, where there is none, the help of the group is printed.
    """
    shared = (*COMMON, AT) if is_recorder else COMMON
    own = list(inspect.signature(function).parameters.values())[1:] if function else []

    def run(ctx: typer.Context, **values: Any) -> None:  # noqa: ANN401 - as parsed
        shell: Shell = ctx.find_root().obj
        given = {option.name: values.pop(option.name) for option in shared}
        shell.options |= {name: value for name, value in given.items() if value}
        if is_group and ctx.invoked_subcommand is not None:
            return
        call = Call(shell, shell.options)
        trouble = shell.context.trouble
        if trouble is not None and ctx.info_name not in HARMLESS:
            _tell_trouble(call, trouble, is_recorder=is_recorder)
        try:
            if function is None:
                show_help(ctx, is_wanted=True)
            else:
                function(call, **(_without_secrets(call, values) if is_recorder else values))
        except IncidentctlError as error:
            from incidentctl.cli.keep import Typed, keep  # only where something is wrong

            keep(call.context, Typed(ctx.info_name or "", values, call.typed, call.located), error)
            raise
        finally:
            if shell.context.trouble is not None and trouble is None:  # found on the way, and stepped around
                _tell_trouble(call, shell.context.trouble, is_recorder=True)

    parameters = [
        inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own),
        *(
            inspect.Parameter(
                option.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=False if option.type is bool else None,
                annotation=Annotated[
                    option.type if option.type is bool else option.type | None, option.option
                ],
            )
            for option in shared
        ),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__name__ = function.__name__ if function else "group"
    return run


_EXECUTED = frozenset({"command"})
"""Parameters that are run as they are; what is recorded of them is masked without a question."""


def _without_secrets(call: Call, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the values of a recorder, secrets in them masked if whoever typed them says so."""
    if not call.context.is_interactive:
        return values
    from incidentctl.usecases.discretion import Discreet  # only where somebody can be asked

    if not _has_secret(values):
        return values
    checked = Discreet(call.context.prompter, call.words).checked

    def of(value: Any) -> Any:  # noqa: ANN401 - as parsed
        if isinstance(value, list):  # quotes are not needed: a secret may be two words behind "password:"
            return checked("\n".join(value)).split("\n") if value else value
        return checked(value) if isinstance(value, str) else value

    return {name: value if name in _EXECUTED else of(value) for name, value in values.items()}


def _has_secret(values: Mapping[str, Any]) -> bool:
    from incidentctl.domain.secrets import secrets_in  # as above

    given = (value for name, value in values.items() if name not in _EXECUTED)
    texts = ("\n".join(value) if isinstance(value, list) else value for value in given)
    return any(secrets_in(text) for text in texts if isinstance(text, str))


def _tell_trouble(call: Call, trouble: IncidentctlError, *, is_recorder: bool) -> None:
    """Refuse because of a wrong setting; whoever records only hears of it, so that nothing typed is lost."""
    if not is_recorder:
        raise trouble
    from incidentctl.cli.errors import lines  # only where something is wrong

    call.err(*lines(trouble, call.words))
