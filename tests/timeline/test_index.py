"""The index answers what the logs say, however it was spoilt, and whoever else is at it."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentctl.domain.events.corrections import Amended, Undone
from incidentctl.domain.events.endings import Closed
from incidentctl.domain.events.follow_ups import FollowUpAdded
from incidentctl.domain.events.incidents import Declared, Withdrawn
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.values import FieldSet, SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.search import terms_of
from incidentctl.domain.summary import SORTS, Wanted
from incidentctl.domain.times import Moment
from incidentctl.timeline import dirty, harvest, index
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.scan import Scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from incidentctl.domain.summary import Summary
    from tests.timeline.conftest import Desk

DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


def day(row: Summary) -> date | None:
    return datetime.fromisoformat(row.began).date() if row.began else None


def found(timeline: FileTimeline, *words: str) -> list[str]:
    finds = timeline.index().search(terms_of(words), Wanted(), day)
    return [find.summary.id for find in finds.found]


def listed(timeline: FileTimeline) -> list[str]:
    return [row.title for row in timeline.index().summaries(Wanted(), day).rows]


def begin(desk: Desk, title: str, *news: Any) -> str:
    desk.clock.move(60)
    begun = desk.timeline.begin([New(Declared(title, "UTC")), *map(New, news)], by="ann", day=DAY)
    return begun.facts[0].incident


def forget(home: Path) -> None:
    """Lose what was noted down."""
    for name in (dirty.DIRTY, dirty.OLDER):
        (home / name).unlink(missing_ok=True)


def file(desk: Desk) -> Path:
    return desk.root / "home" / dirty.INDEX


class Reads:
    """Which incidents were read, while it is there."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.ids: list[str] = []
        read = FileTimeline.read

        def watched(timeline: FileTimeline, incident: str) -> Any:
            self.ids.append(incident)
            return read(timeline, incident)

        monkeypatch.setattr(FileTimeline, "read", watched)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(monkeypatch)


# -- when it is believed -------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_read_again(desk: Desk, reads: Reads) -> None:
    other = begin(desk, "Mail is late")
    assert listed(desk.timeline) == ["Mail is late", "Checkout returns 500"]
    reads.ids.clear()
    assert listed(desk.another()) == ["Mail is late", "Checkout returns 500"]
    assert reads.ids == []
    desk.timeline.append(other, [New(Noted("queue is full"))], by="ann")
    assert found(desk.another(), "queue") == [other]
    assert reads.ids == [other]


@pytest.mark.parametrize("few", [200, 0])
def test_each_change_shows_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(index, "FEW", few)  # 0: only what is noted in `dirty`, or is in a month that changed
    noted = desk.note("pool exhausted").facts[0]
    assert found(desk.timeline, "pool") == [desk.incident]
    desk.timeline.append(desk.incident, [New(Amended(noted.id, "cache is cold"))], by="ann")
    assert (found(desk.timeline, "pool"), found(desk.timeline, "cache")) == ([], [desk.incident])
    desk.timeline.append(desk.incident, [New(Undone(noted.id))], by="ann")
    assert found(desk.timeline, "cache") == []
    other = begin(desk, "Mail is late")
    assert found(desk.timeline, "mail") == [other]
    desk.timeline.transact(other, lambda _: [New(Withdrawn("a test"))], by="ann")
    assert [row.is_open for row in desk.timeline.index().summaries(Wanted(), day).rows] == [True, False]


