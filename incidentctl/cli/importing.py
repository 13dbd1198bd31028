"""`import`: many events at once from a file, shown before they are recorded; or a whole archive."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import absolute, echo
from incidentctl.domain.backfill import Backfill, Entered
from incidentctl.errors import Damaged, NeedsAnswer, NotFound, NotRecorded, UsageError
from incidentctl.render.safe import one_line
from incidentctl.render.width import pad
from incidentctl.usecases.importing import MOST, Import, Imported
from incidentctl.usecases.locate import Located

SHOWN = 10
ECHOED = 3
"""How many rows a preview shows, and how many facts are told one by one once they are recorded."""

_BEGINNING = 512
"""How many bytes tell an archive from a table."""

_PACKED = (b"\x1f\x8b", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"BZh", b"PK\x03\x04")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How compressed files begin, and text in UTF-16."""

LONGEST = 200
"""How many characters of a text a preview shows."""


def import_(
    call: Call,
    file: Annotated[str | None, typer.Argument(metavar="FILE|-", help="help.argument-import-file")] = None,
    day: Annotated[str, typer.Option("--day", metavar="DATE", help="help.option-day")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="help.option-yes-import")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.option-dry-run-import")] = False,
) -> None:
    """Record the rows of a file, or take in an archive: all of it or none, and each fact once."""
    if not file:
        raise NeedsAnswer("needs-import-file")
    with _opened(file) as opened:
        first = _read(opened, file, _BEGINNING)
        if call.context.archives.knows(first):
            from incidentctl.cli.taking_in import take  # only for an archive

            take(call, opened, first, is_dry=dry_run)
            return
        if _is_no_text(first):
            raise UsageError("import-no-text", file=file)
        data = first + _read(opened, file, MOST + 1 - len(first))
    try:
        located = _located(call, file)
        reading = Import(call.context, located, data, file, day)
        if dry_run:
            _show(call, located, reading)
            return
        is_news = reading.rows.known < len(reading.rows.entries)
        if is_news and call.context.is_interactive and not yes and not _is_meant(call, located, reading):
            call.err(call.words("importing.nothing"))
            return
        imported = reading.record()
    except (NotFound, NeedsAnswer, Damaged, NotRecorded) as error:
        if file == "-" and not dry_run:  # what came through a pipe stands nowhere else
            error.details = (*error.details, *data.decode(errors="replace").splitlines())
        raise
    _tell(call, located, imported)


def _is_no_text(first: bytes) -> bool:
    """Say whether a file that begins so is compressed (spreadsheets are), or binary for another reason."""
    return first.startswith(_PACKED) or (b"\0" in first and not first.startswith(_WIDE))


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        opened = Path(file).open("rb")  # noqa: SIM115 - closed below, where it is read
    except OSError as error:
        raise NotFound("import-unreadable", file=file, reason=error.strerror or "") from None
    except ValueError:  # a NUL in the name
        raise UsageError("import-unreadable", file=file, reason="NUL") from None
    with opened:
        yield opened


def _read(opened: BinaryIO, file: str, size: int) -> bytes:
    """Give so many bytes, or all that are left; a pipe brings them in pieces."""
    data = b""
    try:
        while len(data) < size and (more := opened.read(size - len(data))):
            data += more
    except OSError as error:
        raise NotFound("import-unreadable", file=file, reason=error.strerror or "") from None
    return data


def _located(call: Call, file: str) -> Located:
    import shlex  # loaded already

    try:
        return call.located(is_write=True)
    except NotFound as error:
        if error.key != "no-open-incident":
            raise
        raise NotFound("import-without-incident", file=shlex.quote(file)) from None


def _is_meant(call: Call, located: Located, reading: Import) -> bool:
    from incidentctl.domain.screens import Ask  # only where somebody is asked

    call.err(*_preview(call, located, reading))
    count = len(reading.rows.entries) - reading.rows.known
    title = call.words("importing.ask", count=count, id=located.id)
    reply = call.context.prompter.ask(Ask(name="import", kind="confirm", title=title, flag="--yes"))
    return not reply.command and reply.text == "yes"


def _show(call: Call, located: Located, reading: Import) -> None:
    rows = reading.rows
    if call.is_json:
        call.json(
            {"incident": located.id, **_numbers(rows), "entries": [_json(entry) for entry in rows.entries]}
        )
        return
    call.out(*_preview(call, located, reading))
    call.err(call.words("importing.nothing"))


def _preview(call: Call, located: Located, reading: Import) -> Iterator[str]:
    """Give the first new rows as they will stand, what they put right, and how many there are."""
    words, rows, zone = call.words, reading.rows, located.pulse.zone
    yield f"{located.id}  {call.titled(located.pulse)}"
    news = [entry for entry in rows.entries if not entry.is_known]
    for entry in news[:SHOWN]:
        kind = pad(words(f"importing.kind.{entry.row.kind}"), 14)
        yield f"  {absolute(entry.at, call, zone)}  {kind} {_text(entry)}".rstrip()
    if len(news) > SHOWN:
        yield words("importing.more", count=len(news) - SHOWN)
    for name, before in reading.corrected():
        kind = words(f"importing.kind.{name}")
        yield words("importing.corrects", kind=kind, before=absolute(before, call, zone))
    if kept := reading.columns:
        yield words("importing.columns", columns=words("when.list").join(kept))
    yield _summary(call, rows)


def _text(entry: Entered) -> str:
    text = one_line(entry.row.text)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _summary(call: Call, rows: Backfill) -> str:
    words = call.words
    if rows.known == len(rows.entries):
        return words("importing.all-known", total=len(rows.entries))
    counts = words("when.list").join(
        words("importing.count", kind=words(f"importing.kind.{kind}"), count=count)
        for kind, count in rows.counts().items()
    )
    key = "importing.summary-known" if rows.known else "importing.summary"
    return words(key, total=len(rows.entries), known=rows.known, counts=counts)


def _tell(call: Call, located: Located, imported: Imported) -> None:
    rows, recorded = imported.rows, imported.recorded
    if recorded is None:
        if call.is_json:
            call.json({"incident": located.id, "outcome": "unchanged", "facts": [], **_numbers(rows)})
        else:
            call.out(_summary(call, rows))
        return
    facts = recorded.facts
    said = [call.words("importing.more", count=len(facts) - ECHOED)] if len(facts) > ECHOED else []
    echo(call, recorded, shown=facts[:ECHOED], said=[*said, _summary(call, rows)], also=_numbers(rows))


def _numbers(rows: Backfill) -> dict[str, object]:
    return {"rows": len(rows.entries), "known": rows.known, "counts": dict(rows.counts())}


def _json(entry: Entered) -> dict[str, object]:
    row = entry.row
    return {
        "line": row.line,
        "at": entry.at.at.isoformat(),
        "precision": entry.at.precision,
        "kind": row.kind,
        "text": row.text,
        "role": entry.role,
        "source": row.source,
        "columns": dict(row.more),
        "known": entry.is_known,
    }


commands = {"import": (import_, False)}
