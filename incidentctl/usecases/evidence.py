"""Evidence: what an incident has of it, and which piece a handle names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.evidence import Piece, pieces
from incidentctl.domain.handles import find, handles
from incidentctl.domain.privacy import private_ids
from incidentctl.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.facts import Fact
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


class Listed(NamedTuple):
    """The evidence of an incident, oldest first; `handles` by id, `private` the ids of the privacy track."""

    incident: str
    zone: str
    pieces: tuple[Piece, ...]
    handles: Mapping[str, str]
    private: frozenset[str]
    facts: tuple[Fact, ...]


def list_evidence(context: Context, located: Located) -> Listed:
    """Give the evidence; what was taken back is left out."""
    incident = context.timeline.state(located.id)
    facts = tuple(entry.fact for entry in incident.entries)
    found = tuple(pieces(incident, incident.entries))
    return Listed(
        incident.id, incident.pulse.zone, found, handles(facts), private_ids(incident.entries), facts
    )


def one(listed: Listed, handle: str) -> Piece:
    """Give the piece that a handle names: of a command its begin or its end; raise `NotFound`."""
    fact = find(listed.facts, handle, "no-such-evidence")
    for piece in listed.pieces:
        if fact.id in {piece.fact.id, piece.ended.id if piece.ended else ""}:
            return piece
    raise NotFound("no-such-evidence", id=handle)
