"""Recovery: what was kept outside goes home, wherever it is stopped; damaged lines are copied and stay."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Declared, Withdrawn
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.timeline import lock, recovery
from incidentctl.timeline.journal import FileTimeline
from incidentctl.words import LANGS, Words
from tests.timeline.killed import killed_at_each_step
from tests.timeline.test_reserves import lost

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from incidentctl.ports import Repair
    from tests.timeline.conftest import Desk  # noqa: PLC0415


def recover(desk: Desk, *, is_dry: bool = False) -> list[Repair]:
    """Recover, and see that each repair can be told in both languages."""
    found = list(desk.timeline.recover(is_dry=is_dry))
    for each in found:
        for lang in LANGS:
            told = Words(lang)(f"recover.{each.key}", incident=each.incident, path=each.path, **each.params)
            assert each.path in told
    return found


def keys(found: list[Repair]) -> list[str]:
    return [repair.key for repair in found]


def outside(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.root / "fallback").rglob("*") if path.is_file())


def logs(root: Path) -> dict[str, bytes]:
    return {f"{path.parent.name}/{path.name}": path.read_bytes() for path in root.rglob("w-*.jsonl")}


def begun_outside(desk: Desk) -> str:
    """Declare an incident while the home takes nothing, with a note that is a blob."""
    with lost(desk.root / "home" / "incidents"), lost(desk.root / "home" / "blobs"):
        begun = desk.timeline.begin([New(Declared("outside", "UTC"))], by="ann", day=desk.clock().date())
        incident = begun.facts[0].incident
        desk.timeline.append(incident, [New(Noted("x" * 300_000))], by="ann")
        desk.timeline.transact(incident, lambda _: [New(Noted("decided"))], by="ann")
    return incident


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """Give a desk where facts wait outside: of an incident at home, and of one that was begun there."""
    desk.note("at home")
    with lost(desk.folder):
        desk.note("outside")
        desk.note("outside, too")
    begun_outside(desk)
    return desk


def everything(timeline: FileTimeline) -> dict[str, tuple[object, ...]]:
    return {incident: timeline.read(incident).facts for incident in timeline.incidents()}


def is_whole(timeline: FileTimeline) -> bool:
    return all(timeline.verify(incident).troubles == () for incident in timeline.incidents())


def test_a_clean_home_needs_nothing(desk: Desk) -> None:
    desk.note()
    assert recover(desk) == []


def test_all_that_waits_outside_goes_home_as_it_is(waiting: Desk) -> None:
    before = everything(waiting.another())
    files = logs(waiting.root / "fallback")
    dry = recover(waiting, is_dry=True)
    assert logs(waiting.root / "fallback") == files
    found = recover(waiting)
    assert [each._replace(params={}) for each in found] == [each._replace(params={}) for each in dry]
    assert sorted(keys(found)) == ["adopted", "adopted", "blobs"]
    assert sorted(str(each.params["count"]) for each in found if each.key == "adopted") == ["2", "3"]
    assert outside(waiting) == []
    assert files.items() <= logs(waiting.root / "home").items()
    assert everything(waiting.another()) == before
    assert is_whole(waiting.another())
    assert recover(waiting) == []


def test_what_came_home_goes_on_in_its_own_chain(waiting: Desk) -> None:
    recover(waiting)
    begun = next(each for each in waiting.timeline.incidents() if each != waiting.incident)
    for timeline in (waiting.timeline, waiting.another()):
        receipt = timeline.append(begun, [New(Noted("goes on"))], by="ann")
        assert (receipt.where, receipt.facts[0].writer) == ("log", waiting.main.stem)
        assert timeline.transact(begun, lambda _: [New(Noted("decided"))], by="ann")
    assert waiting.note().where == "log"
    assert is_whole(waiting.timeline)


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_nothing_is_lost_wherever_it_is_killed(
    waiting: Desk, monkeypatch: pytest.MonkeyPatch, every: int
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # counted, but nobody waits for the disk
    before = everything(waiting.another())

    def timeline(root: Path) -> FileTimeline:
        return FileTimeline(root / "home", waiting.clock, [], fallbacks=[root / "fallback"])

    def work(root: Path) -> object:
        return list(timeline(root).recover(is_dry=False))

    steps = 0
    for root in killed_at_each_step(waiting.root, work, every):
        steps += 1
        assert everything(timeline(root)) == before
        assert is_whole(timeline(root))
        for incident in before:  # whoever records meanwhile loses nothing, either
            receipt = timeline(root).append(incident, [New(Noted("meanwhile"))], by="ann")
            assert receipt.outcome == "recorded"
        after = everything(timeline(root))
        assert not [each for each in timeline(root).recover(is_dry=False) if each.is_left]
        assert everything(timeline(root)) == after
        assert is_whole(timeline(root))
        assert not list((root / "fallback").rglob("w-*.jsonl"))
    assert steps * every > 100


def test_two_at_once_and_writers_beside_them_lose_nothing(
    waiting: Desk, child: Callable[..., subprocess.Popen[str]]
) -> None:
    incidents = list(waiting.timeline.incidents())
    before = {each: len(waiting.timeline.read(each).facts) for each in incidents}
    started = [child("recover", waiting.root, incidents[0]) for _ in range(3)]
    started += [child("append", waiting.root, each, f"p{n}", 20) for n in range(2) for each in incidents]
    said = [process.communicate(timeout=60)[0] for process in started]
    assert all(process.returncode == 0 for process in started)
    adopted = [line for text in said for line in text.splitlines() if line.startswith("adopted")]
    assert len(adopted) == len(set(adopted)) >= 2  # each file once; who waited may have begun another
    told = {line.split()[1] for text in said for line in text.splitlines() if line.startswith("recorded")}
    waiting.clock.move(10**9)
    assert set(keys(recover(waiting))) <= {"adopted"}
    facts = {each: waiting.timeline.read(each).facts for each in incidents}
    assert told <= {fact.id for each in facts.values() for fact in each}
    assert len(told) == 80
    assert {each: len(found) for each, found in facts.items()} == {
        each: before[each] + 40 for each in incidents
    }
    assert is_whole(waiting.timeline)


def test_a_file_that_others_write_to_waits(waiting: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LOCK_SECONDS", 0.01)
    held = sorted((waiting.root / "fallback").rglob("w-*.jsonl"))
    with held[0].open("rb") as first, held[1].open("rb") as second:
        fcntl.flock(first, fcntl.LOCK_EX)
        fcntl.flock(second, fcntl.LOCK_EX)
        found = recover(waiting)
        assert keys(found) == ["blobs", "busy", "busy"]
        assert all(each.is_left for each in found[1:])
    assert sorted((waiting.root / "fallback").rglob("w-*.jsonl")) == held
    assert keys(recover(waiting)) == ["adopted", "adopted"]


def test_while_the_home_takes_nothing_all_stays_outside(
    waiting: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = outside(waiting)
    write = os.write

    def full(fd: int, data: bytes) -> int:
        if "home" in str(Path(f"/proc/self/fd/{fd}").readlink()):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(fd, data)

    facts = everything(waiting.another())
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        found = recover(waiting)
    assert "stuck" in keys(found)
    assert {"reason": os.strerror(errno.ENOSPC)} in [each.params for each in found]
    assert [name for name in outside(waiting) if name.startswith("w-")] == [
        name for name in before if name.startswith("w-")
    ]
    assert everything(waiting.another()) == facts
    recover(waiting)
    assert everything(waiting.another()) == facts


def test_a_copy_that_the_disk_spoils_is_not_let_go(waiting: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = outside(waiting)
    facts = everything(waiting.another())

    def spoiled(fd: int, name: str, directory: int) -> None:
        copy = os.open(name, os.O_WRONLY | os.O_CREAT, 0o600, dir_fd=directory)
        os.write(copy, os.pread(fd, 100, 0))
        os.close(copy)

    with monkeypatch.context() as patch:
        patch.setattr(recovery, "_copy", spoiled)
        found = recover(waiting)
    assert keys(found).count("stuck") == 2
    assert [name for name in outside(waiting) if name.startswith("w-")] == [
        name for name in before if name.startswith("w-")
    ]
    recover(waiting)
    assert everything(waiting.another()) == facts
    assert is_whole(waiting.another())


def test_another_file_of_the_same_name_is_kept_and_both_are_read(waiting: Desk) -> None:
    (path,) = (waiting.root / "fallback").rglob(f"{waiting.incident}/w-*.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    spoiled = lines[0].replace(b"outside", b"0utside")
    (waiting.folder / path.name).write_bytes(spoiled)
    (waiting.folder / path.name).chmod(0o600)
    found = recover(waiting)
    assert ("differs", True) in [(each.key, each.is_left) for each in found]
    assert path.read_bytes() == b"".join(lines)
    assert (waiting.folder / path.name).read_bytes() == spoiled
    assert waiting.texts() == ["at home", "outside", "outside, too"]


def test_what_ended_outside_is_over_and_what_was_opened_again_is_not(desk: Desk) -> None:
    with lost(desk.folder):
        desk.timeline.append(desk.incident, [New(Noted("x"))], by="ann")
    incident = begun_outside(desk)
    with lost(desk.root / "home" / "incidents"):
        assert desk.timeline.transact(incident, lambda _: [New(Withdrawn("no"))], by="ann")
    (desk.root / "home" / "over" / incident).unlink()
    (desk.root / "home" / "over" / desk.incident).touch(mode=0o600)
    recover(desk)
    assert list(desk.another().open_incidents()) == [desk.incident]
    assert (desk.root / "home" / "over" / incident).exists()


@pytest.fixture
def damaged(desk: Desk) -> Desk:
    """Give a desk with two damaged lines, a torn one, and one that is being written."""
    for number in range(4):
        desk.note(f"note {number}")
    lines = desk.main.read_bytes().splitlines(keepends=True)
    lines[1] = lines[1].replace(b"note 0", b"n0te 0")
    lines[3] = b"\xff" * 3_000_000 + b"\n"
    desk.main.write_bytes(b"".join([*lines, b'{"h":"torn #torn\n', b'{"h":"still']))
    return desk


def test_damaged_lines_are_copied_once_and_stay_where_they_are(damaged: Desk) -> None:
    before = damaged.main.read_bytes()
    assert keys(recover(damaged, is_dry=True)) == ["quarantined", "quarantined"]
    assert not (damaged.root / "home" / "quarantine").exists()
    found = recover(damaged)
    lines = before.splitlines(keepends=True)
    copies = [Path(str(each.params["copy"])) for each in found]
    assert [(each.key, each.params["line"], each.is_left) for each in found] == [
        ("quarantined", 2, True), ("quarantined", 4, True)
    ]  # fmt: skip
    assert copies[0].read_bytes() == lines[1]
    assert copies[1].read_bytes() == lines[3][: 1024 * 1024]
    begin = len(lines[0])
    assert f"{damaged.main.stem}.{begin}-{begin + len(lines[1])}." in copies[0].name
    assert copies[0].name.endswith(".20261122")
    for path in (copies[0].parent, *copies):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    damaged.clock.move(90_000)
    again = recover(damaged)
    assert [(each.key, each.params["copy"]) for each in again] == [("damaged", str(copy)) for copy in copies]
    assert sorted(copies) == sorted((damaged.root / "home" / "quarantine").iterdir())
    assert damaged.main.read_bytes() == before
    assert damaged.texts() == ["note 1", "note 3"]


def test_lines_that_are_damaged_in_a_row_are_one_copy_and_one_sentence(desk: Desk) -> None:
    """Another program's file in the place of the log was told, and copied, line by line."""
    other = b"".join(b"\xff line %d of another program\n" % number for number in range(300))
    desk.main.write_bytes(other)
    (found,) = recover(desk, is_dry=True)
    assert (found.key, found.params["line"], found.params["count"]) == ("quarantined-lines", 1, 300)
    (found,) = recover(desk)
    assert Path(str(found.params["copy"])).read_bytes() == other
    assert keys(recover(desk)) == ["damaged-lines"]
    assert desk.main.read_bytes() == other


