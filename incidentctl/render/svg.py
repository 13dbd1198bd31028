"""The picture of an incident as inline SVG: impact, phases, roles and events over time."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from itertools import chain
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.lifecycle import between
from incidentctl.domain.times import Moment
from incidentctl.render import when
from incidentctl.render.scale import Scale
from incidentctl.render.width import clip, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from incidentctl.domain.report_values import Band, Chart, Row
    from incidentctl.render.inline import Speaker


class Shape(NamedTuple):
    """How wide a picture is; `labels` is the column for the names of the lanes, 0: they stand above."""

    name: str
    width: int
    labels: int
    apart: int


WIDE = Shape("wide", 880, 128, 66)
NARROW = Shape("narrow", 358, 0, 58)

_FONT = 13
_SMALL = 12
_COLUMN = 0.57  # of the size of the font: how wide a column is at most in the usual fonts
_LINE = 17
_BAR = 20
_LANE = 28
_NEAR = 20
_EDGE = 10  # so that the first and the last dot are whole
_BIGGEST = 9.5
_TOLD = 6
_LONGEST = 72
_MANY = 999


def picture(speaker: Speaker, chart: Chart, events: Sequence[Row], shape: Shape) -> str:
    """Give one `<svg>`, `shape.width` units wide; its colours are those of the page around it."""
    return _Picture(speaker, chart, events, shape).text()


def span(speaker: Speaker, band: Band) -> str:
    """Say of a band from when to when it lasted, and how long."""
    what, since = speaker.inline(band.what), speaker.inline(band.since)
    if band.until is None:
        return speaker.words("report.chart.span.open", what=what, since=since)
    length = when.length(between(band.since, band.until), speaker.words)
    return speaker.words(
        "report.chart.span",
        what=what,
        since=since,
        until=speaker.later(band.until, band.since),
        length=length,
    )


class _Picture:
    """One picture on its way to text; it grows downwards, `y` is where it has got to."""

    def __init__(self, speaker: Speaker, chart: Chart, events: Sequence[Row], shape: Shape) -> None:
        self.speaker, self.words = speaker, speaker.words
        self.chart, self.shape = chart, shape
        self.events = sorted(events, key=lambda row: row.at.at.timestamp())
        bands = (*chart.impact, *chart.phases, *chart.roles)
        edges = (at for band in bands for at in (band.since, band.until) if at)
        moments = chain((chart.since, chart.until), edges, (row.at for row in (*chart.marks, *events)))
        self.left, self.right = shape.labels + _EDGE, shape.width - _EDGE
        self.scale = Scale((moment.at for moment in moments), self.left, self.right)
        self.y = 0.0

    def text(self) -> str:
        chart = self.chart
        marks = [*self._marks(chart.marks)]
        rows = _stacked(marks, self.shape.width)
        self.y = top = _LINE * (1 + _depth(rows)) + 6
        lanes: list[str] = []
        for band in chart.impact:
            lanes += self._lane(self.speaker.inline(band.what), [band], "impact")
        lanes += self._lane(self.words("report.chart.phases"), chart.phases, "phase")
        for role in dict.fromkeys(band.key for band in chart.roles):
            held = [band for band in chart.roles if band.key == role]
            lanes += self._lane(self.speaker.inline(held[0].what), held, "role")
        lanes += self._dots()
        bottom = self.y
        lines = [
            f'<line class="mark" x1="{x:g}" x2="{x:g}" y1="{_LINE * row + 4:g}" y2="{bottom:g}"/>'
            f'<text class="mark" x="{left:g}" y="{_LINE * row + 13:g}">{escape(text)}</text>'
            for x, left, row, text in rows
        ]
        breaks = [*self._breaks(top, bottom)]
        axis = [*self._axis(top, bottom)]
        alt = self.words(
            "report.chart.alt", since=self.speaker.inline(chart.since), until=self.speaker.inline(chart.until)
        )
        return (
            f'<svg class="{self.shape.name}" viewBox="0 0 {self.shape.width} {self.y:g}" role="img" '
            f'aria-label="{escape(alt)}">\n' + "\n".join([*axis, *lanes, *breaks, *lines]) + "\n</svg>"
        )

    def _marks(self, rows: Iterable[Row]) -> Iterator[tuple[float, str]]:
        """Give the milestones by time, with the day where that is not the one before."""
        said = ""
        for row in sorted(rows, key=lambda row: row.at.at.timestamp()):
            local = when.local(row.at, self.speaker.zone)
            at = when.clock(row.at, self.speaker.zone, self.words)
            day = self.words("report.chart.day", month=local.month, day=local.day)
            if day != said and said:
                at = self.words("report.chart.event.plain", at=day, what=at)
            said = day
            what = self.speaker.inline(row.what)
            yield self._x(row.at.at), self.words("report.chart.event.plain", at=at, what=what)

    def _x(self, at: datetime) -> float:
        return round(self.scale.place(at), 1)

    def _label(self, text: str) -> str:
        """Name a lane: to its left, or above it where there is no room."""
        columns = int((self.shape.labels or self.shape.width) / (_FONT * _COLUMN)) - 1
        y = self.y + (15 if self.shape.labels else 11)
        if not self.shape.labels:
            self.y += _LINE
        return f'<text class="lane" x="0" y="{y:g}">{escape(clip(text, columns))}</text>'

    def _lane(self, label: str, bands: Iterable[Band], kind: str) -> Iterator[str]:
        yield self._label(label)
        for band in bands:
            yield self._bar(band, kind)
        self.y += _LANE

    def _bar(self, band: Band, kind: str) -> str:
        left, right = self._x(band.since.at), self._x((band.until or self.chart.until).at)
        long = max(3.0, round(right - left, 1))
        name, style = "", kind
        if kind == "phase":
            what, style = self.speaker.inline(band.what), f"phase {band.key}"
            clear, wide = max(self._clear(left, left + long), key=lambda piece: piece[1])
            if _long(what) + 8 <= wide:
                name = f'<text class="in" x="{clear + 5:g}" y="{self.y + 14.5:g}">{escape(what)}</text>'
        return (
            f"<g><title>{escape(span(self.speaker, band))}</title>"
            f'<rect class="{style}" x="{left:g}" y="{self.y:g}" width="{long:g}" height="{_BAR}" rx="3"/>'
            f"{name}</g>"
        )

    def _clear(self, left: float, right: float) -> Iterator[tuple[float, float]]:
        """Give the pieces of a bar that no silence hides: where each begins, and how wide it is."""
        for part in self.scale.parts:
            if part.is_break and left < part.right and part.left < right:
                yield left, round(part.left - left, 1)
                left = round(part.right - 4, 1)
        yield left, round(right - left, 1)

    def _dots(self) -> Iterator[str]:
        """Give the events as dots; those that are too close for a finger or an eye share one."""
        if not self.events:
            return
        yield self._label(self.words("report.chart.events"))
        y = self.y + _BAR / 2
        for x, group in self._groups():
            many = len(group)
            radius = min(_BIGGEST, 4.5 + 1.5 * log2(many))
            count = f"{many}" if many <= _MANY else f"{_MANY}+"
            number = f'<text class="count" x="{x:g}" y="{y + 3.5:g}">{count}</text>' if many > 1 else ""
            yield (
                f"<g><title>{escape(self._told(group))}</title>"
                f'<circle class="event" cx="{x:g}" cy="{y:g}" r="{radius:.2g}"/>{number}</g>'
            )
        self.y += _LANE

    def _groups(self) -> Iterator[tuple[float, list[Row]]]:
        """Give the events that share a dot, and where it stands: halfway from the first to the last."""
        places = [self._x(row.at.at) for row in self.events]
        first = 0
        for n in range(1, len(places) + 1):
            if n == len(places) or places[n] - places[first] > _NEAR:
                yield (places[first] + places[n - 1]) / 2, self.events[first:n]
                first = n

    def _told(self, group: Sequence[Row]) -> str:
        lines = []
        for day, rows in self.speaker.days(group[:_TOLD]):
            lines.append(day)
            for at, role, what in map(self.speaker.cells, rows):
                key = "report.chart.event" if role else "report.chart.event.plain"
                lines.append(clip(self.words(key, at=at, role=role, what=what), _LONGEST))
        if len(group) > _TOLD:
            lines.append(self.words("report.chart.more", n=len(group) - _TOLD))
        return "\n".join(lines)

    def _axis(self, top: float, bottom: float) -> Iterator[str]:
        """Give the ticks with their times, and below them the date and the offset wherever they change."""
        are_days, ticks = self.scale.ticks(self.speaker.zone, self.shape.apart)
        end = 0.0
        for at in ticks:
            x = self._x(at)
            label = self.words("report.chart.day", month=at.month, day=at.day) if are_days else f"{at:%H:%M}"
            left = _inside(x - _long(label) / 2, label, self.shape.width)
            yield f'<line class="tick" x1="{x:g}" x2="{x:g}" y1="{top - 4:g}" y2="{bottom:g}"/>'
            if left >= end:
                yield f'<text class="tick" x="{left:g}" y="{bottom + 13:g}">{label}</text>'
                end = left + _long(label) + 6
        notes = [*self._dates(ticks, are_days=are_days)]
        for part in self.scale.parts:
            if part.is_break:
                length = when.length(timedelta(seconds=part.until - part.since), self.words)
                notes.append((round(part.left, 1), self.words("report.chart.gap", length=length)))
        rows = _stacked(notes, self.shape.width)
        for _, left, row, text in rows:
            yield f'<text class="date" x="{left:g}" y="{bottom + 30 + _LINE * row:g}">{escape(text)}</text>'
        self.y = bottom + 36 + _LINE * _depth(rows)

    def _dates(self, ticks: Iterable[datetime], *, are_days: bool) -> Iterator[tuple[float, str]]:
        """Give the date where the line begins, after each silence, and wherever it or the offset changes."""
        parts = self.scale.parts
        starts = {parts[0].since, *(part.until for part in parts if part.is_break)}
        said: tuple[object, str] | None = None
        for second in sorted(starts.union(at.timestamp() for at in ticks)):
            at = datetime.fromtimestamp(second, self.speaker.zone)
            day, offset = self.speaker.day(Moment(at))
            new = (at.year if are_days else day, offset)
            if new != said or second in starts:
                yield self._x(at), self.speaker.heading(day, offset)
            said = new

    def _breaks(self, top: float, bottom: float) -> Iterator[str]:
        """Cut the lanes where a silence is skipped."""
        for part in self.scale.parts:
            if part.is_break:
                left, wide = round(part.left + 4, 1), round(part.right - part.left - 8, 1)
                yield (
                    f'<rect class="break" x="{left:g}" y="{top - 4:g}" width="{wide:g}" '
                    f'height="{bottom - top + 4:g}"/>'
                )


def _long(text: str) -> float:
    """Give how long a small text is at most, in units of the picture."""
    return width(text) * _SMALL * _COLUMN


def _inside(left: float, text: str, right: float) -> float:
    """Move a text so far that nothing of it is cut off."""
    return round(max(0.0, min(left, right - _long(text))), 1)


def _stacked(texts: Iterable[tuple[float, str]], right: float) -> list[tuple[float, float, int, str]]:
    """Put texts into as few rows as they need without touching: (place, left edge, row, text) of each."""
    ends: list[float] = []
    found = []
    for x, text in sorted(texts):
        left = _inside(x + 3, text, right)
        row = next((row for row, end in enumerate(ends) if left >= end), len(ends))
        ends[row : row + 1] = [left + _long(text) + 8]
        found.append((x, left, row, text))
    return found


def _depth(rows: Sequence[tuple[float, float, int, str]]) -> int:
    return max((row for _, _, row, _ in rows), default=0)
