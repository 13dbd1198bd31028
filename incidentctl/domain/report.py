"""The report: a view of the incident in one of the forms, at any minute of any state (S0-23)."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from incidentctl.domain import (
    report_final,
    report_first,
    report_postmortem,
    report_privacy,
    report_progress,
)
from incidentctl.domain.report_chart import chart
from incidentctl.domain.report_privacy import TrackView
from incidentctl.domain.report_values import Footer, Report
from incidentctl.domain.report_view import View
from incidentctl.domain.runbook import PRIVACY
from incidentctl.domain.zones import zone_of
from incidentctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.words import Lang

FORMS = {
    "postmortem": report_postmortem,
    "first": report_first,
    "progress": report_progress,
    "final": report_final,
}
"""The forms that may go wide, by name."""

RESTRICTED = "privacy"
"""The form of the privacy track, and the only one that holds it (S4-5)."""

_SHORT = 12  # of a runbook's hash: enough to find it, short enough to read


_FOR_ENGINEERS = frozenset({"postmortem", RESTRICTED})
"""The forms that engineers read, where nobody says; in them, what is less than confirmed is marked."""


def build(  # noqa: PLR0913, PLR0917 - what a report is made from
    form: str,
    incident: Incident,
    policy: Policy,
    heads: Sequence[tuple[str, int, str]],
    now: datetime,
    lang: Lang,
    *,
    audience: str = "",
    zone: tzinfo | None = None,
) -> Report:
    """Give the report of an incident as of `now` (aware), in one of `FORMS` or as `RESTRICTED`.

    `heads` are (writer, counter, hash) of the last record of each file. The result holds facts only, roles
    instead of names, and nothing of the privacy track but in its own form, `RESTRICTED` (S0-24, K9, S4-5);
    texts are still to be made safe.

    `audience` is one of `post.AUDIENCES`, or "" for those whom the form is for: engineers read the
    postmortem, managers the others (S0-27). `zone` is in which a phrase tells a time; without it, that of
    the incident.

    UsageError: no-such-form; privacy-not-for, as the privacy track is for those who work on it only.
    """
    shapes = {**FORMS, RESTRICTED: report_privacy}
    if form not in shapes:
        raise UsageError("no-such-form", form=form, forms=", ".join(shapes))
    shape = shapes[form]
    is_private = form == RESTRICTED
    viewed = TrackView if is_private else View
    audience = audience or ("engineer" if form in _FOR_ENGINEERS else "manager")
    if is_private and audience != "engineer":
        raise UsageError("privacy-not-for", audience=audience)
    view = viewed(
        incident,
        policy,
        now,
        lang,
        marks_certainty=form in _FOR_ENGINEERS and audience != "customer",
        audience=audience,
        zone=zone or zone_of(incident.pulse.zone) or UTC,
    )
    is_ours = audience != "customer"
    runbooks = tuple(
        (name, fact.event.source[:_SHORT])
        for name, fact in incident.runbooks.items()
        if is_ours and (name == PRIVACY) == is_private
    )
    return Report(
        form=form,
        lang=lang,
        zone=incident.pulse.zone,
        prefix=view.prefix,
        title=shape.title(view),
        meta=shape.meta(view),
        sections=tuple(shape.sections(view)),
        footer=Footer(now, len(incident.entries), runbooks, tuple(heads) if is_ours else ()),
        roles=view.labels if is_ours else {},
        chart=None if is_private or not is_ours else chart(view, with_roles=form == "postmortem"),
        incident=incident.id,
        audience=audience,
    )
