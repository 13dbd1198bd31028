"""When the lock or the disk fails: where a fact goes instead, and what its author is told."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Declared, Withdrawn
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.domain.incident import fold
from incidentctl.errors import NotRecorded
from incidentctl.timeline import blobs, lock
from incidentctl.timeline.journal import FileTimeline
from incidentctl.timeline.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from incidentctl.timeline.place import Directory
    from tests.timeline.conftest import Desk  # noqa: PLC0415

    Child = Callable[..., subprocess.Popen[str]]


def failing(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def fail(times: int, number: int, original: Callable[..., object]) -> Callable[..., object]:
    """Make a call fail the first `times` times."""
    calls = [0]

    def call(*args: object) -> object:
        calls[0] += 1
        if calls[0] <= times:
            raise failing(number)
        return original(*args)

    return call


def files(desk: Desk) -> list[str]:
    return sorted(path.name for path in desk.folder.glob("*.jsonl"))


@pytest.fixture
def held(desk: Desk, child: Child) -> subprocess.Popen[str]:
    """Let another process take the lock and be stopped."""
    process = child("hold", desk.root, desk.incident, desk.main)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_behind_a_stopped_process_a_note_is_recorded_within_a_second(
    desk: Desk, held: subprocess.Popen[str]
) -> None:
    begun = time.monotonic()
    receipt = desk.note("urgent")
    assert time.monotonic() - begun < 1.5  # 0.75 s for the lock; the rest is a busy test machine
    assert (receipt.outcome, receipt.where) == ("recorded", "private")
    assert receipt.pulse.facts == 2
    second = desk.note("again")
    assert second.path == receipt.path
    held.send_signal(signal.SIGCONT)
    held.wait(10)
    assert desk.note("the lock is free").where == "log"
    assert desk.texts() == ["urgent", "again", "the lock is free"]
    assert desk.troubles() == []


@pytest.mark.usefixtures("held")
def test_behind_a_stopped_process_a_guarded_fact_is_not_recorded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.01)
    before = desk.timeline.read(desk.incident)
    with pytest.raises(NotRecorded) as caught:
        desk.timeline.transact(desk.incident, lambda _: [New(Noted("why")), New(Withdrawn("no"))], by="ann")
    assert (caught.value.key, caught.value.details) == ("busy", ("why", "no"))
    assert desk.timeline.read(desk.incident) == before
    decided = desk.timeline.transact(desk.incident, lambda _: [New(Noted("open"))], by="ann")
    assert decided is not None
    assert decided.where == "private"


def test_when_fsync_fails_the_same_facts_go_to_a_new_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.note("before")
    with monkeypatch.context() as patch:
        patch.setattr(lock, "confirm", fail(1, errno.EIO, lock.confirm))
        receipt = desk.note("once")
    assert (receipt.outcome, receipt.where) == ("recorded", "private")
    assert receipt.path != str(desk.main)
    kept = json.loads(Path(receipt.path).read_text())["e"]
    assert kept["id"] == json.loads(desk.main.read_text().splitlines()[-1])["e"]["id"] == receipt.facts[0].id
    assert desk.texts() == ["before", "once"]
    assert receipt.pulse.facts == 3
    assert desk.note("after").pulse == fold(desk.timeline.read(desk.incident).facts).pulse
    assert desk.troubles() == []


def test_after_a_failed_fsync_no_file_that_was_there_is_used(
    desk: Desk, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = desk.note("private").path
    held.kill()
    held.wait(10)
    monkeypatch.setattr(lock, "confirm", fail(1, errno.EIO, lock.confirm))
    receipt = desk.note("once")
    assert (receipt.outcome, receipt.where) == ("recorded", "private")
    assert receipt.path != earlier


def test_when_fsync_fails_everywhere_the_fact_is_unconfirmed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []

    def confirm(fd: int) -> None:
        found = os.fstat(fd)
        asked.append((fd, found.st_ino))
        raise failing(errno.EIO)

    with monkeypatch.context() as patch:
        patch.setattr(lock, "confirm", confirm)
        receipt = desk.note("written")
    assert receipt.outcome == "unconfirmed"
    assert len({inode for _, inode in asked}) == len(asked) == 3
    assert desk.texts() == ["written"]
    assert desk.note("later").outcome == "recorded"
    assert desk.texts() == ["written", "later"]
    assert desk.troubles() == []


def test_a_full_disk_sends_the_fact_to_the_fallback(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.main.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(lock, "write", fail(3, errno.ENOSPC, lock.write))  # once more without the ballast
        receipt = desk.note("elsewhere")
    assert (receipt.outcome, receipt.where) == ("recorded", "fallback")
    assert receipt.path.startswith(str(desk.root / "fallback"))
    assert desk.main.read_bytes() == before
    assert files(desk) == [desk.main.name]
    assert desk.texts() == ["elsewhere"]
    assert desk.note("room again").where == "log"
    assert desk.texts() == ["elsewhere", "room again"]
    assert desk.timeline.pulse(desk.incident).facts == 3
    assert desk.troubles() == []


def test_under_the_lock_a_guarded_fact_may_go_to_another_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "write", fail(1, errno.EIO, lock.write))
    receipt = desk.timeline.transact(desk.incident, lambda _: [New(Withdrawn("no"))], by="ann")
    assert receipt is not None
    assert (receipt.where, receipt.pulse.withdrawn) == ("private", True)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EFBIG])
def test_when_no_file_takes_it_the_text_is_given_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = desk.timeline.read(desk.incident)
    monkeypatch.setattr(lock, "write", fail(99, number, lock.write))
    with pytest.raises(NotRecorded) as caught:
        desk.timeline.append(
            desk.incident,
            [
                New(
                    Noted(
                        "precious",
                    )
                )
            ],
            by="ann",
        )
    assert caught.value.details == ("precious",)
    assert caught.value.params == {"reason": os.strerror(number)}
    with pytest.raises(NotRecorded):
        desk.timeline.begin([New(Declared("x", "UTC"))], by="ann", day=desk.clock().date())
    assert desk.timeline.read(desk.incident) == before
    assert list(desk.timeline.incidents()) == [desk.incident]
    assert files(desk) == [desk.main.name]
    assert len(desk.receipts) == 1


def test_our_own_short_write_is_cut_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.main.read_bytes()
    calls: list[int] = []

    def short(fd: int, data: bytes) -> int:
        calls.append(len(data))
        return os.write(fd, data[: len(data) // 2] if len(calls) == 1 else data)

    monkeypatch.setattr(lock, "write", short)
    receipt = desk.timeline.append(desk.incident, [New(Noted("a")), New(Noted("b"))], by="ann")
    assert receipt.where == "log"  # the ballast made room
    assert len(calls) == 2
    assert desk.main.read_bytes().startswith(before)
    assert desk.texts() == ["a", "b"]
    assert desk.troubles() == []


LIMITED = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.errors import NotRecorded
from incidentctl.timeline.journal import FileTimeline
root, incident = Path(sys.argv[1]), sys.argv[2]
resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
timeline = FileTimeline(root / "home", lambda: datetime.now(UTC), [])
for number in range(60):
    try:
        receipt = timeline.append(incident, [New(Noted(f"{number}:" + "x" * 100))], by="ann")
        print("recorded", receipt.facts[0].id, receipt.where)
    except NotRecorded:
        print("lost", number)
"""


