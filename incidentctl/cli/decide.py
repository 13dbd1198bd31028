"""`decide`: what is to be done next, and what somebody above said to it."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.errors import UsageError
from incidentctl.usecases.decide import decide as record_decision
from incidentctl.usecases.decide import settle as record_verdict


def decide(
    call: Call,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")] = None,
    basis: Annotated[
        str,
        typer.Option(
            "--basis",
            metavar="BASIS",
            help="help.option-basis",
            autocompletion=choices.one_of("evidence", "experience", "intuition"),
        ),
    ] = "",
    risk: Annotated[str, typer.Option("--risk", metavar="TEXT", help="help.option-risk")] = "",
    stop_if: Annotated[str, typer.Option("--stop-if", metavar="TEXT", help="help.option-stop-if")] = "",
    level: Annotated[
        str,
        typer.Option(
            "--level",
            metavar="LEVEL",
            help="help.option-decision-level",
            autocompletion=choices.one_of("field", "director", "owner"),
        ),
    ] = "",
    approve: Annotated[
        str, typer.Option("--approve", metavar="ID", help="help.option-approve-decision")
    ] = "",
    decline: Annotated[str, typer.Option("--decline", metavar="ID", help="help.option-decline")] = "",
    by: Annotated[str, typer.Option("--by", metavar="WHO", help="help.option-by")] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why")] = "",
    override: Override = "",
) -> None:
    """Record a decision, or the word of somebody above."""
    typed = " ".join(text or ())
    if approve or decline:
        if typed or (approve and decline) or basis or risk or stop_if or level:
            raise UsageError("decide-or-settle")
        verdict = "approved" if approve else "declined"
        _settle(call, approve or decline, verdict, by=by, why=why, override=override)
        return
    if by or why:
        raise UsageError("decide-or-settle")
    located = call.located(is_write=True)
    at = call.moment(located)
    typed = typed if typed.strip() else call.asked("decision.ask", "TEXT")
    recorded = record_decision(
        call.context, located, typed,
        basis=basis, risk=risk, stop_if=stop_if, level=level, at=at, override=override,
    )  # fmt: skip
    fact = recorded.facts[-1]
    is_waiting = fact.id in recorded.pulse.pending
    said = [call.words(f"decision.waits-{fact.event.level}")] if is_waiting and not call.is_json else []
    following = f"incidentctl decide --approve {recorded.handle(fact)} --by WHO" if is_waiting else ""
    echo(call, recorded, said=said, following=[following or "incidentctl act WHAT --before V --after V"])


def _settle(call: Call, handle: str, verdict: str, *, by: str, why: str, override: str) -> None:
    located = call.located(is_write=True)
    at = call.moment(located)
    if verdict == "declined" and not why.strip():
        why = call.asked("decision.ask-why-declined", "--why")
    recorded = record_verdict(
        call.context, located, handle, verdict, who=by, why=why, at=at, override=override
    )
    following = ["incidentctl act WHAT --before V --after V"] if verdict == "approved" else None
    echo(call, recorded, following=following)


commands = {"decide": (decide, True)}
