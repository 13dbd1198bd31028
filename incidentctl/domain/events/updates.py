"""Status updates: drafted, and posted (S2-17..21, S3-10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.state import Update

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import TimeOrNone


class UpdateDrafted(NamedTuple):
    """A post that waits for the commander's word; `due` (ISO 8601) is when it promises the next one.

    `source`: who said what is in the text, if its author only passes it on (S2-19).
    """

    text: str = ""
    audience: str = "engineer"
    due: TimeOrNone = ""
    source: str = ""


class UpdatePosted(NamedTuple):
    """A post went out, to one audience, in a phase; `due` (ISO 8601) is when it promises the next one.

    An approved draft is named by `draft`, and text and source stay there. An empty text says that nothing
    has changed.
    `first`: it was the first one to that audience and named the point of contact (P6). `form`: it was a whole
    report in that form, and counts like any other post.
    """

    text: str = ""
    audience: str = "engineer"
    phase: str = ""
    due: TimeOrNone = ""
    draft: str = ""
    first: bool = False
    source: str = ""
    form: str = ""


def apply_updates(draft: Draft, fact: Fact) -> None:
    """Keep the post; an approved draft waits no longer."""
    match fact.event:
        case UpdateDrafted():
            draft.drafts[fact.id] = Update(fact)
        case UpdatePosted(_, _, _, due, approved):
            text = draft.drafts.pop(approved).fact.event.text if approved in draft.drafts else fact.event.text
            draft.updates.append(Update(fact, text))
            if due:
                draft.set_as_field("next_update_at", {"t": due, "pr": "minute"}, fact)
