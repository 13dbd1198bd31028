"""One question as lines for a terminal: status, title, detail, clocks, choices, commands."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from incidentctl.domain.facts import Erased
from incidentctl.render.safe import one_line, safe
from incidentctl.render.telling import telling
from incidentctl.render.when import short
from incidentctl.render.width import clip, width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from incidentctl.domain.pulse import Pulse
    from incidentctl.domain.screens import Ask, Look, News, Say
    from incidentctl.render.style import Style
    from incidentctl.words import Words

DETAIL_LINES = 6
INDENT = "  "
DASH = " — "  # between the title of a step and one of its questions


class LineScreen:
    """Draws questions (cli.md, "One step on the screen"). Every line fits, is safe, and is styled whole."""

    def __init__(self, words: Words, style: Style, status: Callable[[Pulse, datetime], str]) -> None:
        """Keep how to speak and to mark; `status` words severity, phase and next update of a pulse."""
        self._words = words
        self._style = style
        self._status = status

    def draw(self, ask: Ask, columns: int, rows: int = 24, look: Look = "step") -> list[str]:
        """Draw `ask`; the detail gives way where the terminal has few rows."""
        title = [self._style.bold(line) for line in self._title(ask, columns)]
        if look == "done":
            return title
        detail = _indented(ask.detail, columns)
        if look == "whole":
            return [*title, *detail]
        status = self._status_line(ask, columns)
        head = [self._style.bold(status), *title] if status else title
        tail = [
            *self._notices(ask, columns),
            *(self._style.bold(line) for line in self._news(ask.news, ask.more, columns)),
            *self._choices(ask, columns),
            *(self._style.dim(line) for line in self._hint(ask, columns)),
            *(self._style.dim(line) for line in self._commands(ask, columns)),
        ]
        # two rows stay free: the line that is typed, and what is wrong with it
        room = max(1, min(DETAIL_LINES, rows - len(head) - len(tail) - 2))
        if len(detail) > room:
            hidden = len(detail) - (room - 1)
            more = self._words("prompt.more", lines=hidden)
            detail = [*detail[: room - 1], *(self._style.dim(line) for line in _indented(more, columns)[:1])]
        return [*head, *detail, *tail]

    def tell(self, say: Say, columns: int = 0) -> list[str]:
        """Word `say`, its sentence wrapped to `columns` (0: not at all), its lines as they are."""
        params = {k: one_line(v) if isinstance(v, str) else v for k, v in say.params.items()}
        sentence = safe(self._words(say.key, **params))
        said = wrap(sentence, columns) if columns else sentence.split("\n")
        return [
            *(said if sentence else ()),
            *(part for line in self._lines(say) for part in safe(line).split("\n")),
            *self._news(say.news, say.more, columns),
        ]

    def _lines(self, say: Say) -> list[str]:
        return [*say.lines, *(f"  {telling(fact, self._words, say.zone)}" for fact in say.facts)]

    def _status_line(self, ask: Ask, columns: int) -> str:
        groups = []
        if ask.pulse is not None and ask.now is not None:
            groups.append(self._status(ask.pulse, ask.now))
        place = ask.place.split(" ")[0] if ask.runbook else ""
        groups.append(f"{ask.runbook} {place}")
        if ask.pulse is not None and ask.now is not None:
            groups += [_elapsed(ask.pulse.declared, ask.now), ask.pulse.id.rpartition("-")[2]]
        return clip("   ".join(one_line(group).strip() for group in groups if group.strip()), columns)

    def _title(self, ask: Ask, columns: int) -> list[str]:
        place = f"[{ask.place}] " if ask.place else ""
        title = one_line(place + ask.title).strip()
        step, dash, question = title.partition(DASH)
        if dash and width(title) > columns:  # a question that is cut in two is read twice
            return [*wrap(step, columns), *wrap(question, columns)]
        return wrap(title, columns) if title else []

    def _notices(self, ask: Ask, columns: int) -> list[str]:
        lines = []
        for notice in ask.notices:
            text = one_line(notice.text)
            if notice.overdue:
                marked = _indented(f"! {text}", columns)
                lines += [INDENT + self._style.reverse(line.removeprefix(INDENT)) for line in marked]
            else:
                lines += _indented(text, columns)
        return lines

    def _news(self, news: Iterable[News], more: int, columns: int) -> list[str]:
        """Give one line for each, clipped: whoever wants all of it looks at the timeline."""
        words, lines = self._words, list[str]()
        for each in news:
            mark = words("echo.undone-mark") if each.is_undone else ""
            mark += words("echo.private-mark") if each.is_private else ""
            is_erased = isinstance(each.fact.event, Erased)
            told = words("fact.erased") if is_erased else telling(each.fact, words, each.zone, is_dated=True)
            at = short(each.fact.at, each.zone)
            line = words("walk.other", at=at, who=each.who, text=f"{mark}{told}")
            lines.append(one_line(line))
        if more:
            lines.append(words("walk.others-more", count=more))
        return [INDENT + (clip(line, columns - len(INDENT)) if columns else line) for line in lines]

    def _choices(self, ask: Ask, columns: int) -> list[str]:
        cells = []
        for index, choice in enumerate(ask.choices):
            mark = "> " if index == ask.highlighted else "  "
            cells.append((index == ask.highlighted, f"{mark}{choice.key} {one_line(choice.label)}"))
        row = INDENT + " ".join(cell for _, cell in cells)
        if width(row) <= columns:
            shown = " ".join(self._style.bold(cell) if is_on else cell for is_on, cell in cells)
            return [INDENT + shown] if cells else []
        lines = []
        for is_on, cell in cells:
            first, *rest = wrap(cell[4:], max(columns - 6, 2))
            cell_lines = [f"{INDENT}{cell[:4]}{first}", *(f"{INDENT}    {more}" for more in rest)]
            lines += [self._style.bold(line) for line in cell_lines] if is_on else cell_lines
        return lines

    def _hint(self, ask: Ask, columns: int) -> Iterable[str]:
        if ask.hint:
            yield from _indented(one_line(ask.hint), columns)
        if ask.kind == "text" and ask.default:
            yield from _indented(self._words("prompt.enter-takes", default=one_line(ask.default)), columns)

    def _commands(self, ask: Ask, columns: int) -> list[str]:
        lines: list[str] = []
        for letter in ask.commands:
            cell = f"/{letter} {self._words(f'prompt.command.{letter}')}"
            if lines and width(lines[-1]) + 2 + width(cell) <= columns:
                lines[-1] += f"  {cell}"
            else:
                lines.append(clip(cell, columns))  # no indent: all nine just fit into 80 columns
        return lines


def _indented(text: str, columns: int) -> list[str]:
    """Wrap a text of several lines below an indent; no line for no text."""
    text = safe(text).strip("\n")
    return [(INDENT + line).rstrip() for line in wrap(text, columns - len(INDENT))] if text else []


def _elapsed(since: str, now: datetime) -> str:
    """Give how long ago an ISO 8601 time was, as HH:MM:SS; "" for none, or for one that is ahead."""
    if not since:
        return ""
    seconds = int((now - datetime.fromisoformat(since)).total_seconds())
    if seconds < 0:
        return ""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
