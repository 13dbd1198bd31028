"""When escape codes may be written."""

from __future__ import annotations

import os
import pty
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.render.style import Style, fitted, wants_colour

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO


@pytest.fixture
def terminal() -> Iterator[TextIO]:
    """Open a terminal of 30 columns."""
    master, slave = pty.openpty()
    os.system(f"stty cols 30 < {os.ttyname(slave)}")  # noqa: S605 - our own
    with os.fdopen(slave, "w") as stream:
        yield stream
    os.close(master)


@pytest.mark.parametrize(
    ("is_tty", "environ", "wanted"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (False, {"FORCE_COLOR": "false"}, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_follows_the_terminal_and_the_environment(
    *, is_tty: bool, environ: dict[str, str], wanted: bool
) -> None:
    assert wants_colour(is_tty, environ) is wanted


def test_without_colour_no_byte_is_added() -> None:
    style = Style(colour=False)
    assert (style.bold("a"), style.dim("a"), style.reverse("a")) == ("a", "a", "a")
    assert Style(colour=True).reverse("a") == "\x1b[7ma\x1b[0m"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("! nobody was told about it yet", ["! nobody was told about it yet"]),
        ("! nobody has been told about it yet", ["! nobody has been told about", "  it yet"]),
        ("  - 変更前後の値を残し、声に出す。", ["  - 変更前後の値を残し、声に", "    出す。"]),
        ("→ incidentctl concern answer e-k7f accepted", ["→ incidentctl concern answer e-k7f accepted"]),
        ("→ Did you mean commander? Or operator?", ["→ Did you mean commander? Or", "  operator?"]),
        ("one\ntwo", ["one", "two"]),
    ],
)
def test_a_long_line_is_wrapped_to_the_terminal_but_a_command_is_not(
    terminal: TextIO, text: str, lines: list[str]
) -> None:
    assert fitted(text, terminal) == lines


def test_a_pipe_gets_each_line_whole() -> None:
    text = "nobody has been told about it, and it goes on and on"
    with Path(os.devnull).open("w", encoding="utf-8") as stream:
        assert fitted(text, stream) == [text]
