"""`step`: the checklist without a terminal."""

import shlex
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.domain.checklist import progress
from incidentctl.domain.lifecycle import FOLLOWING
from incidentctl.domain.runbook import said
from incidentctl.errors import NeedsAnswer, Refused
from incidentctl.usecases.steps import Listing, end_step, list_steps

Id = Annotated[str | None, typer.Argument(metavar="ID", help="help.argument-step")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why")]
MARKS = {"done": "x", "skipped": "-", "deferred": ">", "failed": "!", "not_applicable": "/", "waiting": "~"}


def step_list(
    call: Call,
    runbook: Annotated[
        str | None,
        typer.Argument(metavar="RUNBOOK", help="help.argument-runbook", autocompletion=choices.runbooks),
    ] = None,
) -> None:
    """Print the steps and where each stands."""
    listings = list_steps(call.context, call.located(), runbook or "")
    if call.is_json:
        call.json({"runbooks": [listing_json(listing, call.context.lang) for listing in listings]})
        return
    for listing in listings:
        print_listing(call, listing)
    call.err(call.words("echo.step-marks"))


def listing_json(listing: Listing, lang: str) -> dict[str, object]:
    """Give the steps of a runbook as JSON."""
    return {
        "runbook": listing.runbook.id,
        "title": said(listing.runbook.title, lang),
        "steps": [
            {
                "id": item.step.id,
                "title": title,
                "state": item.state,
                "because": item.because,
                "values": item.record.parts,
            }
            for item, title in zip(listing.items, listing.titles, strict=True)
        ],
    }


def print_listing(call: Call, listing: Listing) -> None:
    """Print one runbook: a line per step."""
    ended, total = progress(listing.items)
    title = said(listing.runbook.title, call.context.lang)
    call.out(f"{listing.runbook.id}  {title}  {ended}/{total}")
    width = max(5, *(len(item.step.id) for item in listing.items))
    for item, step_title in zip(listing.items, listing.titles, strict=True):
        mark = MARKS.get(item.state, " ")
        because = f"  ← {item.because}" if item.because else ""
        why = getattr(item.record.fact.event, "why", "") if item.record.fact else ""
        reason = f"  ({why})" if why else ""
        call.out(f"  [{mark}] {item.step.id:<{width}} {step_title}{because}{reason}")


def done(
    call: Call,
    step: Id = None,
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[VALUE|k=v...]", help="help.argument-step-value")
    ] = None,
    certainty: Annotated[
        str, typer.Option("--certainty", metavar="LEVEL", help="help.option-certainty")
    ] = "",
    override: Override = "",
) -> None:
    """Tick or answer a step."""
    _end(call, step, "done", values=values or [], certainty=certainty, override=override)


def skip(call: Call, step: Id = None, why: Why = "") -> None:
    """Leave a step out, for a reason."""
    _end(call, step, "skipped", why=why)


def defer(
    call: Call,
    step: Id = None,
    until: Annotated[str, typer.Option("--until", metavar="TIME", help="help.option-until")] = "",
) -> None:
    """Put a step off."""
    _end(call, step, "deferred", until=until)


def fail(call: Call, step: Id = None, why: Why = "") -> None:
    """Record that a step did not work."""
    _end(call, step, "failed", why=why)


def run(
    call: Call,
    step: Id = None,
    yes: Annotated[bool, typer.Option("--yes", help="help.option-yes-run")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="help.option-dry-run-run")] = False,
    override: Override = "",
) -> None:
    """Run the command of a step."""
    if not step:
        raise NeedsAnswer("needs-step")
    from incidentctl.cli.run import is_meant, tell  # only here, as the next
    from incidentctl.usecases import step_run
    from incidentctl.usecases.run import as_typed

    located = call.located(is_write=not dry_run)
    wanted = step_run.ready(call.context, located, step, override)
    if dry_run:
        call.out(*as_typed(wanted.command))
        return
    line = shlex.join(["incidentctl", "step", "run", step, "--yes"])
    if not yes and not is_meant(call, wanted.command, line, look=wanted.is_look):
        call.err(call.words("run.not-run"))
        return
    wanted = wanted._replace(command=wanted.command._replace(is_aside=call.is_json))
    done = step_run.run(call.context, located, wanted, override)
    tell(call, done.ran, done.said, is_wanting=not done.is_done)


def _end(
    call: Call,
    step: str | None,
    outcome: str,
    *,
    values: list[str] | None = None,
    why: str = "",
    until: str = "",
    certainty: str = "",
    override: str = "",
) -> None:
    if not step:
        raise NeedsAnswer("needs-step")
    located = call.located(is_write=True)
    at = call.moment(located)
    ended = end_step(
        call.context, located, step, outcome,
        values=values or [], why=why, until=until, certainty=certainty, at=at, override=override,
    )  # fmt: skip
    following = [f"incidentctl walk {ended.addressed.runbook.id}"]
    if ended.recorded.pulse.mitigated and not located.pulse.mitigated:
        following.append(FOLLOWING["mitigated"])
    echo(call, ended.recorded, following=[] if ended.left else following)
    if ended.left:
        rules = tuple(rule for _, broken in ended.recorded.left for rule in broken)
        answers = shlex.join(ended.left)
        raise Refused("answers-left", rules=rules, answers=answers, step=ended.addressed.key)


commands = {
    "step": {
        "list": (step_list, False),
        "done": (done, True),
        "run": (run, True),
        "skip": (skip, True),
        "defer": (defer, True),
        "fail": (fail, True),
    }
}
