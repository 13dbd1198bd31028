"""`report`: the timeline as a postmortem draft or as a 障害報告書, at any minute."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.damage import tell_damage
from incidentctl.cli.report_file import Written, write
from incidentctl.domain.forms import AUDIENCES, RESTRICTED
from incidentctl.domain.report_marks import Part, label_of, offers_in, sealed, unmarked
from incidentctl.domain.report_merge import Renewed, fresh, renew
from incidentctl.domain.report_values import Report
from incidentctl.errors import NotFound, OutputFailed, UsageError
from incidentctl.usecases.look import Seen, see
from incidentctl.usecases.report import report as report_of
from incidentctl.usecases.update import audience_named
from incidentctl.words import Words

FORMATS = ("md", "html", "json")
_STDOUT = frozenset({"-", "/dev/stdout"})
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
    unmark: Annotated[
        Path | None, typer.Option("--unmark", metavar="FILE", help="help.option-unmark")
    ] = None,
    sent: Annotated[bool, typer.Option("--sent", help="help.option-sent")] = False,
    override: Override = "",
) -> None:
    """Render the report."""
    if sent:
        _check_sent(form.strip(), is_past=known_at is not None, is_file=unmark is not None)
    if unmark is not None:
        _unmark(call, unmark)
        return
    format_ = format_ or _ENDINGS.get(output.suffix.lower() if output else "", "md")
    if format_ not in FORMATS:
        raise UsageError("no-such-format", format=format_, choices=", ".join(FORMATS))
    context = call.context
    seen = see(context, call.located(), known_at)
    value = report_of(context, seen, form, audience_named(audience) if audience.strip() else "")
    if context.is_zone_asked:
        value = value._replace(zone=context.zone_name)
    tell_damage(call, seen.reading.troubles)
    _put(call, value, "json" if call.is_json else format_, output)
    if sent:
        _record_sent(call, seen, value, override)


def _put(call: Call, value: Report, format_: str, output: Path | None) -> None:
    """Print the report, or write it to where it shall be."""
    if output is None or str(output) in _STDOUT:
        sys.stdout.write(_text(value, format_))
        sys.stdout.flush()  # what did not get through was not sent
        return
    if output.exists() and not output.is_file():
        _pour(output, _text(value, format_))
        call.err(call.words("echo.written", path=str(output)))
        return
    parts = _parts(value) if format_ == "md" else ()
    _tell(call, output, parts, write(output, _renewal(value, format_, parts)))


def _check_sent(form: str, *, is_past: bool, is_file: bool) -> None:
    """Raise `UsageError` for what cannot be said of a report that goes out."""
    key = "sent-of-then" if is_past else "sent-unmark" if is_file else ""
    if key or form.casefold() == RESTRICTED:
        raise UsageError(key or "sent-privacy")


def _record_sent(call: Call, seen: Seen, made: Report, override: str) -> None:
    """Record that the report goes out; stdout is the report's alone."""
    from incidentctl.cli.echo import echo  # only where something is recorded
    from incidentctl.usecases.update import report_sent

    facts = len(seen.incident.entries)
    recorded = report_sent(
        call.context, seen.located, made.form, made.audience, facts=facts, override=override
    )
    if not call.is_json:
        echo(call, recorded, is_aside=True)


def _text(value: Report, format_: str) -> str:
    """Give the report as text, in one of `FORMATS`; each is only loaded where it is asked for."""
    if format_ == "json":
        from incidentctl.render.as_json import report_json

        return report_json(value)
    if format_ == "html":
        from incidentctl.render.html import report_as_html

        return report_as_html(value)
    from incidentctl.render.markdown import report_as_markdown

    return report_as_markdown(value)


def _parts(value: Report) -> Sequence[Part]:
    from incidentctl.render.markdown import report_in_parts

    return report_in_parts(value)


def _renewal(value: Report, format_: str, parts: Sequence[Part]) -> Callable[[str | None], Renewed]:
    """Give what becomes of a file that this report is written to."""
    label, notice = label_of(value), Words(value.lang)("report_file.offer")
    whole = fresh(label, parts) if parts else sealed(_text(value, format_), label, format_)
    return lambda old: renew(old, label, whole, parts, notice)


def _pour(path: Path, text: str) -> None:
    """Write into what is no file (a pipe, a device): it is never replaced, and nothing is marked in it."""
    try:
        path.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutputFailed("file-not-written", path=str(path), why=error.strerror or str(error)) from None


def _tell(call: Call, path: Path, parts: Sequence[Part], written: Written) -> None:
    """Say what became of what a person wrote into the file."""
    words, merged = call.words, written.renewed.merged
    called = {part.id: part.name for part in parts}

    def named(ids: Sequence[str]) -> str:
        return words("when.list").join(called.get(each, each) for each in ids)

    call.err(words("echo.written", path=str(path)))
    if written.aside:
        beside = path.with_name(written.aside.name)  # of a link, it is where the link leads
        aside = beside if beside.exists() else written.aside
        call.err(words("report_file.aside", path=path.name, aside=str(aside)))
    if merged.kept:
        call.err(words("report_file.kept", parts=named(merged.kept)))
    if merged.offered:
        call.err(words("report_file.offered", parts=named(merged.offered)))
    if merged.gone:
        call.err(words("report_file.gone", parts=named(merged.gone), ids=" ".join(merged.gone)))
    if merged.doubtful:
        call.err(words("report_file.doubtful", lines=", ".join(map(str, merged.doubtful))))


def _unmark(call: Call, path: Path) -> None:
    """Print a file as its readers see it, and say which new text in it still waits for somebody."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else ""
        raise NotFound("lint-unreadable", file=str(path), why=why or "UTF-8") from None
    sys.stdout.write(unmarked(text))
    if waiting := offers_in(text):
        call.err(call.words("report_file.waiting", ids=" ".join(waiting)))


commands = {"report": (report, False)}
