"""`runbook list | show | check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

GOOD = 'incidentctl: 1\nid: mine\nlang: en\ntitle: "Mine"\nsteps:\n  - {id: A1, title: "Look"}\n'
BAD = """\
incidentctl: 1
id: ten mistakes
lang: fr
titel: "Mine"
stage: first
steps:
  - {id: A1, title: "Look", kind: chose}
  - {id: a1, title: "Again"}
  - {id: A2, title: "Ask", kind: ask, save: impact.usrs}
  - {id: A3, title: "When", when: "A9 == yes"}
  - {id: A4, title: "Wait", kind: wait, for: soon}
  - {id: A5, title: "Run", kind: run, run: [echo, $nobody], role: boss}
"""


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_list_names_every_built_in_one_in_the_order_of_the_flow(desk: Desk, lang: str) -> None:
    ran = desk("runbook", "list", "--lang", lang)
    rows = [line.split()[:2] for line in ran.out.splitlines()]
    ids = [
        "report",
        "first-response",
        "isolate-cause",
        "write-report",
        "stand-down",
        "fix",
        "close",
        "personal-data",
    ]
    assert sorted(id_ for id_, _ in rows) == sorted(ids)
    assert rows[0] == ["report", "builtin"]
    assert ("報告" in ran.out) is (lang == "ja")


def project(desk: Desk, name: str, text: str) -> Path:
    directory = desk.home / ".incidentctl" / "runbooks"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / name).write_text(text, encoding="utf-8")
    return directory / name


def test_a_project_file_is_listed_with_its_origin_and_shown(desk: Desk) -> None:
    project(desk, "mine.yaml", GOOD)
    row = next(row for row in desk("runbook", "list", "--json").json["runbooks"] if row["id"] == "mine")
    assert (row["origin"], row["errors"]) == ("project", 0)
    assert "- [ ] Look (`A1`)" in desk("runbook", "show", "mine").out


def test_a_broken_project_file_is_listed_and_does_not_hide_the_others(desk: Desk) -> None:
    file = project(desk, "bad.yaml", BAD)
    ran = desk("runbook", "list")
    assert ran.code == 0
    assert f"incidentctl runbook check {file}" in ran.err
    assert "report " in ran.out


def test_a_file_that_is_not_read_is_listed_by_its_name(desk: Desk) -> None:
    project(desk, "mine.yaml", BAD).with_name("link.yaml").symlink_to("mine.yaml")
    assert "link.yaml " in desk("runbook", "list").out


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(
    "id_",
    [
        "report",
        "first-response",
        "isolate-cause",
        "write-report",
        "stand-down",
        "fix",
        "close",
        "personal-data",
    ],
)
def test_every_built_in_one_is_shown_as_markdown(desk: Desk, id_: str, lang: str) -> None:
    ran = desk("runbook", "show", id_, "--lang", lang)
    assert (ran.code, ran.out[:2]) == (0, "# ")


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("show",), 7, "runbook list"),
        (("show", "nope"), 3, "runbook list"),
        (("show", "clsoe"), 3, "close"),
        (("shw", "close"), 2, "incidentctl runbook show"),
        (("check", "nowhere.yaml"), 5, "nowhere.yaml"),
    ],
)
def test_what_is_not_there_says_what_is(desk: Desk, argv: tuple[str, ...], code: int, said: str) -> None:
    ran = desk("runbook", *argv)
    assert ran.code == code
    assert said in ran.out + ran.err


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_ten_mistakes_are_shown_at_once_each_with_place_line_and_caret(
    desk: Desk, tmp_path: Path, lang: str
) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text(BAD)
    ran = desk("runbook", "check", str(file), "--lang", lang)
    assert ran.code == 5
    places = [line for line in ran.out.splitlines() if line.startswith(f"{file}:")]
    assert len(places) >= 10
    assert sum(set(line.strip()) == {"^"} for line in ran.out.splitlines()) >= 10
    for meant in ("choose", "impact.users"):  # neither stands in the file
        assert meant in ran.out
    assert len(desk("runbook", "check", str(file), "--json").json["files"][0]["problems"]) >= 10


def test_a_sound_file_and_the_built_in_ones_pass(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(GOOD)
    ran = desk("runbook", "check", str(file))
    assert (ran.code, "no error" in ran.err) == (0, True)
    assert desk("runbook", "check").code == 0


def test_a_broken_file_of_an_id_in_use_refuses_the_walk_and_names_the_check(desk: Desk) -> None:
    desk("declare", "x")
    project(desk, "fix.yaml", BAD.replace("ten mistakes", "fix"))
    ran = desk("walk", "fix", "--answers", "/dev/null")
    assert ran.code == 5
    assert "runbook check" in ran.err
    assert desk("note", "still here").code == 0


def test_a_phrase_that_cannot_be_filled_in_is_explained_with_the_braces_to_write(desk: Desk) -> None:
    directory = desk.home / ".incidentctl" / "runbooks" / "policy"
    directory.mkdir(parents=True)
    file = directory / "phrases.yaml"
    file.write_text(
        "incidentctl: 1\nlang: en\nphrases:\n"
        '  - {id: P5, text: "at { {time}", ja: {text: "{0} {time}"}}\n'
        '  - {id: P4, text: "{x.__class__}", ja: {text: "-"}}\n'
        '  - {id: P12, text: "{action:>9999999999}", ja: {text: "{action!r:{x}}"}}\n'
    )
    out = desk("runbook", "check", str(file)).out
    assert "write {{ for a brace" in out
    assert "nothing fills in {0}; there is: time" in out
    assert "nothing fills in {x.__class__}; there is: -" in out
    assert "nothing fills in {action:>9999999999}; there is: action" in out
    assert "nothing fills in {action!r:{x}}; there is: action" in out
    assert "Next update at 14:35 JST" in desk("declare", "x").out  # the built-in phrase


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_directory_of_broken_files_is_told_whole_each_problem_at_its_place(desk: Desk, lang: str) -> None:
    bad = Path(__file__).parents[1] / "library" / "corpus" / "bad"
    ran = desk("runbook", "check", str(bad), "--lang", lang)
    assert ran.code == 5
    files = sorted(bad.iterdir())
    assert len(files) >= 50
    for file in files:
        head = file.read_bytes().split(b"\n")[0].decode().removeprefix("# ") or "1:1 empty-file"
        for place in (each.split()[0] for each in head.split(", ")):
            assert f"{file}:{place}: " in ran.out


def test_a_test_of_a_runbook_is_checked_with_the_runbooks(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD)
    (tmp_path / "mine.test.yaml").write_text(
        "incidentctl: 1\nrunbook: mine.yaml\ncases:\n  - {name: one, steps: {B1: done}}\n"
    )
    ran = desk("runbook", "check", str(tmp_path))
    assert (ran.code, f"{tmp_path / 'mine.test.yaml'}:4:25: error" in ran.out) == (5, True)
