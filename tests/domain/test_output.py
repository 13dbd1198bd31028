"""What a command printed, as it stood on the screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentctl.domain.output import CHARACTERS, LINES, plain, tail


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (b"\x1b[31mred\x1b[0m\r\n", "red\n"),
        (b"10%\r50%\r100%\n", "100%\n"),
        (b"long line\rshort\n", "shortline\n"),
        (b"ab\b\bcd\n", "cd\n"),
        (b"\b\b\bx", "x"),
        (b"\x1b]0;title\x07ok", "ok"),
        (b"\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        (b"\x1b(Bplain\x1b[?25l", "plain"),
        (b"\xff\xfe", "\\xff\\xfe"),
        ("復旧した\r\n".encode(), "復旧した\n"),
        (b"a\x00b\x07c", "abc"),
    ],
)
def test_it_is_what_was_seen(printed: bytes, shown: str) -> None:
    assert plain(printed) == shown


@given(st.binary(max_size=300))
def test_nothing_steers_a_terminal_afterwards(printed: bytes) -> None:
    shown = plain(printed)
    assert "\r" not in shown
    assert "\b" not in shown
    assert not any(ord(sign) < 0x20 and sign not in "\n\t\x1b" for sign in shown)


def test_the_tail_is_its_last_lines() -> None:
    text = "\n".join(f"line {number}" for number in range(100)) + "\n\n"
    assert tail(text).split("\n") == [f"line {number}" for number in range(100 - LINES, 100)]
    assert len(tail("x" * 10_000)) == CHARACTERS
    assert tail("\n\n") == ""