@pytest.mark.parametrize("few", [200, 0])
def test_what_came_or_went_by_copy_shows(desk: Desk, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(index, "FEW", few)
    other = begin(desk, "Mail is late")
    listed(desk.timeline)
    place = desk.folder.parent / other
    before = place.parent.stat().st_mtime_ns
    shutil.move(place, desk.root / "elsewhere")
    forget(desk.root / "home")
    os.utime(place.parent, ns=(before, before))  # as within one tick of the clock
    assert listed(desk.timeline) == ["Checkout returns 500"]
    shutil.move(desk.root / "elsewhere", place)
    assert listed(desk.timeline) == ["Mail is late", "Checkout returns 500"]


def test_what_grew_by_sync_shows_where_it_is_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW", 10)
    others = [begin(desk, f"closed {number}", Closed()) for number in range(30)]
    grown = others[0]
    listed(desk.timeline)
    log = next((desk.folder.parent / grown).glob("*.jsonl"))
    before = log.read_bytes()
    desk.timeline.append(grown, [New(Noted("it came by sync"))], by="ann")
    after = log.read_bytes()
    log.write_bytes(before)
    listed(desk.timeline)
    forget(desk.root / "home")
    log.write_bytes(after)  # nobody here wrote it
    assert found(desk.timeline, "closed 0") == [grown]
    assert found(desk.timeline, "sync") == [grown]


def test_once_a_day_every_incident_is_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW", 0)
    other = begin(desk, "Mail is late", Closed())
    listed(desk.timeline)
    desk.timeline.append(other, [New(Noted("by sync"))], by="ann")
    forget(desk.root / "home")
    assert found(desk.timeline, "sync") == []
    desk.clock.move(24 * 60 * 60 + 1)
    assert found(desk.timeline, "sync") == [other]


def _age(path: Path) -> None:
    os.utime(path, (1, 1))


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _link(path: Path) -> None:
    target = path.with_name("target")
    path.rename(target)
    path.symlink_to(target)


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _texts(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"pool", b"p00l"))


