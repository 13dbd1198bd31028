"""Performing: a step that is a command is shown as it will be run, run when somebody says so, and judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.answers import event_for
from incidentctl.domain.commands import is_as_expected
from incidentctl.domain.events.notes import Noted
from incidentctl.domain.events.steps import StepDone
from incidentctl.domain.facts import New
from incidentctl.domain.fields import field_named
from incidentctl.domain.filling import filled, known_values, needed, read_as_options, variable
from incidentctl.domain.values import parse_value
from incidentctl.errors import Refused, UsageError
from incidentctl.ports import Command
from incidentctl.usecases.keeping import Again
from incidentctl.usecases.run import Ran, as_typed, run
from incidentctl.usecases.spoken import spoken
from incidentctl.usecases.trusting import is_edited, is_trusted
from incidentctl.usecases.value import labels_of

if TYPE_CHECKING:
    from incidentctl.domain.checklist import Item
    from incidentctl.domain.events.commands import CommandEnded
    from incidentctl.domain.fields import Field
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.runbook import Step
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located
    from incidentctl.usecases.steps import Addressed
    from incidentctl.usecases.talking import Talk


_ONE_LOOK = 160
"""Characters that fit on every screen above the answers."""


def command_of(step: Step, incident: Incident) -> Command:
    """Give the command of a step with the values that are known: each stays one argument, whatever is in it.

    A shell sees them as variables only, so that no value is ever read as part of its text.
    """
    values = known_values(incident)
    if step.shell:
        return Command(
            shell=step.shell,
            values={variable(name): value for name, value in values.items()},
            timeout=step.timeout,
        )
    return Command(tuple(filled(argument, values) for argument in step.run), timeout=step.timeout)


def missing(step: Step, incident: Incident) -> tuple[Field, ...]:
    """Give the fields that the command needs and that have no value it can take.

    None is ever passed empty, and none where the program would read it as an option.
    """
    return (*_without_value(step, incident), *options(step, incident))


def options(step: Step, incident: Incident) -> tuple[Field, ...]:
    """Give the fields of the command whose values would be read as options."""
    found = read_as_options(step.run, known_values(incident))
    return tuple(field_named(name) for name in dict.fromkeys(found))


def _without_value(step: Step, incident: Incident) -> tuple[Field, ...]:
    known = set(known_values(incident))
    if step.shell:  # two names of a team may come to one variable
        variables = set(map(variable, known))
        known |= {name for name in needed(step) if variable(name) in variables}
    return tuple(field_named(name) for name in needed(step) if name not in known)


def is_long(command: Command, step: Step) -> bool:
    """Say whether a command may not stand whole on the screen, below the detail of its step."""
    lines = as_typed(command)
    detail = max(map(len, step.detail.values()), default=0)
    return len(lines) > 1 or len(lines[0]) + detail > _ONE_LOOK


class Performing:
    """Runs the commands of one walk."""

    def __init__(self, context: Context, located: Located, talk: Talk) -> None:
        """Record to the incident `located`, and speak through `talk`."""
        self._context, self._located, self._talk = context, located, talk

    def may(self, incident: Incident, addressed: Addressed) -> bool:
        """Say whether the commands of this runbook may be run; where not, what to do is said."""
        if is_trusted(self._context, incident, addressed.runbook):
            return True
        is_edited_since = is_edited(self._context, incident, addressed.runbook)
        key = "run.untrusted-older" if is_edited_since else "run.untrusted"
        self._talk.say(key, runbook=addressed.runbook.id)
        return False

    def fill(self, field: Field, step: str) -> bool:
        """Ask for a field that the command of a step needs, and record it; False where nobody knows it."""
        context, words = self._context, self._context.words
        key = f"fields.{field.name}"
        label = words(key) if words.has(key) else field.name
        known = known_values(context.timeline.state(self._located.id)).get(field.name, "")
        self._talk.say("run.needs-other" if known else "run.needs", field=label, value=known)
        typed = self._talk.line("run.ask-value", f"{step}:{field.name}")
        if not typed:
            return False
        zone = context.zone_of(self._located.pulse.zone)
        try:
            value = parse_value(field, typed, context.now(), zone, labels_of(field))
        except UsageError as error:
            self._talk.say_error(error)
            raise Again from None
        new = event_for(field, value, severities={})
        context.timeline.append(self._located.id, [new], by=context.user)
        return True

    def show(self, command: Command) -> None:
        """Say exactly what is run, in lines of its own."""
        self._talk.lines(as_typed(command))

    def perform(self, incident: Incident, item: Item, addressed: Addressed) -> Ran:
        """Run the command of a step; what came to what is expected ticks it. Raise `Again` when nothing ran.

        Where a rule refuses, or a step that it depends on was skipped, a reason is asked for.
        """
        step = addressed.step
        override = ""
        if item.notes and step.writes:
            override = self._talk.line("run.ask-skipped")
            if not override:
                raise Again
            keep_reason(self._context, self._located, addressed.key, override)
        command = command_of(step, incident)
        if not is_long(command, step):  # else it was said before somebody was asked
            self.show(command)
        while True:
            try:
                ran = run_step(self._context, self._located, incident, addressed, command, override)
                break
            except Refused as error:
                self._talk.say_error(error, has_next=not error.rules)
                override = self._talk.line("walk.ask-override") if error.rules else ""
                if not override:
                    raise Again from None
        self._context.echoed = len(self._context.receipts)
        self._talk.lines(outcome(self._context, incident, ran, step))
        return ran


def keep_reason(context: Context, located: Located, key: str, why: str) -> None:
    """Record why a step is run although it is not its turn: before it is, and whatever comes of it."""
    context.timeline.append(located.id, [New(Noted(why, "decision", at_step=key))], by=context.user)


def run_step(  # noqa: PLR0913, PLR0917 - what a run of a step is made of
    context: Context,
    located: Located,
    incident: Incident,
    addressed: Addressed,
    command: Command,
    override: str = "",
) -> Ran:
    """Run the command of a step, and tick it if that came to what is expected."""
    step = addressed.step

    def ticked(ended: CommandEnded, output: str) -> list[New]:
        is_met = is_as_expected(ended, output, step.expect_exit, step.expect_output)
        return [New(StepDone(addressed.key))] if is_met else []

    return run(
        context,
        located,
        command,
        text=spoken(context, incident, step.title, is_kept=True),
        look=not step.writes,
        step=addressed.key,
        override=override,
        following=ticked,
    )


def is_done(ran: Ran) -> bool:
    """Say whether the step is done by it."""
    return any(fact.kind == "step_done" for fact in ran.ended.facts)


def outcome(context: Context, incident: Incident, ran: Ran, step: Step) -> list[str]:
    """Say how it ended; where that is not what was expected, also what was, and how to undo it."""
    words = context.words
    key = "done" if ran.is_done else ran.finished.end
    if key == "missing":
        how = words("report.end.missing", reason=ran.finished.reason)
    else:
        how = words(f"fact.end-{key}", code=abs(ran.finished.code))
    seconds = f"{ran.finished.seconds:.0f}"
    if is_done(ran):
        return [words("run.expected", end=how, seconds=seconds)]
    told = [words("run.unexpected", end=how, seconds=seconds)]
    if step.expect_output and ran.is_done:
        told.append(words("run.expected-text", text=step.expect_output))
    undo = spoken(context, incident, step.undo)
    return [*told, words("walk.undo-text", text=undo)] if undo else told
