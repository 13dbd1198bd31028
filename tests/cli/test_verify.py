"""`verify`: what it says of a log, also by what was written down of it elsewhere."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.words import LANGS

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

FORMATS = ("md", "html", "json")


@pytest.fixture
def main(desk: Desk) -> Path:
    """Give the log of an incident with four notes."""
    desk("declare", "Checkout returns 500", "--no-walk")
    for number in range(4):
        desk("note", f"note {number}")
    (main,) = desk.home.rglob("w-*.jsonl")
    return main


def written(desk: Desk, directory: Path, form: str, lang: str = "en") -> str:
    """Write a report, and give where."""
    path = directory / f"report.{form}"
    path.write_text(desk("report", "--format", form, "--lang", lang).out, encoding="utf-8")
    return str(path)


def keys(desk: Desk, *argv: str) -> list[tuple[str, int]]:
    (found,) = desk("verify", *argv, "--json").json["incidents"]
    return [(trouble["key"], trouble["line"]) for trouble in found["troubles"]]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_any_form_knows_whether_the_end_was_cut_off(
    desk: Desk, main: Path, tmp_path: Path, form: str, lang: str
) -> None:
    report = written(desk, tmp_path, form, lang)
    desk("note", "later")
    ran = desk("verify", "--against", report, "--lang", lang)
    assert (ran.code, report in ran.out, main.parent.name in ran.out) == (0, True, True)
    lines = main.read_bytes().splitlines(keepends=True)
    main.write_bytes(b"".join(lines[:3]))
    (main.parent / "pulse.json").unlink()
    assert desk("verify", "--lang", lang).code == 0  # by itself it does not see that
    ran = desk("verify", "--against", report, "--lang", lang)
    assert (ran.code, main.stem in ran.out, report in ran.out) == (6, True, False)
    assert keys(desk, "--against", report) == [("head-missing", 0)]


def test_records_that_were_put_in_place_of_others_are_named(desk: Desk, main: Path, tmp_path: Path) -> None:
    report = written(desk, tmp_path, "md")
    lines = main.read_bytes().splitlines(keepends=True)
    main.write_bytes(b"".join(lines[:-1]))
    (main.parent / "pulse.json").unlink()
    desk("note", "instead")
    assert desk("verify").code == 0
    assert keys(desk, "--against", report) == [("head-differs", len(lines))]


def test_lines_that_somebody_copied_will_do(
    desk: Desk, main: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = written(desk, tmp_path, "md")
    (head,) = [line for line in Path(text).read_text(encoding="utf-8").splitlines() if main.stem in line]

    def against(line: str, *argv: str) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
        return desk("verify", *argv, "--against", "-").code

    assert against(f"> {head}", main.parent.name) == 0
    assert against(head) == 7  # of which incident?
    assert against(head.replace(" 5 ", " 1,005 "), main.parent.name) == 0  # the hash is what counts
    assert against(head.replace("`", "`0"), main.parent.name) == 2  # no hash is that long
    desk("declare", "Another", "--no-walk")
    other = next(
        known["id"] for known in desk("verify", "--json").json["incidents"] if known["id"] != main.parent.name
    )
    assert against(head, other) == 6
    assert against(head, other, main.parent.name) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_what_holds_no_heads_says_so(desk: Desk, main: Path, tmp_path: Path, lang: str) -> None:
    (tmp_path / "text.md").write_text(main.parent.name, encoding="utf-8")
    for file, code in (("text.md", 2), ("none.md", 3), ("a\0b", 3), (".", 3)):
        ran = desk("verify", "--against", str(tmp_path / file) if "\0" not in file else file, "--lang", lang)
        assert (ran.code, ran.out) == (code, ""), file


def test_after_a_redaction_a_report_from_before_still_holds(desk: Desk, main: Path, tmp_path: Path) -> None:
    report = written(desk, tmp_path, "md")
    name = next(row["handle"] for row in desk("timeline", "--json").json["entries"] if row["kind"] == "noted")
    assert desk("redact", name, "--why", "a key", "--yes").code == 0
    assert desk("verify", "--against", report).code == 0
    assert main.exists()


@pytest.mark.parametrize("lang", LANGS)
def test_a_fork_is_told_with_both_places(desk: Desk, main: Path, lang: str) -> None:
    old = main.read_bytes()
    desk("note", "one")
    mine = main.read_bytes()
    main.write_bytes(old)
    (main.parent / "pulse.json").unlink()
    desk("note", "another")
    with main.open("ab") as file:
        file.write(mine.splitlines(keepends=True)[-1])
    ran = desk("verify", "--lang", lang)
    last = len(mine.splitlines())
    assert ran.code == 6
    [fork] = [line for line in ran.out.splitlines() if line.count(main.name) == 2]
    assert str(last) in fork
    assert str(last + 1) in fork
    texts = desk("timeline", "--lang", lang).out
    assert "one" in texts
    assert "another" in texts
