"""What suits the terminal behind a stream: bold, dim and reverse as plain SGR codes, and its width."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


def wants_colour(stream_is_tty: bool, environ: Mapping[str, str]) -> bool:  # noqa: FBT001 - reads as one
    """Say whether escape codes may go to a stream (cli.md, "Behaviour" 8); judge each stream apart.

    `NO_COLOR` (not empty) wins; then `FORCE_COLOR`, except `0` and `false`; then a terminal that is not
    `TERM=dumb`.
    """
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "").lower() not in ("", "0", "false"):
        return True
    return stream_is_tty and environ.get("TERM", "") != "dumb"


def fitted(text: str, stream: TextIO) -> list[str]:
    """Break `text` into the lines for a stream: wrapped below their beginning where it is a terminal.

    A line that begins with an arrow and holds a command stays in one piece, to be copied.
    """
    return [part for line in text.split("\n") for part in _fitted(line, stream)]


def _fitted(line: str, stream: TextIO) -> list[str]:
    text = line.lstrip(" ")
    is_command = text.startswith("→") and "incidentctl " in text
    if is_command or not stream.isatty():
        return [line]
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return [line]
    if not columns or 2 * len(line) <= columns:  # whatever it holds
        return [line]
    from incidentctl.render.width import width, wrap  # noqa: PLC0415 - start-up: only for a long line

    if width(line) <= columns:
        return [line]
    indent = len(line) - len(text)
    below = indent + 2
    first, *rest = wrap(text, columns - below)
    return [f"{'':{indent}}{first}", *(f"{'':{below}}{part}" for part in rest)]


class Style(NamedTuple):
    """Marks text for a terminal; without colour it gives the text back."""

    colour: bool

    def bold(self, text: str) -> str:
        """Make it stand out."""
        return self._sgr("1", text)

    def dim(self, text: str) -> str:
        """Make it recede."""
        return self._sgr("2", text)

    def reverse(self, text: str) -> str:
        """Make it impossible to miss."""
        return self._sgr("7", text)

    def _sgr(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text
