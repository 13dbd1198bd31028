"""Short names for facts: a letter for the kind, and the shortest prefix of the id that is unique."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from incidentctl.domain.events import KINDS
from incidentctl.errors import NotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from incidentctl.domain.facts import Fact

SHORTEST = 3
ALPHABET = 32


def letter(kind: str) -> str:
    """Give the letter of a kind; `?` for one that this version does not know."""
    known = KINDS.get(kind)
    return known.letter if known else "?"


def short(fact: Fact, count: int) -> str:
    """Give a handle for a fact just recorded as one of `count`, without reading the others.

    Long enough that one in a thousand logs of that size holds two facts that share it; `find` then says so.
    """
    return named(fact.kind, fact.id, count)


def named(kind: str, id_: str, count: int) -> str:
    """Give the handle of a fact of which only the kind and the id are at hand; see `short`."""
    length = SHORTEST
    while ALPHABET**length < 1000 * count:
        length += 1
    return f"{letter(kind)}-{id_[:length]}"


class Named(Protocol):
    """What a handle is made of: a fact, or as much of one as is at hand."""

    @property
    def id(self) -> str:
        """The id of the fact."""
        ...

    @property
    def kind(self) -> str:
        """Its kind."""
        ...


def handles(facts: Iterable[Named]) -> Mapping[str, str]:
    """Give the shortest unique handle of each fact, by id; at least three characters of the id."""
    ordered = sorted(facts, key=lambda fact: fact.id)
    ids = [fact.id for fact in ordered]
    result = {}
    for index, fact in enumerate(ordered):
        neighbours = ids[max(0, index - 1) : index] + ids[index + 1 : index + 2]
        shared = max((_shared(fact.id, other) for other in neighbours), default=0)
        result[fact.id] = f"{letter(fact.kind)}-{fact.id[: max(SHORTEST, shared + 1)]}"
    return result


def find(facts: Sequence[Fact], text: str, missing: str = "no-such-fact") -> Fact:
    """Give the fact with this handle or id prefix, with or without the letter.

    Raises `NotFound` with the key `missing`, or `UsageError` when several facts match.
    """
    prefix = text.strip().casefold()
    if len(prefix) > 1 and prefix[1] == "-":
        prefix = prefix[2:]
    matches = [fact for fact in facts if prefix and fact.id.startswith(prefix)]
    if not matches:
        raise NotFound(missing, id=text)
    if len(matches) > 1:
        known = handles(facts)
        raise UsageError(
            "fact-ambiguous", id=text, details=tuple(f"  {known[fact.id]}" for fact in matches[:9])
        )
    return matches[0]


def _shared(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
