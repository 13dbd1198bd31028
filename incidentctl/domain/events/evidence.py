"""Evidence: a file that shows something, or what came through a pipe, and what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from incidentctl.domain.draft import Draft
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.shapes import Size, Stance


class Attached(NamedTuple):
    """A note with a file: `text` says what it shows, and the rest is as in a note (`events.notes.Noted`).

    `content` is the SHA-256 of the file in hex, `size` its bytes, `media` its type, `name` what it is called
    without where it lies. Its content is kept under that hash, or (`path`) it stays where it lies, because
    it is large. `cut`: more came through the pipe than was kept. `masked`: without the secrets in it.
    """

    text: str = ""
    name: str = ""
    content: str = ""
    size: Size = 0
    media: str = ""
    path: str = ""
    cut: bool = False
    masked: bool = False
    stance: Stance = "fact"
    source: str = ""
    at_step: str = ""
    private: bool = False


def apply_evidence(draft: Draft, fact: Fact) -> None:
    """Change nothing: what is attached is read from the entries, as notes are."""
