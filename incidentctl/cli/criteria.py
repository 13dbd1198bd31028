"""`criteria`: what must hold before recovery is declared (S1-6)."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.usecases.criteria import add_criterion, list_criteria, tick_criterion

LIST = "incidentctl criteria list"


def add(
    call: Call,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-criterion")
    ] = None,
) -> None:
    """Add a criterion."""
    located = call.located(is_write=True)
    typed = " ".join(text or ())
    if not typed.strip() and call.context.is_interactive:
        from incidentctl.cli.end import ask  # only where somebody is asked

        typed = ask(call, "criterion", "TEXT")
    echo(call, add_criterion(call.context, located, typed, call.moment(located)), following=[LIST])


def tick(
    call: Call,
    criterion: Annotated[str | None, typer.Argument(metavar="ID", help="help.argument-criterion-id")] = None,
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT", help="help.option-evidence")] = "",
    override: Override = "",
) -> None:
    """Say that a criterion holds."""
    located = call.located(is_write=True)
    recorded = tick_criterion(
        call.context, located, criterion or "", evidence=evidence, at=call.moment(located), override=override
    )
    rows = list_criteria(call.context, located)
    following = [LIST] if any(not row.is_ticked for row in rows) else ["incidentctl resolve FACT"]
    echo(call, recorded, following=None if recorded.pulse.resolved else following)


def list_(call: Call) -> None:
    """Print the criteria and which of them hold."""
    rows = list_criteria(call.context, call.located())
    if call.is_json:
        call.json({"criteria": [row._asdict() for row in rows]})
        return
    for row in rows:
        mark = "x" if row.is_ticked else " "
        evidence = f"  ← {row.evidence}" if row.evidence else ""
        call.out_fitted(f"[{mark}] {row.handle}  {row.text}{evidence}")
    if not rows:
        call.err(call.words("ending.no-criteria"))
        call.err("→ incidentctl criteria add TEXT")


commands = {"criteria": {"add": (add, True), "tick": (tick, True), "list": (list_, False)}}
