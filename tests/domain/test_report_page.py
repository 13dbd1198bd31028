"""Reports as pages: sound, safe, complete, sparing, and legible in every light."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from incidentctl.domain.events.endings import Resolved, StoodDown
from incidentctl.domain.events.incidents import Withdrawn
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.steps import RunbookFrozen, StepSkipped
from incidentctl.domain.forms import FORMS, RESTRICTED
from incidentctl.domain.lifecycle import PHASES
from incidentctl.domain.report_values import Band, Typed
from incidentctl.render.html import _SHORT, report_as_html
from incidentctl.render.markdown import report_as_markdown
from incidentctl.render.page_style import STYLE
from incidentctl.render.safe import one_line
from incidentctl.render.width import width
from incidentctl.words import LANGS
from tests.domain.checkout import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from incidentctl.words import Lang
    from tests.domain.conftest import Story

VOID = {"meta", "line", "rect", "circle"}
DRAWN = {"svg", "g", "text", "line", "rect", "circle"}
TAGS = DRAWN.union(
    ("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "figure"),
    ("figcaption", "details", "summary", "h1", "h2", "h3", "p", "dl", "div", "dt", "dd", "ul", "li", "a"),
    ("span", "code", "table", "thead", "tbody", "tr", "th", "td"),
)

HOSTILE = (
    "<script>alert(1)</script>", "</title></style><img src=x onerror=alert(1)>", "\"' onmouseover='x",
    "]]>--><!-- </svg></figure></section></main>", "javascript:alert(1) data:text/html,x", "&amp;&#60;&lt",
    "\x1b[31mred\x00\x08", "\u202etxt\u2028b", "\ud800", "a\nb\r\nc\td", "`x` **b** | c", "{title} %s",
    'https://a.example/?q="><script>x</script>', "http://x`y`<z>",
)  # fmt: skip


class Page(HTMLParser):
    """A page that was read: its tags with their attributes, and its text; wrong nesting raises."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def says(self, text: str) -> bool:
        """Say whether a text is there; a label at the head of the page stands above, without a colon."""
        here = "".join("".join(self.texts).split())
        wanted = "".join(text.split())
        return wanted in here or wanted.replace(":", "", 1) in here

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def short(stories: type[Story], lang: Lang) -> Story:
    """Tell of a small incident, with everything that a page draws."""
    ja = lang == "ja"
    s = stories().declare("決済画面で500エラー" if ja else "Checkout returns 500", suspected=True)
    s.mark("started", "13:50", "approx").mark("detected", "14:00")
    s.add(RoleTaken("commander", "sato")).add(RoleTaken("operator", "suzuki"))
    s.at("14:12").note("31%が失敗: https://g.example/d/1。" if ja else "31 % fail: https://g.example/d/1.")
    s.at("14:30").add(Acted("411へ切り戻した" if ja else "rolled back to 411"), by="suzuki")
    s.mark("mitigated", "14:32").at("15:00").add(Resolved("")).add(Told(("CS",) if ja else ("support",)))
    return s.at("15:30").add(StoodDown(""))


def page(story: Story, form: str = "postmortem", lang: Lang = "en") -> Page:
    return Page(report_as_html(story.report(form, lang)))


def told_in_markdown(story: Story, form: str, lang: Lang) -> set[str]:
    """Give every text of the Markdown: headings, list items, paragraphs and cells."""
    source = report_as_markdown(story.report(form, lang))
    found = set()
    for token in MarkdownIt("js-default").enable("table").parse(source):
        text = "".join(child.content for child in token.children or ())
        found.add(" ".join(text.replace("\u2060", "").split()))
    return found


@pytest.mark.parametrize(("form", "lang"), [*product(FORMS, LANGS)])
def test_a_page_is_sound_and_says_all_that_the_markdown_says(
    stories: type[Story], form: str, lang: Lang
) -> None:
    s = short(stories, lang).add(StepSkipped("first-response/F12", "see the status page"))
    read = page(s, form, lang)
    prefix = s.report(form, lang).prefix
    told = (text.removeprefix(prefix) for text in told_in_markdown(s, form, lang))
    assert [text for text in told if not read.says(text)] == []
    assert read.says(prefix)
    assert read.all("html") == [{"lang": lang}]
    assert len(read.all("h1")) == 1


@pytest.mark.parametrize(("form", "lang"), [*product((*FORMS, RESTRICTED), LANGS)])
def test_a_page_asks_for_nothing_and_runs_nothing(stories: type[Story], form: str, lang: Lang) -> None:
    s = short(stories, lang)
    source = report_as_html(s.report(form, lang))
    read = Page(source)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    assert {"http-equiv": "Content-Security-Policy", "content": policy} in read.all("meta")
    names = {name for _, attrs in read.tags for name in attrs}
    assert [name for name in names if name.startswith("on") or name in ("src", "style", "data")] == []
    assert {tag for tag, _ in read.tags} <= TAGS
    assert not re.search(r"url\(|@import|expression|javascript:", STYLE)
    assert {attrs["href"] for attrs in read.all("a")} <= {"https://g.example/d/1"}
    assert source.endswith("</html>\n")


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(story: Story, typed: str) -> None:
    shapes: list[Any] = []
    is_short = width(one_line(typed)) <= _SHORT  # a short cell is kept on one line
    for text in ("plain" if is_short else "plain, and too long for one line", typed):
        told = type(story)().declare(text).note(text).set("cause", text, "confirmed").set("custom.x", text)
        told.set("follow_up.prevent", text).set("cause.factors", [text, text]).add(RoleTaken(text, "kato"))
        told.add(Acted(text, before=text, after=text)).add(Told((text,), text)).add(StepSkipped("r/s", text))
        told.set(f"custom.{text}", "1").note(text, "relayed", source=text).add(
            RunbookFrozen(text, text, text)
        )
        for form, lang in product(FORMS, LANGS):
            report = told.report(form, lang)
            assert report.chart is not None
            named = Band(text, Typed(text), report.chart.since, None)  # as a team calls a role
            source = report_as_html(report._replace(chart=report.chart._replace(roles=(named,))))
            assert source.encode("utf-8")
            read = Page(source)
            assert all(str(attrs["href"]).startswith(("http://", "https://")) for attrs in read.all("a"))
            ours = [(tag, sorted(attrs)) for tag, attrs in read.tags]
            shapes.append([each for each in ours if each[0] not in {"a", "code", *DRAWN}])
    half = len(shapes) // 2
    assert shapes[:half] == shapes[half:]


