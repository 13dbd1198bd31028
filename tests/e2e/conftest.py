"""The program in real pseudo-terminals: what a person types, and the screen that they see."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import termios
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import pexpect
import pyte
import pytest

from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from incidentctl.domain.facts import Fact

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "incidentctl")
OPENED, ENDED = "\x1b[?2004h", "\x1b[?2004l"  # a prompt takes and gives back the terminal
ARROW = "-> "
LANGUAGE = {"en": "C.UTF-8", "ja": "ja_JP.UTF-8"}
SECONDS = 20.0


class Terminal:
    """A command in a pseudo-terminal of its own; `keys` counts what was typed into it."""

    def __init__(self, argv: Sequence[str], environ: dict[str, str], cwd: Path, columns: int, rows: int) -> None:
        self.child = pexpect.spawn(
            argv[0], list(argv[1:]), env=environ, cwd=str(cwd), dimensions=(rows, columns), encoding="utf-8"
        )
        self.child.delaybeforesend = None
        self.columns = columns
        self.screen = pyte.HistoryScreen(columns, rows, history=2000, ratio=0.5)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        self.keys = 0
        self.is_plain = environ["TERM"] == "dumb" or "--plain" in argv
        self.prompts = 0  # how many were answered, where the prompts are plain lines

    @property
    def pid(self) -> int:
        assert self.child.pid is not None
        return self.child.pid

    # -- reading -------------------------------------------------------------------------------------

    def shown(self) -> str:
        """Give the screen as it stands."""
        return "\n".join(line.rstrip() for line in self.screen.display)

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
        return self.raw.count(OPENED) > self.raw.count(ENDED) and self._line().startswith(ARROW)

    def _line(self) -> str:
        """Give what stands in the line that is typed, which may go on below."""
        display = self.screen.display
        first = self.screen.cursor.y
        while first > 0 and not display[first].startswith(ARROW):
            first -= 1
        return "".join(line.rstrip() + " " for line in display[first : self.screen.cursor.y + 1])

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
        wanted = ARROW + text
        for _ in range(20):
            self.child.send(text)
            end = time.monotonic() + 0.5
            while time.monotonic() < end:
                if squeezed(self._line()) == squeezed(wanted) and (text.strip() or self.screen.cursor.x > len(ARROW)):
                    return
                self._read(0.02)
            self.child.send("\x15")  # empties the line
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

    def is_cooked(self) -> bool:
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

    def __init__(self, root: Path, lang: str) -> None:
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
            "PYTHONDONTWRITEBYTECODE": "1",
            "INCIDENTCTL_HOME": str(self.home),
            "INCIDENTCTL_USER": "tanaka",
            "INCIDENTCTL_ZONE": "Asia/Tokyo",
            "LANG": LANGUAGE[self.lang],
            "TERM": term,
        }

    def open(
        self, *argv: str, columns: int = 80, rows: int = 24, term: str = "xterm-256color", shell: str = ""
    ) -> Terminal:
        """Open a terminal with one command in it; `shell` is a command line with `{}` for the program."""
        command: Sequence[str] = (*PROGRAM, *argv)
        if shell:
            command = ("/bin/sh", "-c", shell.format(" ".join(f"'{word}'" for word in command)))
        terminal = Terminal(command, self.environ(term), self.desk, columns, rows)
        self.opened.append(terminal)
        return terminal

    def run(self, *argv: str) -> Ran:
        """Run a command without a terminal."""
        done = subprocess.run(
            [*PROGRAM, *argv], env=self.environ(), cwd=self.desk, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    def facts(self) -> tuple[Fact, ...]:
        """Give what is stored, of the one incident."""
        timeline = FileTimeline(self.home, lambda: datetime.now(UTC), [])
        incidents = timeline.incidents()
        return timeline.read(incidents[0]).facts if incidents else ()


@pytest.fixture
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """Give a house that speaks English, or the language that the test was parametrised with."""
    house = House(tmp_path, getattr(request, "param", "en"))
    yield house
    for terminal in house.opened:
        terminal.child.close(force=True)
