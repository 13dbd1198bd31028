"""Drills: practice on the real runbooks, marked wherever it is shown, so that nobody is misled (S0-33)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incidentctl.domain.pulse import Pulse
    from incidentctl.domain.summary import Summary
    from incidentctl.words import Words

WATERMARK = "P14"
"""The fixed phrase that stands before everything a drill gives out; a team may word it."""


def titled(about: Pulse | Summary, words: Words, title: str = "") -> str:
    """Give the title of an incident (`title`: as it is shown here), with the mark of a drill before it.

    Where the declaration cannot be read, the name that stands for one.
    """
    title = title or about.title or words("drill.untitled")
    if not about.drill:
        return title
    mark = words("drill.mark")
    return title if title.startswith(mark.strip()) else f"{mark}{title}"
