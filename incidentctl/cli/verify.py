"""`verify`: say whether the log is whole."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.errors import Damaged, NotFound, UsageError
from incidentctl.ports import Head, Trouble
from incidentctl.usecases.heads import heads_in
from incidentctl.usecases.locate import find_incident
from incidentctl.usecases.look import Verdict
from incidentctl.usecases.look import verify as check

MOST = 16 * 1024 * 1024
"""Bytes of a report that are read."""


def verify(
    call: Call,
    wanted: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="help.argument-incidents")
    ] = None,
    against: Annotated[str, typer.Option("--against", metavar="FILE|-", help="help.option-against")] = "",
) -> None:
    """Check one incident, several, or all; or (`--against`) one by what was written down of it."""
    context = call.context
    names = wanted or ([call.options["incident"]] if call.options.get("incident") else [])
    ids = [find_incident(context, name) for name in names] or list(context.timeline.incidents())
    heads: tuple[Head, ...] = ()
    if against:
        if len(names) > 1:
            raise UsageError("against-one")
        noted = heads_in(context, _text(against), against, ids[0] if names else "")
        ids, heads = [noted.incident], noted.heads
    verdicts = check(context, ids, heads)
    if call.is_json:
        call.json({"incidents": [_json(call, verdict) for verdict in verdicts]})
    else:
        for verdict in verdicts:
            _print(call, verdict)
            if against and not any(trouble.key.startswith("head-") for trouble in verdict.troubles):
                call.out(f"  {call.words('verify.heads-there', file=against, count=len(heads))}")
        if not verdicts:
            call.err(call.words("echo.no-incidents"))
    damaged = [verdict.id for verdict in verdicts if not verdict.is_sound]
    if damaged:
        raise Damaged("log-damaged", ids=", ".join(damaged))


def _text(file: str) -> str:
    """Read what was written down; raise `NotFound` where that cannot be read."""
    try:
        if file == "-":
            return sys.stdin.buffer.read(MOST).decode(errors="replace")
        with Path(file).open("rb") as opened:
            return opened.read(MOST).decode(errors="replace")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = getattr(error, "strerror", "") or str(error)
        raise NotFound("against-unreadable", file=file, reason=why) from None


def _print(call: Call, verdict: Verdict) -> None:
    word = call.words("verify.sound" if verdict.is_sound else "verify.damaged")
    call.out(f"{verdict.id}  {word}  {call.words('verify.facts', count=verdict.facts)}")
    for trouble in verdict.troubles:
        call.out(f"  {_told(call, trouble)}")
    if not verdict.is_sound:
        for place in verdict.places:
            call.out(f"  {call.words('verify.in', path=place)}")


def _told(call: Call, trouble: Trouble) -> str:
    place = {"file": trouble.file, "line": trouble.line, "byte": trouble.byte}
    return call.words(f"verify.{trouble.key}", **place, **trouble.params)


def _json(call: Call, verdict: Verdict) -> dict[str, object]:
    return {
        "id": verdict.id,
        "sound": verdict.is_sound,
        "facts": verdict.facts,
        "places": list(verdict.places),
        "heads": [head._asdict() for head in verdict.heads],  # type: ignore[attr-defined]
        "troubles": [
            {
                "file": trouble.file,
                "line": trouble.line,
                "byte": trouble.byte,
                "severity": trouble.severity,
                "key": trouble.key,
                "text": _told(call, trouble),
            }
            for trouble in verdict.troubles
        ],
    }


commands = {"verify": (verify, False)}
