"""`walk --answers FILE`: every built-in checklist, and every kind of branch, without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.library.find import YamlRunbooks
from incidentctl.usecases.steps import field_of

if TYPE_CHECKING:
    from pathlib import Path

    from incidentctl.domain.runbook import Part, Runbook
    from tests.cli.conftest import Desk, Ran

BUILT_IN = (
    "report", "first-response", "isolate-cause", "write-report", "stand-down", "fix", "close",
    "personal-data",
)  # fmt: skip
TYPED = {
    "text": "as it was seen",
    "count": "1200..1500",
    "duration": "30m",
    "list": "one, two",
    "hops": "client > edge > api",
    "person": "tanaka",
}


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500")
    return desk


def walk(desk: Desk, runbook: str, *lines: str, flags: tuple[str, ...] = ()) -> Ran:
    file = desk.home / "answers.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    return desk("walk", runbook, "--answers", str(file), *flags)


def steps(desk: Desk, runbook: str) -> dict[str, Any]:
    listing = desk("step", "list", runbook, "--json").json["runbooks"][0]
    return {row["id"]: row for row in listing["steps"]}


def built_in(desk: Desk, id_: str) -> Runbook:
    runbook = YamlRunbooks(lang="en", cwd=desk.home).get(id_).runbook
    assert runbook is not None
    return runbook


def typed(part: Part) -> str:
    """Give an answer that a part can take: the first choice, or a value of its type."""
    field = field_of(part)
    if field.name == "severity" or part.options or field.type in {"choice", "yesno"}:
        return "1"
    if field.type == "time":
        return "30m" if field.ahead else "14:05"
    return TYPED[field.type]


def all_answers(runbook: Runbook) -> list[str]:
    lines = []
    for step in runbook.steps:
        if not step.parts:
            lines.append(f"{runbook.id}/{step.id}: done")
        for part in step.parts:
            key = f"{step.id}:{part.save}" if part.save else step.id
            lines.append(f"{key}: {typed(part)}")
    return lines


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("id_", BUILT_IN)
def test_every_built_in_checklist_can_be_walked_to_its_end(open_desk: Desk, id_: str, lang: str) -> None:
    runbook = built_in(open_desk, id_)
    if id_ == "close":  # only what was lifted can be closed
        open_desk("resolve", "orders go through again")
        open_desk("stand-down")
    ran = walk(open_desk, id_, *all_answers(runbook), flags=("--lang", lang, "--json"))
    assert ran.code == 0, ran.err
    assert (ran.json["runbook"], ran.json["ended"]) == (id_, ran.json["total"])
    assert ran.json["waiting_for"] == ""
    assert not ran.json["paused"]
    for step in runbook.steps:
        row = steps(open_desk, id_)[step.id]
        assert row["state"] == "done"
        assert set(row["values"]) == {part.save for part in step.parts}
    assert open_desk("report", "--lang", lang).code == 0
    assert open_desk("verify").code == 0


@pytest.mark.parametrize("id_", BUILT_IN)
def test_not_to_know_answers_every_question_of_every_checklist(open_desk: Desk, id_: str) -> None:
    runbook = built_in(open_desk, id_)
    lines = []
    for step in runbook.steps:
        lines += [f"{step.id}:{part.save}: ?" for part in step.parts] or [f"{step.id}: ok"]
        lines += [f"{step.id}: ?"] if step.parts and step.parts[0].save == "severity" else []
    ran = walk(open_desk, id_, *lines, flags=("--json",))
    assert ran.code == 0, ran.err
    states = {row["state"] for row in steps(open_desk, id_).values()}
    assert states <= {"done", "not_applicable"}
    assert open_desk("report").code == 0


def test_the_checklists_follow_each_other_and_then_there_is_nothing_left(open_desk: Desk) -> None:
    for id_ in BUILT_IN[:-1]:
        assert (
            walk(open_desk, "", *all_answers(built_in(open_desk, id_)), flags=("--json",)).json["runbook"]
            == id_
        )
    ran = walk(open_desk, "")
    assert (ran.code, "incidentctl report" in ran.err) == (3, True)


def personal_data(persons: str) -> list[str]:
    lines = [f"P{n}: ?" for n in (1, 2, 3, 4, 5, 6, 7, 9, 11, 12) for _ in range(9)]
    return [*lines, f"P8:privacy.persons: {persons}", *["P8: ?"] * 9, "P10: done"]


@pytest.mark.parametrize(
    ("persons", "state"),
    [("no", "not_applicable"), ("applies", "done"), ("undecided", "done"), ("?", "done")],
)
def test_the_people_concerned_are_told_unless_the_duty_was_ruled_out(
    open_desk: Desk, persons: str, state: str
) -> None:
    ran = walk(open_desk, "personal-data", *personal_data(persons))
    assert ran.code == 0, ran.err
    row = steps(open_desk, "personal-data")["P10"]
    assert row["state"] == state
    assert (row["because"] != "") is (state == "not_applicable")


def test_a_changed_answer_opens_the_step_again(open_desk: Desk) -> None:
    walk(open_desk, "personal-data", *personal_data("no"))
    open_desk("set", "privacy.persons", "applies")
    open_desk("step", "done", "P8", "persons=applies")
    assert steps(open_desk, "personal-data")["P10"]["state"] == "open"


@pytest.mark.parametrize(
    ("line", "state", "said"),
    [
        ("R10: /s no rooms needed", "skipped", "no rooms needed"),
        ("R10: ／ｓ 部屋は要らない", "skipped", "部屋は要らない"),
        ("R10: /w 30m", "deferred", "put off"),
        ("R10: /f the chat is down", "failed", "the chat is down"),
        ("R10: /d we sit together", "done", "we sit together"),
    ],
)
def test_a_slash_ends_a_step_another_way(open_desk: Desk, line: str, state: str, said: str) -> None:
    report = [each for each in all_answers(built_in(open_desk, "report")) if not each.startswith("R10:")]
    ran = walk(open_desk, "report", *report, line)
    assert ran.code in {0, 7}, ran.err
    assert steps(open_desk, "report")["R10"]["state"] == state
    assert said in open_desk("timeline").out


def test_a_step_put_off_without_a_time_comes_back_at_the_end(open_desk: Desk) -> None:
    answers = all_answers(built_in(open_desk, "report"))
    ran = walk(open_desk, "report", "R10:links.working: /w", *answers, flags=("--json",))
    assert (ran.code, ran.json["ended"]) == (0, 10)
    assert steps(open_desk, "report")["R10"]["state"] == "done"
    entries = [e["kind"] for e in open_desk("timeline", "--json").json["entries"]]
    assert entries.index("step_deferred") < len(entries) - 4


def test_a_skip_without_a_reason_asks_for_it_by_name(open_desk: Desk) -> None:
    ran = walk(open_desk, "report", "R8: /s")
    assert ran.code == 7
    assert steps(open_desk, "report")["R8"]["state"] == "open"


def test_only_the_commander_skips_a_required_step(open_desk: Desk) -> None:
    open_desk("set", "roles.commander", "tanaka")
    ran = walk(open_desk, "first-response", "F1: /s later", "F6: /s no change")
    assert ran.code == 7
    assert "commander" in ran.err
    assert steps(open_desk, "first-response")["F6"]["state"] == "open"
    walk(open_desk, "first-response", "F6: /s no change", flags=("--as", "tanaka"))
    assert steps(open_desk, "first-response")["F6"]["state"] == "skipped"


def test_a_note_at_a_question_is_kept_and_the_question_put_again(open_desk: Desk) -> None:
    walk(open_desk, "report", "R8: /n the pager went off twice", "R8: manager")
    entries = open_desk("timeline", "--json").json["entries"]
    noted = next(entry for entry in entries if entry["kind"] == "noted")
    assert noted["data"] == {"text": "the pager went off twice", "at_step": "report/R8"}
    assert steps(open_desk, "report")["R8"]["state"] == "done"


def test_undo_shows_what_it_takes_back_and_the_question_comes_again(open_desk: Desk) -> None:
    ran = walk(
        open_desk, "report", "R8: manager", "R9: /u", "walk.ask-undo: yes", "R8: support", "R9: 30m", "R5: /q"
    )
    assert ran.code == 0, ran.err
    assert "told: manager" in ran.err
    assert steps(open_desk, "report")["R8"]["values"] == {"told": ["support"]}


def test_back_goes_to_the_step_before_and_a_new_answer_wins(open_desk: Desk) -> None:
    ran = walk(open_desk, "report", "R8: manager", "R9: 30m", "R5: /b", "R9: 15m", "R5: none", "R7: /q")
    assert ran.code == 0, ran.err
    values = steps(open_desk, "report")["R9"]["values"]["next_update_at"]
    assert values["t"].startswith("2026-11-22T14:20")


def test_quit_pauses_and_the_next_walk_resumes_there(open_desk: Desk) -> None:
    first = walk(open_desk, "report", "R8: manager", "R9: /q")
    assert first.code == 0
    assert "→ incidentctl walk report" in first.err
    open_desk.wait(minutes=12)
    second = walk(open_desk, "report", "R9: 30m", "R5: /q")
    assert "3/10" in second.err
    assert "12 min ago" in second.err
    assert steps(open_desk, "report")["R9"]["state"] == "done"


def test_a_missing_answer_names_the_question_and_keeps_what_was_answered(open_desk: Desk) -> None:
    ran = walk(open_desk, "report", "R8: manager")
    assert ran.code == 7
    assert "report/R9" in ran.err or "step done R9" in ran.err
    assert steps(open_desk, "report")["R8"]["state"] == "done"


def test_without_answers_and_without_a_terminal_the_pending_step_is_named(open_desk: Desk) -> None:
    ran = open_desk("walk")
    assert ran.code == 7
    assert "incidentctl step done report/R8" in ran.err
    assert "--answers" in ran.err


def test_lines_that_no_question_used_are_listed(open_desk: Desk) -> None:
    ran = walk(open_desk, "report", "# a comment", "R8: manager", "R99: what", "R9: /q")
    assert "answers.txt:3: not used: R99: what" in ran.err
    assert "a comment" not in ran.err


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("R8 manager",), "answers.txt:1"),
        (("R8: manager", "R9: 30m", "R5: relesed"), "answers.txt:3"),
        (("R8: /x",), "answers.txt:1"),
    ],
)
def test_a_line_that_is_no_answer_is_named_by_its_place(
    open_desk: Desk, lines: tuple[str, ...], place: str
) -> None:
    ran = walk(open_desk, "report", *lines)
    assert (ran.code, place in ran.err) == (2, True)


def test_an_answers_file_that_is_not_there_is_named(open_desk: Desk, tmp_path: Path) -> None:
    ran = open_desk("walk", "--answers", str(tmp_path / "nope.txt"))
    assert (ran.code, "nope.txt" in ran.err) == (2, True)


def test_a_preview_records_nothing(open_desk: Desk) -> None:
    before = open_desk("timeline", "--json").json
    ran = open_desk("walk", "first-response", "--dry-run")
    assert ran.code == 0
    assert "F6:rollback.data" in ran.out
    assert open_desk("timeline", "--json").json == before


def test_an_unknown_checklist_suggests_the_one_that_was_meant(open_desk: Desk) -> None:
    ran = open_desk("walk", "isolate-couse", "--dry-run")
    assert (ran.code, "isolate-cause" in ran.err) == (3, True)
