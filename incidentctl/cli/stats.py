"""`stats`: how long it takes to detect, to mitigate and to resolve, over all incidents."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call
from incidentctl.domain.statistics import Group, Measure
from incidentctl.render.stats import lines
from incidentctl.render.width import wrap
from incidentctl.usecases.stats import BY, Measured, measure


def stats(
    call: Call,
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="help.option-stats-since")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="help.option-stats-until")] = "",
    by: Annotated[
        str,
        typer.Option(
            "--by", metavar="GROUP", help="help.option-stats-by", autocompletion=choices.one_of(*BY)
        ),
    ] = "",
) -> None:
    """Print the numbers over all incidents."""
    found = measure(call.context, since, until, by)
    if call.is_json:
        call.json(_json(found))
        return
    columns = call.columns
    if found.since or found.until:
        ends = {
            name: day.isoformat() if day else call.words("stats.range.open")
            for name, day in (("since", found.since), ("until", found.until))
        }
        call.out(*wrap(call.words("stats.range", **ends), columns))
    call.out(*lines(found.statistics, call.words, columns))
    if found.unreadable:
        ids = call.words("when.list").join(found.unreadable)
        call.err(call.words("stats.unreadable", n=len(found.unreadable), ids=ids))


def _json(found: Measured) -> dict[str, object]:
    """Give the numbers; lengths of time are seconds."""
    numbers = found.statistics
    return {
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
        "by": numbers.by or None,
        "total": _group(numbers.total),
        "groups": [{"key": group.key or None, **_group(group)} for group in numbers.groups],
        "unreadable": list(found.unreadable),
    }


def _group(group: Group) -> dict[str, object]:
    return {
        "incidents": group.incidents,
        "withdrawn": group.withdrawn,
        "drills": group.drills,
        "metrics": {each.name: _measure(each) for each in group.measures},
    }


def _measure(each: Measure) -> dict[str, object]:
    return {
        "n": each.n,
        "rough": each.rough,
        "median": each.median.total_seconds() if each.median is not None else None,
        "p90": each.p90.total_seconds() if each.p90 is not None else None,
        "empty": dict(each.empty),
    }


commands = {"stats": (stats, False)}
