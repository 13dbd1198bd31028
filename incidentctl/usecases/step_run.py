"""Step run: the command of a step, run without a walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.errors import NeedsAnswer, Refused, UsageError
from incidentctl.usecases.freezing import freeze
from incidentctl.usecases.performing import (
    command_of,
    is_done,
    keep_reason,
    missing,
    options,
    outcome,
    run_step,
)
from incidentctl.usecases.steps import address, check_role, items_of
from incidentctl.usecases.trusting import is_edited, is_trusted, is_trusted_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Command, Context
    from incidentctl.usecases.locate import Located
    from incidentctl.usecases.run import Ran
    from incidentctl.usecases.steps import Addressed


class Ready(NamedTuple):
    """A step whose command can be run: as it will be, and what only looks changes nothing."""

    incident: Incident
    addressed: Addressed
    command: Command

    @property
    def is_look(self) -> bool:
        """Say whether it changes nothing."""
        return not self.addressed.step.writes


class Done(NamedTuple):
    """What was recorded, whether the step is done by it, and what to say of that."""

    ran: Ran
    is_done: bool
    said: Sequence[str]


def ready(context: Context, located: Located, text: str, override: str = "") -> Ready:
    """Find a step and fill in its command, as a walk would; nothing is recorded.

    Raises `NotFound`, `UsageError` (it runs nothing), `NeedsAnswer` (a field that the command needs has no
    value) and `Refused`: its runbook is not trusted, a value would be read as an option, or it is not its
    turn and no `override` says why.
    """
    incident = context.timeline.state(located.id)
    addressed = address(context, incident, text)
    step, found = addressed.step, addressed.found
    if not (step.run or step.shell):
        raise UsageError("step-runs-nothing", step=addressed.key)
    known = is_trusted_file(context, found) if found else is_trusted(context, incident, addressed.runbook)
    if not known:
        is_older = is_edited(context, incident, addressed.runbook)
        raise Refused(
            "older-not-trusted" if is_older else "runbook-not-trusted", runbook=addressed.runbook.id
        )
    if fields := options(step, incident):
        raise Refused("step-value-is-option", step=addressed.key, field=fields[0].name)
    if fields := missing(step, incident):
        lines = tuple(f"  incidentctl set {field.name} VALUE" for field in fields)
        raise NeedsAnswer("step-needs-fields", step=addressed.key, details=lines)
    item = next(each for each in items_of(context, incident, addressed.runbook) if each.step.id == step.id)
    if not override.strip():
        if item.state in {"waiting", "not_applicable"}:
            raise Refused(f"step-{item.state.replace('_', '-')}", step=addressed.key, because=item.because)
        if item.notes and step.writes:
            raise Refused("step-after-skipped", step=addressed.key, because=", ".join(item.notes))
    return Ready(incident, addressed, command_of(step, incident))


def run(context: Context, located: Located, wanted: Ready, override: str = "") -> Done:
    """Run the command of a step; what came to what is expected ticks it. Raises as `usecases.run` does."""
    addressed = wanted.addressed
    if addressed.found is not None and addressed.runbook.id not in wanted.incident.runbooks:
        freeze(context, located, addressed.found)
    if override.strip():
        keep_reason(context, located, addressed.key, override.strip())
    ran = run_step(context, located, wanted.incident, addressed, wanted.command, override)
    warnings = (*ran.begun.warnings, *check_role(context, wanted.incident, addressed))
    ran = ran._replace(begun=ran.begun._replace(warnings=warnings))
    return Done(ran, is_done(ran), outcome(context, wanted.incident, ran, addressed.step))
