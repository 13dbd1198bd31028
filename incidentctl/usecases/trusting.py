"""Trusting: whose commands may be run, and what is shown before anybody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.errors import Damaged, Invalid, NotFound

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.runbook import Runbook, Step
    from incidentctl.ports import Context, Found

OWN = frozenset({"builtin", "user"})
"""Where runbooks come from that nobody else can have put there."""


def is_trusted(context: Context, incident: Incident, runbook: Runbook) -> bool:
    """Say whether the commands of a runbook, as it was frozen in the incident, may be run.

    The log says where it came from, but a log may come from anywhere: what counts is that its text is one of
    our own files, or one that somebody here was shown and trusted, and that its steps are those of the text.
    """
    fact = incident.runbooks.get(runbook.id)
    if fact is None:
        return False
    try:
        source = context.timeline.fetch(fact.event.source)
    except Damaged:
        return False
    is_known = source in context.trust or any(
        found.origin in OWN and found.source == source for found in context.runbooks.find()
    )
    return is_known and _is_of(runbook, context.runbooks.compiled(source))


def _is_of(frozen: Runbook, said: Runbook | None) -> bool:
    """Say whether the steps of a frozen runbook are those of its text, as far as commands are concerned.

    Texts in which a formation has put its names (`$commander`) may differ; people decide by the others.
    """
    if said is None or len(frozen.steps) != len(said.steps):
        return False
    pairs = list(zip(frozen.steps, said.steps, strict=True))
    return all(_command(one) == _command(two) and _speaks_alike(one, two) for one, two in pairs)


def _command(step: Step) -> tuple[object, ...]:
    does = (step.id, step.kind, step.when, step.run, step.shell, step.writes, step.timeout)
    return (*does, step.expect_exit, step.expect_output)


def _speaks_alike(frozen: Step, said: Step) -> bool:
    texts = ((frozen.title, said.title), (frozen.detail, said.detail), (frozen.undo, said.undo))
    return all(one == two or any("$" in words for words in two.values()) for one, two in texts)


def is_edited(context: Context, incident: Incident, runbook: Runbook) -> bool:
    """Say whether the file of a runbook is another text than that in the incident."""
    fact = incident.runbooks.get(runbook.id)
    try:
        found = context.runbooks.get(runbook.id)
        return fact is not None and context.timeline.fetch(fact.event.source) != found.source
    except (NotFound, Invalid, Damaged):
        return False


class Told(NamedTuple):
    """A command as it is shown before it is trusted: its step, its lines, and whether it only looks."""

    step: str
    lines: tuple[str, ...]
    is_look: bool


class Shown(NamedTuple):
    """A runbook that may be trusted: where it is, and the commands that it would run.

    `is_relative`: a program is named by a path from the directory in which it is run.
    """

    found: Found
    commands: tuple[Told, ...]
    is_trusted: bool
    is_relative: bool


def show(context: Context, runbook_id: str) -> Shown:
    """Give the commands of a runbook on the search path, by step; raise `NotFound` or `Invalid`."""
    from incidentctl.ports import Command  # noqa: PLC0415 - only where commands are shown
    from incidentctl.usecases.run import as_typed  # noqa: PLC0415 - as above

    found = context.runbooks.get(runbook_id)
    assert found.runbook is not None  # noqa: S101 - `RunbookSource.get` gives only sound ones
    steps = [step for step in found.runbook.steps if step.run or step.shell]
    commands = tuple(
        Told(step.id, as_typed(Command(step.run, shell=step.shell)), not step.writes) for step in steps
    )
    programs = [step.run[0] for step in steps if step.run]
    is_relative = any("/" in program and not program.startswith("/") for program in programs)
    return Shown(found, commands, is_trusted_file(context, found), is_relative)


def is_trusted_file(context: Context, found: Found) -> bool:
    """Say whether the commands of a runbook on the search path may be run, as it stands there now."""
    return found.origin in OWN or found.source in context.trust


def trust(context: Context, shown: Shown) -> None:
    """Let the commands of a runbook be run, exactly as they were shown; an edit asks again."""
    context.trust.add(shown.found.source)
