"""The one mechanism for all rules: which level holds where, what refuses, what an override leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.values import SeveritySet
from incidentctl.domain.rules import FOOTERS, Broken, Labels, judge, level_of
from incidentctl.errors import Refused
from incidentctl.words import Words
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from tests.domain.conftest import Story

S1_9, S2_15, S3_8 = Broken("S1-9"), Broken("S2-15"), Broken("S3-8")


@pytest.mark.parametrize(
    ("rule", "profile", "is_alone", "severity", "level"),
    [
        ("S1-9", "taskforce", False, "SEV2", "block"),
        ("S1-9", "taskforce", True, "SEV2", "off"),
        ("S3-7", "taskforce", False, "SEV2", "off"),
        ("S3-7", "formation", False, "SEV2", "block"),
        ("S3-7", "formation", True, "SEV2", "off"),
        ("S2-12", "taskforce", False, "SEV1", "warn"),
        ("S2-12", "taskforce", False, "", "warn"),
        ("S2-12", "taskforce", False, "SEV3", "off"),
        ("S2-12", "formation", False, "SEV2", "block"),
        ("S2-12", "formation", False, "SEV3", "off"),
        ("S2-12", "formation", True, "SEV1", "off"),
        ("S3-12", "taskforce", True, "SEV2", "warn"),
        ("S3-8", "formation", False, "SEV1", "hint"),
        ("S1-12", "taskforce", True, "SEV4", "block"),
    ],
)
def test_a_rule_bites_by_formation_severity_and_company(  # noqa: PLR0913, PLR0917 - columns
    stories: type[Story],
    rule: str,
    profile: str,
    is_alone: bool,  # noqa: FBT001 - a column
    severity: str,
    level: str,
) -> None:
    story = stories().declare(profile=profile)
    if severity:
        story.add(SeveritySet(severity))
    if not is_alone:
        story.note("here", by="tanaka")
    assert level_of(policy().rules[rule], story.incident().pulse, policy(), "sato") == level


def test_the_second_person_is_not_alone_with_the_first_thing_they_do(story: Story) -> None:
    pulse = story.incident().pulse
    assert pulse.is_solo
    assert judge([S1_9], policy(), pulse, "sato").told == ()
    with pytest.raises(Refused):
        judge([S1_9], policy(), pulse, "tanaka")


def test_what_blocks_refuses_and_names_only_itself(story: Story) -> None:
    story.note("here", by="tanaka")
    with pytest.raises(Refused) as refused:
        judge([S2_15, S1_9], policy(), story.incident().pulse, "sato")
    assert [broken.rule for broken in refused.value.rules if isinstance(broken, Broken)] == ["S1-9"]


def test_what_warns_is_told_and_what_hints_is_not(story: Story) -> None:
    story.note("here", by="tanaka")
    judged = judge([S2_15, S3_8], policy(), story.incident().pulse, "sato")
    assert ([broken.rule for broken in judged.told], judged.overrides) == (["S2-15"], ())


def test_an_override_is_a_fact_for_each_rule_that_would_have_spoken(story: Story) -> None:
    story.note("here", by="tanaka")
    judged = judge([S1_9, S1_9, S2_15, S3_8], policy(), story.incident().pulse, "sato", "  laptop died ")
    assert judged.told == ()
    assert [(new.event.rule, new.event.why) for new in judged.overrides] == [  # type: ignore[attr-defined]
        ("S1-9", "laptop died"),
        ("S2-15", "laptop died"),
    ]


def test_an_override_of_nothing_leaves_nothing(story: Story) -> None:
    assert judge([], policy(), story.incident().pulse, "sato", "just in case") == ((), ())


def test_a_rule_that_the_policy_does_not_know_has_the_level_it_came_with(story: Story) -> None:
    unknown = Broken("X-1", level="block")
    with pytest.raises(Refused):
        judge([unknown], policy(), story.incident().pulse, "sato")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [("en", "S4-3: Not told yet: Legal, Sales"), ("ja", "S4-3: まだ知らせていない部署: 法務、営業")],
)
def test_a_rule_is_worded_with_its_id_and_the_commands_that_meet_it(lang: str, sentence: str) -> None:
    labels = Labels(("fields.departments.legal", "fields.departments.sales"))
    broken = Broken("S4-3", params={"departments": labels}, fixes=("incidentctl tell WHO...",))
    assert broken.lines(Words("ja" if lang == "ja" else "en")) == [sentence, "  → incidentctl tell WHO..."]


def test_every_rule_that_speaks_in_footers_is_in_the_policy() -> None:
    assert set(FOOTERS) <= policy().rules.keys()
