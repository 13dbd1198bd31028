"""A runbook file, from its text to a `Runbook` or to every mistake in it at its place."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.runbook import Option, Part, Runbook, Step, from_json, to_json
from incidentctl.library.compiling import compile_runbook
from incidentctl.library.problems import lines
from incidentctl.library.tables import TABLES
from incidentctl.words import LANGS, Words
from incidentctl.words.runbook import WORDS

if TYPE_CHECKING:
    from incidentctl.ports import Problem

ROOT = Path(__file__).parents[2]

HEAD = "incidentctl: 1\nid: mine\ntitle: Mine\nsteps:\n"


def problems(source: str, *, is_built_in: bool = False, runbooks: list[str] | None = None) -> list[Problem]:
    found = compile_runbook(source.encode(), "f.yaml", runbooks=runbooks, is_built_in=is_built_in)[1].problems
    for lang in LANGS:  # there are words for each
        assert all(lines(problem, Words(lang)) for problem in found)
    return found


def sound(source: str) -> Runbook:
    runbook, reading = compile_runbook(source.encode(), "f.yaml")
    assert reading.problems == []
    return runbook


def keys(steps: str) -> list[tuple[int, str, object]]:
    """Give (line of the steps, key, suggestion) of each problem in a list of steps."""
    return [(each.line - 4, each.key, each.params.get("suggestion", "")) for each in problems(HEAD + steps)]


EXAMPLE = """\
incidentctl: 1
id: checkout-rollback
stage: first_response
alongside: [isolate-cause]
lang: en
title: Roll back the checkout service
ja: {title: "チェックアウトの切り戻し"}
suggest:
  services: [checkout]
  words: [timeout, タイムアウト]
steps:
  - id: recent-release
    kind: choose
    title: "Was anything released in the last 24 hours?"
    options: [released, none]
    ja:
      title: "直近24時間にリリースはありましたか?"
      options: {released: "あった", none: "なかった"}
    role: sme
    timebox: 5m
    save: change.recent
  - id: rollback-safe
    kind: choose
    title: Is it safe to roll back
    detail: Does data or another feature go back with it? Is the procedure ready?
    when: recent-release in [released, unknown]
    options: [safe, unsafe]
    required: true
    role: commander
    save: custom.rollback
    ja: {title: "切り戻してよいか", detail: "戻す手順はあるか。", options: {safe: "よい", unsafe: "よくない"}}
  - id: rollback
    kind: run
    title: Roll the service back
    when: rollback-safe == safe
    role: operator
    writes: true
    run: [./ops/rollback, --service, $service]
    timeout: 10m
    expect: {exit: 0, output: "rolled back"}
    undo: Deploy the newer build again, then tell the commander.
    ja: {title: "サービスを切り戻す", undo: "新しいビルドをもう一度デプロイし、指揮官に伝える。"}
  - id: watch
    kind: wait
    for: 10m
    title: Watch the error rate
    ja: {title: "エラー率を見守る"}
  - id: who-is-affected
    title: Scope the impact
    ja: {title: "影響範囲を調べる"}
    fields:
      - {save: impact.users, title: "How many users?", ja: {title: "利用者は何人か"}}
      - {save: impact.scope, title: "Which features?", ja: {title: "どの機能か"}}
"""


def test_the_example_of_the_design_reads_as_it_is_meant() -> None:
    runbook = sound(EXAMPLE)
    assert runbook.title == {"en": "Roll back the checkout service", "ja": "チェックアウトの切り戻し"}
    assert (runbook.stage, runbook.alongside) == ("first_response", ("isolate-cause",))
    assert (runbook.services, runbook.words) == (("checkout",), ("timeout", "タイムアウト"))
    release, safe, rollback, watch, affected = runbook.steps
    assert (release.kind, release.timebox, release.role) == ("choose", 300, "sme")
    assert release.parts == (
        Part(
            "change.recent",
            release.title,
            "choice",
            options=(
                Option("released", {"en": "", "ja": "あった"}),
                Option("none", {"en": "", "ja": "なかった"}),
            ),
        ),
    )
    assert safe.required
    assert safe.parts[0].options[1] == Option("unsafe", {"en": "unsafe", "ja": "よくない"})
    assert rollback.run == ("./ops/rollback", "--service", "$service")
    assert (rollback.timeout, rollback.expect_exit, rollback.expect_output) == (600, 0, "rolled back")
    assert (watch.kind, watch.wait_for) == ("wait", 600)
    assert [(part.save, part.type) for part in affected.parts] == [
        ("impact.users", "count"),
        ("impact.scope", "text"),
    ]


def test_the_compiled_form_reads_back_as_the_same_runbook() -> None:
    runbook = sound(EXAMPLE)
    assert from_json(json.loads(json.dumps(to_json(runbook)))) == runbook


@pytest.mark.parametrize("path", sorted((ROOT / "runbooks").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_built_in_runbook_reads_clean_and_freezes(path: Path) -> None:
    others = [each.stem for each in path.parent.glob("*.yaml")]
    runbook, reading = compile_runbook(path.read_bytes(), path.name, runbooks=others, is_built_in=True)
    assert reading.problems == []
    assert runbook.id == path.stem
    assert runbook.steps
    assert from_json(json.loads(json.dumps(to_json(runbook)))) == runbook


TEN_MISTAKES = """\
incidentctl: 1
id: mine
stage: first-response
title: Mine
steps:
  - id: a
    titel: First
    title: First
    kind: choose
    options: [x, y]
  - id: A
    title: Twice
    timebox: soon
  - id: b
    title: Which one
    when: a == z
    save: impact.user
  - id: c
    title: Tell the $comander
    when: b = x
    role: comander
  - id: d
    kind: run
    title: Restart
    run: ./restart
  - id: e
    title: Look
    looks_at: code
