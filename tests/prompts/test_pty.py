"""One question in a real pseudo-terminal: signals, typed-ahead keys, redirected output, narrow screens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pyte
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = Path(__file__).with_name("one_question.py")
ROOT = SCRIPT.parents[2]


class Terminal:
    """A program in a pseudo-terminal, and the screen that a person would see."""

    def __init__(
        self, kind: str = "terminal", delay: float = 0, columns: int = 80, command: str = ""
    ) -> None:
        environ = {
            **os.environ,
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
        }
        argv = [sys.executable, str(SCRIPT), kind, str(delay)]
        if command:
            argv = ["/bin/sh", "-c", command.format(" ".join(f"'{word}'" for word in argv))]
        self.child = pexpect.spawn(
            argv[0], argv[1:], env=environ, dimensions=(24, columns), encoding="utf-8", timeout=20
        )
        self.child.delaybeforesend = None
        self.screen = pyte.Screen(columns, 24)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""

    def until(self, text: str, seconds: float = 20) -> str:
        """Read until `text` stands on the screen, and give the screen."""
        end = time.monotonic() + seconds
        while text not in self.shown():
            assert time.monotonic() < end, f"no {text!r} in:\n{self.shown()}"
            self._read()
        return self.shown()

    def until_ready(self) -> str:
        """Read until the line to type in has the cursor, and all before it has been drawn."""
        self.until("->")
        self._read()
        return self.shown()

    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def resize(self, columns: int) -> None:
        self.screen.resize(24, columns)
        self.child.setwinsize(24, columns)

    def _read(self) -> None:
        try:
            text = self.child.read_nonblocking(65536, 0.2)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            time.sleep(0.05)
            return
        self.raw += text
        self.stream.feed(text)


@pytest.fixture
def opened() -> Iterator[list[Terminal]]:
    terminals: list[Terminal] = []
    yield terminals
    for terminal in terminals:
        terminal.child.close(force=True)


@pytest.fixture(params=["terminal", "plain"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def is_cooked(terminal: Terminal) -> bool:
    flags = termios.tcgetattr(terminal.child.child_fd)[3]
    return bool(flags & termios.ICANON) and bool(flags & termios.ECHO)


def test_a_number_and_enter_answer(opened: list[Terminal], kind: str) -> None:
    opened.append(terminal := Terminal(kind))
    shown = terminal.until_ready()
    assert "[3/9] 切り戻してよいか" in shown
    assert "1 よい   2 よくない   ? わからない" in shown.replace("  1", "1")
    terminal.child.send("２\r")
    terminal.until("REPLY 'unsafe' ''")
    assert is_cooked(terminal)


def test_enter_alone_answers_no_risk_question_and_says_so(opened: list[Terminal], kind: str) -> None:
    opened.append(terminal := Terminal(kind))
    terminal.until_ready()
    terminal.child.send("\r")
    terminal.until("まだ選ばれていません")
    terminal.child.send("x\r")
    terminal.until("選択肢にありません")
    assert "REPLY" not in terminal.shown()


def test_ctrl_c_interrupts(opened: list[Terminal], kind: str) -> None:
    opened.append(terminal := Terminal(kind))
    terminal.until_ready()
    terminal.child.send("1\x03")
    terminal.until("RAISED Interrupted interrupted")
    assert is_cooked(terminal)


@pytest.mark.parametrize(("number", "key"), [(signal.SIGINT, "interrupted"), (signal.SIGTERM, "terminated")])
def test_a_signal_from_outside_interrupts_and_leaves_the_terminal_whole(
    opened: list[Terminal], kind: str, number: signal.Signals, key: str
) -> None:
    opened.append(terminal := Terminal(kind))
    terminal.until_ready()
    assert terminal.child.pid is not None
    os.kill(terminal.child.pid, number)
    terminal.until(f"RAISED Interrupted {key}")
    assert is_cooked(terminal)


def test_ctrl_d_is_quit_and_never_a_yes(opened: list[Terminal], kind: str) -> None:
    opened.append(terminal := Terminal(kind))
    terminal.until_ready()
    terminal.child.send("\x04")
    terminal.until("REPLY '' 'q'")


def test_keys_typed_ahead_confirm_nothing(opened: list[Terminal], kind: str) -> None:
    opened.append(terminal := Terminal(kind, delay=0.4))
    terminal.until("STARTED")
    terminal.child.send("1\r1\r")
    terminal.until_ready()
    time.sleep(0.1)
    terminal._read()  # noqa: SLF001 - nothing more may have come
    assert "REPLY" not in terminal.shown()
    terminal.child.send("2\r")
    terminal.until("REPLY 'unsafe' ''")


def test_the_prompt_goes_to_the_terminal_when_standard_output_is_a_file(
    opened: list[Terminal], kind: str, tmp_path: Path
) -> None:
    opened.append(terminal := Terminal(kind, command=f"{{}} > {tmp_path}/out"))
    terminal.until_ready()
    terminal.child.send("1\r")
    terminal.until("REPLY 'safe' ''")
    assert (tmp_path / "out").read_text() == ""


def test_plain_writes_no_escape_byte(opened: list[Terminal]) -> None:
    opened.append(terminal := Terminal("plain"))
    terminal.until_ready()
    terminal.child.send("9\r/n メモ\r")
    terminal.until("REPLY 'メモ' 'n'")
    assert not {"\x1b", "\x07"} & set(terminal.raw)


@pytest.mark.parametrize("columns", [40, 30])
def test_a_narrow_terminal_loses_nothing(opened: list[Terminal], columns: int, kind: str) -> None:
    opened.append(terminal := Terminal(kind, columns=columns))
    shown = "".join(terminal.until_ready().split())
    for text in (
        "[3/9]切り戻してよいか",
        "一緒に戻るデータや機能はないか。手順は整っているか。",
        "よくない",
        "わからない",
        "/q中断",
    ):
        assert text in shown


def test_the_question_is_redrawn_when_the_terminal_changes_its_width(opened: list[Terminal]) -> None:
    opened.append(terminal := Terminal())
    terminal.until_ready()
    terminal.screen.reset()
    terminal.resize(30)
    shown = "".join(terminal.until("/q 中断").split())
    assert "手順は整っているか。" in shown
    terminal.child.send("/n 短く\r")
    terminal.until("REPLY '短く' 'n'")


def test_yes_through_a_pipe_confirms_nothing() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "plain", "0"],
        input="1\n", capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert "RAISED NeedsAnswer needs-answer-line" in done.stderr
