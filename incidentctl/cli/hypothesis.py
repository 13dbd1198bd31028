"""`hypothesis`: what may be so, tested one at a time; in no report."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.concern import print_said
from incidentctl.cli.echo import echo
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.hypothesis import ABOUT, RESULTS, hypotheses
from incidentctl.usecases.hypothesis import add as record_hypothesis
from incidentctl.usecases.hypothesis import settle as record_result


def add(
    call: Call,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")] = None,
    about: Annotated[
        str,
        typer.Option(
            "--about",
            metavar="ui|api|data|logs|code",
            help="help.option-about",
            autocompletion=choices.one_of(*ABOUT),
        ),
    ] = "",
    override: Override = "",
) -> None:
    """Write down what may be so."""
    located = call.located(is_write=True)
    at = call.moment(located)
    typed = " ".join(text or ()) or call.asked("decision.ask-hypothesis", "TEXT")
    recorded = record_hypothesis(call.context, located, typed, about=about, at=at, override=override)
    handle = recorded.handle(recorded.facts[-1])
    following = f"incidentctl hypothesis settle {handle} refuted|supported|open --because TEXT"
    echo(call, recorded, following=[following])


def settle(
    call: Call,
    id_: Annotated[str, typer.Argument(metavar="ID", help="help.argument-hypothesis")] = "",
    result: Annotated[
        str,
        typer.Argument(
            metavar="refuted|supported|open",
            help="help.argument-result",
            autocompletion=choices.one_of(*RESULTS),
        ),
    ] = "",
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="help.option-because")] = "",
) -> None:
    """Say what became of it, and what shows that."""
    if not id_ or not result:
        raise NeedsAnswer("needs-hypothesis-result")
    located = call.located(is_write=True)
    at = call.moment(located)
    because = because if because.strip() else call.asked("decision.ask-because", "--because")
    echo(call, record_result(call.context, located, id_, result, because, at=at))


def list_(call: Call) -> None:
    """Print all hypotheses, those being tested first."""
    located = call.located()
    print_said(call, located, "hypotheses", hypotheses(call.context, located))


commands = {"hypothesis": {"add": (add, True), "settle": (settle, True), "list": (list_, False)}}
