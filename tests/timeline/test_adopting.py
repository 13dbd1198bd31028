"""History from a file: one new file of facts, all of it or nothing, and each fact once."""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.domain.incident import fold
from incidentctl.domain.times import Moment
from incidentctl.errors import NotRecorded
from incidentctl.timeline import lock

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from incidentctl.ports import Receipt
    from tests.timeline.conftest import Desk

    Child = Callable[..., subprocess.Popen[str]]


def rows(desk: Desk, count: int) -> list[New]:
    at = Moment(desk.clock.at - timedelta(hours=1))
    return [New(Noted(f"row {n}"), at, {}, f"r{n:011}") for n in range(count)]


def adopt(desk: Desk, count: int = 3) -> Receipt | None:
    news = rows(desk, count)
    return desk.timeline.adopt(desk.incident, lambda _: news, by="ann")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_rows_are_one_new_file_and_a_chain_of_their_own(desk: Desk) -> None:
    before = desk.main.read_bytes()
    receipt = adopt(desk)
    assert receipt is not None
    assert desk.main.read_bytes() == before
    (private,) = set(desk.folder.glob("*.jsonl")) - {desk.main}
    assert receipt.path == str(private)
    assert private.name.startswith(f"{desk.main.stem}-")
    assert private.stat().st_mode & 0o777 == 0o600
    envelopes = [json.loads(line)["e"] for line in private.read_text(encoding="ascii").splitlines()]
    assert [each["n"] for each in envelopes] == [1, 2, 3]
    assert list(envelopes[0]["seen"]) == [desk.main.stem]
    assert desk.troubles() == []
    assert desk.note("after").where == "log"
    assert desk.troubles() == []


def test_the_rows_are_written_once_and_confirmed_before_they_are_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def watched(module: object, name: str) -> None:
        original = getattr(module, name)

        def call(*args: object, **named: object) -> object:
            done.append(name)
            return original(*args, **named)

        monkeypatch.setattr(module, name, call)

    for module, name in ((lock, "write"), (os, "fsync"), (os, "rename")):
        watched(module, name)
    adopt(desk, 500)
    assert done == ["write", "fsync", "rename", "fsync"]


@pytest.mark.parametrize("step", ["write", "confirm", "rename"])
def test_a_failure_before_the_rename_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = names(desk.folder)

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os if step == "rename" else lock, step, fail)
        with pytest.raises(NotRecorded) as refused:
            adopt(desk)
    assert refused.value.key == "import-not-recorded"
    assert names(desk.folder) == before
    assert desk.texts() == []
    assert len(desk.receipts) == 1
    receipt = adopt(desk)
    assert receipt is not None
    assert len(receipt.facts) == 3


def test_a_short_write_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = names(desk.folder)
    with monkeypatch.context() as patch:
        patch.setattr(lock, "write", lambda fd, data: os.write(fd, data[:100]))
        with pytest.raises(NotRecorded):
            adopt(desk)
    assert names(desk.folder) == before


def test_a_name_that_the_disk_did_not_confirm_is_said_to_be_unconfirmed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []

    def second_fails(fd: int) -> None:
        calls.append(fd)
        if len(calls) == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", second_fails)
    receipt = adopt(desk)
    assert receipt is not None
    assert receipt.outcome == "unconfirmed"
    assert len(desk.texts()) == 3


def test_a_crash_between_the_write_and_the_rename_leaves_nothing_to_be_seen(desk: Desk, child: Child) -> None:
    process = child("adopt", desk.root, desk.incident, 50, "crash")
    assert process.wait(30) == 9
    hidden = [name for name in names(desk.folder) if name.startswith(".")]
    assert len(hidden) == 1
    assert desk.texts() == []
    assert desk.troubles() == []
    receipt = adopt(desk, 50)
    assert receipt is not None
    assert len(receipt.facts) == len(desk.texts()) == 50


def test_several_imports_of_one_file_at_once_add_each_row_once(desk: Desk, child: Child) -> None:
    desk.clock.move(10**9)
    running = [child("adopt", desk.root, desk.incident, 200) for _ in range(4)]
    told = sorted(int(process.communicate(timeout=60)[0]) for process in running)
    assert told == [0, 0, 0, 200]
    assert len(desk.texts()) == 200
    assert desk.troubles() == []


def test_an_import_waits_for_the_lock_longer_than_a_note_and_then_says_that_it_is_busy(
    desk: Desk, child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = child("hold", desk.root, desk.incident, desk.main)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.05)
    begun = time.monotonic()
    with pytest.raises(NotRecorded) as refused:
        adopt(desk)
    assert refused.value.key == "busy"
    assert time.monotonic() - begun > 5 * lock.LOCK_SECONDS
    assert desk.texts() == []


@pytest.mark.parametrize("later", [-5, 0, 5])
@pytest.mark.parametrize("attempt", range(3))  # which of the two writers sorts first is up to chance
def test_the_same_rows_from_two_machines_are_one_and_no_damage(
    desk: Desk, tmp_path: Path, later: int, attempt: int
) -> None:
    copy = tmp_path / "other"
    shutil.copytree(desk.root / "home", copy / "home")
    adopt(desk)
    (here,) = set(desk.folder.glob("*-*-*.jsonl"))
    desk.root, mine = copy, desk.root
    other = desk.another()
    desk.root = mine
    news = rows(desk, 3)
    desk.clock.move(later)
    receipt = other.adopt(desk.incident, lambda _: news, by="bob")
    assert receipt is not None
    assert receipt.path.rpartition("/")[2][:10] != here.name[:10]
    shutil.copy(receipt.path, desk.folder)
    assert len(desk.texts()) == 3
    assert desk.troubles() == [], attempt
    noted = desk.note("after")
    assert noted.pulse == fold(desk.timeline.read(desk.incident).facts).pulse
    assert noted.pulse.facts == 5
    assert desk.troubles() == []


def test_an_id_that_tells_something_else_is_damage(desk: Desk) -> None:
    adopt(desk, 1)
    desk.timeline.append(desk.incident, [New(Noted("another text"), None, {}, "r00000000000")], by="eve")
    assert [key for key, _, _ in desk.troubles()] == ["id-twice"]


def test_ten_thousand_rows_are_one_write(desk: Desk) -> None:
    begun = time.perf_counter()
    receipt = adopt(desk, 10_000)
    took = time.perf_counter() - begun
    assert receipt is not None
    assert len(receipt.facts) == 10_000
    assert receipt.pulse.facts == 10_001
    assert adopt(desk, 10_000) is None
    assert took < 30  # some 3 s; a test machine may be busy
