"""Follow-ups: the kinds and timings that there are, and how each is read as somebody types it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import fold_id
from incidentctl.errors import UsageError
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("cause", "permanent", "prevent", "detect", "recover")
"""What a follow-up is for: the five views from which the review looks (S2-12), in its order."""

TIMINGS = ("now", "later", "wont")
"""What may be decided of one (S4-12)."""


def kind_named(text: str) -> str:
    """Give the kind that is meant, by its id or by what it is called in either language.

    UsageError: no-such-follow-up-kind.
    """
    return _chosen("kind", text, KINDS)


def timing_named(text: str) -> str:
    """Give the timing that is meant, as `kind_named`; UsageError: no-such-follow-up-when."""
    return _chosen("when", text, TIMINGS)


def url_of(text: str) -> str:
    """Give the address of a ticket; UsageError "follow-up-url" for what is no http or https address."""
    url = text.strip()
    if url and not re.fullmatch(r"https?://[^\s\x00-\x1f\x7f-\x9f<>\"'`]{3,2000}", url):
        raise UsageError("follow-up-url", url=url[:60])
    return url


def _chosen(what: str, text: str, ids: Sequence[str]) -> str:
    labels = {id_: id_ for id_ in ids}
    for lang in LANGS:
        for id_ in ids:
            called = Words(lang)(f"follow_up.called.{what}.{id_}").split(", ")
            labels |= {fold_id(label): id_ for label in called}
    found = labels.get(fold_id(text.strip()))
    if found is None:
        suggestion = labels[near(text, tuple(labels)) or ids[0]]
        raise UsageError(
            f"no-such-follow-up-{what}", text=text[:60], choices=", ".join(ids), suggestion=suggestion
        )
    return found
