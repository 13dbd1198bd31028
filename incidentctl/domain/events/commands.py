"""A command that was run from here: begun before it starts, and ended with what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.state import Run, Write

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Code, End, Seconds, Size


class CommandBegun(NamedTuple):
    """A command is about to start; secrets in it are masked, and so they are in what it prints.

    `argv` without a shell, or the text `shell` for one. `text` says what it is for: the purpose, the title of
    the step, else the command. Unless it is only to `look`, nobody else changes the system until it ends
    (S1-12). `method` is a `mitigation.method`.
    """

    text: str
    argv: tuple[str, ...] = ()
    shell: str = ""
    look: bool = False
    method: str = ""
    before: str = ""
    step: str = ""


class CommandEnded(NamedTuple):
    """The command ended, how (`ports.Finished`), and what it printed.

    `tail` is the end of it, `output` the hash of all that was kept, `size` how many bytes it was. Of very
    many only the begin and the end are kept (`cut`).
    """

    command: str
    end: End = "exited"
    code: Code = 0
    seconds: Seconds = 0.0
    tail: str = ""
    output: str = ""
    size: Size = 0
    reason: str = ""
    cut: bool = False


def apply_commands(draft: Draft, fact: Fact) -> None:
    """Open or end the run, and the change of the system that it is."""
    match fact.event:
        case CommandBegun():
            draft.runs[fact.id] = Run(fact)
            if not fact.event.look:
                draft.writes[fact.id] = Write(fact)
            if fact.event.step:
                draft.start_step(fact.event.step, fact)
        case CommandEnded(command):
            if (begun := draft.runs.get(command)) is not None:
                draft.runs[command] = begun._replace(ended=fact)
            if (write := draft.writes.get(command)) is not None:
                draft.writes[command] = write._replace(ended=fact)
