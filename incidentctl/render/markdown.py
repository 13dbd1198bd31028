"""A report as Markdown that GitHub shows well: headings, tables, lists, and no markup from what was typed."""

from __future__ import annotations

from datetime import timedelta
from functools import singledispatchmethod
from itertools import groupby
from typing import TYPE_CHECKING

from incidentctl.domain.report_values import (
    Bullets,
    Labelled,
    Paragraph,
    Phrase,
    Said,
    Table,
    Timeline,
    Typed,
    Value,
)
from incidentctl.domain.times import Moment
from incidentctl.render import safe, when
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from incidentctl.domain.report_values import Block, Inline, Report, Row


def report_as_markdown(report: Report) -> str:
    """Give the whole report, in its own language and zone; it ends with one newline."""
    return _Page(report).text()


class _Page:
    """One report on its way to text."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = Words(report.lang)
        self.zone = when.zone_named(report.zone)

    def text(self) -> str:
        report = self.report
        chunks = [f"# {self._headline()}", self._list(report.meta)]
        for section in report.sections:
            number = f"{section.number}. " if section.number else ""
            chunks.append(f"## {number}{self.words(section.key)}")
            chunks += [chunk for block in section.blocks for chunk in self._block(block)]
        chunks += ["---", self._footer()]
        return "\n\n".join(chunk for chunk in chunks if chunk) + "\n"

    def _headline(self) -> str:
        prefix = safe.one_line(self.report.prefix)
        return self.words("report.headline", prefix=prefix, title=self.inline(self.report.title))

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(sentences):
                yield self.words("report.sentence_glue").join(self.inline(one) for one in sentences)
            case Bullets(items):
                yield self._list(items)
            case Table(head, rows):
                yield self._table(
                    [self.inline(cell) for cell in head], (map(self.inline, row) for row in rows)
                )
            case Timeline(rows):
                yield from self._timeline(rows)

    def _list(self, items: Iterable[Inline | Labelled]) -> str:
        return "\n".join(f"- {self._item(item)}" for item in items)

    def _item(self, item: Inline | Labelled) -> str:
        if isinstance(item, Labelled):
            label, text = self.inline(item.label), self.inline(item.text)
            return self.words("report.labelled", label=label, text=text)
        return self.inline(item)

    def _table(self, head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
        lines = [head, ["---"] * len(head), *rows]
        return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)

    def _timeline(self, rows: Sequence[Row]) -> Iterator[str]:
        """One table per date and offset, so that either is said whenever it changes."""
        head = [self.words(f"report.timeline.{column}") for column in ("time", "role", "what")]
        for (date, offset), group in groupby(rows, key=self._day):
            yield f"### {self.words('report.timeline.day', date=date, zone=offset)}"
            yield self._table(head, (self._cells(row) for row in group))

    def _day(self, row: Row) -> tuple[str, str]:
        local: datetime = row.at.at.astimezone(self.zone)
        return when.date(local, self.words), when.offset(local)

    def _cells(self, row: Row) -> tuple[str, str, str]:
        return when.clock(row.at, self.zone, self.words), self._role(row.role), self.inline(row.what)

    def _role(self, role: str) -> str:
        """Give what the formation calls a role; whoever had none of it responded."""
        if not role or role in self.report.roles:
            return safe.markdown(self.report.roles.get(role, ""))
        key = f"report.who.{role}"
        return self.words(key if self.words.has(key) else "report.who.responder")

    def _footer(self) -> str:
        footer, words = self.report.footer, self.words
        at = when.full(Moment(footer.now), self.zone, words)
        lines = [words("report.footer.made", at=at, count=f"{footer.entries:,}")]
        if footer.runbooks:
            listed = words("when.list").join(
                f"{safe.markdown(name)} `{safe.one_line(digest)}`" for name, digest in footer.runbooks
            )
            lines.append(words("report.footer.runbooks", runbooks=listed))
        lines += [
            words("report.footer.head", writer=safe.markdown(writer), n=f"{n:,}", hash=safe.one_line(digest))
            for writer, n, digest in footer.heads
        ]
        return "\n".join(f"- {line}" for line in lines)

    @singledispatchmethod
    def inline(self, value: object) -> str:
        """Give one inline value as Markdown, on one line."""
        raise TypeError(value)

    @inline.register
    def _(self, value: Typed) -> str:
        return safe.markdown(value.text)

    @inline.register
    def _(self, value: Said) -> str:
        if value.key == "report.joined":
            return self.words("when.list").join(self.inline(part) for part in value.params.values())
        return self.words(value.key, **{name: self.inline(part) for name, part in value.params.items()})

    @inline.register
    def _(self, value: Phrase) -> str:
        return safe.one_line(value.text)

    @inline.register
    def _(self, value: Value) -> str:
        text = safe.markdown(when.show_value(value.field, value.value, self.words, self.zone))
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
