"""Damage of every kind: `verify` says where and what, reading steps around it, and writing goes on."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.errors import Damaged
from incidentctl.timeline import lock
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.timeline.conftest import Desk

    Child = Callable[..., subprocess.Popen[str]]

TEXTS = ["one", "two", "three", "four"]


@pytest.fixture
def lines(desk: Desk) -> list[bytes]:
    """Write four notes after the declaration, and give the five lines."""
    for text in TEXTS:
        desk.note(text)
    return desk.main.read_bytes().splitlines(keepends=True)


def damage(desk: Desk, lines: list[bytes]) -> None:
    desk.main.write_bytes(b"".join(lines))


def places(desk: Desk) -> list[tuple[str, int, int, str]]:
    """Give what verify says, and see that it can be said in both languages and that a note still goes in."""
    troubles = desk.timeline.verify(desk.incident).troubles
    for each in troubles:
        for lang in LANGS:
            where = {"file": each.file, "line": each.line, "byte": each.byte}
            assert each.file in Words(lang)(f"verify.{each.key}", **where, **each.params)
    assert {each.file for each in troubles} <= {desk.main.name}
    assert desk.note("goes on").outcome == "recorded"
    assert "goes on" in desk.texts()
    return [(each.key, each.line, each.byte, each.severity) for each in troubles]


def test_a_sound_log_has_no_troubles(desk: Desk, lines: list[bytes]) -> None:
    assert len(lines) == 5
    assert places(desk) == []
    assert desk.timeline.read(desk.incident).troubles == ()


def test_a_changed_envelope_is_named(desk: Desk, lines: list[bytes]) -> None:
    start = len(lines[0] + lines[1])
    lines[2] = lines[2].replace(b'"by":"ann"', b'"by":"bob"')
    damage(desk, lines)
    assert desk.texts() == ["one", "three", "four"]
    (found,) = desk.timeline.read(desk.incident).troubles
    assert (found.key, found.file, found.line, found.byte) == ("hash-wrong", desk.main.name, 3, start)
    assert places(desk) == [("hash-wrong", 3, start, "damage")]


def test_a_changed_text_is_named(desk: Desk, lines: list[bytes]) -> None:
    lines[2] = lines[2].replace(b'"two"', b'"2wo"')
    damage(desk, lines)
    assert places(desk) == [("payload-wrong", 3, len(lines[0] + lines[1]), "damage")]


def test_every_kind_of_broken_line_is_named(desk: Desk, lines: list[bytes]) -> None:
    start = len(lines[0])
    for broken in (
        b"\n",
        b"x\n",
        b"\0" * 500 + b"\n",
        b"\xff\xfe\n",
        lines[1][:40] + b"\n",
        b"{}\n",
        b"[" * 9999 + b"\n",
    ):
        damage(desk, [lines[0], broken, *lines[2:]])
        (desk.folder / "pulse.json").unlink()  # else what came after it would be missed: test_hidden_loss.py
        assert ("line-broken", 2, start, "damage") in places(desk)
        assert desk.texts()[:3] == ["two", "three", "four"]


def test_a_missing_line_is_named(desk: Desk, lines: list[bytes]) -> None:
    damage(desk, [*lines[:2], *lines[3:]])
    assert places(desk) == [("counter", 3, len(lines[0] + lines[1]), "damage")]
    assert desk.texts() == ["one", "three", "four", "goes on"]


def test_swapped_lines_are_named_and_the_order_of_facts_holds(desk: Desk, lines: list[bytes]) -> None:
    damage(desk, [lines[0], lines[2], lines[1], *lines[3:]])
    assert desk.texts() == TEXTS
    assert {line for key, line, *_ in places(desk) if key == "counter"} == {2, 3, 4}


def test_a_doubled_line_is_named_and_counts_once(desk: Desk, lines: list[bytes]) -> None:
    damage(desk, [*lines[:3], lines[2], *lines[3:]])
    assert desk.texts() == TEXTS
    start = len(b"".join(lines[:3]))
    assert places(desk)[:2] == [("clock-order", 4, start, "damage"), ("counter", 4, start, "damage")]


def test_a_record_that_was_rewritten_with_right_hashes_breaks_the_chain(
    desk: Desk, lines: list[bytes]
) -> None:
    other = type(desk)(desk.root / "other")
    other.note("forged")
    forged = other.main.read_bytes().splitlines(keepends=True)[1]
    damage(desk, [lines[0], forged, *lines[2:]])
    start = len(lines[0])
    assert {found[:3] for found in places(desk)} >= {
        ("chain", 2, start), ("wrong-writer", 2, start), ("wrong-incident", 2, start)
    }  # fmt: skip
    assert "forged" not in desk.texts()


def test_a_payload_that_vanished_is_named(desk: Desk, lines: list[bytes]) -> None:
    cut = lines[2].index(b',"s":')
    lines[2] = lines[2][:cut] + b',"s":null,"d":null' + b" " * 9 + b"}\n"
    damage(desk, lines)
    assert places(desk) == [("payload-missing", 3, len(lines[0] + lines[1]), "damage")]


def test_an_endless_line_costs_neither_time_nor_memory(desk: Desk, lines: list[bytes]) -> None:
    with desk.main.open("ab") as file:
        file.truncate(desk.main.stat().st_size + 100_000_000)
    begun = time.monotonic()
    assert desk.texts() == TEXTS
    assert desk.timeline.verify(desk.incident).troubles[0].key == "in-progress"
    desk.note("after it")
    assert desk.texts() == [*TEXTS, "after it"]
    assert time.monotonic() - begun < 5
    assert [each[0] for each in places(desk)] == ["torn"]
    assert len(lines) == 5


def test_fifty_thousand_lines_that_are_no_records_are_told_in_six(desk: Desk, lines: list[bytes]) -> None:
    damage(desk, [*lines[:2], b"x\n" * 50_000, *lines[2:]])
    for reading in (desk.timeline.read(desk.incident), desk.timeline.verify(desk.incident)):
        told = [each for each in reading.troubles if each.key != "counter"]
        assert [each.line for each in told] == list(range(3, 9))
        assert (told[-1].key, dict(told[-1].params)) == ("more", {"count": 49_995})
    assert desk.texts() == TEXTS
    assert desk.note("goes on").outcome == "recorded"


def test_a_torn_last_line_is_kept_and_fenced(desk: Desk, lines: list[bytes]) -> None:
    torn = lines[4][:-9]
    damage(desk, [*lines[:4], torn])
    (desk.folder / "pulse.json").unlink()  # it is saved after the facts
    start = len(b"".join(lines[:4]))
    assert desk.texts() == TEXTS[:3]
    assert places(desk) == [("in-progress", 5, start, "notice")]
    assert desk.main.read_bytes().startswith(b"".join(lines[:4]) + torn + b" #torn\n{")
    assert places(desk) == [("torn", 5, start, "notice")]
    (read,) = desk.timeline.read(desk.incident).troubles
    assert (read.key, read.line, read.byte, read.severity) == ("torn", 5, start, "notice")


def test_a_record_that_lacks_only_its_newline_counts(desk: Desk, lines: list[bytes]) -> None:
    damage(desk, [*lines[:4], lines[4][:-1]])
    (desk.folder / "pulse.json").unlink()
    assert desk.texts() == TEXTS
    assert places(desk) == []
    assert desk.texts() == [*TEXTS, "goes on"]
    assert desk.troubles() == []


def test_a_cut_tail_is_found_by_what_another_file_has_seen(desk: Desk, lines: list[bytes]) -> None:
    (desk.root / "home" / "writer").unlink()
    other = desk.another().append(desk.incident, [New(Noted("knows four"))], by="bob")
    desk.main.write_bytes(b"".join(lines[:4]))
    (desk.folder / "pulse.json").unlink()  # it knows, too: test_hidden_loss.py
    (found,) = desk.timeline.verify(desk.incident).troubles
    assert (found.key, found.file, found.line) == ("seen-missing", Path(other.path).name, 1)
    assert dict(found.params) == {"writer": desk.main.stem, "n": 5}


def test_a_restored_backup_that_went_on_is_a_fork_and_both_are_kept(desk: Desk, lines: list[bytes]) -> None:
    folder = desk.root / "fallback" / desk.folder.relative_to(desk.root / "home")
    folder.mkdir(parents=True)
    restored = folder / desk.main.name
    restored.write_bytes(b"".join(lines[:4]))
    (folder.parent / "aside").mkdir()
    desk.main.rename(folder.parent / "aside" / "main")
    desk.main.write_bytes(b"".join(lines[:4]))
    (desk.folder / "pulse.json").unlink()  # else it would be noticed: test_forks.py
    desk.note("another four")
    desk.main.replace(restored)
    (folder.parent / "aside" / "main").rename(desk.main)
    assert set(desk.texts()) == {*TEXTS, "another four"}
    for reading in (desk.timeline.read(desk.incident), desk.timeline.verify(desk.incident)):
        forks = [(each.key, each.severity, dict(each.params)) for each in reading.troubles]
        both = {f"fallback/{desk.main.name}", desk.main.name}
        assert [(key, severity) for key, severity, _ in forks] == [("fork", "fork")]
        assert {reading.troubles[0].file, forks[0][2]["other"]} == both
        assert (forks[0][2]["n"], forks[0][2]["other_line"]) == (5, 5)


def test_a_missing_blob_is_named_and_the_rest_of_the_fact_is_kept(desk: Desk) -> None:
    desk.note("x" * 300_000)
    (blob,) = (desk.root / "home" / "blobs").iterdir()
    for change in (lambda: blob.write_bytes(b"changed"), blob.unlink):
        change()
        for reading in (desk.timeline.read(desk.incident), desk.timeline.verify(desk.incident)):
            assert [(each.key, each.line) for each in reading.troubles] == [("blob-missing", 2)]
            assert len(reading.facts) == 2
    assert desk.note("goes on").pulse.facts == 3


def test_strange_files_beside_the_log_disturb_nobody(desk: Desk) -> None:
    (desk.folder / "notes.jsonl").write_text("not mine")
    (desk.folder / "w-aaaaaaaa.jsonl").symlink_to("/etc/passwd")
    os.mkfifo(desk.folder / "w-bbbbbbbb.jsonl")
    (desk.folder / "w-cccccccc.jsonl").mkdir()
    (desk.folder / "w-dddddddd.jsonl").write_bytes(b"\x7fELF\0\n" * 100)
    (desk.folder / "w-eeeeeeee.jsonl").touch()
    desk.note("x")
    assert desk.texts() == ["x"]
    for reading in (desk.timeline.read(desk.incident), desk.timeline.verify(desk.incident)):
        unreadable = [each.file for each in reading.troubles if each.key == "not-a-file"]
        assert unreadable == ["w-aaaaaaaa.jsonl", "w-bbbbbbbb.jsonl", "w-cccccccc.jsonl"]
        assert {each.file for each in reading.troubles} == {*unreadable, "w-dddddddd.jsonl"}


def test_when_nothing_can_be_read_that_is_said(desk: Desk) -> None:
    desk.main.write_bytes(b"\0" * 1000 + b"\n")
    with pytest.raises(Damaged):
        desk.timeline.read(desk.incident)
    for take_away in (lambda: desk.main.write_bytes(b""), desk.main.unlink):
        take_away()
        with pytest.raises(Damaged):
            desk.timeline.read(desk.incident)
        (trouble,) = desk.timeline.verify(desk.incident).troubles
        assert (trouble.key, trouble.severity) == ("empty", "damage")


def test_the_writer_and_the_checker_share_no_code() -> None:
    source = Path(lock.__file__).with_name("verify.py").read_text(encoding="utf-8")
    assert "incidentctl.timeline" not in source
    assert json.__name__ in source
