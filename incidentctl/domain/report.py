"""The report: a view of the incident in one of the forms, at any minute of any state (S0-23)."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import report_privacy
from incidentctl.domain.events.steps import RunbookFrozen
from incidentctl.domain.forms import RESTRICTED
from incidentctl.domain.report_chart import chart
from incidentctl.domain.report_head import head, title
from incidentctl.domain.report_parts import PARTS
from incidentctl.domain.report_values import (
    Bullets,
    Footer,
    Labelled,
    Paragraph,
    Report,
    Said,
    Section,
    Typed,
)
from incidentctl.domain.report_view import View, bullets
from incidentctl.domain.runbook import PRIVACY, said
from incidentctl.domain.zones import zone_of
from incidentctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime, tzinfo

    from incidentctl.domain.forms import Form, FormField, FormSection
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.report_values import Block
    from incidentctl.words import Lang

_SHORT = 12  # of a runbook's hash: enough to find it, short enough to read
_KEYS = {"first": "final", "progress": "final"}
"""The forms whose sections have the keys of another: those of the 障害報告書 are the same sections."""


class Basis(NamedTuple):
    """What a report is made from: the incident and the policy as of `now` (aware), for a language and zone.

    `heads` are (writer, counter, hash) of the last record of each file. `zone` is in which a phrase tells a
    time; without it, that of the incident. `apologizes`: customers read an apology (P13).
    """

    incident: Incident
    policy: Policy
    heads: Sequence[tuple[str, int, str]]
    now: datetime
    lang: Lang
    zone: tzinfo | None = None
    apologizes: bool = False


def build(form: Form, basis: Basis, audience: str = "") -> Report:
    """Give the report of an incident in a form.

    It holds facts only, roles instead of names, and nothing of the privacy track (S0-24, K9, S4-5); texts
    are still to be made safe. `audience` is one of `forms.AUDIENCES`, or "" for those whom the form is for
    (S0-27). A form for engineers marks what is less than confirmed, any other leaves it out.
    """
    audience = audience or form.audience
    is_ours, is_for_engineers = audience != "customer", form.audience == "engineer"
    view = View(
        basis.incident,
        basis.policy,
        basis.now,
        basis.lang,
        marks_certainty=is_for_engineers and is_ours,
        audience=audience,
        zone=basis.zone or zone_of(basis.incident.pulse.zone) or UTC,
        placed=form.placed,
        apologizes=basis.apologizes,
    )
    return Report(
        form=form.id,
        lang=basis.lang,
        zone=basis.incident.pulse.zone,
        prefix=view.prefix,
        title=title(view, form),
        meta=head(view, form),
        sections=tuple(_sections(view, form)),
        footer=_footer(basis, is_ours=is_ours, is_private=False),
        roles=view.labels if is_ours else {},
        chart=chart(view, with_roles=is_for_engineers) if is_ours else None,
        incident=basis.incident.id,
        audience=audience,
        is_drawn=form.chart,
        watermark=view.watermark,
    )


def build_restricted(basis: Basis, audience: str = "") -> Report:
    """Give the report of the privacy track, the only one that holds it (S4-5).

    UsageError: privacy-not-for, as it is for those who work on the track only.
    """
    if audience not in ("", "engineer"):
        raise UsageError("privacy-not-for", audience=audience)
    view = report_privacy.TrackView(
        basis.incident,
        basis.policy,
        basis.now,
        basis.lang,
        marks_certainty=True,
        zone=basis.zone or zone_of(basis.incident.pulse.zone) or UTC,
    )
    return Report(
        form=RESTRICTED,
        lang=basis.lang,
        zone=basis.incident.pulse.zone,
        prefix=view.prefix,
        title=report_privacy.title(view),
        meta=report_privacy.meta(view),
        sections=tuple(report_privacy.sections(view)),
        footer=_footer(basis, is_ours=True, is_private=True),
        roles=view.labels,
        incident=basis.incident.id,
        audience="engineer",
        watermark=view.watermark,
    )


def _footer(basis: Basis, *, is_ours: bool, is_private: bool) -> Footer:
    """Give what the report was made from; readers outside have no use for our checklists and files."""
    incident = basis.incident
    events = (entry.fact.event for entry in incident.entries)
    frozen = [event for event in events if isinstance(event, RunbookFrozen)]  # also those adopted later
    every = dict.fromkeys((event.runbook, event.source[:_SHORT]) for event in frozen)
    runbooks = tuple(each for each in every if is_ours and (each[0] == PRIVACY) == is_private)
    return Footer(basis.now, len(incident.entries), runbooks, tuple(basis.heads) if is_ours else ())


def _sections(view: View, form: Form) -> Iterator[Section]:
    """Give the sections that have something to say, counted from 1 where the form counts."""
    filled = ((row, _blocks(view, row)) for row in form.sections)
    for number, (row, blocks) in enumerate(((row, blocks) for row, blocks in filled if blocks), 1):
        key = f"report.{_KEYS.get(form.id, form.id)}.{row.id}"
        yield Section(key, Typed(said(row.heading, view.lang)), blocks, number if form.numbered else 0)


def _blocks(view: View, row: FormSection) -> tuple[Block, ...]:
    """Give what a section says: its own text, the part of the engine, its own fields; () to leave it out."""
    is_false_alarm = view.phase == "withdrawn"
    if view.audience not in row.audiences or (is_false_alarm and not row.false_alarm):
        return ()
    text = tuple(Paragraph((Typed(line),)) for line in said(row.text, view.lang).splitlines() if line.strip())
    is_required = row.required and not is_false_alarm
    blocks = _part(view, row, is_required=is_required) if row.part else ()
    own = tuple(line for field in row.fields for line in _field(view, field, is_required=is_required))
    if not (blocks or own) and (row.part or row.fields):
        return ()
    return (*text, *_followed(blocks, own))


def _part(view: View, row: FormSection, *, is_required: bool) -> tuple[Block, ...]:
    part = PARTS[row.part]
    if part.is_inside and view.is_for_customers:
        return ()
    in_detail = {"in_detail": view.audience in row.in_detail} if part.has_detail else {}
    return part.fill(view, **in_detail) or (part.otherwise(view) if is_required else ())


def _field(view: View, field: FormField, *, is_required: bool) -> tuple[Labelled, ...]:
    """Give the row of a field; where it must not be missing, P4, or once it is over that there is nothing."""
    if view.audience not in field.audiences:
        return ()
    unknown = Said("report.not_recorded") if view.is_over else view.phrase("P4")
    rows = view.row(field.name, unknown if is_required else None)
    label = said(field.label, view.lang)
    return tuple(row._replace(label=Typed(label)) for row in rows) if label else rows


def _followed(blocks: tuple[Block, ...], rows: tuple[Labelled, ...]) -> tuple[Block, ...]:
    """Give rows after blocks, in one list with the rows that these end with."""
    if blocks and rows and isinstance(blocks[-1], Bullets):
        return (*blocks[:-1], Bullets((*blocks[-1].items, *rows)))
    return (*blocks, *bullets(rows))
