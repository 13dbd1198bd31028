"""Set: fields, milestones, severity and the request path get their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.answers import CERTAINTIES, event_for
from incidentctl.domain.events.values import HopMarked
from incidentctl.domain.facts import New
from incidentctl.domain.fields import FIELDS, Field, field_named
from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.values import parse_value
from incidentctl.errors import NotFound, Refused, UsageError
from incidentctl.usecases.record import Recorded, Warned, record, record_answers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.policy import Severity
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located

_MARKS = {
    **dict.fromkeys(("ok", "正常"), "ok"),
    **dict.fromkeys(("ng", "bad", "not ok", "異常"), "ng"),
    **dict.fromkeys(("unknown", "?", "不明"), "unknown"),
}
"""What a hop may be marked with: the ids, and what the views call them."""

ONLY_CORRECTED = {"resolved": "resolve", "ended": "stand-down", "closed": "close"}
"""Milestones that `mark` may only correct, and the verb that reaches each (cli.md, `mark`)."""


class Extras(NamedTuple):
    """What may come with a value; `at` is when it happened."""

    certainty: str = ""
    source: str = ""
    why: str = ""
    at: Moment | None = None


def labels_of(field: Field) -> Mapping[str, str]:
    """Give the choice that each label means, in both languages, so that either can be typed."""
    from incidentctl.words import LANGS, Words  # noqa: PLC0415 - only where a choice is read

    labels = {}
    for lang in LANGS:
        words = Words(lang)
        for choice in field.choices:
            key = f"fields.{field.name}={choice}"
            if words.has(key):
                labels[words(key)] = choice
    return labels


def severity_labels(levels: Mapping[str, Severity]) -> Mapping[str, str]:
    """Give the level that each label means, in both languages, and each number: `severity 2` is SEV2."""
    labels: dict[str, str] = {}
    for level in levels.values():
        labels |= dict.fromkeys((*level.label.values(), level.id.removeprefix("SEV")), level.id)
    return labels


def severities(context: Context, field: Field) -> Mapping[str, Severity]:
    """Give the levels of the policy, which is only read for the one field that needs it."""
    return context.policy().severities if field.name == "severity" else {}


def new_value(context: Context, located: Located, field: Field, text: str, extras: Extras) -> New:
    """Read a value as it was typed and make the event that saves it.

    Raises `UsageError` when it cannot be read; "unknown" can always be said.
    """
    levels = severities(context, field)
    labels = {**labels_of(field), **severity_labels(levels)}
    value = parse_value(field, text, context.now(), context.zone_of(located.pulse.zone), labels)
    return event_for(
        field, value, severities=levels, at=extras.at,
        certainty=extras.certainty, source=extras.source, why=extras.why,
    )  # fmt: skip


def set_field(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    name: str,
    text: str,
    *,
    certainty: str = "",
    source: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Recorded:
    """Set one field of the field table; raise `UsageError` for an unknown field, value or certainty."""
    if certainty and certainty not in CERTAINTIES:
        raise UsageError("no-such-certainty", certainty=certainty, choices=", ".join(CERTAINTIES))
    field = field_named(name)
    if field.milestone:
        return mark(context, located, field.milestone, text)
    if field.name == "severity":
        return set_severity(context, located, text, at=at)
    new = new_value(context, located, field, text, Extras(certainty, source, at=at))
    needs_role = field.section not in {"privacy", "roles"}  # a worry, and whoever comes, wait for nobody
    return record_answers(context, located, [new], override=override, needs_role=needs_role)


def mark(context: Context, located: Located, milestone: str, text: str) -> Recorded:
    """Set or correct a milestone; "unknown" is a value, and an order that cannot be warns and is kept.

    Raises `UsageError` for an unknown milestone, and `Refused` for one that is only corrected here.
    """
    milestones = {row.milestone: row for row in FIELDS.values() if row.milestone}
    field = milestones.get(fold_id(milestone))
    if field is None:
        suggestion = near(milestone, milestones) or next(iter(milestones))
        raise UsageError(
            "no-such-milestone", milestone=milestone, suggestion=suggestion, choices=", ".join(milestones)
        )
    pulse = located.pulse
    verb = ONLY_CORRECTED.get(field.milestone)
    if verb and not getattr(pulse, field.milestone):
        raise Refused("milestone-only-corrected", milestone=field.milestone, verb=verb)
    recorded = record(context, located, [new_value(context, located, field, text, Extras())])
    return recorded._replace(warnings=order_warnings(context, located))


def order_warnings(context: Context, located: Located) -> tuple[Warned, ...]:
    """Say which milestones stand in an order that cannot be; they are kept all the same."""
    from incidentctl.domain.lifecycle import warnings_of_order  # noqa: PLC0415

    incident = context.timeline.state(located.id)
    return tuple(
        Warned("milestone-order", {"earlier": pair[1], "later": pair[0]})
        for pair in warnings_of_order(incident)
    )


def set_severity(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    level: str,
    why: str = "",
    at: Moment | None = None,
    *,
    override: str = "",
) -> Recorded:
    """Give the incident a severity; see `domain.severity` for what that must meet."""
    field = FIELDS["severity"]._replace(choices=tuple(context.policy().severities))
    new = new_value(context, located, field, level, Extras(why=why, at=at))
    return record_answers(context, located, [new], override=override)


def set_path(context: Context, located: Located, text: str, at: Moment | None = None) -> Recorded:
    """Write down the request path (S0-17)."""
    return set_field(context, located, "path", text, at=at)


def mark_hop(  # noqa: PLR0913 - one parameter per argument
    context: Context, located: Located, hop: str, mark: str, *, text: str = "", at: Moment | None = None
) -> Recorded:
    """Mark a hop of the path (S0-18).

    Raises `UsageError` for an unknown mark, `NotFound` when the path has no such hop.
    """
    known_mark = _MARKS.get(fold_id(mark))
    if known_mark is None:
        raise UsageError("no-such-mark", mark=mark)

    incident = context.timeline.state(located.id)
    hops: list[Any] = incident.value("path") or []
    if not hops:
        raise NotFound("no-path")
    match = next((known for known in hops if fold_id(known) == fold_id(hop)), None)
    if match is None:
        suggestion = near(hop, hops) or hops[0]
        raise NotFound("no-such-hop", hop=hop, path=" > ".join(hops), suggestion=suggestion, mark=known_mark)
    return record(context, located, [New(HopMarked(match, known_mark, text), at)])
