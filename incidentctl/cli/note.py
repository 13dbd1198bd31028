"""`note`: one line on the timeline, never refused."""

import sys
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.errors import Damaged, NeedsAnswer, NotFound, NotRecorded, UsageError
from incidentctl.usecases.locate import Located
from incidentctl.usecases.note import note as record_note

Text = Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")]


def note(
    call: Call,
    text: Text = None,
    guess: Annotated[bool, typer.Option("--guess", help="help.option-guess")] = False,
    fact: Annotated[bool, typer.Option("--fact", help="help.option-fact")] = False,
    source: Annotated[str, typer.Option("--source", metavar="WHO", help="help.option-source")] = "",
    private: Annotated[bool, typer.Option("--private", help="help.option-private")] = False,
) -> None:
    """Record one line; `-` reads it from standard input; nothing at all reads line by line."""
    if guess and fact:
        raise UsageError("guess-or-fact")
    typed = " ".join(text or ())
    if typed == "-":
        typed = sys.stdin.buffer.read().decode(errors="surrogateescape").rstrip("\n")
        if not typed.strip():
            raise UsageError("text-missing")
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

    if typed:
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


def located_for(call: Call, typed: str, command: str, flags: Sequence[str] = ()) -> Located | None:
    """Find the incident; where there is none, offer to declare one with this very text (None: done so).

    A text is never lost: a refusal prints it inside the line that records it, with its `flags` (cli.md,
    behaviour 4). One of the privacy track is no title.
    """
    import shlex  # loaded already

    try:
        return call.located()
    except (NotFound, UsageError, NeedsAnswer) as error:
        if not typed:
            raise
        is_private = "--private" in flags
        text = ["--", typed] if typed.startswith("-") else [typed]
        if error.key != "no-open-incident" or is_private:
            which = "" if error.key == "no-open-incident" else "-i ID "
            error.details += (f"  incidentctl {which}{shlex.join([command, *flags, *text])}",)
            raise
        if call.context.is_interactive and _is_meant(call):
            from incidentctl.cli.declare import declare  # only where it is offered

            declare(call, [typed])
            return None
        raise NotFound("note-without-incident", line=shlex.join(["incidentctl", "declare", *text])) from None
    except Damaged as error:
        if not typed:
            raise
        why = str(error.params.get("reason", error.key))
        raise NotRecorded("not-recorded", reason=why, details=(typed,)) from error


def _is_meant(call: Call) -> bool:
    from incidentctl.domain.screens import Ask  # only where somebody is asked

    ask = Ask(name="declare", kind="confirm", title=call.words("ask.declare"), flag="declare TITLE")
    reply = call.context.prompter.ask(ask)
    return not reply.command and reply.text == "yes"


commands = {"note": (note, True)}
