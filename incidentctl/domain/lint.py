"""Lint: finger-pointing, guesses, vague sizes, weak remedies, missing times and jargon, in both languages."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from incidentctl.domain.fields import FIELDS
from incidentctl.domain.first_sentence import untimed
from incidentctl.domain.prose import MASK, paragraphs
from incidentctl.domain.runbook import said
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from incidentctl.domain.glossary import Glossary
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.prose import Paragraph
    from incidentctl.domain.report_names import Names
    from incidentctl.domain.runbook import Text
    from incidentctl.words import Lang

Severity: TypeAlias = Literal["off", "hint", "warn", "error"]
NAMES = "B5"
"""The rule about names; those of an incident come from its log, never from a file."""
TIME = "V1-time"
JARGON = "V1-jargon"
"""The rules about posts without a time, and about words for engineers that glossary.yaml does not know."""
SEEN_BY_CODE = frozenset({TIME, JARGON})
"""The rules that need no pattern."""
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
    prefixes: Sequence[str] = (),
    glossary: Glossary | None = None,
    kind: str = "",
    audience: str = "",
) -> tuple[Hit, ...]:
    """Find what the rules of practice.md, section 3, ask to word differently, in the order of the text.

    The patterns of both languages are always tried: a Japanese text may hold English. `lang` is that of the
    rewrites. `names` are the people who must not be named (B5), `printed` what the program says itself (see
    `printed_by`), `prefixes` what its posts begin with; `glossary` are the plain words of readers who are no
    engineers (None: they are); `kind` "follow-up" is for a remedy. Takes time that grows with the text, and
    no faster.
    """
    passages = list(paragraphs(text, printed))
    everything = "\n".join(passage.text for passage in passages)
    looks: dict[str, _Look] = {TIME: lambda passage: _untimed(passage, prefixes)}
    if names is not None:
        looks[NAMES] = lambda passage: _unmasked(passage, names.spans(passage.typed))
    if glossary is not None:
        looks[JARGON] = lambda passage: _unmasked(passage, glossary.spans(passage.typed))
    rules = [_Tried(rule, everything, audience) for rule in wording.rules.values() if rule.level != "off"]
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    hits = []
    for passage in passages:
        spans = [span for rule in rules if rule.is_for(kind, passage) for span in rule.spans(passage, looks)]
        for start, end, rule, level in _kept(spans, list(wording.rules)):
            if _is_never(passage.text, start, end, wording.never):
                continue
            first = passage.places[start]
            line = bisect_right(starts, first)
            written = passage.typed[start:end]
            rewrite = glossary.worded(written) if glossary and rule == JARGON else ""
            rewrite = rewrite or said(wording.rules[rule].rewrite, lang)
            hits.append(Hit(line, first - starts[line - 1] + 1, rule, level, written, rewrite))
    return tuple(sorted(hits, key=lambda hit: hit[:3]))


def prefixes_of(policy: Policy) -> tuple[str, ...]:
    """Give what a post begins with, by phase, in every language."""
    return tuple(prefix for words in policy.phases.values() for prefix in words.prefix.values())


def printed_by(policy: Policy, glossary: Glossary | None = None) -> tuple[str, ...]:
    """Give what the program itself prints into reports and updates: prefixes, phrases, words of certainty.

    With a `glossary`, also those labels of fields, and choices beside them, that hold words for engineers.
    """
    texts = set(prefixes_of(policy))
    for phrase in policy.phrases.values():
        texts |= {piece for text in phrase.values() for piece in re.split(r"\{[^{}]*\}", text)}
    for lang in LANGS:
        words = Words(lang)
        sure = (words(f"report.certainty.{level}") for level in ("likely", "possible", "unknown"))
        texts |= {words("report.certain", text="", certainty=each).strip() for each in sure}
        texts |= {text for text in _labels(words) if glossary and glossary.jargon(text)}
    return tuple(sorted((text for text in texts if len(text.strip()) > 1), key=len, reverse=True))


def _labels(words: Words) -> Iterator[str]:
    for name, field in FIELDS.items():
        label = words(f"fields.{name}")
        yield label
        keys = (f"fields.{name}={choice}" for choice in field.choices)
        yield from (f"{label}: {words(key)}" for key in keys if words.has(key))


_Span: TypeAlias = tuple[int, int, str, Severity]
_Look: TypeAlias = "Callable[[Paragraph], Iterable[tuple[int, int]]]"
"""How a rule finds what no pattern can: with what is known of the incident or the policy."""


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

    def spans(self, passage: Paragraph, looks: Mapping[str, _Look]) -> Iterator[_Span]:
        """Give where in a passage the rule applies."""
        for pattern in self.patterns:
            level = pattern.level or self.level
            for start, end in _found(pattern, passage.text):
                yield start, end, self.rule.id, level
        look = looks.get(self.rule.id)
        for start, end in look(passage) if look else ():
            yield start, end, self.rule.id, self.level


def _untimed(passage: Paragraph, prefixes: Sequence[str]) -> Iterator[tuple[int, int]]:
    found = untimed(passage.typed, prefixes)
    if found:
        yield found


def _unmasked(passage: Paragraph, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    return ((start, end) for start, end in spans if MASK not in passage.text[start:end])


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
