"""`note`: one line on the timeline, never refused."""

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.cli.meant import located_for
from incidentctl.errors import NeedsAnswer, UsageError
from incidentctl.usecases.note import note as record_note

AT_ONCE, LINES = 2_048, 3
"""Bytes and lines that a note holds; what comes through a pipe and is longer is kept as evidence."""

Text = Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")]


def note(
    call: Call,
    text: Text = None,
    guess: Annotated[bool, typer.Option("--guess", help="help.option-guess")] = False,
    fact: Annotated[bool, typer.Option("--fact", help="help.option-fact")] = False,
    source: Annotated[str, typer.Option("--source", metavar="WHO", help="help.option-source")] = "",
    private: Annotated[bool, typer.Option("--private", help="help.option-private")] = False,
    evidence: Annotated[
        str, typer.Option("--evidence", metavar="FILE", help="help.option-evidence-file")
    ] = "",
    mask: Annotated[bool, typer.Option("--mask", help="help.option-mask")] = False,
) -> None:
    """Record one line; `-` reads it from standard input; nothing at all reads line by line."""
    if guess and fact:
        raise UsageError("guess-or-fact")
    typed = " ".join(text or ())
    begin = sys.stdin.buffer.read(AT_ONCE + 1) if typed == "-" else b""
    if evidence or len(begin) > AT_ONCE or begin.strip(b"\n").count(b"\n") >= LINES:
        from incidentctl.cli import attach  # only where there is more than a note holds
        from incidentctl.usecases.attach import Remark  # as above

        remark = Remark(typed, guess, fact, source, is_private=private)
        attach.with_note(call, evidence, begin, remark, mask=mask)
        return
    if typed == "-":
        typed = begin.decode(errors="surrogateescape").rstrip("\n")
    flags = [
        *(["--private"] if private else []),
        *(["--guess"] if guess else []),
        *(["--fact"] if fact else []),
        *(["--source", source] if source else []),
    ]
    located = located_for(call, typed, "note", flags)
    if located is None:
        return
    at = call.moment(located)

    def put(line: str, following: Sequence[str] | None = None) -> None:
        context = call.context
        recorded = record_note(
            context, located, line, at=at, is_guess=guess, is_fact=fact, source=source, is_private=private
        )
        echo(call, recorded, following=following)

    if typed.strip():
        put(typed)
    elif text:
        raise UsageError("text-missing")
    elif not call.context.is_interactive:
        raise NeedsAnswer("needs-text")
    else:
        for line in _lines(call):
            put(line, following=())


def _lines(call: Call) -> Iterator[str]:
    """Give one note after the other, as they are typed, until Ctrl-D."""
    from incidentctl.domain.screens import Ask  # only for many lines

    call.err(call.words("note.many"))
    while not (
        reply := call.context.prompter.ask(Ask(name="note", kind="text", title="", flag="TEXT"))
    ).command:
        if reply.text.strip():
            yield reply.text


commands = {"note": (note, True)}
