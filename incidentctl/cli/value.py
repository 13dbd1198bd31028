"""`set`, `mark` and `severity`: fields, milestones and the level get their values."""

from typing import Annotated

import typer

from incidentctl.cli import choices
from incidentctl.cli.call import Call, Override
from incidentctl.cli.echo import echo
from incidentctl.domain.fields import FIELDS
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.locate import Located
from incidentctl.usecases.value import Extras, new_value, set_field, set_severity
from incidentctl.usecases.value import mark as mark_milestone


def set_(
    call: Call,
    field: Annotated[
        str | None, typer.Argument(metavar="FIELD", help="help.argument-field", autocompletion=choices.fields)
    ] = None,
    value: Annotated[list[str] | None, typer.Argument(metavar="VALUE...", help="help.argument-value")] = None,
    certainty: Annotated[
        str, typer.Option("--certainty", metavar="LEVEL", help="help.option-certainty")
    ] = "",
    source: Annotated[str, typer.Option("--source", metavar="WHO", help="help.option-source")] = "",
    override: Override = "",
) -> None:
    """Give a field a value."""
    if not field:
        raise NeedsAnswer("needs-field")
    if not value:
        raise NeedsAnswer("needs-value", field=field)
    located = call.located(is_write=True)
    text = " ".join(value)
    at = call.moment(located)
    recorded = set_field(
        call.context, located, field, text, certainty=certainty, source=source, at=at, override=override
    )
    echo(call, recorded)


def mark(
    call: Call,
    milestone: Annotated[
        str | None,
        typer.Argument(
            metavar="MILESTONE", help="help.argument-milestone", autocompletion=choices.milestones
        ),
    ] = None,
    time: Annotated[list[str] | None, typer.Argument(metavar="TIME...", help="help.argument-time")] = None,
) -> None:
    """Set or correct a milestone; without a time it is now."""
    if not milestone:
        raise NeedsAnswer("needs-milestone")
    located = call.located(is_write=True)
    echo(call, mark_milestone(call.context, located, milestone, " ".join(time or ["now"])))


def severity(
    call: Call,
    level: Annotated[
        str | None,
        typer.Argument(metavar="LEVEL", help="help.argument-level", autocompletion=choices.levels),
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="help.option-why")] = "",
    override: Override = "",
) -> None:
    """Set the severity; a lower one asks for the reason, and none at all asks the questions behind it."""
    if not level and not call.context.is_interactive:
        raise NeedsAnswer("needs-level")
    located = call.located(is_write=True)
    if not level:
        from incidentctl.usecases.talking import Talk  # only where somebody is asked

        level = Talk(call.context).level(call.context.policy())
        if not level:
            raise NeedsAnswer("needs-level")
    why = why.strip()
    if not why and call.context.is_interactive and _is_lower(call, located, level):
        from incidentctl.domain.screens import Ask  # only where somebody is asked

        ask = Ask(name="severity", kind="text", title=call.words("ask.why-lower"), flag="--why")
        reply = call.context.prompter.ask(ask)
        why = call.heard(reply)
    recorded = set_severity(call.context, located, level, why, call.moment(located), override=override)
    echo(call, recorded)


def _is_lower(call: Call, located: Located, typed: str) -> bool:
    from incidentctl.domain.severity import is_lower  # only where somebody can be asked

    policy = call.context.policy()
    field = FIELDS["severity"]._replace(choices=tuple(policy.severities))
    event = new_value(call.context, located, field, typed, Extras()).event
    return is_lower(policy, located.pulse.severity, getattr(event, "level", ""))


commands = {"set": (set_, True), "mark": (mark, False), "severity": (severity, True)}
