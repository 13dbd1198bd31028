"""`follow-up`: what is to be done after the incident, by whom, until when; over all incidents."""

import sys
from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.domain.follow_up_terms import KINDS, TIMINGS
from incidentctl.errors import UsageError
from incidentctl.usecases import follow_up as use
from incidentctl.usecases.follow_up import Details, Listing

FORMATS = ("text", "md", "csv", "json", "gh")
LIST = "incidentctl follow-up list"

Id = Annotated[str | None, typer.Argument(metavar="ID", help="help.argument-follow-up-id")]
Kind = Annotated[
    str | None,
    typer.Option(
        "--kind", metavar="KIND", help="help.option-follow-up-kind", autocompletion=choices.one_of(*KINDS)
    ),
]
Owner = Annotated[str | None, typer.Option("--owner", metavar="ROLE", help="help.option-owner")]
Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="help.option-due")]
When = Annotated[
    str | None,
    typer.Option(
        "--when", metavar="WHEN", help="help.option-follow-up-when", autocompletion=choices.one_of(*TIMINGS)
    ),
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="help.option-why")]
DecidedBy = Annotated[str | None, typer.Option("--decided-by", metavar="ROLE", help="help.option-decided-by")]
Url = Annotated[str | None, typer.Option("--url", metavar="URL", help="help.option-url")]


def add(
    call: Call,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-follow-up")
    ] = None,
    kind: Kind = None,
    owner: Owner = None,
    due: Due = None,
    when: When = None,
    why: Why = None,
    decided_by: DecidedBy = None,
    url: Url = None,
    override: Override = "",
) -> None:
    """Add a follow-up."""
    located = call.located(is_write=True)
    typed = " ".join(text or ()) or call.asked("follow_up.ask-text", "TEXT")
    if kind is None and typed:
        kind = _asked_kind(call)
    details = Details(kind, owner, due, when, why, decided_by, url)
    at = call.moment(located)
    recorded = use.add(call.context, located, typed, details, at=at, override=override)
    echo(call, recorded, following=[LIST])


def set_(
    call: Call,
    follow_up: Id = None,
    kind: Kind = None,
    owner: Owner = None,
    due: Due = None,
    when: When = None,
    why: Why = None,
    decided_by: DecidedBy = None,
    url: Url = None,
    override: Override = "",
) -> None:
    """Say who owns it, by when, now or later."""
    details = Details(kind, owner, due, when, why, decided_by, url)
    recorded = use.change(
        call.context, follow_up or "", details, incident=_only(call), at=call.moment, override=override
    )
    echo(call, recorded, following=[LIST])


def done(
    call: Call,
    follow_up: Id = None,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT...]", help="help.argument-follow-up-text")
    ] = None,
) -> None:
    """End a follow-up."""
    why = " ".join(text or ())
    recorded = use.end(call.context, follow_up or "", "done", why, incident=_only(call), at=call.moment)
    echo(call, recorded, following=[LIST])


def drop(call: Call, follow_up: Id = None, why: Why = None) -> None:
    """Give a follow-up up, for a reason."""
    reason = why or (call.asked("follow_up.ask-why", "--why") if follow_up else "")
    recorded = use.end(call.context, follow_up or "", "dropped", reason, incident=_only(call), at=call.moment)
    echo(call, recorded, following=[LIST])


def list_(
    call: Call,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="help.option-follow-up-format",
            autocompletion=choices.one_of(*FORMATS),
        ),
    ] = "text",
    all_: Annotated[bool, typer.Option("--all", help="help.option-all-follow-ups")] = False,
) -> None:
    """Print what is to be done, over all incidents: overdue first."""
    if format_ not in FORMATS:
        raise UsageError("no-such-follow-up-format", format=format_, choices=", ".join(FORMATS))
    listing = use.list_all(call.context, _only(call), is_all=all_)
    from incidentctl.render import follow_up as lines  # only for a view

    rows, words = listing.rows, call.words
    match "json" if call.is_json else format_:
        case "json":
            found = [{**lines.plain(each), "overdue": each.is_overdue} for each in rows]
            call.json({"follow_ups": found, "unreadable": list(listing.unreadable)})
        case "csv":
            sys.stdout.write(lines.csv_text(rows))
        case "md":
            call.out(*lines.markdown_lines(rows, words))
        case "gh":
            commands = list(lines.gh_lines(rows, words))
            call.out(*commands)
            if skipped := sum(bool(each.row.url) and each.row.state == "open" for each in rows):
                call.err(words("follow_up.gh-skipped", count=skipped))
            if commands:
                call.err(words("follow_up.gh-then"), "→ incidentctl follow-up set ID --url URL")
        case _:
            call.out(*lines.text_lines(rows, words, call.columns))
    _tell_left_out(call, listing)
    if not rows and not call.is_json:
        call.err(words("follow_up.none"), "→ incidentctl follow-up add TEXT --kind KIND")


def _tell_left_out(call: Call, listing: Listing) -> None:
    """Say whose follow-ups are not in the list, and why."""
    if listing.drills:
        ids = call.words("when.list").join(known[-4:] for known in listing.drills)
        call.err(call.words("follow_up.drills-left-out", ids=ids))
    for known in listing.unreadable:
        call.err(call.words("follow_up.unreadable", id=known))


def _only(call: Call) -> str:
    """Give the incident that `-i` names; without it, those of all incidents are meant."""
    return call.options.get("incident") or ""


def _asked_kind(call: Call) -> str | None:
    """Ask for the kind where somebody can answer; none is a kind, too."""
    if not call.context.is_interactive:
        return None
    from incidentctl.domain.screens import Ask, Choice  # only where somebody is asked

    words = call.words
    kinds = [Choice(str(n), kind, words(f"fields.follow_up.{kind}")) for n, kind in enumerate(KINDS, 1)]
    shown = (*kinds, Choice("?", "unknown", words("follow_up.no-kind")))
    ask = Ask("follow-up-kind", "choose", words("follow_up.ask-kind"), choices=shown, flag="--kind")
    reply = call.context.prompter.ask(ask)
    return None if reply.command or reply.text == "unknown" else reply.text


commands = {
    "follow-up": {
        "add": (add, True),
        "list": (list_, False),
        "set": (set_, True),
        "done": (done, True),
        "drop": (drop, True),
    }
}
