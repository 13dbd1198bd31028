"""The program in real pseudo-terminals: what a person types, and the screen that they see."""

from __future__ import annotations

import os
import re
import sys
import termios
import time
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pexpect
import pyte
import pytest
import yaml

from incidentctl.__main__ import main
from incidentctl.domain.runbook import said
from incidentctl.library.find import YamlRunbooks
from incidentctl.timeline.journal import FileTimeline
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.words import Lang

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "incidentctl")
OPENED, ENDED = "\x1b[?2004h", "\x1b[?2004l"  # a prompt takes and gives back the terminal
DRAWING, DRAWN = "\x1b[?25l", "\x1b[?25h"  # the cursor is hidden meanwhile
ARROW = "-> "
LANGUAGE: dict[Lang, str] = {"en": "C.UTF-8", "ja": "ja_JP.UTF-8"}
SECONDS = 20.0


class Terminal:
    """A command in a pseudo-terminal of its own; `keys` counts what was typed into it."""

    def __init__(
        self, argv: Sequence[str], environ: dict[str, str], cwd: Path, columns: int, rows: int
    ) -> None:
        self.child = pexpect.spawn(
            argv[0], list(argv[1:]), env=environ, cwd=str(cwd), dimensions=(rows, columns), encoding="utf-8"
        )
        self.child.delaybeforesend = None
        self.columns = columns
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.keys = 0
        self.is_plain = environ["TERM"] == "dumb" or "--plain" in argv
        self.prompts = 0  # how many were answered, where the prompts are plain lines
        self.is_cooked = False  # at the end: was the terminal given back as it was?

    @property
    def pid(self) -> int:
        assert self.child.pid is not None
        return self.child.pid

    # -- reading -------------------------------------------------------------------------------------

    def shown(self) -> str:
        """Give the screen as it stands."""
        return "\n".join(self._row(y) for y in range(self.screen.lines))

    def _row(self, y: int) -> str:
        row = self.screen.buffer[y]
        return "".join(row[x].data for x in range(self.screen.columns)).rstrip()

    def past(self) -> str:
        """Give everything that was ever written, without escape sequences and without the line breaks."""
        return squeezed(re.sub(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[()][0-9A-B]|[=>78])", "", self.raw))

    def until(self, text: str, seconds: float = SECONDS) -> str:
        """Read until `text` stands on the screen, however it is wrapped; give the screen."""
        wanted = squeezed(text)
        return self._until(lambda: wanted in squeezed(self.shown()), f"{text!r} on the screen", seconds)

    def until_ready(self) -> str:
        """Read until a question is drawn and its line takes keys; give the screen."""
        return self._until(self._is_ready, "a question")

    def until_end(self) -> int:
        """Read until the program has ended; give its exit code (minus the signal that ended it)."""
        end = time.monotonic() + SECONDS
        while self._read():
            assert time.monotonic() < end, f"still running:\n{self.shown()}"
        self.is_cooked = self._is_cooked()
        self.child.close()
        status, signal = self.child.exitstatus, self.child.signalstatus
        return -signal if status is None and signal is not None else int(status or 0)

    def _until(self, is_met: Condition, what: str, seconds: float = SECONDS) -> str:
        end = time.monotonic() + seconds
        while not is_met():
            alive = self._read()
            assert is_met() or (alive and time.monotonic() < end), f"no {what} in:\n{self.shown()}"
        return self.shown()

    def _is_ready(self) -> bool:
        if self.is_plain:
            return self.raw.endswith(ARROW) and self.raw.count(f"\n{ARROW}") > self.prompts
        is_drawn = self.raw.rfind(DRAWN) > max(map(self.raw.rfind, (OPENED, ENDED, DRAWING)))
        return is_drawn and self._row(self.screen.cursor.y).startswith(ARROW.strip())

    def _line(self) -> str:
        """Give what stands in the line that is typed, which may go on below."""
        lines: list[str] = []
        for y in range(self.screen.cursor.y, -1, -1):
            lines.insert(0, self._row(y))
            if f"{lines[0]} ".startswith(ARROW):
                break
        return " ".join(lines) + " "

    def _read(self, seconds: float = 0.05) -> bool:
        try:
            text = self.child.read_nonblocking(65536, seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += text
        self.stream.feed(text)
        return True

    # -- typing --------------------------------------------------------------------------------------

    def send(self, keys: str) -> None:
        """Send keys, whatever the program is doing."""
        self.keys += len(keys)
        self.child.send(keys)

    def type(self, text: str) -> None:
        """Type into the line of an open question, and see it stand there.

        A question forgets what was typed before it could be seen, and a test is faster than eyes: what
        does not appear is typed again.
        """
        self.until_ready()
        self.keys += len(text)
        wanted = squeezed(ARROW + text)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            self.child.send(f"\x15{text}")  # Ctrl-U empties the line
            for _ in range(4):
                self._read(0.02)
                if squeezed(self._line()) == wanted and (text.strip() or self.screen.cursor.x > len(ARROW)):
                    return
        raise AssertionError(f"{text!r} never stood in:\n{self.shown()}")

    def answer(self, text: str = "") -> None:
        """Type an answer and Enter, and see that it was taken."""
        if text or not self.is_plain:
            self.type(text or " ")  # a blank: Enter alone might come before the question takes keys
            self.keys -= not text
        else:
            self.until_ready()
        ended = self.raw.count(ENDED)
        if self.is_plain:
            self.prompts = self.raw.count(f"\n{ARROW}")
        self.send("\r")
        if not self.is_plain:
            self._until(lambda: self.raw.count(ENDED) > ended, "answer that was taken")

    def _is_cooked(self) -> bool:
        """Say whether the terminal was given back as it was."""
        flags = termios.tcgetattr(self.child.child_fd)[3]
        return bool(flags & termios.ICANON) and bool(flags & termios.ECHO)


class Condition(Protocol):
    """Something that becomes true."""

    def __call__(self) -> bool: ...


def squeezed(text: str) -> str:
    """Give a text without blanks, as one reads it across the end of a line."""
    return "".join(text.split())


class Ran(NamedTuple):
    """What a command without a terminal did."""

    code: int
    out: str
    err: str


class House:
    """A home with nothing recorded, and the terminals that work in it."""

    def __init__(self, root: Path, lang: Lang) -> None:
        self.home = root / "home"
        self.desk = root / "desk"  # the working directory
        self.desk.mkdir()
        self.lang = lang
        self.opened: list[Terminal] = []

    def environ(self, term: str = "xterm-256color") -> dict[str, str]:
        known = ("PATH", "HOME", "TMPDIR", "SHELL")
        return {
            **{name: os.environ[name] for name in known if name in os.environ},
            "PYTHONPATH": str(ROOT),
            "INCIDENTCTL_HOME": str(self.home),
            "INCIDENTCTL_USER": "tanaka",
            "INCIDENTCTL_ZONE": "Asia/Tokyo",
            "LANG": LANGUAGE[self.lang],
            "TERM": term,
        }

    def open(
        self, *argv: str, columns: int = 80, rows: int = 24, term: str = "xterm-256color", line: str = ""
    ) -> Terminal:
        """Open a terminal with one command in it; `line` is a command line with `{}` for the program."""
        command: Sequence[str] = (*PROGRAM, *argv)
        if line:
            command = ("/bin/sh", "-c", line.format(" ".join(f"'{word}'" for word in command)))
        terminal = Terminal(command, self.environ(term), self.desk, columns, rows)
        self.opened.append(terminal)
        return terminal

    def run(self, *argv: str) -> Ran:
        """Run a command without a terminal, in this process: half of what it takes is the start of one."""
        out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
        with (
            pytest.MonkeyPatch.context() as patch,
            open(os.devnull) as nothing,  # noqa: PTH123 - no path of ours
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            patch.chdir(self.desk)
            patch.setattr(sys, "stdin", nothing)
            code = int(main(argv, None, self.environ()))
        return Ran(code, *(stream.buffer.getvalue().decode() for stream in (out, err)))

    def facts(self) -> tuple[Fact, ...]:
        """Give what is stored, of the one incident."""
        timeline = FileTimeline(self.home, lambda: datetime.now(UTC), [])
        incidents = timeline.incidents()
        return timeline.read(incidents[0]).facts if incidents else ()


@pytest.fixture
def story(house: House) -> Story:
    """Give what is typed in the whole incident, in the language of the house."""
    return Story(house.lang)


@pytest.fixture
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """Give a house that speaks English, or the language that the test was parametrised with."""
    house = House(tmp_path, getattr(request, "param", "en"))
    yield house
    for terminal in house.opened:
        terminal.child.close(force=True)


class Story:
    """The whole incident as it is typed: the answer to each field, and the checklists that ask for it."""

    def __init__(self, lang: Lang) -> None:
        column = ("en", "ja").index(lang)
        rows = yaml.safe_load(Path(__file__).with_name("checkout.yaml").read_text("utf-8"))
        self.lang = lang
        self.answers: dict[str, str] = {field: typed[column] for field, typed in rows.items()}
        self.library = YamlRunbooks(lang=lang, cwd=Path("/"))
        self.seen: set[str] = set()

    def walk(self, terminal: Terminal, runbook_id: str) -> None:
        """Answer every question of a checklist, in its order; each has to stand on the screen when it comes.

        A field that was answered before is taken as it stands, with Enter.
        """
        runbook = self.library.get(runbook_id).runbook
        assert runbook is not None
        for number, step in enumerate(runbook.steps, start=1):
            place = f"[{number}/{len(runbook.steps)}"
            for part in step.parts:
                own = (
                    f"{place} · {step.parts.index(part) + 1}/{len(step.parts)}]"
                    if len(step.parts) > 1
                    else f"{place}]"
                )
                terminal.until(own)
                shown = squeezed(terminal.until_ready())
                for text in (step.title, part.title):
                    assert squeezed(self.with_roles(said(text, self.lang))) in shown
                terminal.answer("" if part.save in self.seen else self.answers[part.save])
                self.seen.add(part.save)
                if self.answers[part.save] in {"/d", "／ｄ"}:
                    break
            if not step.parts:
                terminal.until(f"{place}]")
                terminal.answer()

    def with_roles(self, text: str) -> str:
        words = Words(self.lang)
        for role in ("commander", "operator", "liaison", "scribe", "sme"):
            text = text.replace(f"${role}", words(f"role.{role}"))
        return text
