"""Overview: what is going on in both lanes, and the one command to run next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.checklist import checklist, next_item
from incidentctl.domain.checklist import progress as progress_of
from incidentctl.domain.handles import named
from incidentctl.domain.incident import Incident, fold
from incidentctl.domain.lifecycle import FOLLOWING, clocks, phase
from incidentctl.domain.privacy import private_ids
from incidentctl.domain.report_names import Names
from incidentctl.domain.runbook import FLOW
from incidentctl.domain.times import from_iso
from incidentctl.errors import Damaged
from incidentctl.usecases.freezing import frozen_runbooks
from incidentctl.usecases.notices import next_command, notices_for

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.pulse import Pulse
    from incidentctl.domain.screens import Notice
    from incidentctl.domain.state import Decision, Write
    from incidentctl.ports import Context, Trouble
    from incidentctl.usecases.locate import Located

LINES = 12
"""What the bare command prints at most, the next command included (cli.md)."""

SHOWN = 3
QUIET = frozenset({"runbook_frozen", "step_started", "undone", "amended", "redacted", "overridden"})


class Progress(NamedTuple):
    """How far a checklist is: steps with an outcome, of those that apply."""

    runbook: str
    ended: int
    total: int


class Lanes(NamedTuple):
    """The two lanes (S2-1): restoring, and telling users.

    `write` is the change that is under way, `decision` the one that waits for somebody above, else the one
    to be carried out (S0-13). `told` is when anybody was last told, `due` when the next update is.
    """

    write: Write | None = None
    decision: Decision | None = None
    told: datetime | None = None
    due: datetime | None = None


class Overview(NamedTuple):
    """What the bare command shows. `minutes` since it was declared; `last` are the newest entries.

    It may be read over shoulders and on shared screens: `names` puts roles for people into its texts (K9).
    """

    pulse: Pulse
    minutes: int
    lanes: Lanes
    notices: tuple[Notice, ...]
    progress: tuple[Progress, ...]
    last: tuple[Fact, ...]
    others: tuple[str, ...]
    following: str
    names: Names
    damage: tuple[Trouble, ...] = ()


def look_around(context: Context, located: Located) -> Overview:
    """Read the incident and say where it stands and what to do next."""
    reading = context.timeline.read(located.id)
    incident = fold(reading.facts)
    pulse = incident.pulse
    since = (context.now() - from_iso(pulse.declared)).total_seconds() if pulse.declared else 0
    progress = progress_in(context, incident)
    private = private_ids(incident.entries)
    plain = [
        entry
        for entry in incident.entries
        if not (entry.undone or entry.erased)
        and entry.fact.kind not in QUIET
        and entry.fact.id not in private
    ]
    next_one = following(context, incident, progress, located.others)
    return Overview(
        pulse,
        int(since // 60),
        _lanes(incident, private),
        notices_for(context, pulse, following=[next_one])[:SHOWN],
        progress[:SHOWN],
        tuple(entry.fact for entry in plain[-SHOWN:]),
        located.others,
        next_one,
        Names(incident, context.words),
        tuple(trouble for trouble in reading.troubles if trouble.severity != "notice"),
    )


def progress_in(context: Context, incident: Incident) -> tuple[Progress, ...]:
    """Give the checklists that were begun and have something to do now, those of the flow first."""
    try:
        runbooks = frozen_runbooks(context, incident)
    except Damaged:  # `walk` says so; what is going on can be seen all the same
        return ()
    rows = []
    for runbook in runbooks:
        items = checklist(runbook, incident, context.now())
        if next_item(items) is not None:
            rows.append(Progress(runbook.id, *progress_of(items)))
    return tuple(rows)


def following(
    context: Context, incident: Incident, progress: Sequence[Progress], others: Sequence[str] = ()
) -> str:
    """Give the one command: tell somebody first, then what blocks, then the end, then the checklists."""
    pulse = incident.pulse
    if not pulse.is_open:
        return next_command(pulse, others)
    pending = progress[0].runbook if progress else ""
    if not pulse.told and pending != FLOW[0]:
        return "incidentctl tell WHO..."
    command = _blocking(pulse, context.now(), context.user) or _ending(incident, context.user)
    if command:
        return command
    if pending:
        return f"incidentctl walk {pending}"
    unseen = next((known for known in FLOW if known not in incident.runbooks), "")
    return f"incidentctl walk {unseen}" if unseen else "incidentctl report"


def _blocking(pulse: Pulse, now: datetime, user: str) -> str:
    """Give the command for what keeps others waiting and `user` can end; "" for nothing."""
    if any(clock.name == "update" and clock.is_overdue for clock in clocks(pulse, now)):
        return "incidentctl update"
    if any(who == user for who, _ in pulse.writes.values()):
        return "incidentctl act --end"
    if pulse.concerns:
        handle = named("concern_raised", pulse.concerns[0], pulse.facts)
        return f"incidentctl concern answer {handle} accepted --why TEXT"
    if pulse.pending:
        handle = named("decided", pulse.pending[0], pulse.facts)
        return f"incidentctl decide --approve {handle} --by WHO"
    is_commanders = pulse.profile == "formation" and user != (pulse.commander or pulse.declarer)
    if pulse.drafts and not is_commanders:
        return f"incidentctl update --approve {named('update_drafted', pulse.drafts[0], pulse.facts)}"
    return ""


def _ending(incident: Incident, user: str) -> str:
    """Give the command that the end needs; "" while users still cannot work."""
    if phase(incident.pulse) not in FOLLOWING:
        return ""
    from incidentctl.domain.ending import next_step  # noqa: PLC0415 - start-up: only near the end

    return next_step(incident, user)


def _lanes(incident: Incident, private: frozenset[str]) -> Lanes:
    pulse, write, decision = incident.pulse, incident.open_write, _decision(incident)
    told = [fact.at.at for fact in (*incident.told, *(post.fact for post in incident.updates))]
    return Lanes(
        write if write and write.fact.id not in private else None,
        decision if decision and decision.fact.id not in private else None,
        max(told, default=None),
        from_iso(pulse.update_due) if pulse.update_due and not pulse.ended else None,
    )


def _decision(incident: Incident) -> Decision | None:
    """Give the decision that somebody above must take, else the one to be carried out (S2-3, S0-13)."""
    if not incident.decisions:
        return None
    from incidentctl.domain.decisions import pending, pinned  # noqa: PLC0415 - start-up

    waiting, fact = pending(incident), pinned(incident)
    return waiting[0] if waiting else incident.decisions[fact.id] if fact else None
