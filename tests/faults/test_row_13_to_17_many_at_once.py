"""Rows 13-17: many processes, a file that is replaced, readers beside long writes, signals at random."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest

from incidentctl.timeline.journal import FileTimeline
from tests.faults.homes import begin, now
from tests.faults.oracle import NaiveStore, Oracle, OurStore, key_of
from tests.faults.writers import Writers

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.ledger import Ledger
    from tests.timeline.conftest import Desk

    AtLength = Callable[[int, int], int]
    Child = Callable[..., subprocess.Popen[str]]

NAMES = tuple(f"p{number}." for number in range(16))


# -- 13 -----------------------------------------------------------------------------------------------------


def together(below: Path, ledger: Ledger, names: tuple[str, ...], count: int, size: int) -> float:
    """Let processes write at once; give the longest time that one fact took, in seconds."""
    home = below / "home"
    incident = begin(home)
    store = OurStore(home, incident)
    oracle = Oracle(store)
    with Writers(below, "ours", home, incident) as writers:
        writers.start(*names, count=count, size=size)
        assert set(writers.wait()) == {0}
        told = writers.told()
        keys = store.keys()
        for name in names:
            mine = [key for key in keys if key.startswith(name)]
            assert mine == sorted(mine, key=lambda key: int(key.split(":")[1]))
        ledger.enter(len(names) - 1)
        ledger.fault(oracle.judge(told))
        timeline = FileTimeline(home, now, [])
        assert all(not timeline.verify(each).troubles for each in writers.begun())
        return writers.worst()


def test_sixteen_processes_lose_double_and_mix_nothing(tmp_path: Path, ledger: Ledger) -> None:
    together(tmp_path, ledger, NAMES, 8, 2400)


@pytest.mark.slow
def test_sixteen_processes_with_many_facts_each(tmp_path: Path, ledger: Ledger, at_length: AtLength) -> None:
    worst = together(tmp_path, ledger, NAMES, at_length(100, 500), 120)
    assert worst < 5  # the promised second is for a machine with its cores


@pytest.mark.slow
def test_long_lines_from_many_processes_are_not_mixed(tmp_path: Path, ledger: Ledger) -> None:
    together(tmp_path, ledger, NAMES[:8], 30, 150_000)


@pytest.mark.slow
def test_a_naive_store_loses_facts_of_many_processes(tmp_path: Path) -> None:
    """In most rounds: in some, one of them is left alone, for the others stumble over half a file."""
    assert any(has_lost(tmp_path / str(number)) for number in range(8))


def has_lost(root: Path) -> bool:
    root.mkdir()
    with Writers(root, "naive", root) as writers:
        writers.start(*NAMES[:4], count=400)
        writers.wait()
        return bool(Oracle(NaiveStore(root)).judge(writers.told()).lost)


# -- 14: the rest is in tests/timeline/test_private_files.py and tests/cli/test_lock_held.py -----------------


def test_whoever_waits_for_a_stopped_process_waits_for_ever(desk: Desk, child: Child) -> None:
    holder = child("hold", desk.root, desk.incident, desk.main)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    waiting = threading.Event()

    def wait() -> None:
        with desk.main.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            waiting.set()

    thread = threading.Thread(target=wait)
    thread.start()
    assert not waiting.wait(1)
    holder.kill()
    thread.join(10)
    assert waiting.is_set()


# -- 15 -----------------------------------------------------------------------------------------------------


def interrupt(desk: Desk, child: Child, ledger: Ledger, rounds: int, seed: int) -> None:
    """Send signals of a terminal at random; every fact that is stored was told, and none besides."""
    dice = random.Random(seed)  # noqa: S311 - moments, not secrets
    told: set[str] = set()
    for number in range(rounds):
        process = child("interrupted", desk.root, desk.incident)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0, 0.04))
        if number % 2:  # Ctrl-Z, and back
            process.send_signal(signal.SIGTSTP)
            time.sleep(dice.uniform(0, 0.01))
            process.send_signal(signal.SIGCONT)
        process.send_signal((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[number % 3])
        lines = process.communicate(timeout=60)[0].splitlines()
        assert process.returncode == 0
        told |= {line.split()[1] for line in lines}
        there = {fact.id for fact in desk.timeline.read(desk.incident).facts if fact.kind == "noted"}
        ledger.enter(1, len(lines), len(told - there), len(told ^ there))
        assert there == told
    assert len(told) > rounds
    assert desk.troubles() == []


@pytest.mark.parametrize("rounds", [9, pytest.param(150, marks=pytest.mark.slow)])
def test_what_is_stored_is_what_was_told(desk: Desk, child: Child, ledger: Ledger, rounds: int) -> None:
    desk.clock.move(10**9)
    interrupt(desk, child, ledger, rounds, seed=rounds)


def test_without_held_back_signals_people_are_told_less_than_is_stored(
    desk: Desk, child: Child, ledger: Ledger
) -> None:
    def unmasked(verb: str, *rest: object) -> subprocess.Popen[str]:
        return child(f"{verb}, unmasked", *rest)

    desk.clock.move(10**9)
    with pytest.raises(AssertionError):
        interrupt(desk, unmasked, type(ledger)(), 200, seed=1)


# -- 16 -----------------------------------------------------------------------------------------------------


class Replacer(threading.Thread):
    """Puts a copy of the file in its place, again and again, as a redaction does: under the lock."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path, self.is_over, self.times = path, False, 0

    def run(self) -> None:
        while not self.is_over:
            with self._path.open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                if os.fstat(file.fileno()).st_ino == self._path.stat().st_ino:
                    copy = self._path.with_name("copy")
                    copy.write_bytes(file.read())
                    copy.replace(self._path)
                    self.times += 1
            time.sleep(0.002)


