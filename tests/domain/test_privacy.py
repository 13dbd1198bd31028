"""The privacy track: what belongs to it, what opens it, and its own report."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.answers import ruling
from incidentctl.domain.events.clocks import ClockStarted, ClockStopped
from incidentctl.domain.events.corrections import Amended
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.steps import StepDone, StepSkipped
from incidentctl.domain.events.tasks import TaskAssigned, TaskReported
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.events.voices import ConcernAnswered, ConcernRaised
from incidentctl.domain.facts import New, Unknown
from incidentctl.domain.lifecycle import clocks
from incidentctl.domain.privacy import is_private, private_ids
from incidentctl.domain.privacy_track import opening
from incidentctl.domain.times import from_iso
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story


def track(story: Story) -> list[str]:
    """Give the ids of the facts on the track."""
    return sorted(private_ids(story.incident().entries))


def rows(story: Story) -> list[tuple[str, bool]]:
    """Give what the footer shows of the track, and whether it is overdue."""
    found = clocks(story.incident().pulse, story.now)
    return [(clock.name, clock.is_overdue) for clock in found if clock.name.startswith("privacy")]


def answer(story: Story, value: str | None) -> Story:
    """Answer whether data may be affected, with all that it causes."""
    new = New(FieldSet("privacy.concern", value, "unknown" if value is None else "confirmed"))
    result = ruling(story.incident(), policy(), new, "sato", story.now)
    assert not result.broken, "nothing is ever refused here"
    for each in result.news:
        story.add(each.event)
    return story


@pytest.mark.parametrize(
    "event",
    [
        FieldSet("privacy.items", ["names"]),
        FieldSet("custom.x", "y", step="personal-data/P5"),
        StepDone("personal-data/P10", "told"),
        StepSkipped("report/R7", "nothing with people in it"),
        ConcernRaised("names are in the log", private=True),
        TaskAssigned("sato", "count the people", private=True),
        TaskAssigned("sato", field="privacy.count"),
        ClockStarted("gdpr-33", "aware", "2026-11-25T14:05:00+09:00", private=True),
        ClockStopped("gdpr-33", "nobody in the EU", private=True),
    ],
)
def test_what_belongs_to_the_track(story: Story, event: Any) -> None:
    assert track(story.add(event)) == ["f00002"]


@pytest.mark.parametrize(
    "event",
    [
        FieldSet("impact.data", "orders"),
        StepDone("report/R6"),
        ConcernRaised("the disk is full"),
        TaskAssigned("sato", "restart"),
        ClockStarted("dora-initial", "classified", "2026-11-22T18:05:00+09:00"),
        Acted("closed the bucket"),
    ],
)
def test_what_does_not(story: Story, event: Any) -> None:
    assert track(story.add(event)) == []


def test_a_note_belongs_to_it_when_marked_or_typed_at_a_question_of_it(story: Story) -> None:
    story.note("12 percent").note("a name", private=True).note("a card", at_step="report/R7")
    story.set("privacy.items", ["names"], step="ours/A1").note("another", at_step="ours/A1")
    assert track(story) == ["f00003", "f00004", "f00005", "f00006"]


def test_what_carries_on_a_fact_of_the_track_belongs_to_it(story: Story) -> None:
    story.add(TaskAssigned("sato", "count", private=True)).add(TaskReported("f00002", "1200 so far"))
    story.add(ConcernRaised("x", private=True)).add(ConcernAnswered("f00004", "accepted", "we look"))
    story.note("name of a guest", private=True).add(Amended("f00006", "names of two guests"))
    story.note("public").add(Amended("f00008", "still public"))
    assert track(story) == ["f00002", "f00003", "f00004", "f00005", "f00006", "f00007"]


def test_an_event_of_a_newer_version_says_itself_whether_it_is_private(story: Story) -> None:
    fact = story.facts[0]
    assert is_private(fact._replace(kind="new", event=Unknown({"private": True})))
    assert not is_private(fact._replace(kind="new", event=Unknown({"text": "x"})))


@pytest.mark.parametrize("value", ["yes", "no"])
def test_an_answer_that_is_known_causes_nothing_else(story: Story, value: str) -> None:
    assert len(answer(story, value).facts) == 2
    assert story.incident().pulse.privacy == value
    assert story.incident().pulse.is_private is (value == "yes")


def test_not_knowing_is_asked_again_at_fifteen_minutes(story: Story) -> None:
    answer(story, None)
    pulse = story.incident().pulse
    assert pulse.privacy == "unknown"
    again = from_iso(pulse.privacy_check)
    assert timedelta(minutes=14, seconds=57) < again - story.now <= timedelta(minutes=15)
    story.now = again - timedelta(seconds=1)
    assert rows(story) == [("privacy-again", False)]
    story.now = again
    assert rows(story) == [("privacy-again", True)]


def test_the_policy_says_when_it_is_asked_again(story: Story) -> None:
    rules = policy().rules
    changed = policy()._replace(rules={**rules, "S4-4": rules["S4-4"]._replace(after=300)})
    result = ruling(story.incident(), changed, New(FieldSet("privacy.concern")), "sato", story.now)
    assert from_iso(result.news[1].event._asdict()["value"]["t"]) - story.now == timedelta(minutes=5)


def test_not_knowing_twice_opens_the_track(story: Story) -> None:
    answer(answer(story, None), None)
    pulse = story.incident().pulse
    assert (pulse.privacy, pulse.is_private) == ("again", True)
    assert rows(story) == [("privacy-lead", True)]


def test_an_open_track_asks_for_its_lead_and_then_for_the_next_look(story: Story) -> None:
    answer(story, "yes")
    assert rows(story) == [("privacy-lead", True)]
    story.set("privacy.lead", "tanaka")
    assert rows(story) == []
    story.set("privacy.next_check_at", {"t": "2026-11-22T15:00:00+09:00", "pr": "minute"})
    assert rows(story) == [("privacy-check", False)]
    answer(story, "no")
    assert rows(story) == []


def test_a_team_that_turned_the_rule_off_hears_nothing_in_footers(stories: type[Story]) -> None:
    story = stories().declare(quiet=("S4-4",))
    assert rows(answer(story, "yes")) == []


def test_an_older_log_that_does_not_say_when_is_asked_again_after_fifteen_minutes(story: Story) -> None:
    story.set("privacy.concern", None)
    story.now += timedelta(minutes=15)
    assert rows(story) == [("privacy-again", True)]


def test_only_an_answer_to_the_question_opens_anything(story: Story) -> None:
    answer(story, "yes").note("x")
    assert opening(story.facts[2:], "yes") is None
    assert opening(story.facts[1:2], "no") is None
    assert opening(story.facts[1:2], "yes") == (True, None)


def told(story: Story) -> Story:
    """Tell an incident with a word in every corner of the track that no wide report may hold."""
    answer(story, "yes").set("privacy.lead", "tanaka")
    story.set("privacy.items", ["passport numbers", "PASSPORTS"]).set("privacy.sensitive", None)
    story.set("privacy.count", {"min": 1200, "max": 1500})
    story.set("privacy.as_of", {"t": "2026-11-22T14:00:00+09:00", "pr": "minute"})
    story.set("privacy.regulators", "applies").set("privacy.persons", "undecided")
    story.set("privacy.judged_by", "legal")
    story.note("3 passports seen by tanaka in the log", private=True)
    story.note("passport of a guest", stance="guess", private=True)
    story.add(TaskAssigned("tanaka", "count the passports", private=True))
    story.add(StepDone("personal-data/P10", "passport holders written to"))
    story.add(ConcernRaised("passports may be in the backup", private=True))
    story.add(ClockStarted("gdpr-33", "aware", "2026-11-25T14:05:00+09:00", private=True))
    return story.add(ClockStopped("appi-first", "no passports from Japan", private=True))


def test_no_report_that_may_go_wide_holds_anything_of_the_track(story: Story) -> None:
    for page in told(story).pages():
        assert "passport" not in page.lower()
        assert "1,200" not in page
        assert "GDPR" not in page


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            """# [RESTRICTED] Personal-data report
               Track: open
               Lead: Responder
               Data items: passport numbers, PASSPORTS
               People affected: 1,200–1,500
               Count as of: 2026-11-22 (Sun) 14:00 JST
               Sensitive data included: unknown
               Regulators: must be told
               The people concerned: undecided
               Judged by (role): legal
               2026-11-25 (Wed) 14:05 JST
               does not apply: no passports from Japan (judged by: Commander)
               Verify every deadline with legal
               3 passports seen by a responder in the log
               P10 done: passport holders""",
        ),
        (
            "ja",
            """# 【関係者限り】個人情報に関する報告
               本人の人数: 1,200〜1,500人
               要配慮個人情報を含む: 不明
               当局への報告: 必要
               本人への通知: 判断中
               判断した役割: legal
               期限はすべて法務に確認してください""",
        ),
    ],
)
def test_its_own_report_holds_what_is_known_and_what_is_not(story: Story, lang: Lang, expected: str) -> None:
    told(story).note("error rate 12 percent").set("cause", "a pool of 10", "confirmed")
    page = story.page("privacy", lang)
    for text in expected.splitlines():
        assert text.strip() in page
    for text in ("error rate", "a pool of 10", "of a guest", "tanaka"):
        assert text not in page


def test_its_report_can_be_made_before_anything_is_known(story: Story) -> None:
    page = story.page("privacy")
    assert "Track: not asked yet" in page
    assert "not answered yet" in page
    assert "No clock is enabled or started." in page
    assert "Nothing was recorded." in page


def test_a_private_note_without_a_text_breaks_no_report(story: Story) -> None:
    story.set("privacy.concern", "yes").note("", "relayed", private=True, source="a partner")
    assert "a partner" in story.page("privacy")
