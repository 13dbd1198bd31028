"""A field got a value, the incident a severity, a hop of the request path its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Certainty, Mark, Minutes


class FieldSet(NamedTuple):
    """A field of the field table got a value; None is "unknown", which is a value (principle b).

    `certainty` is confirmed, likely, possible or unknown (S2-17). `step` is the step that it answers.
    """

    field: str
    value: Any = None
    certainty: Certainty = "confirmed"
    source: str = ""
    step: str = ""


class SeveritySet(NamedTuple):
    """The incident got a severity. The cadence that the policy gave it then is kept, in minutes."""

    level: str
    why: str = ""
    first: Minutes = 0
    every: Minutes = 0
    watch: Minutes = 0
    step: str = ""


class HopMarked(NamedTuple):
    """A hop of the request path was found `ok`, `ng` or `unknown` (S0-18)."""

    hop: str
    mark: Mark
    text: str = ""


def apply_values(draft: Draft, fact: Fact) -> None:
    """Set the value, and tick the step that it answers."""
    match fact.event:
        case FieldSet(field, value, _, _, step):
            draft.set_field(field, fact)
            if field.startswith("decision."):
                draft.weigh_decision(field.removeprefix("decision."), value)
            if field.startswith("roles."):  # logs from before roles had events of their own
                draft.roles[field.removeprefix("roles.")] = (value,) if value else ()
            if field.startswith("follow_up.") or field in {"fix.choice", "workaround.state"}:
                from incidentctl.domain.events.follow_ups import apply_field  # noqa: PLC0415 - start-up: seldom

                apply_field(draft, fact)
            if step:
                draft.answer_step(step, value, fact, part=field)
        case SeveritySet():
            draft.severity.append(fact)
            if fact.event.step:
                draft.answer_step(fact.event.step, fact.event.level, fact, part="severity")
        case HopMarked(hop):
            draft.hops[hop] = fact
