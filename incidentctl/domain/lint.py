"""Lint: finger-pointing, guesses, vague sizes and weak remedies in a text, in both languages at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from incidentctl.domain.prose import MASK, paragraphs
from incidentctl.domain.runbook import said
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from incidentctl.domain.policy import Policy
    from incidentctl.domain.prose import Paragraph
    from incidentctl.domain.report_names import Names
    from incidentctl.domain.runbook import Text
    from incidentctl.words import Lang

Severity: TypeAlias = Literal["off", "hint", "warn", "error"]
NAMES = "B5"
"""The rule about names; those of an incident come from its log, never from a file."""
BLAME = frozenset({"B1", "B2", "B3", "B4"})
"""The rules that are told when a text is entered."""


class Pattern(NamedTuple):
    """How a rule finds its words, in lower case.

    `match` is only tried where one of `words` is; without it the words themselves are the hit.
    """

    words: tuple[str, ...]
    match: str = ""
    level: Severity | Literal[""] = ""


class WordRule(NamedTuple):
    """A rule of wording.yaml.

    `customer` is its level in what customers read ("": the same). With `kind`, it is only for texts of that
    kind, and for those below a heading that holds one of `under` (in lower case).
    """

    id: str
    level: Severity
    rewrite: Text
    patterns: tuple[Pattern, ...]
    customer: Severity | Literal[""] = ""
    kind: str = ""
    under: tuple[str, ...] = ()


class Wording(NamedTuple):
    """What wording.yaml says. A hit within one of `never` (in lower case) is none."""

    rules: Mapping[str, WordRule]
    never: tuple[str, ...] = ()


class Hit(NamedTuple):
    """A place where a rule applies. Lines and columns count characters from 1; `text` is what was written."""

    line: int
    column: int
    rule: str
    level: Severity
    text: str
    rewrite: str


def lint(  # noqa: PLR0913 - what a text may be judged by
    text: str,
    wording: Wording,
    lang: Lang,
    *,
    names: Names | None = None,
    printed: Sequence[str] = (),
    kind: str = "",
    audience: str = "",
) -> tuple[Hit, ...]:
    """Find what the rules of practice.md, section 3, ask to word differently, in the order of the text.

    The patterns of both languages are always tried: a Japanese text may hold English. `lang` is that of the
    rewrites. `names` are the people who must not be named (B5), `printed` what the program says itself (see
    `printed_by`), `kind` "follow-up" for a remedy. Takes time that grows with the text, and no faster.
    """
    passages = list(paragraphs(text, printed))
    everything = "\n".join(passage.text for passage in passages)
    rules = [_Tried(rule, everything, audience) for rule in wording.rules.values() if rule.level != "off"]
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    hits = []
    for passage in passages:
        spans = [span for rule in rules if rule.is_for(kind, passage) for span in rule.spans(passage, names)]
        for start, end, rule, level in _kept(spans, list(wording.rules)):
            if _is_never(passage.text, start, end, wording.never):
                continue
            first = passage.places[start]
            line = bisect_right(starts, first)
            rewrite = said(wording.rules[rule].rewrite, lang)
            hits.append(
                Hit(line, first - starts[line - 1] + 1, rule, level, passage.typed[start:end], rewrite)
            )
    return tuple(sorted(hits, key=lambda hit: hit[:3]))


def printed_by(policy: Policy) -> tuple[str, ...]:
    """Give what the program itself prints into reports and updates: prefixes, phrases, words of certainty."""
    texts = {prefix for words in policy.phases.values() for prefix in words.prefix.values()}
    for phrase in policy.phrases.values():
        texts |= {piece for text in phrase.values() for piece in re.split(r"\{[^{}]*\}", text)}
    for lang in LANGS:
        words = Words(lang)
        sure = (words(f"report.certainty.{level}") for level in ("likely", "possible", "unknown"))
        texts |= {words("report.certain", text="", certainty=each).strip() for each in sure}
    return tuple(sorted((text for text in texts if len(text.strip()) > 1), key=len, reverse=True))


_Span: TypeAlias = tuple[int, int, str, Severity]


class _Tried:
    """A rule, with only those of its patterns that a text can hold at all."""

    def __init__(self, rule: WordRule, everything: str, audience: str) -> None:
        self.rule = rule
        self.level = (rule.customer if audience == "customer" else "") or rule.level
        self.patterns = [
            pattern for pattern in rule.patterns if any(word in everything for word in pattern.words)
        ]

    def is_for(self, kind: str, passage: Paragraph) -> bool:
        """Say whether the rule is about a passage at all."""
        rule = self.rule
        return not rule.kind or kind == rule.kind or any(each in passage.heading for each in rule.under)

    def spans(self, passage: Paragraph, names: Names | None) -> Iterator[_Span]:
        """Give where in a passage the rule applies."""
        for pattern in self.patterns:
            level = pattern.level or self.level
            for start, end in _found(pattern, passage.text):
                yield start, end, self.rule.id, level
        if self.rule.id == NAMES and names is not None:
            for start, end in names.spans(passage.typed):
                if MASK not in passage.text[start:end]:
                    yield start, end, self.rule.id, self.level


def _found(pattern: Pattern, text: str) -> Iterator[tuple[int, int]]:
    for word in pattern.words:
        start = text.find(word)
        if start >= 0 and pattern.match:
            yield from (found.span() for found in _compiled(pattern.match).finditer(text))
            return
        while start >= 0:
            yield start, start + len(word)
            start = text.find(word, start + len(word))


def _kept(spans: Iterable[_Span], order: Sequence[str]) -> Iterator[_Span]:
    """Leave out what overlaps with a hit of its rule, or lies within one of an earlier rule of the letter."""
    reached: dict[str, int] = {}
    for span in sorted(spans, key=lambda span: (span[0], -span[1], order.index(span[2]))):
        start, end, rule, _ = span
        earlier = order[: order.index(rule)]
        is_within = any(reached.get(each, 0) >= end for each in earlier if each[:1] == rule[:1])
        if start >= reached.get(rule, 0) and not is_within:
            reached[rule] = end
            yield span


def _is_never(text: str, start: int, end: int, never: Iterable[str]) -> bool:
    """Say whether a hit is only a part of a phrase that is never one."""
    return any(
        len(phrase) >= end - start and phrase in text[max(0, end - len(phrase)) : start + len(phrase)]
        for phrase in never
    )


@cache
def _compiled(match: str) -> re.Pattern[str]:
    return re.compile(match)