@pytest.mark.parametrize(
    ("typed", "linked"),
    [
        ("see https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x?y=1&z=2), then", ["https://a.example/x?y=1&z=2"]),
        ("グラフはhttps://a.example/図を参照", ["https://a.example/"]),
        ("http://a.example、https://b.example。", ["http://a.example", "https://b.example"]),
        ("https://en.example/a_(b)", ["https://en.example/a_(b)"]),
        ("ftp://a javascript://b xhttps:c https://", []),
    ],
)
def test_addresses_become_links_and_nothing_else_does(story: Story, typed: str, linked: list[str]) -> None:
    read = page(story.note(typed))
    assert [attrs["href"] for attrs in read.all("a")] == linked
    assert read.says(typed)


def test_the_report_of_the_privacy_track_has_no_picture_and_customers_see_no_roles(
    stories: type[Story],
) -> None:
    s = short(stories, "en")
    assert page(s, RESTRICTED).all("svg") == []
    lanes = re.findall(r'class="lane"[^>]*>([^<]*)', report_as_html(s.report("final")))
    assert lanes == ["Impact", "Phases", "Events"] * 2
    assert "sato" not in report_as_html(s.report())


def test_a_false_alarm_has_no_impact(stories: type[Story]) -> None:
    source = report_as_html(stories().declare(suspected=True).at("14:12").add(Withdrawn("a test")).report())
    assert 'class="impact"' not in source
    assert 'class="phase suspected"' in source


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_of_a_thousand_events_is_small_and_its_dots_stay_apart(
    stories: type[Story], lang: Lang
) -> None:
    s = stories().declare()
    for n in range(1000):
        at = f"2026-11-{22 + n // 250}T{n % 250 // 12:02}:{n % 12 * 5:02}:00"
        s.at(at).note(f"注文APIの応答が遅い{n} " + "x" * 100 if lang == "ja" else f"slow {n} " + "x" * 150)
    source = report_as_html(s.report("postmortem", lang))
    assert len(source.encode()) < 1_000_000
    dots = len(Page(source).all("circle"))
    assert 20 < dots < 100
    assert all(f"{n} x" in source for n in range(1000))
    assert "<details open><summary><h3>" in source


def test_the_name_of_a_phase_stands_where_no_silence_hides_it(stories: type[Story]) -> None:
    """Stood down at 16:10, closed three days later: between lies a gap that the picture cuts out."""
    source = report_as_html(finished(stories, "en").report("postmortem", "en"))
    wide = source[source.index('<svg class="wide"') : source.index('<svg class="narrow"')]
    gap = re.search(r'<rect class="break" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', wide)
    name = re.search(r'<text class="in" x="([\d.]+)" y="[\d.]+">stood down', wide)
    assert gap is not None
    assert name is not None
    assert float(name[1]) > float(gap[1]) + float(gap[2])


@pytest.mark.parametrize("lang", LANGS)
def test_a_time_and_a_short_text_stay_on_one_line_and_a_second_time_needs_no_date(
    stories: type[Story], lang: Lang
) -> None:
    source = report_as_html(finished(stories, lang).report("final", lang))
    due, until = {"en": ("2026-11-27 (Fri)", "14:27 GMT"), "ja": ("2026年11月27日(金)", "14:27 JST")}[lang]
    assert f'<span class="whole">{due}</span>' in source
    assert f"<td>{until}</td>" in source  # the end of the impact, beside its begin


@pytest.mark.parametrize("lang", LANGS)
def test_a_timeline_without_roles_has_no_column_for_them(stories: type[Story], lang: Lang) -> None:
    report = finished(stories, lang).report("final", lang, "customer")
    who = {"en": "Role", "ja": "役割"}[lang]
    assert f'scope="col">{who}<' not in report_as_html(report)
    assert f"| {who} |" not in report_as_markdown(report)
    assert 'class="timeline bare"' in report_as_html(report)
    assert f'scope="col">{who}<' in report_as_html(finished(stories, lang).report("final", lang))


@pytest.mark.parametrize("scheme", [0, 1])
def test_text_stands_out_in_light_and_dark(scheme: int) -> None:
    blocks = re.findall(r":root\{([^}]*)\}", STYLE)
    found = dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})(?![0-9a-f])", blocks[scheme]))
    fills = ("page", "head", *PHASES)
    pairs = [("ink", fill) for fill in fills]
    pairs += [("soft", "page"), ("soft", "head"), ("link", "page"), ("on-badge", "badge"), ("page", "event")]
    assert {pair for pair in pairs if contrast(*(found[name] for name in pair)) < 4.5} == set()


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (WCAG 2.2, 1.4.3)."""
    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("lang", LANGS)
def test_a_whole_page_reads_well(
    stories: type[Story], golden: Callable[[str, str], None], lang: Lang
) -> None:
    golden(f"page.{lang}.html", report_as_html(short(stories, lang).report("postmortem", lang)))
