"""Whatever people typed stands in every report as they typed it: it neither vanishes nor becomes markup.

`pytest tests/domain/test_report_any_text.py -m slow --texts 60000` tries that many texts; each text is typed
in one place of an incident, goes through the fold and the forms, and is read back from the Markdown by two
engines (CommonMark, and that of GitHub with its tables, bare addresses and footnotes), and from the page.
"""

from __future__ import annotations

from html import escape
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt

from incidentctl.domain.events.decisions import Decided
from incidentctl.domain.events.endings import CriterionAdded, CriterionTicked, Reopened, Resolved
from incidentctl.domain.events.follow_ups import FollowUpAdded, FollowUpEnded
from incidentctl.domain.events.incidents import Confirmed
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.steps import RunbookFrozen, StepSkipped
from incidentctl.domain.events.tasks import TaskAssigned, TaskEnded
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.events.values import HopMarked, SeveritySet
from incidentctl.domain.events.voices import Parked
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.forms import AUDIENCES, FORMS, RESTRICTED
from incidentctl.domain.report_values import Bullets, Labelled, Paragraph, Table, Timeline
from incidentctl.domain.secrets import masked
from incidentctl.render import html, safe
from incidentctl.render.html import report_as_html
from incidentctl.render.inline import CODE, Speaker
from incidentctl.render.markdown import report_as_markdown
from incidentctl.render.mermaid import gantt
from incidentctl.words import LANGS
from tests.any_text import texts
from tests.domain.read_html import Read, compared, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from incidentctl.domain.report_values import Block, Report
    from tests.domain.conftest import Story

