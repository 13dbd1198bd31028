"""Review: what comes back at the steps of closing, and the proposed edits of the checklists."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import follow_ups
from incidentctl.domain.follow_up_terms import TIMINGS
from incidentctl.domain.handles import handles
from incidentctl.domain.report_names import Names
from incidentctl.domain.review import changes, edited, parked
from incidentctl.domain.roles import formation, labels
from incidentctl.domain.runbook import PRIVACY, fold_id
from incidentctl.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.runbook import Part, Step
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


class Proposal(NamedTuple):
    """A proposed edit of a runbook: a unified diff against what the incident walked, of so many changes."""

    runbook: str
    diff: tuple[str, ...]
    changes: int


def proposals(context: Context, located: Located, wanted: str = "") -> tuple[Proposal, ...]:
    """Give a proposed edit for each runbook of the incident in which the log suggests one (S3-16).

    Nothing is changed anywhere. Raises `NotFound` for a runbook that the incident has not.
    """
    incident = context.timeline.state(located.id)
    ids = [known for known in incident.runbooks if known != PRIVACY]
    if wanted:
        ids = [known for known in ids if fold_id(known) == fold_id(wanted)]
        if not ids:
            raise NotFound("no-such-runbook", id=wanted)
    names = _names(context, incident)
    found = []
    for known in ids:
        suggested = changes(incident, known, names)
        source = context.timeline.fetch(incident.runbooks[known].event.source).decode("utf-8-sig")
        after = edited(source, suggested, incident.id, context.words)
        name = f"{known}.yaml"
        diff = tuple(unified_diff(source.splitlines(), after.splitlines(), name, name, lineterm="", n=2))
        if diff:
            found.append(Proposal(known, diff, len(suggested)))
    return tuple(found)


def brought_back(context: Context, incident: Incident, step: Step, part: Part | None) -> Iterator[str]:
    """Give what belongs beside a question of the review: parked questions, what is to be settled, the diff.

    Whatever was parked stands with the first question of its step, the rest with each.
    """
    saves = part.save if part else ""
    is_first = bool(step.parts) and part == step.parts[0]
    words = context.words
    if saves.startswith("lessons.") and is_first:
        names = _names(context, incident)
        for fact in parked(incident):
            yield words("follow_up.parked", text=names.replaced(fact.event.text, fact))
    if saves.removeprefix("priorities.") in TIMINGS:
        yield from _to_settle(context, incident)
    if saves == "runbook_change":
        names = _names(context, incident)
        if any(changes(incident, known, names) for known in incident.runbooks):
            yield words("follow_up.proposal")


def _to_settle(context: Context, incident: Incident) -> Iterator[str]:
    words = context.words
    called = handles(entry.fact for entry in incident.entries)
    rows = follow_ups.rows(incident, words, _names(context, incident))
    open_ = [row for row in rows if row.state == "open" and not row.when]
    if open_:
        yield words("follow_up.how-to-settle")
    for row in open_:
        kind = words(f"fields.follow_up.{row.kind}") if row.kind else words("follow_up.no-kind")
        yield words("follow_up.to-settle", handle=called[row.id], text=row.text, kind=kind)


def _names(context: Context, incident: Incident) -> Names:
    return Names(incident, context.words, labels(formation(incident, context.policy()), context.lang))
