"""`lint`: finger-pointing, guesses, vague sizes, weak remedies, jargon; in the report draft or any file."""

import stat
import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.domain.forms import AUDIENCES
from incidentctl.domain.lint import Hit
from incidentctl.errors import FoundWanting, NeedsAnswer, NotFound, UsageError
from incidentctl.render.safe import one_line
from incidentctl.usecases.lint import MOST, hits_in
from incidentctl.usecases.look import Seen, see
from incidentctl.usecases.report import report
from incidentctl.usecases.update import audience_named

_SHOWN = 60
"""Characters of a hit that are shown."""


class _Text(NamedTuple):
    name: str
    text: str
    audience: str


def lint(
    call: Call,
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE...|-]", help="help.argument-lint-files")
    ] = None,
    form: Annotated[
        str,
        typer.Option("--form", metavar="FORM", help="help.option-form", autocompletion=choices.forms),
    ] = "",
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="WHO",
            help="help.option-lint-audience",
            autocompletion=choices.one_of(*AUDIENCES),
        ),
    ] = "",
    follow_up: Annotated[bool, typer.Option("--follow-up", help="help.option-lint-follow-up")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="help.option-strict")] = False,
) -> None:
    """Tell what to word differently, a line for each; with --strict 8 if any of it is an error."""
    if files and form:
        raise UsageError("lint-form-or-file")
    reader = audience_named(audience) if audience else ""
    seen = _seen(call, is_needed=not files)
    incident = seen.incident if seen else None
    texts = (
        [_Text(name, _read(name), reader) for name in files]
        if files
        else [_draft(call, seen, form or "postmortem", reader)]
    )
    kind = "follow-up" if follow_up else ""
    found = [
        (each.name, hit)
        for each in texts
        for hit in hits_in(call.context, each.text, incident, kind=kind, audience=each.audience)
    ]
    errors = sum(hit.level == "error" for _, hit in found)
    if call.is_json:
        call.json({"hits": [{"file": name, **_json(hit)} for name, hit in found], "errors": errors})
    else:
        call.out(*(_line(name, hit) for name, hit in found))
        sys.stdout.flush()
        call.err(call.words("lint.found" if found else "lint.nothing", count=len(found), errors=errors))
    if strict and errors:
        raise FoundWanting("lint-found", count=errors)


def _line(name: str, hit: Hit) -> str:
    text = one_line(hit.text)
    text = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    return f"{one_line(name)}:{hit.line}:{hit.column}: {hit.rule} {text} -> {hit.rewrite}"


def _json(hit: Hit) -> dict[str, object]:
    return hit._asdict()


def _seen(call: Call, *, is_needed: bool) -> Seen | None:
    """Give the incident whose draft is looked at, or whose people may be named in a file; None for none."""
    try:
        return see(call.context, call.located())
    except (NotFound, NeedsAnswer):
        if is_needed or call.options.get("incident"):
            raise
        return None


def _draft(call: Call, seen: Seen | None, form: str, audience: str) -> _Text:
    """Give the draft of the report as its readers get it; that of the privacy track is not here (S4-5)."""
    from incidentctl.render.markdown import report_as_markdown  # only without a file

    assert seen is not None  # noqa: S101 - it was needed
    made = report(call.context, seen, form, audience, may_be_restricted=False)
    return _Text(f"{made.form}.md", report_as_markdown(made), made.audience)


def _read(name: str) -> str:
    """Read a text; raise `NotFound` or `UsageError` for what is none, or too large to be one."""
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST + 1)
        else:
            path = Path(name)
            if path.exists() and stat.S_ISDIR(path.stat().st_mode):
                raise UsageError("lint-directory", file=name)
            with path.open("rb") as opened:
                data = opened.read(MOST + 1)
    except OSError as error:
        raise NotFound("lint-unreadable", file=name, why=error.strerror or str(error)) from None
    except ValueError:  # a NUL in the name
        raise NotFound("lint-unreadable", file=name, why="NUL") from None
    if len(data) > MOST:
        raise UsageError("lint-too-large", file=name, most=MOST // (1024 * 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise UsageError("lint-not-text", file=name)
    return text


commands = {"lint": (lint, False)}
