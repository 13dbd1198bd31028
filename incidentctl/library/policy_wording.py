"""wording.yaml as values: a team's rows add words, patterns and rules, or switch rules off."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.lint import SEEN_BY_CODE, Pattern, Wording, WordRule, lint
from incidentctl.domain.pattern import LONGEST, fault_of, ways_of
from incidentctl.domain.runbook_rules import Finding
from incidentctl.library.compiling import own_overlay, place, text_in
from incidentctl.library.nodes import read
from incidentctl.library.schema import shape
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from incidentctl.domain.runbook_rules import Place
    from incidentctl.library.nodes import Reading
    from incidentctl.library.schema import Raw

NAME = "wording"
"""The file, without its ending."""

MOST_WORK = 50_000_000
"""How much trying the patterns of a file may take: characters of an example times the ways to try one."""

_COMPILING = 300  # of the same work: one character of a pattern

_NEEDED = ("level", "rewrite", "patterns")
_Lists = dict[tuple[str, str], str]
"""The words of each list as alternatives of a pattern, by (id, language)."""


def compile_wording(
    files: Sequence[tuple[bytes, str]], *, trusted: int = 1
) -> tuple[Wording, tuple[Reading, ...]]:
    """Read (content, path) of files, the built-in one first; with the readings that hold what is wrong.

    A row of a known id says only what it changes: its patterns are added, `level: off` switches the rule off.
    The patterns of all files but the first `trusted` ones are checked: they must be sound (`domain.pattern`)
    and do what their examples say.
    """
    sources: list[_Source] = []
    for data, path in files:
        reading = read(data, path)
        sources.append(_Source(reading, shape(reading, NAME) or {}, len(sources) >= trusted, [0]))
    lists = _lists(sources)
    rules: dict[str, WordRule] = {}
    never: list[str] = []
    for source in sources:
        never += [text.lower() for text in source.raw.get("never", ()) if text]
        for index, row in enumerate(source.raw.get(NAME, ())):
            if "id" in row:
                rules[row["id"]] = _rule(source, row, (NAME, index), rules.get(row["id"]), lists)
    return Wording(rules, tuple(never)), tuple(source.reading for source in sources)


class _Source(NamedTuple):
    reading: Reading
    raw: Raw
    is_checked: bool
    work: list[int]  # what trying its patterns has taken; one number

    @property
    def lang(self) -> str:
        lang: str = self.raw.get("lang", "en")
        return lang


def _lists(sources: Sequence[_Source]) -> _Lists:
    """Give the words of each list: those of all files together."""
    lists: dict[tuple[str, str], list[str]] = {}
    for source in sources:
        for index, row in enumerate(source.raw.get("lists", ())):
            own_overlay(source.reading, row, source.lang, ("lists", index))
            for lang, part in _by_lang(row, source.lang):
                key = row.get("id", ""), lang
                lists.setdefault(key, []).extend(_quoted(word.lower()) for word in part.get("words", ()))
    return {key: "|".join(words) for key, words in lists.items()}


def _by_lang(row: Raw, own: str) -> Iterator[tuple[str, Raw]]:
    yield own, row
    yield from ((lang, row[lang]) for lang in LANGS if lang != own and lang in row)


def _rule(source: _Source, row: Raw, at: Place, base: WordRule | None, lists: _Lists) -> WordRule:
    own_overlay(source.reading, row, source.lang, at)
    if base is None:
        for name in _NEEDED:
            if name == "patterns" and row["id"] in SEEN_BY_CODE:
                continue
            if not any(name in part for _, part in _by_lang(row, source.lang)):
                place(source.reading, Finding(at, "missing-key", {"name": name, "what": "wording rule"}))
        base = WordRule(row["id"], "warn", {}, ())
    patterns = [
        pattern
        for lang, part in _by_lang(row, source.lang)
        for number, raw in enumerate(part.get("patterns", ()))
        if (pattern := _pattern(source, raw, _where(at, lang, source.lang, number), lang, lists))
    ]
    return base._replace(
        level=row.get("level", base.level),
        customer=row.get("customer", base.customer),
        kind=row.get("kind", base.kind),
        under=(*base.under, *(heading.lower() for heading in row.get("under", ()))),
        rewrite={**base.rewrite, **text_in(row, "rewrite", source.lang)},
        patterns=(*base.patterns, *patterns),
    )


def _where(at: Place, lang: str, own: str, number: int) -> Place:
    return (*at, *(() if lang == own else (lang,)), "patterns", number)


def _pattern(source: _Source, raw: Raw, at: Place, lang: str, lists: _Lists) -> Pattern | None:
    """Give a pattern with its lists filled in; None for one that cannot be used, which is reported."""
    words = tuple(word.lower() for word in raw.get("words", ()) if word)
    match = "".join(line.strip() for line in raw.get("match", "").split("\n"))  # a long one has several
    filled = _filled(source, match, (*at, "match"), lang, lists)
    if not words or filled is None:
        return None
    pattern = Pattern(words, filled.text, raw.get("level", ""))
    if not source.is_checked:
        return pattern
    if not _may_take(source, _COMPILING * len(filled.text), (*at, "match")):
        return None
    if fault := fault_of(filled.text):
        there = (0, 0) if fault.offset is None else (filled.place(fault.offset), 1)
        place(source.reading, Finding((*at, "match"), fault.key, dict(fault.params), *there))
        return None
    _check_examples(source, raw, pattern, at)
    return pattern


class _Filled(NamedTuple):
    """A pattern with its lists filled in; `joints` are where pieces of it begin: (there, in the file)."""

    text: str
    joints: tuple[tuple[int, int], ...] = ((0, 0),)

    def place(self, offset: int) -> int:
        """Give the place in the file of what stands at `offset` in the text."""
        there, here = max(joint for joint in self.joints if joint[0] <= offset)
        following = [joint[1] for joint in self.joints if joint[0] > offset]
        return min([here + offset - there, *following[:1]])


def _filled(source: _Source, match: str, at: Place, lang: str, lists: _Lists) -> _Filled | None:
    text, done, joints = "", 0, [(0, 0)]
    for found in _named().finditer(match):
        words = lists.get((found[1], lang))
        if words is None:
            known = [name for name, each in lists if each == lang]
            params = {"name": found[1], "suggestion": source.reading.near(found[1], known)}
            place(source.reading, Finding(at, "unknown-list", params, found.start(), len(found[0])))
            return None
        text += match[done : found.start()]
        done = found.end()
        joints.append((len(text), found.start()))
        text += f"(?:{words})"
        joints.append((len(text), done))
        if len(text) > LONGEST:  # that is told of it
            break
    return _Filled(text + match[done:], tuple(joints))


def _quoted(word: str) -> str:
    """Give a word as a pattern; `re.escape` would hide from `fault_of` that it is a plain one."""
    return "".join(f"\\{sign}" if sign in r"\^$.|?*+(){}[]" else sign for sign in word)


@cache
def _named() -> re.Pattern[str]:
    """Match `<list>`, not the `<` of a look behind or of a name."""
    return re.compile(r"(?<!\(\?)(?<!\(\?P)<([a-z-]+)>")


def _may_take(source: _Source, work: int, at: Place) -> bool:
    """Say whether there is time for more; where it ends is reported once."""
    was_enough = source.work[0] <= MOST_WORK
    source.work[0] += work
    if was_enough and source.work[0] > MOST_WORK:
        place(source.reading, Finding(at, "patterns-slow", {}))
    return source.work[0] <= MOST_WORK


def _check_examples(source: _Source, raw: Mapping[str, Sequence[str]], pattern: Pattern, at: Place) -> None:
    """Try the examples of a pattern, as long as that takes no time."""
    reading, ways = source.reading, len(pattern.words) + ways_of(pattern.match)
    alone = Wording({"x": WordRule("x", "warn", {}, (pattern._replace(level=""),))})
    for name, key in (("hits", "example-not-found"), ("misses", "example-found")):
        for index, text in enumerate(raw.get(name, ())):
            if not _may_take(source, len(text) * ways, (*at, name, index)):
                return
            if text and bool(lint(text, alone, "en")) != (name == "hits"):
                place(reading, Finding((*at, name, index), key, {}))
