"""The phases over time: which one, from when to when."""

from __future__ import annotations

from datetime import UTC, timedelta
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.events.endings import Closed, Reopened, Resolved, StoodDown
from incidentctl.domain.events.incidents import Confirmed, Withdrawn
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.incident import fold
from incidentctl.domain.lifecycle import phase
from incidentctl.domain.phases import phases

if TYPE_CHECKING:
    from tests.domain.conftest import Story


def told(story: Story) -> list[str]:
    """Give the phases as `HH:MM name`, and check that they follow each other without a hole."""
    found = phases(story.incident())
    assert [each.until for each in found[:-1]] == [each.since for each in found[1:]]
    assert all(each.since.at < each.until.at for each in found if each.until)
    if found:
        assert (found[-1].phase, found[-1].until) == (phase(story.incident().pulse), None)
    return [f"{each.since.at:%H:%M} {each.phase}" for each in found]


def test_each_phase_begins_with_the_fact_that_brought_it(stories: type[Story]) -> None:
    s = stories().declare(suspected=True).at("14:10").add(Confirmed())
    s.at("14:20").set("cause", "a full disk", "confirmed").at("14:25").add(Acted("deleted old logs"))
    s.at("14:40").mark("mitigated", "14:35").at("15:00").add(Resolved("")).at("15:05").add(Told(("CS",)))
    s.at("15:30").add(StoodDown("")).at("16:00").add(Closed(""))
    assert told(s) == [
        "14:05 suspected", "14:10 investigating", "14:20 identified", "14:25 mitigating", "14:35 mitigated",
        "15:00 recovered", "15:05 watching", "15:30 ended", "16:00 closed",
    ]  # fmt: skip


def test_what_is_entered_late_stands_where_it_happened(stories: type[Story]) -> None:
    s = stories().declare().at("15:00").add(Resolved(""), at=stories().at("14:50").declare().facts[0].at)
    s.at("15:10").mark("mitigated", "14:30")
    assert told(s) == ["14:05 investigating", "14:30 mitigated", "14:50 recovered"]


@pytest.mark.parametrize("second", ["14:20", "14:40"])
def test_a_milestone_counts_as_corrected(stories: type[Story], second: str) -> None:
    s = stories().declare().at("14:30").mark("mitigated", "14:30").at("15:00").mark("mitigated", second)
    assert told(s) == ["14:05 investigating", f"{second} mitigated"]


def test_a_declared_end_counts_as_corrected_and_an_unknown_time_changes_nothing(stories: type[Story]) -> None:
    s = stories().declare().at("14:30").add(Resolved("")).at("15:00").set("resolved_at", None)
    assert told(s) == ["14:05 investigating", "14:30 recovered"]
    assert told(s.mark("resolved", "14:20")) == ["14:05 investigating", "14:20 recovered"]


def test_what_was_mitigated_before_it_came_back_stays(stories: type[Story]) -> None:
    s = stories().declare().mark("mitigated", "14:30").at("15:00").add(Reopened("again"))
    assert told(s.at("15:20").mark("mitigated", "15:20")) == [
        "14:05 investigating", "14:30 mitigated", "15:00 investigating", "15:20 mitigated",
    ]  # fmt: skip


def test_what_was_taken_back_was_never_there(stories: type[Story]) -> None:
    s = stories().declare().at("14:20").add(Acted("restarted")).add(Undone("f00002"))
    assert told(s) == ["14:05 investigating"]


def test_what_was_done_before_the_declaration_counts_from_it_on(stories: type[Story]) -> None:
    early = stories().at("13:50").declare().facts[0].at
    assert told(stories().declare().add(Acted("restarted"), at=early)) == ["14:05 mitigating"]


def test_a_false_alarm_ends_as_withdrawn(stories: type[Story]) -> None:
    s = stories().declare(suspected=True).at("14:12").add(Withdrawn("a load test"))
    assert told(s) == ["14:05 suspected", "14:12 withdrawn"]
    assert phases(fold([])) == ()


def test_a_clock_change_lies_inside_a_phase(stories: type[Story]) -> None:
    s = stories("2026-11-01T01:30:00-07:00").declare(zone="America/Los_Angeles")
    s.at("2026-11-01T01:10:00-08:00").add(Acted("rolled back"))
    first, _ = phases(s.incident())
    assert first.until is not None
    assert first.until.at.astimezone(UTC) - first.since.at.astimezone(UTC) == timedelta(minutes=40)


def test_many_facts_cost_no_more_than_their_number(stories: type[Story]) -> None:
    s = stories().declare()
    for n in range(4000):
        s.note(f"{n}") if n % 4 else s.add(Acted("looked", look=True))
    incident = s.incident()
    began = perf_counter()
    phases(incident)
    assert perf_counter() - began < 1  # a wide fence: it takes a twentieth of a second
