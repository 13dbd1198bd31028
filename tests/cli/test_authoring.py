"""`runbook new` and `runbook schema`: an example that is right, and no file that is ever replaced."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk


def test_the_example_passes_the_check_and_every_branch_of_it_is_walked(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "checkout.yaml"
    assert desk("runbook", "new", "checkout", "-o", str(file)).code == 0
    checked = desk("runbook", "check", str(file), "--json").json["files"]
    assert [(row["id"], row["problems"]) for row in checked] == [("checkout", [])]
    assert desk("runbook", "test", str(file)).code == 0
    assert desk("runbook", "new", "checkout", "--test", "-o", str(tmp_path / "checkout.test.yaml")).code == 0
    assert desk("runbook", "test", str(tmp_path)).code == 0


def test_its_first_line_leads_an_editor_to_the_schema_beside_it(desk: Desk, tmp_path: Path) -> None:
    for name, flags in (("a.yaml", ()), ("a.test.yaml", ("--test",))):
        assert desk("runbook", "new", "a", *flags, "-o", str(tmp_path / name)).code == 0
        first = (tmp_path / name).read_text("utf-8").splitlines()[0]
        before, _, schema = first.partition("=")
        assert before == "# yaml-language-server: $schema"
        assert json.loads((tmp_path / schema).read_text("utf-8"))["required"]


def test_without_a_file_the_example_is_printed_as_it_would_be_written(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    desk("runbook", "new", "mine", "-o", str(file))
    ran = desk("runbook", "new", "mine")
    assert ran.out == file.read_text("utf-8")
    assert "incidentctl runbook schema runbook -o incidentctl.schema.json" in ran.err
    assert desk("runbook", "new", "mine", "--json").json["text"] == ran.out


@pytest.mark.parametrize("argv", [("new", "mine"), ("schema",)])
def test_a_file_that_is_there_stays_as_it_is(desk: Desk, tmp_path: Path, argv: tuple[str, ...]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("precious")
    ran = desk("runbook", *argv, "-o", str(file))
    assert (ran.code, file.read_text()) == (2, "precious")
    assert str(file) in ran.err


def test_a_link_that_leads_nowhere_is_not_written_through(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert desk("runbook", "new", "mine", "-o", str(tmp_path / "mine.yaml")).code == 2
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_a_schema_of_ours_is_renewed(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "incidentctl.schema.json"
    assert desk("runbook", "schema", "-o", str(file)).code == 0
    whole = file.read_text("utf-8")
    file.write_text(whole[:2000])
    assert desk("runbook", "schema", "-o", str(file)).code == 0
    assert file.read_text("utf-8") == whole == desk("runbook", "schema").out


def test_the_schema_beside_an_example_is_not_touched_where_there_is_one(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "incidentctl.schema.json").write_text("{}")
    assert desk("runbook", "new", "mine", "-o", str(tmp_path / "mine.yaml")).code == 0
    assert (tmp_path / "incidentctl.schema.json").read_text() == "{}"


def test_an_id_that_is_taken_is_told(desk: Desk, tmp_path: Path) -> None:
    ran = desk("runbook", "new", "Close", "-o", str(tmp_path / "close.yaml"))
    assert (ran.code, "runbooks/close.yaml" in ran.err) == (0, True)


@pytest.mark.parametrize(
    "wanted", ["../x", "a b", "a\nid: b", "$(id)", "#", "and", "x" * 65, "a: b", "", "~"]
)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_cannot_be_an_id_makes_no_file(desk: Desk, tmp_path: Path, wanted: str, lang: str) -> None:
    ran = desk("runbook", "new", wanted, "-o", str(tmp_path / "x.yaml"), "--lang", lang)
    assert ran.code == (2 if wanted else 7)
    assert list(tmp_path.iterdir()) == []


def test_a_kind_that_there_is_not_names_those_there_are(desk: Desk) -> None:
    ran = desk("runbook", "schema", "rulse")
    assert (ran.code, "rules" in ran.err) == (2, True)


def test_a_place_that_is_not_there_is_told(desk: Desk, tmp_path: Path) -> None:
    for argv in (("new", "mine"), ("schema",)):
        ran = desk("runbook", *argv, "-o", str(tmp_path / "no" / "file"))
        assert ran.code == 9
