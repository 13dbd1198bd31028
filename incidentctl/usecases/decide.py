"""Decide: what is to be done, on what basis and at which risk, and what somebody above said to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import decisions
from incidentctl.domain.events.decisions import Decided
from incidentctl.domain.fields import field_named
from incidentctl.domain.values import parse_value
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.record import Recorded, decide_and_record
from incidentctl.usecases.value import labels_of

if TYPE_CHECKING:
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


def decide(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    text: str,
    *,
    basis: str = "",
    risk: str = "",
    stop_if: str = "",
    level: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Recorded:
    """Record a decision; `basis` and `level` as they are typed, in either language.

    Raises `NeedsAnswer` without a text, `UsageError` for a basis or a level that does not exist.
    """
    if not text.strip():
        raise NeedsAnswer("needs-decision")
    decided = Decided(
        text, _choice(context, "decision.basis", basis), risk.strip(), stop_if.strip(),
        _choice(context, "decision.level", level),
    )  # fmt: skip
    return decide_and_record(
        context,
        located,
        lambda incident: decisions.decide(incident, decided, context.user, at),
        override=override,
    )


def settle(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    handle: str,
    verdict: str,
    *,
    who: str = "",
    why: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Recorded:
    """Record that a decision that waits was `approved` or `declined`.

    Raises `NeedsAnswer` when it was declined without a reason, `NotFound`, and `Refused` when it waits for
    nobody.
    """
    if verdict == "declined" and not why.strip():
        raise NeedsAnswer("needs-why-declined")
    return decide_and_record(
        context,
        located,
        lambda incident: decisions.settle(
            incident, handle, verdict, who.strip(), why.strip(), context.user, at
        ),
        override=override,
    )


def _choice(context: Context, name: str, typed: str) -> str:
    """Read a choice of a field by its id or its label; "" where nothing was typed, or that it is unknown."""
    if not typed.strip():
        return ""
    field = field_named(name)
    return str(parse_value(field, typed, context.now(), context.zone, labels_of(field)) or "")
