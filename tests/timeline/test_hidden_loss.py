"""Losses that could hide: each was found by attacking whole processes, and none may be silent."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Declared, Withdrawn
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.steps import RunbookFrozen
from incidentctl.domain.facts import New
from incidentctl.errors import Damaged
from incidentctl.timeline import tail

if TYPE_CHECKING:
    from tests.timeline.conftest import Desk


def rows(desk: Desk) -> list[tuple[str, int, str]]:
    """Give the troubles that a view tells."""
    return [(each.key, each.line, each.severity) for each in desk.timeline.read(desk.incident).troubles]


@pytest.mark.parametrize("byte", [0, 20, 90, -60, -10, -3])
def test_a_last_record_that_was_damaged_does_not_pass_for_a_torn_write(desk: Desk, byte: int) -> None:
    desk.note("acknowledged")
    data = bytearray(desk.main.read_bytes())
    last = data[:-1].rindex(b"\n") + 1
    data[last + byte if byte >= 0 else len(data) + byte] ^= 1
    desk.main.write_bytes(data)
    desk.note("the chain goes on across it")
    assert desk.texts() == ["the chain goes on across it"]
    assert [(line, severity) for _, line, severity in desk.troubles()] == [(2, "damage")]
    assert [(line, severity) for _, line, severity in rows(desk)] == [(2, "damage")]


@pytest.mark.parametrize("order", [[0, 1, 3], [0, 2, 1, 3], [1, 2, 3]])
def test_a_view_says_that_lines_are_gone_or_in_another_order(desk: Desk, order: list[int]) -> None:
    for text in ("one", "two", "three"):
        desk.note(text)
    lines = desk.main.read_bytes().splitlines(keepends=True)
    desk.main.write_bytes(b"".join(lines[index] for index in order))
    seen = rows(desk)
    assert {severity for *_, severity in seen} == {"damage"}
    assert [row for row in desk.troubles() if row[0] in {"counter", "chain"}] == seen


def test_an_end_that_was_cut_off_is_named_before_the_next_fact_and_after_it(desk: Desk) -> None:
    """The pulse knew of it and was made anew with the next fact: then nothing was missed any more."""
    for text in ("one", "two", "three"):
        desk.note(text)
    lines = desk.main.read_bytes().splitlines(keepends=True)
    desk.main.write_bytes(b"".join(lines[:2]))
    (found,) = desk.another().verify(desk.incident).troubles
    assert (found.key, found.severity, dict(found.params)["n"], dict(found.params)["last"]) == (
        "head-missing", "damage", 4, 2
    )  # fmt: skip
    for text in ("goes on", "and on"):
        desk.note(text)
        (found,) = desk.another().verify(desk.incident).troubles
        assert (found.key, found.severity) == ("seen-missing", "damage")
        assert dict(found.params) == {"writer": desk.main.stem, "n": 4}
        assert rows(desk) == [("seen-missing", 1, "damage")]
    desk.main.write_bytes(b"".join(lines))  # found in a backup
    assert desk.troubles() == []
    assert rows(desk) == []


@pytest.mark.parametrize("left", [b"", b"{", None])
def test_a_file_that_was_emptied_or_is_gone_is_missed_when_the_next_fact_is_there(
    desk: Desk, left: bytes | None
) -> None:
    desk.note("one")
    desk.main.unlink() if left is None else desk.main.write_bytes(left)
    desk.note("goes on")
    assert desk.texts() == ["goes on"]
    assert ("seen-missing", 1, "damage") in desk.troubles()
    assert ("seen-missing", 1, "damage") in rows(desk)


def test_a_log_without_its_beginning_is_not_sound(desk: Desk) -> None:
    """On a copy of the home another writer goes on: nothing in its chain is missing."""
    desk.main.unlink()
    for shortcut in (desk.folder / "pulse.json", desk.root / "home" / "writer"):
        shortcut.unlink()
    desk.another().append(desk.incident, [New(Noted("goes on"))], by="ann")
    (found,) = desk.another().verify(desk.incident).troubles
    assert (found.key, found.file, found.severity) == ("undeclared", desk.incident, "damage")


def test_a_file_of_another_terminal_that_is_gone_is_missed(desk: Desk) -> None:
    (desk.root / "home" / "writer").unlink()
    other = Path(desk.another().append(desk.incident, [New(Noted("from there"))], by="bob").path)
    assert other != desk.main
    away = other.rename(desk.root / "away")
    (found,) = desk.timeline.verify(desk.incident).troubles
    assert (found.key, found.file, dict(found.params)["n"]) == ("head-none", other.name, 1)
    desk.note("goes on")
    (found,) = desk.timeline.verify(desk.incident).troubles
    assert (found.key, dict(found.params)) == ("seen-missing", {"writer": other.stem, "n": 1})
    away.rename(other)
    assert desk.troubles() == []


def test_nothing_is_read_behind_a_line_that_is_growing(desk: Desk) -> None:
    """A reader that met half a line and then its other half took the next record for its follower."""
    for text in ("one", "two"):
        desk.note(text)

    class Growing(io.BytesIO):
        """Ends in the middle of the second line, once; by the next look the writer has gone on."""

        has_ended = False

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            if self.tell() > first and not self.has_ended:
                self.has_ended = True
                self.seek(first + 50)
                return line[:50]
            return line

    data = desk.main.read_bytes()
    first = data.index(b"\n") + 1
    found = list(tail.lines(Growing(data)))
    assert [line.problem for line in found] == ["", "in-progress"]
    assert len(list(tail.lines(io.BytesIO(data)))) == 3


def test_a_checklist_whose_copy_is_gone_is_named(desk: Desk) -> None:
    names = [desk.timeline.keep(data) for data in (b"source", b"compiled")]
    desk.timeline.append(desk.incident, [New(RunbookFrozen("report", *names))], by="ann")
    assert desk.troubles() == []
    (desk.root / "home" / "blobs" / names[1]).unlink()
    assert desk.troubles() == [("checklist-missing", 2, "damage")]


def test_a_home_that_cannot_be_looked_into_is_not_an_empty_one(desk: Desk) -> None:
    incidents = desk.root / "home" / "incidents"
    for part in (incidents, incidents / "2026", incidents / "2026" / "11"):
        away = desk.root / "away"
        part.rename(away)
        part.symlink_to(away)
        for look in (desk.another().incidents, desk.another().open_incidents):
            with pytest.raises(Damaged):
                look()
        part.unlink()
        part.write_text("a file", encoding="ascii")
        with pytest.raises(Damaged):
            desk.another().incidents()
        part.unlink()
        away.rename(part)
    assert list(desk.another().incidents()) == [desk.incident]


def test_an_incident_behind_a_link_is_listed_and_not_followed(desk: Desk) -> None:
    away = desk.root / "away"
    desk.folder.rename(away)
    desk.folder.symlink_to(away)
    assert list(desk.another().incidents()) == [desk.incident]
    assert list(desk.another().open_incidents()) == [desk.incident]  # nobody can say that it is over
    with pytest.raises(Damaged):
        desk.another().read(desk.incident)


def test_an_incident_that_nobody_marked_is_open(desk: Desk) -> None:
    """A crash before the mark, a deleted mark, or a copied directory must not hide an open incident."""
    from shutil import copytree, rmtree  # noqa: PLC0415 - only here

    desk.timeline.transact(desk.incident, lambda _: [New(Withdrawn("a drill"))], by="ann")
    assert list(desk.timeline.open_incidents()) == []
    marks = desk.root / "home" / "over"
    assert [mark.name for mark in marks.iterdir()] == [desk.incident]

    other = type(desk)(desk.root / "other")
    copytree(other.folder, desk.folder.with_name(other.incident))
    assert list(desk.timeline.open_incidents()) == [other.incident]
    rmtree(marks)
    assert list(desk.timeline.open_incidents()) == [other.incident]
    assert [mark.name for mark in marks.iterdir()] == [desk.incident]


def test_a_home_restored_into_the_same_inode_gets_a_new_writer(desk: Desk) -> None:
    """`tar x` over a home: the number of the deleted file is free, and goes to the restored one."""
    writer: Path = desk.root / "home" / "writer"
    known = json.loads(writer.read_bytes())
    desk.note("before")
    with writer.open("r+b") as file:  # as it was a day ago; the inode stays
        file.write(json.dumps(known | {"born": known["born"] - 86_400}).encode("ascii"))
    restored = desk.another()
    receipt = restored.append(desk.incident, [New(Noted("after"))], by="ann")
    assert receipt.facts[0].writer != known["writer"]
    assert desk.texts() == ["before", "after"]
    assert desk.troubles() == []


def start(home: Path, *words: str) -> subprocess.Popen[str]:
    """Start the program itself, as a person would."""
    environ = {**os.environ, "INCIDENTCTL_HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "incidentctl", *words],
        env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def command(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run it to its end."""
    process = start(home, *words)
    out, err = process.communicate()
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def test_a_home_that_cannot_be_used_says_so_and_gives_the_text_back(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    home = tmp_path / "file" / "home"
    for words in (["list"], ["verify"], ["timeline"], []):
        looked = command(home, *words)
        assert (looked.returncode, looked.stdout) == (6, ""), looked
        assert "No incident" not in looked.stderr
    for words in (["note", "precious text"], ["-i", "INC-20261122-abcd", "note", "precious text"]):
        noted = command(home, *words)
        assert noted.returncode == 74, noted
        assert "\nprecious text\n" in noted.stderr


def test_verify_goes_on_behind_an_incident_that_cannot_be_opened(desk: Desk) -> None:
    desk.clock.move(86_400)
    day = desk.clock().date()
    sound = desk.timeline.begin([New(Declared("x", "UTC"))], by="ann", day=day).facts[0].incident
    away = desk.root / "away"
    desk.folder.rename(away)
    desk.folder.symlink_to(away)
    checked = command(desk.root / "home", "verify")
    assert checked.returncode == 6
    assert f"{sound}  sound" in checked.stdout
    assert f"{desk.incident}  DAMAGED" in checked.stdout


def test_the_overview_steps_around_damage_and_says_so(desk: Desk) -> None:
    for text in ("one", "two"):
        desk.note(text)
    lines = desk.main.read_bytes().splitlines(keepends=True)
    desk.main.write_bytes(lines[0] + b"garbage\n" + lines[2])
    seen = command(desk.root / "home")
    assert seen.returncode == 0, seen
    assert f"{desk.main.name}:2" in seen.stderr


def test_a_second_signal_does_not_cut_short_what_is_said_about_the_first(desk: Desk) -> None:
    chance, told = random.Random(7), set[str]()  # noqa: S311 - no secret
    for number in range(12):
        process = start(desk.root / "home", "note", f"signal {number}")
        time.sleep(chance.uniform(0.04, 0.16))
        for _ in range(4):
            process.send_signal(chance.choice((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)))
            time.sleep(chance.uniform(0, 0.003))
        out, err = process.communicate()
        is_worded = process.returncode == 130  # earlier than that, Python itself ends
        assert not is_worded or "Traceback" not in err
        if "Recorded " in out or "Recorded before that" in err:
            told.add(f"signal {number}")
        else:
            assert not is_worded or not err or "recorded nothing" in err, err
    assert told == set(desk.texts())
