"""`concern` and `park`: said at any time, never refused; a concern must be answered."""

from collections.abc import Sequence
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.cli.meant import located_for
from incidentctl.errors import NeedsAnswer
from incidentctl.render.telling import telling
from incidentctl.render.when import short
from incidentctl.render.width import wrap
from incidentctl.usecases.concern import VERDICTS, Said, concerns, raise_concern
from incidentctl.usecases.concern import answer as record_answer
from incidentctl.usecases.concern import park as record_parked
from incidentctl.usecases.locate import Located

Text = Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")]


def add(
    call: Call,
    text: Text = None,
    private: Annotated[bool, typer.Option("--private", help="help.option-private")] = False,
) -> None:
    """Raise a concern."""
    typed = " ".join(text or ()) or call.asked("decision.ask-concern", "TEXT")
    if not typed.strip():
        raise NeedsAnswer("needs-concern")
    located = located_for(call, typed, "concern", ["--private"] if private else [])
    if located is None:
        return
    recorded = raise_concern(call.context, located, typed, is_private=private, at=call.moment(located))
    handle = recorded.handle(recorded.facts[0])
    echo(call, recorded, following=[f"incidentctl concern answer {handle} accepted|declined --why TEXT"])


def answer(
    call: Call,
    id_: Annotated[str, typer.Argument(metavar="ID", help="help.argument-concern")] = "",
    verdict: Annotated[
        str,
        typer.Argument(
            metavar="accepted|declined",
            help="help.argument-verdict",
            autocompletion=choices.one_of(*VERDICTS),
        ),
    ] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why")] = "",
    override: Override = "",
) -> None:
    """Answer a concern, with the reason."""
    if not id_ or not verdict:
        raise NeedsAnswer("needs-concern-answer")
    located = call.located(is_write=True)
    at = call.moment(located)
    why = why if why.strip() else call.asked("decision.ask-why-answer", "--why")
    echo(call, record_answer(call.context, located, id_, verdict, why, at=at, override=override))


def list_(call: Call) -> None:
    """Print all concerns, the unanswered first."""
    located = call.located()
    print_said(call, located, "concerns", concerns(call.context, located))


def park(
    call: Call,
    text: Text = None,
    question: Annotated[bool, typer.Option("--question", help="help.option-question")] = False,
) -> None:
    """Keep something for the review."""
    typed = " ".join(text or ()) or call.asked("decision.ask-park", "TEXT")
    if not typed.strip():
        raise NeedsAnswer("needs-parked")
    located = located_for(call, typed, "park", ["--question"] if question else [])
    if located is not None:
        at = call.moment(located)
        recorded = record_parked(call.context, located, typed, is_question=question, at=at)
        said = [] if call.is_json else [call.words("decision.parked-until")]
        echo(call, recorded, said=said)


def print_said(call: Call, located: Located, name: str, rows: Sequence[Said]) -> None:
    """Print what was said, one row each: handle, time, where it stands, the text; below it, how it ended."""
    if call.is_json:
        call.json({"incident": located.id, name: [_json(row) for row in rows]})
        return
    zone = call.context.zone_of(located.pulse.zone)
    for row in rows:
        private = call.words("decision.private") if getattr(row.fact.event, "private", False) else ""
        state = call.words(f"decision.word-{row.state}")
        head = f"{row.handle}  {short(row.fact.at, zone)}  [{state}]"
        text = f"{head}  {private}{row.fact.event.text}"
        if row.settled is not None:
            text += f"\n→ {telling(row.settled, call.words, zone, among=located.pulse.facts)}"
        for line in text.split("\n"):
            first, *rest = wrap(line, max(20, call.columns - 2)) or [""]
            call.out(first, *(f"  {each}" for each in rest))
    if not rows:
        call.err(call.words(f"decision.no-{name}"))


def _json(row: Said) -> dict[str, object]:
    event = row.settled.event if row.settled else None
    return {
        "id": row.fact.id,
        "handle": row.handle,
        "at": row.fact.at.at.isoformat(),
        "state": row.state,
        **row.fact.event._asdict(),
        "why": getattr(event, "why", "") or getattr(event, "because", ""),
    }


commands = {
    "concern": {"add": (add, True), "answer": (answer, True), "list": (list_, False)},
    "park": (park, True),
}