def replaced(below: Path, count: int) -> tuple[list[str], dict[str, str], int]:
    """Let two write while the file is replaced; give what is there, what was told, and how often it was."""
    home = below / "home"
    incident = begin(home)
    (main,) = (home / "incidents").rglob("w-*.jsonl")
    replacer = Replacer(main)
    replacer.start()
    try:
        with Writers(below, "ours", home, incident) as writers:
            writers.start("ann", "bob", count=count)
            writers.wait()
            told = writers.told()
    finally:
        replacer.is_over = True
        replacer.join()
    return [key_of(fact) for fact in FileTimeline(home, now, []).read(incident).facts], told, replacer.times


@pytest.mark.parametrize("count", [30, pytest.param(400, marks=pytest.mark.slow)])
def test_what_is_written_while_the_file_is_replaced_is_in_the_visible_one(
    tmp_path: Path, ledger: Ledger, count: int
) -> None:
    keys, told, times = replaced(tmp_path, count)
    lost = [key for key, word in told.items() if word == "recorded" and key not in keys]
    ledger.enter(times, len(told), len(lost), len(lost))
    assert times > 3
    assert not lost


def test_whoever_does_not_look_again_after_the_lock_writes_for_nobody(desk: Desk) -> None:
    with desk.main.open("ab") as file:
        copy = desk.main.with_name("copy")
        copy.write_bytes(desk.main.read_bytes())
        copy.replace(desk.main)
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(b"recorded")
    assert b"recorded" not in desk.main.read_bytes()


# -- 17 -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [20, pytest.param(300, marks=pytest.mark.slow)])
def test_a_reader_beside_long_writes_sees_no_damage(tmp_path: Path, ledger: Ledger, count: int) -> None:
    home = tmp_path / "home"
    incident = begin(home)
    timeline = FileTimeline(home, now, [])
    looks, seen = 0, 0
    with Writers(tmp_path, "ours", home, incident) as writers:
        writers.start("bob", count=count, size=150_000)
        while not (is_over := (tmp_path / "said-bob").read_text("ascii").count("worst")) or not looks:
            reading = timeline.read(incident)
            assert {each.key for each in reading.troubles} <= {"in-progress"}
            assert len(reading.facts) >= seen
            looks, seen = looks + 1, len(reading.facts)
        assert is_over
    ledger.enter(looks, seen)
    assert len(timeline.read(incident).facts) == seen or seen


@pytest.mark.slow
def test_a_reader_of_a_naive_store_misses_facts_while_it_is_written(tmp_path: Path) -> None:
    store, most, has_shrunk = NaiveStore(tmp_path), 0, False
    with Writers(tmp_path, "naive", tmp_path) as writers:
        writers.start("bob", count=3000)
        while not has_shrunk and "worst" not in (tmp_path / "said-bob").read_text("ascii"):
            count = len(store.keys())
            has_shrunk, most = count < most, max(count, most)
    assert has_shrunk
