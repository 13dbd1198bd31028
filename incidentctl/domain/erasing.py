"""What was erased: the fact keeps its place, its time and its author; its text is gone for good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from incidentctl.domain.events import decode, encode
from incidentctl.domain.facts import Erased, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from incidentctl.domain.facts import Fact

TITLE = "(redacted / 消去済み)"
"""What an incident is called whose title was erased, until `amend` gives it another one."""

TEXTS = frozenset(
    {"title", "text", "what", "why", "value", "how", "before", "after", "risk", "stop_if", "evidence"}
    | {"because", "url", "argv", "shell", "tail", "reason", "row", "content"}
)
"""The fields of payloads that hold what somebody typed, or what a program printed; not who it was.

A file that was attached stands there by its hash (`content`): another fact with the same one holds the same.
"""

_SHORTEST, _QUOTED, _LONGEST = 6, 12, 200


def erasures(facts: Iterable[Fact]) -> Mapping[str, Fact]:
    """Give, by the id of each fact that was erased, the first fact that says so."""
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind == "redacted" and not isinstance(fact.event, Unknown):
            found.setdefault(fact.event.target, fact)
    return found


def hidden(facts: Sequence[Fact], erased: Mapping[str, Fact]) -> Sequence[Fact]:
    """Give the facts without the texts that were erased, whatever this machine's copy still holds."""
    return [left(fact, erased[fact.id]) if fact.id in erased else fact for fact in facts] if erased else facts


def left(fact: Fact, erasure: Fact) -> Fact:
    """Give what is left of a fact; of a declaration all but the title, for everything rests on it."""
    if fact.kind == "redacted":
        return fact  # it says that, by whom and why something was erased
    event: Any = Erased({"private": True} if erasure.event.private else {})
    if fact.kind == "declared" and isinstance(erasure.event.kept, dict):
        declared, _ = decode("declared", {**erasure.event.kept, "title": TITLE})
        event = event if isinstance(declared, Unknown) else declared
    return fact._replace(event=event, extra={})


def leaks(fact: Fact, erased: Mapping[str, Fact]) -> bool:
    """Say whether a fact that was erased still has its text here."""
    if fact.id not in erased or fact.kind == "redacted" or isinstance(fact.event, Erased):
        return False
    return fact.kind != "declared" or left(fact, erased[fact.id]) != fact


def texts(fact: Fact) -> Iterator[str]:
    """Give every text of a fact that somebody typed or a program printed."""
    is_known = not isinstance(fact.event, Unknown)
    payload = encode(fact.event) if is_known else fact.event.data
    yield from texts_in({**payload, **fact.extra}, is_known=is_known)


def texts_in(payload: Mapping[str, Any], *, is_known: bool) -> Iterator[str]:
    """Give every such text of a payload; all that is in one of a kind that this version does not know."""
    for name, value in payload.items():
        if name in TEXTS or not is_known:
            yield from strings(value)


def strings(value: object) -> Iterator[str]:
    """Give every text in a value of JSON."""
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def telling_parts(text: str, shortest: int = _QUOTED) -> Iterator[str]:
    """Give the beginning of the text, and the words in it that are like a secret: long, with a digit."""
    if len(text) >= _SHORTEST:
        yield text[:_LONGEST]
    for word in re.split(r"[\s=:,;\"'`()<>\[\]{}|&@「」『』（）、。＝：]+", text):
        if len(word) >= shortest and any(letter.isdigit() for letter in word):
            yield word
