"""`--known-at`: the timeline and the report as they stood at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


@pytest.fixture
def told(desk: Desk) -> Desk:
    """Declared at 14:05; a note at 14:10, corrected at 14:40 and taken back at 14:41; another at 14:45."""
    desk("declare", "x")
    desk.wait(minutes=5)
    handle = desk("note", "cold cache").out.split()[1]
    desk.wait(minutes=30)
    desk("amend", handle, "warm cache")
    desk.wait(minutes=1)
    assert desk("undo", handle).code == 0
    desk.wait(minutes=4)
    desk("note", "began earlier", "--at", "14:00")
    return desk


def test_the_timeline_stands_as_it_stood(told: Desk) -> None:
    ran = told("timeline", "--known-at", "14:30")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1] == "As known at 2026-11-22 (Sun) 14:30 JST"
    assert "cold cache" in ran.out
    assert "warm cache" not in ran.out
    assert "began earlier" not in ran.out
    between = told("timeline", "--known-at", "14:40:30").out
    assert "warm cache" in between
    assert "cache" not in told("timeline", "--known-at", "14:42").out
    assert "began earlier" in told("timeline", "--known-at", "now").out


def test_it_says_so_in_japanese(told: Desk) -> None:
    ran = told("timeline", "--known-at", "14:30", "--lang", "ja")
    assert "2026年11月22日(日) 14:30 JST 時点で分かっていたこと" in ran.out
    ran = told("report", "--known-at", "14:30", "--lang", "ja", "--form", "final")
    assert "14:30 JST 時点で分かっていたこと" in ran.out


def test_json_says_as_of_when(told: Desk) -> None:
    found = told("timeline", "--known-at", "14:30", "--json").json
    assert set(found) == {"schema_version", "incident", "drill", "known_at", "entries"}
    assert found["known_at"] == "2026-11-22T14:30:00+09:00"
    assert not any(entry["undone"] or entry["amended"] for entry in found["entries"])
    assert told("timeline", "--json").json["known_at"] is None


def test_handles_are_those_of_today(told: Desk) -> None:
    now = {e["id"]: e["handle"] for e in told("timeline", "--all", "--json").json["entries"]}
    then = {e["id"]: e["handle"] for e in told("timeline", "--known-at", "14:30", "--json").json["entries"]}
    assert then.items() <= now.items()


def test_the_report_is_made_as_of_then(told: Desk) -> None:
    told("mark", "mitigated", "14:20")
    page = told("report", "--known-at", "14:30").out
    assert "as known at 2026-11-22 (Sun) 14:30 JST; what was recorded or corrected later" in page
    assert "as of 2026-11-22 (Sun) 14:30 JST" in page
    assert "cold cache" in page
    assert "[INVESTIGATING]" in page
    assert "began earlier" not in page
    assert "Log head" not in page
    assert "Log head" in told("report").out


def test_before_the_declaration_it_says_when_that_was(told: Desk) -> None:
    ran = told("timeline", "--known-at", "14:04")
    assert (ran.code, ran.out) == (2, "")
    assert "declared at 2026-11-22 14:05:00 JST" in ran.err
    assert told("report", "--known-at", "14:04", "--lang", "ja").code == 2


@pytest.mark.parametrize("typed", ["", "14", "tomorrow 9:00", "nonsense"])
def test_a_time_that_cannot_be_meant_is_refused(told: Desk, typed: str) -> None:
    assert told("timeline", "--known-at", typed).code == 2


def test_a_length_of_time_counts_back(told: Desk) -> None:
    found = told("timeline", "--known-at", "20m", "--json").json
    assert found["known_at"].startswith("2026-11-22T14:2")


def test_a_name_that_came_later_is_no_name_in_what_was_known_before(desk: Desk) -> None:
    desk("declare", "Checkout returns 500")
    desk("note", "kimura sees 12 percent")
    desk.wait(minutes=10)
    desk("join", "kimura", "--as", "kimura")
    told = desk("report", "--known-at", "5m").out
    assert "sees 12 percent" in told
    assert "kimura" not in told


def test_the_brief_stands_as_it_stood_and_asks_for_nothing(told: Desk) -> None:
    told("set", "happening", "orders fail")
    told("update", "news", "--next", "30m")
    ran = told("brief", "--known-at", "14:30")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "As known at 2026-11-22 (Sun) 14:30 JST"
    assert lines[-1] == "→ incidentctl brief"
    assert "25 min since 14:05 JST" in ran.out
    assert "What is happening: not agreed yet" in ran.out
    assert "cold cache" in ran.out
    assert "S2-1" not in ran.out
    now = told("brief").out
    assert "orders fail" in now
    assert "As known at" not in now
    assert "2026年11月22日(日) 14:30 JST 時点で" in told("brief", "--known-at", "14:30", "--lang", "ja").out
    assert told("brief", "--known-at", "14:04").code == 2


def test_the_brief_of_then_is_marked_for_programs(told: Desk) -> None:
    found = told("brief", "--known-at", "14:30", "--json").json
    assert (found["known_at"], found["minutes"], found["checks"]) == ("2026-11-22T14:30:00+09:00", 25, [])
    assert told("brief", "--json").json["known_at"] is None


def test_the_brief_of_then_fits_on_the_screen(told: Desk) -> None:
    for n in range(30):
        told("set", f"custom.{n}", "x")
        told("note", f"{n} " + "long " * 30)
    for lang in ("en", "ja"):
        assert len(told("brief", "--known-at", "now", "--lang", lang).out.splitlines()) <= 23
