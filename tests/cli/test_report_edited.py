"""A report in a file that a person edited can be written again: not a word of theirs is lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.cli import report_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Desk, Ran


class Author:
    """Somebody with a report in a file, and an editor."""

    def __init__(self, desk: Desk, file: Path) -> None:
        self.desk, self.file = desk, file

    def write(self, *flags: str) -> Ran:
        ran = self.desk("report", "-o", str(self.file), *flags)
        assert (ran.code, ran.out) == (0, ""), ran.err
        return ran

    @property
    def text(self) -> str:
        return self.file.read_bytes().decode("utf-8")

    def edit(self, old: str, new: str) -> None:
        assert old in self.text
        self.file.write_bytes(self.text.replace(old, new, 1).encode())

    def names(self) -> list[str]:
        return sorted(
            path.name for path in self.file.parent.iterdir() if path.name.startswith((".", "report"))
        )


@pytest.fixture
def author(desk: Desk, tmp_path: Path) -> Author:
    desk("declare", "Checkout returns 500")
    author = Author(desk, tmp_path / "report.md")
    author.write()
    return author


WAITING = "Being confirmed. We will update this as soon as we know more."
ABOUT = "About 1,200 customers; a dozen called."


def test_what_was_edited_stays_and_new_text_stands_beside_it(author: Author) -> None:
    author.edit(WAITING, ABOUT)
    author.edit("Not decided yet.", "A test for tax-free carts.")
    assert "Kept as edited: Impact, Action items\n" in (ran := author.write()).err
    assert "beside" not in ran.err
    author.desk("set", "impact.users", "1200..1500")
    author.desk("set", "trigger", "Release 412")
    ran = author.write()
    assert "Kept as edited: Impact, Action items\nNew text stands beside: Impact (" in ran.err
    assert ABOUT in author.text
    assert "A test for tax-free carts." in author.text
    shown = author.desk("report", "--unmark", str(author.file))
    assert "1,200..1,500" not in shown.out
    assert "incidentctl:" not in shown.out
    assert "impact" in shown.err
    assert stat.S_IMODE(author.file.stat().st_mode) == 0o600
    assert author.names() == ["report.md"]


def test_the_same_in_japanese(author: Author) -> None:
    author.file.unlink()
    author.write("--lang", "ja", "--form", "final")
    author.edit("## 3. 影響範囲\n", "## 3. 影響範囲\n\n約1,200人(社内調べ)。<!-- 要確認 --> `-->`\n")
    author.desk("set", "impact.users", "1200..1500")
    ran = author.write("--lang", "ja", "--form", "final")
    assert "手で直した部分はそのまま: 影響範囲\n新しい文面を横に置いた: 影響範囲(" in ran.err
    assert "約1,200人(社内調べ)。<!-- 要確認 --> `-->`\n" in author.text
    assert author.desk("report", "--unmark", str(author.file)).out.startswith("# 【調査中】障害報告書")


def test_to_standard_output_nothing_is_marked(author: Author) -> None:
    for flags in ((), ("-o", "-"), ("-o", "/dev/stdout")):
        out = author.desk("report", *flags).out
        assert (out[:2], "incidentctl:" in out) == ("# ", False)
    author.desk.at = author.desk.at.replace(second=0)
    author.write()
    assert author.desk("report", "--unmark", str(author.file)).out == author.desk("report").out


def test_hostile_text_of_the_log_is_no_mark(author: Author) -> None:
    for text in ("a --> b", "<!-- incidentctl:end timeline -->", "```", "<!-- incidentctl:begin x"):
        author.desk("note", "--", text)
    author.write()
    author.edit("## Timeline", "## Timeline of that night")
    author.desk("note", "one more --> line")
    assert "New text stands beside: Timeline" in author.write().err
    before = author.text
    author.desk.at = author.desk.at.replace(second=0)
    author.write()
    assert "do not fit" not in author.write().err
    assert author.text.count("incidentctl:offer") == 1
    assert [line for line in before.splitlines() if "end timeline" in line] == [
        line for line in author.text.splitlines() if "end timeline" in line
    ]


def test_what_was_taken_out_comes_back_when_it_is_asked_for(author: Author) -> None:
    begin, end = (
        author.text.index("<!-- incidentctl:begin lessons"),
        author.text.index("<!-- incidentctl:begin timeline"),
    )
    author.edit(author.text[begin:end], "")
    ran = author.write()
    assert (
        "Not put back, since it was taken out: Lessons learned (to have it back, delete lessons in" in ran.err
    )
    assert "## Lessons" not in author.text
    author.edit(" lessons ", " ")
    assert "taken out" not in author.write().err
    assert (
        author.text.index("## Action items")
        < author.text.index("## Lessons")
        < author.text.index("## Timeline")
    )


def test_marks_that_fit_nothing_are_named_by_their_line(author: Author) -> None:
    author.edit("<!-- incidentctl:end impact -->\n", "")
    author.desk("set", "impact.users", "1200..1500")
    ran = author.write()
    number = 1 + next(i for i, line in enumerate(author.text.splitlines()) if ":begin impact" in line)
    assert f"left as they are: line {number}\n" in ran.err
    assert WAITING in author.text


OTHERS = [
    pytest.param(lambda file, _: file.write_text("# My own notes\n"), (), id="notes"),
    pytest.param(lambda file, _: file.write_bytes(b"\x00\xff\xfe"), (), id="binary"),
    pytest.param(lambda file, _: file.write_bytes(file.read_text().encode("utf-16")), (), id="utf-16"),
    pytest.param(lambda file, _: file.write_bytes("決済".encode("cp932")), (), id="cp932"),
    pytest.param(lambda _, desk: desk("declare", "Login is slow"), (), id="another incident"),
    pytest.param(lambda *_: None, ("--form", "final"), id="form"),
    pytest.param(lambda *_: None, ("--audience", "customer"), id="audience"),
    pytest.param(lambda *_: None, ("--lang", "ja"), id="language"),
    pytest.param(
        lambda file, _: file.write_text(f"{file.read_text()}mine\n"), ("--format", "html"), id="page"
    ),
]


@pytest.mark.parametrize(("change", "flags"), OTHERS)
def test_what_is_not_this_report_is_kept_beside_it(
    author: Author, change: Callable[[Path, Any], object], flags: tuple[str, ...]
) -> None:
    (author.file.parent / "report.md.~1~").write_text("an older one")
    change(author.file, author.desk)
    before = author.file.read_bytes()
    ran = author.write(*flags)
    assert f"{author.file}.~2~" in ran.err
    assert Path(f"{author.file}.~2~").read_bytes() == before
    assert Path(f"{author.file}.~1~").read_text() == "an older one"
    assert author.file.read_bytes() != before
    assert "kept" not in author.write(*flags).err


@pytest.mark.parametrize("name", ["report.html", "report.json"])
def test_a_page_that_nobody_changed_is_replaced_and_one_that_was_is_kept(author: Author, name: str) -> None:
    author.file = author.file.with_name(name)
    author.write()
    author.desk("note", "p99 is 4.1 s")
    assert "kept" not in author.write().err
    author.edit("Checkout", "Check-out")
    changed = author.text
    assert f"{name}.~1~" in author.write().err
    assert author.file.with_name(f"{name}.~1~").read_text(encoding="utf-8") == changed


def test_a_file_system_without_links_keeps_a_copy(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    author.file.write_text("mine")
    Path(f"{author.file}.~1~").write_text("older")
    author.write()
    assert Path(f"{author.file}.~2~").read_text() == "mine"


def test_a_file_too_large_to_be_a_report_is_kept_unread(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_file, "_MOST", 1000)
    assert "report.md.~1~" in author.write().err


def saving(monkeypatch: pytest.MonkeyPatch, save: Callable[[], object]) -> None:
    """Let somebody save the file after it was read, and before it is replaced."""
    monkeypatch.setattr(os, "fsync", lambda _: save())


@pytest.mark.parametrize("way", ["in place", "by a new file"])
def test_what_is_saved_at_the_last_moment_is_not_lost(
    author: Author, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def save() -> None:
        if ABOUT not in author.text:
            text = author.text.replace(WAITING, ABOUT)
            other = author.file.with_name("saved")
            other.write_text(text) if way == "by a new file" else author.file.write_text(text)
            if other.exists():
                other.replace(author.file)

    saving(monkeypatch, save)
    assert "Kept as edited: Impact" in author.write().err
    assert ABOUT in author.text


def test_a_file_that_keeps_changing_is_left_alone(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    saving(monkeypatch, lambda: author.file.write_text(f"{author.text}more\n"))
    for lang, said in (("en", "keeps changing"), ("ja", "変わり続ける")):
        ran = author.desk("report", "-o", str(author.file), "--lang", lang)
        assert (ran.code, said in ran.err) == (9, True)
    assert "more\n" in author.text
    assert author.names() == ["report.md"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_when_it_stops_half_way_the_old_file_is_there(
    author: Author, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise error

    author.edit(WAITING, ABOUT)
    before = author.text
    monkeypatch.setattr(Path, "replace", stop)
    assert author.desk("report", "-o", str(author.file)).code in {9, 130}
    assert author.text == before
    assert author.names() == ["report.md"]


def test_lint_says_nothing_of_marks_and_of_what_is_only_offered(author: Author) -> None:
    author.edit(WAITING, ABOUT)
    clean = author.desk("lint", str(author.file)).out
    author.desk("set", "impact.scope", "It was a human error")
    author.write()
    assert "human error" in author.text
    assert author.desk("lint", str(author.file)).out == clean
    author.edit(ABOUT, "It was a human error.")
    number = author.text.splitlines().index("It was a human error.") + 1
    assert f"report.md:{number}:" in author.desk("lint", str(author.file)).out


@pytest.mark.parametrize("what", ["nothing", "directory", "binary"])
def test_what_cannot_be_read_has_no_marks_to_leave_out(author: Author, what: str) -> None:
    path = author.file.with_name("x")
    if what == "directory":
        path.mkdir()
    elif what == "binary":
        path.write_bytes(b"\xff")
    ran = author.desk("report", "--unmark", str(path))
    assert (ran.code, ran.out, "→" in ran.err) == (3, "", True)
