"""Where each step of a runbook stands, from the records of the log."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentctl.domain.checklist import (
    Checklist,
    Item,
    checklist,
    next_item,
    open_parts,
    progress,
    value_of,
)
from incidentctl.domain.draft import Draft
from incidentctl.domain.events.steps import StepDeferred, StepDone
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import Fact
from incidentctl.domain.incident import FieldValue, fold
from incidentctl.domain.runbook import Option, Part, Runbook, Step
from incidentctl.domain.state import StepRecord
from incidentctl.domain.times import Moment, iso

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.facts import Event
    from incidentctl.domain.incident import Incident

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


class Log:
    """Records of steps, each a tick later than the one before."""

    def __init__(self, *steps: Step) -> None:
        self.runbook = Runbook("rb", {"en": "A runbook"}, steps)
        self.draft = Draft()
        self.n = 0

    def fact(self, event: Event) -> Fact:
        self.n += 1
        kind = type(event).__name__
        return Fact(f"f{self.n}", "INC", "w", self.n, (self.n, 0), NOW, Moment(NOW), "sato", kind, event, {})

    def answer(self, step: str, value: object, part: str = "") -> Log:
        self.draft.answer_step(f"rb/{step}", value, self.fact(StepDone("")), part)
        return self

    def end(self, step: str, outcome: str, event: Event | None = None) -> Log:
        self.draft.end_step(f"rb/{step}", outcome, self.fact(event or StepDone("")))
        return self

    def set(self, field: str, value: object) -> Log:
        self.draft.set_field(field, self.fact(FieldSet(field, value)))
        return self

    def incident(self) -> Incident:
        fields = {
            name: FieldValue(history[-1].event.value, "confirmed", history[-1])
            for name, history in self.draft.fields.items()
        }
        return fold(())._replace(steps=self.draft.steps, fields=fields)

    def items(self, now: datetime = NOW, later: Mapping[str, str] | None = None) -> tuple[Item, ...]:
        return checklist(self.runbook, self.incident(), now, later)

    def states(self, now: datetime = NOW) -> str:
        return " ".join(f"{item.step.id}:{item.state}" for item in self.items(now))


def do(name: str, when: str = "") -> Step:
    return Step(name, {"en": name}, when=when)


def choose(name: str, *options: str, when: str = "") -> Step:
    part = Part("", {"en": name}, "choice", options=tuple(Option(each, {"en": each}) for each in options))
    return Step(name, {"en": name}, kind="choose", when=when, parts=(part,))


def fields(name: str, *saves: str) -> Step:
    return Step(
        name, {"en": name}, kind="ask", parts=tuple(Part(save, {"en": save}, "text") for save in saves)
    )


def test_a_fresh_runbook_is_open_from_the_top() -> None:
    log = Log(do("a"), do("b"))
    assert log.states() == "a:open b:open"
    item = next_item(log.items())
    assert item is not None
    assert item.step.id == "a"
    assert progress(log.items()) == (0, 2)


def test_every_outcome_ends_its_step() -> None:
    log = Log(do("a"), do("b"), do("c"), choose("d", "x")).end("a", "done").end("b", "skipped")
    log.end("c", "failed").answer("d", "x")
    assert log.states() == "a:done b:skipped c:failed d:done"
    assert next_item(log.items()) is None
    assert progress(log.items()) == (4, 4)


def test_a_step_with_several_questions_resumes_in_the_middle() -> None:
    log = Log(fields("a", "impact.users", "impact.scope", "impact.data"))
    log.answer("a", 1200, "impact.users").answer("a", None, "impact.data")
    item = next_item(log.items())
    assert item is not None
    assert [part.save for part in open_parts(item)] == ["impact.scope"]
    log.answer("a", "checkout", "impact.scope")
    assert log.states() == "a:done"
    assert open_parts(log.items()[0]) == ()


def test_a_step_that_was_skipped_half_way_has_nothing_left_to_ask() -> None:
    log = Log(fields("a", "impact.users", "impact.scope")).answer("a", 3, "impact.users").end("a", "skipped")
    assert open_parts(log.items()[0]) == ()


def test_an_answer_decides_which_steps_apply() -> None:
    log = Log(choose("a", "x", "y"), do("b", "a == x"), do("c", "a in [y, unknown]"))
    assert log.states() == "a:open b:waiting c:waiting"
    assert log.items()[1].because == "a"
    log.answer("a", "y")
    assert log.states() == "a:done b:not_applicable c:open"
    assert log.items()[1].because == "a"
    assert progress(log.items()) == (1, 2)


def test_dont_know_is_an_answer() -> None:
    log = Log(choose("a", "x"), do("b", "a == unknown")).answer("a", None)
    assert log.states() == "a:done b:open"


def test_what_depends_on_an_inapplicable_step_is_inapplicable_too() -> None:
    log = Log(
        choose("a", "x", "y"), choose("b", "x", when="a == x"), do("c", "b != x"), do("d", "not answered(b)")
    )
    assert log.answer("a", "y").states() == "a:done b:not_applicable c:not_applicable d:open"
    assert log.items()[2].because == "b"


@pytest.mark.parametrize("outcome", ["skipped", "failed"])
def test_a_step_is_shown_with_a_note_when_what_it_asks_about_was_skipped(outcome: str) -> None:
    log = Log(choose("a", "x"), do("b", "a == x")).end("a", outcome)
    assert log.items()[1].state == "open"
    assert log.items()[1].notes == ("a",)


def test_a_changed_answer_is_evaluated_again() -> None:
    log = Log(choose("a", "x", "y"), choose("b", "safe", when="a == x"), do("c", "b == safe"))
    log.answer("a", "x").answer("b", "safe")
    assert log.states() == "a:done b:done c:open"
    log.answer("a", "y")
    assert log.states() == "a:done b:not_applicable c:not_applicable"
    assert log.items()[1].record.parts == {"": "safe"}


def test_what_was_done_although_it_did_not_apply_is_done() -> None:
    log = Log(choose("a", "x", "y"), choose("b", "safe", when="a == x"), do("c", "b == safe"))
    log.answer("a", "y").answer("b", "safe")
    assert log.states() == "a:done b:done c:open"


def test_a_step_put_off_to_a_time_comes_back_then() -> None:
    until = iso(NOW + timedelta(minutes=30))
    log = Log(do("a"), do("b", "a == done")).end("a", "deferred", StepDeferred("rb/a", until))
    assert log.states() == "a:deferred b:waiting"
    assert next_item(log.items()) is None
    assert log.states(NOW + timedelta(minutes=30)) == "a:open b:waiting"


def test_a_step_put_off_without_a_time_comes_back_at_the_end() -> None:
    log = Log(do("a"), do("b"), do("c")).end("a", "deferred", StepDeferred("rb/a"))
    assert log.states() == "a:deferred b:open c:open"
    log.end("b", "done").end("c", "done")
    assert log.states() == "a:open b:done c:done"


def test_a_time_that_cannot_be_read_hides_nothing() -> None:
    assert Log(do("a")).end("a", "deferred", StepDeferred("rb/a", "soon")).states() == "a:open"


def test_a_frozen_condition_that_cannot_be_read_hides_nothing() -> None:
    assert Log(do("a"), do("b", "a ==")).states() == "a:open b:open"


def test_the_value_of_a_step_is_the_answer_to_its_first_question() -> None:
    several = fields("a", "service", "expected")
    parts = {"expected": "late", "service": "first"}
    assert value_of(several, StepRecord("answered", parts)) == "first"
    assert value_of(several, StepRecord("done")) == "unknown"
    assert value_of(do("a"), StepRecord("done")) == "done"


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"), st.sampled_from(["x", "y", "done", "skipped", "failed", "deferred"])
        ),
        max_size=12,
    )
)
def test_no_step_is_ever_lost_and_a_walk_always_ends(history: list[tuple[str, str]]) -> None:
    log = Log(
        choose("a", "x", "y"), choose("b", "x", "y", when="a == x"), do("c", "b == x or a == y"), do("d")
    )
    for step, what in history:
        if what in ("x", "y") and step in "ab":
            log.answer(step, what)
        elif what not in ("x", "y"):
            log.end(step, what, StepDeferred(f"rb/{step}"))
    for _ in range(9):
        items = log.items()
        assert [item.step.id for item in items] == ["a", "b", "c", "d"]
        item = next_item(items)
        if item is None:
            break
        log.end(item.step.id, "done")
    assert next_item(log.items()) is None
    assert not {item.state for item in log.items()} & {"open", "waiting", "deferred"}


def test_a_condition_may_name_a_field_and_waits_for_nobody() -> None:
    log = Log(do("gate", "change.recent != none"), do("always", "change.recent in [none, unknown]"))
    assert log.states() == "gate:open always:open"
    assert log.set("change.recent", None).states() == "gate:open always:open"
    assert log.set("change.recent", "released").states() == "gate:open always:not_applicable"
    log.set("change.recent", "none")
    assert log.states() == "gate:not_applicable always:open"
    assert log.items()[0].because == "change.recent"
    assert progress(log.items()) == (0, 1)


def test_a_step_done_after_a_field_ruled_it_out_stays_done() -> None:
    log = Log(do("gate", "change.recent != none")).set("change.recent", "none").end("gate", "done")
    assert log.states() == "gate:done"
    assert log.set("change.recent", "none").states() == "gate:not_applicable"


def test_a_field_is_answered_once_it_has_a_value_or_is_said_to_be_unknown() -> None:
    log = Log(do("a", "answered(custom.region)"))
    assert log.states() == "a:not_applicable"
    assert log.set("custom.region", None).states() == "a:open"


def test_a_step_of_the_name_of_a_field_comes_first() -> None:
    log = Log(choose("cause", "x", "y"), do("b", "cause == x")).set("cause", "x")
    assert log.states() == "cause:open b:waiting"


def test_a_step_may_come_later_than_it_is_written() -> None:
    log = Log(do("a"), do("gate"), do("b"), do("c"))
    later = {"rb/gate": "rb/c"}
    assert [item.step.id for item in log.items(later=later)] == ["a", "b", "gate", "c"]
    item = next_item(log.end("a", "done").items(later=later))
    assert item is not None
    assert item.step.id == "b"


@pytest.mark.parametrize(
    "later", [{"rb/c": "rb/a"}, {"rb/x": "rb/a"}, {"rb/a": "rb/x"}, {"other/a": "other/c"}]
)
def test_what_cannot_be_placed_stays(later: dict[str, str]) -> None:
    log = Log(do("a"), do("b"), do("c"))
    assert [item.step.id for item in log.items(later=later)] == ["a", "b", "c"]


def test_a_step_that_comes_later_still_decides_what_follows_it() -> None:
    log = Log(choose("gate", "x", "y"), do("b", "gate == x"), do("c")).answer("gate", "y")
    items = log.items(later={"rb/gate": "rb/c"})
    assert [(item.step.id, item.state) for item in items][:2] == [("b", "not_applicable"), ("gate", "done")]


ANSWERS = st.tuples(st.sampled_from("abcde"), st.sampled_from(["x", "y", None]))
OUTCOMES = st.tuples(
    st.sampled_from("abcde"), st.sampled_from(["done", "skipped", "failed", "later", "until", "open"])
)
LONG_AGO = NOW - timedelta(hours=1)


@given(st.lists(st.one_of(ANSWERS, OUTCOMES, st.sampled_from(["config", "none"])), max_size=14))
def test_a_checklist_that_is_kept_says_the_same_as_a_new_one(history: list[tuple[str, str] | str]) -> None:
    """After each answer, and after the hour has come for which a step was put off."""
    log = Log(
        choose("a", "x", "y"),
        choose("b", "x", "y", when="a == x"),
        do("c", "b == x or change.recent == config"),
        do("d"),
        choose("e", "x", "y", when="not c == done"),
    )
    kept = Checklist(log.runbook)
    for each in history:
        match each:
            case (step, "done" | "skipped" | "failed" as outcome):
                log.end(step, outcome)
            case (step, "later"):
                log.end(step, "deferred", StepDeferred(f"rb/{step}"))
            case (step, "until"):
                log.end(step, "deferred", StepDeferred(f"rb/{step}", iso(NOW)))
            case (step, "open"):  # taken back
                log.draft.steps.pop(f"rb/{step}", None)
            case (step, value):
                log.answer(step, value)
            case value:
                log.set("change.recent", value)
        assert kept.items(log.incident(), LONG_AGO) == checklist(log.runbook, log.incident(), LONG_AGO)
    assert kept.items(log.incident(), NOW) == checklist(log.runbook, log.incident(), NOW)
