"""Phases, milestones, metrics and clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.events.incidents import Confirmed, Withdrawn
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.values import SeveritySet
from incidentctl.domain.lifecycle import PHASES, clocks, duration, metrics, phase, warnings_of_order
from incidentctl.domain.pulse import Pulse
from incidentctl.words import Words
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from tests.domain.conftest import Story

SOON = "2026-11-22T14:20:00+09:00"
AT = "2026-11-22T15:00:00+09:00"

# timeline.md, "Phase": what makes each row hold, from the last to the first.
ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("suspected", {"suspected": True}),
    ("investigating", {"suspected": False}),
    ("identified", {"cause_known": True, "cause_certainty": "confirmed"}),
    ("mitigating", {"acting": True}),
    ("mitigated", {"mitigated": AT}),
    ("recovered", {"resolved": AT}),
    ("watching", {"recovery_told": True}),
    ("ended", {"ended": AT}),
    ("closed", {"closed": AT}),
    ("withdrawn", {"withdrawn": True}),
)


@pytest.mark.parametrize("row", range(len(ROWS)), ids=[name for name, _ in ROWS])
def test_each_phase_wins_over_all_the_rows_below_it(row: int) -> None:
    state: dict[str, Any] = {}
    for _, holds in ROWS[: row + 1]:
        state |= holds
    assert phase(Pulse(**state)) == ROWS[row][0]


def test_the_phases_stand_in_the_order_of_the_table() -> None:
    assert tuple(name for name, _ in reversed(ROWS)) == PHASES


def test_a_recovery_that_nobody_was_told_of_is_not_watched_yet() -> None:
    assert phase(Pulse(recovery_told=True)) == "investigating"
    assert phase(Pulse(resolved=AT)) == "recovered"


def test_a_look_is_no_mitigation_and_a_write_is(story: Story) -> None:
    assert phase(story.add(Acted("df -h", look=True)).incident().pulse) == "investigating"
    assert phase(story.add(Acted("restart")).incident().pulse) == "mitigating"


def test_the_words_for_phases_are_those_of_the_policy(stories: type[Story]) -> None:
    report = stories().declare().report()
    assert report.prefix == "[INVESTIGATING]"
    assert Words("ja")("phase.investigating.prefix") == stories().declare().report(lang="ja").prefix


def test_metrics_are_pairs_of_milestones_with_their_formula(story: Story) -> None:
    story.at("15:30").mark("started", "14:00").mark("detected", "14:03").mark("mitigated", "14:40")
    story.mark("resolved", "15:10")
    found = {m.name: (m.later, m.earlier, m.value) for m in metrics(story.incident())}
    assert found == {
        "ttd": ("detected", "started", timedelta(minutes=3)),
        "tta": ("acknowledged", "detected", timedelta(minutes=2)),
        "ttm": ("mitigated", "detected", timedelta(minutes=37)),
        "ttr": ("resolved", "detected", timedelta(minutes=67)),
        "impact": ("mitigated", "started", timedelta(minutes=40)),
    }


def test_impact_ends_with_the_recovery_when_nothing_was_mitigated(story: Story) -> None:
    story.at("15:30").mark("started", "14:00").mark("resolved", "15:10")
    impact = metrics(story.incident())[-1]
    assert (impact.later, impact.value) == ("resolved", timedelta(minutes=70))


def test_an_empty_metric_says_why(story: Story) -> None:
    story.set("started_at", None).mark("detected", "14:03")
    ttd, _, ttm, *_ = metrics(story.incident())
    assert (ttd.value, ttd.reason, ttd.missing) == (None, "unknown", "started")
    assert (ttm.value, ttm.reason, ttm.missing) == (None, "not-recorded", "mitigated")


def test_a_metric_over_a_clock_change_is_real_time(stories: type[Story]) -> None:
    story = stories("2026-11-01T00:30:00-07:00").declare(zone="America/Los_Angeles")
    story.mark("detected", "2026-11-01T01:30:00-07:00").mark("resolved", "2026-11-01T01:30:00-08:00")
    assert {m.name: m.value for m in metrics(story.incident())}["ttr"] == timedelta(hours=1)


def test_a_false_alarm_is_not_counted(story: Story) -> None:
    story.mark("started", "14:00").mark("detected", "14:03").add(Withdrawn("a drill of ours"))
    assert metrics(story.incident()) == ()


def test_an_order_that_cannot_be_warns_and_is_kept(story: Story) -> None:
    story.at("15:30").mark("started", "14:00").mark("mitigated", "13:00")
    incident = story.incident()
    assert warnings_of_order(incident) == (("mitigated", "started"),)
    moment = incident.milestone("mitigated")
    assert moment is not None
    assert moment.at.hour == 13
    assert {m.name: (m.value, m.reason) for m in metrics(incident)}["impact"] == (None, "order")


def test_an_incident_that_was_over_before_it_was_noticed_is_in_order(story: Story) -> None:
    story.mark("started", "13:00").mark("mitigated", "13:10").mark("detected", "14:00")
    assert warnings_of_order(story.incident()) == ()


def test_a_running_incident_continues_since_it_started(story: Story) -> None:
    story.mark("started", "14:00")
    found = duration(story.incident(), datetime.fromisoformat(AT))
    assert (found.since, found.length, found.continues, found.at_least) == (
        "started", timedelta(hours=1), True, False,
    )  # fmt: skip


def test_a_duration_without_a_start_counts_from_when_it_was_noticed_and_says_so(story: Story) -> None:
    found = duration(story.mark("detected", "14:30").incident(), datetime.fromisoformat(AT))
    assert (found.since, found.length, found.at_least) == ("detected", timedelta(minutes=30), True)


def test_a_closed_incident_without_an_end_has_an_unknown_duration(story: Story) -> None:
    found = duration(story.mark("closed", "14:30").incident(), datetime.fromisoformat(AT))
    assert (found.length, found.continues) == (None, False)


def test_a_notice_is_due_fifteen_minutes_after_the_first_doubt_s0_2(stories: type[Story]) -> None:
    pulse = stories().declare(suspected=True).incident().pulse
    before, due = (datetime(2026, 11, 22, 5, 19, 59, tzinfo=UTC) + timedelta(seconds=s) for s in (0, 1))
    assert [(c.name, c.is_overdue) for c in clocks(pulse, before)] == [("notice", False), ("decide", False)]
    assert [(c.name, c.is_overdue) for c in clocks(pulse, due)] == [("notice", True), ("decide", True)]


def test_a_team_that_turned_the_notice_off_is_not_reminded_of_it_s0_6(stories: type[Story]) -> None:
    late = datetime.fromisoformat("2026-11-22T15:00:00+09:00")
    pulse = stories().declare(suspected=True, quiet=("S0-6",)).incident().pulse
    assert [clock.name for clock in clocks(pulse, late)] == ["decide"]


def test_the_clocks_stop_when_somebody_was_told_and_it_is_decided_s0_1(stories: type[Story]) -> None:
    late = datetime.fromisoformat("2026-11-22T15:00:00+09:00")
    story = stories().declare(suspected=True).add(Told(("support",)))
    assert [c.name for c in clocks(story.incident().pulse, late)] == ["decide", "update"]
    assert [c.name for c in clocks(story.add(Confirmed()).incident().pulse, late)] == ["update"]


@pytest.mark.parametrize(
    ("severity", "minutes"), [("", 30), ("SEV1", 15), ("SEV2", 30), ("SEV3", 60), ("SEV4", None)]
)
def test_the_first_update_is_due_as_the_first_notice_says(
    story: Story, severity: str, minutes: int | None
) -> None:
    if severity:
        level = policy().severities[severity]
        story.add(SeveritySet(severity, first=level.first, every=level.every))
    began = story.incident().pulse
    assert began.update_due == ""  # nobody has heard of it: another clock says so
    told = story.add(Told(("support",))).incident().pulse
    due = datetime.fromisoformat(began.declared) + timedelta(minutes=minutes or 0)
    assert told.update_due == (due.isoformat() if minutes else "")
    promised = story.set("next_update_at", {"t": AT, "pr": "minute"}).incident().pulse
    assert promised.update_due == AT


def test_the_promised_update_is_counted_down_until_the_formation_is_lifted(story: Story) -> None:
    story.add(Told(("support",))).set("next_update_at", {"t": AT, "pr": "minute"})
    (clock,) = clocks(story.incident().pulse, datetime.fromisoformat(SOON))
    assert (clock.name, clock.remaining) == ("update", timedelta(minutes=40))
    assert clocks(story.mark("ended", "14:30").incident().pulse, datetime.fromisoformat(SOON)) == ()


def test_a_withdrawn_incident_owes_nothing(story: Story) -> None:
    assert clocks(story.add(Withdrawn("none")).incident().pulse, datetime.fromisoformat(AT)) == ()
