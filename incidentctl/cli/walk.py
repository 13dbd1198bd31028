"""`walk`: through a checklist, resuming at the first open step."""

from pathlib import Path
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.cli.step import listing_json, print_listing
from incidentctl.domain.runbook import said
from incidentctl.errors import Invalid, NeedsAnswer, NotFound
from incidentctl.usecases.freezing import choose_runbook
from incidentctl.usecases.locate import Located
from incidentctl.usecases.steps import list_steps
from incidentctl.usecases.walk import Walked
from incidentctl.usecases.walk import walk as walk_through


def walk(
    call: Call,
    runbook: Annotated[
        str | None,
        typer.Argument(metavar="RUNBOOK", help="help.argument-runbook", autocompletion=choices.runbooks),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="FILE", help="help.option-answers")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.option-dry-run")] = False,
) -> None:
    """Walk."""
    located = call.located(is_write=True)
    if dry_run:
        _preview(call, located, runbook or "")
        return
    if answers is not None:
        from incidentctl.bootstrap import scripted  # only with an answers file

        prompter = scripted(call.context, answers)
        call.context.ask_with(prompter)
        if located.pulse.drill:  # on a terminal the first line of each screen says so
            call.err(f"{located.id}  {call.titled(located.pulse)}")
        walked = walk_through(call.context, located, runbook or "")
        _finish(call, walked)
        for line, text in prompter.leftover():
            call.err(call.words("echo.answer-unused", file=str(answers), line=line, text=text))
        return
    if not call.context.is_interactive:
        raise _unasked(call, located, runbook or "")
    walk_on(call, located, runbook or "")


def walk_on(call: Call, located: Located, runbook: str) -> None:
    """Walk on a terminal, offering the next checklist of the flow after each."""
    while True:
        walked = walk_through(call.context, located, runbook)
        following = walked.next_runbook
        if walked.is_paused or not following or following == walked.runbook.id:
            _finish(call, walked)
            return
        _finish(call, walked, is_going_on=True)
        from incidentctl.domain.screens import Ask  # only where somebody is asked

        title = call.words("walk.go-on", runbook=following, title=_title(call, following))
        ask = Ask(
            name="go-on",
            kind="do",
            title=title,
            hint=call.words("walk.hint-go-on"),
            commands="q",
            flag="walk",
        )
        if call.context.prompter.ask(ask).command:
            call.err(f"→ incidentctl walk {following}")
            return
        runbook = following


def _title(call: Call, runbook: str) -> str:
    """Give the title of the checklist that is offered; one that cannot be read is told when it is begun."""
    try:
        found = call.context.runbooks.get(runbook)
    except (Invalid, NotFound):
        return ""
    return said(found.runbook.title, call.context.lang) if found.runbook else ""


def _finish(call: Call, walked: Walked, *, is_going_on: bool = False) -> None:
    if call.is_json:
        call.json(
            {
                "incident": walked.located.id,
                "runbook": walked.runbook.id,
                "ended": walked.ended,
                "total": walked.total,
                "paused": walked.is_paused,
                "waiting_for": walked.waiting_for,
                "next": walked.next_runbook,
            }
        )
        return
    key = "paused" if walked.is_paused else ("waiting" if walked.waiting_for else "finished")
    call.err(
        call.words(
            f"echo.walk-{key}",
            runbook=walked.runbook.id,
            n=walked.ended,
            total=walked.total,
            step=walked.waiting_for,
        )
    )
    if is_going_on:
        return
    if walked.is_paused:
        call.err(f"→ incidentctl walk {walked.runbook.id}")
    elif walked.next_runbook:
        call.err(f"→ incidentctl walk {walked.next_runbook}")
    else:
        call.err("→ incidentctl report")


def _unasked(call: Call, located: Located, runbook: str) -> NeedsAnswer:
    """Say which step waits, and how it is answered, or its command run, without a terminal."""
    from incidentctl.domain.checklist import next_item  # only in this refusal
    from incidentctl.usecases.look import see

    chosen = choose_runbook(call.context, see(call.context, located).incident, runbook)
    for listing in list_steps(call.context, located, chosen):
        item = next_item(listing.items)
        if item is not None:
            key = "needs-terminal-to-run" if item.step.run or item.step.shell else "needs-terminal"
            return NeedsAnswer(key, step=f"{listing.runbook.id}/{item.step.id}")
    return NeedsAnswer("needs-terminal", step=chosen)


def _preview(call: Call, located: Located, runbook: str) -> None:
    """Print what a walk would ask, and the commands that it would run; nothing is recorded."""
    from incidentctl.usecases.look import see
    from incidentctl.usecases.performing import command_of
    from incidentctl.usecases.run import as_typed
    from incidentctl.usecases.spoken import spoken

    incident = see(call.context, located).incident
    chosen = choose_runbook(call.context, incident, runbook)
    listings = list_steps(call.context, located, chosen)
    if call.is_json:
        call.json({"runbooks": [listing_json(listing, call.context.lang) for listing in listings]})
        return
    for listing in listings:
        print_listing(call, listing)
        for item in listing.items:
            for line in as_typed(command_of(item.step, incident)) if item.step.run or item.step.shell else ():
                call.out(f"        {item.step.id}  {line}")
            for part in item.step.parts:
                if len(item.step.parts) > 1:
                    call.out(
                        f"        {item.step.id}:{part.save}  {spoken(call.context, incident, part.title)}"
                    )


commands = {"walk": (walk, False)}
