"""Duties with a deadline: started by a human, chained, submitted, found not to apply; and who judged."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from incidentctl.domain import duties
from incidentctl.domain.events.clocks import ClockStarted, ClockStopped, ClockSubmitted
from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.lifecycle import clocks
from incidentctl.domain.policy import LegalClock
from incidentctl.domain.times import Moment, iso
from incidentctl.errors import NotFound, Refused
from incidentctl.render.duty import stands
from incidentctl.words import Words
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.domain.policy import Policy
    from incidentctl.domain.rules import Ruling
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

TOKYO = ZoneInfo("Asia/Tokyo")
ANCHOR = Moment(datetime.fromisoformat("2026-11-22T14:00:00+09:00"))


def having(*clocks: LegalClock, enabled: tuple[str, ...] = ()) -> Policy:
    """Give the built-in policy with clocks of one's own, and some of its examples enabled."""
    known = {**policy().clocks, **{clock.id: clock for clock in clocks}}
    return policy()._replace(
        clocks={
            name: clock._replace(enabled=clock.enabled or name in enabled) for name, clock in known.items()
        }
    )


def mine(unit: str = "h", amount: int = 72, **values: Any) -> LegalClock:
    clock = LegalClock("mine", {"en": "Mine"}, {"en": "Law"}, "aware", amount, unit, enabled=True)
    return clock._replace(**values)


def record(story: Story, ruling: Ruling) -> Story:
    for new in ruling.news:
        story.add(new.event, at=new.at)
    return story


def start(story: Story, name: str, anchor: Moment = ANCHOR, known: Policy | None = None) -> Story:
    return record(story, duties.start(story.incident(), known or policy(), name, anchor))


def submit(story: Story, name: str, at: str = "2026-11-22T16:00:00+09:00") -> Story:
    moment = Moment(datetime.fromisoformat(at))
    return record(story, duties.submit(story.incident(), policy(), name, moment))


def states(story: Story, known: Policy | None = None, *, is_all: bool = False) -> dict[str, str]:
    found = duties.standings(story.incident(), known or policy(), is_all=is_all)
    return {row.id: row.state for row in found}


def due(story: Story, name: str) -> str:
    [row] = [row for row in duties.standings(story.incident(), policy(), is_all=True) if row.id == name]
    assert row.due is not None
    return iso(row.due)


def test_no_clock_is_shown_until_one_is_enabled_or_started(story: Story) -> None:
    assert states(story) == {}
    assert states(story, having(enabled=("gdpr-33",))) == {"gdpr-33": "not_started"}
    assert set(states(story, is_all=True)) == set(policy().clocks)
    assert states(start(story, "appi-final")) == {"appi-final": "running"}


def test_a_clock_runs_from_the_time_that_a_human_set_not_from_when_it_was_typed(story: Story) -> None:
    start(story.at("18:00"), "gdpr-33")
    fact = story.facts[-1]
    assert fact.event == ClockStarted("gdpr-33", "aware", "2026-11-25T14:00:00+09:00", private=True)
    assert fact.at == ANCHOR
    assert fact.recorded > ANCHOR.at


def test_started_again_it_runs_from_the_newer_anchor(story: Story) -> None:
    start(start(story, "gdpr-33"), "gdpr-33", Moment(ANCHOR.at + timedelta(hours=2)))
    assert due(story, "gdpr-33") == "2026-11-25T16:00:00+09:00"


def test_a_soft_range_has_two_ends(story: Story) -> None:
    start(story, "appi-first")
    event = story.facts[-1].event
    assert (event.soft_from, event.due) == ("2026-11-25T14:00:00+09:00", "2026-11-27T14:00:00+09:00")


