"""Attach: a file becomes evidence; like a note it is never refused (cli.md, behaviour 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events.evidence import Attached
from incidentctl.domain.facts import New
from incidentctl.usecases.note import stance_of, with_warnings
from incidentctl.usecases.record import Recorded, Warned, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


class Stored(NamedTuple):
    """A file that is kept, or (`path`) that stays where it lies; `is_masked`: without its secrets."""

    name: str
    content: str
    size: int
    media: str
    path: str = ""
    is_cut: bool = False
    is_masked: bool = False


class Remark(NamedTuple):
    """What somebody says of it, as of a note."""

    text: str = ""
    is_guess: bool = False
    is_fact: bool = False
    source: str = ""
    at_step: str = ""
    is_private: bool = False


def attach(  # noqa: PLR0913 - what may be said of it
    context: Context,
    located: Located,
    stored: Stored,
    remark: Remark,
    *,
    at: Moment | None = None,
    warnings: Iterable[Warned] = (),
) -> Recorded:
    """Record a file that is stored already, with what it shows; raise `NotRecorded`."""
    stance, matched = stance_of(
        remark.text, is_guess=remark.is_guess, is_fact=remark.is_fact, source=remark.source
    )
    event = Attached(
        text=remark.text,
        name=stored.name,
        content=stored.content,
        size=stored.size,
        media=stored.media,
        path=stored.path,
        cut=stored.is_cut,
        masked=stored.is_masked,
        stance=stance,
        source=remark.source,
        at_step=remark.at_step,
        private=remark.is_private,
    )
    return with_warnings(record(context, located, [New(event, at)], [*warnings]), matched)
