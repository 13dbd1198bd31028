"""Alignment: the two sentences, the plan, and whom the initial decision must bring together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.alignment import MEETING, before_plan, concerned, meeting_due, missing
from incidentctl.domain.answers import ruling
from incidentctl.domain.events.decisions import Decided, DecisionSettled
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.steps import StepSkipped
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from tests.domain.conftest import Story


def broken(story: Story, field: str, value: object, step: str = "") -> list[str]:
    found = ruling(story.incident(), policy(), New(FieldSet(field, value, step=step)), "sato", story.now)
    assert getattr(found.news[0].event, "field", "") == field
    return [each.rule for each in found.broken]


def due(story: Story) -> list[str]:
    return [each.rule for each in meeting_due(story.incident(), policy())]


def test_both_sentences_are_missing_until_they_are_said(story: Story) -> None:
    assert missing(story.incident()) == ("happening", "resolved_when")
    story.set("happening", "cards are refused").set("resolved_when", None)
    assert missing(story.incident()) == ("resolved_when",)
    assert missing(story.set("resolved_when", "no 500").incident()) == ()


def test_changing_the_system_before_a_plan_is_said(story: Story) -> None:
    story.add(RoleTaken("operator", "suzuki")).add(RoleTaken("sme", "tanaka"))

    def rules(who: str) -> list[str]:
        return [each.rule for each in before_plan(story.incident(), policy(), who)]

    assert rules("suzuki") == rules("tanaka") == ["S3-9"]
    assert rules("kato") == []
    story.set("plan", None)
    assert rules("suzuki") == ["S3-9"]
    story.set("plan", "restart, then roll back")
    assert rules("suzuki") == rules("tanaka") == []


def test_a_decision_that_stands_is_a_plan(story: Story) -> None:
    story.add(Decided("stop the service", level="owner"))
    assert before_plan(story.incident(), policy(), "sato")
    story.add(DecisionSettled("f00002", "approved"))
    assert not before_plan(story.incident(), policy(), "sato")


@pytest.mark.parametrize(
    ("field", "value", "departments"),
    [
        ("streams", ["fix", "data"], {"dev"}),
        ("streams", ["fix", "customers"], {"dev", "support"}),
        ("streams", ["call centre"], {"dev", "call centre"}),
        ("duties.regulators", "applies", {"dev", "legal"}),
        ("duties.regulators", "undecided", {"dev"}),
        ("duties.customers", "no", {"dev"}),
        ("departments.pending", ["法務", "PR"], {"dev", "legal", "pr"}),
        ("departments.support", "told", {"dev"}),
    ],
)
def test_whom_it_concerns_is_what_the_log_shows(
    story: Story, field: str, value: object, departments: set[str]
) -> None:
    story.set(field, value)
    assert concerned(story.incident(), policy()) == departments
    assert due(story) == (["S4-7"] if len(departments) > 1 else [])


def test_a_wide_first_notice_calls_for_no_meeting(story: Story) -> None:
    story.add(Told(("support", "legal", "management", "pr")))
    assert due(story) == []


@pytest.mark.parametrize("field", ["streams", "departments.pending"])
def test_the_answer_that_makes_it_wide_says_so_unless_they_met(story: Story, field: str) -> None:
    assert broken(story, field, ["fix"] if field == "streams" else ["dev"]) == []
    assert broken(story, field, ["pr"]) == ["S4-7"]
    assert broken(story, field, None) == []
    assert broken(story, field, ["pr"], step=MEETING) == []
    story.set("decider", "tanaka", step=MEETING)
    assert broken(story, field, ["pr"]) == []


def test_a_duty_that_applies_says_so(story: Story) -> None:
    assert broken(story, "duties.partners", "applies") == ["S4-7"]
    assert broken(story, "duties.partners", "no") == []
    assert broken(story, "duties.judged_by", "legal") == []


def test_leaving_the_meeting_out_is_not_holding_it(story: Story) -> None:
    story.set("streams", ["customers"]).add(StepSkipped(MEETING, "only us"))
    assert due(story) == ["S4-7"]


def test_a_meeting_names_the_decider(story: Story) -> None:
    story.set("streams", ["customers"], step=MEETING)
    assert due(story) == ["S4-8"]
    assert broken(story, "decider", None, step=MEETING) == ["S4-8"]
    assert broken(story, "decider", "tanaka", step=MEETING) == []
    story.set("decider", "tanaka")
    assert due(story) == []


def test_workstreams_are_kept_by_their_ids(story: Story) -> None:
    new = New(FieldSet("streams", ["修正", "お客様対応", "fix", "call centre"], step=MEETING))
    (found,) = ruling(story.incident(), policy(), new, "sato", story.now).news
    assert found.event == FieldSet("streams", ["fix", "customers", "call centre"], step=MEETING)
