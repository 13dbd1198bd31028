"""A way to run commands in process: a fixed clock, a home of its own, no terminal."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import typer

from incidentctl.__main__ import main
from incidentctl.bootstrap import zone_named
from incidentctl.cli import app
from incidentctl.cli.table import COMMANDS
from incidentctl.errors import NeedsAnswer
from incidentctl.library import find, forms
from incidentctl.library.find import YamlRunbooks
from incidentctl.library.shelf import search_path, text_of
from incidentctl.library.trust import TrustFile
from incidentctl.ports import Command, Context, Finished
from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from incidentctl.domain.screens import Ask, Reply, Say
    from incidentctl.library.shelf import Shelf
    from incidentctl.ports import Prompter, Receipt
    from incidentctl.words import Lang, Words

RACER = Path(__file__).with_name("racer.py")
START = datetime(2026, 11, 22, 5, 5, tzinfo=UTC)  # 14:05 in Tokyo


class Ran(NamedTuple):
    """What a command did: exit code and both outputs."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as JSON."""
        return json.loads(self.out)


class Nobody:
    """A prompter for where nobody may be asked."""

    def ask(self, ask: Ask) -> Reply:
        raise NeedsAnswer("needs-answer", question=ask.title, flag=ask.flag)

    def say(self, say: Say) -> None:
        raise AssertionError(say)


class Answers:
    """A prompter that gives one reply, and remembers what was asked."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return self.reply

    def say(self, say: Say) -> None:
        raise AssertionError(say)


class Pretender:
    """A runner that runs nothing: it gives what a test expects of each command, in turn."""

    def __init__(self, *finished: Finished) -> None:
        self.finished = list(finished)
        self.commands: list[Command] = []

    def run(self, command: Command) -> Finished:
        self.commands.append(command)
        return self.finished.pop(0) if self.finished else Finished("exited", 0, 1.0, b"", 0)


class Desk:
    """One person at one terminal; `at` is what the clock says."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.at = START
        self.capsys = capsys
        self.user = "aoki"
        self.lang: Lang = "en"
        self.terminal = "t1"
        self.zone = "Asia/Tokyo"
        self.config: dict[str, str] = {}
        self.environ: dict[str, str] = {"LANG": "C.UTF-8"}
        self.prompter: Prompter = Nobody()
        self.is_interactive = False
        self.runner = Pretender()

    def context(self) -> Context:
        """Give the context of one call."""
        receipts: list[Receipt] = []
        context = Context(
            clock=lambda: self.at,
            zone=ZoneInfo(self.zone),
            zone_name=self.zone,
            zones=zone_named,
            user=self.user,
            lang=self.lang,
            terminal=self.terminal,
            is_interactive=self.is_interactive,
            config={**self.config},
            timeline=lambda: FileTimeline(
                self.home, lambda: self.at.astimezone(ZoneInfo(self.zone)), receipts
            ),
            runbooks=lambda: YamlRunbooks(lang=context.lang, cwd=self.home),
            prompter=lambda: self.prompter,
            receipts=receipts,
            runner=lambda: self.runner,
            trust=lambda: TrustFile(self.home / "trusted"),
            on_disk=lambda origin, name: text_of(search_path(self.home), origin, name),
            archives=lambda: FileTimeline(self.home, lambda: self.at, receipts).archives(),
        )
        return context

    def __call__(self, *argv: str) -> Ran:
        """Run one command; the clock moves a second."""
        self.capsys.readouterr()
        code = main(list(argv), self.context(), self.environ)
        captured = self.capsys.readouterr()
        self.at += timedelta(seconds=1)
        return Ran(int(code), captured.out, captured.err)

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.at += timedelta(**span)


def remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give the same answer to the same arguments."""
    known: dict[object, Any] = {}

    def answer(*args: Any) -> Any:
        key = frozen(args)
        if key not in known:
            known[key] = function(*args)
        return known[key]

    return answer


def frozen(value: Any) -> Any:
    """Give a value of lists and maps as one that can be looked up."""
    if isinstance(value, dict):
        return tuple((key, frozen(each)) for key, each in value.items())
    return tuple(map(frozen, value)) if isinstance(value, (list, tuple)) else value


@pytest.fixture(scope="session", autouse=True)
def what_takes_longest_is_left_out() -> Iterator[None]:
    """Keep each parser and each checklist, and wait for no disk: that takes more time than the commands do.

    That facts reach the disk is shown in tests/timeline and tests/e2e.
    """
    build, get_command = app.build, typer.main.get_command
    policy_files = YamlRunbooks._policy_on  # noqa: SLF001 - reading what never changes
    apps: dict[object, typer.Typer] = {}
    built_in: dict[Shelf, Any] = {}

    def policy_on(library: YamlRunbooks, shelf: Shelf) -> Any:
        if not shelf.is_ours:
            return policy_files(library, shelf)
        if shelf not in built_in:
            built_in[shelf] = policy_files(library, shelf)
        return built_in[shelf]

    def built(argv: Sequence[str], words: Words, *, is_full: bool = False) -> typer.Typer:
        names = [] if is_full else [word for word in argv if word in COMMANDS][:1]
        key = (*names, not names and (is_full or app._wants_all(argv)), words.lang)  # noqa: SLF001
        if key not in apps:
            apps[key] = build(argv, words, is_full=is_full)
        return apps[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        for name in ("_compiled", "compile_policy", "compile_profiles", "compile_wording"):
            patch.setattr(find, name, remembered(getattr(find, name)))  # the same bytes always read the same
        patch.setattr(forms, "compile_form", remembered(forms.compile_form))
        patch.setattr(YamlRunbooks, "_policy_on", policy_on)
        patch.setattr(app, "build", built)
        patch.setattr(typer.main, "get_command", cache(get_command))
        yield


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a desk with nothing recorded."""
    return Desk(tmp_path / "home", capsys)


@pytest.fixture(scope="session")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[subprocess.Popen[str]]]:
    """Start eight people."""
    home = tmp_path_factory.mktemp("eight")
    with ExitStack() as stack:
        started = []
        for number in range(8):
            argv = [sys.executable, str(RACER), str(home), f"p{number}"]
            process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            started.append(stack.enter_context(process))
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        yield started
        for process in started:
            assert process.stdin is not None
            process.stdin.close()


@pytest.fixture
def racers(eight: list[subprocess.Popen[str]], tmp_path: Path) -> list[subprocess.Popen[str]]:
    """Give eight people at one home, ready to type."""
    assert together(eight, shlex.join(["at", str(tmp_path)])) == [0] * 8
    return eight


def together(racers: list[subprocess.Popen[str]], line: str) -> list[int]:
    """Let all type the same line, and give their exit codes."""
    for process in racers:
        assert process.stdin is not None
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
    return [int(process.stdout.readline()) for process in racers if process.stdout]