def _program(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = replace(value, '\"', '''')")
    db.close()


@pytest.mark.parametrize(
    "spoil",
    [
        Path.unlink,
        _age,
        _half,
        _link,
        _directory,
        _texts,
        _program,
        lambda path: path.write_bytes(b"\0" * 9999),
    ],
)
def test_an_index_in_doubt_is_made_anew(desk: Desk, spoil: Callable[[Path], object]) -> None:
    desk.note("pool exhausted")
    assert found(desk.timeline, "pool") == [desk.incident]
    spoil(file(desk))
    assert found(desk.another(), "pool") == [desk.incident]
    desk.note("cache cold")
    assert found(desk.another(), "cache") == [desk.incident]


def test_a_link_in_its_place_is_not_followed(desk: Desk) -> None:
    secret = desk.root / "secret"
    secret.write_text("mine")
    file(desk).symlink_to(secret)
    assert listed(desk.timeline) == ["Checkout returns 500"]
    assert secret.read_text() == "mine"
    assert not file(desk).is_symlink()


def test_whatever_byte_is_changed_the_answer_is_that_of_the_logs(desk: Desk) -> None:
    for number in range(12):
        begin(desk, f"incident {number}", Noted("pool " * 400))
    right = Scan(desk.timeline).search(("pool",), Wanted(), day)
    desk.timeline.index().search(("pool",), Wanted(), day)
    whole = file(desk).read_bytes()
    page = 4096
    assert len(whole) > 10 * page
    for start in range(0, len(whole), page):
        spoilt = bytearray(whole)
        spoilt[start + 13 : start + 99] = bytes(byte ^ 0xFF for byte in spoilt[start + 13 : start + 99])
        file(desk).write_bytes(bytes(spoilt))
        assert desk.another().index().search(("pool",), Wanted(), day) == right


@pytest.mark.parametrize(
    ("name", "value"), [("SCHEMA", index.SCHEMA + 1), ("__version__", "9.9"), ("BOOT_ID", "/proc/self/comm")]
)
def test_another_program_or_boot_makes_it_anew(
    desk: Desk, reads: Reads, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    listed(desk.timeline)
    reads.ids.clear()
    listed(desk.timeline)
    assert reads.ids == []
    monkeypatch.setattr(index, name, value)
    listed(desk.timeline)
    assert reads.ids == [desk.incident]


def test_a_copied_home_does_not_believe_the_index_that_came_with_it(
    desk: Desk, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", 0)
    listed(desk.timeline)
    forget(desk.root / "home")
    shutil.copytree(desk.root / "home", desk.root / "copy", copy_function=shutil.copy2)
    reads.ids.clear()
    listed(FileTimeline(desk.root / "copy", desk.clock, []))
    assert reads.ids == [desk.incident]


# -- where it cannot be kept ---------------------------------------------------------------------------


def test_without_a_place_to_write_the_answers_are_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.note("pool exhausted")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(index, "_put_in_place", refuse)
    assert found(desk.timeline, "pool") == [desk.incident]
    assert not file(desk).exists()


@pytest.mark.parametrize("error", [sqlite3.DatabaseError("malformed"), OSError(5, "Input/output error")])
def test_without_an_index_the_logs_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    desk.note("pool exhausted")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(index.FileIndex, "_caught_up", fail)
    assert found(desk.timeline, "pool") == [desk.incident]
    assert listed(desk.timeline) == ["Checkout returns 500"]


def test_a_home_that_is_not_there_has_nothing_and_stays_away(tmp_path: Path) -> None:
    timeline = FileTimeline(tmp_path / "none", lambda: datetime(2026, 11, 22, tzinfo=UTC), [])
    assert (listed(timeline), found(timeline, "x")) == ([], [])
    assert not (tmp_path / "none").exists()


def test_what_is_written_is_mine_alone(desk: Desk) -> None:
    before = os.umask(0)
    try:
        listed(desk.timeline)
        desk.note("x")
    finally:
        os.umask(before)
    for name in (dirty.INDEX, dirty.DIRTY):
        assert stat.S_IMODE((desk.root / "home" / name).stat().st_mode) == 0o600


def test_a_note_never_fails_for_what_it_cannot_note_down(desk: Desk) -> None:
    path = desk.root / "home" / dirty.DIRTY
    path.unlink(missing_ok=True)
    path.mkdir()
    assert desk.note("recorded all the same").outcome == "recorded"
    assert found(desk.timeline, "all the same") == [desk.incident]


def test_what_is_noted_down_has_a_bound_and_a_full_one_means_anything(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", 0)
    monkeypatch.setattr(dirty, "CAP", 100)
    others = [begin(desk, f"incident {number}", Closed()) for number in range(3)]
    listed(desk.timeline)
    for _ in range(9):
        for each in others:
            desk.timeline.append(each, [New(Noted("one by one"))], by="ann")
    assert (desk.root / "home" / dirty.DIRTY).stat().st_size < 100 + 20
    assert sorted(found(desk.timeline, "one by one")) == sorted(others)
    assert not (desk.root / "home" / dirty.DIRTY).exists()


def test_one_incident_after_another_is_noted_once(desk: Desk) -> None:
    path = desk.root / "home" / dirty.DIRTY
    path.unlink(missing_ok=True)
    for _ in range(5):
        desk.note("x")
    assert path.read_text() == f"{desk.incident}\n"


def test_a_writer_that_was_slow_is_not_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "FEW", 0)
    other = begin(desk, "Mail is late", Closed())
    listed(desk.timeline)
    mark = dirty.mark

    def slow(place: Any, incident: str) -> None:
        mark(place, incident)
        desk.clock.move(24 * 60 * 60 + 1)
        listed(desk.another())  # looks at all, between the note and the fact

    monkeypatch.setattr(dirty, "mark", slow)
    desk.timeline.append(other, [New(Noted("late but there"))], by="ann")
    monkeypatch.setattr(dirty, "mark", lambda *_: None)
    assert found(desk.timeline, "late but there") == [other]


# -- what it must not hold -----------------------------------------------------------------------------


def test_texts_of_the_privacy_track_are_in_no_index(desk: Desk) -> None:
    desk.timeline.append(desk.incident, [New(Noted("leaked mails of 30 people", private=True))], by="ann")
    desk.note("rotated the key")
    assert found(desk.timeline, "leaked") == []
    assert found(desk.timeline, "rotated") == [desk.incident]
    assert b"leaked" not in file(desk).read_bytes()
    asked = desk.timeline.index().search(("leaked",), Wanted(), day, private=True)
    assert [find.hits[0].line.private for find in asked.found] == [True]


def test_what_was_taken_back_is_in_no_page_of_it(desk: Desk) -> None:
    for number in range(40):
        desk.note(f"filler {number} " * 20)
    noted = desk.note("password hunter2 " * 300).facts[0]
    assert found(desk.timeline, "hunter2") == [desk.incident]
    assert b"hunter2" in file(desk).read_bytes()
    desk.timeline.append(desk.incident, [New(Undone(noted.id))], by="ann")
    assert found(desk.timeline, "hunter2") == []
    assert b"hunter2" not in file(desk).read_bytes()


def test_it_can_be_thrown_away_with_all_that_was_left_of_it(desk: Desk) -> None:
    listed(desk.timeline)
    home = desk.root / "home"
    (home / f"{dirty.DRAFT}abc").write_bytes(b"half")
    fd = os.open(home, os.O_RDONLY)
    dirty.discard(fd)
    os.close(fd)
    assert [path.name for path in home.iterdir() if "index" in path.name] == []
    assert listed(desk.timeline) == ["Checkout returns 500"]


# -- whoever else is at it -----------------------------------------------------------------------------

READER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from incidentctl.domain.summary import Wanted
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline import index, harvest
index.FEW = 0
harvest.ALONE = 5
timeline = FileTimeline(Path(sys.argv[1]), lambda: datetime.now(UTC), [])
print("ready", flush=True)
sys.stdin.readline()
worst = 0
for _ in range(int(sys.argv[2])):
    finds = timeline.index().search(("standing",), Wanted(), lambda _: None)
    worst = max(worst, abs(finds.total - int(sys.argv[3])))
print(worst, flush=True)
"""


@pytest.fixture
def reader(desk: Desk) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start(times: int, expected: int) -> subprocess.Popen[str]:
        argv = [sys.executable, "-c", READER, str(desk.root / "home"), str(times), str(expected)]
        process = subprocess.Popen(argv, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def test_many_search_while_others_write_and_throw_it_away(
    desk: Desk, reader: Callable[..., subprocess.Popen[str]]
) -> None:
    for number in range(20):
        begin(desk, f"standing {number}")
    readers = [reader(15, 20) for _ in range(8)]
    for process in readers:
        _go(process)
    while any(process.poll() is None for process in readers):
        desk.note("meanwhile")
        begin(desk, "another")
        file(desk).unlink(missing_ok=True)
    assert [process.stdout.read().strip() for process in readers if process.stdout] == ["0"] * 8


def test_a_kill_while_it_is_made_leaves_the_next_one_with_the_right_answer(
    desk: Desk, reader: Callable[..., subprocess.Popen[str]]
) -> None:
    for number in range(20):
        begin(desk, f"standing {number}")
    for turn in range(12):
        process = reader(1, 20)
        file(desk).unlink(missing_ok=True)
        _go(process)
        time.sleep(0.003 * turn)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert len(found(desk.timeline, "standing")) == 20
    for path in (desk.root / "home").glob(f"{dirty.DRAFT}*"):
        os.utime(path, (1, 1))
    desk.note("x")
    listed(desk.timeline)
    assert not list((desk.root / "home").glob(f"{dirty.DRAFT}*"))


# -- it says what the logs say -------------------------------------------------------------------------


def test_several_processes_read_what_one_would_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        begin(desk, f"incident {number}", Noted(f"note {number} \ud800"), SeveritySet("SEV2"))
    monkeypatch.setattr(harvest, "ALONE", 3)
    monkeypatch.setattr(harvest, "_processors", lambda: 3)
    assert desk.timeline.index().summaries(Wanted(), day) == Scan(desk.timeline).summaries(Wanted(), day)
    file(desk).unlink()
    monkeypatch.setattr(harvest, "_received", lambda _: None)  # the others were killed
    assert desk.timeline.index().summaries(Wanted(), day) == Scan(desk.timeline).summaries(Wanted(), day)


def test_an_incident_that_cannot_be_read_stays_listed_and_a_damaged_one_says_so(desk: Desk) -> None:
    lost, hurt = begin(desk, "lost"), begin(desk, "hurt", Noted("a"), Noted("b"))
    next((desk.folder.parent / lost).glob("*.jsonl")).write_bytes(b"\0\xff" * 40 + b"\n")
    log = next((desk.folder.parent / hurt).glob("*.jsonl"))
    log.write_bytes(log.read_bytes().replace(b'"text":"a"', b'"text":"c"'))
    page = desk.timeline.index().summaries(Wanted(), day)
    assert {row.id for row in page.rows} == {desk.incident, lost, hurt}
    assert (page.unreadable, page.damaged) == ((lost,), (hurt,))
    assert page == Scan(desk.timeline).summaries(Wanted(), day)


LETTERS = st.text(st.sampled_from("aAbｱアがカﾞé決済障害500 \n'\"%_*\0\ud800"), min_size=1, max_size=8)
EVENTS = st.one_of(
    st.builds(Noted, LETTERS),
    st.builds(lambda text: Noted(text, private=True), LETTERS),
    st.builds(lambda text: FieldSet("cause", text), LETTERS),
    st.builds(lambda text: FieldSet("service", text), LETTERS),
    st.builds(lambda text: FollowUpAdded(text, "prevent"), LETTERS),
    st.sampled_from([SeveritySet("SEV1"), SeveritySet("SEV3"), Closed(), Withdrawn("no")]),
)
STORIES = st.lists(
    st.tuples(LETTERS, st.integers(0, 5), st.lists(EVENTS, max_size=5)), min_size=1, max_size=6
)
WANTED = st.builds(
    Wanted,
    is_open=st.sampled_from([None, True, False]),
    severity=st.sampled_from(["", "", "sev1"]),
    service=st.sampled_from(["", "", "a"]),
    since=st.sampled_from([None, None, DAY - timedelta(days=2)]),
    until=st.sampled_from([None, None, DAY - timedelta(days=1)]),
    sort=st.sampled_from(SORTS),
    limit=st.sampled_from([0, 1, 3]),
)


SEARCHED = given(
    stories=STORIES,
    words=st.lists(st.sampled_from("a決5") | LETTERS, min_size=1, max_size=2),
    wanted=WANTED,
    more=EVENTS,
)


def search(home: Path, stories: Any, words: list[str], wanted: Wanted, more: Any) -> None:
    now = datetime(2026, 11, 22, 5, tzinfo=UTC)
    timeline = FileTimeline(home, lambda: now, [])
    for title, days, events in stories:
        declared = New(Declared(title, "UTC"), Moment(now - timedelta(days=days), "minute"))
        timeline.begin([declared, *map(New, events)], by="ann", day=DAY)
    for _ in range(2):
        terms = terms_of(words)
        assert timeline.index().summaries(wanted, day) == Scan(timeline).summaries(wanted, day)
        if terms:
            assert timeline.index().search(terms, wanted, day) == Scan(timeline).search(terms, wanted, day)
        timeline.append(timeline.incidents()[0], [New(more)], by="ann")


@settings(max_examples=30, deadline=None)
@SEARCHED
def test_the_index_finds_what_a_look_at_every_text_finds_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, stories: Any, words: list[str], wanted: Wanted, more: Any
) -> None:
    search(tmp_path_factory.mktemp("home"), stories, words, wanted, more)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@SEARCHED
def test_it_does_so_in_many_more_homes(
    tmp_path_factory: pytest.TempPathFactory, stories: Any, words: list[str], wanted: Wanted, more: Any
) -> None:
    search(tmp_path_factory.mktemp("home"), stories, words, wanted, more)


# -- what it costs whoever writes ----------------------------------------------------------------------

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.timeline.journal import FileTimeline
timeline = FileTimeline(Path(sys.argv[1]), lambda: datetime.now(UTC), [])
timeline.append(sys.argv[2], [New(Noted("x"))], by="ann")
print(*sorted({"sqlite3", "incidentctl.timeline.index", "incidentctl.domain.search"} & set(sys.modules)))
"""


def test_whoever_writes_loads_nothing_of_it(desk: Desk) -> None:
    argv = [sys.executable, "-c", WRITER, str(desk.root / "home"), desk.incident]
    assert subprocess.run(argv, check=True, capture_output=True, text=True).stdout.strip() == ""