@pytest.mark.parametrize(
    ("now", "lang", "said"),
    [
        ("2026-11-23T15:00", "ja", "速やかに。3–5日: 2日後〜4日後(遅くとも 2026年11月27日(金) 14:00 JST)"),
        (
            "2026-11-23T15:00", "en",
            "as soon as possible; 3-5 days: in 2 to 4 days (at the latest 2026-11-27 (Fri) 14:00 JST)",
        ),
        ("2026-11-25T09:00", "ja", "速やかに。3–5日: 今日〜2日後(遅くとも 2026年11月27日(金) 14:00 JST)"),
        (
            "2026-11-26T09:00", "en",
            ("as soon as possible; 3-5 days: "
             "from today on, 1 d left (at the latest 2026-11-27 (Fri) 14:00 JST)"),
        ),
        ("2026-11-27T09:00", "ja", "速やかに。3–5日: 今日(遅くとも 2026年11月27日(金) 14:00 JST)"),
        ("2026-11-27T14:00", "ja", "速やかに。期限 2026年11月27日(金) 14:00 JST を1分未満過ぎている"),
    ],
)  # fmt: skip
def test_a_soft_range_is_said_in_days(story: Story, now: str, lang: Lang, said: str) -> None:
    [row] = duties.standings(start(story, "appi-first").incident(), policy())
    at = datetime.fromisoformat(f"{now}:00+09:00")
    assert stands(row, Words(lang), at, TOKYO, {}) == said


def test_a_chained_clock_waits_until_the_report_before_it_is_submitted(story: Story) -> None:
    start(story, "dora-initial")
    assert states(story) == {
        "dora-initial": "running", "dora-initial-limit": "not_started",
        "dora-intermediate": "waiting", "dora-final": "waiting",
    }  # fmt: skip
    with pytest.raises(Refused, match="clock-waits"):
        start(story, "dora-intermediate")
    submit(story, "dora-initial", "2026-11-22T16:00:00+09:00")
    assert states(story) == {
        "dora-initial": "submitted", "dora-initial-limit": "submitted",
        "dora-intermediate": "running", "dora-final": "waiting",
    }  # fmt: skip
    assert due(story, "dora-intermediate") == "2026-11-25T16:00:00+09:00"
    submit(story, "dora-intermediate", "2027-01-31T09:00:00+09:00")
    assert due(story, "dora-final") == "2027-02-28T09:00:00+09:00"
    submit(story, "dora-intermediate", "2027-02-10T09:00:00+09:00")  # the last one counts
    assert due(story, "dora-final") == "2027-03-10T09:00:00+09:00"


def test_a_second_limit_ends_with_the_report_that_it_is_for(story: Story) -> None:
    start(start(story, "dora-initial"), "dora-initial-limit")
    assert due(story, "dora-initial") == "2026-11-22T18:00:00+09:00"
    assert due(story, "dora-initial-limit") == "2026-11-23T14:00:00+09:00"
    submit(story, "dora-initial-limit")
    assert states(story)["dora-initial"] == "submitted"
    assert story.incident().pulse.duties.keys() == {"dora-intermediate"}


def test_a_report_that_does_not_apply_is_not_started_by_the_one_before_it(story: Story) -> None:
    start(story, "dora-initial").add(ClockStopped("dora-intermediate", "reclassified"))
    submit(story, "dora-initial")
    assert states(story)["dora-intermediate"] == "stopped"


def test_whoever_says_that_it_does_not_apply_is_who_judged(story: Story) -> None:
    record(story, duties.stop(story.incident(), policy(), "GDPR-33", " nobody in the EU ", None))
    [row] = duties.standings(story.incident(), policy())
    assert (row.state, row.role) == ("stopped", "commander")
    assert row.fact is not None
    assert row.fact.event == ClockStopped("gdpr-33", "nobody in the EU", private=True)


def test_a_clock_can_be_submitted_that_nobody_started(story: Story) -> None:
    assert states(submit(story, "gdpr-33")) == {"gdpr-33": "submitted"}


def test_what_was_said_last_counts(story: Story) -> None:
    start(story, "gdpr-33").add(ClockStopped("gdpr-33", "no"))
    assert states(start(story, "gdpr-33")) == {"gdpr-33": "running"}
    story.add(ClockSubmitted("gdpr-33")).add(Undone(story.facts[-2].id))
    assert states(story)["gdpr-33"] == "submitted"


