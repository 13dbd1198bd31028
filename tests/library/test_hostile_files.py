"""Files that mean harm: each is refused at its place, or does nothing, soon and in little memory."""

from __future__ import annotations

import json
import os
import random
import re
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from incidentctl.errors import IncidentctlError, Invalid
from incidentctl.library.config import read_config
from incidentctl.library.find import YamlRunbooks
from incidentctl.library.json_schema import ROOTS
from incidentctl.library.policy import FILES
from incidentctl.prompts.scripted import ScriptedPrompter
from incidentctl.render.screen import LineScreen
from incidentctl.render.style import Style
from incidentctl.words import Words
from tests.library.hostile import KINDS, ROOT, inputs

if TYPE_CHECKING:
    from collections.abc import Callable

SECOND = 1.0
MEMORY = 200  # MB
REFUSED = {"config": {0, 2, 5}, "answers": {0, 2, 7}}
"""Exit codes, where they are others than 0 (nothing wrong) and 5 (a file is)."""


class Row(NamedTuple):
    """What became of one file: exit code, processor seconds (for "memory": MB), what was printed."""

    kind: str
    name: str
    code: int
    taken: float
    said: str


def everything_below(path: Path) -> set[str]:
    return {str(each.relative_to(path)) for each in path.rglob("*") if each.is_symlink() or not each.is_dir()}


def read_all(kinds: list[str], tmp_path: Path, stride: int) -> list[Row]:
    """Let a process of its own read harmful files of some kinds; it may neither take long nor much memory."""
    work = tmp_path / "work"
    work.mkdir()
    argv = [
        sys.executable,
        "-m",
        "tests.library.hostile",
        ",".join(kinds),
        str(tmp_path / "home"),
        str(stride),
    ]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        argv, cwd=work, env=environ, capture_output=True, text=True, check=False, timeout=600
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return [Row(*json.loads(line)) for line in ran.stdout.splitlines()]


UNSAFE = re.compile(r"Traceback|bug in incidentctl|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def hold(kinds: list[str], tmp_path: Path, stride: int) -> None:
    """Hold every file to what is said above."""
    *rows, memory = read_all(kinds, tmp_path, stride)
    assert memory.name == "memory"
    assert memory.taken < MEMORY
    assert {row.kind for row in rows} == set(kinds)
    ends = {(kind, name): data.count(b"\n") + 1 for kind in kinds for name, data in inputs(kind)}
    for row in rows:
        what = f"{row.kind}: {row.name}: {row.code} {row.said[:300]}"
        if row.name == "good":
            assert row.code == (7 if row.kind == "answers" else 0), what
            continue
        assert row.code in REFUSED.get(row.kind, {0, 5}), what
        assert row.taken < SECOND, what
        assert len(row.said) < 100_000, what
        assert not UNSAFE.search(row.said), what
        if row.code == 5:
            places = re.findall(rf"{re.escape(KINDS[row.kind].place)}:(\d+):(\d+): \S", row.said)
            assert places, what
            assert "→" in row.said, what
            assert all(
                1 <= int(line) <= ends[row.kind, row.name] and int(column) for line, column in places
            ), what
    assert everything_below(tmp_path / "work") == set()
    assert not [name for name in everything_below(tmp_path / "home") if "pwned" in name]


def test_harmful_files_are_refused_at_their_place_or_do_nothing(tmp_path: Path) -> None:
    """Each other file is met by one format or another, and those that aim at a format by that one."""
    hold([*KINDS], tmp_path, 2 * len(KINDS))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_harmful_file_of_every_kind(kind: str, tmp_path: Path) -> None:
    hold([kind], tmp_path, 1)


def test_every_kind_of_file_has_its_place_here() -> None:
    assert {*ROOTS, "config", "answers"} == set(KINDS)
    assert {*FILES, "profile", "form", "runbook", "test"} == set(ROOTS)


# -- what is no file ---------------------------------------------------------------------------------------


def a_gigabyte(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**30)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_directory(path: Path) -> None:
    path.mkdir()


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def a_link_to_a_file(path: Path) -> None:
    aim = path.parents[2] / "aim.yaml"
    aim.write_bytes(b"secret: hunter2\n")
    path.symlink_to(aim)


def a_link_to_no_file(path: Path) -> None:
    path.symlink_to("nowhere")


def a_link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_to_a_directory(path: Path) -> None:
    path.symlink_to("/")


def a_link_to_zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_device(path: Path) -> None:
    os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))  # zeros without end


def one_of_somebody_else(path: Path) -> None:
    path.write_bytes(b"secret: hunter2\n")
    os.chown(path, 4242, 4242)


