"""Every way through a runbook: what is told apart, what takes turns, and a sample of what is too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.branches import ways
from incidentctl.domain.runbook import Option, Part, Runbook, Step

if TYPE_CHECKING:
    from incidentctl.domain.cases import Case


def choose(step: str, *options: str, when: str = "", save: str = "") -> Step:
    part = Part(save, {"en": step}, "choice", options=tuple(Option(each, {}) for each in options))
    return Step(step, {"en": step}, "choose", when=when, parts=(part,))


def do(step: str, when: str = "") -> Step:
    return Step(step, {"en": step}, when=when)


def runbook(*steps: Step) -> Runbook:
    return Runbook("mine", {"en": "Mine"}, steps)


def typed(case: Case) -> dict[str, str]:
    return {step: given[0].text for step, given in case.answers.items()}


def test_without_a_condition_there_is_one_way() -> None:
    walked = ways(runbook(choose("A", "x", "y"), do("B")))
    assert walked.is_whole
    assert [dict(case.steps) for case in walked.cases] == [{"A": "done", "B": "done"}]


def test_a_step_that_a_condition_names_is_answered_with_all_that_it_takes() -> None:
    walked = ways(runbook(choose("A", "x", "y"), do("B", when="A == x")))
    assert [typed(case).get("A") for case in walked.cases] == ["x", "y", "unknown", "/s rehearsal"]
    outcomes = [case.steps["B"] for case in walked.cases]
    assert outcomes == ["done", "not_applicable", "not_applicable", "done"]  # shown with "A was skipped"


def test_ways_that_cannot_be_reached_are_not_walked() -> None:
    walked = ways(
        runbook(choose("A", "x", "y"), choose("B", "p", "q", when="A == x"), do("C", when="B == p"))
    )
    assert len(walked.cases) == 4 + 4 + 2  # A is x or left out: B in four ways; else B is not asked
    assert all(("B" in case.answers) is (case.steps["B"] != "not_applicable") for case in walked.cases)


def test_a_tick_that_a_condition_names_fails_and_is_left_out_too() -> None:
    walked = ways(runbook(do("A"), do("B", when="A == done"), do("C", when="answered(A)")))
    assert [case.steps["A"] for case in walked.cases] == ["done", "skipped", "failed"]


def test_a_field_that_is_known_before_takes_every_value_and_none() -> None:
    walked = ways(runbook(do("A", when="change.recent != none")))
    values = [case.known.get("change.recent") for case in walked.cases]
    assert values == ["released", "config", "external", "none", None]
    assert [case.steps["A"] for case in walked.cases].count("not_applicable") == 1


def test_other_questions_take_turns_from_way_to_way() -> None:
    walked = ways(runbook(choose("A", "x", "y"), choose("B", "p", "q", "r"), do("C", when="A == x")))
    assert [typed(case)["B"] for case in walked.cases] == ["p", "q", "r", "p"]


def test_of_too_many_ways_a_sample_is_walked_that_reaches_every_answer() -> None:
    names = [f"S{n}" for n in range(8)]
    steps = [choose(name, "a", "b", "c") for name in names]
    walked = ways(runbook(*steps, do("Z", when=" or ".join(f"{name} == a" for name in names))), most=100)
    assert not walked.is_whole
    assert len(walked.cases) == 100
    for name in names:
        assert {typed(case)[name] for case in walked.cases} == {"a", "b", "c", "unknown", "/s rehearsal"}
    assert len({tuple(typed(case).items()) for case in walked.cases}) > 90


def test_as_many_ways_as_may_be_are_all_of_them() -> None:
    four = runbook(choose("A", "x", "y"), do("B", when="A == x"))
    assert (ways(four, most=4).is_whole, ways(four, most=3).is_whole) == (True, False)
