"""Numbers over many incidents, as lines and plain bars."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.statistics import METRICS
from incidentctl.render.when import length
from incidentctl.render.width import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.statistics import Group, Measure, Statistics
    from incidentctl.words import Words

_WIDEST = 60  # longer bars tell nothing more
_INDENT = "  "


def lines(found: Statistics, words: Words, columns: int) -> Iterator[str]:
    """Give the page, at most `columns` wide: for each metric its formula, its numbers, and bars.

    In a bar `#` reaches to the median and `-` to the p90. All bars of a page have one scale, so that they can
    be compared; the characters are ASCII, since a terminal set to Japanese may draw others twice as wide.
    """
    groups = (found.total, *found.groups)
    top = max((each.p90 for group in groups for each in group.measures if each.p90), default=timedelta())
    for group in groups:
        key = "stats.counted" if group is found.total else "stats.group"
        numbers = {"n": group.incidents, "withdrawn": group.withdrawn, "drills": group.drills}
        yield from wrap(words(key, group=_label(group, words), **numbers), columns)
    for index, name in enumerate(METRICS):
        head = words(
            "stats.head", name=words(f"report.metric.{name}"), formula=words(f"stats.formula.{name}")
        )
        yield from ("", *wrap(head, columns))
        for group in groups:
            one = group.measures[index]
            label = words("stats.all") if group is found.total else _label(group, words)
            row = words("stats.row", group=label, numbers=_numbers(one, words))
            drawn = bar(one, top, min(_WIDEST, columns - len(_INDENT)))
            yield from (f"{_INDENT}{line}" for line in (*wrap(row, columns - len(_INDENT)), drawn) if line)
    if top:
        yield from ("", *wrap(words("stats.legend", length=length(top, words)), columns))
        yield from wrap(words("stats.method"), columns)


def bar(measure: Measure, top: timedelta, room: int) -> str:
    """Draw a measure in `room` columns, where `top` fills them all; a length above none gets at least one."""
    if measure.median is None or measure.p90 is None or not top:
        return ""
    middle, end = (
        max(1, round(room * (span / top))) if span else 0 for span in (measure.median, measure.p90)
    )
    return "#" * middle + "-" * (end - middle)


def _label(group: Group, words: Words) -> str:
    return group.key or words("stats.no-severity")


def _numbers(one: Measure, words: Words) -> str:
    if one.median is None or one.p90 is None:
        text = words("stats.none")
    else:
        text = words("stats.numbers", n=one.n, median=length(one.median, words), p90=length(one.p90, words))
    if one.rough:
        text += words("stats.rough", n=one.rough)
    reasons = [words(f"stats.empty.{reason}", n=n) for reason, n in one.empty.items() if n]
    if not reasons:
        return text
    return text + words("stats.empty", n=sum(one.empty.values()), reasons=words("when.list").join(reasons))