PARTS = 6
EACH = 100
"""How many texts one incident holds."""
_BLOCKS = ("h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "code")
MARKDOWN_TAGS = {*_BLOCKS, "hr", "pre"}
PAGE_TAGS = {
    ("a", ("href", "rel")), ("td", ("data-label",)), ("th", ("scope",)), ("table", ("class",)),
    ("p", ("class",)), ("span", ("class",)), ("html", ("lang",)), ("dl", ("class",)), ("details", ("open",)),
    ("meta", ("charset",)), ("meta", ("http-equiv", "content")), ("meta", ("name", "content")),
    ("svg", ("class", "viewbox", "role", "aria-label")), ("line", ("class", "x1", "x2", "y1", "y2")),
    ("text", ("class", "x", "y")), ("rect", ("class", "x", "y", "width", "height")),
    ("rect", ("class", "x", "y", "width", "height", "rx")), ("circle", ("class", "cx", "cy", "r")),
    ("figcaption", ("id",)), *((tag, ()) for tag in (*_BLOCKS, "html", "head", "title")),
    *((tag, ()) for tag in ("style", "body", "header", "main", "footer", "section", "figure", "summary")),
    *((tag, ()) for tag in ("div", "dt", "dd", "span", "g")),
}  # fmt: skip
VARIANTS = [
    (form, audience, lang)
    for form, audience, lang in product((*FORMS, RESTRICTED), AUDIENCES, LANGS)
    if form != RESTRICTED or audience == "engineer"
]


def value(name: str) -> Callable[[Story, str], object]:
    return lambda story, text: story.set(name, text, "confirmed")


def criterion(story: Story, text: str) -> None:
    story.add(CriterionAdded(text))
    story.add(CriterionTicked(story.facts[-1].id, text))


def task(story: Story, text: str) -> None:
    story.add(TaskAssigned("kato", text))
    story.add(TaskEnded(story.facts[-1].id, "done", text))


def follow_up(story: Story, text: str) -> None:
    story.add(FollowUpAdded(text, "prevent", text, "", "later", text, text, text))


def dropped(story: Story, text: str) -> None:
    story.add(FollowUpAdded(text, "detect"))
    story.add(FollowUpEnded(story.facts[-1].id, "dropped", text))


FREE = [name for name, row in FIELDS.items() if row.type == "text"]
PLACES: tuple[tuple[int, Callable[[Story, str], object]], ...] = (
    (60, lambda story, text: story.note(text)),
    (10, lambda story, text: story.note(text, "relayed", source=text)),
    (5, lambda story, text: story.note(text, "question")),
    (5, lambda story, text: story.note(text, "decision")),
    (10, lambda story, text: story.add(Acted(text, before=text, after=text))),
    (5, lambda story, text: story.add(Acted(text, look=True))),
    (5, lambda story, text: story.add(Decided(text, "evidence", text, text, "owner"))),
    (3, lambda story, text: story.add(Told((text, text), text))),
    (3, lambda story, text: story.add(SeveritySet("SEV2", text, 30, 60, 60))),
    (3, lambda story, text: story.add(HopMarked(text, "ng", text))),
    (3, lambda story, text: story.add(StepSkipped(text, text))),
    (3, lambda story, text: story.add(Parked(text))),
    (2, lambda story, text: story.add(RoleTaken(text, "kato"))),
    (2, lambda story, text: story.add(UpdatePosted(text, "customer", "investigating"))),
    (2, lambda story, text: story.add(UpdatePosted(text, "manager", "investigating"))),
    (2, criterion),
    (2, task),
    (5, follow_up),
    (2, dropped),
    (1, lambda story, text: story.add(RunbookFrozen(text, text, text))),
    (1, lambda story, text: story.add(Confirmed(text))),
    (1, lambda story, text: story.add(Resolved("")).add(Reopened(text))),
    (3, lambda story, text: story.set("cause.factors", [text, f"external: {text}"])),
    (2, lambda story, text: story.set(f"custom.{text}", "1")),
    *((1, value(name)) for name in [*FREE, "custom.shop", "cause"]),
)  # fmt: skip
WEIGHTS, TYPED = zip(*PLACES, strict=True)
SHOWN = frozenset(TYPED[:11])
"""What stands in the postmortem of engineers whatever else was typed."""


def told(stories: type[Story], typed: list[str], random: Random) -> tuple[Story, list[str]]:
    """Tell an incident with each text typed somewhere; give those that the postmortem must hold."""
    story, shown = stories().declare(typed[0] or "x"), [typed[0]]
    story.mark("started", "14:00").mark("detected", "14:02").set("change.at", None)
    for text, place in zip(typed[1:], random.choices(TYPED, WEIGHTS, k=len(typed) - 1), strict=True):
        place(story, text)
        shown += [text] if place in SHOWN else []
    story.at("15:00").mark("mitigated", "14:50")
    return story, [kept for text in shown if (kept := plain(safe.one_line(masked(text)).strip()))]


def expected(report: Report) -> list[tuple[str, str]]:
    """Give what a reader of the Markdown has to see, piece by piece."""
    speaker = Speaker(report)
    words, inline = speaker.words, speaker.inline
    prefix = safe.one_line(report.prefix)
    found = [("h1", words("report.headline", prefix=prefix, title=inline(report.title)))]
    found += [("li", _item(speaker, item)) for item in report.meta]
    found += sections(report)
    drawn = gantt(report, report.chart) if report.chart and report.is_drawn else ""
    found += [("h2", words("report.chart.title")), ("pre", drawn)] if drawn else []
    found += [("li", line.replace(CODE, "")) for line in speaker.footer()]
    return compared(found)


def sections(report: Report) -> list[tuple[str, str]]:
    """Give the headings of the sections and what stands under them."""
    speaker = Speaker(report)
    found = []
    for section in report.sections:
        number = f"{section.number}. " if section.number else ""
        found.append(("h2", number + speaker.inline(section.heading)))
        found += [piece for block in section.blocks for piece in _block(speaker, block)]
    return compared(found)


def _block(speaker: Speaker, block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Paragraph(sentences):
            yield "p", speaker.words("report.sentence_glue").join(map(speaker.inline, sentences))
        case Bullets(items):
            yield from (("li", _item(speaker, item)) for item in items)
        case Table(head, rows):
            yield from (("th", speaker.inline(cell)) for cell in head)
            yield from (("td", speaker.inline(cell)) for row in rows for cell in row)
        case Timeline(rows):
            names = speaker.columns(rows)
            for day, group in speaker.days(rows):
                yield "h3", day
                yield from (("th", speaker.words(f"report.timeline.{name}")) for name in names)
                yield from (("td", text) for row in group for text in speaker.line(row, names))


def _item(speaker: Speaker, item: Any) -> str:
    if isinstance(item, Labelled):
        label, text = speaker.inline(item.label), speaker.inline(item.text)
        return speaker.words("report.labelled", label=label, text=text)
    return speaker.inline(item)


COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
setattr(COMMONMARK, "normalizeLinkText", str)  # noqa: B010 - else it shows %41 as A
GITHUB = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES


def as_github(source: str) -> str:
    extensions = ["table", "autolink", "strikethrough", "tasklist"]
    return str(cmarkgfm.markdown_to_html_with_extensions(source, GITHUB, extensions))


def check_markdown(report: Report) -> None:
    source = report_as_markdown(report)
    source.encode("utf-8")
    wanted = expected(report)
    for engine in (COMMONMARK.render, as_github):
        read = Read(engine(source))
        assert read.pieces == wanted
        assert read.stray == []
        assert {tag for tag, _ in read.tags} <= {*MARKDOWN_TAGS, "a"}
        assert read.false_links() == []


def check_page(report: Report) -> None:
    source = report_as_html(report)
    source.encode("utf-8")
    read, speaker = Read(source), Speaker(report)
    inside = sections(report)
    begin = read.pieces.index(inside[0])
    assert read.pieces[begin : begin + len(inside)] == inside
    head = [("p", report.prefix), ("h1", speaker.inline(report.title))]
    for label, text in report.meta:
        head += [("dt", speaker.inline(label)), ("dd", speaker.inline(text))]
    assert read.pieces[:begin] == compared(head)
    foot = [("li", plain(line.replace(CODE, ""))) for line in speaker.footer()]
    assert read.pieces[begin + len(inside) :] == foot
    assert read.tags <= PAGE_TAGS
    assert read.false_links() == []
    assert set(read.labels) <= {text for tag, text in inside if tag == "th"}
    assert read.stray == []


def check(stories: type[Story], part: int, count: int) -> None:
    """Type `count` texts, each in one place of an incident; read them back in every form, by turns."""
    random = Random(part)  # noqa: S311 - a fixed seed
    typed = texts(part, count)
    for number, first in enumerate(range(0, count, EACH)):
        story, shown = told(stories, typed[first : first + EACH], random)
        report = story.report("postmortem", LANGS[number % 2])
        said = "\n".join(text for _, text in expected(report))
        assert [text for text in shown if text not in said] == []
        check_markdown(report)
        check_page(report)
        for turn in (2 * number, 2 * number + 1):
            form, audience, lang = VARIANTS[(turn + part * 5) % len(VARIANTS)]
            other = story.report(form, lang, audience)
            check_markdown(other)
            check_page(other)


def asked(request: pytest.FixtureRequest, otherwise: int) -> int:
    """Give how many texts each part tries."""
    return (request.config.getoption("--texts") or otherwise) // PARTS


@pytest.mark.parametrize("part", range(PARTS))
def test_what_people_typed_is_read_as_they_typed_it(stories: type[Story], part: int) -> None:
    check(stories, part, 600 // PARTS)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_what_people_typed_is_read_as_they_typed_it_many_times(
    stories: type[Story], request: pytest.FixtureRequest, part: int
) -> None:
    check(stories, part, asked(request, 6000))


@pytest.mark.parametrize("engine", [COMMONMARK.render, as_github], ids=["commonmark", "github"])
@pytest.mark.parametrize(
    "escaping", [safe.one_line, lambda text: escape(safe.one_line(text))], ids=["no", "html"]
)
def test_without_escaping_texts_vanish_and_become_markup(
    escaping: Callable[[str], str], engine: Callable[[str], str]
) -> None:
    typed = [text for text in texts(0, 600) if plain(safe.one_line(text))]
    misread = [text for text in typed if not is_read(escaping(text).strip(), text, engine)]
    assert len(misread) > len(typed) / 8
    assert [text for text in typed if not is_read(safe.markdown(text), text, engine)] == []


def is_read(cell: str, text: str, engine: Callable[[str], str]) -> bool:
    """Say whether a cell of a table is read as the text that was typed, and nothing else."""
    try:
        read = Read(engine(f"| a | b |\n|---|---|\n| {cell} | end |\n"))
    except AssertionError:
        return False
    whole = [("th", "a"), ("th", "b"), ("td", plain(safe.one_line(text))), ("td", "end")]
    is_ours = {tag for tag, _ in read.tags} <= {*MARKDOWN_TAGS, "a"}
    return read.pieces == whole and is_ours and not (read.stray or read.false_links())


@pytest.mark.parametrize(("room", "name"), [(safe, "markdown"), (html, "escape")])
def test_a_report_without_escaping_is_seen(
    stories: type[Story], monkeypatch: pytest.MonkeyPatch, room: Any, name: str
) -> None:
    monkeypatch.setattr(room, name, safe.one_line)
    with pytest.raises(AssertionError):
        check(stories, 0, EACH)