def test_a_limit_on_file_sizes_loses_nothing_that_was_acknowledged(desk: Desk) -> None:
    command = [sys.executable, "-c", LIMITED, str(desk.root), desk.incident]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    told = [line.split()[1] for line in said if line.startswith("recorded")]
    assert [fact.id for fact in desk.timeline.read(desk.incident).facts[1:]] == told
    assert {line.split()[-1] for line in said} >= {"log", "private"}
    desk.clock.move(10**9)
    assert desk.troubles() == []
    assert resource.RLIMIT_FSIZE


def test_a_home_that_cannot_be_opened_sends_facts_to_the_fallback(desk: Desk) -> None:
    real = desk.folder.with_name("elsewhere")
    desk.folder.rename(real)
    desk.folder.symlink_to(real)
    before = {path: path.read_bytes() for path in real.iterdir()}
    receipt = desk.note("not through a link")
    assert receipt.where == "fallback"
    assert {path: path.read_bytes() for path in real.iterdir()} == before
    assert desk.texts() == ["not through a link"]


@pytest.mark.parametrize("kind", ["link", "pipe", "directory"])
def test_a_planted_main_file_is_not_written_through(desk: Desk, kind: str) -> None:
    target = desk.root / "target"
    target.write_text("keep")
    desk.main.unlink()
    if kind == "link":
        desk.main.symlink_to(target)
    elif kind == "pipe":
        os.mkfifo(desk.main)
    else:
        desk.main.mkdir()
    receipt = desk.note("x")
    assert (receipt.outcome, receipt.where) == ("recorded", "private")
    assert target.read_text() == "keep"
    assert desk.texts() == ["x"]


