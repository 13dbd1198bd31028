"""The cause, once it is confirmed, and what contributed to it: never a single root (S0-25, S4-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.path import boundary
from incidentctl.domain.report_parts.actions import action_to_confirm_cause
from incidentctl.domain.report_values import Labelled, Paragraph, Said
from incidentctl.domain.report_view import bullets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.report_values import Block
    from incidentctl.domain.report_view import View


def cause(view: View) -> tuple[Block, ...]:
    """Give the confirmed cause, P1, or once it is closed P12, if an action goes on looking for it."""
    if view.is_for_customers:
        return _to_customers(view)
    rest = (*view.factors(), *view.row("detection.delay"))
    number = action_to_confirm_cause(view)
    if view.cause is None and view.phase == "closed" and number:
        return (Paragraph((view.phrase("P12", action=number),)), *bullets(rest))
    return _with(view, rest)


def factors(view: View) -> tuple[Block, ...]:
    """Give the cause as engineers want it: with its evidence, and how far the request path is normal."""
    if view.is_for_customers:
        return _to_customers(view)
    evidence = ("cause.evidence",) if view.cause else ()
    path = (*view.row("path"), *_boundary(view)) if view.audience == "engineer" else ()
    return _with(view, (*view.rows(evidence), *view.factors(), *path))


def unknown_cause(view: View) -> tuple[Block, ...]:
    """Give P1 and nothing besides (S0-25)."""
    return (Paragraph((view.phrase("P1"),)),)


def _with(view: View, rest: Sequence[Labelled]) -> tuple[Block, ...]:
    if view.cause is None and not rest:
        return ()
    return (Paragraph((view.cause or view.phrase("P1"),)), *bullets(rest))


def _to_customers(view: View) -> tuple[Block, ...]:
    return _with(view, view.factors()) if view.cause else ()


def _boundary(view: View) -> tuple[Labelled, ...]:
    """Give how far the request path is normal (S0-18), once a hop is marked."""
    found = boundary(view.incident)
    if found.key == "unmarked":
        return view.rows(("path.last_good", "path.first_bad"))
    params = {
        "good": view.typed(found.good),
        "bad": view.typed(found.bad),
        "unknown": Said("report.joined", {str(n): view.typed(hop) for n, hop in enumerate(found.unknown)}),
    }
    return (Labelled(Said("report.boundary"), Said(f"path.{found.key}", params)),)
