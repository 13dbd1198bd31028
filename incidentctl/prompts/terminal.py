"""Questions on the terminal: the only import of prompt_toolkit."""

from __future__ import annotations

import contextlib
import os
import select
import termios
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.input import create_input
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.output.vt100 import Vt100_Output

from incidentctl.domain.screens import Reply
from incidentctl.errors import Interrupted
from incidentctl.prompts.answers import MORE, Unclear, choice_of, understand, with_choices

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding.key_processor import KeyPressEvent
    from prompt_toolkit.output import Output

    from incidentctl.domain.screens import Ask, Say
    from incidentctl.ports import Screen
    from incidentctl.words import Words

PROMPT = "-> "
CTRL_C = b"\x03"
LIVE_SECONDS = 1.0
"""How often a question that is open looks whether something changed around it."""


class TerminalPrompter:
    """Asks on /dev/tty, whatever standard input and output are.

    Every question is one line that Enter sends: a number, `y`, `?`, free text or a slash command; the
    arrows move what an empty line takes. No single key answers: whoever types `1` and, from habit, Enter
    would otherwise answer the next question too, and on a risk question that is the accident to prevent.
    """

    def __init__(
        self, words: Words, screen: Screen, *, source: Input | None = None, target: Output | None = None
    ) -> None:
        """Open the terminal, unless both ends are given; raise `OSError` where there is none."""
        self._words = words
        self._screen = screen
        self._source = source or create_input(open("/dev/tty", encoding="utf-8"))  # noqa: SIM115, PTH123 - for good
        self._target = target or _output()

    @cached_property
    def _question(self) -> _Question:
        return _Question(self._words, self._screen, self._source, self._target)

    def ask(self, ask: Ask) -> Reply:
        """Put a question; Ctrl-D is `/q`. Raises `Interrupted` on Ctrl-C and SIGINT."""
        ask = with_choices(ask, self._words)
        if _is_overdue(ask):
            self._target.bell()
        while True:
            reply = self._question.run(ask)
            if reply.command != MORE:
                return reply
            self._print(self._screen.draw(ask, self._target.get_size().columns, look="whole"))

    def say(self, say: Say) -> None:
        """Print what is said between two questions."""
        self._print(self._screen.tell(say, self._target.get_size().columns))

    def _print(self, lines: list[str]) -> None:
        self._target.write_raw("".join(f"{line}\r\n" for line in lines))
        self._target.flush()


