"""Decisions: on what basis and at which risk, who must take them, and which one is to be carried out next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.acts import is_told_change
from incidentctl.domain.events.decisions import Decided, DecisionSettled
from incidentctl.domain.facts import New
from incidentctl.domain.handles import find
from incidentctl.domain.roles import without_role
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.errors import Refused

if TYPE_CHECKING:
    from datetime import datetime

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry, Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.state import Decision
    from incidentctl.domain.times import Moment

FIX = {"fix.owner": "TEXT", "fix.due": "DATE"}
"""What a fix needs that is put off into a ticket, and how it is typed (S0-31)."""


def decide(incident: Incident, decided: Decided, by: str, at: Moment | None = None) -> Ruling:
    """Take a decision.

    Without a level it is the field's to take; the first one takes the level that was said before there was
    any decision (F3). Broken: S3-3, and S2-9 where it rests on intuition and names no risk.
    """
    if not decided.level:
        is_first = "decision" not in incident.fields
        decided = decided._replace(level=(incident.value("decision.level") if is_first else "") or "field")
    is_unweighed = decided.basis == "intuition" and not decided.risk
    return Ruling((New(decided, at),), (*without_role(incident, by), *_unweighed(is_broken=is_unweighed)))


def settle(  # noqa: PLR0913, PLR0917 - what their word carries
    incident: Incident, text: str, verdict: str, who: str, why: str, by: str, at: Moment | None = None
) -> Ruling:
    """Record that somebody above approved or declined the decision with the handle `text` (S2-3).

    NotFound: no-such-decision. Refused: decision-not-waiting, for one that needs nobody above (any more).
    Broken: S3-3.
    """
    fact = find([known.fact for known in incident.decisions.values()], text, "no-such-decision")
    if not incident.decisions[fact.id].is_pending:
        raise Refused("decision-not-waiting", id=text)
    return Ruling((New(DecisionSettled(fact.id, verdict, who, why), at),), without_role(incident, by))


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:
    """Decide on an answer to `decision` or to one of its details, which the fold adds to the newest decision.

    Saying again what was decided last confirms it (F5 after F7). Intuition is asked for its risk when the
    question about it is answered, or at once where no step asks on (S2-9). Broken: S3-3, S2-9.
    """
    del policy, now
    event = new.event
    newest = _newest(incident)
    field, value, step = (getattr(event, name) for name in ("field", "value", "step"))
    if field == "decision":
        if value is None or (step and newest is not None and newest.fact.event.text == value):
            return Ruling((new,))
        return decide(incident, Decided(str(value), level="", step=step), by, new.at)
    basis, risk = (
        value if field == name else incident.value(name) for name in ("decision.basis", "decision.risk")
    )
    is_asked_next = step and field == "decision.basis"
    is_broken = field in {"decision.basis", "decision.risk"} and basis == "intuition" and not risk
    return Ruling((new,), _unweighed(is_broken=is_broken and not is_asked_next))


def ticket(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:
    """Decide on an answer about the fix: in a ticket it needs an owner and a date (S0-31).

    A step asks for both right after the choice, so there only an answer of "unknown" breaks the rule.
    """
    del policy, by, now
    event = new.event
    field, value, step = (getattr(event, name) for name in ("field", "value", "step"))
    choice = value if field == "fix.choice" else incident.value("fix.choice")
    missing = [name for name in FIX if (value if field == name else incident.value(name)) is None]
    concerned = [name for name in missing if field == name or (field == "fix.choice" and not step)]
    if choice != "ticket" or not concerned:
        return Ruling((new,))
    fixes = tuple(f"incidentctl set {name} {FIX[name]}" for name in concerned)
    return Ruling((new,), (Broken("S0-31", fixes=fixes),))


def pending(incident: Incident) -> tuple[Decision, ...]:
    """Give the decisions that wait for somebody above (S2-3), oldest first."""
    return tuple(known for known in incident.decisions.values() if known.is_pending)


def standing(incident: Incident) -> tuple[Decision, ...]:
    """Give the decisions that may be acted on, oldest first."""
    return tuple(known for known in incident.decisions.values() if known.stands)


def unweighed(incident: Incident) -> tuple[Decision, ...]:
    """Give the decisions that rest on intuition and name no risk: an open question each (S2-9)."""
    return tuple(
        known
        for known in incident.decisions.values()
        if known.basis == "intuition" and not known.risk and (known.is_pending or known.stands)
    )


def pinned(incident: Incident) -> Fact | None:
    """Give the decision to be carried out next (S0-13): the newest that stands, until something was done.

    None once something was done to the system after it, and once recovery was declared; history is no order.
    """
    known = next((each for each in reversed(standing(incident)) if each.fact.row is None), None)
    if known is None or incident.pulse.resolved or not incident.pulse.is_open:
        return None
    since = (known.settled or known.fact).order
    is_done = any(is_told_change(entry.fact) for entry in _after(incident, since))
    return None if is_done else known.fact


def _after(incident: Incident, order: tuple[tuple[int, int], str, int]) -> list[Entry]:
    return [entry for entry in incident.entries if entry.fact.order > order and not entry.undone]


def _newest(incident: Incident) -> Decision | None:
    live = (known for known in reversed(tuple(incident.decisions.values())) if known.fact.row is None)
    return next(live, None)


def _unweighed(*, is_broken: bool) -> tuple[Broken, ...]:
    return (Broken("S2-9", fixes=("incidentctl set decision.risk TEXT",)),) if is_broken else ()
