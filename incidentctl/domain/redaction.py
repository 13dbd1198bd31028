"""Redaction: which facts are erased together, and which others may hold the same secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.erasing import erasures, telling_parts, texts
from incidentctl.domain.events import encode
from incidentctl.domain.events.corrections import Redacted
from incidentctl.domain.facts import New, Unknown
from incidentctl.domain.privacy import private_ids
from incidentctl.errors import Refused, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident

_LONG = 6  # letters: a word like a secret that is shorter than this is none


def meant(incident: Incident, target: Fact) -> tuple[Fact, ...]:
    """Give the facts that are erased with `target`: itself, and what put it right, which is its text, too."""
    return tuple(
        entry.original
        for entry in incident.entries
        if entry.original.id == target.id
        or (entry.fact.kind == "amended" and getattr(entry.original.event, "target", "") == target.id)
    )


def redact(incident: Incident, target: Fact, why: str) -> Sequence[New]:
    """Erase a fact, and what put it right; nothing where all of it was erased before.

    Raise `Refused` for a fact that holds no text, UsageError for a reason that holds the text itself.
    """
    erased = erasures(entry.original for entry in incident.entries)
    facts = [fact for fact in meant(incident, target) if fact.id not in erased]
    if not facts:
        return ()
    if target.kind == "redacted" or not (isinstance(target.event, Unknown) or any(texts(target))):
        raise Refused("not-redactable", kind=target.kind)
    check_why(facts, why)
    private = private_ids(incident.entries)
    return [New(Redacted(fact.id, why, _kept(fact), fact.id in private)) for fact in facts]


def check_why(facts: Iterable[Fact], why: str) -> None:
    """Raise UsageError for a reason that holds the text itself, or a word of it like a secret: it stays."""
    if any(part in why for fact in facts for text in texts(fact) for part in telling_parts(text, _LONG)):
        raise UsageError("why-tells")


def _kept(fact: Fact) -> Any:  # noqa: ANN401 - JSON
    if fact.kind != "declared" or isinstance(fact.event, Unknown):
        return None
    return {name: value for name, value in encode(fact.event).items() if name != "title"}


def quoting(incident: Incident, targets: Iterable[Fact]) -> tuple[Fact, ...]:
    """Give the other facts that hold the same text, or a long word of it: a secret may stand there, too."""
    targets = tuple(targets)
    ids = {fact.id for fact in targets}
    parts = {part for fact in targets for text in texts(fact) for part in telling_parts(text)}
    return tuple(
        entry.original
        for entry in incident.entries
        if entry.original.id not in ids
        and entry.original.kind != "redacted"
        and any(part in text for text in texts(entry.original) for part in parts)
    )
