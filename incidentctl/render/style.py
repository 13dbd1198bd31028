"""Bold, dim and reverse as plain SGR codes, and the rule when there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


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
