"""What a report is made of: a tree of values, of which `render` makes text in any format."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from incidentctl.domain.times import Moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.fields import Field
    from incidentctl.words import Lang


class Typed(NamedTuple):
    """Text that a person typed, with names already replaced by roles; still hostile to any markup."""

    text: str


class Said(NamedTuple):
    """A sentence of the program: a key of the words, filled with other inline values."""

    key: str
    params: Mapping[str, Any] = {}


class Phrase(NamedTuple):
    """A fixed phrase of the policy, printed byte for byte (P1 ... P14)."""

    id: str
    text: str


class Value(NamedTuple):
    """The value of a field (None: unknown). `certainty` is "" where it need not be said."""

    field: Field
    value: Any
    certainty: str = ""


Inline: TypeAlias = Typed | Said | Phrase | Value | Moment | timedelta


class Filled(NamedTuple):
    """A text of the policy, printed as it stands there; its {blanks} are filled with other inline values."""

    text: str
    params: Mapping[str, Any]


class Labelled(NamedTuple):
    """A label and what stands beside it."""

    label: Inline
    text: Inline


class Paragraph(NamedTuple):
    """Sentences that follow each other."""

    sentences: tuple[Inline, ...]


class Bullets(NamedTuple):
    """A list, in no order."""

    items: tuple[Inline | Labelled, ...]


class Table(NamedTuple):
    """Cells under a head; every row is as long as the head."""

    head: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]


class Row(NamedTuple):
    """Something that happened, and the role that did or saw it ("" where that says nothing)."""

    at: Moment
    role: str
    what: Inline


class Timeline(NamedTuple):
    """What happened, in the order in which it did."""

    rows: tuple[Row, ...]


Block: TypeAlias = Paragraph | Bullets | Table | Timeline


class Section(NamedTuple):
    """A heading and what stands under it; programs know it by `key`. `number` 0: the form does not count."""

    key: str
    heading: Inline
    blocks: tuple[Block, ...]
    number: int = 0


class Band(NamedTuple):
    """Something that lasted; `key` is `impact`, a phase or a role, `until` None while it still does."""

    key: str
    what: Inline
    since: Moment
    until: Moment | None


class Chart(NamedTuple):
    """What a picture of the incident shows between two moments; `marks` are its milestones."""

    since: Moment
    until: Moment
    impact: tuple[Band, ...]
    phases: tuple[Band, ...]
    roles: tuple[Band, ...]
    marks: tuple[Row, ...]


class Footer(NamedTuple):
    """What the report was made from: when, how many entries, which runbooks (id, hash), the log's heads."""

    now: datetime
    entries: int
    runbooks: tuple[tuple[str, str], ...]
    heads: tuple[tuple[str, int, str], ...]


class Report(NamedTuple):
    """A whole report. Its times are shown in `zone`, an IANA name or an offset.

    `roles` are what the formation calls its roles, by id, as they stand at the head of a line. `incident` is
    the id of what it is about, `audience` for whom it is. `is_drawn`: its Markdown ends in a picture,
    too; what goes into a mail would show the source of it. `watermark` stands before all else: it is a drill.
    """

    form: str
    lang: Lang
    zone: str
    prefix: str
    title: Said | Filled
    meta: tuple[Labelled, ...]
    sections: tuple[Section, ...]
    footer: Footer
    roles: Mapping[str, str] = {}
    chart: Chart | None = None
    incident: str = ""
    audience: str = ""
    is_drawn: bool = False
    watermark: Phrase | None = None
