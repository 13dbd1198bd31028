"""Freezing: the runbooks of an incident, as they stood when they entered it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from incidentctl.domain.checklist import checklist, next_item
from incidentctl.domain.events.steps import RunbookFrozen
from incidentctl.domain.facts import New
from incidentctl.domain.runbook import FLOW, Runbook, from_json, to_json
from incidentctl.errors import Damaged, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.pulse import Pulse
    from incidentctl.ports import Context, Found
    from incidentctl.usecases.locate import Located


def frozen(context: Context, incident: Incident, runbook_id: str) -> Runbook | None:
    """Give a runbook as it stood when it entered the incident; None when it has not.

    Raises `Damaged` when what was stored is missing, was changed, or is no checklist to this version.
    """
    fact = incident.runbooks.get(runbook_id)
    if fact is None:
        return None
    stored = context.timeline.fetch(fact.event.compiled)
    try:
        return from_json(json.loads(stored))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Damaged("no-checklist", runbook=runbook_id) from None


def frozen_runbooks(context: Context, incident: Incident) -> Sequence[Runbook]:
    """Give all runbooks of the incident, those of the flow first and in its order."""
    ids = sorted(incident.runbooks, key=lambda known: FLOW.index(known) if known in FLOW else len(FLOW))
    return [runbook for known in ids if (runbook := frozen(context, incident, known))]


def freeze(context: Context, located: Located, found: Found, *, is_adopted: bool = False) -> bool:
    """Freeze a runbook in the incident, as its formation walks it; False where it is there already.

    Its texts are stored first, then the event that names them. Another terminal may have done it meanwhile:
    what is there already stays, and only another text that is to be adopted takes its place.
    """
    assert found.runbook is not None  # noqa: S101 - `RunbookSource.get` gives only sound ones
    runbook = as_walked(context, located.pulse, found.runbook)
    compiled = json.dumps(to_json(runbook), ensure_ascii=False, sort_keys=True).encode()
    event = RunbookFrozen(
        runbook=found.runbook.id,
        source=context.timeline.keep(found.source),
        compiled=context.timeline.keep(compiled),
        origin=found.origin,
        file=found.path.rpartition("/")[2],
    )

    def decide(incident: Incident) -> Sequence[New]:
        known = incident.runbooks.get(event.runbook)
        is_there = known is not None and (not is_adopted or known.event[:3] == event[:3])
        return () if is_there else [New(event)]

    return context.timeline.transact(located.id, decide, by=context.user) is not None


def is_edited(context: Context, incident: Incident, runbook_id: str) -> bool:
    """Say whether the file of a runbook of the incident holds another text by now; it is not read as YAML."""
    event = incident.runbooks[runbook_id].event
    text = context.on_disk(event.origin, event.file or f"{runbook_id}.yaml")
    return text is not None and sha256(text).hexdigest() != event.source


def runbook_for(context: Context, located: Located, incident: Incident, runbook_id: str) -> Runbook:
    """Give a runbook of the incident, freezing it if this is its first use.

    Raises `NotFound` or `Invalid` when it is not there, or wrong.
    """
    known = frozen(context, incident, runbook_id)
    if known is not None:
        return known
    found = context.runbooks.get(runbook_id)
    assert found.runbook is not None  # noqa: S101 - `RunbookSource.get` gives only sound ones
    walked = as_walked(context, located.pulse, found.runbook)
    if found.runbook.id not in incident.runbooks and freeze(context, located, found):
        return walked
    return frozen(context, context.timeline.state(located.id), found.runbook.id) or walked


def as_walked(context: Context, pulse: Pulse, runbook: Runbook) -> Runbook:
    """Give a runbook as the formation of the incident walks it: with its roles, called as it calls them."""
    from incidentctl.domain.roles import fitted  # noqa: PLC0415 - start-up: once for each checklist

    return fitted(runbook, context.profile(pulse.profile))


def choose_runbook(context: Context, incident: Incident, wanted: str = "") -> str:
    """Give the runbook to walk: the one that was named, else the first of the flow that has open steps."""
    if wanted:
        return wanted
    for runbook_id in FLOW:
        runbook = frozen(context, incident, runbook_id)
        if runbook is None or next_item(checklist(runbook, incident, context.now())):
            return runbook_id
    for runbook in frozen_runbooks(context, incident):
        if next_item(checklist(runbook, incident, context.now())):
            return runbook.id
    raise NotFound("nothing-left-to-walk")
