"""`resolve`, `stand-down`, `close` and `reopen`: only the commander declares the end (S1-5)."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.usecases.end import close as record_close
from incidentctl.usecases.end import reopen as record_reopen
from incidentctl.usecases.end import resolve as record_resolve
from incidentctl.usecases.end import stand_down as record_stand_down
from incidentctl.usecases.locate import Located


def resolve(
    call: Call,
    fact: Annotated[
        list[str] | None, typer.Argument(metavar="FACT...", help="help.argument-recovery")
    ] = None,
    override: Override = "",
) -> None:
    """Declare recovery, with the fact that shows it."""
    located = call.located(is_write=True)
    typed = " ".join(fact or ())
    if not typed.strip() and call.context.is_interactive and not _is_shown(call, located):
        typed = ask(call, "recovery", "FACT")
    recorded = record_resolve(call.context, located, typed, at=call.moment(located), override=override)
    echo(call, recorded, said=[_drafts(call)], following=["incidentctl update"])


def stand_down(call: Call, override: Override = "") -> None:
    """Lift the formation: everybody may go."""
    located = call.located(is_write=True)
    recorded = record_stand_down(call.context, located, at=call.moment(located), override=override)
    said = [call.words("ending.thanks"), _drafts(call)]
    echo(call, recorded, said=said, following=["incidentctl walk close"])


def close(call: Call, override: Override = "") -> None:
    """Close the incident, once the review is done."""
    located = call.located(is_write=True)
    echo(call, record_close(call.context, located, at=call.moment(located), override=override))


def reopen(
    call: Call,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why")] = "",
) -> None:
    """Open it again: it is not over after all."""
    located = call.located()  # what is over is meant here, whatever else is open
    if not why.strip() and call.context.is_interactive:
        why = ask(call, "why-reopen", "--why")
    done = record_reopen(call.context, located, why, call.moment(located))
    said = [call.words("ending.reopened")]
    following = ["incidentctl update", "incidentctl walk isolate-cause"]
    if done.is_formation_gone:
        said.append(call.words("ending.roles-are-free"))
        following.insert(0, "incidentctl role take commander")
    echo(call, done.recorded, said=said, following=following)


def ask(call: Call, name: str, flag: str) -> str:
    """Ask for one line; "" when a slash command comes back instead."""
    from incidentctl.domain.screens import Ask  # only where somebody is asked

    title = call.words(f"ending.ask.{name}")
    reply = call.context.prompter.ask(Ask(name=name, kind="text", title=title, flag=flag))
    return call.heard(reply)


def _is_shown(call: Call, located: Located) -> bool:
    """Say whether somebody has said already what shows the recovery."""
    from incidentctl.usecases.look import see  # only where somebody would be asked

    return "recovery.fact" in see(call.context, located).incident.fields


def _drafts(call: Call) -> str:
    """Name both drafts: they exist at any minute, and now is the time to share them (S1-22)."""
    return call.words("ending.drafts", first="incidentctl report", second="incidentctl report --form final")


commands = {
    "resolve": (resolve, True),
    "stand-down": (stand_down, True),
    "close": (close, True),
    "reopen": (reopen, True),
}
