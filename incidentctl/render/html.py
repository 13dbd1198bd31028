"""A report as one HTML file that needs nothing else: no script, no request, no font."""

from __future__ import annotations

import re
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from incidentctl.domain.lifecycle import between
from incidentctl.domain.report_chart import events
from incidentctl.domain.report_values import Bullets, Labelled, Paragraph, Table, Timeline
from incidentctl.domain.times import Moment
from incidentctl.render import safe, svg, when
from incidentctl.render.inline import CODE, Speaker
from incidentctl.render.page_style import STYLE
from incidentctl.render.width import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from incidentctl.domain.report_values import Band, Block, Chart, Inline, Report, Row, Section

_HANDLE = r"[a-z]-[0-9a-z]{3,12}"
_REL = "noopener noreferrer nofollow"
_FOLDED = 40
_SHORT = 16  # columns of a text that stands on one line in any table
_COLUMNS = ("chart.phase", "formation.since", "formation.until", "chart.length")
_HEAD = """<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">"""


def report_as_html(report: Report) -> str:
    """Give the whole report as a page, in its own language and zone; it ends with one newline."""
    return _Page(report).text()


def _drill_style(mark: str) -> str:
    """Keep in sight what says that it is a drill, and put it at the top of each printed page."""
    text = "".join(f"\\{ord(sign):x} " if sign in '"\\<>&\n' else sign for sign in mark)
    return (
        ".drill{position:sticky;top:0;margin:0 0 1rem;padding:.4rem .6rem;border:2px dashed var(--ink);"
        "background:var(--page);font-weight:700;text-align:center}"
        f'@media print{{@page{{@top-center{{content:"{text}";font:700 9pt sans-serif}}}}}}'
    )


