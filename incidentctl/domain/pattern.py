"""Is a pattern of wording.yaml safe to run over any text? Its time must grow with the text, and no faster."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST = 10_000
"""Characters of a pattern, with its lists filled in."""
MOST_REPEATS = 100
"""How often one character may be repeated."""
MOST_WAYS = 100_000
"""In how many ways a pattern may be tried at one place of a text."""

_REPEAT = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}")
_SET = re.compile(r"\\.|\[(?:\[|\^?\]?)(?:\\.|[^\\\]])*", re.DOTALL)
_ODD = ("[[", "--", "&&", "~~", "||")
"""In a set, what `re` would warn of, on the screen of whoever runs lint."""
_LOOKS = ("(?:", "(?=", "(?!", "(?<=", "(?<!")


class Fault(NamedTuple):
    """What is wrong with a pattern: a key of words/runbook.py (`problem.*`), and where (None: all of it)."""

    key: str
    offset: int | None = None
    params: dict[str, object] = {}  # noqa: RUF012 - never written to


def fault_of(pattern: str) -> Fault | None:
    """Say why a pattern may not be used; None if it may.

    It is told by its structure, not by running it: every repeat has an end, only single characters are
    repeated, and the ways to try it at one place are few. So the work for a text is at most its length times
    a number. References to what was matched before, and settings inside the pattern, are refused.
    """
    if len(pattern) > LONGEST:
        return Fault("pattern-long", None, {"most": LONGEST})
    try:
        for found in _SET.finditer(pattern):
            if found[0].startswith("[") and any(sign in found[0] for sign in _ODD):
                return Fault("pattern-other", found.start())
        re.compile(pattern)
    except re.error as error:
        return Fault("pattern-invalid", error.pos, {"why": error.msg})
    except (OverflowError, RecursionError) as error:
        return Fault("pattern-invalid", None, {"why": str(error)})
    try:
        ways = ways_of(pattern)
    except _FaultError as found:
        return found.fault
    return Fault("pattern-ways", None, {"ways": ways, "most": MOST_WAYS}) if ways > MOST_WAYS else None


def ways_of(pattern: str) -> int:
    """Give at most how many ways there are to try a pattern at one place of a text; it has no other fault."""
    return _Structure(pattern).ways()


def _most_alike(words: list[str]) -> int:
    """Count the most words of which each begins with the one before: all of these may match at one place."""
    most, chain = 0, list[str]()
    for word in sorted(words):
        while chain and not word.startswith(chain[-1]):
            chain.pop()
        chain.append(word)
        most = max(most, len(chain))
    return most


class _FaultError(Exception):
    def __init__(self, key: str, offset: int, **params: object) -> None:
        super().__init__(key)
        self.fault = Fault(key, offset, params)


class _Structure:
    """Reads a pattern that `re` accepts, counting in how many ways it can be tried at one place."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def ways(self) -> int:
        """Count the ways of all alternatives up to a closing parenthesis or the end.

        Of plain words at most those match at one place that begin alike.
        """
        words, others = [], 0
        while True:
            start = self.at
            count = self._sequence()
            word = self.pattern[start : self.at]
            if count == 1 and not set(word) & set("\\[]().^$"):
                words.append(word)
            else:
                others += count
            if self._peek() != "|":
                return max(others + _most_alike(words), 1)
            self.at += 1

    def _sequence(self) -> int:
        ways = 1
        while self._peek() not in ("", "|", ")"):
            start = self.at
            is_group, inner = self._peek() == "(", self._atom()
            least, most = self._quantifier()
            if most > 1 and is_group:
                raise _FaultError("pattern-nested", start)
            if most > MOST_REPEATS:
                raise _FaultError("pattern-wide", start, most=MOST_REPEATS)
            ways *= inner if most == least else most - least + inner
        return ways

    def _atom(self) -> int:
        sign = self._peek()
        if sign == "(":
            return self._group()
        if sign == "[":
            self._set()
        elif sign == "\\":
            if self.pattern[self.at + 1].isdigit() and self.pattern[self.at + 1] != "0":
                raise _FaultError("pattern-other", self.at)
            self.at += 2
        else:
            self.at += 1
        return 1

    def _group(self) -> int:
        start = self.at
        if self.pattern.startswith("(?", start):
            opening = next((each for each in _LOOKS if self.pattern.startswith(each, start)), "")
            if not opening:
                raise _FaultError("pattern-other", start)
            self.at += len(opening)
        else:
            self.at += 1
        ways = self.ways()
        self.at += 1
        return ways

    def _set(self) -> None:
        self.at += 2 if self.pattern.startswith("[^", self.at) else 1
        first = self.at
        while self._peek() != "]" or self.at == first:
            self.at += 2 if self._peek() == "\\" else 1
        self.at += 1

    def _quantifier(self) -> tuple[int, int]:
        """Read how often what came before is repeated: at least, at most."""
        sign, found = self._peek(), _REPEAT.match(self.pattern, self.at)
        least = most = 1
        if sign in ("*", "+") or (found and found[2] and not found[3]):
            raise _FaultError("pattern-unbounded", self.at, example="{0,30}")
        if sign == "?":
            least, most, self.at = 0, 1, self.at + 1
        elif found and (found[1] or found[3]):
            least, most, self.at = int(found[1] or 0), int(found[3] or found[1]), found.end()
        else:
            return 1, 1
        if self._peek() in ("?", "+"):  # lazy, or possessive
            self.at += 1
        return least, most

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]
