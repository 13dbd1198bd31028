"""A fact: one line of the timeline, as the program sees it; and what is handed over to become one."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from incidentctl.domain.times import Moment


class Event(Protocol):
    """What happened, in the past tense: a NamedTuple of JSON values from `domain/events/`."""

    def _asdict(self) -> dict[str, Any]: ...


class Unknown(NamedTuple):
    """An event of a kind that this version does not know: kept, and shown raw."""

    data: Mapping[str, Any]


class Erased(Unknown):
    """An event whose text was erased from the log: that it happened, when and by whom is all that is left."""

    __slots__ = ()


class New(NamedTuple):
    """An event that has not been recorded yet, and when it happened (None: as it is recorded).

    What comes from a file has `row`, which is kept beside the event: what the file said besides, such as the
    role of whoever did it. Its `id` follows from what it says, so that the same row is the same fact.
    """

    event: Event
    at: Moment | None = None
    row: Mapping[str, Any] | None = None
    id: str = ""


class Fact(NamedTuple):
    """One recorded event.

    `id` is unique over all incidents. `writer` and `n` name the file and the place in it, `clock` is the
    hybrid logical clock `(milliseconds since 1970 UTC, counter)`. `recorded` is UTC; `at` is when it
    happened. `by` is a person's name: views print `role` of the entry instead (K9). `extra` holds payload
    fields that this version does not know.
    """

    id: str
    incident: str
    writer: str
    n: int
    clock: tuple[int, int]
    recorded: datetime
    at: Moment
    by: str
    kind: str
    event: Any
    extra: Mapping[str, Any]

    @property
    def order(self) -> tuple[tuple[int, int], str, int]:
        """Give the place in the order that every reader agrees on (timeline.md, "Record")."""
        return (self.clock, self.writer, self.n)

    @property
    def happened(self) -> tuple[datetime, tuple[tuple[int, int], str, int]]:
        """Give the place in the order in which things happened; of one moment, in the order of entry."""
        return (self.at.at.astimezone(UTC), self.order)

    @property
    def row(self) -> Mapping[str, Any] | None:
        """What the file said besides, of a fact that an import brought; None for every other fact.

        Such a fact is history: it says what was known and done, and moves nothing that runs now.
        """
        row = self.extra.get("row") if self.extra else None
        return row if isinstance(row, dict) else None
