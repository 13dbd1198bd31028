"""The first sentence of a post that lies in a text: where it is, and whether it tells a time (S2-20)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BEFORE = r"(?:[-*・] ?)?(?:\*\*)?"
_NOUN = (  # the prefix is spoken of: 【調査中】の件数は, [INVESTIGATING] is the phase
    r"(?:の|は|を|が|に|と|で|から|へ|や|、|」|という"
    r"| (?:is|was|are|were|and|or|to|means|stands|appears|as)\b)"
)
_END = r"[。！？\n]|[.!?](?=\s+[A-Z\[(\"'0-9]|\s*$)"
_TIME = (
    r"(?<![0-9:.])[0-9]{1,2}[:：][0-9]{2}(?![0-9])|[0-9]{1,2} ?時(?!間)|正午|零時"
    r"|\b[0-9]{1,2} ?[ap]\.?m\b|\b(?:noon|midnight)\b"
)


def untimed(text: str, prefixes: Iterable[str]) -> tuple[int, int] | None:
    """Give where the first sentence of a post is that tells no time; None where it does, or is none.

    A post is a passage that begins with the prefix of a phase and goes on; one that speaks of the prefix,
    or is nothing but the prefix, is none.
    """
    stripped = text.lstrip("-*・ ")
    prefix = next((each for each in prefixes if stripped.startswith(each)), "")
    begin = text.find(prefix) if prefix else -1
    if begin < 0 or _compiled(_BEFORE).fullmatch(text[:begin]) is None:
        return None
    after = begin + len(prefix)
    rest = text[after:]
    if not rest.strip("* 　") or _compiled(_NOUN).match(rest):
        return None
    end = _compiled(_END).search(rest)
    sentence = rest[: end.end()] if end else rest
    return None if _compiled(_TIME).search(sentence) else (begin, after + len(sentence.rstrip()))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
