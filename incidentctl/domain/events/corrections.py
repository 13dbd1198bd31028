"""A fact was taken back, put right or erased: the fold's first pass reads these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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


class Redacted(NamedTuple):
    """The text of the fact `target` was erased from the log, for good: a secret, say.

    `kept` is what of a declaration is no text of anybody's, such as its zone; None of any other fact.
    `private`: it was part of the privacy track (S4-5).
    """

    target: str
    why: str
    kept: Any = None
    private: bool = False


def apply_corrections(draft: Draft, fact: Fact) -> None:
    """Change nothing: the first pass of the fold has already done so."""
