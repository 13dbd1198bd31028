"""Status updates in the timeline of a report: to whom, in which phase, and what was said."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.post_head import without_prefix
from incidentctl.domain.report_values import Said, Typed
from incidentctl.domain.runbook import said
from incidentctl.domain.wording import guess_in
from incidentctl.words import Words

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.report_values import Inline
    from incidentctl.domain.report_view import View

_AT_ONCE = timedelta(minutes=1)
_KNOWN = frozenset({"engineer", "manager", "customer"})


def is_internal(fact: Fact) -> bool:
    """Say whether a post was for engineers: only they read of it again."""
    return fact.kind == "update_posted" and fact.event.audience == "engineer"


def is_for_customers(fact: Fact) -> bool:
    """Say whether a post was for customers: of everything else they do not read."""
    return fact.kind == "update_posted" and fact.event.audience == "customer"


def is_news(fact: Fact, post: Fact) -> bool:
    """Say whether a fact came too late for a post: entered after it, or after it had gone out.

    Whoever enters a post afterwards may enter everything else before it.
    """
    return fact.order > post.order or fact.recorded > post.at.at + _AT_ONCE


def told(view: View, fact: Fact) -> Inline:
    """Give the row of a post for those who were to read it."""
    text = _said(view, fact)
    if not text.strip() or guess_in(text):
        return Said("report.row.update.told")
    return Said("report.row.update.told.text", {"text": view.typed(text, fact)})


def _form(view: View, form: str) -> Inline:
    key = f"report.form.{form}"
    return Said(key) if Words(view.lang).has(key) else Typed(form)


def _said(view: View, fact: Fact) -> str:
    posted = (update.text for update in view.incident.updates if update.fact.id == fact.id)
    return without_prefix(next(posted, fact.event.text))[0]


def row(view: View, fact: Fact) -> Inline:
    """Give the row of a post; a text that read like a guess was one, and is in no report (S0-24)."""
    event = fact.event
    phase = view.policy.phases.get(event.phase)
    is_known = event.audience in _KNOWN
    params: dict[str, Inline] = {
        "audience": Said(f"update.audience.{event.audience}") if is_known else Typed(event.audience),
        "phase": Typed(said(phase.label, view.lang) if phase else event.phase),
    }
    text = _said(view, fact)
    if not event.audience:  # a file told it, and did not say to whom
        is_guess = guess_in(text) is not None
        typed = {"text": view.typed(text, fact)}
        return Said("report.row.update.told") if is_guess else Said("report.row.update.told.text", typed)
    if event.form:
        return Said("report.row.update.form", {**params, "form": _form(view, event.form)})
    if not text.strip() or guess_in(text):
        return Said("report.row.update", params)
    return Said("report.row.update.text", {**params, "text": view.typed(text, fact)})
