"""Rows 6-8: short writes, a disk that fills and is freed, one that is read-only or closed to us."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.faults import disks
from tests.faults.homes import begin, environ
from tests.faults.injecting import PROGRAM
from tests.faults.oracle import NOT_RECORDED, RECORDED, NaiveStore, Oracle, OurStore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.faults.ledger import Ledger

AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")
"""Root may write anywhere; without these two capabilities it may not."""


def kinds(*names: str) -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.skipif(bool(disks.why_not(name)), reason=disks.why_not(name)))
        for name in names
    ]


def command(home: Path, *argv: str, before: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, *PROGRAM, *argv, "--no-input"], env=environ(home), stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


VIEWS = ((), ("list",), ("timeline",), ("report",), ("verify",), ("brief",))


def views_work(home: Path, before: Sequence[str] = ()) -> None:
    for argv in VIEWS:
        ran = command(home, *argv, before=before)
        assert (ran.returncode, "Traceback" in ran.stderr) == (0, False), (argv, ran)


def numbered(store: OurStore | NaiveStore, count: int, size: int, first: int = 0) -> dict[str, str]:
    """Append facts of growing and shrinking length, and give the word for each."""
    told = {}
    for number in range(first, first + count):
        key = f"{number}:" + "-" * (size * (number % 9))
        try:
            told[key] = store.append(key)
        except OSError:
            told[key] = NOT_RECORDED
    return told


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds("tmpfs", "ext4", "ext4 1K"))
def test_what_a_filling_disk_takes_is_kept_and_the_rest_is_said_not_to_be(
    tmp_path: Path, ledger: Ledger, kind: str
) -> None:
    with disks.disk(tmp_path, kind) as disk:
        incident = begin(disk / "home")
        for leave in (60_000, 9_000, 600, 0):
            store = OurStore(disk / "home", incident)
            oracle = Oracle(store)
            filler = disks.filled(disk, leave)
            told = numbered(store, 40, 700, first=leave)
            assert {RECORDED, NOT_RECORDED} >= set(told.values())
            assert NOT_RECORDED in told.values()
            views_work(disk / "home")
            filler.unlink()
            ledger.fault(oracle.judge(told), kind, leave)


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds("tmpfs", "ext4"))
def test_a_naive_store_loses_all_on_a_full_disk(tmp_path: Path, kind: str) -> None:
    with disks.disk(tmp_path, kind) as disk:
        store = NaiveStore(disk)
        numbered(store, 3, 20)
        oracle = Oracle(store)
        filler = disks.filled(disk)
        told = {"on a full disk": NOT_RECORDED}
        with pytest.raises(OSError, match="No space"):
            store.append("on a full disk" * 1000)
        filler.unlink()
        assert len(oracle.judge(told).lost) == 3


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds("ext4", "ext4 1K"))
def test_on_a_full_disk_the_text_is_given_back_and_the_way_out_is_said(
    tmp_path: Path, ledger: Ledger, kind: str
) -> None:
    with disks.disk(tmp_path, kind) as disk:
        home = disk / "home"
        incident = begin(home)
        store = OurStore(home, incident)
        oracle, told = Oracle(store), {}
        filler = disks.filled(disk)
        for number in range(1000):  # the room behind the last line, and the ballast, take some
            text = f"{number}: " + " ".join(["the only copy"] * 4)
            ran = command(home, "note", text)
            told[text] = RECORDED if ran.returncode == 0 else NOT_RECORDED
            if ran.returncode:
                assert (ran.returncode, text in ran.stderr) == (74, True), ran
                assert "NOT RECORDED" in ran.stderr
                break
        assert len(told) > 100, "the ballast has room for a hundred"
        assert NOT_RECORDED in told.values()
        views_work(home)
        filler.unlink()
        ledger.fault(oracle.judge(told), kind)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """Give a home; what is closed in it is opened again at the end."""
    home = tmp_path / "home"
    begin(home)
    yield home
    for path in [home, *home.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)


BEFORE: tuple[str, ...] = AS_ANYBODY if os.geteuid() == 0 else ()
NO_SETPRIV = "setpriv is not installed, and root may write anywhere"


@pytest.mark.skipif(bool(BEFORE) and shutil.which("setpriv") is None, reason=NO_SETPRIV)
@pytest.mark.parametrize(
    "part",
    [
        pytest.param("", marks=pytest.mark.slow),
        pytest.param("incidents", marks=pytest.mark.slow),
        "incidents/*/*/*",
        pytest.param("incidents/*/*/*/w-*", marks=pytest.mark.slow),
    ],
)
def test_a_directory_that_is_closed_to_us_is_said_and_nothing_is_lost(
    closed: Path, ledger: Ledger, part: str
) -> None:
    (path,) = closed.glob(part) if part else [closed]
    incident = next(closed.glob("incidents/*/*/*")).name
    store = OurStore(closed, incident)
    oracle = Oracle(store)
    path.chmod(0o500 if path.is_dir() else 0o400)
    ran = command(closed, "note", "the only copy", before=BEFORE)
    word = RECORDED if ran.returncode == 0 else NOT_RECORDED
    assert ran.returncode in {0, 74}, ran
    assert ran.returncode == 0 or "the only copy" in ran.stderr
    path.chmod(0o700 if path.is_dir() else 0o600)
    ledger.fault(oracle.judge({"the only copy": word}), ran)


@pytest.mark.slow
@pytest.mark.skipif(bool(BEFORE) and shutil.which("setpriv") is None, reason=NO_SETPRIV)
def test_the_views_of_a_closed_home_work(closed: Path) -> None:
    for path in [*closed.rglob("*"), closed]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    views_work(closed, BEFORE)


@pytest.mark.skipif(bool(BEFORE) and shutil.which("setpriv") is None, reason=NO_SETPRIV)
def test_what_is_closed_takes_nothing_from_a_program_that_only_writes(closed: Path) -> None:
    closed.chmod(0o500)
    ran = subprocess.run([*BEFORE, "touch", str(closed / "x")], capture_output=True, check=False)
    assert (ran.returncode, (closed / "x").exists()) == (1, False)


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds("ext4", "xfs", "btrfs"))
def test_a_disk_that_becomes_read_only_takes_nothing_and_shows_everything(
    tmp_path: Path, ledger: Ledger, kind: str
) -> None:
    with disks.disk(tmp_path, kind) as disk:
        home = disk / "home"
        incident = begin(home)
        oracle = Oracle(OurStore(home, incident))
        disks.remounted(disk, "ro")
        ran = command(home, "note", "the only copy")
        assert ran.returncode in {0, 74}
        assert ran.returncode == 0 or "the only copy" in ran.stderr
        views_work(home)
        disks.remounted(disk, "rw")
        word = RECORDED if ran.returncode == 0 else NOT_RECORDED
        ledger.fault(oracle.judge({"the only copy": word}), kind, ran)
