"""A report as Markdown that GitHub shows well: headings, tables, lists, and no markup from what was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from incidentctl.domain.report_marks import Part
from incidentctl.domain.report_values import Bullets, Labelled, Paragraph, Table, Timeline
from incidentctl.render import safe
from incidentctl.render.inline import CODE, Speaker
from incidentctl.render.mermaid import gantt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from incidentctl.domain.report_values import Block, Inline, Report, Row


def report_as_markdown(report: Report) -> str:
    """Give the whole report, in its own language and zone; it ends with one newline."""
    return "\n\n".join(part.text for part in report_in_parts(report)) + "\n"


def report_in_parts(report: Report) -> tuple[Part, ...]:
    """Give the report as `report_as_markdown` does, part by part: each can be renewed without the others."""
    parts: dict[str, Part] = {}
    for part in _Page(report).parts():
        id_ = re.sub(r"[\s<>]", "_", part.id)
        while id_ in parts:  # a form may have two of a kind
            id_ += "_"
        if part.text:
            parts[id_] = part._replace(id=id_)
    return tuple(parts.values())


class _Page(Speaker):
    """One report on its way to text."""

    def typed(self, text: str) -> str:
        return safe.markdown(text)

    def parts(self) -> Iterator[Part]:
        report, words = self.report, self.words
        mark = f"**{self.inline(report.watermark)}**\n\n" if report.watermark else ""
        yield Part("title", words("report_file.title"), f"{mark}# {self._headline()}")
        yield Part("meta", words("report_file.meta"), self._list(report.meta))
        for section in report.sections:
            heading = self.inline(section.heading)
            name = heading.replace("\\", "")
            number = f"{section.number}. " if section.number else ""
            chunks = [chunk for block in section.blocks for chunk in self._block(block) if chunk]
            id_ = section.key.removeprefix("report.").removeprefix(f"{report.form}.")
            yield Part(id_, name, "\n\n".join([f"## {number}{heading}", *chunks]))
        if report.chart and report.is_drawn and (drawn := gantt(report, report.chart)):
            name = words("report.chart.title")
            yield Part("chart", name, f"## {name}\n\n```mermaid\n{drawn}\n```")
        footer = "\n".join(f"- {line.replace(CODE, '`')}" for line in self.footer())
        yield Part("footer", words("report_file.footer"), f"---\n\n{footer}")

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
        columns = self.columns(rows)
        head = [self.words(f"report.timeline.{column}") for column in columns]
        for day, group in self.days(rows):
            yield f"### {day}"
            yield self._table(head, (self.line(row, columns) for row in group))
