"""`export`, and `import` of it at another desk: the same report there, and nothing overwritten."""

from __future__ import annotations

import gzip
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.errors import ExitCode
from incidentctl.words import LANGS
from tests.cli.test_import import piped

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROOT = Path(__file__).parents[2]


@pytest.fixture
def declared(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Desk:
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    desk("declare", "Checkout returns 500", "--no-walk")
    desk("step", "done", "R1", "yes")
    desk("note", "error rate 12 %")
    desk("note", "x" * 300_000)
    return desk


@pytest.fixture
def there(declared: Desk) -> Desk:
    there = type(declared)(declared.home.with_name("there"), declared.capsys)
    there.at = declared.at
    return there


def the_id(desk: Desk) -> str:
    return str(desk("list", "--json").json["incidents"][0]["id"])


@pytest.mark.parametrize("lang", LANGS)
def test_the_other_machine_prints_the_same_report(declared: Desk, there: Desk, lang: str) -> None:
    ran = declared("export", "--lang", lang)
    id_ = the_id(declared)
    assert (ran.code, f"{id_}.tar" in ran.out) == (0, True)
    taken = there("import", f"{id_}.tar", "--lang", lang)
    assert (taken.code, id_ in taken.out) == (0, True)
    for view in (("report",), ("report", "--form", "final"), ("timeline", "--all"), ("verify",), ("brief",)):
        there.at = declared.at
        ours, theirs = (each(*view, "--lang", lang, "-i", id_, "--zone", "UTC") for each in (declared, there))
        assert (ours.code, ours.out) == (theirs.code, theirs.out)
    assert there("verify").code == 0
    assert there("export", "-o", "again.tar").code == 0
    assert Path("again.tar").read_bytes() == Path(f"{id_}.tar").read_bytes()


def test_an_archive_is_for_its_owner_and_replaces_nothing(declared: Desk) -> None:
    Path("kept.tar").write_text("kept")
    ran = declared("export", "-o", "kept.tar")
    assert (ran.code, Path("kept.tar").read_text()) == (ExitCode.OUTPUT_FAILED, "kept")
    Path("link.tar").symlink_to("nowhere.tar")
    assert declared("export", "-o", "link.tar").code == ExitCode.OUTPUT_FAILED
    assert not Path("nowhere.tar").exists()
    old = os.umask(0)
    try:
        assert declared("export", "-o", "new.tar").code == 0
    finally:
        os.umask(old)
    assert stat.S_IMODE(Path("new.tar").stat().st_mode) == 0o600
    for name in ("nowhere/x.tar", "a\0b", "."):
        assert declared("export", "-o", name).code == ExitCode.OUTPUT_FAILED, name
    assert {path.name for path in Path().iterdir()} == {"kept.tar", "link.tar", "new.tar"}


def test_json_says_what_is_in_it(declared: Desk, there: Desk) -> None:
    said = declared("export", "-o", "x.tar", "--json").json
    assert said["facts"] == len(declared("timeline", "--all", "--json").json["entries"])
    assert (said["private"], said["missing"], said["damaged"]) == (0, [], [])
    assert [head["hash"] for head in said["heads"]] == [
        head["hash"] for head in declared("verify", "--json").json["incidents"][0]["heads"]
    ]
    for outcome in ("dry-run", "recorded", "unchanged"):
        argv = ("--dry-run",) if outcome == "dry-run" else ()
        told = there("import", "x.tar", "--json", *argv).json
        assert told["outcome"] == outcome
        assert told["facts"] == (0 if outcome == "unchanged" else said["facts"])


@pytest.mark.parametrize("lang", LANGS)
def test_a_dry_run_says_what_would_be_and_not_that_it_was(declared: Desk, there: Desk, lang: str) -> None:
    declared("export", "-o", "x.tar")
    dry, done = (there("import", "x.tar", *argv, "--lang", lang).out for argv in (["--dry-run"], []))
    imported, would = {"en": ("Imported", "would be"), "ja": ("取り込んだ", "取り込める")}[lang]
    assert [imported in dry, would in dry] == [False, True]
    assert [imported in done, would in done] == [True, False]
    declared("note", "more")
    declared("export", "-o", "y.tar")
    dry = there("import", "y.tar", "--dry-run", "--lang", lang).out
    assert {"en": "1 fact(s) would be added", "ja": "記録1件を追加できる"}[lang] in dry


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("begins", [gzip.compress(b"x"), b"PK\x03\x04", b"\x7fELF\0\0", bytes(600)])
def test_an_archive_that_was_compressed_is_not_taken_for_rows(there: Desk, begins: bytes, lang: str) -> None:
    """On a new machine it was answered with "declare an incident first"."""
    Path("x.tar.gz").write_bytes(begins)
    ran = there("import", "x.tar.gz", "--lang", lang)
    assert (ran.code, "gunzip" in ran.err, "declare" in ran.err) == (ExitCode.USAGE, True, False)


@pytest.mark.parametrize("lang", LANGS)
def test_whoever_exports_personal_data_is_told_so(declared: Desk, lang: str) -> None:
    quiet = declared("export", "-o", "1.tar", "--lang", lang).err
    declared("set", "privacy.concern", "yes")
    told = declared("export", "-o", "2.tar", "--lang", lang).err
    said = {"en": "personal-data track", "ja": "個人情報の記録"}[lang]
    assert (said in quiet, said in told) == (False, True)


def test_it_goes_through_a_pipe(declared: Desk, there: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    declared("export", "-o", "x.tar")
    data = Path("x.tar").read_bytes()
    assert piped(there, monkeypatch, data).code == 0
    assert piped(there, monkeypatch, data[:-1]).code == ExitCode.FOUND_WANTING
    environ = {**os.environ, "INCIDENTCTL_HOME": str(declared.home), "PYTHONPATH": str(ROOT), "LANG": "C"}
    argv = [sys.executable, "-m", "incidentctl", "export", "-o", "-"]
    piped_out = subprocess.run(argv, env=environ, capture_output=True, check=True)
    assert piped_out.stdout == data
    assert b"SHA-256" in piped_out.stderr


def test_another_incident_than_the_one_named_is_refused(declared: Desk, there: Desk) -> None:
    declared("export", "-o", "x.tar")
    there("declare", "other", "--no-walk")
    other = the_id(there)
    ran = there("import", "x.tar", "-i", other)
    assert (ran.code, other in ran.err, the_id(declared) in ran.err) == (ExitCode.USAGE, True, True)
    assert [row["id"] for row in there("list", "--json").json["incidents"]] == [other]


def test_what_is_over_is_open_again_where_the_archive_says_so(declared: Desk, there: Desk) -> None:
    declared("withdraw", "--why", "a false alarm")
    declared("export", "-o", "1.tar")
    there("import", "1.tar")
    assert there("list", "--open", "--json").json["incidents"] == []
    declared("reopen", "--why", "it is back", "-i", the_id(declared))
    declared("export", the_id(declared)[-4:], "-o", "2.tar")
    there("import", "2.tar")
    assert [row["id"] for row in there("list", "--open", "--json").json["incidents"]] == [the_id(declared)]


@pytest.mark.parametrize("lang", LANGS)
def test_no_incident_and_no_such_incident_are_said(desk: Desk, lang: str) -> None:
    for argv in (("export",), ("export", "zzzz"), ("export", "../x")):
        ran = desk(*argv, "--lang", lang)
        assert (ran.code, ran.out) == (ExitCode.NOT_FOUND, "")


def test_what_was_redacted_stays_so_on_both_machines(declared: Desk, there: Desk) -> None:
    handle = declared("note", "the password is hunter2!", "--json").json["facts"][0]["handle"]
    declared("export", "-o", "old.tar")
    there("import", "old.tar")
    assert declared("redact", handle, "--why", "a password", "--yes").code == 0
    ran = declared("import", "old.tar")
    assert (ran.code, "did not come back" in ran.out) == (0, True)
    declared("export", "-o", "new.tar")
    ran = there("import", "new.tar")
    assert (ran.code, "1 fact(s) added" in ran.out) == (0, True)
    third = type(declared)(declared.home.with_name("third"), declared.capsys)
    third.at = declared.at
    third("import", "new.tar")
    assert third("import", "old.tar").code == 0
    for each in (declared, there, third):
        held = b"".join(path.read_bytes() for path in each.home.rglob("*") if path.is_file())
        assert b"hunter2" not in held
        assert each("verify").code == 0
        assert "hunter2" not in each("timeline", "--all").out
