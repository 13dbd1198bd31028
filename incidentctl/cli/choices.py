"""What a shell may complete: fields, milestones, levels, runbooks, incidents."""

from collections.abc import Callable, Iterable

import typer


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


def methods(incomplete: str) -> list[str]:
    """Complete a method of mitigation."""
    from incidentctl.domain.fields import FIELDS  # as above

    return _beginning(incomplete, FIELDS["mitigation.method"].choices)


def levels(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a severity of the policy, which may be the team's own."""
    shell = ctx.find_root().obj
    return _beginning(incomplete, shell.context.policy().severities if shell else ())


def roles(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a role: of any formation, since which one is meant stands in the incident."""
    shell = ctx.find_root().obj
    profiles = shell.context.policy().profiles.values() if shell else ()
    return _beginning(incomplete, dict.fromkeys(role for profile in profiles for role in profile.roles))


def clocks(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a clock of the policy."""
    shell = ctx.find_root().obj
    return _beginning(incomplete, shell.context.policy().clocks if shell else ())


def runbooks(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the id of a runbook on the search path."""
    shell = ctx.find_root().obj
    found = shell.context.runbooks.find() if shell else ()
    return _beginning(incomplete, (row.id for row in found if row.id))


def forms(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete a form of a report, which may be the team's own, but for the restricted one."""
    shell = ctx.find_root().obj
    return _beginning(incomplete, shell.context.runbooks.forms().names() if shell else ())


def all_forms(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete any form of a report."""
    from incidentctl.domain.forms import RESTRICTED  # only where a shell asks

    return [*forms(ctx, incomplete), *_beginning(incomplete, (RESTRICTED,))]


def incidents(ctx: typer.Context, incomplete: str) -> list[str]:
    """Complete the last part of an incident's id, or the whole of it; the open ones first."""
    shell = ctx.find_root().obj
    if not shell:
        return []
    timeline = shell.context.timeline
    known = dict.fromkeys((*timeline.open_incidents(), *timeline.incidents()))
    return _beginning(incomplete, (name[-4:] for name in known)) or _beginning(incomplete, known)


PLAIN = frozenset("._-:/+@,%")
"""What may stand in a candidate besides letters and digits: a shell puts it on the line as it is."""


def _beginning(typed: str, words: Iterable[str]) -> list[str]:
    """Give the words that begin so, but none that would steer a terminal or mean something to a shell.

    Names may come from files that somebody else put into a project: `$(...)` must not be one Tab away.
    """
    plain = (word for word in words if all(each.isalnum() or each in PLAIN for each in word))
    return [word for word in plain if word.casefold().startswith(typed.casefold())]
