"""Numbers over many incidents, against numbers worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Withdrawn
from incidentctl.domain.events.values import SeveritySet
from incidentctl.domain.statistics import METRICS, REASONS, Case, case, median, nearest_rank, statistics
from incidentctl.render.stats import bar, lines
from incidentctl.render.width import width
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from incidentctl.domain.statistics import By, Measure, Statistics
    from tests.domain.conftest import Story

DAY = date(2026, 11, 22)


def minutes(*counts: float) -> list[timedelta]:
    return [timedelta(minutes=count) for count in counts]


def measure(found: Statistics, name: str) -> Measure:
    return found.total.measures[METRICS.index(name)]


@pytest.mark.parametrize(
    ("counts", "middle", "p90"),
    [
        ((7,), 7, 7),
        ((9, 1), 5, 9),
        ((3, 1, 100), 3, 100),
        (tuple(range(1, 10)), 5, 9),  # ceil(8.1) = 9
        (tuple(range(10, 0, -1)), 5.5, 9),  # 9.0 is rank 9, and not 10
        (tuple(range(1, 12)), 6, 10),  # ceil(9.9) = 10
        (tuple(range(1, 21)), 10.5, 18),
        ((0, 0, 0), 0, 0),
    ],
)
def test_the_median_and_the_nearest_rank(counts: tuple[int, ...], middle: float, p90: float) -> None:
    assert median(minutes(*counts)) == timedelta(minutes=middle)
    assert nearest_rank(minutes(*counts), 90) == timedelta(minutes=p90)


def test_a_percentile_is_a_value_that_occurred() -> None:
    values = minutes(1, 5, 30, 31, 32)
    assert all(nearest_rank(values, percent) in values for percent in range(1, 101))
    assert (nearest_rank(values, 1), nearest_rank(values, 100)) == (values[0], values[-1])


def one(stories: type[Story], started: str = "", mitigated: str = "", severity: str = "") -> Case:
    """An incident that was detected at 14:00 and declared at 14:05."""
    story = stories().declare()
    if severity:
        story.add(SeveritySet(severity, "x"))
    story.at("18:00").mark("detected", "14:00")
    for name, at in (("started", started), ("mitigated", mitigated)):
        if at:
            story.mark(name, at)
    return case(story.incident(), DAY)


def test_each_metric_is_measured_over_those_that_have_it(stories: type[Story]) -> None:
    found = statistics(
        [one(stories, "13:50", "14:30"), one(stories, "13:40", "15:00"), one(stories, "", "14:20")]
    )
    assert found.total.incidents == 3
    ttd, ttm = measure(found, "ttd"), measure(found, "ttm")
    assert (ttd.n, ttd.median, ttd.p90) == (2, timedelta(minutes=15), timedelta(minutes=20))
    assert ttd.empty == {"unknown": 0, "not-recorded": 1, "order": 0}
    assert (ttm.n, ttm.median, ttm.p90) == (3, timedelta(minutes=30), timedelta(minutes=60))
    assert measure(found, "tta").median == timedelta(minutes=5)
    assert measure(found, "impact").median == timedelta(minutes=60)
    assert (measure(found, "ttr").n, measure(found, "ttr").median) == (0, None)


def test_why_there_is_no_value_is_counted_by_reason(stories: type[Story]) -> None:
    unknown = stories().declare().mark("detected", "14:00").set("started_at", None)
    cases = [case(unknown.incident(), DAY), one(stories), one(stories, "14:01"), one(stories, "13:00")]
    ttd = measure(statistics(cases), "ttd")
    assert ttd.n == 1
    assert ttd.empty == {"unknown": 1, "not-recorded": 1, "order": 1}
    for name in METRICS:
        each = measure(statistics(cases), name)
        assert each.n + sum(each.empty.values()) == 4
        assert tuple(each.empty) == REASONS


def test_a_false_alarm_is_counted_apart(stories: type[Story]) -> None:
    alarm = stories().declare().mark("started", "10:00").mark("detected", "14:00")
    alarm.add(Withdrawn("a test"))
    found = statistics([case(alarm.incident(), DAY), one(stories, "13:50")], "month")
    assert (found.total.incidents, found.total.withdrawn) == (1, 1)
    assert (found.groups[0].incidents, found.groups[0].withdrawn) == (1, 1)
    ttd = measure(found, "ttd")
    assert (ttd.n, ttd.p90, sum(ttd.empty.values())) == (1, timedelta(minutes=10), 0)


def test_a_value_from_rough_times_is_said_to_be_one(stories: type[Story]) -> None:
    story = stories().declare().at("15:00").mark("started", "13:00", "approx").mark("detected", "14:00")
    found = statistics([case(story.incident(), DAY), one(stories, "13:50")])
    assert {name: measure(found, name).rough for name in METRICS} == {
        "ttd": 1, "tta": 0, "ttm": 0, "ttr": 0, "impact": 0,
    }  # fmt: skip


def test_real_time_passes_when_the_clocks_are_put_back(stories: type[Story]) -> None:
    story = stories("2026-11-01T03:00:00-05:00").declare(zone="America/New_York")
    story.mark("started", "2026-11-01T01:30:00-04:00").mark("detected", "2026-11-01T01:10:00-05:00")
    ttd = measure(statistics([case(story.incident(), date(2026, 11, 1))]), "ttd")
    assert ttd.median == timedelta(minutes=40)  # by the wall clocks, 20 minutes before it began


def test_groups_stand_in_order_and_what_has_no_severity_last(stories: type[Story]) -> None:
    cases = [
        one(stories, "13:50"),
        one(stories, "13:40", severity="SEV2"),
        one(stories, "13:30", severity="SEV1")._replace(day=date(2025, 12, 31)),
    ]
    by_severity, by_month = statistics(cases, "severity"), statistics(cases, "month")
    assert [group.key for group in by_severity.groups] == ["SEV1", "SEV2", ""]
    assert [(group.key, group.incidents) for group in by_month.groups] == [("2025-12", 1), ("2026-11", 2)]
    assert [group.measures[0].median for group in by_severity.groups] == minutes(30, 20, 10)
    assert by_month.groups[1].measures[0].median == timedelta(minutes=15)
    assert statistics(cases).groups == ()


def test_nothing_at_all_is_no_failure() -> None:
    found = statistics([], "month")
    assert (found.total.incidents, found.groups) == (0, ())
    assert all((each.n, each.median, each.p90) == (0, None, None) for each in found.total.measures)
    assert list(lines(found, Words("en"), 80))


def test_a_bar_reaches_to_the_median_and_on_to_the_p90(stories: type[Story]) -> None:
    ttd = measure(statistics([one(stories, "13:50"), one(stories, "13:30")]), "ttd")  # median 20, p90 30
    assert bar(ttd, timedelta(minutes=30), 30) == "#" * 20 + "-" * 10
    assert bar(ttd, timedelta(minutes=60), 30) == "#" * 10 + "-" * 5
    assert bar(ttd, timedelta(days=30), 30) == "#"
    assert bar(ttd._replace(median=timedelta(), p90=timedelta()), timedelta(hours=1), 30) == ""
    assert bar(ttd._replace(median=None, p90=None), timedelta(hours=1), 30) == ""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("by", ["", "month", "severity"])
def test_the_page_fits_and_prints_each_formula(stories: type[Story], lang: str, columns: int, by: By) -> None:
    words = Words("ja" if lang == "ja" else "en")
    rough = stories().declare().at("18:00").mark("started", "13:00", "approx").mark("detected", "14:00")
    cases = [
        case(rough.incident(), DAY),
        one(stories, "13:50", "15:59", "SEV1"),
        one(stories, "14:01", "14:30", "SEV2"),
    ]
    page = list(lines(statistics(cases, by), words, columns))
    assert max(map(width, page)) <= columns
    text = "".join(line.replace(" ", "") for line in page)
    for name in METRICS:
        assert words(f"stats.formula.{name}").replace(" ", "") in text
    assert words("stats.empty.order", n=1).replace(" ", "") in text
    assert any(set(line.strip()) <= set("#-") for line in page if line)
