"""`report`: at any minute, to stdout or into a file."""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.forms import FORMS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500")
    return desk


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("last", ["declare", "confirm", "withdraw", "mark"])
def test_there_is_a_report_in_any_state(desk: Desk, form: str, lang: str, last: str) -> None:
    desk("declare", "Checkout fails", "--suspect")
    ends = {
        "declare": (),
        "confirm": ("confirm",),
        "withdraw": ("withdraw", "--why", "x"),
        "mark": ("mark", "mitigated"),
    }
    if ends[last]:
        desk(*ends[last])
    ran = desk("report", "--form", form, "--lang", lang)
    assert ran.code == 0
    assert ran.out.startswith("# ")
    assert ran.out.endswith("\n")
    assert "Checkout fails" in ran.out.splitlines()[0]


def test_the_file_is_written_whole_and_for_its_owner_alone(open_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "報告書.md"
    file.write_text("old")
    ran = open_desk("report", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert str(file) in ran.err
    assert open_desk("report", "--unmark", str(file)).out == open_desk("report").out
    assert (tmp_path / "報告書.md.~1~").read_text() == "old"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_a_link_is_followed_and_stays_one(open_desk: Desk, tmp_path: Path) -> None:
    file, link = tmp_path / "report.md", tmp_path / "link.md"
    file.write_text("old")
    link.symlink_to(file)
    assert open_desk("report", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8").startswith("<!-- incidentctl:report ")


def test_a_pipe_is_written_to_and_not_replaced(open_desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")), daemon=True)
    reader.start()
    assert open_desk("report", "-o", str(pipe)).code == 0
    reader.join(timeout=5)
    assert read[0].startswith("# ")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_dash_is_standard_output(open_desk: Desk) -> None:
    assert open_desk("report", "-o", "-").out.startswith("# ")


@pytest.mark.parametrize("name", ["nowhere/report.md", "a-directory", "a-file/report.md"])
def test_a_file_that_cannot_be_written_is_exit_9(open_desk: Desk, tmp_path: Path, name: str) -> None:
    (tmp_path / "a-directory").mkdir()
    (tmp_path / "a-file").write_text("mine")
    ran = open_desk("report", "-o", str(tmp_path / name))
    assert (ran.code, ran.out) == (9, "")
    assert "→" in ran.err
    assert (tmp_path / "a-file").read_text() == "mine"


@pytest.mark.parametrize(
    ("flags", "said"),
    [(("--form", "fial"), "final"), (("--format", "pdf"), "md, html, json"), (("--from", "final"), "--form")],
)
def test_what_is_no_form_names_those_that_are(open_desk: Desk, flags: tuple[str, ...], said: str) -> None:
    ran = open_desk("report", *flags)
    assert (ran.code, said in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.html", "<!doctype html>"),
        ("a.HTM", "<!doctype html>"),
        ("a.json", "{"),
        ("a.md", "<!-- incidentctl:report "),
        ("a", "<!-- incidentctl:report "),
    ],
)
def test_the_format_is_that_of_the_file(open_desk: Desk, tmp_path: Path, name: str, begins: str) -> None:
    assert open_desk("report", "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert open_desk("report", "--format", "md", "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith("<!-- incidentctl:report ")
    assert [each.name for each in tmp_path.glob(f"{name}*")] == [name]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_page_goes_to_standard_output_in_the_zone_that_is_asked_for(open_desk: Desk, lang: str) -> None:
    ran = open_desk("report", "--format", "html", "--lang", lang, "--zone", "UTC")
    assert (ran.code, ran.err) == (0, "")
    assert f'<html lang="{lang}">' in ran.out
    assert "05:05 UTC" in ran.out


def test_json_is_asked_for_in_two_ways(open_desk: Desk) -> None:
    one = open_desk("report", "--json").json
    open_desk.wait(seconds=-1)
    assert one == open_desk("report", "--format", "json").json


def test_without_an_incident_there_is_no_report(desk: Desk) -> None:
    ran = desk("report")
    assert (ran.code, "incidentctl declare" in ran.err) == (3, True)
