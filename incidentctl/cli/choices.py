"""What a shell may complete: fields, milestones, levels, runbooks, incidents."""

from collections.abc import Callable, Iterable

import typer

FORMS = ("postmortem", "final")
LEVELS = ("SEV1", "SEV2", "SEV3", "SEV4")
MARKS = ("ok", "ng", "unknown")
STANCES = ("fact", "guess", "action", "decision", "question")


def one_of(*words: str) -> Callable[[str], list[str]]:
    """Complete one of these words."""
    return lambda incomplete: _beginning(incomplete, words)


def fields(incomplete: str) -> list[str]:
    """Complete the name of a field."""
    from incidentctl.domain.fields import FIELDS  # only where a shell asks

    return _beginning(incomplete, FIELDS)


def milestones(incomplete: str) -> list[str]:
    """Complete the name of a milestone."""
    from incidentctl.domain.fields import FIELDS  # as above

    return _beginning(incomplete, (row.milestone for row in FIELDS.values() if row.milestone))


def runbooks(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a runbook on the search path."""
    shell = ctx.find_root().obj
    found = shell.context.runbooks.find() if shell else ()
    return _beginning(incomplete, (row.id for row in found if row.id))


def incidents(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the last part of an incident's id, or the whole of it; the open ones first."""
    shell = ctx.find_root().obj
    if not shell:
        return []
    timeline = shell.context.timeline
    known = dict.fromkeys((*timeline.open_incidents(), *timeline.incidents()))
    return _beginning(incomplete, (name[-4:] for name in known)) or _beginning(incomplete, known)


def _beginning(typed: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word.casefold().startswith(typed.casefold())]
