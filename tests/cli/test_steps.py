"""`step`: the checklist without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "x")
    return desk


def step(desk: Desk, id_: str, runbook: str = "report") -> Any:
    listing = desk("step", "list", runbook, "--json").json["runbooks"][0]
    return next(row for row in listing["steps"] if row["id"] == id_)


@pytest.mark.parametrize("id_", ["R5", "r5", "Ｒ５", "report/R5", "REPORT/r5", "ｒｅｐｏｒｔ／ｒ５"])
@pytest.mark.parametrize("value", ["released", "RELEASED", "ｒｅｌｅａｓｅｄ"])
def test_ids_and_answers_may_be_typed_in_any_case_and_width(open_desk: Desk, id_: str, value: str) -> None:
    assert open_desk("step", "done", id_, value).code == 0
    assert step(open_desk, "R5")["values"] == {"change.recent": "released"}


@pytest.mark.parametrize("value", ["?", "unknown", "不明", "わからない"])
def test_not_to_know_is_an_answer(open_desk: Desk, value: str) -> None:
    assert open_desk("step", "done", "R5", value).code == 0
    row = step(open_desk, "R5")
    assert (row["state"], row["values"]) == ("done", {"change.recent": None})


def test_several_questions_are_answered_by_name_all_or_nothing(open_desk: Desk) -> None:
    wrong = open_desk("step", "done", "R2", "detected_at=10m", "source=alrt")
    assert (wrong.code, "Did you mean alert?" in wrong.err) == (2, True)
    assert step(open_desk, "R2")["values"] == {}
    assert open_desk("step", "done", "R2", "detected_at=10m", "detection.source=alert").code == 0
    assert step(open_desk, "R2")["state"] == "done"


def test_a_part_of_the_answers_leaves_the_step_open(open_desk: Desk) -> None:
    open_desk("step", "done", "R2", "source=alert")
    assert step(open_desk, "R2")["state"] == "open"


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("done",), 7, "step list"),
        (("done", "R5"), 7, "step done report/R5"),
        (("done", "R99", "x"), 3, "step list"),
        (("done", "nope/R5", "x"), 3, "step list"),
        (("done", "R2", "14:05"), 2, "detected_at"),
        (("done", "R2", "dtected_at=14:05"), 2, "detected_at"),
        (("done", "R5", "relesed"), 2, "released"),
        (("skip", "R4"), 7, "--why"),
        (("skip", "R4", "--why", " "), 7, "--why"),
        (("fail", "R4"), 7, "--why"),
        (("defer", "R4", "--until", "yesterday"), 2, "→"),
        (("dne", "R4"), 2, "incidentctl step done"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_nothing_is_recorded(
    open_desk: Desk, argv: tuple[str, ...], code: int, said: str
) -> None:
    before = len(open_desk("timeline", "--json").json["entries"])
    ran = open_desk("step", *argv)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert len(open_desk("timeline", "--json").json["entries"]) == before


@pytest.mark.parametrize(
    ("argv", "state"),
    [
        (("done", "R4", "result=no", "same_build=yes", "environment=dev", "steps=log in"), "done"),
        (("skip", "R4", "--why", "no dev environment"), "skipped"),
        (("fail", "R4", "--why", "dev is down"), "failed"),
        (("defer", "R4", "--until", "30m"), "deferred"),
        (("defer", "R4"), "deferred"),
    ],
)
def test_each_outcome_is_recorded_and_leads_on(open_desk: Desk, argv: tuple[str, ...], state: str) -> None:
    ran = open_desk("step", *argv)
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "→ incidentctl walk report")
    assert step(open_desk, "R4")["state"] == state


def test_a_deferred_step_comes_back_when_its_time_has_come(open_desk: Desk) -> None:
    open_desk("step", "defer", "R8", "--until", "30m")
    assert step(open_desk, "R8")["state"] == "deferred"
    open_desk.wait(minutes=31)
    assert step(open_desk, "R8")["state"] == "open"


def test_a_required_step_is_skipped_by_the_commander_alone(open_desk: Desk) -> None:
    open_desk("set", "roles.commander", "tanaka")
    refused = open_desk("step", "skip", "F6", "--why", "no change")
    assert (refused.code, "first-response/F6" in refused.err) == (4, True)
    assert open_desk("step", "skip", "F6", "--why", "no change", "--as", "tanaka").code == 0


def test_a_step_meant_for_another_role_warns_and_is_recorded(open_desk: Desk) -> None:
    open_desk("set", "roles.commander", "tanaka")
    ran = open_desk("step", "done", "F2", "happening=500s", "resolved_when=no 500s")
    assert (ran.code, "commander" in ran.err) == (0, True)


def test_the_first_step_of_another_runbook_freezes_it(open_desk: Desk) -> None:
    assert open_desk("step", "done", "I1", "orders are placed").code == 0
    runbooks = [row["runbook"] for row in open_desk("step", "list", "--json").json["runbooks"]]
    assert runbooks == ["report", "isolate-cause"]


def test_a_step_in_two_runbooks_needs_the_name_of_one(open_desk: Desk) -> None:
    directory = open_desk.home / ".incidentctl" / "runbooks"
    directory.mkdir(parents=True)
    for name in ("one", "two"):
        text = f'incidentctl: 1\nid: {name}\nlang: en\ntitle: "T"\nsteps:\n  - {{id: Z1, title: "Do it"}}\n'
        (directory / f"{name}.yaml").write_text(text)
    ran = open_desk("step", "done", "Z1")
    assert ran.code == 2
    assert {"  one/Z1", "  two/Z1"} <= set(ran.err.splitlines())
    assert open_desk("step", "done", "two/Z1").code == 0


def test_the_listing_shows_marks_reasons_and_a_key(open_desk: Desk) -> None:
    open_desk("step", "skip", "R4", "--why", "no dev environment")
    ran = open_desk("step", "list")
    assert "  [x] R1    Declare it now" in ran.out
    assert "  [-] R4    Try to reproduce it in dev  (no dev environment)" in ran.out
    assert "[-] skipped" in ran.err


def test_the_titles_of_steps_with_long_names_stand_below_each_other(open_desk: Desk) -> None:
    directory = open_desk.home / ".incidentctl" / "runbooks"
    directory.mkdir(parents=True)
    steps = "".join(f'  - {{id: {name}, title: "Do it"}}\n' for name in ("a", "writes-again"))
    (directory / "mine.yaml").write_text(f"incidentctl: 1\nid: mine\ntitle: T\nsteps:\n{steps}")
    listed = open_desk("step", "list", "mine").out.splitlines()[1:]
    assert [line.index("Do it") for line in listed] == [19, 19]


def test_an_unknown_runbook_suggests_the_one_that_was_meant(open_desk: Desk) -> None:
    ran = open_desk("step", "list", "reprot")
    assert (ran.code, "report" in ran.err) == (3, True)


@pytest.mark.parametrize("argv", [("walk", "first-response", "--dry-run"), ("step", "done", "F1")])
def test_a_question_names_the_role_and_not_its_variable(open_desk: Desk, argv: tuple[str, ...]) -> None:
    ran = open_desk(*argv, "--lang", "ja")
    assert "指揮官は誰か" in ran.out + ran.err
    assert "$" not in ran.out + ran.err


def test_a_step_for_somebody_else_is_named_in_the_readers_language(open_desk: Desk) -> None:
    open_desk("step", "done", "F1", "commander=aoki", "operator=sato")
    err = open_desk("step", "done", "F8", "links.screen=https://screen", "--lang", "ja").err
    assert "作業者の手順" in err
