"""Asks one question on the terminal and prints what came back; run by test_pty.py."""

from __future__ import annotations

import signal
import sys
import time

from incidentctl.domain.screens import Ask, Choice, Notice
from incidentctl.errors import IncidentctlError, Interrupted
from incidentctl.render.screen import LineScreen
from incidentctl.render.style import Style
from incidentctl.words import Words

ASK = Ask(
    "r/R1", "choose", "切り戻してよいか", "一緒に戻るデータや機能はないか。手順は整っているか。", place="3/9",
    choices=(
        Choice("1", "safe", "よい"), Choice("2", "unsafe", "よくない"), Choice("?", "unknown", "わからない"),
    ),
    notices=(Notice("次報 14:15 を過ぎている", overdue=True),), commands="nubsdwfhq",
)  # fmt: skip


def terminate(*_: object) -> None:
    """End like `__main__` does on SIGTERM."""
    raise Interrupted("terminated")


def main(kind: str, delay: float) -> None:
    """Wait `delay` seconds, so that keys can be typed ahead; then ask."""
    signal.signal(signal.SIGTERM, terminate)
    words = Words("ja")
    prompter: object
    if kind == "plain":
        from incidentctl.prompts.plain import PlainPrompter

        prompter = PlainPrompter(words, LineScreen(words, Style(colour=False), lambda _pulse, _now: ""))
    else:
        from incidentctl.prompts.terminal import TerminalPrompter

        prompter = TerminalPrompter(words, LineScreen(words, Style(colour=True), lambda _pulse, _now: ""))
    sys.stderr.write("STARTED\r\n")
    time.sleep(delay)
    try:
        reply = prompter.ask(ASK)
    except IncidentctlError as error:
        sys.stderr.write(f"\r\nRAISED {type(error).__name__} {error.key}\r\n")
    else:
        sys.stderr.write(f"\r\nREPLY {reply.text!r} {reply.command!r}\r\n")


main(sys.argv[1], float(sys.argv[2]))
