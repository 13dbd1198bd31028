"""The metrics: how long it took to detect, acknowledge, mitigate and resolve, with their formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.lifecycle import metrics, warnings_of_order
from incidentctl.domain.report_values import Bullets, Said, Table

if TYPE_CHECKING:
    from incidentctl.domain.lifecycle import Metric
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View


def measured(view: View) -> tuple[Block, ...]:
    """Give the metrics with their formulas, and what is odd about the times; none that is still to come."""
    found = [each for each in metrics(view.incident) if view.is_over or each.reason != "not-recorded"]
    if not found:
        return ()
    head = tuple(Said(f"report.metric.{column}") for column in ("name", "value", "formula"))
    lines = [(Said(f"report.metric.{m.name}"), _measure(view, m), _formula(m)) for m in found]
    table = Table(head, tuple(lines))
    odd = [
        Said(
            "report.order",
            {"later": Said(f"report.milestone.{later}"), "earlier": Said(f"report.milestone.{earlier}")},
        )
        for later, earlier in warnings_of_order(view.incident)
    ]
    is_empty = not any(metric.value for metric in found)
    if is_empty and not odd and not view.is_over:
        return ()
    return (table, Bullets(tuple(odd))) if odd else (table,)


def _measure(view: View, metric: Metric) -> Inline:
    if metric.value is not None:
        return view.span(metric.value, metric.earlier, metric.later)
    return Said(f"report.metric.none.{metric.reason}", {"name": Said(f"report.milestone.{metric.missing}")})


def _formula(metric: Metric) -> Said:
    names = {name: Said(f"report.milestone.{getattr(metric, name)}") for name in ("later", "earlier")}
    return Said("report.metric.difference", names)
