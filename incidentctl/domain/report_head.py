"""The head of a report: its title, and the lines below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.incident import ROLE_ORDER
from incidentctl.domain.report_values import Filled, Labelled, Said, Typed
from incidentctl.domain.runbook import said
from incidentctl.domain.times import Moment
from incidentctl.domain.zones import offset_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.forms import Form
    from incidentctl.domain.report_values import Inline
    from incidentctl.domain.report_view import View

LINES = ("id", "date", "reported", "status", "state", "severity", "author", "authors", "zone")
"""What a form may list, besides fields."""

_TO_CUSTOMERS = frozenset({"id", "date", "reported", "status", "state", "service", "zone"})
_AUTHORS = ("scribe", "liaison", "commander")


def title(view: View, form: Form) -> Filled:
    """Give the title, without the prefix: it may say that it is a draft, or the how-manieth report."""
    text = form.title
    if form.title_again and view.posts:
        text = form.title_again
    elif form.title_draft and not view.is_over:
        text = form.title_draft
    number = Typed(str(len(view.posts) + 1))
    return Filled(said(text, view.lang), {"title": view.title, "n": number})


def head(view: View, form: Form) -> tuple[Labelled, ...]:
    """Give the lines that the form lists; customers read neither of a severity nor of a role."""
    return tuple(
        line
        for name in form.head
        if not view.is_for_customers or name in _TO_CUSTOMERS
        for line in _lines(view, name)
    )


def _lines(view: View, name: str) -> Iterator[Labelled]:
    if name not in LINES:
        yield from view.row(name)
    elif (text := _text(view, name)) is not None:
        yield Labelled(Said(f"report.meta.{name}"), text)


def _text(view: View, name: str) -> Inline | None:  # noqa: PLR0911 - one line each
    acted = {entry.role for entry in view.entries}
    match name:
        case "id":
            return Typed(view.incident.id)
        case "date":
            return view.incident.milestone("declared")
        case "reported":
            return Moment(view.now)
        case "status":
            state = "final" if view.phase in ("closed", "withdrawn") else "draft"
            return Said(f"report.status.{state}", {"phase": Said(f"phase.{view.phase}")})
        case "state":
            return Said(f"phase.{view.phase}")
        case "severity":
            return view.severity(view.incident.pulse.severity)
        case "author":
            return view.role(next((role for role in _AUTHORS if role in acted), "commander"))
        case "zone":
            return zone(view)
        case _:
            roles = [view.role(role) for role in (*ROLE_ORDER, "responder") if role in acted]
            return Said("report.joined", {str(n): role for n, role in enumerate(roles)})


def zone(view: View) -> Typed:
    """Say in which zone all times are, those that people typed as well: before and after a clock change."""
    began = view.incident.milestone("started") or view.incident.milestone("declared")
    ends = (began.at if began else view.now, view.now)
    return Typed(", ".join(dict.fromkeys(offset_name(at.astimezone(view.zone)) for at in ends)))
