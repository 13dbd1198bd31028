"""Who was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact


class Told(NamedTuple):
    """Somebody was told, when and how (S0-6, S4-3); `unrelated`: that it does not concern them (S1-19)."""

    who: tuple[str, ...] = ()
    how: str = ""
    unrelated: bool = False
    step: str = ""


def apply_people(draft: Draft, fact: Fact) -> None:
    """Remember the notice, and tick the step that it answers."""
    draft.told.append(fact)
    if fact.event.step:
        draft.answer_step(fact.event.step, list(fact.event.who), fact, part="told")
