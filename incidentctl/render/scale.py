"""From time to place: a line of time that skips long silences, and the ticks along it."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

_MINUTE = 60
_HOUR = 3600
_DAY = 86400
_STEPS = (
    *(n * _MINUTE for n in (1, 2, 5, 10, 15, 30)),
    *(n * _HOUR for n in (1, 2, 3, 6, 12)),
    *(n * _DAY for n in (1, 2, 7, 14, 28, 91, 182, 365, 730)),
)
_GRID = 15 * _MINUTE  # every offset of our days is a multiple of it
_SILENCE = 3 * _HOUR
_SHARE = 0.4


class Stretch(NamedTuple):
    """A part of the line: from second to second (since 1970, UTC), and from place to place."""

    since: float
    until: float
    left: float
    right: float
    is_break: bool


class Scale:
    """Where each instant stands between two places on the line.

    A silence that would take up more than two fifths of the line is drawn as a narrow break, so that a
    night of work and the review four days later are both legible. Everything goes through UTC.
    """

    def __init__(self, instants: Iterable[datetime], left: float, right: float, gap: float = 30) -> None:
        """Lay out `instants` from `left` to `right`, each break `gap` wide."""
        seconds = sorted({at.timestamp() for at in instants})
        if seconds[-1] - seconds[0] < _MINUTE:
            seconds.append(seconds[0] + _MINUTE)
        silences = _silences(seconds)
        kept = seconds[-1] - seconds[0] - sum(until - since for since, until in silences)
        self.per_second = (right - left - gap * len(silences)) / kept
        edges = [seconds[0], *(second for silence in silences for second in silence), seconds[-1]]
        self.parts: list[Stretch] = []
        for number, (since, until) in enumerate(pairwise(edges)):
            is_break = number % 2 == 1
            end = left + (gap if is_break else (until - since) * self.per_second)
            if until > since:  # two silences may follow each other
                self.parts.append(Stretch(since, until, left, end, is_break))
            left = end
        self._starts = [part.since for part in self.parts]

    def place(self, at: datetime) -> float:
        """Give the place of an instant; what lies outside stands at the edge."""
        second = at.timestamp()
        part = self.parts[max(0, bisect_right(self._starts, second) - 1)]
        share = min(1.0, max(0.0, (second - part.since) / (part.until - part.since)))
        return part.left + share * (part.right - part.left)

    def ticks(self, zone: tzinfo, apart: float) -> tuple[bool, list[datetime]]:
        """Give round local times, at least `apart` from each other; first whether they are whole days."""
        step = next((step for step in _STEPS if step * self.per_second >= apart), _STEPS[-1])
        since, until = self.parts[0].since, self.parts[-1].until
        found = _midnights(since, until, zone, step) if step >= _DAY else self._clocks(zone, step)
        return step >= _DAY, [at for at in found if not self._is_skipped(at.timestamp())]

    def _clocks(self, zone: tzinfo, step: int) -> Iterator[datetime]:
        grid = min(step, _GRID)
        for part in self.parts:
            second = -(-part.since // grid) * grid
            while second <= part.until and not part.is_break:
                at = datetime.fromtimestamp(second, UTC).astimezone(zone)
                if (at.hour * _HOUR + at.minute * _MINUTE + at.second) % step == 0:
                    yield at
                second += grid

    def _is_skipped(self, second: float) -> bool:
        return any(part.is_break and part.since < second < part.until for part in self.parts)


def _silences(seconds: list[float]) -> list[tuple[float, float]]:
    """Give the silences to skip, in order; something is always left to be drawn at length."""
    kept = seconds[-1] - seconds[0]
    found: list[tuple[float, float]] = []
    for since, until in sorted(pairwise(seconds), key=lambda pair: pair[0] - pair[1]):
        length = until - since
        if length < max(_SILENCE, _SHARE * kept) or kept - length < _MINUTE:
            break
        kept -= length
        found.append((since, until))
    return sorted(found)


def _midnights(since: float, until: float, zone: tzinfo, step: int) -> Iterator[datetime]:
    day = datetime.fromtimestamp(since, UTC).astimezone(zone).date()
    every = step // _DAY
    while True:
        at = datetime(day.year, day.month, day.day, tzinfo=zone)
        if at.timestamp() > until:
            return
        if at.timestamp() >= since and day.toordinal() % every == 0:
            yield at
        day += timedelta(days=1)
