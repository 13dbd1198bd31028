"""The evidence: what was attached and what commands printed, by the ids that rows of the timeline name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.evidence import Piece, pieces, size_said
from incidentctl.domain.report_values import Paragraph, Said, Table, Typed

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View

_COLUMNS = ("id", "at", "role", "what", "type", "size", "hash")
_SHORT = 12
"""Characters of a hash that tell two files apart."""


def block(view: View) -> tuple[Block, ...]:
    """Give a row for each piece, and how to see one; where a file lies on somebody's machine stays out."""
    rows = tuple(_row(view, piece) for piece in pieces(view.incident, view.entries))
    if not rows:
        return ()
    head = tuple(Said(f"report.evidence.{column}") for column in _COLUMNS)
    return (Table(head, rows), Paragraph((Said("report.evidence.see"),)))


def named(view: View, what: Inline, fact: Fact) -> Inline:
    """Give a row of the timeline with the id of the evidence for it, for whoever has the list of it."""
    if view.audience != "engineer":
        return what
    return Said("report.row.evidence", {"text": what, "id": Typed(view.handles[fact.id])})


def _row(view: View, piece: Piece) -> tuple[Inline, ...]:
    return (
        Typed(view.handles[piece.fact.id]),
        piece.fact.at,
        view.role(piece.role),
        _what(view, piece),
        _type(piece),
        Typed(size_said(piece.size)),
        Typed(piece.content[:_SHORT]),
    )


def _type(piece: Piece) -> Inline:
    media = Typed(piece.media)
    if piece.path or piece.cut:
        return Said(f"report.evidence.{'linked' if piece.path else 'cut'}", {"type": media})
    return media


def _what(view: View, piece: Piece) -> Inline:
    what = view.typed(piece.what, piece.fact)
    if piece.ended is not None:
        return Said("report.evidence.printed", {"command": what})
    name = view.typed(piece.name, piece.fact)
    if piece.name and piece.what:
        return Said("report.labelled", {"label": name, "text": what})
    return name if piece.name else what
