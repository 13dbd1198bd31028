"""Inline values of a report as text: what the formats have in common."""

from __future__ import annotations

from datetime import timedelta
from functools import singledispatchmethod
from itertools import groupby
from typing import TYPE_CHECKING

from incidentctl.domain.report_values import Filled, Phrase, Said, Typed, Value
from incidentctl.domain.times import Moment
from incidentctl.domain.zones import offset_name
from incidentctl.render import safe, when
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from incidentctl.domain.report_values import Report, Row

_COLUMNS = ("time", "role", "what")


CODE = "\0"
"""What stands around a hash, and in no text that was made safe: each format shows it in its own way."""


class Speaker:
    """Words the values of one report, in its own language and zone.

    A format says in `typed` what becomes of text that a person typed; sentences are made of its results.
    """

    def __init__(self, report: Report) -> None:
        """Speak of `report`."""
        self.report = report
        self.words = Words(report.lang)
        self.zone = when.zone_named(report.zone)

    def typed(self, text: str) -> str:
        """Give typed text on one line, safe to show, without white space around it."""
        return safe.one_line(text).strip()

    def day(self, moment: Moment) -> tuple[date, str]:
        """Give the local date and the name of the offset: a timeline says either whenever it changes."""
        at = when.local(moment, self.zone)
        return at.date(), offset_name(at)

    def heading(self, day: date, offset: str) -> str:
        """Say a date and an offset above the times that they are of."""
        return self.words("report.timeline.day", date=when.date(day, self.words), zone=offset)

    def days(self, rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
        """Give the rows of a timeline under a heading for each date and offset."""
        for day, group in groupby(rows, key=lambda row: self.day(row.at)):
            yield self.heading(*day), list(group)

    def columns(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """Give the columns of a timeline: without that of the roles where none is told."""
        has_roles = any(row.role for row in rows)
        return tuple(name for name in _COLUMNS if has_roles or name != "role")

    def line(self, row: Row, columns: Iterable[str]) -> list[str]:
        """Give the cells of a row for these columns."""
        cells = dict(zip(_COLUMNS, self.cells(row), strict=True))
        return [cells[name] for name in columns]

    def cells(self, row: Row) -> tuple[str, str, str]:
        """Give time, role and what of a row."""
        return when.clock(row.at, self.zone, self.words), self.role(row.role), self.inline(row.what)

    def role(self, role: str) -> str:
        """Give what the formation calls a role; whoever had none of it responded."""
        if not role or role in self.report.roles:
            return self.typed(self.report.roles.get(role, ""))
        key = f"report.who.{role}"
        return self.words(key if self.words.has(key) else "report.who.responder")

    def footer(self) -> list[str]:
        """Give the lines of what the report was made from; hashes stand between two `CODE`."""
        footer, words = self.report.footer, self.words
        at = when.full(Moment(footer.now), self.zone, words)
        lines = [words("report.footer.made", at=at, count=f"{footer.entries:,}")]
        if footer.runbooks:
            listed = (f"{self.typed(name)} {_code(digest)}" for name, digest in footer.runbooks)
            lines.append(words("report.footer.runbooks", runbooks=words("when.list").join(listed)))
        lines += [
            words("report.footer.head", writer=self.typed(writer), n=f"{n:,}", hash=_code(digest))
            for writer, n, digest in footer.heads
        ]
        return lines

    @singledispatchmethod
    def inline(self, value: object) -> str:
        """Give one inline value, on one line."""
        raise TypeError(value)

    @inline.register
    def _(self, value: Typed) -> str:
        return self.typed(value.text)

    @inline.register
    def _(self, value: Said) -> str:
        if value.key == "report.joined":
            return self.words("when.list").join(self.inline(part) for part in value.params.values())
        return self.words(value.key, **dict(self._params(value)))

    def _params(self, value: Said) -> Iterator[tuple[str, str]]:
        """Give what a sentence is filled with; a second time on the same day does not say the day again."""
        before: Moment | None = None
        for name, part in value.params.items():
            if isinstance(part, Moment):
                yield name, self.later(part, before)
                before = part
            else:
                yield name, self.inline(part)

    def later(self, moment: Moment, before: Moment | None) -> str:
        """Give a time behind another one: on the same day without the date."""
        is_exact = before is not None and "day" not in {moment.precision, before.precision}
        if before is not None and is_exact and self.day(moment) == self.day(before):
            return when.zoned_clock(moment, self.zone, self.words)
        return self.inline(moment)

    @inline.register
    def _(self, value: Phrase) -> str:
        return safe.one_line(value.text)

    @inline.register
    def _(self, value: Filled) -> str:
        params = {name: self.inline(part) for name, part in value.params.items()}
        return safe.one_line(value.text).format(**params)

    @inline.register
    def _(self, value: Value) -> str:
        text = self.typed(when.show_value(value.field, value.value, self.words, self.zone))
        if not value.certainty:
            return text
        return self.words(
            "report.certain", text=text, certainty=self.words(f"report.certainty.{value.certainty}")
        )

    @inline.register
    def _(self, value: Moment) -> str:
        return when.full(value, self.zone, self.words)

    @inline.register
    def _(self, value: timedelta) -> str:
        return when.length(value, self.words)


def _code(digest: str) -> str:
    """Give a hash as what it is; what is none (of a log that others wrote) says nothing."""
    return f"{CODE}{digest if digest.isalnum() and digest.isascii() else '?'}{CODE}"
