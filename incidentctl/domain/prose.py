"""What of a text its author wrote: no code, no quoted lines, no logs, nothing that the program printed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MASK = "`"
"""What stands for each character that is not looked at."""

_COMMENT = "-->"
_ENDS = ".!?:;。\uff01\uff1f\uff1a\uff1b"
_WRAPPED = 40  # columns of a line after which the next one may go on with the sentence
_WRAPPED_WIDE = 28  # the same for a line of Japanese


class Paragraph(NamedTuple):
    """A passage to look at.

    `text` is in lower case, with `MASK` where nothing is looked at; `typed` is as written; both have a
    character for each of `places`, which are offsets in the whole text. `heading` is the nearest above.
    """

    text: str
    typed: str
    places: Sequence[int]
    heading: str = ""


def paragraphs(text: str, printed: Sequence[str] = ()) -> Iterator[Paragraph]:
    """Give the passages of a Markdown or plain text, in time that grows with its length.

    Left out are fenced code, comments of several lines (so is text that is only offered in a report), quoted
    lines, log lines, and lines with `lint:ignore(reason)` on them or alone above them; masked are code spans,
    addresses, comments within a line, and `printed`: what the program itself says.
    A line that was only broken to fit is read together with the next.
    """
    heading, start, fence, is_ignored = "", 0, "", False
    last = text.rfind(_COMMENT)
    pending: list[_Line] = []
    for line in text.split("\n"):
        offset, start = start, start + len(line) + 1
        stripped = line.strip()
        was_ignored, is_ignored = is_ignored, False
        if fence or _is_fence(stripped, has_end=offset < last):
            fence = _fence(fence, stripped)
        elif _regex("ignore").search(line):
            is_ignored = _regex("ignored_alone").fullmatch(stripped) is not None
        elif not (was_ignored or not stripped or stripped.startswith(">") or _is_log(line)):
            if pending and not _goes_on(pending[-1].typed, stripped):
                yield _paragraph(pending, heading)
                pending = []
            if stripped.startswith("#"):
                heading = stripped.lstrip("#").strip().lower()
            pieces = [_Line(*piece) for piece in _pieces(line, offset, printed)]
            if len(pieces) > 1:  # the cells of a table: each for itself
                yield from (_paragraph([piece], heading) for piece in pieces)
            else:
                pending += pieces
            continue
        if pending:
            yield _paragraph(pending, heading)
            pending = []
    if pending:
        yield _paragraph(pending, heading)


class _Line(NamedTuple):
    typed: str
    masked: str
    offset: int


def _is_fence(stripped: str, *, has_end: bool) -> bool:
    """Say whether code begins with a line, or a comment that does not end in it, but somewhere."""
    is_comment = has_end and stripped.startswith("<!--") and _COMMENT not in stripped
    return is_comment or stripped.startswith(("```", "~~~"))


def _fence(fence: str, stripped: str) -> str:
    """Give what ends the code or the comment that is open after this line: "" where it was closed."""
    if fence == _COMMENT or (not fence and stripped.startswith("<")):
        return "" if _COMMENT in stripped else _COMMENT
    run = stripped[: len(stripped) - len(stripped.lstrip(stripped[:1]))] if stripped else ""
    if not fence:
        return run
    return "" if run == stripped and run.startswith(fence) else fence


def _goes_on(before: str, line: str) -> bool:
    """Say whether a line goes on with the sentence of the one before."""
    before = before.rstrip()
    if before.lstrip().startswith(("#", "|")) or before[-1:] in tuple(_ENDS):
        return False
    if line[0].islower():
        return len(before) >= _WRAPPED
    is_wide = not (line[0].isascii() or before[-1:].isascii()) and line[0] not in "・※●○■□【"
    return is_wide and len(before) >= _WRAPPED_WIDE


def _is_log(line: str) -> bool:
    """Say whether a line was written by a machine or for a shell."""
    return _regex("log").match(line) is not None


def _pieces(line: str, offset: int, printed: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Give a line, or each cell of a row of a table, with what is not looked at masked."""
    masked = _regex("mask").sub(lambda found: MASK * len(found[0]), line)
    for text in printed:
        if text in masked:
            masked = masked.replace(text, MASK * len(text))
    if not line.lstrip().startswith("|"):
        yield line, masked, offset
        return
    begin = 0
    for bar in _regex("bar").finditer(masked):
        if line[begin : bar.start()].strip():
            yield line[begin : bar.start()], masked[begin : bar.start()], offset + begin
        begin = bar.end()
    if line[begin:].strip():
        yield line[begin:], masked[begin:], offset + begin


