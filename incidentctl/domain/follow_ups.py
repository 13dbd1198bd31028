"""Follow-ups: what is to be done after the incident, of five kinds; who owns it, by when, now or later."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from incidentctl.domain.events.corrections import Amended
from incidentctl.domain.events.follow_ups import (
    DETAILS,
    FIELD,
    FollowUpAdded,
    FollowUpEnded,
    FollowUpSet,
    reason_in,
    says_none,
)
from incidentctl.domain.facts import New
from incidentctl.domain.follow_up_terms import KINDS, TIMINGS
from incidentctl.domain.handles import find, handles
from incidentctl.domain.privacy import private_ids
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.times import from_iso, iso
from incidentctl.errors import IncidentctlError, NeedsAnswer, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.report_names import Names
    from incidentctl.domain.state import FollowUp
    from incidentctl.domain.times import Moment
    from incidentctl.words import Words

_PUT_OFF = frozenset({"later", "wont"})

_TIMING_OF = {"now": "now", "next_business_day": "later", "ticket": "later"}
"""What the choice at X1 says of the permanent fix."""

_FIX, _WORKAROUND = "fix.choice", "workaround.state"
_ALL = frozenset({"all", "rest", "the rest", "全部", "すべて", "全て", "残り", "残り全部"})
_HANDLE = r"[a-z]-[0-9a-z]+|[0-9a-z]{12,}"


class Row(NamedTuple):
    """A follow-up as views show it: roles for names (K9), worded where nobody typed it.

    `id` is that of its fact. `state` is open, done, dropped or wont; `ending` says why it was dropped, or
    what came of it.
    """

    id: str
    kind: str
    text: str
    owner: str
    due: str
    when: str
    why: str
    decided_by: str
    url: str
    state: str
    ending: str


def standing(incident: Incident) -> tuple[FollowUp, ...]:
    """Give every follow-up as it stands, by kind, then in the order in which they came up.

    The permanent fix has the owner, the date and the ticket that W6 and X1 ask for; without any other of its
    kind, putting it off into a ticket is one itself (S0-31).
    """
    found = sorted(incident.follow_ups.values(), key=lambda row: (_place(row.kind), row.fact.happened))
    permanent = (row for row in found if row.kind == "permanent" and not row.is_dropped)
    fixes = (row for row in permanent if _field(row) != _WORKAROUND)
    fix = min(fixes, key=lambda row: _field(row) == _FIX, default=None)
    rows = []
    for row in found:
        if row is fix:
            rows.append(_as_fixed(incident, row))
        elif _field(row) == _WORKAROUND:
            rows.append(row._replace(due=row.due or _time(incident, "workaround.due")))
        elif _field(row) != _FIX or row.ended is not None:
            rows.append(row)
    return tuple(rows)


def rows(incident: Incident, words: Words, names: Names) -> tuple[Row, ...]:
    """Give what views may show of every follow-up; nothing of the privacy track (S4-5)."""
    private = private_ids(incident.entries)
    shown = (each for each in standing(incident) if each.fact.id not in private)
    return tuple(_row(incident, each, words, names) for each in shown)


def wording(incident: Incident, row: FollowUp, words: Words) -> str:
    """Say what is to be done: as it was typed, else what the answer at a step comes to (X1, X7)."""
    match _field(row):
        case "":
            return str(row.fact.event.text)
        case field if field == _FIX:
            return words("follow_up.fix")
        case field if field == _WORKAROUND:
            known = incident.value("workaround")
            return words("follow_up.workaround-is", text=known) if known else words("follow_up.workaround")
    return str(row.fact.event.value)


def is_overdue(row: Row, now: datetime) -> bool:
    """Say whether it is still to be done, and its date is over."""
    return row.state == "open" and bool(row.due) and from_iso(row.due) <= now


def uncovered(incident: Incident) -> tuple[str, ...]:
    """Give the kinds for which there is no follow-up, and no reason why there is none (S2-12).

    One that was dropped says with its reason why there is none.
    """
    has = {row.kind for row in standing(incident) if not row.is_dropped or row.ended.event.why}  # type: ignore[union-attr]
    reasoned = {kind for kind in KINDS if reason_in(str(incident.value(FIELD + kind) or ""))}
    return tuple(kind for kind in KINDS if kind not in has | reasoned)


# -- what is not met ---------------------------------------------------------------------------------


def unsettled(incident: Incident) -> Iterator[Broken]:
    """Say of which follow-ups it is not settled whether now, later or never, why, and with whom (S4-12)."""
    live = [row for row in standing(incident) if row.ended is None]
    named = handles(entry.fact for entry in incident.entries)
    undecided = [row for row in live if not row.when and not _is_settled_in_prose(incident, row)]
    if undecided:
        fixes = (f"incidentctl follow-up set {named[row.fact.id]} --when now" for row in undecided)
        yield Broken("S4-12", params={"count": len(undecided)}, fixes=tuple(fixes))
    yield from _unreasoned(incident, live)
    if any(not row.decided_by for row in live) and incident.value("priorities.decided_by") is None:
        yield Broken("S4-12", "by", fixes=("incidentctl set priorities.decided_by TEXT",))


def unowned(incident: Incident) -> Iterator[Broken]:
    """Say which follow-ups have no owner or no date (S0-31)."""
    lacking = [row for row in standing(incident) if row.is_open and not (row.owner and row.due)]
    if lacking:
        named = handles(entry.fact for entry in incident.entries)
        fixes = (f"incidentctl follow-up set {named[row.fact.id]}{_missing(row)}" for row in lacking)
        yield Broken("S0-31", "follow-up", params={"count": len(lacking)}, fixes=tuple(fixes))


def _unreasoned(incident: Incident, found: Sequence[FollowUp]) -> Iterator[Broken]:
    # X1 says by itself when the fix is made; only what was put off by hand needs its reason
    lacking = [row for row in found if not row.why and incident.follow_ups[row.fact.id].when in _PUT_OFF]
    if lacking:
        named = handles(entry.fact for entry in incident.entries)
        yield _without_reason(
            *(f"incidentctl follow-up set {named[row.fact.id]} --why TEXT" for row in lacking)
        )


def _without_reason(*fixes: str) -> Broken:
    return Broken("S4-12", "why", params={"count": len(fixes)}, fixes=fixes)


def _is_settled_in_prose(incident: Incident, row: FollowUp) -> bool:
    """Say whether a log from before there were follow-ups says in its own words what is done when."""
    is_old = _field(row).startswith(FIELD)
    return is_old and all(incident.value(f"priorities.{timing}") is not None for timing in TIMINGS)


def _missing(row: FollowUp) -> str:
    return ("" if row.owner else " --owner TEXT") + ("" if row.due else " --due DATE")


# -- deciding ----------------------------------------------------------------------------------------


def add(added: FollowUpAdded, at: Moment | None = None) -> Ruling:
    """Add one; raise `NeedsAnswer` without a text.

    Broken: S0-31 without an owner or a date, S4-12 where it is put off without a reason.
    """
    if not added.text.strip():
        raise NeedsAnswer("needs-follow-up")
    broken = []
    if added.when != "wont" and not (added.owner and added.due):
        missing = ("" if added.owner else " --owner TEXT") + ("" if added.due else " --due DATE")
        fix = f"incidentctl follow-up set ID{missing}"
        broken.append(Broken("S0-31", "follow-up", params={"count": 1}, fixes=(fix,)))
    if added.when in _PUT_OFF and not added.why:
        broken.append(_without_reason("incidentctl follow-up set ID --why TEXT"))
    return Ruling((New(added, at),), tuple(broken))


def change(row: FollowUp, changed: FollowUpSet, at: Moment | None = None) -> Ruling:
    """Change what is said of one; raise `NeedsAnswer` for no change. Broken: S4-12 without its reason."""
    if all(getattr(changed, name) is None for name in DETAILS):
        raise NeedsAnswer("follow-up-set-what")
    why = row.why if changed.why is None else changed.why
    is_broken = changed.when in _PUT_OFF and not why
    broken = (_without_reason("incidentctl follow-up set ID --why TEXT"),) if is_broken else ()
    return Ruling((New(changed, at),), broken)


def end(row: FollowUp, outcome: str, why: str, at: Moment | None = None) -> Ruling:
    """End one: `done`, or `dropped` for a reason.

    Raises `Refused` when it has ended, `NeedsAnswer` when it is dropped without a reason.
    """
    if row.ended is not None:
        raise Refused("follow-up-is-over")
    if outcome == "dropped" and not why.strip():
        raise NeedsAnswer("needs-why-follow-up")
    return Ruling((New(FollowUpEnded(row.fact.id, outcome, why.strip()), at),))


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:
    """Decide on an answer at W6 or C8: a text adds a follow-up of that kind, "none, because" stays a field.

    Another answer at the same step puts right the one before; what is there already is said again.
    """
    del policy, by, now
    field, value, step = (getattr(new.event, name) for name in ("field", "value", "step"))
    if value is None:
        return Ruling((new,))
    kind = field.removeprefix(FIELD)
    known = [row for row in incident.follow_ups.values() if row.kind == kind and row.ended is None]
    own = [row for row in known if step and not _field(row) and row.fact.event.step == step]
    if says_none(value):
        return Ruling((new, *(New(FollowUpEnded(row.fact.id, "dropped"), new.at) for row in own)))
    if any(value == getattr(row.fact.event, "value" if _field(row) else "text") for row in known):
        return Ruling((new,))
    if own:
        return Ruling((New(Amended(own[-1].fact.id, value), new.at),))
    return Ruling((New(FollowUpAdded(value, kind, step=step), new.at),))


def prioritized(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:
    """Decide on an answer at C9: follow-ups named by their ids, or "all", are settled (S4-12).

    `m-7k2 m-3ab: too costly` names two and the reason. Any other text is kept, and settles none.
    """
    del policy, by, now
    field, value, step = (getattr(new.event, name) for name in ("field", "value", "step"))
    timing = field.removeprefix("priorities.")
    live = [row for row in standing(incident) if row.ended is None]
    if value is None or timing not in TIMINGS or says_none(value) or not live:
        return Ruling((new,))
    head, _, why = normalize("NFKC", value).partition(":")
    taken = [row for other in TIMINGS if other != timing for row in _beside(incident, other, live)]
    chosen = _named(head, live, taken)
    if not chosen:
        return Ruling((new,), tuple(broken for broken in unsettled(incident) if not broken.variant))
    sets = [FollowUpSet(row.fact.id, when=timing, why=why.strip() or None, step=step) for row in chosen]
    is_unreasoned = timing != "now" and not why.strip()
    named = handles(entry.fact for entry in incident.entries)
    fixes = (f"incidentctl follow-up set {named[row.fact.id]} --why TEXT" for row in chosen)
    broken = (_without_reason(*fixes),) if is_unreasoned else ()
    return Ruling(tuple(New(each, new.at) for each in sets), broken)


def _beside(incident: Incident, timing: str, found: Sequence[FollowUp]) -> list[FollowUp]:
    """Give the follow-ups that an answer names which is given at the same time."""
    head, _, _ = normalize("NFKC", str(incident.value(f"priorities.{timing}") or "")).partition(":")
    return [] if head.strip().casefold() in _ALL else _named(head, found)


def _named(text: str, found: Sequence[FollowUp], taken: Sequence[FollowUp] = ()) -> list[FollowUp]:
    """Give the follow-ups that a text names, by handle or all that are undecided; none for prose."""
    wanted = text.strip().casefold()
    if wanted in _ALL:
        return [row for row in found if not row.when and row not in taken]
    tokens = re.split(r"[\s,、・]+", wanted.strip(" ,、"))
    if not all(re.fullmatch(_HANDLE, token) for token in tokens):
        return []
    by_id = {row.fact.id: row for row in found}
    try:
        return [by_id[find([row.fact for row in found], token).id] for token in dict.fromkeys(tokens)]
    except IncidentctlError:  # a word with a hyphen, or of an id that is gone
        return []


# -- as they stand -----------------------------------------------------------------------------------


def _row(incident: Incident, each: FollowUp, words: Words, names: Names) -> Row:
    fact = each.fact
    ended = each.ended.event if each.ended else None
    text, owner, why, decided_by = (
        names.replaced(text, fact)
        for text in (wording(incident, each, words), each.owner, each.why, each.decided_by)
    )
    decided_by = decided_by or names.replaced(str(incident.value("priorities.decided_by") or ""))
    state = ended.outcome if ended else "wont" if each.when == "wont" else "open"
    ending = names.replaced(ended.why, each.ended) if ended else ""
    decided_by = decided_by if each.when else ""
    return Row(fact.id, each.kind, text, owner, each.due, each.when, why, decided_by, each.url, state, ending)


def _as_fixed(incident: Incident, row: FollowUp) -> FollowUp:
    return row._replace(
        owner=row.owner or str(incident.value("fix.owner") or ""),
        due=row.due or _time(incident, "fix.due"),
        when=row.when or _TIMING_OF.get(incident.value(_FIX), ""),
        url=row.url or str(incident.value("links.ticket") or ""),
    )


def _time(incident: Incident, field: str) -> str:
    value = incident.value(field)
    if not isinstance(value, dict):
        return ""
    at = from_iso(value["t"])
    return iso(at.replace(hour=23, minute=59)) if value.get("pr") == "day" else iso(at)


def _field(row: FollowUp) -> str:
    return str(getattr(row.fact.event, "field", "")) if row.fact.kind == "field_set" else ""


def _place(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
