"""The report of the privacy track: the only output that holds it, for those who work on it (S4-5, S4-6).

It is code and no form in YAML, and no team's file takes its place: it sees what every other report must not,
so that a slip in a file of a team could send personal data to everybody.
"""

from __future__ import annotations

from datetime import UTC
from functools import cached_property
from typing import TYPE_CHECKING

from incidentctl.domain import report_commands, report_evidence
from incidentctl.domain.duties import standings
from incidentctl.domain.evidence import SAID
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.report_head import zone
from incidentctl.domain.report_values import (
    Labelled,
    Paragraph,
    Row,
    Said,
    Section,
    Table,
    Timeline,
    Typed,
    Value,
)
from incidentctl.domain.report_view import View, bullets
from incidentctl.domain.runbook import said
from incidentctl.domain.tasks import wording
from incidentctl.domain.times import Moment
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.duties import Standing
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry
    from incidentctl.domain.report_values import Block, Inline

_KNOWN = ("privacy.concern", "privacy.aware_at", "privacy.lead", "privacy.channel", "privacy.told")
_DATA = ("privacy.items", "privacy.whose", "privacy.count", "privacy.as_of")
_KIND = ("privacy.sensitive", "privacy.payment", "privacy.unlawful", "privacy.secrecy")
_EVENT = ("privacy.how", "privacy.reached")
_CONTAINED = ("privacy.contained", "privacy.containment", "privacy.preserved")
_TOLD = ("privacy.persons", "privacy.regulators", "privacy.partners", "privacy.police", "privacy.judged_by")
_NEXT = ("privacy.first_report_due", "privacy.final_report_due", "privacy.next_check_at", "privacy.report")


class TrackView(View):
    """An incident as its privacy track sees it: the facts of the track, and no other."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the track that stand."""
        return tuple(entry for entry in self._standing if entry.fact.id in self.private)

    @property
    def prefix(self) -> str:
        """Say at the very top for whom this is."""
        return Words(self.lang)("report.privacy.prefix")

    def asked(self, names: tuple[str, ...]) -> tuple[Labelled, ...]:
        """Give a row for each field: its value, "unknown", or that nobody has answered yet."""
        return tuple(row for name in names for row in self.row(name, self._otherwise(name)))

    def _otherwise(self, name: str) -> Said:
        return Said("when.unknown" if name in self.incident.fields else "report.privacy.unasked")


def title(view: View) -> Said:
    """Give the title; the prefix before it says that the report is restricted."""
    return Said("report.privacy.title", {"title": view.title})


def meta(view: View) -> tuple[Labelled, ...]:
    """Say for whom it is, of which incident, as of when, and since when the track is open."""
    pulse = view.incident.pulse
    state = {"yes": "open", "again": "open", "unknown": "unknown", "no": "none"}.get(pulse.privacy, "unasked")
    lines = (
        ("restricted", Said("report.privacy.restricted")),
        ("id", Typed(view.incident.id)),
        ("reported", Moment(view.now)),
        ("track", Said(f"report.privacy.track.{state}")),
        ("state", Said(f"phase.{view.phase}")),
        ("zone", zone(view)),
    )
    return tuple(Labelled(Said(f"report.meta.{key}"), text) for key, text in lines)


def sections(view: View) -> Iterator[Section]:
    """Give what is known, what data, what was done, who must be told and until when, and what happened."""
    assert isinstance(view, TrackView)  # noqa: S101 - for the type checker
    rows: list[tuple[str, tuple[Block, ...]]] = [
        ("known", bullets(view.asked(_KNOWN))),
        ("data", bullets(view.asked((*_DATA, *_KIND)))),
        ("event", bullets(view.asked(_EVENT))),
        ("contained", bullets(view.asked(_CONTAINED))),
        ("told", bullets(view.asked(_TOLD))),
        ("clocks", _clocks(view)),
        ("timeline", _timeline(view)),
        ("evidence", report_evidence.block(view)),
    ]
    yield from (
        Section(f"report.privacy.{key}", Said(f"report.privacy.{key}"), blocks, n)
        for n, (key, blocks) in enumerate(rows, 1)
        if blocks or key != "evidence"
    )


def _clocks(view: TrackView) -> tuple[Block, ...]:
    """Give the deadlines of the track: none runs that no human started (S4-9)."""
    rows = [
        each
        for each in standings(view.incident, view.policy)
        if (each.legal is not None and each.legal.private) or (each.fact and each.fact.id in view.private)
    ]
    advice = Paragraph((Said("report.privacy.verify"),))
    dates = bullets(view.rows(_NEXT))
    if not rows:
        return (Paragraph((Said("report.privacy.no_clock"),)), *dates, advice)
    head = tuple(Said(f"report.privacy.clock.{column}") for column in ("name", "anchor", "due", "state"))
    return (Table(head, tuple(_clock(view, row) for row in rows)), *dates, advice)


