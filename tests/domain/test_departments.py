"""Departments: who was told by which name, who need not be, and who is still unknown (S4-3, S1-19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.departments import answered, named, state, untold, wide
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.values import SeveritySet
from incidentctl.domain.facts import New
from incidentctl.domain.policy import Contact
from incidentctl.words import Words
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from tests.domain.conftest import Story

CONTACTS = {"legal": Contact("legal", {"en": "Compliance"}, "legal duty", "#legal")}


@pytest.mark.parametrize(
    ("typed", "department"),
    [
        ("support", "support"), ("Customer Support", "support"), ("CS", "support"), ("ＣＳ", "support"),
        ("開発", "dev"), ("Compliance", "legal"), ("Legal Duty", "legal"), ("the boss", ""), ("pending", ""),
    ],
)  # fmt: skip
def test_a_department_is_known_by_id_label_and_contact(typed: str, department: str) -> None:
    assert named(typed, policy()._replace(contacts=CONTACTS)) == department


def test_no_severity_yet_reaches_as_wide_as_sev2(story: Story) -> None:
    assert untold(story.incident(), policy()) == ("dev", "support", "legal", "sales", "management")
    story.add(SeveritySet("SEV4"))
    assert untold(story.incident(), policy()) == ("dev",)


def test_told_not_needed_and_unknown_stay_apart(story: Story) -> None:
    story.add(SeveritySet("SEV3")).add(Told(("CS", "the boss", "PR"))).set("departments.dev", "not_needed")
    known = state(story.incident(), policy())
    assert {name: known[name] for name in ("dev", "support")} == {"dev": "not_needed", "support": "told"}
    assert "sales" not in known


@pytest.mark.parametrize(
    ("told", "broken"),
    [
        (Told(("dev", "support")), False),
        (Told(("dev",)), True),
        (Told(("dev",), unrelated=True), False),
        (Told(()), False),
    ],
)
def test_telling_some_names_those_who_have_not_heard(story: Story, told: Told, broken: bool) -> None:  # noqa: FBT001
    story.add(SeveritySet("SEV3"))
    ruling = answered(story.incident(), policy(), New(told), "sato", story.now)
    assert ([each.rule for each in ruling.broken] == ["S4-3"]) is broken
    assert [new.event for new in ruling.news] == [told]


def test_the_list_says_how_to_reach_them(story: Story) -> None:
    heard = wide(story.incident(), policy()._replace(contacts=CONTACTS), Words("en"))
    assert heard == ("Development", "Customer support", "Legal (legal duty, #legal)", "Sales", "Management")
