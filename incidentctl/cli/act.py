"""`act`: what was done to the system by hand; what takes time is begun and ended."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.errors import NeedsAnswer, UsageError
from incidentctl.render.telling import telling
from incidentctl.render.when import short
from incidentctl.usecases.act import act as record_act
from incidentctl.usecases.act import begin as record_begin
from incidentctl.usecases.act import end as record_end
from incidentctl.usecases.act import look as record_look


def act(
    call: Call,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-text")] = None,
    begin: Annotated[bool, typer.Option("--begin", help="help.option-begin")] = False,
    end: Annotated[bool, typer.Option("--end", help="help.option-end")] = False,
    look: Annotated[bool, typer.Option("--look", help="help.option-look")] = False,
    method: Annotated[
        str,
        typer.Option("--method", metavar="METHOD", help="help.option-method", autocompletion=choices.methods),
    ] = "",
    before: Annotated[str, typer.Option("--before", metavar="VALUE", help="help.option-before")] = "",
    after: Annotated[str, typer.Option("--after", metavar="VALUE", help="help.option-after")] = "",
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why-end")] = "",
    override: Override = "",
) -> None:
    """Record what is done to the system by hand."""
    _fitting(begin=begin, end=end, look=look, method=method, before=before, after=after, why=why)
    if end:
        _end(call, text or [], after=after, why=why)
        return
    typed = " ".join(text or ())
    if not typed.strip():
        typed = call.asked("act.ask", "TEXT")
    if not typed.strip():
        raise NeedsAnswer("needs-act")
    located = call.located(is_write=True)
    context, at = call.context, call.moment(located)
    if look:
        echo(call, record_look(context, located, typed, at))
    elif begin:
        recorded = record_begin(
            context, located, typed, at=at, method=method, before=before, override=override
        )
        echo(call, recorded, following=["incidentctl act --end --after VALUE"])
    else:
        recorded = record_act(
            context, located, typed, at=at, method=method, before=before, after=after, override=override
        )
        echo(call, recorded)


def _fitting(**given: object) -> None:
    """Refuse flags that do not go together: a change has one begin and one end."""
    modes = [name for name in ("begin", "end", "look") if given[name]]
    is_wrong = (
        len(modes) > 1
        or (given["begin"] and given["after"])
        or (given["end"] and (given["method"] or given["before"]))
        or (given["look"] and (given["method"] or given["before"] or given["after"]))
        or (given["why"] and not given["end"])
    )
    if is_wrong:
        flags = ", ".join(f"--{name}" for name, value in given.items() if value)
        raise UsageError("act-flags", flags=flags)


def _end(call: Call, words: list[str], *, after: str, why: str) -> None:
    located = call.located(is_write=True)
    at = call.moment(located)
    try:
        ended = record_end(call.context, located, words, at=at, after=after, why=why)
    except NeedsAnswer as error:
        why = call.asked("act.ask-why", "--why") if error.key == "needs-why-of-end" else ""
        if not why.strip():
            raise
        ended = record_end(call.context, located, words, at=at, after=after, why=why)
    zone = call.context.zone_of(located.pulse.zone)
    begun = f"  {short(ended.begun.at, zone)} {telling(ended.begun, call.words, zone)}"
    echo(call, ended.recorded, said=[begun])


commands = {"act": (act, True)}