class _Page(Speaker):
    """One report on its way to a page. `inline` gives plain text, which is escaped where it is written."""

    def text(self) -> str:
        report = self.report
        prefix, title = safe.one_line(report.prefix), self.inline(report.title)
        headline = self.words("report.headline", prefix=prefix, title=title)
        mark = self.inline(report.watermark) if report.watermark else ""
        style = STYLE + (_drill_style(mark) if mark else "")
        body = [chunk for section in report.sections for chunk in self._section(section)]
        chart = [*self._chart(report.chart)] if report.chart else []
        first = 1 + next((at for at, chunk in enumerate(body) if chunk == "</section>"), -1)
        lines = [
            "<!doctype html>",
            f'<html lang="{report.lang}">',
            f"<head>\n{_HEAD}\n<title>{escape(headline)}</title>\n<style>{style}</style>\n</head>",
            "<body>",
            f'<p class="drill" role="note">{escape(mark)}</p>' if mark else "",
            "<header>",
            f'<p class="prefix">{escape(prefix)}</p>' if prefix else "",
            f"<h1>{escape(title)}</h1>",
            *self._meta(report.meta),
            "</header>\n<main>",
            *body[:first],
            *chart,
            *body[first:],
            "</main>\n<footer>",
            *self._footer(),
            "</footer>\n</body>\n</html>",
        ]
        return "\n".join(line for line in lines if line) + "\n"

    def _meta(self, meta: Iterable[Labelled]) -> Iterator[str]:
        yield '<dl class="meta">'
        for label, text in meta:
            label_said, text_said = escape(self.inline(label)), self._linked(self.inline(text))
            yield f"<div><dt>{label_said}</dt><dd>{text_said}</dd></div>"
        yield "</dl>"

    def _section(self, section: Section) -> Iterator[str]:
        number = f"{section.number}. " if section.number else ""
        yield f"<section>\n<h2>{number}{escape(self.inline(section.heading))}</h2>"
        for block in section.blocks:
            yield from self._block(block)
        yield "</section>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(sentences):
                glue = self.words("report.sentence_glue")
                yield f"<p>{self._linked(glue.join(map(self.inline, sentences)))}</p>"
            case Bullets(items):
                yield "<ul>"
                yield from (f"<li>{self._item(item)}</li>" for item in items)
                yield "</ul>"
            case Table(head, rows):
                yield from self._table(
                    [self.inline(cell) for cell in head],
                    (map(self._cell, row) for row in rows),
                )
            case Timeline(rows):
                yield from self._timeline(rows)

    def _cell(self, cell: Inline) -> str:
        """Give a cell; a time and a short text are not broken into lines where there is room."""
        text = self.inline(cell)
        is_whole = isinstance(cell, Moment) or 0 < width(text) <= _SHORT
        return f'<span class="whole">{self._linked(text)}</span>' if is_whole else self._linked(text)

    def _item(self, item: Inline | Labelled) -> str:
        if not isinstance(item, Labelled):
            return self._linked(self.inline(item))
        label = f'<span class="label">{escape(self.inline(item.label))}</span>'
        return self.words("report.labelled", label=label, text=self._linked(self.inline(item.text)))

    def _table(self, head: Sequence[str], rows: Iterable[Iterable[str]], kind: str = "") -> Iterator[str]:
        """Give a table of cells that are markup; each knows its label, since a phone shows no head."""
        labels = [escape(label) for label in head]
        yield f'<table class="{kind}">' if kind else "<table>"
        heads = "".join(f'<th scope="col">{label}</th>' for label in labels)
        yield f"<thead><tr>{heads}</tr></thead>"
        yield "<tbody>"
        for row in rows:
            named = zip(labels, row, strict=True)
            cells = (
                f'<td data-label="{label}">{cell}</td>' if label and not kind else f"<td>{cell}</td>"
                for label, cell in named
            )
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody>\n</table>"

    def _timeline(self, rows: Sequence[Row]) -> Iterator[str]:
        """One table per date and offset; those of a long timeline can be folded away."""
        columns = self.columns(rows)
        head = [self.words(f"report.timeline.{column}") for column in columns]
        kind = "timeline" if "role" in columns else "timeline bare"
        is_long = len(rows) > _FOLDED
        for day, group in self.days(rows):
            heading = f"<h3>{escape(day)}</h3>"
            yield f"<details open><summary>{heading}</summary>" if is_long else heading
            cells = (map(self._linked, self.line(row, columns)) for row in group)
            yield from self._table(head, cells, kind)
            if is_long:
                yield "</details>"

    def _chart(self, chart: Chart) -> Iterator[str]:
        """Give the picture in both widths, and under it the same in words."""
        title, happened = escape(self.words("report.chart.title")), events(self.report)
        yield f'<figure>\n<figcaption id="chart">{title}</figcaption>'
        for shape in (svg.WIDE, svg.NARROW):
            yield svg.picture(self, chart, happened, shape)
        head = [self.words(f"report.{column}") for column in _COLUMNS]
        yield f"<details open><summary>{escape(self.words('report.chart.text'))}</summary>"
        yield from self._table(head, map(self._band, (*chart.impact, *chart.phases)), "bands")
        yield "</details>\n</figure>"

    def _band(self, band: Band) -> tuple[str, str, str, str]:
        swatch = f'<span class="swatch {band.key}"></span>'
        until = self.later(band.until, band.since) if band.until else ""
        length = when.length(between(band.since, band.until), self.words) if band.until else ""
        return f"{swatch}{escape(self.inline(band.what))}", self.inline(band.since), until, length

    def _footer(self) -> Iterator[str]:
        yield "<ul>"
        for line in self.footer():
            hashes = re.sub(f"{CODE}(.*?){CODE}", r"<code>\1</code>", escape(line))
            yield f"<li>{hashes}</li>"
        yield "</ul>"

    @cached_property
    def _evidence(self) -> frozenset[str]:
        """The ids of the rows of evidence on the page."""
        tables = (
            block
            for section in self.report.sections
            for block in section.blocks
            if isinstance(block, Table) and section.key.endswith(".evidence")
        )
        return frozenset(self.inline(row[0]) for table in tables for row in table.rows)

    def _linked(self, text: str) -> str:
        """Escape plain text, and make links of the addresses and the ids of evidence in it."""
        if text in self._evidence:
            return f'<span id="{escape(text)}">{escape(text)}</span>'
        out, at = [], 0
        for begin, end in safe.addresses(text):
            url = escape(text[begin:end])
            out += [self._with_evidence(text[at:begin]), f'<a href="{url}" rel="{_REL}">{url}</a>']
            at = end
        return "".join([*out, self._with_evidence(text[at:])])

    def _with_evidence(self, text: str) -> str:
        """Escape plain text, and make links of the ids of evidence in it."""
        if not self._evidence or "-" not in text:
            return escape(text)
        out, at = [], 0
        for found in re.finditer(rf"(?<![\w-]){_HANDLE}(?![\w-])", text, re.ASCII):
            if found[0] in self._evidence:
                out += [escape(text[at : found.start()]), f'<a href="#{found[0]}">{found[0]}</a>']
                at = found.end()
        return "".join([*out, escape(text[at:])])
