"""Copies of a home, and backups that were restored: no chain goes on in two places."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.endings import Resolved
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.timeline.conftest import Desk  # noqa: PLC0415


def run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True)


def as_cp(source: Path, target: Path) -> None:
    """Copy with all that `cp -a` keeps; what is there is written over in place."""
    run("cp", "-a", f"{source}/.", target)


def as_tar(source: Path, target: Path) -> None:
    """Pack and unpack: files are removed and made anew, often under the same inodes."""
    run("tar", "-C", source, "-cf", target.with_name("archive.tar"), ".")
    run("tar", "-C", target, "-xpf", target.with_name("archive.tar"))


def as_rsync(source: Path, target: Path) -> None:
    """Put each file in place by rename, with its old times."""
    for path in sorted(source.rglob("*")):
        there = target / path.relative_to(source)
        if path.is_dir():
            there.mkdir(exist_ok=True)
            continue
        shutil.copy2(path, there.with_name(".rsync"))
        there.with_name(".rsync").replace(there)


WAYS = [as_cp, as_tar, as_rsync]
Copy = "Callable[[Path, Path], None]"


def age(backup: Path) -> None:
    """Let a backup be of yesterday: within seconds the number of a deleted file may go to its copy."""
    for path in [*backup.rglob("writer"), *backup.rglob("pulse.json")]:
        known = json.loads(path.read_bytes())
        kept = path.stat()
        path.write_text(json.dumps(known | {"born": known["born"] - 86_400}), encoding="ascii")
        os.utime(path, (kept.st_atime, kept.st_mtime))


def timeline(desk: Desk, home: Path) -> FileTimeline:
    return FileTimeline(home, desk.clock, [])


def note(desk: Desk, home: Path, text: str) -> str:
    """Note something, and give whose chain it is in."""
    desk.clock.move(1)
    (fact,) = timeline(desk, home).append(desk.incident, [New(Noted(text))], by="ann").facts
    return fact.writer


def texts(desk: Desk) -> list[str]:
    return sorted(desk.texts())


@pytest.mark.parametrize("copy", WAYS)
def test_a_copied_home_writes_under_another_id_and_both_come_together(
    desk: Desk, copy: Callable[..., None]
) -> None:
    home, other = desk.root / "home", desk.root / "laptop"
    desk.note("before")
    other.mkdir(mode=0o700)
    copy(home, other)
    writers = {note(desk, home, "here"), note(desk, home, "here, too")}
    assert writers == {desk.main.stem}
    others = {note(desk, other, "there"), note(desk, other, "there, too")}
    assert len(others) == 1
    assert others.isdisjoint(writers)
    (added,) = [
        path for path in (other / desk.folder.relative_to(home)).glob("w-*.jsonl") if path.stem in others
    ]
    shutil.copy2(added, desk.folder)
    assert texts(desk) == ["before", "here", "here, too", "there", "there, too"]
    assert desk.troubles() == []


@pytest.mark.parametrize("what", ["home", "incident", "log"])
@pytest.mark.parametrize("copy", WAYS)
def test_a_restored_backup_goes_on_in_a_chain_of_its_own(
    desk: Desk, copy: Callable[..., None], what: str
) -> None:
    """The facts since the backup are on another machine by then, and come back from there."""
    home, backup = desk.root / "home", desk.root / "backup"
    desk.note("before")
    source = home if what == "home" else desk.folder
    backup.mkdir()
    as_cp(source, backup)
    if what == "log":
        for path in backup.iterdir():
            if path.suffix != ".jsonl":
                path.unlink()
    age(backup)
    for number in range(5):
        desk.note(f"lost {number}")
    synced = desk.main.read_bytes()
    copy(backup, source)
    assert texts(desk) == ["before"]
    first, second = note(desk, home, "after"), note(desk, home, "after that")
    assert desk.main.stem not in {first, second}  # at once
    assert timeline(desk, home).transact(desk.incident, lambda _: [New(Resolved())], by="ann")
    desk.main.write_bytes(synced)
    assert texts(desk) == ["after", "after that", "before", *(f"lost {number}" for number in range(5))]
    assert desk.troubles() == []
    assert note(desk, home, "goes on") == second


def test_whoever_has_seen_more_gives_an_old_copy_away(desk: Desk) -> None:
    """The pulse is gone, but somebody else has written what they knew of this chain."""
    home = desk.root / "home"
    old = desk.main.read_bytes()
    desk.note("lost")
    (home / "writer").unlink()
    other = note(desk, home, "has seen it")
    (home / "writer").unlink()
    desk.main.write_bytes(old)
    (desk.folder / "pulse.json").unlink()
    third = timeline(desk, home)
    third._places._writer = desk.main.stem  # noqa: SLF001 - the machine that the chain belongs to
    receipts = [third.append(desk.incident, [New(Noted(text))], by="ann") for text in ("a", "b")]
    writers = [receipt.facts[0].writer for receipt in receipts]
    assert desk.main.stem not in writers
    assert writers[1] not in {other, desk.main.stem}
    assert [trouble[0] for trouble in desk.troubles()] == ["seen-missing"]


def test_a_long_run_notices_that_the_log_under_it_was_restored(desk: Desk) -> None:
    old = desk.main.read_bytes()
    desk.note("lost")
    desk.main.write_bytes(old)
    writers = [desk.note(text).facts[0].writer for text in ("a", "b", "c")]
    assert desk.main.stem not in writers
    assert writers[1] == writers[2]


def test_a_log_that_was_replaced_by_the_same_is_no_older_copy(desk: Desk) -> None:
    """As after a redaction, or a tool that syncs by rename."""
    desk.note("before")
    copy = desk.folder / "copy"
    shutil.copy2(desk.main, copy)
    copy.replace(desk.main)
    assert desk.note("after").facts[0].writer == desk.main.stem


def test_two_records_of_one_place_are_both_shown_and_both_places_are_named(desk: Desk) -> None:
    """Where neither machine could know: each wrote its own record 3 before they met."""
    desk.note("before")
    folder = desk.root / "fallback" / desk.folder.relative_to(desk.root / "home")
    folder.mkdir(parents=True)
    (desk.root / "fallback").chmod(0o700)
    old = desk.main.read_bytes()
    desk.note("one third")
    mine = desk.main.read_bytes()
    desk.main.write_bytes(old)
    (desk.folder / "pulse.json").unlink()
    desk.note("another third")
    desk.main.replace(folder / desk.main.name)
    desk.main.write_bytes(mine)
    desk.main.chmod(0o600)
    assert texts(desk) == ["another third", "before", "one third"]
    for reading in (desk.timeline.read(desk.incident), desk.timeline.verify(desk.incident)):
        (fork,) = reading.troubles
        assert (fork.key, fork.severity, fork.line, fork.params["n"]) == ("fork", "fork", 3, 3)
        assert {fork.file, fork.params["other"]} == {desk.main.name, f"fallback/{desk.main.name}"}
        assert fork.params["other_line"] == 3
    assert desk.note("goes on").where in {"log", "private"}
    assert "goes on" in texts(desk)
