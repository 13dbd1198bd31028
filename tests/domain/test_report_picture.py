"""The picture of an incident: what stands where, in SVG and in Mermaid."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from markdown_it import MarkdownIt

from incidentctl.domain.events.endings import Resolved, StoodDown
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.roles import RoleReleased, RoleTaken
from incidentctl.domain.report_chart import events
from incidentctl.render.inline import Speaker
from incidentctl.render.scale import Scale
from incidentctl.render.svg import NARROW, WIDE, Shape, picture
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

both_shapes = pytest.mark.parametrize("shape", [WIDE, NARROW], ids=["wide", "narrow"])
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Bar(NamedTuple):
    told: str
    kind: str
    left: float
    long: float


def drawn(story: Story, shape: Shape = WIDE, lang: Lang = "en", form: str = "postmortem") -> str:
    report = story.report(form, lang)
    assert report.chart is not None
    return picture(Speaker(report), report.chart, events(report), shape)


def bars(source: str) -> list[Bar]:
    found = re.findall(
        r'<title>([^<]*)</title><rect class="([^"]*)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', source
    )
    return [Bar(told, kind, float(left), float(long)) for told, kind, left, long in found]


def texts(source: str, kind: str) -> list[str]:
    return re.findall(rf'<text class="{kind}"[^>]*>([^<]*)</text>', source)


def test_the_lanes_are_the_impact_the_phases_the_roles_and_the_events(story: Story) -> None:
    story.mark("started", "13:55").add(RoleTaken("commander", "suzuki")).add(RoleTaken("scribe", "tanaka"))
    story.at("14:20").add(RoleReleased("commander", "suzuki")).add(RoleTaken("commander", "kato"))
    story.at("14:30").mark("mitigated", "14:30").at("15:00")
    source = drawn(story)
    assert texts(source, "lane") == ["Impact", "Phases", "Commander", "Scribe", "Events"]
    told = [bar.told for bar in bars(source)]
    assert "Impact: 2026-11-22 (Sun) 13:55 JST to 14:30 JST (35 min)" in told
    assert "mitigated: since 2026-11-22 (Sun) 14:30 JST" in told
    assert len([each for each in told if each.startswith("Commander: ")]) == 2
    assert not re.search("suzuki|tanaka|kato", source)


@both_shapes
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("minutes", [0, 5, 90, 60 * 30, 60 * 24 * 5, 60 * 24 * 400])
def test_no_text_is_cut_off_or_lies_on_another(
    stories: type[Story], shape: Shape, lang: Lang, minutes: int
) -> None:
    s = stories().declare()
    start, random = s.now, Random(minutes)  # noqa: S311 - a fixed seed
    for n in range(30):
        s.now = start + timedelta(minutes=minutes) * n / 30
        s.note(f"{n}") if random.random() < 0.8 else s.add(Acted("x"))
    s.now = start + timedelta(minutes=minutes)
    s.add(Resolved("")).add(StoodDown(""))
    source = drawn(s, shape, lang)
    rows: dict[str, list[tuple[float, float]]] = {}
    for kind, x, y, text in re.findall(
        r'<text class="(mark|tick|date)" x="([\d.]+)" y="([\d.]+)">([^<]*)<', source
    ):
        wide = sum(12 if ord(char) > 0x2E7F else 6.5 for char in text)
        rows.setdefault(f"{kind} {y}", []).append((float(x), float(x) + wide))
    assert rows
    for spans in rows.values():
        spans.sort()
        assert spans[-1][1] <= shape.width + 8
        assert all(end <= begin + 1 for (_, end), (begin, _) in pairwise(spans))


def test_places_are_true_across_a_clock_change(stories: type[Story]) -> None:
    s = stories("2026-11-01T00:30:00-07:00").declare(zone="America/Los_Angeles")
    s.at("2026-11-01T01:30:00-07:00").add(Acted("rolled back"))
    s.at("2026-11-01T01:30:00-08:00").mark("mitigated", "01:30")
    s.at("2026-11-01T02:30:00-08:00").add(Resolved(""))
    source = drawn(s)
    phases = [bar for bar in bars(source) if bar.kind.startswith("phase")][:3]
    assert [bar.kind for bar in phases] == ["phase investigating", "phase mitigating", "phase mitigated"]
    assert max(bar.long for bar in phases) - min(bar.long for bar in phases) < 0.5
    assert texts(source, "tick") == ["00:30", "01:00", "01:30", "01:00", "01:30", "02:00", "02:30"]
    assert texts(source, "date") == ["2026-11-01 (Sun), PDT", "2026-11-01 (Sun), PST"]


def test_a_long_silence_is_skipped_and_said(stories: type[Story]) -> None:
    s = stories().declare().at("14:30").mark("mitigated", "14:30").at("15:00").add(Resolved(""))
    s.at("15:10").add(StoodDown("")).at("2026-11-26T10:00:00+09:00").mark("closed", "10:00")
    source = drawn(s)
    assert source.count('class="break"') == 1
    assert "3 d 18 h 50 min without an entry" in texts(source, "date")
    assert "2026-11-26 (Thu), JST" in texts(source, "date")
    assert "11-26 10:00 closed" in texts(source, "mark")
    assert next(bar for bar in bars(source) if bar.kind == "phase investigating").long > 200


def test_a_busy_week_has_no_break_and_ticks_by_day(stories: type[Story]) -> None:
    s = stories().declare()
    for n in range(120):
        s.now += timedelta(hours=1)
        s.note(f"{n}")
    source = drawn(s, NARROW, "ja")
    assert 'class="break"' not in source
    assert texts(source, "tick") == ["11/23", "11/24", "11/25", "11/26", "11/27"]


def test_dots_tell_what_they_stand_for_and_how_much_more(story: Story) -> None:
    for n in range(40):
        story.note(f"saw <{n}>")
    story.at("16:00").note("alone")
    source = drawn(story)
    told = [title.split("\n") for title in re.findall(r"<g><title>([^<]*)</title><circle", source)]
    assert [len(lines) for lines in told] == [8, 2]
    assert told[0][0] == "2026-11-22 (Sun), JST"
    assert told[0][2:4] == ["14:05 Commander: saw &lt;0&gt;", "14:05 Commander: saw &lt;1&gt;"]
    assert told[0][-1] == "and 35 more"
    assert texts(source, "count") == ["41"]


@pytest.mark.parametrize("seed", range(40))
def test_time_only_goes_forward_and_stays_on_the_line(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a fixed seed
    spread = random.choice([1, 60, 3600, 86400, 10**7])
    instants = [
        NOON + timedelta(seconds=random.expovariate(1 / spread)) for _ in range(random.randint(1, 40))
    ]
    scale = Scale(instants, 100, 800)
    places = [scale.place(at) for at in sorted(instants)]
    assert places == sorted(places)
    assert 100 <= places[0] <= places[-1] <= 800 + 1e-6
    assert scale.parts[-1].right == pytest.approx(800)
    for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles", "Asia/Kathmandu"):
        _, ticks = scale.ticks(ZoneInfo(zone), 60)
        assert len(ticks) <= 13
        assert all(at.second == 0 and at.minute in {*range(60)} for at in ticks)
        assert [at.timestamp() for at in ticks] == sorted({at.timestamp() for at in ticks})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "title", ["a: b; c # d %% e", "%%{init: {}}%%", "```", "x\ny\u2028z", "<b>&amp;", ""]
)
def test_mermaid_meets_no_sign_of_its_own_in_a_title(stories: type[Story], title: str, lang: Lang) -> None:
    s = stories().declare(title or " ").at("14:20").add(Acted("x")).at("14:40").mark("mitigated", "14:35")
    tokens = MarkdownIt("js-default").enable("table").parse(s.page("postmortem", lang))
    (fence,) = [token for token in tokens if token.type == "fence"]
    assert fence.info == "mermaid"
    head, name, *rest = fence.content.rstrip("\n").split("\n")
    assert head == "gantt"
    assert re.fullmatch(r"    title [^:;#%<>{}`&\n]+", name)
    bars = [line for line in rest if " :" in line]
    assert len(bars) == 4
    for line in bars:
        times = re.fullmatch(r"    [^:,#;]+ :(?:crit, )?([\d-]{10} [\d:]{5}), ([\d-]{10} [\d:]{5})", line)
        assert times
        assert times[1] < times[2]


def test_mermaid_keeps_one_offset_across_a_clock_change_and_says_which(stories: type[Story]) -> None:
    s = stories("2026-11-01T01:30:00-07:00").declare(zone="America/Los_Angeles")
    s.at("2026-11-01T01:10:00-08:00").add(Acted("rolled back"))
    text = s.at("2026-11-01T01:40:00-08:00").page()
    assert "(all times in PDT)" in text
    assert "investigating :2026-11-01 01:30, 2026-11-01 02:10" in text
    assert "mitigating :2026-11-01 02:10, 2026-11-01 02:40" in text


def test_what_is_sent_by_mail_has_no_mermaid_in_it(story: Story) -> None:
    story.at("15:00")
    assert ["mermaid" in story.page(form) for form in ("postmortem", "final")] == [True, False]
