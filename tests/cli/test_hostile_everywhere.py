"""Hostile text in every parameter that the parser knows, every variable and file name; what others read too.

The parameters are taken from the parser itself, so that no new command or option can be left out. What people
type on purpose, and every view of it, is in test_hostile_text.py.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import subprocess
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import typer

from incidentctl.__main__ import main
from incidentctl.bootstrap import CONFIG_KEYS
from incidentctl.cli import following
from incidentctl.cli.app import build
from incidentctl.cli.call import COMMON
from incidentctl.cli.table import COMMANDS
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.facts import New
from incidentctl.errors import ExitCode
from incidentctl.words import LANGS, Words
from tests.cli.test_completion import asked
from tests.cli.test_hostile_text import BEGUN, HOSTILE, STEERING
from tests.variants import first

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from incidentctl.words import Lang
    from tests.cli.conftest import Desk

SHARED = {option.name for option in COMMON} | {"at"}
HELP = ("Usage:", "使い方:", "incidentctl (or ic)", "incidentctl(または ic)")
EVERYWHERE = "ansi"
"""The text that every parameter meets; the others take turns."""


class Slot(NamedTuple):
    """Where a command takes a text: the words before it, and those after it."""

    path: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...] = ()

    def argv(self, text: str) -> tuple[str, ...]:
        return (*self.path, *self.before, text, *self.after)


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Give every command that runs something, with the words that name it."""
    inner = getattr(command, "commands", {})
    if path:
        yield path, command
    for name, each in inner.items():
        yield from leaves(each, (*path, name))


LEAVES = list(leaves(typer.main.get_command(build((), Words("en"), is_full=True))))


def slots() -> list[Slot]:
    """Give every place for a text; options that all commands share are filled once each."""
    found: list[Slot] = []
    seen = set[str]()
    for path, command in LEAVES:
        arguments = 0
        for param in command.params:
            if getattr(param, "is_flag", False) or (param.name in SHARED and param.name in seen):
                continue
            seen.add(param.name)
            if param.param_type_name == "argument":
                found.append(Slot(path, ("--", *("x" for _ in range(arguments)))))
                arguments += 1
            else:
                found += [Slot(path, (param.opts[-1],)), Slot(path, (param.opts[-1],), ("x", "y"))]
    return found


SLOTS = slots()


