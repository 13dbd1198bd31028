"""What a command switched on in the terminal, so that it can be switched off when the command cannot."""

from __future__ import annotations

import re
from functools import cache

_LONGEST = 40
"""Bytes of a sequence that may come in two reads; a longer one switches nothing that is known here."""

_NORMAL = {
    **dict.fromkeys((b"1049", b"1047", b"47"), b"l"),  # the other screen
    **dict.fromkeys((b"1000", b"1002", b"1003", b"1004", b"1006", b"1015"), b"l"),  # mouse and focus
    b"1": b"l",  # cursor keys of an application
    b"2004": b"l",  # brackets around what is pasted
    b"25": b"h",  # the cursor is to be seen
}


@cache
def _switches() -> re.Pattern[bytes]:
    """Match what sets modes (1, 2), and what sets colours (3)."""
    return re.compile(rb"\x1b\[(?:\?([0-9;]{1,32})([hl])|([0-9;:]{0,32})m)")


class Modes:
    """The modes of a terminal, as what passes through to it sets them."""

    def __init__(self) -> None:
        """Begin with a terminal as a shell leaves it."""
        self._now: dict[bytes, bytes] = {}
        self._is_coloured = False
        self._rest = b""  # of a sequence that may go on

    def see(self, data: bytes) -> None:
        """Take note of what is shown next."""
        if not self._rest and b"\x1b" not in data:
            return
        text = self._rest + data
        for match in _switches().finditer(text):
            if match[3] is not None:
                self._is_coloured = match[3].strip(b"0") != b""
                continue
            for number in match[1].split(b";"):
                if number in _NORMAL:
                    self._now[number] = match[2]
        begin = text.rfind(b"\x1b")
        self._rest = text[begin:] if len(text) - begin < _LONGEST else b""

    def off(self) -> bytes:
        """Give what brings the terminal back to what it was."""
        changed = (number for number, now in self._now.items() if now != _NORMAL[number])
        return b"".join(b"\x1b[?%b%b" % (number, _NORMAL[number]) for number in changed) + (
            b"\x1b[m" if self._is_coloured else b""
        )

    def on(self) -> bytes:
        """Give what sets the modes again that `off` took back."""
        changed = ((number, now) for number, now in self._now.items() if now != _NORMAL[number])
        return b"".join(b"\x1b[?%b%b" % pair for pair in changed)
