"""Declare: open an incident with a title, and nothing else needed (S0-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.departments import wide
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.steps import StepDone
from incidentctl.domain.facts import New
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.notice import first_notice
from incidentctl.domain.pulse import Pulse
from incidentctl.errors import Damaged, Invalid, NeedsAnswer, NotFound, NotRecorded, UsageError
from incidentctl.usecases.freezing import freeze
from incidentctl.usecases.locate import Located
from incidentctl.usecases.record import Recorded
from incidentctl.usecases.value import Extras, new_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.post import Post
    from incidentctl.domain.times import Moment
    from incidentctl.errors import IncidentctlError
    from incidentctl.ports import Context

FIRST = "report"


class Declaration(NamedTuple):
    """A declared incident, and the first notice ready to paste.

    `wide` names who should hear of it (S1-19), `rooms` how its channels could be called (S3-5).
    `problem`: what kept the checklist or the policy from being read; the incident is declared all the same.
    """

    recorded: Recorded
    notice: Post | None
    problem: IncidentctlError | None = None
    wide: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()


def declare(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    title: str,
    *,
    is_suspect: bool = False,
    is_drill: bool = False,
    severity: str = "",
    values: Mapping[str, str] | None = None,
    at: Moment | None = None,
) -> Declaration:
    """Open an incident, or a drill (S0-33). `values` are further fields as typed (service, detected_at, ...).

    Everything typed is read before anything is written, so a wrong flag leaves nothing half-declared.
    Raises `NeedsAnswer` without a title, `UsageError` for a value that cannot be read.
    """
    if not title.strip():
        raise NeedsAnswer("needs-title")
    now = context.now()
    placeholder = Located("", Pulse(zone=context.zone_name))  # typed times are read in this zone
    extra = [
        new_value(context, placeholder, FIELDS[name], text, Extras())
        for name, text in (values or {}).items()
        if text
    ]
    if severity:
        levels = tuple(context.policy().severities)
        field = FIELDS["severity"]._replace(choices=levels)
        extra.append(new_value(context, placeholder, field, severity, Extras()))
    declared = Declared(title.strip(), context.zone_name, is_suspect, drill=is_drill, **_formation(context))
    day = (at.at if at else now).astimezone(context.zone).date()
    receipt = context.timeline.begin([New(declared, at), *extra], by=context.user, day=day)
    incident_id = receipt.facts[0].incident
    context.timeline.use(context.terminal, incident_id)
    others = tuple(known for known in context.timeline.open_incidents() if known != incident_id)
    located = Located(incident_id, receipt.pulse, others)
    notice: Post | None = None
    problem: IncidentctlError | None = None
    heard: tuple[str, ...] = ()
    try:
        _begin_checklist(context, located)
        policy = context.policy()
        incident = context.timeline.state(incident_id)
        notice = first_notice(incident, policy, now, context.zone, context.lang)
        heard = wide(incident, policy, context.words)
    except (Damaged, Invalid, NotFound, NotRecorded) as error:
        problem = error
    pulse = context.timeline.pulse(incident_id)
    recorded = Recorded(located._replace(pulse=pulse), receipt._replace(pulse=pulse))
    return Declaration(recorded, notice, problem, heard, rooms(incident_id))


def rooms(incident: str) -> tuple[str, str]:
    """Give names for the two channels of an incident: one to work in, one to report in (S3-5)."""
    name = incident.lower()
    return name, f"{name}-report"


def _formation(context: Context) -> dict[str, Any]:
    """Give what the policy says now and the footers need later; without any policy, the default formation.

    Nothing may keep a report from being made (practice.md, principle a).
    """
    from incidentctl.domain.policy import DEFAULT_PROFILE  # noqa: PLC0415 - start-up
    from incidentctl.domain.rules import FOOTERS  # noqa: PLC0415 - as above

    try:
        policy = context.policy()
    except (Invalid, NotFound):
        return {}
    wanted = context.config.get("profile", "") or DEFAULT_PROFILE
    if wanted not in policy.profiles:
        known = ", ".join(policy.profiles)
        context.trouble = context.trouble or UsageError("no-such-profile", profile=wanted, choices=known)
        wanted = DEFAULT_PROFILE
    quiet = tuple(rule for rule in FOOTERS if policy.rules[rule].level == "off")
    return {"profile": wanted, "quiet": quiet}


def _begin_checklist(context: Context, located: Located) -> None:
    """Freeze the first checklist, and tick its step "declare": that was done just now (R1)."""
    found = context.runbooks.get(FIRST)
    freeze(context, located, found)
    step = found.runbook.step("R1") if found.runbook else None
    if step is not None and not step.parts:
        context.timeline.append(located.id, [New(StepDone(f"{found.id}/{step.id}"))], by=context.user)