def test_an_edited_policy_moves_no_clock_and_a_removed_one_is_still_told(story: Story) -> None:
    start(story, "mine", known=having(mine()))
    assert states(story, having(mine(amount=1))) == {"mine": "running"}
    assert story.incident().pulse.duties == {"mine": "2026-11-25T14:00:00+09:00"}
    assert states(story) == {"mine": "running"}, "the policy has it no more"
    assert duties.clock_named(policy(), story.incident(), "mine") == "mine"
    with pytest.raises(Refused, match="clock-not-in-policy"):
        start(story, "mine")
    assert states(submit(story, "mine")) == {"mine": "submitted"}


def test_a_clock_has_a_zone_a_calendar_and_a_roll_of_its_own(stories: type[Story]) -> None:
    story = stories().declare(zone="Europe/Berlin")
    weekly = mine("business_day", 1, tz="Asia/Tokyo", calendar="japan")
    start(story, "mine", Moment(datetime.fromisoformat("2026-11-20T18:00:00+09:00")), having(weekly))
    assert story.facts[-1].event.due == "2026-11-24T18:00:00+09:00"
    daily = mine("day", 1, tz="Asia/Tokyo", calendar="japan", roll="next_business_day")
    start(story, "mine", Moment(datetime.fromisoformat("2026-11-20T18:00:00+09:00")), having(daily))
    assert story.facts[-1].event.due == "2026-11-24T18:00:00+09:00"
    unrolled = daily._replace(roll="none")
    start(story, "mine", Moment(datetime.fromisoformat("2026-11-20T18:00:00+09:00")), having(unrolled))
    assert story.facts[-1].event.due == "2026-11-21T18:00:00+09:00"


def test_a_clock_without_a_zone_takes_that_of_the_incident(stories: type[Story]) -> None:
    story = stories().declare(zone="Europe/Berlin")
    start(story, "mine", Moment(datetime.fromisoformat("2026-10-24T12:00:00+02:00")), having(mine()))
    assert story.facts[-1].event.due == "2026-10-27T11:00:00+01:00", "72 hours, an hour less on the clock"


def test_a_name_that_is_near_is_suggested(story: Story) -> None:
    with pytest.raises(NotFound) as caught:
        duties.clock_named(policy(), story.incident(), "gdpr33")
    assert caught.value.params["suggestion"] == "gdpr-33"


def test_only_clocks_of_the_track_are_proposed_and_only_until_somebody_touched_them(story: Story) -> None:
    enabled = having(enabled=tuple(policy().clocks))

    def proposed() -> list[str]:
        return [clock.id for clock in duties.proposed(story.incident(), enabled)]

    assert duties.proposed(story.incident(), policy()) == ()
    assert proposed() == ["appi-first", "appi-final", "appi-final-unlawful", "gdpr-33"]
    start(story, "gdpr-33").add(ClockStopped("appi-final-unlawful", "no"))
    assert proposed() == ["appi-first", "appi-final"]


def test_an_obligation_that_nobody_examined_stays_visible(story: Story) -> None:
    assert [row.value for row in duties.judged(story.incident())] == ["", "", ""]
    story.set("duties.regulators", "undecided").set("duties.partners", None)
    story.set("duties.customers", "applies")
    rows = duties.judged(story.incident())
    assert [row.value for row in rows] == ["undecided", "undecided", "applies"]
    assert [(row.judged_by, row.role) for row in rows] == [("", "commander")] * 3
    story.set("duties.judged_by", "legal")
    assert {row.judged_by for row in duties.judged(story.incident())} == {"legal"}


def test_the_footer_shows_the_nearest_clock_from_a_day_before(story: Story) -> None:
    def shown() -> list[tuple[str, bool]]:
        found = clocks(story.incident().pulse, story.now)
        return [(clock.id, clock.is_overdue) for clock in found if clock.name == "duty"]

    start(start(story, "gdpr-33"), "appi-final")
    assert shown() == []
    story.at("2026-11-24T14:00:00+09:00")
    assert shown() == [("gdpr-33", False)]
    story.at("2026-11-25T14:00:00+09:00")
    assert shown() == [("gdpr-33", True)]
    submit(story, "gdpr-33")
    assert shown() == []


def test_a_closed_incident_still_owes_the_law(story: Story) -> None:
    start(story, "gdpr-33").mark("closed", "15:00")
    names = [clock.name for clock in clocks(story.incident().pulse, ANCHOR.at + timedelta(hours=71))]
    assert names == ["duty"]
