"""The real context: clock, zone, user, terminal, places, configuration; it alone reads the environment."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.errors import IncidentctlError, Invalid, UsageError
from incidentctl.ports import Context
from incidentctl.render.style import Style, wants_colour
from incidentctl.usecases.notices import status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from incidentctl.domain.cases import Case
    from incidentctl.domain.runbook import Runbook
    from incidentctl.ports import Prompter, Receipt, RunbookSource, Runner, Trust
    from incidentctl.prompts.scripted import ScriptedPrompter
    from incidentctl.render.screen import LineScreen
    from incidentctl.timeline.journal import FileTimeline
    from incidentctl.usecases.rehearsing import Stage
    from incidentctl.words import Lang

APP = "incidentctl"
CONFIG_KEYS = {
    "lang": "INCIDENTCTL_LANG",
    "zone": "INCIDENTCTL_ZONE",
    "user": "INCIDENTCTL_USER",
    "incident": "INCIDENTCTL_INCIDENT",
    "runbooks": "INCIDENTCTL_RUNBOOKS",
    "plain": "INCIDENTCTL_PLAIN",
    "profile": "INCIDENTCTL_PROFILE",
    "apology": "INCIDENTCTL_APOLOGY",
}
"""Every configuration key, and the environment variable that overrides it."""


class Home(NamedTuple):
    """Where state and the user's own files are."""

    state: Path
    config: Path


def home(environ: Mapping[str, str]) -> Home:
    """Give the directories: `$INCIDENTCTL_HOME` holds both, else the platform's user directories."""
    from pathlib import Path  # noqa: PLC0415 - typer has loaded it already

    given = environ.get("INCIDENTCTL_HOME")
    if given:
        root = Path(given).expanduser().absolute()
        return Home(root, root / "config")
    if sys.platform == "linux":
        # What platformdirs gives on Linux, without the milliseconds that importing it takes.
        user = Path(environ.get("HOME") or "~").expanduser()
        state = Path(environ.get("XDG_STATE_HOME") or user / ".local" / "state")
        config = Path(environ.get("XDG_CONFIG_HOME") or user / ".config")
        return Home(state / APP, config / APP)
    import platformdirs  # noqa: PLC0415 - start-up

    return Home(Path(platformdirs.user_state_dir(APP)), Path(platformdirs.user_config_dir(APP)))


def fallbacks(environ: Mapping[str, str], state: Path) -> tuple[Path, ...]:
    """Give where facts go while the log takes none: what outlives a restart first, then other file systems.

    Each lies where anybody may write, so its name is mine and that of the log: several homes never mix.
    """
    from pathlib import Path  # noqa: PLC0415 - as above

    from incidentctl.timeline.record import digest  # noqa: PLC0415 - `--help` needs no log

    given = environ.get("INCIDENTCTL_FALLBACK")
    runtime = (environ.get("XDG_RUNTIME_DIR"), environ.get("TMPDIR") or "/tmp")  # noqa: S108 - see above
    parents = [given] if given else ["/var/tmp", *runtime]  # noqa: S108
    name = f"{APP}-{os.geteuid()}-{digest(os.fsencode(os.path.realpath(state)))[:8]}"
    return tuple(Path(each).expanduser().absolute() / name for each in dict.fromkeys(parents) if each)


