"""The built-in runbooks and policy, read plainly: what practice.md asks for, in both languages."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from incidentctl.domain.fields import FIELDS, SECTIONS, field_named
from incidentctl.domain.lifecycle import MILESTONES, PHASES
from incidentctl.domain.wording import guess_in
from incidentctl.errors import UsageError
from incidentctl.words.fields import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILT_IN = Path(__file__).parents[2] / "runbooks"

STEPS = {  # practice.md, section 2: the ids, in the order of the walk
    "report": "R1 R8 R9 R5 R7 R6 R2 R10 R3 R4",
    "first-response": "F1 F6 F7 F8 F2 F11 F12 F4 F3 F5 F9 F10",
    "isolate-cause": "I1 I2 I3 I4 I5 I6 I7 I8 I9",
    "write-report": "W1 W2 W3 W4 W5 W6 W7 W8",
    "stand-down": "C1 C2 C3 C4 C5",
    "fix": "X1 X2 X3 X4 X5 X6 X7",
    "close": "C6 C7 C8 C9 C10 C11",
    "personal-data": "P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 P11 P12",
}
SAVES = {  # what a report, a rule or a phase waits for
    "R8": "told",
    "R9": "next_update_at",
    "R5": "change.recent",
    "R7": "privacy.concern",
    "R6": "severity",
    "I1": "expected",
    "I3": "out_of_spec",
    "I4": "path",
    "C1": "standdown_when",
    "C4": "watch_until",
    "C5": "ended_at",
    "F4": "contact",
    "W1": "summary",
    "X2": "planned_at",
}
TEXTS = ("title", "detail", "undo")
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
NAME = re.compile(r"\$([a-z_]+)")
ROLES = {"commander", "operator", "sme", "liaison", "scribe", "observer", "onlooker"}
TYPES = {"text", "number", "count", "time", "duration", "choice", "yesno", "list", "hops", "person", "role"}


def read(name: str) -> Any:
    return yaml.safe_load((BUILT_IN / name).read_text("utf-8"))


def steps(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(f"{name}.yaml")["steps"]
    return found


def every_step() -> Iterator[dict[str, Any]]:
    for name in STEPS:
        yield from steps(name)


def parts(step: dict[str, Any]) -> list[dict[str, Any]]:
    return step.get("fields") or ([step] if "save" in step else [])


def texts() -> Iterator[tuple[str, str, str]]:
    """Give (where, English, Japanese) of every text; a missing one is ""."""
    for name in STEPS:
        book = read(f"{name}.yaml")
        yield f"{name} title", book["title"], book.get("ja", {}).get("title", "")
        for step in book["steps"]:
            for node in (step, *step.get("fields", ())):
                overlay = node.get("ja", {})
                for key in TEXTS:
                    if key in node or key in overlay:
                        where = f"{step['id']} {node.get('save', '')} {key}"
                        yield where, node.get(key, ""), overlay.get(key, "")


def test_each_runbook_stands_in_a_file_of_its_name() -> None:
    assert {path.stem for path in BUILT_IN.glob("*.yaml")} == set(STEPS)
    assert {name: read(f"{name}.yaml")["id"] for name in STEPS} == {name: name for name in STEPS}


@pytest.mark.parametrize("name", STEPS)
def test_a_runbook_holds_the_steps_of_practice_in_its_order(name: str) -> None:
    assert [step["id"] for step in steps(name)] == STEPS[name].split()


@pytest.mark.parametrize("name", STEPS)
def test_a_runbook_uses_only_keys_of_the_schema(name: str) -> None:
    book = read(f"{name}.yaml")
    assert next(iter(book)) == "incidentctl"
    assert book["incidentctl"] == 1
    assert set(book) <= {"incidentctl", "id", "stage", "alongside", "lang", "title", "ja", "steps"}
    assert set(book.get("alongside", ())) <= set(STEPS)
    for step in book["steps"]:
        keys = "id kind title detail when role timebox save required fields looks_at ja"
        assert set(step) <= set(keys.split()), step["id"]
        assert ("save" in step) == (step.get("kind") in {"ask", "choose"}), step["id"]
        assert step.get("role", "commander") in ROLES
        assert step.get("looks_at", "api") in {"code", "api", "ui", "data", "logs"}
        for part in step.get("fields", ()):
            assert set(part) <= {"save", "title", "detail", "ja"}, step["id"]


def test_every_text_has_both_languages() -> None:
    lacking = [where for where, en, ja in texts() if not en or not JAPANESE.search(ja)]
    assert lacking == []
    assert [where for where, en, _ in texts() if JAPANESE.search(en)] == []


def test_both_languages_name_the_same_roles() -> None:
    found = [(where, set(NAME.findall(en)), set(NAME.findall(ja))) for where, en, ja in texts()]
    assert [where for where, en, ja in found if en != ja] == []
    assert set().union(*(en for _, en, _ in found)) == {"commander", "operator", "liaison", "scribe", "sme"}


def test_no_built_in_text_reads_like_a_guess() -> None:
    assert [(where, text) for where, *both in texts() for text in both if guess_in(text)] == []


def test_a_title_is_one_line_and_a_detail_at_most_three() -> None:
    for where, en, ja in texts():
        assert "\n" not in en + ja, where
        assert len(en) <= (60 if where.endswith("title") else 130), (where, en)
        assert len(ja) <= (30 if where.endswith("title") else 65), (where, ja)


def test_every_save_is_a_field_of_the_table() -> None:
    saves = {part["save"] for step in every_step() for part in parts(step)}
    assert saves <= set(FIELDS)


def test_a_step_that_others_rely_on_saves_its_field() -> None:
    by_id = {step["id"]: step.get("save") for step in every_step()}
    assert {step: by_id[step] for step in SAVES} == SAVES
    assert "resolved_at" in [
        part["save"] for step in every_step() if step["id"] == "C3" for part in parts(step)
    ]
    assert "closed_at" in [
        part["save"] for step in every_step() if step["id"] == "C11" for part in parts(step)
    ]


def test_a_choose_step_saves_to_a_field_with_known_answers() -> None:
    for step in every_step():
        if "kind" in step:
            known = FIELDS[step["save"]].type in {"choice", "yesno"}
            assert step["kind"] == ("choose" if known else "ask"), step["id"]


def test_the_first_answers_are_one_short_question_each() -> None:
    opening = steps("report")[:6]
    assert [len(parts(step)) for step in opening] == [0, 1, 1, 1, 1, 1]
    assert [step["kind"] for step in opening[3:]] == ["choose"] * 3


def test_the_rollback_gate_is_the_commanders_and_stands_before_any_change() -> None:
    gates = [step for step in every_step() if step.get("required")]
    assert [(step["id"], step["role"]) for step in gates] == [("F6", "commander")]
    asked = [part["save"] for part in parts(gates[0])]
    assert asked[:3] == ["change.what", "change.at", "change.rollback_label"]
    assert asked[3:] == [
        f"rollback.{name}" for name in ("data", "features", "procedure", "dependants", "undo", "decision")
    ]


def test_the_people_concerned_are_told_unless_there_is_no_duty() -> None:
    conditions = {step["id"]: step["when"] for step in every_step() if "when" in step}
    assert conditions.pop("F6") == "change.recent != none"  # no change, no way back
    assert conditions == {"P10": "P8 != no"}
    [deciding] = [parts(step)[0]["save"] for step in every_step() if step["id"] == "P8"]
    assert deciding == "privacy.persons"
    assert "no" in FIELDS[deciding].choices


def test_code_is_looked_at_last_and_the_api_before_anything_else() -> None:
    looks = [step["looks_at"] for step in steps("isolate-cause") if "looks_at" in step]
    assert looks == ["api", "data", "code"]


def test_the_field_table_is_in_order() -> None:
    for name, row in FIELDS.items():
        assert name == row.name
        assert row.type in TYPES, name
        assert row.section in SECTIONS, name
        assert bool(row.choices) == (row.type == "choice" or name == "streams"), name
        assert len(row.choices) <= 8, f"{name}: nine answers with don't know"
        assert not (row.milestone or row.ahead) or row.type == "time", name
    assert tuple(row.milestone for row in FIELDS.values() if row.milestone) == MILESTONES
    assert all(row.name == f"{row.milestone}_at" for row in FIELDS.values() if row.milestone)


def test_every_field_and_every_choice_has_a_label_in_both_languages_and_no_other_exists() -> None:
    choices = {f"{row.name}={choice}" for row in FIELDS.values() for choice in row.choices}
    assert set(WORDS) == set(FIELDS) | choices
    same = {"CS"}
    assert [key for key, (en, ja) in WORDS.items() if not en or not (JAPANESE.search(ja) or ja in same)] == []
    assert [label for label in WORDS.values() if guess_in(label[0]) or guess_in(label[1])] == []


def test_the_answers_of_a_choice_are_told_apart() -> None:
    for row in FIELDS.values():
        for column in (0, 1):
            labels = [WORDS[f"{row.name}={choice}"][column] for choice in row.choices]
            assert len(set(labels)) == len(labels), row.name


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("impact.usres", "impact.users"),
        ("users", "impact.users"),
        ("zzz", "custom.zzz"),
        ("custom.", "custom.name"),
    ],
)
def test_an_unknown_field_suggests_one(typed: str, suggestion: str) -> None:
    with pytest.raises(UsageError) as caught:
        field_named(typed)
    assert caught.value.key == "no-such-field"
    assert caught.value.params == {"name": typed, "suggestion": suggestion}


def test_a_field_is_found_in_any_case_and_a_custom_one_always() -> None:
    assert field_named(" Impact.Users ") is FIELDS["impact.users"]
    assert field_named("custom.Region").name == "custom.Region"
    assert field_named("custom.Region").type == "text"


def phrases() -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["text"], row["ja"]["text"]) for row in read("policy/phrases.yaml")["phrases"]}


def test_an_unknown_cause_is_printed_byte_for_byte() -> None:
    assert phrases()["P1"][1].encode() == "調査中。判明次第更新します".encode()


def test_all_fourteen_phrases_are_there_with_the_same_blanks_in_both_languages() -> None:
    assert {f"P{number}" for number in range(1, 15)} <= set(phrases())
    for name, (en, ja) in phrases().items():
        assert JAPANESE.search(ja), name
        assert set(re.findall(r"{(\w+)}", en)) == set(re.findall(r"{(\w+)}", ja)), name
        assert not guess_in(en), name
        assert not guess_in(ja), name


def test_severities_are_worst_first_and_report_less_often_the_lesser_they_are() -> None:
    rows = read("policy/severities.yaml")["severities"]
    assert tuple(row["id"] for row in rows) == FIELDS["severity"].choices
    assert [(row["first"], row["every"]) for row in rows] == [(15, 30), (30, 60), (60, 120), (0, 0)]
    assert [row["watch"] for row in rows] == [120, 60, 30, 30]
    assert [row["ja"]["label"] for row in rows] == ["致命的", "重大", "軽微", "情報"]
    assert [row["postmortem"] for row in rows] == [True, True, False, False]
    departments = {name.removeprefix("departments.") for name in FIELDS if name.startswith("departments.")}
    told = [set(row["notify"]) for row in rows]
    assert told[0] <= departments
    assert all(more > fewer for more, fewer in pairwise(told))
    for row in rows:
        label = f"{row['id']} {row['label']}", f"{row['id']} {row['ja']['label']}"
        assert WORDS[f"severity={row['id']}"] == label
        assert row["meaning"]
        assert JAPANESE.search(row["ja"]["meaning"])


def test_five_questions_help_to_choose_a_severity() -> None:
    questions = read("policy/severities.yaml")["questions"]
    assert len(questions) == 5
    assert all(row["text"] and JAPANESE.search(row["ja"]["text"]) for row in questions)


def test_every_phase_has_its_words() -> None:
    rows = {row["id"]: row for row in read("policy/phases.yaml")["phases"]}
    assert set(rows) == set(PHASES)
    for row in rows.values():
        assert re.fullmatch(r"\[[A-Z]+\]", row["prefix"])
        assert re.fullmatch("【[^】]+】", row["ja"]["prefix"])
        assert row["label"]
        assert JAPANESE.search(row["ja"]["label"])
    known = {"", "investigating", "identified", "monitoring", "resolved"}
    assert {row["public"] for row in rows.values()} == known
    assert rows["recovered"]["public"] == "monitoring"
    assert rows["suspected"]["public"] == ""


@pytest.mark.parametrize("path", sorted(BUILT_IN.rglob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_opens_with_a_comment_and_quotes_its_sentences(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert "<<:" not in text
    assert re.search(r"(?m)^ *(?:- )?(?:title|detail|text|label|meaning): [^\"|]", text) is None
    assert max(map(len, text.splitlines())) <= 125
