"""An incident is declared, confirmed, or withdrawn as a false alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Minutes


class Declared(NamedTuple):
    """An incident was opened (S0-1); its time is when it was declared.

    `notice_minutes`: from now until the first notice is due, and, while `suspected`, until somebody must
    have decided (S0-2). `zone` is the IANA name (or offset) in which its times are shown. `profile` is the
    formation (roles-<profile>.yaml), `quiet` the rules that were off then and would speak in footers.
    `drill`: it is practice, and in no number (S0-33).
    """

    title: str
    zone: str
    suspected: bool = False
    notice_minutes: Minutes = 15
    profile: str = "taskforce"
    quiet: tuple[str, ...] = ()
    drill: bool = False


class Confirmed(NamedTuple):
    """A suspicion turned out to be an incident."""

    text: str = ""


class Withdrawn(NamedTuple):
    """It was no incident: thanks, and no blame (S0-5)."""

    why: str


def apply_incidents(draft: Draft, fact: Fact) -> None:
    """Keep who declared it, and why it was withdrawn."""
    match fact.event:
        case Declared():
            draft.declared = fact
        case Withdrawn():
            draft.withdrawn = fact
        case Confirmed():
            draft.confirmed = fact
