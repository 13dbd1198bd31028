"""`evidence`: what was attached and what commands printed, as a list, or one of it as it is."""

import os
import sys
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.incoming import as_it_was
from incidentctl.domain.evidence import Piece, size_said
from incidentctl.errors import OutputFailed, UsageError
from incidentctl.render.safe import one_line, safe
from incidentctl.render.when import short
from incidentctl.usecases.evidence import Listed, list_evidence, one


def evidence(
    call: Call,
    handle: Annotated[str | None, typer.Argument(metavar="ID", help="help.argument-evidence-id")] = None,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="help.option-save")] = "",
) -> None:
    """List the evidence, or give one piece of it."""
    listed = list_evidence(call.context, call.located())
    if handle:
        _give(call, listed, one(listed, handle), output)
    elif output:
        raise UsageError("evidence-which")
    elif call.is_json:
        call.json({"incident": listed.incident, "evidence": [_json(listed, each) for each in listed.pieces]})
    else:
        for each in listed.pieces:
            call.out_fitted(_line(call, listed, each))
        if not listed.pieces:
            call.err(call.words("evidence.none"))


def _line(call: Call, listed: Listed, piece: Piece) -> str:
    at = short(piece.fact.at, call.context.zone_of(listed.zone))
    mark = call.words("echo.private-mark") if piece.fact.id in listed.private else ""
    what = piece.what if piece.ended is None else f"$ {piece.what}"
    about = "  ".join(one_line(part) for part in (piece.name, what) if part)
    key = "linked" if piece.path else "cut" if piece.cut else ""
    kind = call.words(f"evidence.{key}", media=piece.media) if key else piece.media
    file = call.words("when.list").join((kind, size_said(piece.size)))
    return f"{listed.handles[piece.fact.id]:<7} {at}  {mark}{about}  ({file})"


def _json(listed: Listed, piece: Piece) -> dict[str, object]:
    return {
        "id": piece.fact.id,
        "handle": listed.handles[piece.fact.id],
        "kind": piece.fact.kind,
        "at": piece.fact.at.at.isoformat(),
        "role": piece.role,
        "what": piece.what,
        "name": piece.name,
        "media": piece.media,
        "size": piece.size,
        "sha256": piece.content,
        "path": piece.path or None,
        "cut": piece.cut,
        "private": piece.fact.id in listed.private,
    }


def _give(call: Call, listed: Listed, piece: Piece, output: str) -> None:
    """Save it, print it as it is where nobody looks, or show it safely on a terminal."""
    if call.is_json and not output:
        call.json({"incident": listed.incident, **_json(listed, piece)})
        return
    is_shown = sys.stdout.isatty() and not output
    handle = listed.handles[piece.fact.id]
    if is_shown and not piece.is_text:
        raise UsageError("evidence-is-binary", media=piece.media, id=handle)
    with ExitStack() as stack:
        if piece.path:
            pieces: Iterable[bytes] = stack.enter_context(as_it_was(piece.path, piece.content))
        else:
            pieces = (call.context.timeline.fetch(piece.content),)
        _put(pieces, output, is_shown=is_shown)
    if output:
        if call.is_json:
            call.json({"incident": listed.incident, **_json(listed, piece), "written": output})
        else:
            call.err(call.words("echo.written", path=output))


def _put(pieces: Iterable[bytes], output: str, *, is_shown: bool) -> None:
    if output:
        _save(Path(output), pieces)
    elif is_shown:
        _show(pieces)
    else:
        sys.stdout.flush()
        for data in pieces:
            sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _show(pieces: Iterable[bytes]) -> None:
    """Print text so that nothing in it steers the terminal."""
    decoder = getincrementaldecoder("utf-8")("backslashreplace")
    last = "\n"
    for data in (*pieces, b""):
        text = safe(decoder.decode(data, final=not data).replace("\r\n", "\n"))
        sys.stdout.write(text)
        last = text[-1:] or last
    if last != "\n":
        sys.stdout.write("\n")


def _save(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a new file, readable by its owner alone; one that is there is never written over."""
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        raise UsageError("evidence-file-exists", path=str(path)) from None
    except OSError as error:
        raise OutputFailed("file-not-written", path=str(path), why=error.strerror or "") from None
    try:
        with os.fdopen(fd, "wb") as file:
            file.writelines(pieces)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OutputFailed("file-not-written", path=str(path), why=error.strerror or "") from None
        raise


commands = {"evidence": (evidence, False)}