def _paragraph(lines: Sequence[_Line], heading: str) -> Paragraph:
    """Join lines to a paragraph: with a space where there would be one."""
    typed: list[str] = []
    masked: list[str] = []
    places: list[int] = []
    for line in lines:
        begin = len(line.typed) - len(line.typed.lstrip())
        kept: Sequence[int] = range(begin, len(line.typed.rstrip()))
        if typed and typed[-1].isascii():
            typed.append(" ")
            masked.append(" ")
            places.append(line.offset - 1)
        if "\\" in line.typed or "\u2060" in line.typed:  # how `render` keeps text from being markup
            dropped = {found.start() for found in _regex("escape").finditer(line.typed)}
            kept = [place for place in kept if place not in dropped]
        typed += [line.typed[place] for place in kept]
        masked += [line.masked[place] for place in kept]
        places += [line.offset + place for place in kept]
    return Paragraph(_lower("".join(masked)), "".join(typed), places, heading)


def _lower(text: str) -> str:
    """Give a text in lower case, of the same length: `İ` would become two letters."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(each.lower()[:1] for each in text)


_LEVELS = "TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|FATAL|CRITICAL|SEVERE"

_PATTERNS = {
    "ignore": r"lint:ignore\(\s{0,9}[^\s)][^)]{0,300}\)",
    "ignored_alone": r"(?:<!--|//|#|-|\*)?\s*lint:ignore\([^)]*\)\s*(?:-->)?",
    "mask": (
        r"(?<!`)(`{1,9})(?!`).*?(?<!`)\1(?!`)|<!--.{0,300}?-->|https?://[^\s)>\]」』。、]*"
        r"|(?<![a-zA-Z0-9_.+-])[a-zA-Z0-9_.+-]{1,64}@[a-zA-Z0-9-]{1,64}(?:\.[a-zA-Z0-9-]{1,64}){1,8}"
    ),
    "bar": r"(?<!\\)\|",
    "escape": r"\\(?=[!-/:-@\[-`{-~])|\u2060",
    "log": (
        r"\s{0,12}(?:"
        r"\$ |>>> |\{\"|\[?\{\"|level=|ts=\S|msg=|time=\S"
        rf"|\[?(?:{_LEVELS})\]?(?::|\]| \[)"
        r"|\[?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"
        rf"|\[?\d{{4}}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d[^\n]{{0,60}}?\b(?:{_LEVELS})\b"
        rf"|(?:\[)?\d\d:\d\d:\d\d(?:[.,]\d{{1,9}})?\]?\s{{1,4}}[\[(]?(?:{_LEVELS})\b"
        r"|[A-Z][a-z]{2}\s{1,2}\d{1,2} \d\d:\d\d:\d\d \S{1,80} \S{1,80}:"
        r"|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3} \S{1,40} \S{1,40} \["
        r"|[IWEF]\d{4} \d\d:\d\d:\d\d"
        r"|Traceback \(most recent|Caused by: [a-z]\w{0,40}\.|File \"[^\"]{1,200}\", line \d"
        r"|at [\w$<>]{1,80}\.[\w.$<>]{1,200}\("
        r"|(?:[a-z_]\w{0,40}\.){1,8}[A-Z]\w{0,60}(?:Error|Exception)\b"
        r"|[A-Z]\w{1,60}(?:Error|Exception): )"
    ),
}


@cache
def _regex(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name])