def language(environ: Mapping[str, str], configured: str = "") -> Lang:
    """Give the language: configuration, then `LC_ALL`, `LC_MESSAGES`, `LANG`; English if none says."""
    for value in (configured, *(environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if value:
            return "ja" if value.casefold().startswith("ja") else "en"
    return "en"


class Settings(NamedTuple):
    """Every key that is set, and what kept a file from being read (None: nothing did)."""

    values: dict[str, str]
    trouble: IncidentctlError | None = None


def configuration(environ: Mapping[str, str], config_home: Path) -> Settings:
    """Give every key that is set: environment over project file over user file (cli.md, behaviour 14).

    A file that cannot be read sets nothing: reporting is never blocked by it (practice.md, principle a).
    """
    values: dict[str, str] = {}
    trouble: IncidentctlError | None = None
    for file, is_project in ((config_home / "config.yaml", False), (_project_file(), True)):
        if file is not None and os.path.lexists(file):
            from incidentctl.library.config import read_config  # noqa: PLC0415 - start-up: yaml
            from incidentctl.words import Words  # noqa: PLC0415 - as above

            words = Words(_asked_language(environ))
            try:
                values.update(read_config(file, tuple(CONFIG_KEYS), words, is_project=is_project))
            except Invalid as error:
                trouble = error
    values.update({key: environ[name] for key, name in CONFIG_KEYS.items() if environ.get(name)})
    return Settings(values, trouble)


def _asked_language(environ: Mapping[str, str]) -> Lang:
    return language(environ, environ.get(CONFIG_KEYS["lang"], ""))


def _project_file() -> Path | None:
    """Give the `.incidentctl/config.yaml` of this directory or the nearest parent that has one."""
    directory = _here()
    for each in (directory, *directory.parents):
        if os.path.lexists(each / ".incidentctl" / "config.yaml"):
            return each / ".incidentctl" / "config.yaml"
    return None


def _here() -> Path:
    """Give the working directory; the root when it was removed meanwhile."""
    from pathlib import Path  # noqa: PLC0415 - typer has loaded it already

    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path("/")


def zone_named(name: str) -> tzinfo:
    """Give a zone by IANA name or offset; raise `UsageError` for anything else."""
    from incidentctl.domain.zones import zone_of  # noqa: PLC0415 - start-up

    zone = zone_of(name)
    if zone is None:
        raise UsageError("no-such-zone", zone=name)
    return zone


def system_zone(environ: Mapping[str, str]) -> str:
    """Give the IANA name of the zone of this machine; an offset where it has no name."""
    name = environ.get("TZ", "").removeprefix(":")
    if name and not name.startswith("/") and "/" in name:
        return name
    try:
        target = os.path.realpath("/etc/localtime")
    except OSError:
        target = ""
    _, found, zone = target.partition("/zoneinfo/")
    if found and not name:
        return zone.removeprefix("posix/").removeprefix("right/")
    offset = datetime.now().astimezone().strftime("%z")
    return "UTC" if offset == "+0000" else f"{offset[:3]}:{offset[3:]}"


def terminal_name() -> str:
    """Give a name for this terminal session: the same for every command typed into it."""
    try:
        session = str(os.getsid(0))
    except OSError:
        session = "0"
    for stream in (0, 2, 1):
        try:
            return f"{session}-{os.ttyname(stream).removeprefix('/dev/').replace('/', '-')}"
        except OSError:
            continue
    return session


def user_name(environ: Mapping[str, str]) -> str:
    """Give the login name."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if environ.get(name):
            return environ[name]
    import pwd  # noqa: PLC0415 - only where the environment says nothing

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid-{os.getuid()}"


def clock() -> datetime:
    """Give the present time in UTC."""
    return datetime.now(UTC)


def make_context(environ: Mapping[str, str]) -> Context:
    """Make the context of a real call; `trouble` holds what is wrong with the settings, if anything is."""
    places = home(environ)
    config, trouble = configuration(environ, places.config)
    zone_name = config.get("zone") or system_zone(environ)
    try:
        zone = zone_named(zone_name)
    except UsageError as error:
        trouble = trouble or (error if config.get("zone") else None)  # a wrong $TZ is UTC to everybody
        zone_name, zone = "UTC", zone_named("UTC")
    receipts: list[Receipt] = []
    context = Context(
        clock=clock,
        zone=zone,
        zone_name=zone_name,
        zones=zone_named,
        user=config.get("user") or user_name(environ),
        lang=language(environ, config.get("lang", "")),
        terminal=terminal_name(),
        is_interactive=sys.stdin.isatty() and sys.stderr.isatty(),
        config=config,
        timeline=lambda: _timeline(places, context, environ),
        runbooks=lambda: _runbooks(context, places, config),
        prompter=lambda: discreet(context, prompter(context, environ)),
        receipts=receipts,
        runner=lambda: _runner(environ),
        trust=lambda: _trust(places),
        on_disk=lambda origin, name: _on_disk(places, config, origin, name),
        archives=lambda: _timeline(places, context, environ).archives(),
    )
    context.trouble = trouble
    return context


def _timeline(places: Home, context: Context, environ: Mapping[str, str]) -> FileTimeline:
    from incidentctl.timeline.journal import FileTimeline  # noqa: PLC0415 - `--help` needs no log

    return FileTimeline(
        places.state, context.now, context.receipts, fallbacks=fallbacks(environ, places.state)
    )


def _runbooks(context: Context, places: Home, config: Mapping[str, str]) -> RunbookSource:
    from incidentctl.library.find import YamlRunbooks  # noqa: PLC0415 - start-up: yaml

    return YamlRunbooks(
        lang=context.lang,
        cwd=_here(),
        environment=config.get("runbooks", ""),
        user=places.config / "runbooks",
    )


def _on_disk(places: Home, config: Mapping[str, str], origin: str, name: str) -> bytes | None:
    from incidentctl.library.shelf import search_path, text_of  # noqa: PLC0415 - only where one is walked again

    user = places.config / "runbooks"
    return text_of(search_path(_here(), environment=config.get("runbooks", ""), user=user), origin, name)


def _runner(environ: Mapping[str, str]) -> Runner:
    from incidentctl.running.local import LocalRunner  # noqa: PLC0415 - only where something is run

    return LocalRunner(environ)


def _trust(places: Home) -> Trust:
    from incidentctl.library.trust import TrustFile  # noqa: PLC0415 - only where a runbook has commands

    return TrustFile(places.state / "trusted")


def discreet(context: Context, inner: Prompter) -> Prompter:
    """Give a prompter that shows a secret to whoever typed it before it is recorded."""
    from incidentctl.usecases.discretion import Discreet  # noqa: PLC0415 - only where somebody is asked

    return Discreet(inner, context.words)


def prompter(context: Context, environ: Mapping[str, str]) -> Prompter:
    """Give whoever asks on this terminal: the plain twin where the terminal is dumb or it is wanted."""
    is_plain = environ.get("TERM", "") in {"", "dumb"} or bool(context.config.get("plain"))
    colour = not context.config.get("no_color") and wants_colour(sys.stderr.isatty(), environ)
    if not is_plain:
        try:
            from incidentctl.prompts.terminal import TerminalPrompter  # noqa: PLC0415 - start-up

            return TerminalPrompter(context.words, _screen(context, Style(colour)))
        except (ImportError, OSError):  # no such library, or no /dev/tty: plain lines still work
            is_plain = True
    from incidentctl.prompts.plain import PlainPrompter  # noqa: PLC0415 - start-up

    return PlainPrompter(context.words, _screen(context, Style(colour=False)))


def scripted(context: Context, file: Path) -> ScriptedPrompter:
    """Give the prompter that answers from a file; raise `UsageError` with the place of a bad line."""
    from incidentctl.prompts.scripted import ScriptedPrompter  # noqa: PLC0415 - only with a file

    return ScriptedPrompter(context.words, _screen(context, Style(colour=False)), file)


REHEARSED_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
"""When every rehearsal is: on a Monday at noon, so that a test says the same tomorrow."""


def stage(context: Context) -> Stage:
    """Give what makes the context of a rehearsal: nothing is kept, nothing run, and a case answers."""
    from incidentctl.library.trust import TrustAll  # noqa: PLC0415 - only where runbooks are tested
    from incidentctl.prompts.rehearsed import RehearsedPrompter  # noqa: PLC0415 - as above
    from incidentctl.timeline.memory import MemoryTimeline  # noqa: PLC0415 - as above

    def make(runbook: Runbook, case: Case, name: str, beside: str) -> tuple[Context, RehearsedPrompter]:
        from incidentctl.words import Words  # noqa: PLC0415 - start-up

        lang: Lang = "ja" if name == "ja" else "en"
        player = RehearsedPrompter(Words(lang), runbook, case, beside)
        receipts: list[Receipt] = []
        made = Context(
            clock=lambda: REHEARSED_AT,
            zone=UTC,
            zone_name="UTC",
            zones=zone_named,
            user="you",
            lang=lang,
            terminal="rehearsal",
            is_interactive=True,
            config={},
            timeline=lambda: MemoryTimeline(lambda: REHEARSED_AT, receipts),
            runbooks=lambda: context.runbooks,
            prompter=lambda: player,
            receipts=receipts,
            runner=lambda: player,
            trust=TrustAll,
        )
        return made, player

    return make


def _screen(context: Context, style: Style) -> LineScreen:
    from incidentctl.render.screen import LineScreen  # noqa: PLC0415 - start-up

    return LineScreen(context.words, style, lambda pulse, _now: status(context, pulse))