def test_a_log_that_is_no_file_is_named_and_keeps_nobody_from_the_others(damaged: Desk) -> None:
    link = damaged.folder / "w-aaaaaaaa.jsonl"
    link.symlink_to(damaged.root / "elsewhere")
    found = recover(damaged)
    assert keys(found) == ["quarantined", "quarantined", "stuck-no-file"]
    assert (found[-1].path, found[-1].is_left) == (str(link), True)
    assert link.is_symlink()


def test_an_incident_that_went_home_is_not_left_outside_as_an_empty_one(desk: Desk) -> None:
    """Its directory stayed, and was an incident that cannot be read for whoever came without that home."""
    incident = begun_outside(desk)
    recover(desk)
    shutil.rmtree(desk.root / "home")
    assert incident not in desk.another().incidents()
    assert incident not in desk.another().open_incidents()


def test_what_was_left_half_made_is_swept_once_it_is_old(desk: Desk) -> None:
    desk.note()
    old, young = desk.folder / ".abcdefghjk", desk.folder / ".abcdefghjm"
    whole = desk.folder.parent / ".0123456789"
    whole.mkdir()
    for path in (old, young, whole / "w-00000000.jsonl", desk.folder / ".mine"):
        path.write_text("x")
    for path in (old, young, whole, desk.folder / ".mine"):
        at = desk.clock().timestamp() - (60 if path is young else 7200)
        os.utime(path, (at, at))
    assert [(each.key, each.params) for each in recover(desk, is_dry=True)] == [("swept", {"count": 2})]
    assert old.exists()
    recover(desk)
    assert [path.exists() for path in (old, whole, young, desk.folder / ".mine")] == [
        False,
        False,
        True,
        True,
    ]


def test_the_ballast_is_set_aside_again(desk: Desk) -> None:
    (desk.root / "home" / "ballast").unlink()
    recover(desk, is_dry=True)
    assert not (desk.root / "home" / "ballast").exists()
    recover(desk)
    assert (desk.root / "home" / "ballast").exists()


def test_a_reader_misses_nothing_that_moves_meanwhile(waiting: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of a place are listed, and then all of it goes home before the next is looked at."""
    before = everything(waiting.another())
    listdir = os.listdir
    timeline = waiting.another()
    moved: list[int] = []

    def slow(where: int) -> list[str]:
        names = listdir(where)
        if not moved and any(name.startswith("w-") for name in names):
            moved.append(where)
            recover(waiting)
        return names

    monkeypatch.setattr(os, "listdir", slow)
    with pytest.MonkeyPatch.context():
        facts = timeline.read(waiting.incident).facts
    assert moved
    assert facts == before[waiting.incident]
    shutil.rmtree(waiting.root / "fallback")