@pytest.fixture
def busy(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a desk with an incident in which one of each was begun, in a directory of its own."""
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    monkeypatch.setattr(following, "_is_left", lambda _: True)
    desk("declare", "Checkout returns 500", "--no-walk")
    for argv in (
        *BEGUN,
        ("follow-up", "add", "f"),
        ("act", "--begin", "w"),
        ("step", "done", "R3", "incident"),
    ):
        desk(*argv)
    return desk


def test_the_parameters_of_every_command_are_known() -> None:
    assert {path[0] for path, _ in LEAVES} == set(COMMANDS)
    assert len(SLOTS) > 300


@pytest.mark.parametrize("lang", first(LANGS))
def test_every_command_by_itself_shows_hostile_follow_ups_safely(hostile: Desk, lang: str) -> None:
    for path, _ in LEAVES:
        for argv in (path, (*path, "--json")):
            ran = hostile(*argv, "--lang", lang)
            assert ran.code != ExitCode.UNEXPECTED, (argv, ran.err[-400:])
            assert not STEERING.search(ran.out + ran.err), (argv, STEERING.findall(ran.out + ran.err))
            if "--json" in argv and ran.code == 0 and ran.out and not ran.out.startswith(HELP):
                said = json.loads(ran.out)
                assert (said.get("schema_version") == 1 and ran.out.isascii()) or "$schema" in said, argv


@pytest.mark.parametrize("part", range(6))
def test_no_parameter_breaks_a_command_or_steers_a_terminal(busy: Desk, tmp_path: Path, part: int) -> None:
    before = {each.name for each in tmp_path.iterdir()}
    turns = count(part)
    for number, slot in enumerate(SLOTS[part::6]):
        others = list(HOSTILE)
        for name in (EVERYWHERE, others[next(turns) % len(others)]):
            busy.lang = LANGS[(number + part) % 2]
            argv = slot.argv(HOSTILE[name])
            ran = busy(*argv)
            shown = [word[:40] for word in argv]
            assert ran.code != ExitCode.UNEXPECTED, (shown, ran.err[-400:])
            assert not STEERING.search(ran.out + ran.err), (shown, STEERING.findall(ran.out + ran.err))
            if "--json" in argv:
                json.loads(ran.out)
    assert {each.name for each in tmp_path.iterdir()} == before


@pytest.mark.parametrize("name", HOSTILE)
def test_no_variable_of_the_environment_steers_or_breaks(
    busy: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text = HOSTILE[name]
    shared = {"INCIDENTCTL_HOME": str(busy.home), "HOME": str(busy.home), "LANG": "C.UTF-8", "USER": "ann"}
    names = ["TERM", "LANG", "LC_ALL", "TZ", "USER", "LOGNAME", "COLUMNS", "EDITOR", *CONFIG_KEYS.values()]
    commands = [("note", "x"), ("timeline", "--all"), (), ("brief",), ("list", "--json"), ("report",)]
    for number, variable in enumerate(names, list(HOSTILE).index(name)):
        environ = {**shared, variable: text}
        for argv in (commands[number % 6], commands[(number + 1) % 6]):
            busy.capsys.readouterr()
            if variable == "COLUMNS":
                monkeypatch.setenv("COLUMNS", text.encode("utf-8", "replace").decode().replace("\0", ""))
            code = main([*argv, "--no-input"], None, environ)
            ran = busy.capsys.readouterr()
            assert code != ExitCode.UNEXPECTED, (variable, argv, ran.err[-400:])
            assert not STEERING.search(ran.out + ran.err), (variable, argv)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_setting_in_a_file_steers_or_breaks(busy: Desk, name: str) -> None:
    """Every key, and a key that is none; a file of YAML holds whatever JSON can say."""
    text = HOSTILE[name]
    environ = {"INCIDENTCTL_HOME": str(busy.home), "LANG": "C.UTF-8", "USER": "ann"}
    file = busy.home / "config" / "config.yaml"
    file.parent.mkdir(exist_ok=True)
    commands = [("note", "x"), ("timeline",), ("list", "--json"), ("help",), ("doctor",)]
    for number, key in enumerate((*CONFIG_KEYS, text), list(HOSTILE).index(name)):
        try:
            file.write_text(f"{json.dumps(key)}: {json.dumps(text)}\n", encoding="utf-8")
        except UnicodeEncodeError:
            continue
        for argv in (commands[number % 5], commands[(number + 1) % 5]):
            busy.capsys.readouterr()
            code = main([*argv, "--no-input"], None, environ)
            ran = busy.capsys.readouterr()
            assert code != ExitCode.UNEXPECTED, (key, argv, ran.err[-400:])
            assert not STEERING.search(ran.out + ran.err), (key, argv)


def named(text: str) -> str:
    """Give a text as the name of a file may be, at most 200 bytes of it."""
    data = text.encode("utf-8", "surrogateescape").replace(b"/", b"_").replace(b"\0", b"_")
    return os.fsdecode(data[:200])


@pytest.mark.parametrize("lang", first(LANGS))
def test_no_name_of_a_file_steers_or_breaks(busy: Desk, tmp_path: Path, lang: Lang) -> None:
    folder, busy.lang = busy.home / ".incidentctl" / "runbooks", lang
    for below in ("", "policy", "policy/forms"):
        (folder / below).mkdir(parents=True, exist_ok=True)
        for text in HOSTILE.values():
            for content in ("id: [", "title: x\n"):
                (folder / below / f"{content[0]}{named(text)}.yaml").write_text(content, encoding="utf-8")
    runs: list[tuple[str, ...]] = [
        ("runbook", "list"), ("runbook", "list", "--json"), ("runbook", "check"), ("runbook", "test"),
        ("runbook", "check", str(folder)), ("help", "forms"), ("doctor",), ("report",), ("walk", "--dry-run"),
    ]  # fmt: skip
    for text in HOSTILE.values():
        beside = tmp_path / "cwd" / f"x{named(text)}"
        beside.write_text("13:40 no kind [?\n", encoding="utf-8")
        runs += [
            ("import", str(beside)), ("lint", str(beside)), ("verify", "--against", str(beside)),
            ("report", "-o", str(beside)), ("report", "--unmark", str(beside)), ("export", "-o", str(beside)),
            ("export", "-o", f"{beside}.tar"), ("export", "-o", f"{beside}.json.tar", "--json"),
            ("import", f"{beside}.tar"), ("walk", "--answers", str(beside)),
        ]  # fmt: skip
    for argv in runs:
        ran = busy(*argv)
        assert ran.code != ExitCode.UNEXPECTED, (argv, ran.err[-400:])
        assert not STEERING.search(ran.out + ran.err), (argv, STEERING.findall(ran.out + ran.err))


@pytest.mark.parametrize("shell", first(("bash", "zsh", "fish")))
def test_no_candidate_of_a_completion_steers_a_shell(
    busy: Desk, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    folder = busy.home / ".incidentctl" / "runbooks" / "policy" / "forms"
    folder.mkdir(parents=True)
    for text in HOSTILE.values():
        (folder / f"a{named(text)}.yaml").write_text("title: x\n", encoding="utf-8")
    monkeypatch.chdir(busy.home)
    for line in ("ic report --form a", "ic report --form ", "ic use ", "ic walk ", "ic "):
        said = asked(busy.home, "ic", shell, line)
        assert not STEERING.search(said), (line, STEERING.findall(said))
        if shell == "bash":
            assert not set(said) & set("$`;&|<>(){}*?!'\"\\"), (line, said)
    assert "postmortem" in asked(busy.home, "ic", shell, "ic report --form p")


@pytest.fixture
def hostile(busy: Desk) -> Desk:
    """Give a desk at which every hostile text is a follow-up, with all that belongs to one."""
    for text in HOSTILE.values():
        argv = ("--owner", text, "--due", "2026-12-10", "--why", text, "--when", "now", "--", text)
        busy("follow-up", "add", "--kind", "prevent", *argv)
    return busy


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_shell_makes_of_gh_lines_is_what_was_meant(hostile: Desk, tmp_path: Path, lang: str) -> None:
    """They are pasted into a shell: a `gh` that says what it was given gets one issue for each."""
    lines = hostile("follow-up", "list", "--format", "gh", "--lang", lang).out
    assert not STEERING.search(lines)
    assert len(lines.splitlines()) >= len(HOSTILE)
    tools = tmp_path / "tools"
    tools.mkdir()
    fake = tools / "gh"
    fake.write_text('#!/bin/sh\nfor word do printf "%s\\0" "$word"; done; printf "\\n\\0"\n')
    fake.chmod(0o700)
    script = tmp_path / "script"
    script.write_text(lines, encoding="utf-8")
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
    environ = {"PATH": f"{tools}:/usr/bin:/bin", "x": "EXPANDED", "commander": "EXPANDED"}
    work = tmp_path / "work"
    work.mkdir()
    ran = subprocess.run(["sh", str(script)], env=environ, cwd=work, capture_output=True, check=True)
    assert (ran.stderr, list(work.iterdir())) == (b"", [])
    given = [call.split("\0")[:-1] for call in ran.stdout.decode().split("\n\0")[:-1]]
    meant = [shlex.split(line)[1:] for line in lines.splitlines()]
    assert given == meant
    assert all(words[:3] == ["issue", "create", "--title"] and len(words) == 6 for words in given)
    assert "EXPANDED" not in ran.stdout.decode()


@pytest.mark.parametrize("lang", LANGS)
def test_a_spreadsheet_makes_no_formula_of_a_table(hostile: Desk, lang: str) -> None:
    table = hostile("follow-up", "list", "--format", "csv", "--lang", lang).out
    assert not STEERING.search(table)
    rows = list(csv.reader(io.StringIO(table)))
    assert len(rows) > len(HOSTILE)
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r") and cell]


def test_what_comes_while_somebody_looks_on_steers_nothing(
    hostile: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for argv in ((), ("--json",), ("--all",)):
        texts = iter(HOSTILE.values())

        def left(_: float, texts: Iterator[str] = texts) -> bool:
            text = next(texts, None)
            if text is not None:
                context = hostile.context()
                (incident,) = context.timeline.incidents()
                context.timeline.append(incident, [New(Noted(text, "relayed", source=text))], by=text)
            return text is None

        monkeypatch.setattr(following, "_is_left", left)
        ran = hostile("timeline", "--follow", *argv)
        assert ran.code == 0
        assert not STEERING.search(ran.out + ran.err)
        assert HOSTILE["rich markup"] in ran.out
        if argv == ("--json",):
            assert all(json.loads(line)["schema_version"] == 1 for line in ran.out.splitlines())
