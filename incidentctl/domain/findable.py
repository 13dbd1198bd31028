"""What of an incident can be found by a search: the texts that somebody typed, and that stand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from incidentctl.domain.facts import Unknown
from incidentctl.domain.fields import FIELDS, is_hidden
from incidentctl.domain.incident import CORRECTIONS
from incidentctl.domain.search import Line
from incidentctl.domain.times import iso

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident

LONGEST = 20_000
"""Characters of one text that are searched: a log file pasted into a note is found by its beginning."""

_BETWEEN = " · "
_TEXTS = (
    "title", "text", "what", "why", "value", "before", "after", "risk", "stop_if", "evidence", "because",
    "url",
)  # fmt: skip
_FOUND_BY = frozenset({"text", "list", "hops"})
"""The types of fields whose values are words that somebody typed."""


def lines(incident: Incident, private: frozenset[str]) -> Iterator[Line]:
    """Give every text of an incident that stands: nothing that was taken back, and no name of a person.

    `private` are the ids of its facts on the privacy track.
    """
    for entry in incident.entries:
        fact = entry.fact
        if entry.undone or fact.kind in CORRECTIONS or isinstance(fact.event, Unknown):
            continue  # what an amendment says, the fact says that it amends
        text = _BETWEEN.join(_texts(fact))[:LONGEST]
        if text:
            field = str(getattr(fact.event, "field", ""))
            at, is_private = fact.at, fact.id in private
            yield Line(
                fact.id, fact.kind, _group(fact, field), iso(at.at), at.precision, text, field, is_private
            )


def _texts(fact: Fact) -> Iterator[str]:
    event = fact.event
    for name in _fields(event.__class__):
        value = getattr(event, name)
        if not value or (name == "value" and not _is_typed(event)):
            continue
        yield ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@cache
def _fields(event: Hashable) -> tuple[str, ...]:
    """Give the fields of a class of events that hold texts."""
    names = getattr(event, "_fields", ())
    return tuple(name for name in _TEXTS if name in names)


def _is_typed(event: Any) -> bool:  # noqa: ANN401 - an event with a value
    """Say whether a value is words: the answer to a step, or a field of text; never a time or a person."""
    name = getattr(event, "field", None)
    if name is None:
        return True
    field = FIELDS.get(name)
    return isinstance(event.value, str | list) and not is_hidden(name) and (
        field.type in _FOUND_BY if field else not name.startswith("roles.")
    )  # fmt: skip


def _group(fact: Fact, field: str) -> str:
    if fact.kind == "declared":
        return "title"
    if fact.kind.startswith("follow_up") or field.startswith("follow_up."):
        return "follow_up"
    known = FIELDS.get(field)
    is_cause = known is not None and known.section in {"cause", "mitigation"}
    return "cause" if is_cause else "note"
