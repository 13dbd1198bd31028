"""Whose commands are run: only of a text that was shown whole, and only as it was shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.steps import RunbookFrozen
from incidentctl.domain.facts import New
from incidentctl.domain.runbook import Runbook, Step, to_json
from incidentctl.domain.screens import Reply
from incidentctl.errors import NotRecorded
from incidentctl.library.trust import TrustFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from incidentctl.domain.screens import Ask, Say
    from tests.cli.conftest import Desk

MINE = """\
incidentctl: 1
id: mine
title: Mine
steps:
  - id: look
    kind: run
    title: Look at it
    writes: false
    run: [echo, first]
"""


@pytest.fixture
def shelf(desk: Desk) -> Path:
    """Give the runbooks of a project, with one in it, while an incident is open."""
    shelf = desk.home / ".incidentctl" / "runbooks"
    shelf.mkdir(parents=True)
    (shelf / "mine.yaml").write_text(MINE, encoding="utf-8")
    (desk.home / "answers.txt").write_text("look: run\n", encoding="utf-8")
    assert desk("declare", "x", "--no-walk").code == 0
    return shelf


def walk(desk: Desk) -> list[tuple[str, ...]]:
    """Walk it, answering "run"; give the commands that were run."""
    before = len(desk.runner.commands)
    desk("walk", "mine", "--answers", str(desk.home / "answers.txt"))
    return [command.argv for command in desk.runner.commands[before:]]


def test_nothing_runs_before_it_is_trusted_and_it_does_afterwards(desk: Desk, shelf: Path) -> None:
    assert shelf.is_dir()
    assert walk(desk) == []
    assert desk("walk", "mine", "--answers", "/dev/null").code == 7  # "run" did not tick it either
    assert desk("runbook", "trust", "mine", "--yes").code == 0
    assert walk(desk) == [("echo", "first")]


def test_an_edit_asks_again_and_what_was_frozen_is_what_runs(desk: Desk, shelf: Path) -> None:
    desk("runbook", "trust", "mine", "--yes")
    desk("step", "note", "look", "frozen now")
    (desk.home / "quit.txt").write_text("look: /q\n", encoding="utf-8")
    desk("walk", "mine", "--answers", str(desk.home / "quit.txt"))
    (shelf / "mine.yaml").write_text(MINE.replace("first", "second"), encoding="utf-8")
    assert walk(desk) == [("echo", "first")]
    desk("resolve", "done", "--override", "test")
    desk("declare", "y", "--no-walk")
    assert walk(desk) == []


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_trust_in_an_edit_is_none_in_the_older_text_and_the_way_out_is_told(
    desk: Desk, shelf: Path, lang: str
) -> None:
    assert walk(desk) == []  # the older text is in the incident by now
    (shelf / "mine.yaml").write_text(MINE.replace("first", "second"), encoding="utf-8")
    desk("runbook", "trust", "mine", "--yes")
    told = desk("walk", "mine", "--answers", str(desk.home / "answers.txt"), "--lang", lang)
    assert desk.runner.commands == []
    assert "incidentctl runbook adopt mine" in told.err
    ran = desk("step", "run", "mine/look", "--yes", "--lang", lang)
    assert (ran.code, "incidentctl runbook adopt mine" in ran.err) == (4, True)
    assert desk("runbook", "adopt", "mine").code == 0
    assert walk(desk) == [("echo", "second")]


class Editor:
    """Says yes, while somebody else edits the file."""

    def __init__(self, file: Path, text: str) -> None:
        self.file, self.text = file, text

    def ask(self, ask: Ask) -> Reply:
        assert ask.name == "trust"
        self.file.write_text(self.text, encoding="utf-8")
        return Reply("yes")

    def say(self, say: Say) -> None:
        raise AssertionError(say)


def test_an_edit_while_somebody_reads_is_not_trusted(desk: Desk, shelf: Path) -> None:
    edited = MINE.replace("first", "planted")
    desk.is_interactive, desk.prompter = True, Editor(shelf / "mine.yaml", edited)
    shown = desk("runbook", "trust", "mine")
    assert "first" in shown.out
    assert MINE.encode() in TrustFile(desk.home / "trusted")
    assert edited.encode() not in TrustFile(desk.home / "trusted")
    desk.is_interactive = False
    assert walk(desk) == []


CRAFTED: list[Callable[[Step], Step]] = [
    lambda step: step._replace(run=("touch", "pwned")),
    lambda step: step._replace(run=(), shell="touch pwned"),
    lambda step: step._replace(writes=True),
    lambda step: step._replace(title={"en": "Something harmless"}),
    lambda step: step._replace(detail={"en": "Just press Enter."}),
    lambda step: step._replace(expect_output="x"),
    lambda step: step._replace(timeout=9),
    lambda step: step._replace(id="other"),
]


@pytest.mark.parametrize("change", CRAFTED)
def test_a_log_whose_checklist_is_not_that_of_its_text_runs_nothing(
    desk: Desk, shelf: Path, change: Callable[[Step], Step]
) -> None:
    desk("runbook", "trust", "mine", "--yes")
    context = desk.context()
    [incident] = context.timeline.open_incidents()
    true = Step("look", {"en": "Look at it"}, kind="run", run=("echo", "first"), writes=False)
    for steps in ((change(true),), (true, change(true)._replace(id="more"))):
        runbook = Runbook("mine", {"en": "Mine"}, steps)
        compiled = json.dumps(to_json(runbook)).encode()
        event = RunbookFrozen(
            runbook="mine",
            source=context.timeline.keep((shelf / "mine.yaml").read_bytes()),
            compiled=context.timeline.keep(compiled),
            origin="builtin",
        )
        context.timeline.append(incident, [New(event)], by="mallory")
        assert walk(desk) == []
    assert (desk.home / "pwned").exists() is False


@pytest.mark.parametrize(
    "compiled",
    [
        b"[" * 100_000,
        b"{}",
        b"null",
        b'{"id": "mine", "title": {}, "steps": [{"id": 5, "title": {}}]}',
        b'{"id": "mine", "title": {}, "steps": [{"id": "a", "title": "T"}]}',
        b'{"id": "mine", "title": {}, "steps": [{"id": "a", "title": {"en": 1}}]}',
        b'{"id": "mine", "title": {}, "steps": [{"id": "a", "title": {}, "run": "sh"}]}',
        b'{"id": "mine", "title": {}, "steps": [{"id": "a", "title": {}, "run": [["sh"]]}]}',
        b'{"id": "mine", "title": {}, "steps": [{"id": "a", "title": {}, "timebox": "5"}]}',
        b'{"id": "mine", "title": {}, "steps": [{"id": "a", "title": {}, "parts": [7]}]}',
    ],
)
def test_a_log_with_no_checklist_at_all_is_damaged_and_no_bug(
    desk: Desk, shelf: Path, compiled: bytes
) -> None:
    context = desk.context()
    [incident] = context.timeline.open_incidents()
    kept = context.timeline.keep(compiled)
    event = RunbookFrozen(
        runbook="mine",
        source=context.timeline.keep((shelf / "mine.yaml").read_bytes()),
        compiled=kept,
        origin="project",
    )
    context.timeline.append(incident, [New(event)], by="mallory")
    ran = desk("walk", "mine", "--answers", str(desk.home / "answers.txt"))
    assert (ran.code, "bug" in ran.err) == (6, False)


def test_a_runbook_of_a_project_in_place_of_a_built_in_one_says_so_and_needs_trust(
    desk: Desk, shelf: Path
) -> None:
    (shelf / "report.yaml").write_text(MINE.replace("id: mine", "id: report"), encoding="utf-8")
    row = next(line for line in desk("runbook", "list").out.splitlines() if line.startswith("report"))
    assert row.split()[1] == "project"
    desk("walk", "report", "--answers", str(desk.home / "answers.txt"))
    assert desk.runner.commands == []


# -- what is shown -----------------------------------------------------------------------------------------


def commands(shelf: Path, *lines: str) -> None:
    (shelf / "mine.yaml").write_text(
        MINE.replace("    run: [echo, first]\n", "".join(lines)), encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('    run: [echo, "a\\n  $ harmless"]\n', "  $ echo $'a\\n  $ harmless'\n"),
        ("    run: [echo, a b, \"it's\", '$$(x)']\n", "  $ echo 'a b' 'it'\"'\"'s' '$$(x)'\n"),
        ("    run: [./ops/x, $service]\n", "  $ ./ops/x '$service'\n"),
        ("    shell: |\n      echo one\n      echo two\n", "  $ echo one\n  > echo two\n"),
    ],
)
def test_each_command_is_shown_as_one_in_full(desk: Desk, shelf: Path, line: str, shown: str) -> None:
    commands(shelf, line)
    assert shown in desk("runbook", "trust", "mine", "--yes").out


@pytest.mark.parametrize("escape", ["\\e[2K", "\\x9b1A", "\\u202e", "\\u200b", "\\r", "\\b", "\\0"])
@pytest.mark.parametrize("line", ['    run: [echo, "a{}b"]\n', '    shell: "echo a{}b"\n'])
def test_what_hides_a_part_of_itself_can_neither_be_shown_nor_trusted(
    desk: Desk, shelf: Path, line: str, escape: str
) -> None:
    commands(shelf, line.format(escape))
    ran = desk("runbook", "trust", "mine", "--yes")
    assert (ran.code, "mine.yaml:9:" in ran.err) == (5, True)
    assert walk(desk) == []


def test_a_long_argument_is_shown_to_its_end_before_it_is_trusted_and_before_it_runs(
    desk: Desk, shelf: Path
) -> None:
    long = "x" * 10_000 + " && touch pwned"
    commands(shelf, f'    run: [echo, "{long}"]\n')
    assert long in desk("runbook", "trust", "mine", "--yes").out
    ran = desk("walk", "mine", "--answers", str(desk.home / "answers.txt"))
    assert [command.argv for command in desk.runner.commands] == [("echo", long)]
    assert long in ran.out + ran.err


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_where_a_path_leads_from_is_said(desk: Desk, shelf: Path, lang: str) -> None:
    said = {"en": "not beside the runbook", "ja": "手順書の場所ではなく"}[lang]
    assert said not in desk("runbook", "trust", "mine", "--yes", "--lang", lang).err
    commands(shelf, "    run: [./ops/x]\n")
    assert said in desk("runbook", "trust", "mine", "--yes", "--lang", lang).err


@pytest.mark.parametrize("broken", ["full", "closed"])
def test_what_could_not_be_printed_is_not_trusted(tmp_path: Path, broken: str) -> None:
    shelf = tmp_path / ".incidentctl" / "runbooks"
    shelf.mkdir(parents=True)
    (shelf / "mine.yaml").write_text(MINE, encoding="utf-8")
    argv = [sys.executable, "-m", "incidentctl", "runbook", "trust", "mine", "--yes"]
    environ = {
        **{name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        "INCIDENTCTL_HOME": str(tmp_path / "home"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    if broken == "full":
        target = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, target = os.pipe()
        os.close(reader)
    try:
        subprocess.run(argv, cwd=tmp_path, env=environ, stdout=target, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(target)
    assert MINE.encode() not in TrustFile(tmp_path / "home" / "trusted")
    subprocess.run(argv, cwd=tmp_path, env=environ, capture_output=True, check=True)
    assert MINE.encode() in TrustFile(tmp_path / "home" / "trusted")


# -- the file of what is trusted ---------------------------------------------------------------------------

TEXT = b"a runbook"
HASH = sha256(TEXT).hexdigest()


@pytest.mark.parametrize(
    "content",
    ["", HASH[:-1], HASH[:-1] + "0", "0" + HASH, HASH + "0", f"x {HASH}", HASH.upper(), HASH * 2, "\0" * 64],
)
def test_only_the_whole_hash_on_a_line_of_its_own_counts(tmp_path: Path, content: str) -> None:
    file = tmp_path / "trusted"
    file.write_text(f"{content}\n")
    file.chmod(0o600)
    assert TEXT not in TrustFile(file)
    TrustFile(file).add(TEXT)
    assert TEXT in TrustFile(file)


def test_a_line_that_was_cut_off_does_not_swallow_the_next(tmp_path: Path) -> None:
    file = tmp_path / "trusted"
    file.write_bytes(b"\xff\x00garbage")
    file.chmod(0o600)
    TrustFile(file).add(TEXT)
    assert TEXT in TrustFile(file)


def a_link(file: Path) -> None:
    aim = file.with_name("aim")
    aim.write_text(f"{HASH}\n")
    file.symlink_to(aim)


def a_pipe(file: Path) -> None:
    os.mkfifo(file)


def a_directory(file: Path) -> None:
    file.mkdir()


def one_that_others_may_write(file: Path) -> None:
    file.write_text(f"{HASH}\n")
    file.chmod(0o666)


def one_without_end(file: Path) -> None:
    file.write_text(f"{'0' * 64}\n" * 20_000 + f"{HASH}\n")
    file.chmod(0o600)


@pytest.mark.parametrize("make", [a_link, a_pipe, a_directory, one_that_others_may_write, one_without_end])
def test_a_file_that_may_be_anybodys_says_nothing_and_nothing_is_said_to_be_kept_in_it(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    make(tmp_path / "trusted")
    trusted = TrustFile(tmp_path / "trusted")
    assert TEXT not in trusted
    with pytest.raises(NotRecorded):
        trusted.add(TEXT)
    assert TEXT not in trusted


def test_a_file_of_somebody_else_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trusted = TrustFile(tmp_path / "trusted")
    trusted.add(TEXT)
    assert TEXT in trusted
    monkeypatch.setattr(os, "geteuid", lambda: 4242)
    assert TEXT not in trusted


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files of somebody else")
@pytest.mark.parametrize(
    "whose", [".incidentctl", ".incidentctl/runbooks", ".incidentctl/runbooks/mine.yaml"]
)
def test_the_project_of_somebody_else_is_not_even_offered(desk: Desk, shelf: Path, whose: str) -> None:
    assert shelf.is_dir()
    os.chown(desk.home / whose, 4242, 4242)
    assert desk("runbook", "trust", "mine", "--yes").code == 3
    assert "4242" in desk("runbook", "check").out
