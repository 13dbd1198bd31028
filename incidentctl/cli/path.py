"""`path`: the request path, and how far along it things are normal (S0-17, S0-18)."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.cli.echo import echo
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.value import mark_hop, set_path


def path_set(
    call: Call,
    hops: Annotated[list[str] | None, typer.Argument(metavar="HOPS", help="help.argument-hops")] = None,
) -> None:
    """Write down the path."""
    if not hops:
        raise NeedsAnswer("needs-hops")
    located = call.located(is_write=True)
    recorded = set_path(call.context, located, " ".join(hops), call.moment(located))
    echo(call, recorded, following=["incidentctl path mark HOP ok|ng"])


def path_mark(
    call: Call,
    hop: Annotated[str | None, typer.Argument(metavar="HOP", help="help.argument-hop")] = None,
    mark: Annotated[
        str | None,
        typer.Argument(
            metavar="ok|ng|unknown",
            help="help.argument-mark",
            autocompletion=choices.one_of("ok", "ng", "unknown"),
        ),
    ] = None,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="EVIDENCE...", help="help.argument-evidence")
    ] = None,
) -> None:
    """Mark one hop."""
    if not hop or not mark:
        raise NeedsAnswer("needs-hop-mark")
    located = call.located(is_write=True)
    at = call.moment(located)
    echo(call, mark_hop(call.context, located, hop, mark, text=" ".join(text or ()), at=at))
    from incidentctl.domain.path import boundary  # only here
    from incidentctl.usecases.look import see

    found = boundary(see(call.context, located).incident)
    unknown = call.words("when.list").join(found.unknown)
    told = call.words(f"path.{found.key}", good=found.good, bad=found.bad, unknown=unknown)
    call.err(f"{call.words('report.boundary')}: {told}")


commands = {"path": {"set": (path_set, True), "mark": (path_mark, True)}}