def _clock(view: TrackView, row: Standing) -> tuple[Inline, ...]:
    name = Typed(said(row.legal.name, view.lang) if row.legal else row.id)
    due: Inline = Moment(row.due) if row.due else Typed("")
    if row.due and row.soft_from:
        due = Said("report.privacy.clock.soft", {"low": Moment(row.soft_from), "high": due})
    state = Said(f"report.privacy.clock.state.{row.state}")
    if row.fact is not None and row.state == "submitted":
        state = Said("report.privacy.clock.state.submitted_at", {"at": row.fact.at})
    elif row.fact is not None and row.state == "stopped":
        params = {"why": view.typed(row.fact.event.why, row.fact), "role": view.role(row.role)}
        state = Said("report.privacy.clock.state.stopped_why", params)
    elif row.state == "running" and row.due and row.due <= view.now:
        state = Said("report.privacy.clock.state.overdue")
    return name, row.anchor or Said("report.privacy.clock.no_anchor"), due, state


def _timeline(view: TrackView) -> tuple[Block, ...]:
    found = [
        (entry.fact.at.at.astimezone(UTC), entry.fact.order, Row(entry.fact.at, entry.role, what))
        for entry in view.entries
        if (what := _what(view, entry.fact)) is not None
    ]
    rows = tuple(row for _, _, row in sorted(found, key=lambda item: item[:2]))
    return (Timeline(rows),) if rows else (Paragraph((Said("report.nothing_recorded"),)),)


def _what(view: TrackView, fact: Fact) -> Inline | None:  # noqa: PLR0911 - one row per kind
    """Say what a fact of the track adds; a guess or a question adds nothing yet (S0-24)."""
    event = fact.event
    match fact.kind:
        case "field_set" if event.field in FIELDS:
            label = Said(f"fields.{event.field}")
            return Said("report.labelled", {"label": label, "text": _value(view, fact)})
        case "noted" | "attached" if event.stance in SAID:
            return _sourced(view, fact)
        case "command_begun":
            return report_commands.row(view, fact)
        case "acted" | "decided" | "concern_raised" | "task_reported":
            return view.typed(event.text, fact)
        case "task_assigned":
            text = view.typed(wording(event, Words(view.lang)), fact)
            return Said("report.privacy.row.task", {"text": text})
        case "task_ended":
            return _task_ended(view, fact)
        case "step_done" | "step_skipped":
            return _step(view, fact)
        case "clock_started" | "clock_submitted" | "clock_stopped":
            clock = view.policy.clocks.get(event.clock)
            name = Typed(said(clock.name, view.lang) if clock else event.clock)
            return Said(f"report.privacy.row.{fact.kind}", {"name": name})
    return None


def _task_ended(view: TrackView, fact: Fact) -> Inline | None:
    """Say what came of what was asked for."""
    task = view.incident.tasks.get(fact.event.task)
    if task is None or fact.event.outcome != "done":
        return None
    text = Said(
        "report.row.task", {"text": view.typed(wording(task.fact.event, Words(view.lang)), task.fact)}
    )
    remark = view.typed(fact.event.text, fact)
    return Said("report.row.remark", {"text": text, "remark": remark}) if fact.event.text else text


def _value(view: TrackView, fact: Fact) -> Inline:
    field, value = FIELDS[fact.event.field], fact.event.value
    if field.type == "person" and value:
        return view.role(view.names.role(str(value), fact))
    return Value(field, view.without_names(value, fact))


def _sourced(view: TrackView, fact: Fact) -> Inline:
    text: Inline = view.typed(fact.event.text or getattr(fact.event, "name", ""), fact)
    if fact.kind == "attached":
        text = report_evidence.named(view, text, fact)
    if not fact.event.source:
        return text
    return Said("report.row.relayed", {"text": text, "source": view.typed(fact.event.source, fact)})


def _step(view: TrackView, fact: Fact) -> Inline | None:
    """Say what was ticked or left out with a remark; a bare tick says nothing that is not above."""
    remark = getattr(fact.event, "text", "") or getattr(fact.event, "why", "")
    if not remark:
        return None
    key = f"report.privacy.row.{fact.kind}"
    step = Typed(fact.event.step.rpartition("/")[2])
    return Said(key, {"step": step, "text": view.typed(remark, fact)})
