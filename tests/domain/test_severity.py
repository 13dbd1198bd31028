"""Severity: the questions behind it, the step down, and what a leak calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.answers import ruling
from incidentctl.domain.events.values import FieldSet, SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.policy import Question
from incidentctl.domain.severity import answered, is_lower, leak_level, propose, raised_by_leak
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from tests.domain.conftest import Story

CORE, MOST, DATA, STUCK, GROWING = range(5)


@pytest.mark.parametrize(
    ("yes", "level"),
    [
        ((), "SEV4"), ((STUCK,), "SEV3"), ((CORE,), "SEV2"), ((DATA,), "SEV2"), ((CORE, MOST), "SEV1"),
        ((GROWING,), "SEV3"), ((STUCK, GROWING), "SEV2"), ((DATA, GROWING), "SEV1"),
        ((MOST, GROWING), "SEV3"), ((CORE, MOST, DATA, STUCK, GROWING), "SEV1"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("said", ["yes", "unknown"])
def test_unsure_takes_the_higher(yes: tuple[int, ...], level: str, said: str) -> None:
    answers = [said if n in yes else "no" for n in range(5)]
    assert propose(policy(), answers) == level


def test_a_question_may_call_for_nothing() -> None:
    changed = policy()._replace(questions=(Question({"en": "Is it Monday?"}), Question({"en": "?"}, "GONE")))
    assert propose(changed, ["yes", "yes"]) == "SEV4"
    assert leak_level(changed) == ""


@pytest.mark.parametrize(
    ("before", "after", "lower"),
    [
        ("SEV1", "SEV2", True), ("SEV1", "SEV3", True), ("SEV2", "SEV1", False), ("SEV2", "SEV2", False),
        ("", "SEV3", False), ("SEV1", "", False), ("OLD", "SEV3", False), ("SEV1", "OLD", False),
    ],
)  # fmt: skip
def test_a_step_down_is_one_between_known_levels(
    before: str,
    after: str,
    lower: bool,  # noqa: FBT001 - a column
) -> None:
    assert is_lower(policy(), before, after) is lower


def test_a_step_down_needs_a_reason_s4_13(story: Story) -> None:
    story.add(SeveritySet("SEV1"))
    down, with_reason, up = (
        New(SeveritySet(*event)) for event in (("SEV3",), ("SEV3", "five users"), ("SEV1",))
    )
    rules = [
        [broken.rule for broken in answered(story.incident(), policy(), new, "sato", story.now).broken]
        for new in (down, with_reason, up)
    ]
    assert rules == [["S4-13"], [], []]


def test_a_leak_is_at_least_what_its_question_says(story: Story) -> None:
    story.add(SeveritySet("SEV3"))
    assert [
        getattr(new.event, "level", "")
        for new in raised_by_leak(story.incident(), policy(), New(SeveritySet("x")))
    ] == ["SEV2"]
    raised = ruling(story.incident(), policy(), New(FieldSet("privacy.concern", "yes")), "sato", story.now)
    assert [getattr(new.event, "level", "") for new in raised.news] == ["", "SEV2"]
    story.set("privacy.concern", "yes").add(SeveritySet("SEV1"))
    assert raised_by_leak(story.incident(), policy(), New(SeveritySet("x"))) == ()
    broken = answered(story.incident(), policy(), New(SeveritySet("SEV3", "small")), "sato", story.now).broken
    assert [(each.rule, each.variant) for each in broken] == [("S4-13", "leak")]
