"""Run: a command is recorded before it starts, run to its end, and recorded with what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.commands import begin, quoted, written
from incidentctl.domain.events.commands import CommandBegun, CommandEnded
from incidentctl.domain.facts import New
from incidentctl.domain.output import plain, tail
from incidentctl.domain.secrets import masked, masked_words
from incidentctl.errors import NotRecorded
from incidentctl.usecases.record import Recorded, Warned, decide_and_record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.rules import Ruling
    from incidentctl.ports import Command, Context, Finished
    from incidentctl.usecases.locate import Located


class Ran(NamedTuple):
    """What was recorded at the begin and at the end, how the command ended, and what it printed as text."""

    begun: Recorded
    ended: Recorded
    finished: Finished
    output: str

    @property
    def is_done(self) -> bool:
        """Say whether it ended by itself, and well."""
        return (self.finished.end, self.finished.code) == ("exited", 0)


def shown(command: Command) -> str:
    """Give the exact command, as it would be typed into a shell."""
    return command.shell or quoted(command.argv)


def as_typed(command: Command) -> tuple[str, ...]:
    """Give the exact command in lines, below the values that a shell finds in variables."""
    values = [
        f"$ {name}={quoted((value,))}" for name, value in command.values.items() if name in command.shell
    ]
    first, *more = shown(command).rstrip("\n").split("\n")
    return (*values, f"$ {first}", *(f"> {line}" for line in more))


def run(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    command: Command,
    *,
    text: str = "",
    look: bool = False,
    method: str = "",
    step: str = "",
    override: str = "",
    following: Callable[[CommandEnded, str], Sequence[New]] = lambda _, __: (),
) -> Ran:
    """Record the begin, run the command, and record its end with what it printed.

    What is recorded has its secrets masked; what is run has them. Raises `Refused` (the rules of a change,
    unless it is only to `look`) and `NotRecorded`, with nothing run. Once it has started, everything is
    recorded that came of it, and nothing is raised but `NotRecorded`. `following` gives what its end and its
    output bring with them, such as a step that is done.
    """
    event = CommandBegun(
        text=masked(text),
        argv=masked_words(command.argv),
        shell=masked(command.shell),
        look=look,
        method=method,
        step=step,
    )
    event = event._replace(text=event.text or written(event))
    policy = context.policy()

    def decide(incident: Incident) -> Ruling:
        return begin(incident, policy, event, context.user)

    begun = decide_and_record(context, located, decide, override=override)
    id_ = next(fact.id for fact in begun.facts if fact.kind == "command_begun")
    finished = context.runner.run(command)
    output = plain(finished.output)
    ended = _record_end(context, located, id_, finished, masked(output), following)
    return Ran(begun, ended, finished, output)


def _record_end(  # noqa: PLR0913, PLR0917 - what belongs to the end
    context: Context,
    located: Located,
    begun: str,
    finished: Finished,
    output: str,
    following: Callable[[CommandEnded, str], Sequence[New]],
) -> Recorded:
    """Record the end; where the whole output cannot be kept, at least how it ended, and the tail."""
    try:
        kept = context.timeline.keep(output.encode("utf-8", "backslashreplace")) if output.strip() else ""
    except NotRecorded:
        kept = ""
    event = CommandEnded(
        begun,
        finished.end,
        max(-255, min(255, finished.code)),
        round(finished.seconds, 1),
        tail(output),
        kept,
        finished.size,
        finished.reason,
        finished.is_cut,
    )
    receipt = context.timeline.append(located.id, [New(event), *following(event, output)], by=context.user)
    return Recorded(located, receipt, (Warned("output-was-cut", {}),) if finished.is_cut else ())
