"""Similar: what ended earlier incidents with a title like this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.privacy import private_ids
from incidentctl.domain.report_names import Names
from incidentctl.errors import IncidentctlError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Context

SECONDS = 0.03
"""What it may take to find them: nobody waits for a courtesy."""

MOST = 2
_LOOKED_AT = 4
_LONGEST = 500  # facts; to read more takes longer than it is worth here


class Alike(NamedTuple):
    """An earlier incident, and what ended it, in the words of its own record, with roles for names (K9)."""

    id: str
    title: str
    mitigation: str
    cause: str


def similar(context: Context, incident: str, title: str) -> tuple[Alike, ...]:
    """Give at most two; none where the index is not at hand: this waits for nothing and never fails."""
    found = []
    alike = context.timeline.index().like(title, incident, SECONDS)
    for known in [row for row in alike if row.facts <= _LONGEST and not row.drill][:_LOOKED_AT]:
        try:
            past = context.timeline.state(known.id)
        except IncidentctlError:
            continue
        names = Names(past, context.words)
        mitigation, cause = (names.replaced(text) for text in _ended(past, context))
        if mitigation or cause:
            found.append(Alike(known.id, names.replaced(past.pulse.title), mitigation, cause))
        if len(found) == MOST:
            break
    return tuple(found)


def _ended(past: Incident, context: Context) -> Iterator[str]:
    """Give what mitigated it and what caused it; "" where nobody said so, or it is private (S4-5)."""
    private = private_ids(past.entries)
    texts = {}
    for field in ("mitigation", "mitigation.method", "cause"):
        known = past.fields.get(field)
        is_told = known is not None and known.fact.id not in private and isinstance(known.value, str)
        texts[field] = known.value if known is not None and is_told else ""
    method = f"fields.mitigation.method={texts['mitigation.method']}"
    label = context.words(method) if context.words.has(method) else ""
    yield texts["mitigation"] or label
    yield texts["cause"]
