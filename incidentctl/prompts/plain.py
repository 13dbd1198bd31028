"""Questions through plain lines: for `--plain`, `TERM=dumb` and screen readers."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from incidentctl.domain.screens import Reply
from incidentctl.errors import Interrupted
from incidentctl.prompts.answers import MORE, Unclear, unanswered, understand, with_choices

if TYPE_CHECKING:
    from typing import TextIO

    from incidentctl.domain.screens import Ask, Say
    from incidentctl.ports import Screen
    from incidentctl.words import Words

COLUMNS = 80


class PlainPrompter:
    """Asks on one stream and reads lines from another: no key bindings, no escape byte, no redrawing.

    Give it a screen without colour.
    """

    def __init__(
        self, words: Words, screen: Screen, source: TextIO | None = None, target: TextIO | None = None
    ) -> None:
        """Keep the streams, else standard input and error; nothing is read before the first question."""
        self._words = words
        self._screen = screen
        self._source = source or sys.stdin
        self._target = target or sys.stderr

    def ask(self, ask: Ask) -> Reply:
        """Put a question until it has an answer. End of input is `/q`, never a yes.

        Raises `NeedsAnswer` where the input is no terminal, and `Interrupted` on Ctrl-C.
        """
        if not self._source.isatty():
            raise unanswered(ask)
        ask = with_choices(ask, self._words)
        _flush(self._source)
        columns = self._columns()
        self._print(self._screen.draw(ask, columns))
        while True:
            line = self._line()
            if not line.endswith("\n"):
                self._print([""])
                return Reply(command="q")
            reply = understand(ask, line)
            if isinstance(reply, Unclear):
                self._print([self._words(reply.key, **reply.params)])
            elif reply.command == MORE:
                self._print(self._screen.draw(ask, columns, look="whole"))
            else:
                return reply

    def say(self, say: Say) -> None:
        """Print what is said between two questions."""
        self._print(self._screen.tell(say, self._columns() if self._target.isatty() else 0))

    def _line(self) -> str:
        self._target.write("-> ")
        self._target.flush()
        try:
            raw = self._source.buffer.readline()
        except KeyboardInterrupt:
            raise Interrupted("interrupted") from None
        except OSError:  # the terminal is gone
            return ""
        return raw.decode(self._source.encoding or "utf-8", "surrogateescape")

    def _print(self, lines: list[str]) -> None:
        self._target.write("".join(f"{line}\n" for line in lines))
        self._target.flush()

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._target.fileno()).columns or COLUMNS
        except (OSError, ValueError):
            return COLUMNS


def _flush(source: TextIO) -> None:
    """Forget what was typed before the question could be seen."""
    import termios  # noqa: PLC0415 - not on every platform, and not for scripted answers

    try:
        termios.tcflush(source.fileno(), termios.TCIFLUSH)
    except (OSError, ValueError, termios.error):
        return
