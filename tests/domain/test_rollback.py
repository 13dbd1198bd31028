"""The rollback gate: what it asks, what refuses to go back, and when it comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.answers import beside, ruling
from incidentctl.domain.events.decisions import Decided, Overridden
from incidentctl.domain.events.roles import RoleTaken
from incidentctl.domain.events.steps import StepSkipped
from incidentctl.domain.events.tasks import TaskAssigned
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.domain.rollback import (
    BEFORE,
    GATE,
    METHODS,
    QUESTIONS,
    comes_first,
    gate,
    going_back,
    is_decided,
    later,
)
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.domain.rules import Ruling
    from tests.domain.conftest import Story

SAFE = {"data": "safe", "features": "none", "procedure": "ready", "dependants": "none", "undo": "deploy 412"}


def answered(story: Story, **answers: object) -> Story:
    for name, value in answers.items():
        story.set(f"rollback.{name}", value)
    return story


def answer(story: Story, field: str, value: object, step: str = "") -> Ruling:
    new = New(FieldSet(field, value, "unknown" if value is None else "confirmed", step=step))
    return ruling(story.incident(), policy(), new, "sato", story.now)


def broken(found: Ruling) -> list[str]:
    return [f"{each.rule}.{each.variant}".rstrip(".") for each in found.broken]


def test_every_question_is_open_safe_hurting_or_unknown(story: Story) -> None:
    assert gate(story.incident()).open == tuple(QUESTIONS)
    found = gate(answered(story, data="hurts", features="none", procedure=None).incident())
    assert found.hurts == ("rollback.data",)
    assert found.safe == ("rollback.features",)
    assert found.unknown == ("rollback.procedure",)
    assert found.open == ("rollback.dependants", "rollback.undo")


@pytest.mark.parametrize(
    ("answers", "rules"),
    [
        ({}, ["S2-6.nothing"]),
        (SAFE, []),
        ({**SAFE, "data": "hurts"}, ["S0-12"]),
        ({**SAFE, "features": "not_acceptable"}, ["S2-6.against"]),
        ({**SAFE, "procedure": "not_ready"}, ["S2-6.against"]),
        ({**SAFE, "dependants": "breaks"}, ["S2-6.against"]),
        ({**SAFE, "data": None}, ["S2-6.unknown"]),
        ({"data": "safe"}, ["S2-6"]),
        ({**SAFE, "undo": None}, []),
    ],
)
def test_going_back_needs_the_gate(story: Story, answers: dict[str, object], rules: list[str]) -> None:
    assert broken(answer(answered(story, **answers), "rollback.decision", "roll_back")) == rules


@pytest.mark.parametrize("decision", ["go_forward", "wait", None])
def test_not_to_go_back_needs_nothing(story: Story, decision: str | None) -> None:
    assert not answer(answered(story, data="hurts"), "rollback.decision", decision).broken


def test_what_hurts_shows_the_way_forward(story: Story) -> None:
    [found] = answer(answered(story, data="hurts"), "rollback.decision", "roll_back").broken
    assert found.fixes == ("incidentctl set rollback.decision go_forward", "incidentctl walk isolate-cause")


def test_an_answer_given_in_the_same_breath_counts(story: Story) -> None:
    hurts = New(FieldSet("rollback.data", "hurts"))
    back = New(FieldSet("rollback.decision", "roll_back"))
    incident = beside(story.incident(), (hurts, back), back)
    assert broken(ruling(incident, policy(), back, "sato", story.now)) == ["S0-12"]


def test_the_risk_that_is_named_is_accepted(story: Story) -> None:
    answered(story, **{**SAFE, "data": None})
    named = story.incident()
    assert broken(answer(story, "rollback.decision", "roll_back")) == ["S2-6.unknown"]
    assert not answer(story.set("decision.risk", "some rows"), "rollback.decision", "roll_back").broken
    assert named.value("decision.risk") is None


def test_the_risk_of_a_decision_counts_as_well(story: Story) -> None:
    answered(story, **{**SAFE, "data": None}).add(Decided("back to 411", risk="orders of ten minutes"))
    assert not answer(story, "rollback.decision", "roll_back").broken


def test_nobody_knows_names_one_person_for_five_minutes(story: Story) -> None:
    story.add(RoleTaken("operator", "tanaka"))
    found = answer(story, "rollback.data", None, step=GATE)
    task = found.news[1].event
    assert isinstance(task, TaskAssigned)
    assert (task.who, task.field) == ("tanaka", "rollback.data")
    assert task.due == "2026-11-22T14:10:02+09:00"
    story.add(RoleTaken("sme", "mori"))
    asked = answer(story, "rollback.data", None).news[1].event
    assert isinstance(asked, TaskAssigned)
    assert asked.who == "mori"


def test_alone_one_finds_out_oneself_and_is_asked_once(story: Story) -> None:
    found = answer(story, "rollback.data", None)
    task = found.news[1].event
    assert isinstance(task, TaskAssigned)
    assert task.who == "sato"
    story.set("rollback.data", None).add(task)
    assert len(answer(story, "rollback.data", None).news) == 1
    assert story.set("rollback.data", "safe").incident().pulse.tasks == {}


def test_the_label_of_the_change_answers_two_questions_at_the_same_step(story: Story) -> None:
    found = answer(story, "change.rollback_label", "yes", step=GATE)
    events = [new.event for new in found.news]
    assert events[1:] == [
        FieldSet("rollback.procedure", "ready", step=GATE),
        FieldSet("rollback.features", "none", step=GATE),
    ]
    assert len(answer(story, "change.rollback_label", "no").news) == 1
    assert len(answer(story, "change.rollback_label", None).news) == 1


def test_the_label_changes_no_answer_that_somebody_gave(story: Story) -> None:
    answered(story, procedure="not_ready", features=None)
    assert len(answer(story, "change.rollback_label", "yes").news) == 1


def test_a_patch_comes_after_the_way_back_while_nobody_knows_the_cause(story: Story) -> None:
    story.set("change.recent", "released")
    assert broken(answer(story, "mitigation.method", "patch")) == ["S2-5"]
    assert not answer(story, "mitigation.method", "stop").broken
    shown = story.incident()
    assert not is_decided(shown)
    assert not answer(story.set("change.causality", "yes"), "mitigation.method", "patch").broken


@pytest.mark.parametrize("decision", ["roll_back", "go_forward"])
def test_once_the_way_back_is_decided_a_patch_is_free(story: Story, decision: str) -> None:
    story.set("change.recent", "released").set("rollback.decision", decision)
    assert not answer(story, "mitigation.method", "patch").broken


def test_a_gate_that_was_left_out_for_a_reason_is_decided(story: Story) -> None:
    story.set("change.recent", "released").add(StepSkipped(GATE, "nothing to go back to"))
    assert not answer(story, "mitigation.method", "patch").broken


@pytest.mark.parametrize("recent", ["none", None])
def test_without_a_change_a_patch_is_free(story: Story, recent: str | None) -> None:
    assert not answer(story.set("change.recent", recent), "mitigation.method", "patch").broken


def test_the_smallest_scope_comes_first_where_the_log_shows_one(story: Story) -> None:
    assert not answer(story.set("change.recent", "none"), "mitigation.method", "stop").broken
    story.set("change.recent", "config")
    assert "S2-8" in broken(answer(story, "mitigation.method", "stop"))
    assert not answer(story, "mitigation.method", "flag").broken
    assert not answer(story, "mitigation.method", "other").broken
    assert not answer(story, "mitigation.method", None).broken


@pytest.mark.parametrize("what", ["release 412 behind the flag new-cart", "新カートのフラグを入れた"])
def test_a_change_behind_a_flag_has_a_smaller_way(story: Story, what: str) -> None:
    story.set("change.recent", "released").set("change.what", what)
    assert "S2-8" in broken(answer(story, "mitigation.method", "previous_build"))


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_goes_back_meets_the_same_gate(story: Story, method: str) -> None:
    answered(story, data="hurts")
    assert broken(answer(story, "mitigation.method", method)) == ["S0-12"]
    assert [each.rule for each in going_back(story.incident(), method=method)] == ["S0-12"]


@pytest.mark.parametrize(
    "text",
    [
        "rolled back to 411",
        "Rolling back",
        "roll-back of 412",
        "reverted 9f8e",
        "切り戻した",
        "切戻し",
        "ロールバック",
        "411に巻き戻し",
    ],
)
def test_a_rollback_is_known_by_its_text(story: Story, text: str) -> None:
    assert going_back(answered(story, data="hurts").incident(), text=text)


@pytest.mark.parametrize(
    "text",
    ["restarted web-03", "controlled backup", "切替", "戻りを確認した", "scrolled backwards", "irreverted"],
)
def test_other_texts_are_no_rollback(story: Story, text: str) -> None:
    assert not going_back(answered(story, data="hurts").incident(), text=text)


def test_a_method_says_more_than_a_text(story: Story) -> None:
    incident = answered(story, data="hurts").incident()
    assert not going_back(incident, method="flag", text="rolled back the flag")


def test_what_was_overridden_once_is_accepted_until_the_data_is_judged_again(story: Story) -> None:
    answered(story, **{**SAFE, "data": "hurts"}).add(Overridden("S0-12", "only test orders"))
    assert not going_back(story.incident(), method="previous_build")
    answered(story, data="hurts")
    assert going_back(story.incident(), method="previous_build")


def test_once_it_is_decided_only_what_hurts_is_said_again(story: Story) -> None:
    assert going_back(story.incident(), text="rolled back")
    story.set("rollback.decision", "roll_back")
    assert not going_back(story.incident(), text="rolled back")
    answered(story, data="hurts")
    assert [each.rule for each in going_back(story.incident(), text="rolled back")] == ["S0-12"]


def changed(story: Story, at: str) -> Story:
    return story.set("change.recent", "released").set("change.at", {"t": f"{at}:00+09:00", "pr": "minute"})


@pytest.mark.parametrize(
    ("at", "is_first"),
    [
        ("2026-11-22T13:35", True),  # half an hour before
        ("2026-11-21T14:05", True),  # at the very edge of the window
        ("2026-11-21T14:04", False),
        ("2026-11-19T14:05", False),  # three days
        ("2026-11-22T14:30", True),  # who knows when it began
    ],
)
def test_a_change_in_the_window_puts_the_gate_first(story: Story, at: str, is_first: bool) -> None:  # noqa: FBT001
    incident = changed(story, at).incident()
    assert comes_first(incident, policy()) is is_first
    assert later(incident, policy()) == ({} if is_first else {GATE: BEFORE})


def test_the_window_ends_where_it_began(story: Story) -> None:
    changed(story, "2026-11-21T13:00")
    assert not comes_first(story.incident(), policy())
    assert comes_first(story.mark("detected", "12:59").incident(), policy())
    assert comes_first(story.mark("started", "12:30").incident(), policy())
    assert not comes_first(story.mark("started", "13:30").incident(), policy())


@pytest.mark.parametrize("recent", ["released", None])
def test_as_long_as_nobody_knows_when_the_gate_comes_first(story: Story, recent: str | None) -> None:
    assert comes_first(story.incident(), policy())
    assert comes_first(story.set("change.recent", recent).set("change.at", None).incident(), policy())
    assert not comes_first(story.set("change.recent", "none").incident(), policy())


def test_a_team_that_turns_the_rule_off_has_the_gate_later(story: Story) -> None:
    known = policy()
    quiet = {**known.rules, "S0-10": known.rules["S0-10"]._replace(level="off")}
    assert not comes_first(story.incident(), known._replace(rules=quiet))
