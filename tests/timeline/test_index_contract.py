"""One suite for every kind of index: what callers rely on, from a file and from the logs alike."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.events.endings import Closed
from incidentctl.domain.events.follow_ups import FollowUpAdded
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.values import FieldSet, SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.search import terms_of
from incidentctl.domain.summary import Wanted
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.memory import MemoryTimeline

if TYPE_CHECKING:
    from pathlib import Path

    from incidentctl.domain.summary import Page, Summary
    from incidentctl.ports import Timeline

START = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


class Book:
    """A timeline, and a clock that moves a day with each incident."""

    def __init__(self, kind: str, root: Path) -> None:
        self.at = START
        self.timeline: Timeline = (
            MemoryTimeline(lambda: self.at, [])
            if kind == "memory"
            else FileTimeline(root, lambda: self.at, [])
        )

    def begin(self, title: str, *events: Any) -> str:
        self.at += timedelta(days=1)
        news = [New(Declared(title, "UTC")), *map(New, events)]
        return self.timeline.begin(news, by="ann", day=self.at.date()).facts[0].incident

    def note(self, incident: str, event: Any) -> None:
        self.at += timedelta(days=1)
        self.timeline.append(incident, [New(event)], by="ann")

    def page(self, **wanted: Any) -> Page:
        return self.timeline.index().summaries(Wanted(**wanted), day)

    def titles(self, **wanted: Any) -> list[str]:
        return [row.title for row in self.page(**wanted).rows]

    def found(self, *words: str, **wanted: Any) -> list[str]:
        finds = self.timeline.index().search(terms_of(words), Wanted(**wanted), day)
        return [find.summary.title for find in finds.found]


def day(row: Summary) -> date | None:
    return datetime.fromisoformat(row.began).date() if row.began else None


@pytest.fixture(params=["memory", "file"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Book:
    return Book(request.param, tmp_path / "home")


@pytest.fixture
def five(book: Book) -> Book:
    """Give five incidents, begun in this order; the second and the fourth are over."""
    book.begin("a", SeveritySet("SEV3"), FieldSet("service", "Checkout API"))
    book.begin("b", SeveritySet("SEV1"), Closed())
    first = book.begin("c", SeveritySet("SEV2"))
    book.begin("d", Closed())
    book.begin("e")
    book.note(first, Noted("later"))
    return book


def test_nothing_is_an_empty_page(book: Book) -> None:
    assert book.page() == ((), 0, (), ())
    assert book.timeline.index().search(("x",), Wanted(), day) == ((), 0, ())


@pytest.mark.parametrize(
    ("sort", "expected"), [("declared", "ecadb"), ("severity", "caebd"), ("updated", "cead" + "b")]
)
def test_the_open_ones_come_first_in_every_order(five: Book, sort: str, expected: str) -> None:
    assert "".join(five.titles(sort=sort)) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"is_open": True}, "eca"),
        ({"is_open": False}, "db"),
        ({"severity": "sev1"}, "b"),
        ({"service": "checkout"}, "a"),
        ({"since": date(2026, 11, 26)}, "ed"),
        ({"until": date(2026, 11, 24)}, "ab"),
        ({"since": date(2026, 11, 24), "until": date(2026, 11, 25)}, "cb"),
        ({"drill": True}, ""),
        ({"is_open": True, "severity": "sev2"}, "c"),
    ],
)
def test_each_filter_leaves_what_it_names(five: Book, wanted: dict[str, Any], expected: str) -> None:
    assert "".join(five.titles(**wanted)) == expected
    assert five.page(**wanted).total == len(expected)


@pytest.mark.parametrize("wanted", [{}, {"until": date(2026, 12, 1)}])
def test_the_total_counts_what_lies_beyond_the_limit(five: Book, wanted: dict[str, Any]) -> None:
    page = five.page(limit=2, **wanted)
    assert (len(page.rows), page.total) == (2, 5)


def test_a_row_says_what_lists_show(five: Book) -> None:
    row = five.page(severity="sev3").rows[0]
    assert (row.title, row.phase, row.severity, row.service) == ("a", "investigating", "SEV3", "Checkout API")
    assert (row.zone, row.facts, row.is_open, row.damaged, row.trouble) == ("UTC", 3, True, 0, "")
    assert row.declared == row.began == row.updated == "2026-11-23T05:00:00+00:00"


def test_where_it_stands_counts_first_then_the_newest(book: Book) -> None:
    for number in range(5):
        book.begin(f"old {number}", Noted("the pool is full"))
    book.begin("with a follow-up", FollowUpAdded("watch the pool", "detect"))
    book.begin("with a cause", FieldSet("cause", "the pool leaked"))
    book.begin("the pool itself")
    book.begin("newest", Noted("pool"))
    old = [f"old {number}" for number in (4, 3, 2, 1, 0)]
    assert book.found("pool") == ["the pool itself", "with a cause", "with a follow-up", "newest", *old]
    assert book.found("pool", limit=3) == ["the pool itself", "with a cause", "with a follow-up"]
    assert book.timeline.index().search(("pool",), Wanted(limit=3), day).total == 9


@pytest.mark.parametrize(
    "words",
    [
        ("接続プール",),
        ("プ",),
        ("ﾌﾟｰﾙ",),
        ("枯渇", "ＡＰＩ"),
        ("api",),
        ("api の 接続",),
        ("%",),
        ("_",),
        ("'",),
    ],
)
def test_japanese_is_found_without_spaces_and_signs_mean_themselves(
    book: Book, words: tuple[str, ...]
) -> None:
    book.begin("決済", Noted("API の\n接続プールが枯渇、100% の '_' "))
    book.begin("検索", Noted("Apl no setsuzoku"))
    assert book.found(*words) == ["決済"]


def test_the_lines_that_hold_a_word_come_with_their_time_and_place(book: Book) -> None:
    id_ = book.begin("Checkout", FieldSet("cause", "pool leaked"), Noted("no"), Noted("pool and disk"))
    (find,) = book.timeline.index().search(("pool", "disk"), Wanted(), day).found
    fact = book.timeline.read(id_).facts
    assert [(hit.line.fact, hit.line.group, hit.line.field, hit.terms) for hit in find.hits] == [
        (fact[3].id, "note", "", 2),
        (fact[1].id, "cause", "cause", 1),
    ]
    assert find.hits[0].line.at == "2026-11-23T05:00:00+00:00"
    assert find.matches == 2


def test_names_of_people_and_times_are_not_what_is_found(book: Book) -> None:
    book.begin("x", FieldSet("decider", "tanaka"), FieldSet("started_at", {"t": "2026-11-22T05:00:00+00:00"}))
    assert book.found("tanaka") == book.found("2026") == book.found("ann") == []


def test_the_privacy_track_is_found_only_where_it_is_asked_for(book: Book) -> None:
    book.begin("x", Noted("mail addresses leaked", private=True), FieldSet("privacy.concern", "yes"))
    assert book.found("leaked") == []
    asked = book.timeline.index().search(("leaked",), Wanted(), day, private=True)
    assert [hit.line.private for find in asked.found for hit in find.hits] == [True]
