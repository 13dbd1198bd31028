"""Titles that are alike: by the words, or in Japanese the pairs of characters, that they share."""

from __future__ import annotations

import re
from math import log
from typing import TYPE_CHECKING

from incidentctl.domain.search import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ENOUGH = 0.5
"""How much of the weight of a title's words another must share; a word weighs the more the rarer it is."""

_NOWHERE = 0.3  # what a word weighs that no other title has: it says little about how alike two are

_MOST = 24  # words of a title
_SHORTEST = 3
_STOP = frozenset(
    {"and", "are", "but", "can", "cannot", "does", "for", "from", "has", "have", "into", "its", "not", "our"}
    | {"the", "their", "this", "very", "was", "were", "when", "with", "error", "errors", "failed", "issue"}
    | {"problem", "return", "returns", "がで", "して", "てい", "いる", "ない", "です", "ます", "した", "され"}
)
_LATIN = "0-9a-zà-ɏ"


def parts(title: str) -> tuple[str, ...]:
    """Give what of a title is compared: words of three letters or more, and pairs of Japanese characters."""
    found: list[str] = []
    for run in re.findall(rf"[{_LATIN}]+|[^\W_{_LATIN}]+", folded(title)):
        if re.match(f"[{_LATIN}]", run):
            found += [run] if len(run) >= _SHORTEST and not run.isdecimal() else []
        else:
            found += [run[place : place + 2] for place in range(len(run) - 1)]
    return tuple(dict.fromkeys(part for part in found if part not in _STOP))[:_MOST]


def like(titles: Callable[[Sequence[str]], Iterable[tuple[str, Sequence[int]]]], title: str) -> Sequence[str]:
    """Give the ids of titles like this one, the most alike first, of those alike the newest.

    `titles` gives, for parts, the ids whose title holds any (newest first), and which it holds.
    """
    known = parts(title)
    if not known:
        return ()
    rows = list(titles(known))
    counts = [sum(held[place] for _, held in rows) for place in range(len(known))]
    weights = [1 / log(2 + count) if count else _NOWHERE for count in counts]
    whole = sum(weights)
    scored = [
        (sum(weight for weight, is_held in zip(weights, held, strict=True) if is_held) / whole, id_)
        for id_, held in rows
    ]
    return [id_ for score, id_ in sorted(scored, key=lambda each: -each[0]) if score >= ENOUGH]
