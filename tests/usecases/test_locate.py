"""Which incident is meant, over every mix of what is open, used last, and wanted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import pytest

from incidentctl.domain.pulse import Pulse
from incidentctl.errors import IncidentctlError, NeedsAnswer, NotFound
from incidentctl.usecases.locate import locate
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.ports import Context

A, B, C = "INC-20261122-aaaa", "INC-20261122-bbbb", "INC-20261122-cccc"


class Shelf:
    """A timeline that only knows its incidents, and which terminal uses which."""

    def __init__(
        self, known: Sequence[str], opened: Sequence[str], last: str, drills: Sequence[str] = ()
    ) -> None:
        self.known, self.opened, self.last, self.drills = known, opened, last, drills

    def incidents(self) -> Sequence[str]:
        return self.known

    def open_incidents(self) -> Sequence[str]:
        return self.opened

    def pulse(self, incident: str) -> Pulse:
        if incident not in self.known:
            raise NotFound("no-such-incident", id=incident)
        return Pulse(id=incident, title=f"title of {incident}", drill=incident in self.drills)

    def last_used(self, _: str) -> str:
        return self.last

    def use(self, _: str, incident: str) -> None:
        self.last = incident


class Setting:
    """As much of a context as finding an incident needs."""

    is_interactive = False
    terminal = "t1"
    words = Words("en")

    def __init__(self, timeline: Shelf, configured: str) -> None:
        self.timeline, self.config = timeline, {"incident": configured} if configured else {}

    def now(self) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC)


def found(shelf: Shelf, wanted: str = "", configured: str = "", *, is_write: bool = False) -> str:
    context = cast("Context", cast("Any", Setting(shelf, configured)))
    try:
        return locate(context, wanted, is_write=is_write).id
    except IncidentctlError as error:
        return error.key


@pytest.mark.parametrize(
    ("opened", "last", "reading", "writing"),
    [
        ((), "", "no-open-incident", "no-open-incident"),
        ((), A, A, A),
        ((A,), "", A, A),
        ((A,), A, A, A),
        ((A,), B, B, "which-incident"),
        ((A, B), "", "which-incident", "which-incident"),
        ((A, B), A, A, A),
        ((A, B), C, C, "which-incident"),
    ],
)
def test_the_one_used_last_counts_and_a_write_never_moves_silently(
    opened: tuple[str, ...], last: str, reading: str, writing: str
) -> None:
    assert found(Shelf((A, B, C), opened, last)) == reading
    assert found(Shelf((A, B, C), opened, last), is_write=True) == writing


@pytest.mark.parametrize(
    ("wanted", "configured", "expected"),
    [
        ("bbbb", "", B),
        ("BBBB", "", B),
        (B.casefold(), "", B),
        ("", "cccc", C),
        ("bbbb", "cccc", B),
        ("zzzz", "", "no-such-incident"),
        ("", "zzzz", "no-such-incident"),
    ],
)
def test_a_name_wins_over_what_was_used_and_the_flag_over_the_setting(
    wanted: str, configured: str, expected: str
) -> None:
    shelf = Shelf((A, B, C), (A, B), A)
    assert found(shelf, wanted, configured) == expected
    assert shelf.last == (expected if expected.startswith("INC") else A)


def test_an_end_that_several_share_is_ambiguous() -> None:
    assert found(Shelf((A, "INC-20261121-baaa"), (A,), ""), "aaa") == "incident-ambiguous"


def test_the_others_are_named_for_the_echo() -> None:
    context = cast("Context", cast("Any", Setting(Shelf((A, B, C), (A, B), C), "")))
    assert locate(context).others == (A, B)


@pytest.mark.parametrize(
    ("opened", "last", "reading", "writing"),
    [
        ((C,), "", C, C),  # a drill, and nothing real
        ((A, C), "", A, A),
        ((A, B, C), "", "which-incident", "which-incident"),
        ((A, C), C, C, C),  # this terminal is practising
        ((A, C), A, A, A),
        ((A,), C, "which-incident", "which-incident"),  # what would be added to a drill that is over?
        ((), C, C, C),
        ((C,), A, A, "which-incident"),
    ],
)
def test_a_drill_is_never_taken_for_the_incident_that_is_open(
    opened: tuple[str, ...], last: str, reading: str, writing: str
) -> None:
    assert found(Shelf((A, B, C), opened, last, (C,))) == reading
    assert found(Shelf((A, B, C), opened, last, (C,)), is_write=True) == writing


def test_where_several_are_meant_the_drills_are_not_offered() -> None:
    context = cast("Context", cast("Any", Setting(Shelf((A, B, C), (A, B, C), "", (C,)), "")))
    with pytest.raises(NeedsAnswer) as refused:
        locate(context)
    assert [line.split()[2] for line in refused.value.details] == [A, B]


def test_among_drills_alone_each_is_marked() -> None:
    context = cast("Context", cast("Any", Setting(Shelf((A, C), (A, C), "", (A, C)), "")))
    with pytest.raises(NeedsAnswer) as refused:
        locate(context)
    assert all("[DRILL] title of " in line for line in refused.value.details)
