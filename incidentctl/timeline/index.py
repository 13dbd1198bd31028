"""The index: a file that may be thrown away at any time, when it is believed, and how it is made again.

It is never changed, only replaced by rename: readers see one state, and a kill leaves the old one. What has
changed since it was made is found by looking at the files of the logs (`looking`), never by believing it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from incidentctl import __version__
from incidentctl.timeline import dirty, index_tables, looking
from incidentctl.timeline.place import open_file
from incidentctl.timeline.record import random_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from incidentctl.domain.summary import Day, Finds, Page, Summary, Wanted
    from incidentctl.ports import Timeline
    from incidentctl.timeline.place import Place
    from incidentctl.timeline.scan import Scan

SCHEMA = 2
BOOT_ID = "/proc/sys/kernel/random/boot_id"
FEW = 200
"""So many incidents are looked at each time; of more only those that are open, noted in `dirty`, or shown."""

_DAY = 24 * 60 * 60
_JUST_NOW = 2 * 10**9  # nanoseconds: a change within one tick of the file system's clock would not show
_TRIES = 4
_ALIKE = 8
_PATIENCE = 1000  # steps of SQLite between two looks at the clock
_LEFT_OVER = 60 * 60  # seconds: by then whoever was making an index has been killed


T = TypeVar("T")


class Doubt(Exception):  # noqa: N818 - it is no error
    """The index is not to be believed."""


class Meta(NamedTuple):
    """What an index says of itself. `home` is inode and device, `looked` when every incident was looked at.

    `stamp` is the time of change that its file was given: whatever writes to it later changes that.
    """

    schema: int
    program: str
    home: list[int]
    boot: str
    looked: float
    stamp: int
    months: looking.Months


class Held(NamedTuple):
    """An index that is open: in its file, or (`is_own`) in memory alone, where it can be changed."""

    db: sqlite3.Connection
    meta: Meta
    is_own: bool = False
    changed: int = 0  # when the file was made, by the clock of the file system, in nanoseconds


class FileIndex:
    """Questions about all incidents; where the index cannot be made or kept, the logs are read instead."""

    def __init__(self, places: Sequence[Place], timeline: Timeline, clock: Callable[[], datetime]) -> None:
        """Keep the index in the first of `places`; `clock` gives aware times."""
        self._places, self._timeline, self._clock = places, timeline, clock

    def summaries(self, wanted: Wanted, day: Day) -> Page:
        """Give the incidents that are asked for."""
        return self._asked(
            lambda db: index_tables.summaries(db, wanted, day),
            lambda page: (row.id for row in page.rows[:FEW]),
            lambda scan: scan.summaries(wanted, day),
        )

    def search(self, terms: Sequence[str], wanted: Wanted, day: Day, *, private: bool = False) -> Finds:
        """Find the incidents in which every term stands; the privacy track is in no index."""
        if private:
            return self._scan().search(terms, wanted, day, private=True)
        return self._asked(
            lambda db: index_tables.search(db, terms, wanted, day),
            lambda finds: (find.summary.id for find in finds.found[:FEW]),
            lambda scan: scan.search(terms, wanted, day),
        )

    def like(self, title: str, besides: str, seconds: float) -> Sequence[Summary]:
        """Give earlier incidents with a title like this one; nothing unless the index is there and quick."""
        from incidentctl.domain import likeness  # noqa: PLC0415 - start-up: `declare` alone asks

        until = time.monotonic() + seconds
        try:
            with self._places[0].below() as root, closing(self._opened(root).db) as db:
                db.set_progress_handler(lambda: time.monotonic() > until, _PATIENCE)
                found = likeness.like(lambda terms: index_tables.titles(db, terms), title)
                ids = [known for known in found if known != besides][:_ALIKE]
                kept = index_tables.known(db, ids)
                rows = index_tables.named(db, ids)
        except (OSError, sqlite3.Error, ValueError, TypeError, Doubt):
            return ()
        there = looking.signatures(self._places, ids)
        return [row for row in rows if there.get(row.id, "") == kept[row.id]]

    def _asked(
        self,
        ask: Callable[[sqlite3.Connection], T],
        shown: Callable[[T], Iterable[str]],
        otherwise: Callable[[Scan], T],
    ) -> T:
        """Ask the index, and ask again when an incident that is to be shown has changed meanwhile."""
        try:
            suspects: set[str] = set()
            for _ in range(_TRIES):
                with closing(self._current(suspects)) as db:
                    answer = ask(db)
                    ids = list(shown(answer))
                    kept = index_tables.known(db, ids)
                there = looking.signatures(self._places, ids)
                suspects = {known for known in ids if there.get(known) != kept.get(known)}
                if not suspects:
                    break
        except (OSError, sqlite3.Error, ValueError, AttributeError):  # no disk, no SQLite that can do this
            return otherwise(self._scan())
        return answer

    def _scan(self) -> Scan:
        from incidentctl.timeline.scan import Scan  # noqa: PLC0415 - start-up: seldom

        return Scan(self._timeline)

    def _current(self, suspects: Iterable[str]) -> sqlite3.Connection:
        """Give an index that says what the logs say; make it anew where it is not to be believed.

        `suspects` are looked at whatever it says of them. Raise OSError when the logs cannot be looked at.
        """
        try:
            with self._places[0].below() as root:
                return self._caught_up(root, suspects)
        except FileNotFoundError:  # nothing was ever recorded here
            return self._caught_up(None, suspects)

    def _caught_up(self, root: int | None, suspects: Iterable[str]) -> sqlite3.Connection:
        try:
            held = self._opened(root)
        except (OSError, sqlite3.Error, ValueError, TypeError, Doubt):
            held = self._empty(root)
        try:
            try:
                return self._replaced(root, held, suspects)
            except sqlite3.Error:
                held.db.close()
                held = self._empty(root)
                return self._replaced(root, held, suspects)
        except BaseException:
            held.db.close()
            raise

    def _replaced(self, root: int | None, held: Held, suspects: Iterable[str]) -> sqlite3.Connection:
        """Bring an index up to date, in memory, and put it in place; as it is when nothing has changed."""
        now = self._clock().timestamp()
        marked = dirty.marked(root) if root is not None else set()
        is_due = marked is None or not 0 <= now - held.meta.looked < _DAY
        if is_due and root is not None:
            dirty.turn(root)  # before looking: what is noted from now on is for the next time
        months = looking.months(self._places)
        if is_due or index_tables.size(held.db) <= FEW:
            kept = index_tables.all_known(held.db)
            listed = {name for month in months for name in looking.in_month(self._places, _plain(month))}
            candidates = listed | kept.keys()
        else:
            candidates = {*(marked or ()), *suspects, *index_tables.newest_open(held.db, FEW)}
            kept = {}
            for month in {_plain(each) for each in _moved(held, months)}:
                there = looking.in_month(self._places, month)
                was = index_tables.known_in_month(held.db, month)
                kept |= was
                candidates |= there ^ was.keys()
            kept |= index_tables.known(held.db, candidates - kept.keys())
        found = looking.signatures(self._places, candidates)
        changed = {known: each for known, each in found.items() if kept.get(known) != each}
        gone = candidates & (kept.keys() - found.keys())
        if not (changed or gone or is_due):
            return held.db
        from incidentctl.timeline.harvest import harvest  # noqa: PLC0415 - start-up: only after a change

        db = held.db if held.is_own else _copied(held.db)
        index_tables.put(db, harvest(self._timeline, changed), gone)
        looked = now if is_due else held.meta.looked
        meta = held.meta._replace(looked=looked, stamp=int(now) - 1 - os.urandom(1)[0], months=months)
        db.execute("DELETE FROM meta")
        db.execute("INSERT INTO meta VALUES (?)", (json.dumps(meta),))
        db.commit()
        if root is not None:
            with suppress(OSError):  # a disk that is full or read-only: what is in memory answers as well
                _put_in_place(root, db.serialize(), meta.stamp)
                dirty.discard(root, since=time.time_ns() / 1e9 - _LEFT_OVER)
        if db is not held.db:
            held.db.close()
        return db

    def _opened(self, root: int | None) -> Held:
        """Open the index in its place; raise `Doubt` and others where it is not to be believed."""
        if root is None:
            raise Doubt
        fd = open_file(dirty.INDEX, root)
        try:
            found = os.fstat(fd)
        finally:
            os.close(fd)
        path = os.path.join(self._places[0].root, dirty.INDEX)
        for char in "%?#":
            path = path.replace(char, f"%{ord(char):02x}")
        db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
        try:
            ((text,),) = db.execute("SELECT value FROM meta")
            meta = Meta(*json.loads(text))
            _check(meta, self._self(root), found)
        except BaseException:
            db.close()
            raise
        return Held(db, meta, changed=found.st_ctime_ns)

    def _empty(self, root: int | None) -> Held:
        db = sqlite3.connect(":memory:")
        index_tables.create(db)
        return Held(db, self._self(root), is_own=True)

    def _self(self, root: int | None) -> Meta:
        """Say what an index that is made now says of itself; it has looked at nothing yet."""
        home = os.fstat(root) if root is not None else None
        return Meta(SCHEMA, __version__, [home.st_ino, home.st_dev] if home else [], _boot(), -_DAY, 0, {})


def _check(meta: Meta, now: Meta, found: os.stat_result) -> None:
    """Raise `Doubt` for an index of another program, home or boot, or one that somebody changed."""
    if meta[:4] != now[:4] or meta.stamp * 10**9 != found.st_mtime_ns:
        raise Doubt


def _plain(month: str) -> str:
    """Give a month without the label of its place."""
    return month[-len("2026/11") :]


def _moved(held: Held, months: looking.Months) -> set[str]:
    """Give the months in which an incident may have come or gone since the index was made."""
    was = held.meta.months
    old = {
        name for name, each in months.items() if was.get(name) == each and each[1] < held.changed - _JUST_NOW
    }
    return (months.keys() | was.keys()) - old


def _copied(db: sqlite3.Connection) -> sqlite3.Connection:
    own = sqlite3.connect(":memory:")
    try:
        db.backup(own)
    except BaseException:
        own.close()
        raise
    return own


def _put_in_place(root: int, data: bytes, stamp: int) -> None:
    name = f"{dirty.DRAFT}{random_id(10)}"
    fd = open_file(name, root, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        with open(fd, "wb") as file:
            file.write(data)
            file.flush()
            os.utime(fd, (stamp, stamp))
        os.replace(name, dirty.INDEX, src_dir_fd=root, dst_dir_fd=root)
    except BaseException:
        with suppress(OSError):
            os.unlink(name, dir_fd=root)
        raise


def _boot() -> str:
    """Say which start of the machine this is: nothing here is synced, so a crash of it may have spoilt it."""
    try:
        with open(BOOT_ID, encoding="ascii") as file:
            return file.read(64).strip()
    except (OSError, ValueError):
        return ""
