"""`report`: the timeline as a postmortem draft or as a 障害報告書, at any minute."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.domain.forms import AUDIENCES
from incidentctl.errors import OutputFailed, UsageError
from incidentctl.usecases.look import see
from incidentctl.usecases.report import report as report_of
from incidentctl.usecases.update import audience_named

FORMATS = ("md", "html", "json")
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json"}
"""The format of a file by how it is called; anything else is Markdown."""


def report(
    call: Call,
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="FORM",
            help="help.option-form",
            autocompletion=choices.all_forms,
        ),
    ] = "postmortem",
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="WHO",
            help="help.option-report-audience",
            autocompletion=choices.one_of(*AUDIENCES),
        ),
    ] = "",
    format_: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help="help.option-format", autocompletion=choices.one_of(*FORMATS)
        ),
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="help.option-output")
    ] = None,
    known_at: Annotated[
        str | None, typer.Option("--known-at", metavar="TIME", help="help.option-known-at")
    ] = None,
) -> None:
    """Render the report."""
    format_ = format_ or _ENDINGS.get(output.suffix.lower() if output else "", "md")
    if format_ not in FORMATS:
        raise UsageError("no-such-format", format=format_, choices=", ".join(FORMATS))
    context = call.context
    seen = see(context, call.located(), known_at)
    value = report_of(context, seen, form, audience_named(audience) if audience.strip() else "")
    if context.is_zone_asked:
        value = value._replace(zone=context.zone_name)
    if call.is_json or format_ == "json":
        from incidentctl.render.as_json import report_json  # only for JSON

        text = report_json(value)
    elif format_ == "html":
        from incidentctl.render.html import report_as_html  # only for a page

        text = report_as_html(value)
    else:
        from incidentctl.render.markdown import report_as_markdown  # only for Markdown

        text = report_as_markdown(value)
    damaged = [trouble for trouble in seen.reading.troubles if trouble.severity != "notice"]
    for trouble in damaged:
        call.err(call.words("echo.damage", file=trouble.file, line=trouble.line))
    if output is None or str(output) == "-":
        sys.stdout.write(text)
        return
    _write(output, text)
    call.err(call.words("echo.written", path=str(output)))


def _write(path: Path, text: str) -> None:
    """Write the file beside the old one and put it in its place, readable by its owner alone.

    A link is followed, and what is no file (a pipe, /dev/stdout) is written to, never replaced.
    """
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        with os.fdopen(
            os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb"
        ) as file:
            file.write(data)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise OutputFailed("file-not-written", path=str(path), why=error.strerror or str(error)) from None


commands = {"report": (report, False)}
