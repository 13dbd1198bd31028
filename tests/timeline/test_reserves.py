"""A full disk, and a home that takes no facts: the ballast, and the directories outside."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.bootstrap import fallbacks
from incidentctl.domain.events.incidents import Declared, Withdrawn
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.errors import NotRecorded
from incidentctl.timeline import ballast, condition, lock
from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.timeline.conftest import Desk  # noqa: PLC0415

STRANGER = 65534


@contextmanager
def lost(path: Path) -> Iterator[None]:
    """Put something in the way of a directory; root, too, meets it."""
    away = path.with_name(f"away-{path.name}")
    path.mkdir(mode=0o700, exist_ok=True)
    path.rename(away)
    path.write_text("in the way")
    yield
    path.unlink()
    away.rename(path)


def full(desk: Desk, monkeypatch: pytest.MonkeyPatch, *, freed: int) -> None:
    """Let the home have no room but what the ballast took: then for `freed` writes."""
    left = [freed]
    write = os.write

    def written(fd: int, data: bytes) -> int:
        is_home = str(desk.root / "home") in str(Path(f"/proc/self/fd/{fd}").readlink())
        if is_home and ((desk.root / "home" / "ballast").exists() or left[0] <= 0):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left[0] -= is_home
        return write(fd, data)

    monkeypatch.setattr(lock, "write", written)


def test_the_ballast_is_made_when_something_is_declared(desk: Desk) -> None:
    found = (desk.root / "home" / "ballast").stat()
    assert (found.st_size, stat.S_IMODE(found.st_mode)) == (ballast.SIZE, 0o600)
    assert found.st_blocks * 512 >= ballast.SIZE  # room is really taken


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_gets_the_ballast_back_and_the_fact_goes_to_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    calls: list[int] = []

    def written(fd: int, data: bytes) -> int:
        calls.append(fd)
        if len(calls) == 1:
            raise OSError(number, os.strerror(number))
        return os.write(fd, data)

    with monkeypatch.context() as patch:
        patch.setattr(lock, "write", written)
        receipt = desk.note("still here")
    assert (receipt.outcome, receipt.where, len(calls)) == ("recorded", "log", 2)
    assert not (desk.root / "home" / "ballast").exists()
    assert desk.troubles() == []


def test_an_error_of_another_kind_leaves_the_ballast_where_it_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(lock, "write", refuse)
    with pytest.raises(NotRecorded):
        desk.note()
    assert (desk.root / "home" / "ballast").exists()


def test_when_the_ballast_is_used_up_facts_go_outside_and_nothing_is_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        full(desk, patch, freed=3)
        where = [desk.note(f"{number}").where for number in range(6)]
    assert where == ["log"] * 3 + ["fallback"] * 3
    assert desk.texts() == [f"{number}" for number in range(6)]
    assert desk.troubles() == []


def test_the_ballast_comes_back_where_there_is_room_and_only_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.root / "home" / "ballast"
    path.unlink()
    desk.note()
    assert not path.exists()  # a note does not wait for it
    with monkeypatch.context() as patch:
        patch.setattr(ballast, "_TO_SPARE", 2**62)
        assert ("no-ballast", "warn") in found(desk)
        assert not path.exists()
    assert ("ballast", "ok") in found(desk)
    assert path.exists()


def found(desk: Desk) -> list[tuple[str, str]]:
    return [(symptom.key, symptom.severity) for symptom in desk.timeline.examine()]


def test_a_fallback_in_memory_confirms_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def kind(path: str, mounts: str = "") -> str:
        del mounts
        return "tmpfs" if "/fallback/" in f"{path}/" else "ext4"

    monkeypatch.setattr(condition, "file_system", kind)
    with lost(desk.folder):
        receipt = desk.note("in memory")
        assert (receipt.outcome, receipt.where) == ("unconfirmed", "fallback")
    with lost(desk.root / "home" / "incidents"):
        begun = desk.timeline.begin([New(Declared("x", "UTC"))], by="ann", day=desk.clock().date())
        assert (begun.outcome, begun.where) == ("unconfirmed", "fallback")
    assert ("fallback-volatile", "warn") in found(desk)


def test_a_home_in_memory_is_no_safer_than_a_fallback_there(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(condition, "file_system", lambda *_: "tmpfs")
    with lost(desk.folder):
        assert desk.note("as safe as the log").outcome == "recorded"


def test_the_next_fallback_is_tried_when_one_takes_nothing(desk: Desk) -> None:
    (desk.root / "first").write_text("in the way")
    places = [desk.root / "first", desk.root / "no" / "such" / "parent", desk.root / "third"]
    timeline = FileTimeline(desk.root / "home", desk.clock, [], fallbacks=places)
    with lost(desk.folder):
        receipt = timeline.append(desk.incident, [New(Noted("third"))], by="ann")
        assert (receipt.outcome, receipt.where) == ("recorded", "fallback")
        assert receipt.path.startswith(str(desk.root / "third"))
    assert not (desk.root / "no").exists()
    assert [fact.event.text for fact in timeline.read(desk.incident).facts[1:]] == ["third"]


def test_a_fallback_that_is_a_link_is_neither_read_nor_written(desk: Desk) -> None:
    target = desk.root / "target"
    target.mkdir()
    (desk.root / "fallback").symlink_to(target)
    with lost(desk.folder), pytest.raises(NotRecorded):
        desk.note("not through a link")
    assert list(target.iterdir()) == []
    assert desk.note("the log is there").where == "log"
    assert ("fallback-refused", "warn") in found(desk)
    assert list(desk.timeline.incidents()) == [desk.incident]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory to somebody else")
def test_a_fallback_of_somebody_else_is_neither_read_nor_written(desk: Desk) -> None:
    planted = desk.root / "fallback" / "incidents"
    planted.mkdir(parents=True)
    os.chown(desk.root / "fallback", STRANGER, STRANGER)
    with lost(desk.folder), pytest.raises(NotRecorded):
        desk.note("not to a stranger")
    assert list(planted.iterdir()) == []
    assert desk.note("the log is there").where == "log"
    assert ("fallback-refused", "warn") in found(desk)


def test_a_fallback_that_others_may_read_is_closed_before_anything_is_put_there(desk: Desk) -> None:
    (desk.root / "fallback").mkdir()
    (desk.root / "fallback").chmod(0o777)
    with lost(desk.folder):
        desk.note("mine")
    for path in [desk.root / "fallback", *(desk.root / "fallback").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_what_waits_outside_is_told_by_doctor(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(condition, "file_system", lambda _: "ext4")  # wherever these tests are run
    assert ("fallback", "ok") in found(desk)
    with lost(desk.folder):
        desk.note()
    assert ("fallback-waiting", "warn") in found(desk)


def test_a_chain_that_moved_home_is_not_begun_again_outside(desk: Desk) -> None:
    """A writer that found the incident outside, and waited while it was taken home, counts from nothing."""
    with lost(desk.root / "home" / "incidents"):
        begun = desk.timeline.begin([New(Declared("outside", "UTC"))], by="ann", day=desk.clock().date())
        incident, main = begun.facts[0].incident, begun.path
        Path(main).unlink()
        assert desk.timeline.append(incident, [New(Noted("late"))], by="ann").path != main
        with pytest.raises(NotRecorded):
            desk.timeline.transact(incident, lambda _: [New(Withdrawn("x"))], by="ann")


def test_a_chain_that_stands_outside_is_not_begun_again_at_home(desk: Desk) -> None:
    with lost(desk.root / "home" / "incidents"):
        begun = desk.timeline.begin([New(Declared("outside", "UTC"))], by="ann", day=desk.clock().date())
    incident = begun.facts[0].incident
    empty = desk.folder.with_name(incident)
    empty.mkdir(mode=0o700)
    receipt = desk.timeline.append(incident, [New(Noted("at home"))], by="ann")
    assert receipt.where == "private"
    assert desk.timeline.verify(incident).troubles == ()
    assert len(desk.timeline.read(incident).facts) == 2


def test_each_home_has_fallbacks_of_its_own_the_lasting_one_first(tmp_path: Path) -> None:
    environ = {"XDG_RUNTIME_DIR": "/run/user/7", "TMPDIR": "/scratch"}
    found = fallbacks(environ, tmp_path / "home")
    assert [str(path.parent) for path in found] == ["/var/tmp", "/run/user/7", "/scratch"]  # noqa: S108
    assert len({path.name for path in found}) == 1
    assert fallbacks(environ, tmp_path / "other")[0] != found[0]
    (tmp_path / "link").symlink_to(tmp_path / "home")
    assert fallbacks(environ, tmp_path / "link") == found
    (only,) = fallbacks({**environ, "INCIDENTCTL_FALLBACK": str(tmp_path)}, tmp_path / "home")
    assert only.parent == tmp_path
