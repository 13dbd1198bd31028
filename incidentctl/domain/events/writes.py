"""A change of the system by hand that takes time: begun, and ended (S1-9, S1-12, S0-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.state import Write

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact


class WriteBegun(NamedTuple):
    """Somebody began to change the system; until it ends nobody else does. `method`: `mitigation.method`."""

    text: str
    method: str = ""
    before: str = ""
    step: str = ""


class WriteEnded(NamedTuple):
    """The change ended: what was measured after it, a remark, and the reason why somebody else ended it."""

    write: str
    after: str = ""
    text: str = ""
    why: str = ""


def apply_writes(draft: Draft, fact: Fact) -> None:
    """Open or end the write."""
    match fact.event:
        case WriteBegun():
            draft.writes[fact.id] = Write(fact)
            if fact.event.step:
                draft.answer_step(fact.event.step, fact.event.text, fact)
        case WriteEnded(write):
            begun = draft.writes.get(write)
            if begun is not None:
                draft.writes[write] = begun._replace(ended=fact)