def _output() -> Output:
    tty = open("/dev/tty", "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open as long as we ask
    output = Vt100_Output.from_pty(tty)
    output.enable_cpr = False  # its answer would be flushed with what was typed ahead
    return output


class _Question:
    """One question while it is open: what is typed, what is highlighted, what was wrong.

    Made once and run for each question: to make the key bindings takes longer than to draw.
    """

    _ask: Ask

    def __init__(self, words: Words, screen: Screen, source: Input, target: Output) -> None:
        self._words = words
        self._screen = screen
        self._source = source
        self._trouble = ""
        self._is_fresh = True
        self._line = Buffer(multiline=False, accept_handler=self._accept, on_text_changed=self._forgive)
        self._app: Application[Reply] = Application(
            layout=self._layout(),
            key_bindings=self._keys(),
            input=source,
            output=target,
            after_render=self._flush,
            include_default_pygments_style=False,
        )

    def run(self, ask: Ask) -> Reply:
        """Draw, read keys, and give the reply."""
        self._ask, self._is_fresh = ask, True
        self._line.reset()
        self._trouble = ""
        if any(press.key == Keys.ControlC for press in get_typeahead(self._source)):  # the rest is forgotten
            raise Interrupted("interrupted")
        try:
            # SIGINT as any other signal: the library's own handler loses one that comes while it tears down
            return self._app.run(handle_sigint=False, pre_run=self._begin)
        except KeyboardInterrupt:
            raise Interrupted("interrupted") from None
        except EOFError:
            return Reply(command="q")

    def _begin(self) -> None:
        if self._ask.live is not None and self._app.loop is not None:
            self._app.loop.call_later(LIVE_SECONDS, self._look, self._app.future)

    def _look(self, asked: object) -> None:
        """Keep what stands around the question current; the line that is typed is nobody else's."""
        ask = self._ask
        if asked is not self._app.future or self._app.is_done or ask.live is None:
            return
        renewed = ask.live(ask)
        if renewed is not ask:
            self._ask = renewed
            if _is_overdue(renewed) and not _is_overdue(ask):
                self._app.output.bell()
            self._app.invalidate()
        self._begin()

    def _layout(self) -> Layout:
        line = Window(
            BufferControl(self._line),
            get_line_prefix=lambda number, wrapped: PROMPT if number == wrapped == 0 else "",
            wrap_lines=True,
            dont_extend_height=True,
        )
        question = Window(FormattedTextControl(self._drawn), wrap_lines=True, dont_extend_height=True)
        trouble = Window(
            FormattedTextControl(lambda: self._trouble), wrap_lines=True, dont_extend_height=True
        )
        has_trouble = Condition(lambda: bool(self._trouble)) & ~is_done
        return Layout(HSplit([question, line, ConditionalContainer(trouble, has_trouble)]), line)

    def _drawn(self) -> ANSI:
        size = self._app.output.get_size()
        look: Literal["step", "done"] = "done" if self._app.is_done else "step"
        ask = self._ask
        named = choice_of(ask, self._line.text)
        if named >= 0:
            ask = ask._replace(highlighted=named)
        return ANSI("\n".join(self._screen.draw(ask, size.columns, size.rows, look)))

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        is_empty = Condition(lambda: not self._line.text)
        can_pick = Condition(
            lambda: (
                self._ask.kind in ("choose", "confirm")
                and (not self._line.text or choice_of(self._ask, self._line.text) >= 0)
            )
        )

        @keys.add("c-c")
        def _interrupt(event: KeyPressEvent) -> None:
            event.app.exit(exception=Interrupted("interrupted"))

        @keys.add("c-d", filter=is_empty)
        def _end(event: KeyPressEvent) -> None:
            event.app.exit(result=Reply(command="q"))

        @keys.add("c-z")
        def _suspend(event: KeyPressEvent) -> None:
            event.app.suspend_to_background()

        @keys.add("up", filter=can_pick)
        @keys.add("left", filter=can_pick)
        def _previous(_event: KeyPressEvent) -> None:
            self._move(-1)

        @keys.add("down", filter=can_pick)
        @keys.add("right", filter=can_pick)
        def _next(_event: KeyPressEvent) -> None:
            self._move(1)

        return keys

    def _move(self, step: int) -> None:
        named = choice_of(self._ask, self._line.text)
        at = named if named >= 0 else self._ask.highlighted
        count = len(self._ask.choices)
        start = at if at >= 0 else min(-step, 0)
        self._ask = self._ask._replace(highlighted=(start + step) % count)
        self._trouble = ""
        self._line.reset()

    def _accept(self, line: Buffer) -> bool:
        reply = understand(self._ask, line.text)
        if isinstance(reply, Unclear):
            self._trouble = self._words(reply.key, **reply.params)
            return True
        picked = next((c for c in self._ask.choices if c.id == reply.text and not reply.command), None)
        if picked is not None:
            line.text = f"{picked.key} {picked.label}"
        self._app.exit(result=reply)
        return True

    def _forgive(self, _line: Buffer) -> None:
        self._trouble = ""

    def _flush(self, app: Application[Reply]) -> None:
        """Forget what was typed before the question could be seen, but not a Ctrl-C."""
        if self._is_fresh:
            self._is_fresh = False
            with contextlib.suppress(OSError, ValueError, termios.error):
                if CTRL_C in _pending(app.input.fileno()):
                    app.exit(exception=Interrupted("interrupted"))


def _is_overdue(ask: Ask) -> bool:
    return any(notice.overdue for notice in ask.notices)


def _pending(terminal: int) -> bytes:
    """Take what waits to be read from a terminal; raise `OSError` for anything else."""
    termios.tcgetattr(terminal)
    read = b""
    while select.select([terminal], [], [], 0)[0] and (more := os.read(terminal, 1024)):
        read += more
    return read
