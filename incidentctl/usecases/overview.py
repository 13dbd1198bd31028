"""Overview: what is going on, and the one command to run next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.checklist import checklist, next_item
from incidentctl.domain.checklist import progress as progress_of
from incidentctl.domain.incident import Incident, fold
from incidentctl.domain.runbook import FLOW
from incidentctl.domain.times import from_iso
from incidentctl.errors import Damaged
from incidentctl.usecases.freezing import frozen_runbooks
from incidentctl.usecases.notices import next_command, notices_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.pulse import Pulse
    from incidentctl.domain.screens import Notice
    from incidentctl.ports import Context, Trouble
    from incidentctl.usecases.locate import Located

SHOWN = 3
QUIET = frozenset({"runbook_frozen", "step_started", "undone", "amended"})


class Progress(NamedTuple):
    """How far a checklist is: steps with an outcome, of those that apply."""

    runbook: str
    ended: int
    total: int


class Overview(NamedTuple):
    """What the bare command shows. `minutes` since it was declared; `last` are the newest entries."""

    pulse: Pulse
    minutes: int
    notices: tuple[Notice, ...]
    progress: tuple[Progress, ...]
    last: tuple[Fact, ...]
    others: tuple[str, ...]
    following: str
    damage: tuple[Trouble, ...] = ()


def look_around(context: Context, located: Located) -> Overview:
    """Read the incident and say where it stands and what to do next."""
    reading = context.timeline.read(located.id)
    incident = fold(reading.facts)
    pulse = incident.pulse
    since = (context.now() - from_iso(pulse.declared)).total_seconds() if pulse.declared else 0
    rows, pending = [], ""
    try:
        runbooks = frozen_runbooks(context, incident)
    except Damaged:  # `walk` says so; what is going on can be seen all the same
        runbooks = []
    for runbook in runbooks:
        items = checklist(runbook, incident.steps, context.now())
        ended, total = progress_of(items)
        if next_item(items) is not None:
            rows.append(Progress(runbook.id, ended, total))
            pending = pending or runbook.id
    plain = [entry for entry in incident.entries if not entry.undone and entry.fact.kind not in QUIET]
    last = tuple(entry.fact for entry in plain[-SHOWN:])
    return Overview(
        pulse,
        int(since // 60),
        notices_for(context, pulse),
        tuple(rows[:SHOWN]),
        last,
        located.others,
        _following(incident, pending, located.others),
        tuple(trouble for trouble in reading.troubles if trouble.severity != "notice"),
    )


def _following(incident: Incident, pending: str, others: Sequence[str]) -> str:
    """Give the one command: tell somebody first, then the checklist that is open, then the next one."""
    pulse = incident.pulse
    if not pulse.is_open:
        return next_command(pulse, others)
    if not pulse.told and pending != FLOW[0]:
        return "incidentctl tell WHO..."
    if pending:
        return f"incidentctl walk {pending}"
    unseen = next((known for known in FLOW if known not in incident.runbooks), "")
    return f"incidentctl walk {unseen}" if unseen else "incidentctl report"
