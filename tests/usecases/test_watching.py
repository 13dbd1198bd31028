"""Looking on: the files are asked whether they changed, and read only then; nothing is told twice."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.errors import NotFound
from incidentctl.timeline.memory import MemoryTimeline
from incidentctl.usecases.watching import Watch

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Context

NOW = datetime(2026, 11, 22, 5, 5, tzinfo=UTC)


class Counting(MemoryTimeline):
    """A timeline that counts how often it is read, and can be gone."""

    def __init__(self) -> None:
        super().__init__(lambda: NOW, [])
        self.reads = 0
        self.is_gone = False

    def signs(self, incident: str) -> str:
        return "" if self.is_gone else super().signs(incident)

    def state(self, incident: str) -> Incident:
        self.reads += 1
        if self.is_gone:
            raise NotFound("no-such-incident", id=incident)
        return super().state(incident)


def test_it_reads_only_what_changed_and_tells_each_thing_once() -> None:
    timeline = Counting()
    id_ = timeline.begin([New(Declared("x", "UTC"))], by="ann", day=NOW.date()).facts[0].incident
    context = cast("Context", SimpleNamespace(timeline=timeline))
    watch = Watch(context, timeline.state(id_))

    def told() -> list[Any]:
        incident = watch.look()
        return [(each.fact.event, each.undone) for each, _ in watch.news(incident)] if incident else []

    assert told() == []
    before = timeline.reads
    assert [told() for _ in range(5)] == [[]] * 5
    assert timeline.reads == before
    note = timeline.append(id_, [New(Noted("n"))], by="bob").facts[0]
    assert told() == [(note.event, False)]
    assert told() == []
    undone = timeline.append(id_, [New(Undone(note.id))], by="bob").facts[0]
    assert told() == [(note.event, True), (undone.event, False)]
    timeline.is_gone = True
    assert told() == []
    assert watch.is_gone
    timeline.is_gone = False
    assert told() == []
    assert not watch.is_gone
    assert timeline.reads < before + 8