def one_that_nobody_may_read(path: Path) -> None:
    path.write_bytes(b"secret: hunter2\n")
    path.chmod(0)


ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root makes these")
NO_FILES = [
    *(a_gigabyte, a_pipe, a_directory, a_socket, a_link_to_a_file, a_link_to_no_file, a_link_to_itself),
    *(a_link_to_a_directory, a_link_to_zeros),
    *(pytest.param(make, marks=ROOT_ONLY) for make in (a_device, one_of_somebody_else)),
]


def use(kind: str, project: Path, file: Path) -> str:
    """Use a file where the program looks for it; give what was wrong, "" where that was passed over."""
    words = Words("en")
    source = YamlRunbooks(lang="en", cwd=project)
    try:
        match kind:
            case "config":
                read_config(file, ("lang",), words, is_project=True)
            case "answers":
                ScriptedPrompter(words, LineScreen(words, Style(colour=False), lambda _, __: ""), file)
            case "form":
                source.forms().get("mine")
            case "wording":
                source.wording()
            case "runbook":
                return "\n".join(problem.key for found in source.find() for problem in found.problems)
            case "test":
                return "\n".join(problem.key for each in source.check([file]) for problem in each.problems)
            case _:
                source.policy()
    except IncidentctlError as error:
        return (
            "\n".join([error.key, *error.lines(words), *error.details])
            if isinstance(error, Invalid)
            else error.key
        )
    return ""


@pytest.mark.parametrize("make", NO_FILES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_file_of_ours_is_not_read_and_holds_nothing_up(
    kind: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / KINDS[kind].place
    file.parent.mkdir(parents=True, exist_ok=True)
    if kind == "answers" and make is a_pipe:
        pytest.skip("whoever names a pipe waits for what comes through it")
    if kind == "test" and make in {a_directory, a_link_to_a_directory}:
        pytest.skip("whoever names a directory means the files in it")
    make(file)
    before, begun = everything_below(tmp_path), time.process_time()
    said = use(kind, tmp_path, file)
    assert time.process_time() - begun < SECOND
    assert "hunter2" not in said
    is_passed_over = make is one_of_somebody_else and kind not in {"runbook", "test"}
    is_named = kind in {"answers", "test"}  # whoever names a file means it, link or not
    if not is_passed_over and not (is_named and make in {a_link_to_a_file, one_of_somebody_else}):
        assert said
    assert everything_below(tmp_path) == before


# -- any file ----------------------------------------------------------------------------------------------

PIECES = (
    *(b": - ? , [ ] { } & * ! | > ' \" % @ ` # ~ << --- ... \\ $x ${ {0}".split(b" ")),
    *(b"\x00", b"\x1b", b"\xff", b"\xe2\x80\xae", b"\t", b"\r", b"\n", b"  "),
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Give a file with pieces of it lost, doubled, moved, or replaced by what means something to YAML."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((0, 1, 1, 2, 5, 20, 200)))
        lines = data.split(b"\n")
        match chance.randrange(6):
            case 0:
                data = data[:at] + data[to:]
            case 1:
                data = data[:at] + chance.choice(PIECES) + data[at:]
            case 2:
                data = data[:at] + chance.choice(PIECES) + data[to:]
            case 3:
                data = data[:to] + data[at:to] * chance.choice((1, 1, 30)) + data[to:]
            case 4:
                line = lines.pop(chance.randrange(len(lines)))
                lines.insert(chance.randrange(len(lines) + 1), line)
                data = b"\n".join(lines)
            case _:
                number = chance.randrange(len(lines))
                lines[number] = b" " * chance.randrange(4) + lines[number].lstrip()
                data = b"\n".join(lines)
    return data


def read_any(kind: str, tmp_path: Path, rounds: int, seed: int) -> None:
    chance, words = random.Random(f"{kind} {seed}"), Words("en")  # noqa: S311 - the same each time
    file = tmp_path / KINDS[kind].place
    file.parent.mkdir(parents=True, exist_ok=True)
    for number in range(rounds):
        data = mutated(KINDS[kind].good, chance)
        file.write_bytes(data)
        label = f"{kind} {seed} round {number}"
        try:
            if kind == "config":
                read_config(file, ("lang", "zone", "profile"), words, is_project=True)
                continue
            if kind == "answers":
                use(kind, tmp_path, file)
                continue
            [found] = YamlRunbooks(lang="en", cwd=Path("/")).check([file])
        except Invalid as error:
            if not error.details:
                raise AssertionError(label) from error
            continue
        except Exception as error:
            raise AssertionError(label) from error
        most = len(re.split(rb"\r\n|[\r\n]|\xc2\x85|\xe2\x80[\xa8\xa9]", data))
        for problem in found.problems:
            assert 1 <= problem.line <= most + 1, (label, problem)
            assert problem.column >= 1, (label, problem)


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_refused_within_its_lines_and_never_crashes(kind: str, tmp_path: Path) -> None:
    read_any(kind, tmp_path, 6, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_any_damage_at_all(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    read_any(kind, tmp_path, 600 if request.config.getoption("--long") else 60, seed=2)
