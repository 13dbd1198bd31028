"""`runbook test`: cases of a file, and every branch; nothing is run, nothing is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "tests" / "library" / "cases"
RUNBOOKS = [
    path
    for path in sorted(ROOT.glob("runbooks/**/*.yaml"))
    if "policy" not in path.parts and not path.name.endswith(".test.yaml")
]
TESTS = sorted(ROOT.glob("runbooks/**/*.test.yaml"))

RUNBOOK = """\
incidentctl: 1
id: mine
title: Mine
steps:
  - {id: A, title: Ask, kind: choose, options: [yes-it-is, no]}
  - id: B
    kind: run
    title: Act on $service
    when: A == yes-it-is
    run: [act, --on, $service]
    expect: {output: ok}
  - {id: C, title: How many, kind: ask, save: impact.users}
  - {id: D, title: Done}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Give the file of a test of the runbook above, to be written."""
    (tmp_path / "mine.yaml").write_text(RUNBOOK)
    return tmp_path / "mine.test.yaml"


def case(text: str) -> str:
    return f"incidentctl: 1\nrunbook: mine.yaml\ncases:\n  - name: one\n{text}"


def test_the_example_of_the_format_comes_out_as_it_says(desk: Desk) -> None:
    ran = desk("runbook", "test", str(EXAMPLE))
    assert (ran.code, "9 walk(s), all as expected" in ran.err) == (0, True)


def test_nothing_is_run_and_nothing_is_recorded(desk: Desk) -> None:
    before = sorted(desk.home.rglob("*")) if desk.home.exists() else []
    assert desk("runbook", "test", str(EXAMPLE)).code == 0
    assert desk.runner.commands == []
    assert (sorted(desk.home.rglob("*")) if desk.home.exists() else []) == before
    assert desk("list", "--json").json["incidents"] == []


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_every_runbook_that_comes_with_it_is_walked_through_every_branch(desk: Desk, path: Path) -> None:
    ran = desk("runbook", "test", str(path), "--json")
    assert ran.code == 0, desk("runbook", "test", str(path)).out
    (trial,) = ran.json["files"]
    assert trial["gaps"] == []
    assert trial["whole"]
    assert trial["branches"] > 1


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_every_test_that_comes_with_it_passes(desk: Desk, path: Path) -> None:
    assert desk("runbook", "test", str(path)).code == 0


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("    answers: {A: no}\n", ["4:11 case-no-answer"]),
        ("    answers: {A: nope}\n", ["5:18 case-refused"]),
        ("    answers: {A: no, C: many}\n", ["5:25 case-refused"]),
        ("    answers: {A: no, B: by-hand, C: '1'}\n", ["5:25 case-not-asked"]),
        ("    answers: {A: [no, no], C: '1'}\n", ["5:23 case-not-asked"]),
        (
            "    answers: {A: no, C: '1'}\n    steps: {B: done, D: skipped}\n",
            ["6:16 case-step", "6:25 case-step"],
        ),
        ("    answers: {A: no, C: '1'}\n    fields: {impact.users: '2'}\n", ["6:28 case-field"]),
        ("    answers: {A: no, C: '1'}\n    fields: {impact.users: few}\n", ["6:28 case-refused"]),
        ("    answers: {A: no, C: '1'}\n    fields: {summary: x}\n", ["6:23 case-no-value"]),
        ("    known: {detected_at: whenever}\n    answers: {A: no, C: '1'}\n", ["5:26 case-refused"]),
        ("    answers: {A: no, C: '1'}\n    commands: {B: [act]}\n", ["6:19 case-not-run"]),
        (
            "    known: {service: web}\n    answers: {A: yes-it-is, C: '1'}\n    commands: {B: [act, x]}\n",
            ["7:19 case-command"],
        ),
        (
            "    known: {service: web}\n    answers: {A: yes-it-is, C: '1'}\n    commands: {}\n",
            ["7:15 case-ran"],
        ),
        ("    answers: {A: yes-it-is, C: '1'}\n", ["4:11 case-no-answer"]),  # the service, that B needs
        (
            "    known: {service: web}\n    answers: {A: yes-it-is, B: {output: failed}, C: '1'}\n",
            ["4:11 case-no-answer"],
        ),
        ("    answers: {A: no, C: '1'}\n    shown: {A: nothing of it}\n", ["6:16 case-shown"]),
        ("    answers: {A: no, C: '1'}\n    shown: {B: Act}\n", ["6:16 case-not-shown"]),
    ],
)
def test_what_does_not_come_out_is_told_at_its_place(
    desk: Desk, mine: Path, text: str, places: list[str]
) -> None:
    mine.write_text(case(text))
    ran = desk("runbook", "test", str(mine), "--json")
    (one,) = ran.json["files"][0]["cases"]
    assert [f"{each['line']}:{each['column']} {each['key']}" for each in one["failures"]] == places
    assert ran.code == 8
    for lang in ("en", "ja"):
        said = desk("runbook", "test", str(mine), "--lang", lang).out
        assert f"{mine}:{places[0].split()[0]}:" in said
        assert "one" in said.splitlines()[0]


@pytest.mark.parametrize(
    "text",
    [
        "    answers: {A: no, C: 1}\n    steps: {B: not_applicable, D: done}\n",
        "    answers: {A: 'No', C: unknown}\n    fields: {impact.users: unknown}\n",
        "    answers: {A: no}\n    steps: {C: open, D: open}\n",
        "    answers: {A: no, C: /s nobody knows}\n    steps: {C: skipped}\n    commands: {}\n",
        (
            "    answers: {A: yes-it-is, B: [web, {exit: 0, output: ok}], C: '1'}\n"
            "    fields: {service: web}\n    commands: {B: [act, --on, web]}\n"
        ),
        "    answers: {A: yes-it-is, B: by-hand, C: '1'}\n    steps: {B: done}\n    commands: {}\n",
        "    answers: {A: yes-it-is, B: /f no access, C: '1'}\n    steps: {B: failed}\n",
        (
            "    known: {service: web}\n    answers: {A: yes-it-is, B: [{exit: 1}, run], C: '1'}\n"
            "    steps: {B: done}\n    shown: {B: Act on web}\n"
        ),
    ],
)
def test_what_comes_out_as_the_case_says_passes(desk: Desk, mine: Path, text: str) -> None:
    mine.write_text(case(text))
    ran = desk("runbook", "test", str(mine))
    assert ran.code == 0, ran


def test_a_wrong_test_is_refused_with_its_place_and_not_played(desk: Desk, mine: Path) -> None:
    mine.write_text(case("    steps: {Z: done}\n"))
    ran = desk("runbook", "test", str(mine))
    assert (ran.code, f"{mine}:5:13: error" in ran.out) == (5, True)


def test_a_test_of_a_wrong_runbook_names_the_check(desk: Desk, mine: Path) -> None:
    (mine.parent / "mine.yaml").write_text(RUNBOOK.replace("kind: ask", "kind: aks"))
    mine.write_text(case("    answers: {A: no}\n"))
    ran = desk("runbook", "test", str(mine))
    assert (ran.code, f"incidentctl runbook check {mine.parent / 'mine.yaml'}" in ran.out) == (5, True)


@pytest.mark.parametrize("name", ["runbooks/policy/rules.yaml", "runbooks/policy", "tests/golden"])
def test_where_there_is_nothing_to_try_that_is_said(desk: Desk, name: str) -> None:
    ran = desk("runbook", "test", str(ROOT / name))
    assert (ran.code, "NAME.test.yaml" in ran.err) == (3, True)


def test_coverage_lists_what_no_case_reaches(desk: Desk, mine: Path) -> None:
    mine.write_text(case("    answers: {A: no, C: '1'}\n"))
    ran = desk("runbook", "test", str(mine), "--coverage")
    assert [line.strip() for line in ran.out.splitlines()[1:]] == [
        "A is never answered with yes-it-is",
        "A is never answered with unknown",
        "B is never asked",
    ]


def test_tests_are_no_runbooks_wherever_they_lie(desk: Desk, mine: Path) -> None:
    mine.write_text(case("    answers: {A: no, C: '1'}\n"))
    project = desk.home / ".incidentctl" / "runbooks"
    project.mkdir(parents=True)
    for file in mine.parent.glob("*.yaml"):
        (project / file.name).write_bytes(file.read_bytes())
    listed = {row["id"]: row["errors"] for row in desk("runbook", "list", "--json").json["runbooks"]}
    assert listed["mine"] == 0
    assert len(listed) == 9
    assert desk("runbook", "check").code == 0
    assert desk("runbook", "check", str(project)).code == 0
    assert desk("runbook", "test").code == 0
