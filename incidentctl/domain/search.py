"""Searching: how texts are compared, and which find comes first."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Sequence

GROUPS = ("title", "cause", "follow_up", "note")
"""Where a text stands, the weightiest first: what is found in a title comes before what is in a note."""

SHOWN = 100
"""How many lines of one incident a search gives at most."""


class Line(NamedTuple):
    """A text that can be found: in which fact it stands, of which kind, when that happened (ISO 8601).

    `field` is the field whose value it is ("": of none). `private`: it belongs to the privacy track (S4-5).
    """

    fact: str
    kind: str
    group: str
    at: str
    precision: str
    text: str
    field: str = ""
    private: bool = False


class Hit(NamedTuple):
    """A line in which at least one term is found."""

    line: Line
    terms: int


def folded(text: str) -> str:
    """Give a text as it is compared: one width and one case for each letter, one space for white space.

    Kana stay as they were typed: ハ and は are different words often enough. But サーバー and サーバ are one:
    a long mark at the end of a word of three letters or more is written by some and left out by others.
    """
    if text.isascii():
        return " ".join(text.lower().split())  # what the rest comes to
    plain = normalize("NFKC", normalize("NFKC", text).casefold())
    plain = " ".join(plain.encode("utf-8", "replace").decode("utf-8").split())
    return _long_mark().sub("", plain) if "ー" in plain else plain


@cache
def _long_mark() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - start-up: only where something in Japanese is compared

    return re.compile("(?<=[ァ-ヺー]{2})ー+(?![ァ-ヺー\u3099\u309a])")


def terms_of(words: Iterable[str]) -> tuple[str, ...]:
    """Give what to look for: each word as it was given, so that one in quotes is a phrase; each once.

    A wide space parts words: it is the one that an input method types, and a shell leaves it in.
    """
    parts = (part for word in words for part in word.split("\u3000"))
    return tuple(dict.fromkeys(term for term in map(folded, parts) if term))


def best(found: Sequence[Line], terms: Sequence[str]) -> list[Hit]:
    """Give the lines that hold a term: those with more terms first, then by group, then as they happened."""
    hits = []
    for line in found:
        text = folded(line.text)
        if count := sum(term in text for term in terms):
            hits.append(Hit(line, count))
    return sorted(hits, key=lambda hit: (-hit.terms, GROUPS.index(hit.line.group)))


def rank(found: Sequence[Line], terms: Sequence[str]) -> int | None:
    """Say how well an incident is found: 0 is best; None unless every term stands somewhere in it."""
    texts = [(GROUPS.index(line.group), folded(line.text)) for line in found]
    total = 0
    for term in terms:
        places = [group for group, text in texts if term in text]
        if not places:
            return None
        total += min(places)
    return total


def spans(text: str, terms: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Give where in a text the terms stand, as ranges of characters that neither touch nor overlap.

    Folding changes how many characters there are, so each is folded on its own, which misses nothing that
    has one form; where it does (a letter and its accent apart), the line is shown without marks.
    """
    plain, origin = "", list[int]()
    for place, char in enumerate(text):
        piece = " " if char.isspace() else folded(char) or char
        if piece == " " and plain.endswith(" "):
            continue
        plain += piece
        origin += [place] * len(piece)
    marked: set[int] = set()
    for term in terms:
        start = plain.find(term)
        while start >= 0:
            marked.update(origin[start : start + len(term)])
            start = plain.find(term, start + 1)
    found: list[tuple[int, int]] = []
    for place in sorted(marked):
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return tuple(found)


def excerpt(text: str, terms: Sequence[str], room: int) -> str:
    """Give the line of a text in which the first term stands, cut to about three times `room` characters."""
    found = next((line for line in text.splitlines() if spans(line, terms)), None)
    if found is None:  # a term that goes across a line break
        found = " ".join(text.split())
    longest = 3 * room
    if len(found) <= longest:
        return found
    start = max(0, next((begin for begin, _ in spans(found, terms)), 0) - room // 2)
    end = start + longest
    return ("…" if start else "") + found[start:end].strip() + ("…" if end < len(found) else "")
