"""`undo` and `amend`: corrections that never delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.errors import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "x")
    return desk


def noted(desk: Desk, *text: str) -> str:
    handle: str = desk("note", *text, "--json").json["facts"][0]["handle"]
    return handle


def texts(desk: Desk, *flags: str) -> list[str]:
    entries = desk("timeline", "--json", *flags).json["entries"]
    return [entry["data"]["text"] for entry in entries if entry["kind"] == "noted"]


def test_undo_alone_takes_back_my_last_fact_and_shows_it(open_desk: Desk) -> None:
    noted(open_desk, "one")
    noted(open_desk, "two")
    noted(open_desk, "theirs", "--as", "tanaka")
    ran = open_desk("undo")
    assert ran.out.splitlines()[-1] == "Taken back: two"
    assert texts(open_desk) == ["one", "theirs"]


def test_undo_goes_back_one_fact_at_a_time_until_there_is_none(open_desk: Desk) -> None:
    noted(open_desk, "one")
    noted(open_desk, "two")
    assert [open_desk("undo").out.splitlines()[-1] for _ in range(2)] == [
        "Taken back: two",
        "Taken back: one",
    ]
    open_desk("undo")  # the step that `declare` ticked
    ran = open_desk("undo")
    assert (ran.code, "undo ID" in ran.err) == (3, True)


@pytest.mark.parametrize("dressed", ["{}", "{:.0}{}", " {} "])
def test_a_fact_is_named_by_its_handle_or_by_its_bare_id(open_desk: Desk, dressed: str) -> None:
    handle = noted(open_desk, "one")
    noted(open_desk, "two")
    name = {"{}": handle, "{:.0}{}": handle[2:], " {} ": f" {handle.upper()} "}[dressed]
    assert open_desk("undo", name).code == 0
    assert texts(open_desk) == ["two"]


def test_an_undo_is_taken_back_by_its_id(open_desk: Desk) -> None:
    noted(open_desk, "one")
    handle = open_desk("undo", "--json").json["facts"][0]["handle"]
    assert texts(open_desk) == []
    assert open_desk("undo", handle).code == 0
    assert texts(open_desk) == ["one"]


def test_what_was_taken_back_stays_in_the_log(open_desk: Desk) -> None:
    noted(open_desk, "one")
    open_desk("undo")
    assert texts(open_desk, "--all") == ["one"]
    assert "[taken back] one" in open_desk("timeline", "--all").out
    assert "one" not in open_desk("report").out


def test_undo_brings_the_value_before_back(open_desk: Desk) -> None:
    open_desk("severity", "SEV2")
    open_desk("severity", "SEV1")
    open_desk("undo")
    assert open_desk("--json").json["severity"] == "SEV2"


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("undo", "n-zzz"), 3, "incidentctl timeline"),
        (("undo", "declared"), 4, "withdraw"),
        (("undo", "twice"), 4, "already"),
        (("amend",), 7, "incidentctl timeline"),
        (("amend", "note"), 2, "--to"),
        (("amend", "note", "--to", "gues"), 2, "guess"),
        (("amend", "declared", "--to", "guess"), 4, "anew"),
        (("amend", "n-zzz", "text"), 3, "incidentctl timeline"),
        (("amend", "note", "--at", "soon"), 2, "→"),
    ],
)
def test_what_cannot_be_corrected_says_why(
    open_desk: Desk, argv: tuple[str, ...], code: int, said: str
) -> None:
    entries = open_desk("timeline", "--json").json["entries"]
    names = {
        "declared": next(e["handle"] for e in entries if e["kind"] == "declared"),
        "note": noted(open_desk, "a"),
    }
    names["twice"] = noted(open_desk, "b")
    open_desk("undo", names["twice"])
    ran = open_desk(*(names.get(word, word) for word in argv))
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_prefix_of_several_ids_lists_them(open_desk: Desk) -> None:
    ids = [noted(open_desk, str(n))[2:] for n in range(40)]
    first = next(letter for letter in {each[0] for each in ids} if sum(each[0] == letter for each in ids) > 1)
    ran = open_desk("undo", first)
    assert ran.code == 2
    assert sum(line.startswith("  ") for line in ran.err.splitlines()) > 1


def test_an_amended_text_shows_the_old_one_and_replaces_it_everywhere(open_desk: Desk) -> None:
    handle = noted(open_desk, "12 percent")
    ran = open_desk("amend", handle, "13", "percent")
    assert ran.out.splitlines()[-1] == "It was: 12 percent"
    assert texts(open_desk) == ["13 percent"]
    assert "12 percent" not in open_desk("report").out


@pytest.mark.parametrize(
    ("to", "in_report"),
    [("fact", True), ("guess", False), ("action", True), ("decision", True), ("question", False)],
)
def test_a_stance_decides_whether_a_note_is_reported(
    open_desk: Desk,
    to: str,
    in_report: bool,  # noqa: FBT001 - a column
) -> None:
    handle = noted(open_desk, "checked the replica lag")
    assert open_desk("amend", handle, "--to", to).code == 0
    assert ("replica lag" in open_desk("report", "--form", "final").out) is in_report


def test_an_amended_time_moves_the_fact_and_keeps_when_it_was_recorded(open_desk: Desk) -> None:
    handle = noted(open_desk, "one")
    assert open_desk("amend", handle, "--at", "13:40").code == 0
    entry = next(e for e in open_desk("timeline", "--json").json["entries"] if e["kind"] == "noted")
    assert entry["at"] == "2026-11-22T13:40:00+09:00"
    assert entry["recorded"].startswith("2026-11-22T05:05")
    assert entry["amended"] is True


def test_an_amendment_can_be_taken_back_too(open_desk: Desk) -> None:
    handle = noted(open_desk, "one")
    open_desk("amend", handle, "two")
    open_desk("undo")
    assert texts(open_desk) == ["one"]


def test_amend_without_a_text_opens_the_editor_on_a_terminal(desk: Desk, tmp_path: Path) -> None:
    desk("declare", "x", "--no-walk")
    handle = desk("note", "eror rate 12 percent", "--json").json["facts"][0]["handle"]
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/eror/error/ "$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    desk.environ["EDITOR"] = str(editor)
    assert desk("amend", handle).code == ExitCode.USAGE  # nobody is there to edit
    desk.is_interactive = True
    ran = desk("amend", handle)
    assert ran.code == ExitCode.OK, ran.err
    assert "error rate 12 percent" in desk("timeline").out
    assert desk("amend", handle).code == ExitCode.USAGE  # it comes back unchanged
