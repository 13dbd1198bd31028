"""Decisions in a report: a row for each in the timeline, and for engineers on what each rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.decisions import standing, unweighed
from incidentctl.domain.events.decisions import DETAILS
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.report_values import Labelled, Said, Table, Typed, Value

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View
    from incidentctl.domain.state import Decision

_SHOWN = tuple(name for name in DETAILS if name != "level")


def row(view: View, fact: Fact) -> Inline | None:
    """Say what was decided, or put to somebody above, or their word on it: positions, never names (S2-3)."""
    known = view.incident.decisions.get(getattr(fact.event, "decision", fact.id))
    if known is None or not view.shows(known.fact):
        return None
    text = view.typed(known.fact.event.text, known.fact)
    if known.level == "field":
        return Said("report.row.decision", {"text": text})
    params: dict[str, Inline] = {"text": text, "level": Said(f"fields.decision.level={known.level}")}
    if fact.kind == "decided":
        return Said("report.row.put", params)
    key = f"report.row.{fact.event.verdict}"
    why = fact.event.why
    return Said(f"{key}.why", {**params, "why": view.typed(why, fact)}) if why else Said(key, params)


def listed(view: View) -> tuple[Labelled, ...]:
    """Give the decisions that stand; logs from before they had events of their own have a field."""
    if not view.incident.decisions:
        return view.row("decision")
    return tuple(Labelled(Said("fields.decision"), _text(view, known)) for known in _standing(view))


def table(view: View) -> tuple[Block, ...]:
    """Give all decisions that stand with what each rests on, if anybody said so of one."""
    shown = _standing(view)
    if not any(getattr(known, name) for known in shown for name in _SHOWN):
        return ()
    head = tuple(Said(f"fields.{name}") for name in ("decision", *(f"decision.{each}" for each in _SHOWN)))
    return (Table(head, tuple(_cells(view, known) for known in shown)),)


def _standing(view: View) -> list[Decision]:
    shown = (known for known in standing(view.incident) if view.shows(known.fact))
    return sorted(shown, key=lambda known: known.fact.happened)


def questions(view: View) -> tuple[Inline, ...]:
    """Give the risks that nobody has named yet, of decisions that rest on intuition (S2-9)."""
    return tuple(
        Said("report.unweighed", {"text": _text(view, known)})
        for known in sorted(unweighed(view.incident), key=lambda known: known.fact.happened)
        if view.shows(known.fact)
    )


def _text(view: View, known: Decision) -> Inline:
    return view.typed(known.fact.event.text, known.fact)


def _cells(view: View, known: Decision) -> tuple[Inline, ...]:
    basis: Inline = Value(FIELDS["decision.basis"], known.basis) if known.basis else Typed("")
    typed = (view.typed(text, known.fact) for text in (known.risk, known.stop_if))
    return (_text(view, known), basis, *typed)
