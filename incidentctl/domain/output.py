"""What a command printed, as text that may be kept: without what steers a terminal, its end alone."""

from __future__ import annotations

import re
from functools import cache

LINES = 20
CHARACTERS = 2_000


def plain(output: bytes) -> str:
    r"""Give what stood on the screen: no escape sequences, a line that was drawn over as it was last.

    Bytes that are no UTF-8 are shown as `\xff`. Overwriting is followed for `\r` and `\b` only.
    """
    text = _sequences().sub("", output.decode("utf-8", "backslashreplace"))
    return "\n".join(map(_drawn, text.replace("\r\n", "\n").split("\n")))


def tail(text: str) -> str:
    """Give the last `LINES` lines, of at most `CHARACTERS`, without the empty ones around them."""
    lines = text.strip("\n").rstrip().split("\n")[-LINES:]
    return "\n".join(line.rstrip() for line in lines)[-CHARACTERS:]


def _drawn(line: str) -> str:
    line = line.rstrip("\r")
    if "\r" in line:
        shown = ""
        for part in line.split("\r"):
            shown = part + shown[len(part) :]
        line = shown
    return _taken_back(line) if "\b" in line else line


def _taken_back(line: str) -> str:
    shown: list[str] = []
    for sign in line:
        if sign != "\b":
            shown.append(sign)
        elif shown:
            shown.pop()
    return "".join(shown)


@cache
def _sequences() -> re.Pattern[str]:
    """Match escape sequences: CSI, OSC and other strings to their end, and those of two characters."""
    return re.compile(
        r"\x1b\[[0-?]{0,64}[ -/]{0,8}[@-~]"
        r"|\x1b[\]P^_X][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)?"
        r"|\x1b[ -/]{0,4}[0-~]"
        r"|[\x00-\x07\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]"
    )
