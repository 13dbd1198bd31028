"""A fact was taken back or put right: the fold's first pass reads these, the log keeps both."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Stance


class Undone(NamedTuple):
    """The fact with the id `target` was taken back; an undo may itself be undone."""

    target: str


class Amended(NamedTuple):
    """The fact `target` got another text or stance (`to`); `moved`: it happened when this fact says."""

    target: str
    text: str | None = None
    to: Stance | None = None
    moved: bool = False


def apply_corrections(draft: Draft, fact: Fact) -> None:
    """Change nothing: the first pass of the fold has already done so."""
