"""`verify`: say whether the log is whole."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.errors import Damaged
from incidentctl.ports import Trouble
from incidentctl.usecases.locate import find_incident
from incidentctl.usecases.look import Verdict
from incidentctl.usecases.look import verify as check


def verify(
    call: Call,
    wanted: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="help.argument-incidents")
    ] = None,
) -> None:
    """Check one incident, several, or all."""
    context = call.context
    names = wanted or ([call.options["incident"]] if call.options.get("incident") else [])
    ids = [find_incident(context, name) for name in names] or list(context.timeline.incidents())
    verdicts = check(context, ids)
    if call.is_json:
        call.json({"incidents": [_json(call, verdict) for verdict in verdicts]})
    else:
        for verdict in verdicts:
            _print(call, verdict)
        if not verdicts:
            call.err(call.words("echo.no-incidents"))
    damaged = [verdict.id for verdict in verdicts if not verdict.is_sound]
    if damaged:
        raise Damaged("log-damaged", ids=", ".join(damaged))


def _print(call: Call, verdict: Verdict) -> None:
    word = call.words("verify.sound" if verdict.is_sound else "verify.damaged")
    call.out(f"{verdict.id}  {word}  {call.words('verify.facts', count=verdict.facts)}")
    for trouble in verdict.troubles:
        call.out(f"  {_told(call, trouble)}")


def _told(call: Call, trouble: Trouble) -> str:
    place = {"file": trouble.file, "line": trouble.line, "byte": trouble.byte}
    return call.words(f"verify.{trouble.key}", **place, **trouble.params)


def _json(call: Call, verdict: Verdict) -> dict[str, object]:
    return {
        "id": verdict.id,
        "sound": verdict.is_sound,
        "facts": verdict.facts,
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
