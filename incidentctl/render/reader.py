"""Whom a fact is told to: in which language and zone, and what the line or the reader knows already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.handles import named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from incidentctl.words import Words


class Reader(NamedTuple):
    """Whom it is told to: in which language and zone, and what the line or the reader knows already."""

    words: Words
    zone: tzinfo | None
    is_dated: bool
    among: int
    labels: Mapping[str, str]

    def handle(self, kind: str, id_: str) -> str:
        """Give the handle of another fact, as long as the number of facts calls for."""
        return named(kind, id_, self.among)

    def because(self, text: str) -> str:
        """Give a reason or a remark behind a dash; "" for none."""
        return self.words("fact.because", text=text) if text else ""

    def source(self, source: str) -> str:
        """Give the source in brackets; "" for none."""
        return self.words("fact.source", source=source) if source else ""

    def by_method(self, method: str) -> str:
        """Say by which method the system was changed; "" where nobody said."""
        key, words = f"fields.mitigation.method={method}", self.words
        return words("fact.method", method=words(key) if words.has(key) else method) if method else ""
