"""Incidents as lines: a list of them, and what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.drill import titled
from incidentctl.domain.handles import named
from incidentctl.domain.search import excerpt, spans
from incidentctl.domain.times import Moment, from_iso
from incidentctl.render.safe import one_line
from incidentctl.render.when import short
from incidentctl.render.width import pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime, tzinfo

    from incidentctl.domain.search import Hit, Line
    from incidentctl.domain.summary import Find, Summary
    from incidentctl.render.style import Style
    from incidentctl.words import Words

LINES = 3
"""How many lines of an incident a search shows."""

_INDENT = "    "
_BELOW = 6
_NARROW = 60
_GAP = "  "


class Lister:
    """Words incidents for a reader: language, zones, now, and how wide the terminal is (0: no terminal)."""

    def __init__(
        self, words: Words, zone_of: Callable[[str], tzinfo], now: datetime, columns: int, style: Style
    ) -> None:
        """Keep them."""
        self._words, self._zone_of, self._now = words, zone_of, now
        self._columns, self._style = columns, style

    def rows(self, found: Sequence[Summary]) -> Iterator[str]:
        """Give the lines of a list: columns, and the title wrapped below itself; none is cut.

        Where there is no terminal each incident is one line, to be searched and cut by other programs.
        """
        phases = [self._phase(row) for row in found]
        room = max(map(width, phases), default=0)
        for row, phase in zip(found, phases, strict=True):
            head = [row.id, self._when(row), f"{_level(row):<5}", pad(phase, room)]
            if row.trouble:
                yield from self._wrapped(_GAP.join((row.id, self._words("echo.unreadable"))))
            elif 0 < self._columns < _NARROW:
                yield from self._wrapped(_GAP.join((row.id, _level(row), phase)))
                yield from (f"{_GAP}{line}" for line in wrap(one_line(self._title(row)), self._columns - 2))
            else:
                before = _GAP.join((head[0], head[1], " ".join(head[2:]))) + _GAP
                yield from (lead + line for lead, line in self._hung(before, one_line(self._title(row))))

    def finds(self, found: Sequence[Find], terms: Sequence[str]) -> Iterator[str]:
        """Give what was found: each incident, and its first lines that hold a term, which stands out."""
        for find in found:
            row = find.summary
            zone = self._zone_of(row.zone)
            head = _GAP.join((row.id, self._when(row), _level(row), self._phase(row)))
            yield from self._wrapped(head)
            yield from self._marked(_GAP, one_line(self._title(row)), terms)
            texts = [hit for hit in find.hits if hit.line.group != "title"]
            for hit in texts[:LINES]:
                place = f"{_INDENT}{self._place(hit.line, row, zone)}"
                yield from self._marked(place, self._cut(hit, terms), terms)
            more = find.matches - (len(find.hits) - len(texts)) - len(texts[:LINES])
            if more > 0:
                yield from self._wrapped(self._words("search.more", count=more, id=row.id[-4:]), _INDENT)

    def _cut(self, hit: Hit, terms: Sequence[str]) -> str:
        label = f"fields.{hit.line.field}"
        name = self._words("search.field", name=self._words(label)) if self._words.has(label) else ""
        return name + one_line(excerpt(hit.line.text, terms, max(self._columns, 80)))

    def _place(self, line: Line, row: Summary, zone: tzinfo) -> str:
        moment = Moment(from_iso(line.at), line.precision)
        at = moment.at.astimezone(zone)
        return f"{at:%m-%d} {short(moment, zone)}{_GAP}{named(line.kind, line.fact, row.facts)}{_GAP}"

    def _marked(self, before: str, text: str, terms: Sequence[str]) -> Iterator[str]:
        """Give a text behind `before`, with the terms in it standing out."""
        for lead, line in self._hung(before, text):
            out, done = lead, 0
            for start, end in spans(line, terms) if self._style.colour else ():
                out += line[done:start] + self._style.bold(line[start:end])
                done = end
            yield out + line[done:]

    def _hung(self, before: str, text: str) -> Iterator[tuple[str, str]]:
        """Give the lines of a text, each with what stands before it; where that is too long, below it."""
        if not self._columns:
            yield before, text
            return
        lead = width(before)
        if self._columns - lead < _NARROW // 3:
            yield before.rstrip(), ""
            before, lead = " " * _BELOW, _BELOW
        first, *rest = wrap(text, self._columns - lead) or [""]
        yield before, first
        yield from ((" " * lead, line) for line in rest)

    def _wrapped(self, text: str, lead: str = "") -> Iterator[str]:
        """Give a text behind `lead`; what goes on below it stands further in."""
        if not self._columns or width(lead + text) <= self._columns:
            yield lead + text
            return
        first, *rest = wrap(text, self._columns - len(_INDENT))
        yield lead + first
        yield from (f"{_INDENT}{line}" for line in rest)

    def _when(self, row: Summary) -> str:
        if not row.declared:
            return f"{'?':<11}"
        zone = self._zone_of(row.zone)
        at = from_iso(row.declared).astimezone(zone)
        is_this_year = at.year == self._now.astimezone(zone).year
        return f"{at:%m-%d %H:%M}" if is_this_year else f"{at:%Y-%m-%d} "

    def _title(self, row: Summary) -> str:
        return titled(row, self._words)

    def _phase(self, row: Summary) -> str:
        return "" if row.trouble else self._words(f"phase.{row.phase}")


def plain(row: Summary) -> dict[str, object]:
    """Give an incident as JSON; what nobody said is None."""
    if row.trouble:
        return {"id": row.id, "error": row.trouble}
    return {
        "id": row.id,
        "title": row.title,
        "phase": row.phase,
        "severity": row.severity or None,
        "declared": row.declared or None,
        "open": row.is_open,
        "facts": row.facts,
        "service": row.service or None,
        "updated": row.updated or None,
        "drill": row.drill,
        "damaged": row.damaged,
    }


def plain_find(find: Find) -> dict[str, object]:
    """Give a find as JSON: the incident, how many of its lines hold a term, and the first of them."""
    lines = [
        {
            "id": hit.line.fact,
            "handle": named(hit.line.kind, hit.line.fact, find.summary.facts),
            "kind": hit.line.kind,
            "in": hit.line.group,
            "field": hit.line.field or None,
            "at": hit.line.at,
            "precision": hit.line.precision,
            "private": hit.line.private,
            "text": hit.line.text,
        }
        for hit in find.hits
    ]
    return {**plain(find.summary), "matches": find.matches, "lines": lines}


def _level(row: Summary) -> str:
    return one_line(row.severity) or "SEV?"
