"""`stats`: over all incidents, by the day on which they were declared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


@pytest.fixture
def three(desk: Desk) -> Desk:
    """Two incidents of November, one a false alarm, and one of October; detected after 10 and 30 minutes."""
    desk.at = datetime(2026, 10, 31, 15, 30, tzinfo=UTC)  # 1 November, 00:30 in Tokyo
    for title, started in (("a", "10m ago"), ("b", "30m ago")):
        desk("declare", title)
        desk("set", "started_at", started)
        desk("mark", "detected", "now")
        desk.at = datetime(2026, 11, 21, 5, 5, tzinfo=UTC)
    desk.at = datetime(2026, 11, 22, 5, 5, tzinfo=UTC)
    desk("declare", "c")
    desk("withdraw", "--why", "x")
    return desk


def test_the_keys_of_json_are_pinned(three: Desk) -> None:
    found = three("stats", "--by", "month", "--json").json
    assert list(found) == ["schema_version", "since", "until", "by", "total", "groups", "unreadable"]
    assert list(found["total"]) == ["incidents", "withdrawn", "drills", "metrics"]
    assert [list(group) for group in found["groups"]] == [
        ["key", "incidents", "withdrawn", "drills", "metrics"]
    ]
    assert list(found["total"]["metrics"]) == ["ttd", "tta", "ttm", "ttr", "impact"]
    for each in found["total"]["metrics"].values():
        assert list(each) == ["n", "rough", "median", "p90", "empty"]
        assert list(each["empty"]) == ["unknown", "not-recorded", "order"]


def test_false_alarms_are_apart_and_the_month_is_the_local_one(three: Desk) -> None:
    found = three("stats", "--by", "month", "--json").json
    assert (found["total"]["incidents"], found["total"]["withdrawn"]) == (2, 1)
    assert [group["key"] for group in found["groups"]] == ["2026-11"]
    assert found["total"]["metrics"]["ttd"]["n"] == 2
    three.zone = "UTC"  # the zone of the incident counts, and not that of the reader
    assert [g["key"] for g in three("stats", "--by", "month", "--json").json["groups"]] == ["2026-11"]
    asked = three("stats", "--by", "month", "--json", "--zone", "UTC").json
    assert [group["key"] for group in asked["groups"]] == ["2026-10", "2026-11"]


@pytest.mark.parametrize(
    ("argv", "incidents"),
    [
        (("--since", "2026-11-01"), 2),
        (("--since", "2026-11-02"), 1),
        (("--until", "2026-11-20"), 1),
        (("--until", "2026-10-31"), 0),
        (("--since", "2026-11-21", "--until", "2026-11-21"), 1),
        (("--until", "2026-11-30"), 2),
        (("--since", "yesterday"), 1),
    ],
)
def test_both_days_are_included(three: Desk, argv: tuple[str, ...], incidents: int) -> None:
    assert three("stats", *argv, "--json").json["total"]["incidents"] == incidents


def test_the_page_says_it_in_both_languages(three: Desk) -> None:
    english, japanese = three("stats"), three("stats", "--lang", "ja", "--since", "2026-11-01")
    assert (english.code, english.err) == (0, "")
    assert "Incidents: 2 (not counted: false alarms 1, drills 0)" in english.out
    assert "Time to detect (TTD) = detected - started" in english.out
    assert "n 2, median 20 min, p90 30 min" in english.out
    assert "宣言日: 2026-11-01 〜 指定なし" in japanese.out
    assert "2件、中央値 20分、p90 30分" in japanese.out


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("--by", "week"), "month, severity"),
        (("--since", "2026-11-02", "--until", "2026-11-01"), "2026-11-02"),
        (("--since", "soonish"), "soonish"),
    ],
)
def test_what_cannot_be_meant_is_refused(three: Desk, argv: tuple[str, ...], said: str) -> None:
    ran = three("stats", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_unreadable_incident_is_named_and_the_rest_is_measured(three: Desk) -> None:
    name = three("list", "--json").json["incidents"][0]["id"]
    for file in three.home.rglob(f"{name}/*.jsonl"):
        file.write_bytes(b"\x00\xff" * 40 + b"\n")
    ran = three("stats", "--json")
    assert ran.json["unreadable"] == [name]
    assert ran.json["total"]["incidents"] == 1
    assert name in three("stats").err
