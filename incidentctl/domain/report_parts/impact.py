"""Whom and what it affected, as far as anybody knows; P4 for what is not known (S2-4, S0-28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.lifecycle import metrics
from incidentctl.domain.post_body import TO_CUSTOMERS
from incidentctl.domain.report_values import Labelled, Paragraph, Said
from incidentctl.domain.report_view import bullets, section_fields

if TYPE_CHECKING:
    from incidentctl.domain.report_values import Block
    from incidentctl.domain.report_view import View

_ALWAYS = ("impact.scope", "impact.users")
"""What every reader asks first, so that it is said to be unknown, too."""


def impact(view: View) -> tuple[Block, ...]:
    """Give features, users, and what else is known of the impact."""
    if view.is_for_customers:
        return bullets(view.rows(_names(view)))
    return bullets(_rows(view)) if view.rows(_names(view)) else ()


def unknown_impact(view: View) -> tuple[Block, ...]:
    """Say of features and users that they are not known yet; customers read it once."""
    return to_be_confirmed(view) if view.is_for_customers else bullets(_rows(view))


def measured_impact(view: View) -> tuple[Block, ...]:
    """Give the impact with how long it lasted."""
    if not any(view.known(name) for name in _names(view)):
        return ()
    listed = _rows(view)
    lasted = next((metric for metric in metrics(view.incident) if metric.name == "impact"), None)
    if lasted is not None and lasted.value is not None:
        span = view.span(lasted.value, lasted.earlier, lasted.later)
        listed.append(Labelled(Said("report.impact_lasted"), span))
    return bullets(listed)


def to_be_confirmed(view: View) -> tuple[Block, ...]:
    """Say that it is being confirmed (P4)."""
    return (Paragraph((view.phrase("P4"),)),)


def _rows(view: View) -> list[Labelled]:
    unknown = view.phrase("P4")
    names = _names(view)
    return [row for name in names for row in view.row(name, unknown if name in _ALWAYS else None)]


def _names(view: View) -> tuple[str, ...]:
    """Give the fields; the severity stands in the head."""
    if view.is_for_customers:
        return tuple(f"impact.{name}" for name in TO_CUSTOMERS)
    return tuple(name for name in section_fields("impact") if name != "severity")
