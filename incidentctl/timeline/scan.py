"""Questions about all incidents, answered from the logs alone: what every index must agree with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.findable import lines
from incidentctl.domain.incident import fold
from incidentctl.domain.privacy import private_ids
from incidentctl.domain.search import SHOWN, best, rank
from incidentctl.domain.summary import Find, Finds, Page, Summary, fits, in_order
from incidentctl.domain.summing import summarize
from incidentctl.errors import Damaged, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from incidentctl.domain.search import Line
    from incidentctl.domain.summary import Day, Wanted
    from incidentctl.ports import Timeline


class Told(NamedTuple):
    """What the log of one incident says: its sum, and every text that can be found."""

    summary: Summary
    lines: tuple[Line, ...] = ()


def tell(timeline: Timeline, incident: str) -> Told | None:
    """Read an incident; None when it is not there (any more). One that cannot be read says so."""
    try:
        reading = timeline.read(incident)
    except NotFound:
        return None
    except Damaged as error:
        return Told(Summary(incident, trouble=error.key))
    state = fold(reading.facts)
    private = private_ids(state.entries)
    damaged = sum(trouble.severity != "notice" for trouble in reading.troubles)
    summary = summarize(state, private, damaged)._replace(id=incident)
    return Told(summary, tuple(lines(state, private)))


class Scan:
    """The index without an index: slower, and the same answers."""

    def __init__(self, timeline: Timeline) -> None:
        """Answer from this timeline."""
        self._timeline = timeline

    def summaries(self, wanted: Wanted, day: Day) -> Page:
        """Give the incidents that are asked for."""
        every = [told.summary for told in self._all()]
        rows = in_order((each for each in every if fits(each, wanted, day)), wanted.sort)
        damaged = tuple(each.id for each in every if each.damaged)
        return Page(tuple(rows[: wanted.limit or None]), len(rows), _unreadable(every), damaged)

    def search(self, terms: Sequence[str], wanted: Wanted, day: Day, *, private: bool = False) -> Finds:
        """Find the incidents in which every term stands."""
        every, found = [], []
        for summary, all_lines in self._all():
            every.append(summary)
            seen = [line for line in all_lines if private or not line.private]
            place = rank(seen, terms)
            if place is not None and fits(summary, wanted, day):
                hits = best(seen, terms)
                find = Find(summary, tuple(hits[:SHOWN]), len(hits))
                found.append((place, -summary.order, summary.id, find))
        found.sort(key=lambda each: each[:3])
        finds = tuple(find for *_, find in found[: wanted.limit or None])
        return Finds(finds, len(found), _unreadable(every))

    def like(self, title: str, besides: str, seconds: float) -> Sequence[Summary]:
        """Give nothing: reading every log is no courtesy."""
        del title, besides, seconds
        return ()

    def _all(self) -> Iterator[Told]:
        told = (tell(self._timeline, known) for known in self._timeline.incidents())
        return (each for each in told if each is not None)


def _unreadable(every: Sequence[Summary]) -> tuple[str, ...]:
    return tuple(sorted(each.id for each in every if each.trouble))