def test_an_incident_can_begin_and_go_on_in_the_fallback(desk: Desk) -> None:
    home = desk.root / "home" / "incidents"
    home.rename(desk.root / "home" / "moved")
    home.write_text("in the way")
    begun = desk.timeline.begin([New(Declared("x", "UTC"))], by="ann", day=desk.clock().date())
    assert begun.where == "fallback"
    incident = begun.facts[0].incident
    assert desk.timeline.append(incident, [New(Noted("x"))], by="ann").where == "fallback"
    assert desk.timeline.transact(incident, lambda _: [New(Withdrawn("y"))], by="ann")
    assert [fact.kind for fact in desk.timeline.read(incident).facts] == ["declared", "noted", "withdrawn"]
    assert list(desk.timeline.incidents()) == [incident]


def test_a_log_of_a_newer_version_is_read_and_not_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("incidentctl.timeline.record.VERSION", 2)
        desk.note("from the future")
    before = desk.main.read_bytes()
    receipt = desk.note("now")
    assert receipt.where == "private"
    assert desk.note("again").path == receipt.path
    assert desk.main.read_bytes() == before
    assert desk.texts() == ["from the future", "now", "again"]
    assert desk.troubles() == [("newer", 2, "notice")]


def test_a_file_replaced_while_it_is_locked_is_not_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = lock.acquire
    calls: list[int] = []

    def acquire_and_replace(fd: int, seconds: float) -> bool:
        if not calls:
            calls.append(1)
            copy = desk.folder / "copy"
            copy.write_bytes(desk.main.read_bytes())
            copy.replace(desk.main)
        return acquire(fd, seconds)

    monkeypatch.setattr(lock, "acquire", acquire_and_replace)
    desk.note("visible")
    assert "visible" in desk.main.read_text()


def test_a_blob_that_no_disk_takes_is_said_to_be_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise failing(errno.ENOSPC)

    monkeypatch.setattr(blobs, "replace_file", refuse)
    with pytest.raises(NotRecorded) as caught:
        desk.note("x" * 300_000)
    assert caught.value.key == "blob-not-kept"
    assert caught.value.details == ("x" * 300_000,)
    assert desk.texts() == []


def test_a_home_that_vanishes_while_it_is_opened_is_not_made_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link stood in its place, gone at the second look: facts went to a new tree, in a chain from 1."""
    incidents = desk.root / "home" / "incidents"
    incidents.rename(desk.root / "aside")
    incidents.symlink_to(desk.root / "aside")
    alone = FileTimeline(desk.root / "home", desk.clock, [])
    incident = Place.incident

    def open_and_remove(place: Place, *args: str, create: bool = False) -> AbstractContextManager[Directory]:
        if create:
            incidents.unlink()
        return incident(place, *args, create=create)

    monkeypatch.setattr(Place, "incident", open_and_remove)
    with pytest.raises(NotRecorded) as caught:
        alone.append(desk.incident, [New(Noted("precious"))], by="ann")
    assert caught.value.details == ("precious",)
    assert incidents.is_symlink()
