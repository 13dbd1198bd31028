"""What people wrote down, and what they did to the system by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Stance


class Noted(NamedTuple):
    """One line on the timeline.

    `stance`: fact (its author saw it), relayed (needs `source`), guess, unsure (reads like a guess; in no
    report until it is settled), action, decision, question (S1-13, S1-14, S2-19).
    `at_step`: the step at which it was written, if any; it does not answer that step. `private`: part of the
    privacy track (S4-5).
    """

    text: str
    stance: Stance = "fact"
    source: str = ""
    at_step: str = ""
    private: bool = False


class Acted(NamedTuple):
    """Something was done to the system by hand, or (`look`) only looked at (S1-9, S1-12).

    `method`: `mitigation.method`.
    """

    text: str
    look: bool = False
    before: str = ""
    after: str = ""
    step: str = ""
    method: str = ""


def apply_notes(draft: Draft, fact: Fact) -> None:
    """Tick the step that an act answers; the texts themselves are read from the entries."""
    if isinstance(fact.event, Acted) and fact.event.step:
        draft.answer_step(fact.event.step, fact.event.text, fact)
