"""What was known at a time: by when facts were recorded, not by when they happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.corrections import Amended, Undone
from incidentctl.domain.hindsight import known_at, known_facts, marked
from incidentctl.domain.incident import fold
from incidentctl.domain.lifecycle import metrics, phase
from incidentctl.errors import UsageError
from incidentctl.render.html import report_as_html
from incidentctl.render.markdown import report_as_markdown

if TYPE_CHECKING:
    from tests.domain.conftest import Story


def tokyo(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-22T{text}+09:00")


def texts(story: Story, when: str) -> list[str]:
    incident = fold(known_at(story.facts, tokyo(when)))
    return [e.fact.event.text for e in incident.entries if e.fact.kind == "noted" and not e.undone]


def test_the_very_second_is_known_and_the_next_one_is_not(story: Story) -> None:
    story.at("14:30").note("one").note("two")
    assert texts(story, "14:29:59") == []
    assert texts(story, "14:30:00") == ["one"]
    assert texts(story, "14:30:01") == ["one", "two"]


def test_what_was_entered_later_was_not_known_whenever_it_happened(story: Story) -> None:
    story.at("15:00").mark("started", "13:50").mark("detected", "14:00")
    then, now = fold(known_at(story.facts, tokyo("14:59:59"))), story.incident()
    assert then.milestone("started") is None
    assert {m.name: m.value for m in metrics(then)}["ttd"] is None
    assert {m.name: m.value for m in metrics(now)}["ttd"] == timedelta(minutes=10)


def test_a_correction_made_later_corrects_nothing_yet(story: Story) -> None:
    story.at("14:10").note("cold cache").note("two servers")
    first, second = (fact.id for fact in story.facts[-2:])
    story.at("14:40").add(Undone(first)).add(Amended(second, text="three servers"))
    assert texts(story, "14:30:00") == ["cold cache", "two servers"]
    assert texts(story, "14:40:00") == ["two servers"]
    assert texts(story, "14:40:01") == ["three servers"]


def test_the_phase_is_the_one_of_then(story: Story) -> None:
    story.at("14:40").mark("mitigated", "14:20")
    assert phase(fold(known_at(story.facts, tokyo("14:30:00"))).pulse) == "investigating"
    assert phase(story.incident().pulse) == "mitigated"


def test_a_clock_that_was_put_back_hides_nothing_that_stands_before_a_known_fact(story: Story) -> None:
    story.at("15:00").note("written first").at("14:10").note("written second")
    assert set(texts(story, "14:30:00")) == {"written first", "written second"}
    assert texts(story, "14:05:00") == []


def test_another_writer_is_judged_by_its_own_file(story: Story) -> None:
    story.at("15:00").note("elsewhere").at("14:10").note("here")
    story.facts[1] = story.facts[1]._replace(writer="w-other", n=1)
    assert texts(story, "14:30:00") == ["here"]


@pytest.mark.parametrize(
    ("when", "count"), [("2026-11-01T05:30:00+00:00", 1), ("2026-11-01T06:30:00+00:00", 2)]
)
def test_when_the_clocks_are_put_back_the_two_half_past_ones_are_told_apart(
    stories: type[Story], when: str, count: int
) -> None:
    story = stories("2026-11-01T00:30:00-04:00").declare(zone="America/New_York")
    story.at("2026-11-01T01:30:00-04:00").note("summer").at("2026-11-01T01:30:00-05:00").note("winter")
    known = known_at(story.facts, datetime.fromisoformat(when).astimezone(UTC))
    assert sum(fact.kind == "noted" for fact in known) == count


def test_before_the_declaration_nothing_was_known(story: Story) -> None:
    with pytest.raises(UsageError) as caught:
        known_facts(story.facts, tokyo("14:04:59"), "14:04:59", "14:05:00 JST")
    assert (caught.value.key, caught.value.params["at"]) == ("known-before-declared", "14:05:00 JST")
    assert len(known_facts(story.facts, tokyo("14:05:00"), "14:05", "14:05:00 JST")) == 1


@pytest.mark.parametrize("render", [report_as_markdown, report_as_html])
def test_a_report_of_then_says_so_in_both_languages(story: Story, render: object) -> None:
    for lang, said in (
        ("en", "as known at 2026-11-22 (Sun) 14:30 JST"),
        ("ja", "2026年11月22日(日) 14:30 JST 時点で分かっていたこと"),
    ):
        report = marked(story.report(lang="ja" if lang == "ja" else "en"), tokyo("14:30:00"))
        assert said in render(report)  # type: ignore[operator]