"""


def test_ten_mistakes_give_ten_messages_in_one_run() -> None:
    found = [(each.line, each.column, each.key) for each in problems(TEN_MISTAKES)]
    assert found == [
        (3, 8, "unknown-word"),
        (7, 5, "unknown-key"),
        (11, 9, "duplicate-step"),
        (13, 14, "not-a-duration"),
        (16, 16, "when-option"),
        (17, 11, "unknown-field"),
        (19, 21, "unknown-name"),
        (20, 13, "condition-comparison"),
        (21, 11, "unknown-role"),
        (25, 10, "not-a-list"),
        (28, 15, "code-too-early"),
    ]


def test_a_message_shows_the_line_a_caret_and_what_was_meant() -> None:
    message = lines(problems(TEN_MISTAKES)[1], Words("en"))
    assert message == (
        "f.yaml:7:5: error: unknown key: titel (did you mean title?)",
        "      titel: First",
        "      ^^^^^",
    )


def test_a_caret_stands_under_wide_characters() -> None:
    _, problem = problems(HEAD + '  - {id: a, ja: {title: "題"}, title: T, timebx: 5m}\n')
    _, line, caret = lines(problem, Words("ja"))
    assert caret.index("^") == line.index("timebx") + 1  # one wide character before it
    assert caret.strip() == "^^^^^^"


def test_a_long_line_is_cut_around_the_caret() -> None:
    [problem] = problems(HEAD + "  - id: a\n    title: " + "x" * 500 + " $nobody " + "y" * 500 + "\n")
    _, line, caret = lines(problem, Words("en"))
    assert len(line) < 120
    assert line[caret.index("^") :].startswith("$nobody")


def test_a_hundred_problems_are_enough() -> None:
    found = problems(HEAD + "  - {id: a, title: T, titel: T}\n" * 300)
    assert len(found) == 101
    assert found[-1].key == "too-many-problems"


STEP = "  - {id: a, title: T, kind: choose, options: [" + ", ".join(f"x{n}" for n in range(9000)) + "]}\n"


@pytest.mark.parametrize(
    "steps",
    [
        "".join(f"  - {{id: s{n}, title: T, save: impact.us{n}}}\n" for n in range(2800)),
        "".join(f"  - {{id: s{n}, title: T, when: t{n} == done}}\n" for n in range(2800)),
        STEP + "".join(f"  - {{id: b{n}, title: T, when: a == x8999}}\n" for n in range(1200)),
        STEP.replace("}", ", ja: {options: {" + ", ".join(f"y{n}: y" for n in range(5000)) + "}}}"),
    ],
    ids=["fields", "conditions", "options", "labels"],
)
def test_a_file_within_the_limits_is_judged_quickly(steps: str) -> None:
    began = time.process_time()
    compile_runbook((HEAD + steps).encode(), "f.yaml")
    assert time.process_time() - began < 2


def test_no_words_are_left_over() -> None:
    rooms = [
        *(ROOT / "incidentctl" / "library").glob("*.py"),
        *(ROOT / "incidentctl" / "domain").glob("*.py"),
        *(ROOT / "incidentctl" / name for name in ("usecases/rehearsing.py", "prompts/rehearsed.py")),
    ]
    source = "".join(path.read_text(encoding="utf-8") for path in rooms)
    keys = [key.removeprefix("problem.") for key in WORDS if key.startswith("problem.")]
    assert [key for key in keys if f'"{key}"' not in source] == []


@pytest.mark.parametrize(
    ("near_miss", "line", "meant"),
    [
        ("  - {id: a, title: T, tilte: x}\n", 1, "title"),
        ("  - {id: a, title: T, kind: chose}\n", 1, "choose"),
        ("  - {id: a, title: T, save: impact.users, kind: ask, role: liason}\n", 1, "liaison"),
        ("  - {id: a, title: T, save: impact.usres}\n", 1, "impact.users"),
        ("  - {id: a, title: T, required: yes}\n", 1, "true"),
        ("  - {id: a, title: T, looks_at: cod}\n", 1, "code"),
        ("  - {id: abc, title: T}\n  - {id: b, title: T, when: adc == done}\n", 2, "abc"),
        ("  - {id: a, title: T, when: change.recnt != none}\n", 1, "change.recent"),
        ("  - {id: a, title: T, when: change.recent == relesed}\n", 1, "released"),
        ("  - {id: a, title: T, kind: choose, save: change.recent, options: [relased]}\n", 1, "released"),
        ("  - {id: a, title: T, kind: run, run: [x, $servce]}\n", 1, "service"),
        (
            "  - {id: a, title: T, kind: choose, options: [yes], ja: {title: 題, options: {yse: はい}}}\n",
            1,
            "yes",
        ),
    ],
)
def test_a_near_miss_is_told_what_was_meant(near_miss: str, line: int, meant: str) -> None:
    assert (line, meant) in [(where, suggestion) for where, _, suggestion in keys(near_miss)]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ("  - {title: T}\n", ["missing-key"]),
        ("  - just text\n", ["not-a-map"]),
        ("  - {id: a b, title: T}\n", ["not-an-id"]),
        ("  - {id: in, title: T}\n", ["reserved-id"]),
        ("  - {id: Ａ, title: T}\n  - {id: a, title: T}\n", ["duplicate-step"]),
        ("  - {id: a, title: ''}\n", ["empty-text"]),
        ("  - {id: a, title: [x]}\n", ["not-a-text"]),
        ('  - {id: a, title: "x\\ny"}\n', ["not-one-line"]),
        ("  - {id: a, title: T, kind: wait}\n", ["missing-key"]),
        ("  - {id: a, title: T, kind: wait, for: soon}\n", ["not-a-duration"]),
        ("  - {id: a, title: T, kind: wait, for: 0m}\n", ["not-a-duration"]),
        ("  - {id: a, title: T, kind: run}\n", ["run-or-shell"]),
        ("  - {id: a, title: T, kind: run, run: [x], shell: x}\n", ["run-or-shell"]),
        ("  - {id: a, title: T, run: [x]}\n", ["key-for-kind"]),
        ("  - {id: a, title: T, kind: ask, options: [x]}\n", ["key-for-kind"]),
        ("  - {id: a, title: T, kind: choose}\n", ["choose-without-options"]),
        ("  - {id: a, title: T, kind: choose, save: impact.scope}\n", ["choose-without-options"]),
        ("  - {id: a, title: T, kind: choose, save: impact.users, options: [x]}\n", ["options-for-type"]),
        ("  - {id: a, title: T, kind: choose, options: [x, unknown]}\n", ["unknown-declared"]),
        ("  - {id: a, title: T, kind: choose, options: [x, X]}\n", ["duplicate-option"]),
        ("  - {id: a, title: T, kind: choose, options: []}\n", ["choose-without-options", "empty-list"]),
        ("  - {id: a, title: T, save: service, fields: [{save: service, title: T}]}\n", ["beside-fields"]),
        ("  - {id: a, title: T, fields: [{title: T}]}\n", ["missing-key"]),
        (
            "  - {id: a, title: T, fields: [{save: service, title: U}, {save: service, title: V}]}\n",
            ["duplicate-save"],
        ),
        ("  - {id: a, title: T, save: service, type: count}\n", ["type-not-custom"]),
        ("  - {id: a, title: T, when: b == done}\n  - {id: b, title: T}\n", ["when-later"]),
        ("  - {id: a, title: T, when: a == done}\n", ["when-later"]),
        ("  - {id: a, title: T, when: b == done}\n", ["when-missing"]),
        ("  - {id: a, title: T}\n  - {id: b, title: T, when: a == skipped}\n", ["when-option"]),
        ("  - {id: a, title: T, when: change.recent != none}\n", []),
        ("  - {id: a, title: T, when: change.recent == unknown or privacy.concern == yes}\n", []),
        ("  - {id: a, title: T, when: answered(custom.region) and service == checkout}\n", []),
        ("  - {id: a, title: T, when: change.recent == nothing}\n", ["when-option"]),
        ("  - {id: a, title: T, when: privacy.concern == maybe}\n", ["when-option"]),
        ("  - {id: a, title: T, when: change.recnt != none}\n", ["when-missing"]),
        ("  - {id: a, title: T, when: cause == x}\n  - {id: cause, title: T}\n", ["when-later"]),
        ("  - {id: a, title: T, when: change.recent == none and change.recent == config}\n", ["never-shown"]),
        ("  - {id: a, title: T, en: {title: U}}\n", ["overlay-of-own"]),
        ("  - {id: a, title: T, expect: {exit: 0}}\n", ["key-for-kind"]),
        ("  - {id: a, title: T, kind: run, run: [x], expect: {exit: one}}\n", ["not-a-number"]),
        ("  - {id: a, title: 'Pay $5, or $$x'}\n", []),
        ('  - {id: a, title: "Tell ${nobody}"}\n', ["unknown-name"]),
        ("  - {id: a, title: T, kind: run, run: [x, '${impact.users}', $custom]}\n", ["unknown-name"]),
        ("  - {id: a, title: T, kind: run, run: [x, $commander]}\n", ["unknown-name"]),
        ("  - {id: a, title: T, kind: run, run: [x, '${custom.build}', '']}\n", []),
    ],
)
def test_each_mistake_is_named(steps: str, expected: list[str]) -> None:
    assert [key for _, key, _ in keys(steps)] == expected


def test_a_step_of_code_needs_the_four_fields_before_it() -> None:
    asked = "".join(
        f"  - {{id: s{n}, title: T, save: {save}}}\n"
        for n, save in enumerate(["expected", "symptom", "path", "path.first_bad"])
    )
    code = "  - {id: code, title: T, looks_at: code}\n"
    assert keys(asked + code) == []
    [found] = problems(HEAD + asked.replace("path.first_bad", "service") + code)
    assert found.params["missing"] == "path.first_bad (I5)"
    assert [key for _, key, _ in keys(code + asked)] == ["code-too-early"]
    fix = (HEAD + code).replace("title: Mine", "title: Mine\nstage: fix", 1)
    assert problems(fix) == []


def test_a_step_that_no_answer_shows_is_a_note() -> None:
    steps = "  - {id: a, title: T, kind: choose, options: [x, y]}\n"
    steps += "  - {id: b, title: T, when: a == x and a == y}\n"
    [problem] = problems(HEAD + steps)
    assert (problem.key, problem.severity, problem.line) == ("never-shown", "note", 6)
    assert keys(steps.replace(" and ", " or ")) == []


def test_a_missing_translation_is_a_note_and_an_error_in_built_in_runbooks() -> None:
    source = HEAD + "  - {id: a, title: T, ja: {title: 題}}\n  - {id: b, title: U}\n"
    assert [(each.line, each.severity) for each in problems(source)] == [(3, "note"), (6, "note")]
    assert {each.severity for each in problems(source, is_built_in=True)} == {"error"}


def test_a_runbook_in_one_language_needs_no_other() -> None:
    runbook = sound(HEAD.replace("title: Mine", "lang: ja\ntitle: 手順") + "  - {id: 確認, title: 見る}\n")
    assert runbook.title == {"ja": "手順"}
    assert runbook.step("確認") == Step("確認", {"ja": "見る"})


def test_a_newer_format_is_refused_and_nothing_else_is_said() -> None:
    source = "incidentctl: 2\nfuture: [1]\n"
    assert [each.key for each in problems(source)] == ["newer-format"]
    assert [
        each.key for each in problems("incidentctl: one\nid: a\ntitle: T\nsteps: [{id: a, title: T}]\n")
    ] == ["not-a-version"]


def test_alongside_names_runbooks_that_there_are() -> None:
    source = EXAMPLE.replace("[isolate-cause]", "[isolate-couse]")
    [problem] = problems(source, runbooks=["report", "isolate-cause"])
    assert (problem.line, problem.column) == (4, 13)
    assert problem.params["suggestion"] == "isolate-cause"


def test_a_choice_of_the_field_needs_no_options() -> None:
    [step] = sound(HEAD + "  - {id: a, title: T, kind: choose, save: severity}\n").steps
    assert step.parts == (Part("severity", {"en": "T"}, "choice"),)


def test_a_do_step_that_saves_is_a_question() -> None:
    [step] = sound(HEAD + "  - {id: a, title: T, save: Privacy.Concern}\n").steps
    assert (step.kind, step.parts) == ("ask", (Part("privacy.concern", {"en": "T"}, "yesno"),))


def test_options_may_bring_their_labels() -> None:
    [step] = sound(
        HEAD + "  - {id: a, title: T, kind: choose, options: {x: The first, y: The second}}\n"
    ).steps
    assert step.parts[0].options == (Option("x", {"en": "The first"}), Option("y", {"en": "The second"}))


def test_text_is_never_typed_by_its_looks() -> None:
    [step] = sound(HEAD + "  - id: no\n    title: 010\n    detail: 12:30\n").steps
    assert (step.id, step.title, step.detail) == ("no", {"en": "010"}, {"en": "12:30"})


def test_every_table_that_a_key_names_is_there() -> None:
    for table in TABLES.values():
        for key in table.values():
            assert key.type not in ("map", "list") or key.of in TABLES
