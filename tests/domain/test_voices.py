"""Concerns are answered, hypotheses tested one at a time, code read last; the review gets what was parked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain import voices
from incidentctl.domain.events.decisions import Overridden
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.values import HopMarked
from incidentctl.domain.events.voices import (
    ConcernAnswered,
    ConcernRaised,
    HypothesisAdded,
    HypothesisSettled,
    Parked,
)
from incidentctl.errors import NotFound

if TYPE_CHECKING:
    from tests.domain.conftest import Story


@pytest.fixture
def grasped(story: Story) -> Story:
    """Know what should happen, what does, and the path between."""
    return story.set("expected", "paid").set("symptom", "500").set("path", ["client", "edge", "api"])


def rules(story: Story, text: str = "the pool is full", about: str = "") -> list[str]:
    return [each.rule for each in voices.add_hypothesis(story.incident(), text, about).broken]


class TestConcerns:
    def test_they_wait_until_somebody_answers(self, story: Story) -> None:
        story.add(ConcernRaised("the backup is old")).add(ConcernRaised("no rollback plan"))
        incident = story.incident()
        assert [known.fact.id for known in voices.unanswered(incident)] == ["f00002", "f00003"]
        assert incident.pulse.concerns == ("f00002", "f00003")
        ruled = voices.answer_concern(incident, "e-f00002", "declined", "taken at noon")
        incident = story.add(ruled.news[0].event).incident()
        assert [known.fact.id for known in voices.unanswered(incident)] == ["f00003"]
        assert incident.pulse.concerns == ("f00003",)

    def test_only_a_concern_is_answered(self, story: Story) -> None:
        with pytest.raises(NotFound, match="no-such-concern"):
            voices.answer_concern(story.incident(), "f00001", "accepted", "x")

    def test_they_are_in_no_report(self, story: Story) -> None:
        story.add(ConcernRaised("the backup is old")).add(ConcernAnswered("f00002", "accepted", "a new one"))
        assert not [page for page in story.pages() if "backup" in page or "a new one" in page]


class TestHypotheses:
    def test_the_event_is_grasped_first(self, story: Story) -> None:
        (rule,) = voices.add_hypothesis(story.incident(), "the pool is full").broken
        assert rule.rule == "S0-15"
        assert rule.fixes == ("incidentctl set expected TEXT", "incidentctl set symptom TEXT")
        story.set("expected", "paid")
        (rule,) = voices.add_hypothesis(story.incident(), "the pool is full").broken
        assert rule.fixes == ("incidentctl set symptom TEXT",)
        assert rules(story.set("symptom", "500")) == []

    def test_it_is_kept_all_the_same_and_what_is_missing_stays_a_question(self, story: Story) -> None:
        assert voices.ungrasped(story.incident()) == ()
        ruled = voices.add_hypothesis(story.incident(), "the pool is full")
        assert [new.event for new in ruled.news] == [HypothesisAdded("the pool is full")]
        story.add(HypothesisAdded("the pool is full"))
        assert voices.ungrasped(story.incident()) == ("expected", "symptom")
        assert "- Actual symptom" in story.page()

    @pytest.mark.parametrize("result", ["refuted", "supported", "open"])
    def test_one_at_a_time(self, grasped: Story, result: str) -> None:
        grasped.add(HypothesisAdded("the pool is full"))
        (rule,) = voices.add_hypothesis(grasped.incident(), "the cache is cold").broken
        assert rule.rule == "S0-22"
        assert rule.fixes[0].startswith("incidentctl hypothesis settle y-f00")
        settled = voices.settle_hypothesis(grasped.incident(), "f00005", result, "3 of 10 in use")
        assert rules(grasped.add(settled.news[0].event)) == []

    def test_only_a_hypothesis_is_settled(self, story: Story) -> None:
        with pytest.raises(NotFound, match="no-such-hypothesis"):
            voices.settle_hypothesis(story.incident(), "f00001", "open", "x")

    @pytest.mark.parametrize(
        ("text", "about", "is_screen"),
        [
            ("the button is broken", "ui", True),
            ("The Client sends no token", "", True),
            ("the button is broken", "", False),
            ("the pool is full", "api", False),
        ],
    )
    def test_the_screen_is_not_the_first_suspect(
        self,
        grasped: Story,
        text: str,
        about: str,
        is_screen: bool,  # noqa: FBT001 - a column
    ) -> None:
        assert rules(grasped, text, about) == (["S0-21"] if is_screen else [])

    def test_once_the_api_was_seen_it_may_be(self, grasped: Story) -> None:
        assert rules(grasped.add(HopMarked("client", "ng")), about="ui") == ["S0-21"]
        assert rules(grasped.add(HopMarked("edge", "unknown")), about="ui") == ["S0-21"]
        assert rules(grasped.add(HopMarked("api", "ok")), about="ui") == []

    def test_a_look_at_the_api_counts_without_a_path(self, story: Story) -> None:
        story.set("expected", "paid").set("symptom", "500")
        assert rules(story.add(Acted("restarted the API")), about="ui") == ["S0-21"]
        assert rules(story.add(Acted("read the API response", look=True)), about="ui") == []

    def test_they_are_in_no_report(self, story: Story) -> None:
        story.add(HypothesisAdded("the pool is full", "data")).add(
            HypothesisSettled("f00002", "supported", "10 of 10 in use")
        )
        assert not [page for page in story.pages() if "pool" in page or "10 of 10" in page]


class TestCode:
    def test_it_comes_last(self, story: Story) -> None:
        (rule,) = voices.code_last(story.incident())
        assert rule.rule == "S0-19"
        assert [fix.split()[1:3] for fix in rule.fixes] == [
            ["set", "expected"], ["set", "symptom"], ["path", "set"], ["path", "mark"],
        ]  # fmt: skip

    def test_it_is_open_once_the_rest_is_there(self, grasped: Story) -> None:
        (rule,) = voices.code_last(grasped.incident())
        assert rule.fixes == ("incidentctl path mark HOP ok|ng",)
        assert voices.code_last(grasped.add(HopMarked("api", "ng")).incident()) == ()

    def test_the_answers_of_the_checklist_are_marks_as_well(self, grasped: Story) -> None:
        assert voices.code_last(grasped.set("path.first_bad", "api").incident()) == ()

    def test_out_of_spec_unlocks_it(self, story: Story) -> None:
        assert voices.code_last(story.set("out_of_spec", "no").incident())
        assert voices.code_last(story.set("out_of_spec", "yes").incident()) == ()

    def test_whoever_went_on_for_a_reason_is_not_told_again(self, story: Story) -> None:
        assert voices.code_last(story.add(Overridden("S0-22", "x")).incident())
        assert voices.code_last(story.add(Overridden("S0-19", "known-domain")).incident()) == ()

    def test_a_hypothesis_about_it_comes_last_too(self, grasped: Story) -> None:
        assert rules(grasped, about="code") == ["S0-19"]
        assert rules(grasped.add(HopMarked("api", "ng")), about="code") == []


def test_what_was_parked_is_in_the_postmortem_with_roles_for_names(story: Story) -> None:
    story.add(Parked("what is a canary?", question=True), by="tanaka")
    story.add(Parked("tanaka had no access"), by="sato").note("why no alert?", "question")
    for lang, heading in (("en", "Carried over to the review"), ("ja", "持ち越した質問")):
        section = story.page("postmortem", lang).partition(heading)[2].partition("\n## ")[0]  # type: ignore[arg-type]
        assert "what is a canary?" in section
        assert "had no access" in section
        assert "why no alert?" in section
        assert "tanaka" not in section
    assert "canary" not in story.page("final")
