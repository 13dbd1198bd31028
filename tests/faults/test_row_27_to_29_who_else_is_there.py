"""Rows 27-29: who may look, links and owners on the way to the log, and values that a shell would run."""

from __future__ import annotations

import os
import shlex
import shutil
import stat
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.errors import IncidentctlError
from incidentctl.timeline.journal import FileTimeline
from tests.cli import test_hostile_text as hostile
from tests.faults.homes import begin, now
from tests.faults.oracle import NOT_RECORDED, RECORDED, NaiveStore, Oracle, OurStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.conftest import Program
    from tests.faults.ledger import Ledger

    AtLength = Callable[[int, int], int]


# -- 27 -----------------------------------------------------------------------------------------------------

WRITING = (
    ("declare", "x", "--no-walk"), ("note", "x" * 200_000), ("step", "done", "R8", "boss"), ("tell", "sales"),
    ("follow-up", "add", "y", "--kind", "prevent"), ("report", "--output", "report.md"), ("list",),
    ("brief",), ("use", "INC"), ("withdraw", "--why", "z"), ("verify",), ("stats",),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_nobody_else_may_look_at_anything_that_is_written(
    program: Program, ledger: Ledger, umask: int
) -> None:
    before = os.umask(umask)
    try:
        for argv in WRITING:
            assert program(*argv).code in {0, 2, 3}, argv
    finally:
        os.umask(before)
    found = [program.home, *program.home.rglob("*"), program.here / "report.md"]
    assert len(found) > 12
    for path in found:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    ledger.enter(1)


def test_a_store_that_leaves_the_mode_to_the_umask_shows_all(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        NaiveStore(tmp_path).append("x")
    finally:
        os.umask(before)
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o666


# -- 28 -----------------------------------------------------------------------------------------------------

ELEMENTS = (
    "incidents", "incidents/*", "incidents/*/*", "incidents/*/*/*", "incidents/*/*/*/w-*",
    "incidents/*/*/*/pulse*", "writer", "blobs", "blobs/*", "active", "active/*", "over", "over/*",
)  # fmt: skip


def told_of(home: Path, incident: str, *texts: str) -> dict[str, str]:
    """Record notes as the program would, and give the word for each."""
    timeline = FileTimeline(home, now, [])
    told = {}
    for text in texts:
        try:
            told[text.rstrip("x")] = timeline.append(incident, [New(Noted(text))], by="ann").outcome
        except IncidentctlError:
            told[text.rstrip("x")] = NOT_RECORDED
        try:
            timeline.use("tty", incident)
            list(timeline.open_incidents())
        except IncidentctlError:
            continue
    return told


@pytest.fixture
def furnished(tmp_path: Path) -> tuple[Path, str]:
    """Give a home in which everything is that may be, and its incident."""
    home = tmp_path / "home"
    incident = begin(home)
    told_of(home, incident, "big" + "x" * 200_000)
    (home / "over").mkdir(mode=0o700)
    (home / "over" / "INC-20261122-aaaa").touch(0o600)
    return home, incident


def snapshot(root: Path) -> dict[Path, bytes]:
    return {path.relative_to(root): path.read_bytes() if path.is_file() else b"" for path in root.rglob("*")}


@pytest.mark.parametrize("element", ELEMENTS)
def test_a_link_in_the_place_of_any_element_is_not_followed(
    furnished: tuple[Path, str], tmp_path: Path, ledger: Ledger, element: str
) -> None:
    home, incident = furnished
    oracle = Oracle(OurStore(home, incident))
    (path,) = [each for each in home.glob(element) if not each.name.endswith("aaaa") or element == "over/*"]
    away = tmp_path / "elsewhere" / path.name
    away.parent.mkdir()
    path.rename(away)
    path.symlink_to(away)
    before = snapshot(away.parent)
    told = told_of(home, incident, "through a link", "big one" + "x" * 200_000)
    assert snapshot(away.parent) == before
    if path.is_symlink():
        path.unlink()
        away.rename(path)
    else:  # a shortcut that was made anew, in place of the link
        assert element in {"writer", "active/*", "incidents/*/*/*/pulse*", "blobs/*"}
    ledger.fault(oracle.judge(told), element)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to somebody else")
@pytest.mark.parametrize("element", ELEMENTS)
def test_what_belongs_to_somebody_else_is_not_used(
    furnished: tuple[Path, str], ledger: Ledger, element: str
) -> None:
    home, incident = furnished
    oracle = Oracle(OurStore(home, incident))
    (path,) = [each for each in home.glob(element) if not each.name.endswith("aaaa") or element == "over/*"]
    os.chown(path, 65534, 65534)
    before = path.read_bytes() if path.is_file() else sorted(path.iterdir())
    told = told_of(home, incident, "in another's file", "big one" + "x" * 200_000)
    if path.stat().st_uid == 65534:
        assert (path.read_bytes() if path.is_file() else sorted(path.iterdir())) == before
        os.chown(path, 0, 0)
    ledger.fault(oracle.judge(told), element)


class Swapper(threading.Thread):
    """Puts a link in the place of a directory and the directory back, as fast as it can."""

    def __init__(self, path: Path, bait: Path) -> None:
        super().__init__()
        self._path, self._bait, self.is_over, self.times = path, bait, False, 0

    def run(self) -> None:
        aside, link = self._path.with_name("aside"), self._path.with_name("link")
        while not self.is_over:
            link.symlink_to(self._bait)
            self._path.rename(aside)
            link.rename(self._path)
            self._path.unlink()
            aside.rename(self._path)
            self.times += 1
            time.sleep(0.0005)  # so that now and then a whole write meets the directory


@pytest.mark.parametrize("count", [60, pytest.param(1500, marks=pytest.mark.slow)])
@pytest.mark.parametrize("element", ["incidents", "incidents/*/*/*"])
def test_a_directory_that_is_swapped_for_a_link_in_a_race_is_left_alone(
    furnished: tuple[Path, str], tmp_path: Path, ledger: Ledger, element: str, count: int
) -> None:
    home, incident = furnished
    (path,) = home.glob(element)
    bait = tmp_path / "bait"
    shutil.copytree(path, bait)
    before, oracle = snapshot(bait), Oracle(OurStore(home, incident))
    swapper = Swapper(path, bait)
    swapper.start()
    try:
        told = told_of(home, incident, *(f"note {number}" for number in range(count)))
    finally:
        swapper.is_over = True
        swapper.join()
    assert snapshot(bait) == before
    assert swapper.times > 5
    ledger.enter(count)
    assert RECORDED in told.values()
    ledger.fault(oracle.judge(told), swapper.times)


def test_a_store_that_opens_a_path_writes_through_the_link(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("[]")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "log.json").symlink_to(target)
    NaiveStore(tmp_path / "home").append("x")
    assert target.read_text() != "[]"


# -- 29 -----------------------------------------------------------------------------------------------------

VALUES = (
    "$(touch x)", "`touch x`", "; touch x", "a\ntouch x\n", "' ; touch x ; '", '" ; touch x ; "', "| touch x",
    "&& touch x", "${IFS}touch${IFS}x", "> x", "-x --help", "\\'; touch x #", "$'\\n'touch x", "!touch x",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES)
def test_no_value_is_run_by_any_command(program: Program, ledger: Ledger, value: str) -> None:
    program("declare", "x", "--no-walk")
    commands = (
        *hostile.commands(value)[::2],
        *(("assign", "x", value), ("update", "--", value), ("concern", value)),
    )
    for argv in commands:
        program(*argv, "--no-input") if "--" not in argv else program(*argv)
    assert list(program.here.iterdir()) == []
    ledger.enter(1)


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES)
def test_a_line_to_paste_is_one_command_with_the_very_value(
    program: Program, ledger: Ledger, value: str
) -> None:
    """A shell that runs what was printed hands on what was typed, and nothing else happens."""
    program("declare", "x", "--no-walk")
    assert program("follow-up", "add", "--kind", "prevent", "--", value).code == 0
    lines = program("follow-up", "list", "--format", "gh").out
    tools = program.home.parent / "tools"
    tools.mkdir()
    for name in ("gh", "incidentctl"):
        (tools / name).write_text(f"#!{sys.executable}\nimport sys, json\nprint(json.dumps(sys.argv[1:]))\n")
        (tools / name).chmod(0o700)
    refused = program("note", "--", value, INCIDENTCTL_INCIDENT="zzzz").err.splitlines()
    kept = [line.strip().removeprefix("→ ") for line in refused if "incidentctl" in line and " note " in line]
    for line in (*lines.splitlines(), *kept):
        ran = subprocess.run(
            ["/bin/sh", "-c", line], cwd=program.here, env={"PATH": f"{tools}:/usr/bin:/bin"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if "\n" not in value:
            assert ran.returncode == 0, (line, ran)
            assert value.split(maxsplit=1)[0] in ran.stdout.encode().decode("unicode_escape"), (line, ran)
            assert shlex.split(line)
    assert list(program.here.iterdir()) == []
    ledger.enter(1)


def test_a_line_without_quotes_is_run(program: Program) -> None:
    subprocess.run(["/bin/sh", "-c", f"echo {VALUES[0]}"], cwd=program.here, check=True)
    assert [path.name for path in program.here.iterdir()] == ["x"]
