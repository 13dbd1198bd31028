"""The known word that a misspelt one was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.runbook import fold_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST = 500  # among more than these, comparing takes longer than it helps
_LISTED = 30  # nobody reads more of them in a sentence


def listed(words: Sequence[str]) -> str:
    """Give words as a sentence lists them: the first ones, where they are many."""
    return ", ".join((*words[:_LISTED], "…") if len(words) > _LISTED else words)


def near(word: str, words: Iterable[str]) -> str:
    """Give the word of `words` nearest to `word`, in any case or width; "" when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - start-up: only when a word is wrong

    known = {fold_id(each): each for each in words}
    found = get_close_matches(fold_id(word), known, n=1) if len(known) <= _MOST else []
    return known[found[0]] if found else ""
