"""A problem as lines for a person: place and sentence, the line, and a caret under the spot."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incidentctl.ports import Problem
    from incidentctl.words import Words

_LONGEST = 1000  # characters of one thing that a sentence quotes
_WHOLE = 100  # characters of a line that is shown whole
_LEFT = 40  # of a longer one: characters shown before the caret
_RIGHT = 60  # and from it on


def lines(problem: Problem, words: Words) -> tuple[str, ...]:
    """Give `file:line:column: what is wrong`, then the line and the caret, placed by display width."""
    params = {key: _clipped(value) for key, value in problem.params.items() if key != "suggestion"}
    sentence = words(f"runbook.problem.{problem.key}", **params)
    suggestion = problem.params.get("suggestion")
    if suggestion:
        mark = words("runbook.did-you-mean", suggestion=suggestion)
        sentence = f"{sentence} ({mark})"
    level = words(f"runbook.{problem.severity}")
    head = f"{problem.file}:{problem.line}:{problem.column}: {level}: {sentence}"
    if not problem.excerpt.strip():
        return (head,)
    before, spot, after = _around(problem)
    return (head, f"  {before}{spot}{after}", f"  {' ' * _width(before)}{'^' * max(_width(spot), 1)}")


def _clipped(value: object) -> object:
    """Cut what was written in the file to a length that somebody reads."""
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value


def _around(problem: Problem) -> tuple[str, str, str]:
    """Give the line before, at and behind the caret, cut where it is long, with nothing unprintable in it."""
    start = problem.column - 1
    end = start + problem.width
    text = problem.excerpt
    if len(text) <= _WHOLE:
        return _shown(text[:start]), _shown(text[start:end]), _shown(text[end:])
    before = ("…" if start > _LEFT else "") + text[max(start - _LEFT, 0) : start]
    spot = text[start : min(end, start + _RIGHT)]
    after = text[end : start + _RIGHT] + ("…" if len(text) > max(end, start + _RIGHT) else "")
    return _shown(before), _shown(spot), _shown(after)


def _shown(text: str) -> str:
    text = text.replace("\t", " ")
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_hidden(sign) else sign for sign in text)


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf") and sign != "\N{ZERO WIDTH JOINER}"


def _width(text: str) -> int:
    from wcwidth import wcswidth  # start-up: only when a file is wrong

    return max(int(wcswidth(text)), 0)
