"""A post as a value: what a status update says, to whom, in which phase (practice.md, section 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.post_body import body
from incidentctl.domain.post_head import head
from incidentctl.domain.post_material import OVER, Joined, Listed, clock
from incidentctl.domain.report_values import Labelled, Phrase, Said, Typed, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from incidentctl.domain.post_body import Line
    from incidentctl.domain.post_material import Material
    from incidentctl.domain.report_values import Inline


class Post(NamedTuple):
    """A post, ready to be worded: `prefix`, `time` ("" where the head tells its own), `head`, and the lines.

    `due` is when it promises the next one. `names_contact`: it says where questions go (P6). `watermark`
    stands before all else: it is a drill (P14).
    """

    audience: str
    phase: str
    prefix: str
    time: str
    head: Inline
    body: tuple[Line, ...]
    due: datetime | None = None
    names_contact: bool = False
    watermark: Phrase | None = None

    def texts(self) -> Iterator[str]:
        """Give every text that a person wrote, as it stands in the post."""
        yield from _texts((self.head, *self.body))


def write(
    material: Material,
    text: str = "",
    source: str = "",
    *,
    due: datetime | None = None,
    at: datetime | None = None,
) -> Post:
    """Write a post: the derived prefix, one time and the fact (`text`, else as the phase has it), the lines.

    `due` is when the next one comes, `at` when this one was sent, if that was not now.
    """
    first, has_time = head(material, text, source)
    lines = tuple(body(material, first, due))
    time = "" if has_time else clock(at or material.now, material.zone, material.lang, material.now)
    names_contact = material.contact is not None and material.phase not in OVER
    return Post(
        material.audience,
        material.phase,
        material.view.prefix,
        time,
        first,
        lines,
        due,
        names_contact,
        material.view.watermark,
    )


def _texts(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        match value:
            case Typed(text):
                yield text
            case Value(_, str() as text) | Phrase("P7", text):
                yield text
            case Value(_, list() as items):
                yield from map(str, items)
            case Said(_, params):
                yield from _texts(params.values())
            case Labelled(_, text):
                yield from _texts((text,))
            case Listed(_, items) | Joined(_, items):
                yield from _texts(items)
