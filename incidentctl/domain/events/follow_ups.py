"""What is to be done once an incident is over: each action with its kind, owner and date (S2-12, S4-12)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from incidentctl.domain.state import FollowUp

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Kind, Outcome, TimeOrNone, Timing

FIELD = "follow_up."
"""The group of the fields that an answer at a step saves to, one for each kind."""

_NONE = (
    r"-$|(?:ない|無い|不要|必要なし|(?:特に)?(?:なし|無し))(?=$|[\s、。,.:;(]|のため|ので|だ|です)"
    r"|(?:none|nothing|n/?a|no action|not needed)(?: to do| needed| required)?"
    r"(?=$|[,.:;(]| +[-–—]| +(?:because|since|as)\b)"
)


class FollowUpAdded(NamedTuple):
    """Something is to be done.

    `kind` is what it is for, `owner` a role or team (never a person), `due` ISO 8601, `when` now, later or
    wont, `why` and `decided_by` (a role) belong to that, `url` is where the ticket is.
    """

    text: str
    kind: Kind = ""
    owner: str = ""
    due: TimeOrNone = ""
    when: Timing = ""
    why: str = ""
    decided_by: str = ""
    url: str = ""
    step: str = ""


class FollowUpSet(NamedTuple):
    """Of a follow-up, everything that is not None was changed; its text is put right by `amended`.

    `step`: the step that asks what is done now, later or not at all.
    """

    follow_up: str
    kind: Kind | None = None
    owner: str | None = None
    due: TimeOrNone | None = None
    when: Timing | None = None
    why: str | None = None
    decided_by: str | None = None
    url: str | None = None
    step: str = ""


class FollowUpEnded(NamedTuple):
    """A follow-up was `done`, or `dropped` for the reason in `why`."""

    follow_up: str
    outcome: Outcome = "done"
    why: str = ""


DETAILS = FollowUpSet._fields[1:-1]
"""What may be said of a follow-up besides its text."""


def says_none(text: str) -> bool:
    """Say whether an answer says that there is nothing to do, with its reason or without (S2-12)."""
    return _none(text) is not None


def reason_in(text: str) -> str:
    """Give the reason of an answer that says that there is nothing to do; "" where it has none."""
    found = _none(text)
    return found.string[found.end() :].strip(" .。,、:;()-–—") if found else ""


def _none(text: str) -> re.Match[str] | None:
    return re.match(_NONE, normalize("NFKC", text).strip().casefold())


def apply_follow_ups(draft: Draft, fact: Fact) -> None:
    """Keep the follow-up as it stands; one that is not in view (undone) changes nothing."""
    event = fact.event
    if isinstance(event, FollowUpAdded):
        details = {name: getattr(event, name) for name in DETAILS}
        draft.follow_ups[fact.id] = FollowUp(fact, **details)
        field = FIELD + event.kind
        if event.kind:
            draft.set_as_field(field, event.text, fact)
        if event.step:
            draft.answer_step(event.step, event.text, fact, part=field)
        return
    known = draft.follow_ups.get(event.follow_up)
    if known is None:
        return
    if isinstance(event, FollowUpEnded):
        draft.follow_ups[event.follow_up] = known._replace(ended=fact)
        return
    changed = {name: value for name in DETAILS if (value := getattr(event, name)) is not None}
    draft.follow_ups[event.follow_up] = known._replace(**changed)
    if event.step:
        _name_at_step(draft, fact)


def _name_at_step(draft: Draft, fact: Fact) -> None:
    """Tick the question that was answered by naming follow-ups: its value are their ids."""
    event, part = fact.event, f"priorities.{fact.event.when}"
    record = draft.steps.get(event.step)
    named = str(record.parts.get(part) or "").split() if record else []
    ids = [*(id_ for id_ in named if id_ in draft.follow_ups and id_ != event.follow_up), event.follow_up]
    draft.answer_step(event.step, " ".join(ids), fact, part=part)


def apply_field(draft: Draft, fact: Fact) -> None:
    """Let a field be a follow-up: as logs had it before there were any, and what X1 and X7 put off.

    A later value takes the place of the one before, and one that a follow-up says already adds nothing.
    """
    field, value = fact.event.field, fact.event.value
    kind, is_one = "permanent", value in {"ticket", "kept"}
    if field.startswith(FIELD):
        kind, is_one = field.removeprefix(FIELD), isinstance(value, str) and not says_none(value)
    known = [row for row in draft.follow_ups.values() if row.kind == kind and not row.is_dropped]
    if is_one and any(value in {getattr(row.fact.event, "text", None), _value(row, field)} for row in known):
        return
    for row in known:
        if row.ended is None and _value(row, field) is not None:
            del draft.follow_ups[row.fact.id]
    if is_one:
        draft.follow_ups[fact.id] = FollowUp(fact, kind)


def _value(row: FollowUp, field: str) -> str | None:
    """Give what a follow-up that is a field says, if it is this field."""
    event = row.fact.event
    return event.value if getattr(event, "field", "") == field else None
