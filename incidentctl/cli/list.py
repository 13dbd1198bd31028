"""`list` and `search`: all incidents, the open ones first; and those in which a text stands."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.domain.summary import SORTS
from incidentctl.usecases.listing import Filters, list_incidents
from incidentctl.usecases.listing import search as find

if TYPE_CHECKING:
    from incidentctl.render.listing import Lister

ROWS, FINDS = 50, 20
"""How many a person is shown; JSON has all."""

Open = Annotated[bool, typer.Option("--open", help="help.option-open")]
Closed = Annotated[bool, typer.Option("--closed", help="help.option-closed")]
Severity = Annotated[
    str,
    typer.Option(
        "--severity", metavar="LEVEL", help="help.option-list-severity", autocompletion=choices.levels
    ),
]
Service = Annotated[str, typer.Option("--service", metavar="NAME", help="help.option-list-service")]
Since = Annotated[str, typer.Option("--since", metavar="DATE", help="help.option-stats-since")]
Until = Annotated[str, typer.Option("--until", metavar="DATE", help="help.option-stats-until")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", help="help.option-limit")]


def list_(
    call: Call,
    is_open: Open = False,
    is_closed: Closed = False,
    severity: Severity = "",
    service: Service = "",
    since: Since = "",
    until: Until = "",
    sort: Annotated[
        str,
        typer.Option("--sort", metavar="BY", help="help.option-sort", autocompletion=choices.one_of(*SORTS)),
    ] = "",
    limit: Limit = None,
) -> None:
    """List incidents."""
    most = _most(call, limit, ROWS)
    filters = Filters(is_open, is_closed, severity, service, since, until, sort, most)
    page = list_incidents(call.context, filters)
    from incidentctl.render.listing import plain  # only for a view

    if call.is_json:
        found = [plain(row) for row in page.rows]
        bad = {"unreadable": list(page.unreadable), "damaged": list(page.damaged)}
        call.json({"incidents": found, "total": page.total, **bad})
        return
    for line in _lister(call).rows(page.rows):
        call.out(line)
    if not page.rows:
        is_any = filters != Filters(limit=most)
        call.err(call.words("echo.none-so" if is_any else "echo.no-incidents"))
        call.err("→ incidentctl list" if is_any else '→ incidentctl declare "..."')
    _tell_rest(call, page.total - len(page.rows), "list")
    shown = {row.id for row in page.rows}
    _tell_bad(call, "unreadable", [known for known in page.unreadable if known not in shown])
    _tell_bad(call, "damaged", page.damaged)


def search(
    call: Call,
    text: Annotated[list[str] | None, typer.Argument(metavar="TEXT...", help="help.argument-search")] = None,
    is_open: Open = False,
    is_closed: Closed = False,
    severity: Severity = "",
    service: Service = "",
    since: Since = "",
    until: Until = "",
    limit: Limit = None,
    private: Annotated[bool, typer.Option("--private", help="help.option-search-private")] = False,
) -> None:
    """Find incidents by what is written in them."""
    words = text or [call.asked("search.ask", "TEXT")]
    most = _most(call, limit, FINDS)
    filters = Filters(is_open, is_closed, severity, service, since, until, "", most)
    terms, finds = find(call.context, words, filters, private=private)
    from incidentctl.render.listing import plain_find  # only for a view

    if call.is_json:
        found = [plain_find(each) for each in finds.found]
        call.json(
            {"terms": list(terms), "found": found, "total": finds.total, "unreadable": list(finds.unreadable)}
        )
        return
    for line in _lister(call).finds(finds.found, terms):
        call.out_styled(line)
    if not finds.found:
        call.err(call.words("search.none", text=" ".join(words)))
    _tell_rest(call, finds.total - len(finds.found), "search")
    _tell_bad(call, "unreadable", finds.unreadable)


def _most(call: Call, limit: int | None, usual: int) -> int:
    if limit is not None:
        return limit
    return 0 if call.is_json else usual


def _lister(call: Call) -> "Lister":
    from incidentctl.render.listing import Lister  # only for a view

    context = call.context
    columns = call.columns if sys.stdout.isatty() else 0
    return Lister(call.words, context.zone_of, context.now(), columns, call.style())


def _tell_rest(call: Call, count: int, key: str) -> None:
    if count > 0:
        call.err(call.words(f"search.rest-{key}", count=f"{count:,}"))


def _tell_bad(call: Call, key: str, ids: "list[str] | tuple[str, ...]") -> None:
    """Say which incidents are not there, or not whole; a few by name."""
    if ids:
        named = call.words("when.list").join(ids[:5]) + (" …" if len(ids) > 5 else "")  # noqa: PLR2004
        call.err(call.words(f"search.{key}", count=len(ids), ids=named))


commands = {"list": (list_, False), "search": (search, False)}
