"""Trusting: whose commands may be run, and what is shown before anybody says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.errors import Damaged

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.runbook import Runbook
    from incidentctl.ports import Context, Found

OWN = frozenset({"builtin", "user"})
"""Where runbooks come from that nobody else can have put there."""


def is_trusted(context: Context, incident: Incident, runbook: Runbook) -> bool:
    """Say whether the commands of a runbook, as it was frozen in the incident, may be run.

    The log says where it came from, but a log may come from anywhere: what counts is that its text is one of
    our own files, or one that somebody here was shown and trusted, and that its commands are those of the
    text.
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
    return is_known and _commands(runbook) == _commands(context.runbooks.compiled(source))


def _commands(runbook: Runbook | None) -> list[tuple[object, ...]]:
    steps = runbook.steps if runbook else ()
    return [(step.id, step.run, step.shell, step.writes, step.timeout) for step in steps]


class Shown(NamedTuple):
    """A runbook that may be trusted: where it is, and the commands that it would run."""

    runbook: Runbook
    path: str
    commands: tuple[tuple[str, str], ...]
    is_trusted: bool


def show(context: Context, runbook_id: str) -> Shown:
    """Give the commands of a runbook on the search path, by step; raise `NotFound` or `Invalid`."""
    from incidentctl.domain.commands import quoted  # noqa: PLC0415 - only where commands are shown

    found = context.runbooks.get(runbook_id)
    assert found.runbook is not None  # noqa: S101 - `RunbookSource.get` gives only sound ones
    commands = tuple(
        (step.id, step.shell or quoted(step.run)) for step in found.runbook.steps if step.run or step.shell
    )
    return Shown(found.runbook, found.path, commands, is_trusted_file(context, found))


def is_trusted_file(context: Context, found: Found) -> bool:
    """Say whether the commands of a runbook on the search path may be run, as it stands there now."""
    return found.origin in OWN or found.source in context.trust


def trust(context: Context, runbook_id: str) -> None:
    """Let the commands of a runbook be run, as it stands now; an edit asks again."""
    context.trust.add(context.runbooks.get(runbook_id).source)
