"""`attach`: a file, or what comes through a pipe, becomes evidence."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.cli.incoming import Incoming, opened
from incidentctl.cli.meant import located_for
from incidentctl.domain.evidence import LARGEST, first_lines, size_said
from incidentctl.domain.masking import Sieve
from incidentctl.domain.times import Moment
from incidentctl.errors import IncidentctlError, NeedsAnswer, NotFound, NotRecorded, UsageError
from incidentctl.usecases.attach import Remark, Stored
from incidentctl.usecases.attach import attach as record_file
from incidentctl.usecases.locate import Located
from incidentctl.usecases.record import Warned

LONG = 8 * 1024 * 1024
"""Bytes that take longer to look through than somebody waits without a word."""

Mask = Annotated[bool, typer.Option("--mask", help="help.option-mask")]
AsIs = Annotated[bool, typer.Option("--as-is", help="help.option-as-is")]


def attach(
    call: Call,
    file: Annotated[str | None, typer.Argument(metavar="FILE|-", help="help.argument-evidence-file")] = None,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-shows")] = None,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="help.option-name")] = "",
    reference: Annotated[bool, typer.Option("--reference", help="help.option-reference")] = False,
    mask: Mask = False,
    as_is: AsIs = False,
    guess: Annotated[bool, typer.Option("--guess", help="help.option-guess")] = False,
    fact: Annotated[bool, typer.Option("--fact", help="help.option-fact")] = False,
    source: Annotated[str, typer.Option("--source", metavar="WHO", help="help.option-source")] = "",
    private: Annotated[bool, typer.Option("--private", help="help.option-private")] = False,
) -> None:
    """Keep a file as evidence, with what it shows."""
    if not file:
        raise NeedsAnswer("needs-file")
    if guess and fact:
        raise UsageError("guess-or-fact")
    if mask and (as_is or reference):
        raise UsageError("mask-or-as-is")
    if reference and file == "-":
        raise UsageError("pipe-by-reference")
    remark = Remark(" ".join(text or ()).strip(), guess, fact, source, is_private=private)
    put(call, file, remark, name=name, is_reference=reference, mask=mask, as_is=as_is)


def put(
    call: Call,
    file: str,
    remark: Remark,
    *,
    name: str = "",
    is_reference: bool = False,
    mask: bool = False,
    as_is: bool = False,
) -> None:
    """Open, keep, record and echo a file; `-` is standard input."""
    with opened(file, name) as incoming:
        located = _located(call, file, remark)
        if located is None:
            return
        keep(call, located, incoming, remark, is_reference=is_reference, mask=mask, as_is=as_is)


def with_note(call: Call, file: str, begin: bytes, remark: Remark, *, mask: bool = False) -> None:
    """Keep a file with a note, or (`begin`: what was read of it) all of a pipe.

    Of a pipe the first lines are the text. Where a file is not to be had, the note is recorded without it.
    """
    if not file:
        _keep_pipe(call, begin, remark, mask=mask)
        return
    if remark.text == "-":
        raise UsageError("pipe-and-evidence")
    try:
        put(call, file, remark, mask=mask)
    except (NotFound, UsageError) as error:
        if error.key.startswith("evidence-") and (located := _located(call, file, remark)):
            _keep_text(call, located, remark, error)
        raise


def _located(call: Call, file: str, remark: Remark) -> Located | None:
    """Find the incident; where there is none, one may be declared with what the file shows as its title."""
    found = located_for(call, remark.text, "attach", [*_flags(remark), file])
    return found if found is not None else call.located()


def _flags(remark: Remark) -> Sequence[str]:
    return [
        *(["--private"] if remark.is_private else []),
        *(["--guess"] if remark.is_guess else []),
        *(["--fact"] if remark.is_fact else []),
        *(["--source", remark.source] if remark.source else []),
    ]


def keep(
    call: Call,
    located: Located,
    incoming: Incoming,
    remark: Remark,
    *,
    at: Moment | None = None,
    is_reference: bool = False,
    mask: bool = False,
    as_is: bool = False,
) -> None:
    """Keep what comes in, record it with what it shows, and echo it."""
    at = at or call.moment(located)
    is_left = is_reference or incoming.size > LARGEST
    sieve = Sieve(masks=mask)
    if is_left:
        stored = _hashed(incoming)
    else:
        is_sifted = incoming.is_text and not as_is
        if is_sifted and incoming.path and not mask and call.context.is_interactive:
            is_sifted = sieve.masks = _wants_mask(call, incoming)
        pieces = sieve.through(incoming.pieces()) if is_sifted else incoming.pieces()
        try:
            content, size = call.context.timeline.keep_stream(pieces)
        except NotRecorded as error:
            _keep_text(call, located, remark, error)
            raise
        is_masked = sieve.masks and bool(sieve.kinds)
        stored = Stored(
            incoming.name, content, size, incoming.media, is_cut=incoming.is_cut, is_masked=is_masked
        )
    recorded = record_file(call.context, located, stored, remark, at=at)
    handle = recorded.handle(recorded.facts[0])
    warnings = [*recorded.warnings, *_warnings(call, incoming, stored, sieve, handle)]
    echo(call, recorded._replace(warnings=tuple(warnings)))


def _hashed(incoming: Incoming) -> Stored:
    """Give a file that stays where it is: only what it holds now is remembered, by its hash."""
    hashed, size = sha256(), 0
    for piece in incoming.pieces():
        hashed.update(piece)
        size += len(piece)
    return Stored(incoming.name, hashed.hexdigest(), size, incoming.media, incoming.path)


def _wants_mask(call: Call, incoming: Incoming) -> bool:
    """Ask what becomes of the secrets in a file, if there are any; Enter masks them."""
    if incoming.size > LONG:
        call.err(call.words("evidence.looking", name=incoming.name, size=size_said(incoming.size)))
    looking = Sieve(masks=False)
    for _ in looking.through(incoming.pieces()):
        pass
    if not looking.kinds:
        return False
    from incidentctl.domain.screens import Ask, Choice  # only where somebody is asked

    words = call.words
    choices = (Choice("1", "mask", words("evidence.mask")), Choice("2", "keep", words("evidence.as-is")))
    title = words("evidence.ask-secret", name=incoming.name, kinds=_kinds(call, looking))
    reply = call.context.prompter.ask(
        Ask(name="secret", kind="choose", title=title, choices=choices, highlighted=0, flag="--mask, --as-is")
    )
    return reply.command != "" or reply.text != "keep"


def _kinds(call: Call, sieve: Sieve) -> str:
    return call.words("secret.and").join(call.words(f"secret.{kind}") for kind in sieve.kinds)


def _warnings(call: Call, incoming: Incoming, stored: Stored, sieve: Sieve, handle: str) -> list[Warned]:
    """Say what is to be known of a file beside that it is kept."""
    found = []
    if stored.path:
        found.append(Warned("left-where-it-is", {"path": stored.path}))
    if sieve.kinds:
        key = "secrets-masked" if stored.is_masked else "secrets-kept"
        found.append(Warned(key, {"kinds": _kinds(call, sieve), "handle": handle}))
    if incoming.is_changed:
        found.append(Warned("changed-meanwhile", {"name": incoming.name, "size": size_said(stored.size)}))
    if stored.is_cut:
        found.append(Warned("pipe-was-cut", {"size": size_said(stored.size)}))
    return found


def _keep_text(call: Call, located: Located, remark: Remark, error: IncidentctlError) -> None:
    """Record at least what somebody wrote, where the disk does not take the file."""
    if not remark.text.strip():
        return
    from incidentctl.usecases.note import note  # only where something is wrong

    flags = {name: getattr(remark, name) for name in ("is_guess", "is_fact", "source", "is_private")}
    recorded = note(call.context, located, remark.text, at=call.moment(located), **flags)
    echo(call, recorded, following=())
    error.details += (call.words("evidence.text-is-kept"),)


def _keep_pipe(call: Call, begin: bytes, remark: Remark, *, mask: bool = False) -> None:
    import sys  # loaded already

    incoming = Incoming(sys.stdin.buffer, "", begin)
    text = first_lines(begin.decode(errors="surrogateescape")) if incoming.is_text else ""
    remark = remark._replace(text=text, is_fact=not remark.is_guess)
    located = located_for(call, text, "note", _flags(remark))
    if located is None:
        located = call.located()
    keep(call, located, incoming, remark, mask=mask)


commands = {"attach": (attach, True)}
