"""stdout is data: JSON with pinned keys, no escape byte when piped, and hostile text made visible."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROOT = Path(__file__).parents[2]

VIEW_KEYS = [
    (
        (),
        (
            "incident title drill phase severity told minutes solo restoring decision last_told next_update "
            "progress notices others next"
        ),
    ),
    (("list",), "incidents total unreadable damaged"),
    (("search", "checkout"), "terms found total unreadable"),
    (("timeline",), "incident drill known_at entries"),
    (("clock", "list"), "clocks obligations"),
    (("verify",), "incidents"),
    (("step", "list"), "runbooks"),
    (("runbook", "list"), "runbooks"),
    (("runbook", "check"), "files"),
    (("runbook", "show", "report"), "origin path runbook"),
    (("report",), "report"),
    (("use", "{id}"), "incident title drill"),
    (("walk", "report", "--answers", "{answers}"), "incident runbook ended total paused waiting_for next"),
]
ROW_KEYS = {
    (): ("progress", "runbook ended total"),
    ("list",): ("incidents", "id title phase severity declared open facts service updated drill damaged"),
    ("timeline",): (
        "entries",
        "id handle kind at precision recorded role by undone amended erased private data",
    ),
    ("verify",): ("incidents", "id sound facts places heads troubles"),
    ("step", "list"): ("runbooks", "runbook title steps"),
    ("runbook", "list"): ("runbooks", "id title origin path errors"),
    ("runbook", "check"): ("files", "path id problems"),
}

RECORDERS = [
    ("note", "x"),
    ("act", "x"),
    ("tell", "boss"),
    ("tell", "billing", "--unrelated"),
    ("set", "service", "x"),
    ("mark", "mitigated"),
    ("severity", "SEV2"),
    ("path", "set", "a > b"),
    ("step", "done", "R8", "boss"),
    ("step", "skip", "R4", "--why", "x"),
    ("step", "defer", "R4"),
    ("step", "fail", "R4", "--why", "x"),
    ("confirm",),
    ("declare", "x"),
    ("undo",),
    ("withdraw", "--why", "x"),
]
RECORDED = {"schema_version", "incident", "drill", "outcome", "where", "facts"}
FACT = {"id", "handle", "kind", "at", "recorded"}


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "x", "--suspect")
    return desk


@pytest.mark.parametrize(("argv", "keys"), VIEW_KEYS, ids=str)
def test_the_keys_of_every_view_are_pinned(open_desk: Desk, argv: tuple[str, ...], keys: str) -> None:
    answers = open_desk.home / "answers.txt"
    answers.write_text("R8: /q\n")
    id_ = open_desk("--json").json["incident"]
    ran = open_desk(*(word.format(id=id_, answers=answers) for word in argv), "--json")
    assert ran.code == 0, ran.err
    assert ran.json["schema_version"] == 1
    assert ran.json.keys() == {*keys.split(), "schema_version"}
    rows, row_keys = ROW_KEYS.get(argv, ("", ""))
    assert not rows or ran.json[rows]
    assert all(row.keys() == {*row_keys.split()} for row in ran.json.get(rows, ()))


@pytest.mark.parametrize("argv", RECORDERS, ids=" ".join)
def test_every_recorder_gives_its_new_ids_as_json(open_desk: Desk, argv: tuple[str, ...]) -> None:
    ran = open_desk(*argv, "--json")
    assert ran.code == 0, ran.err
    assert ran.json.keys() == RECORDED
    assert all(fact.keys() == FACT for fact in ran.json["facts"])
    assert ran.json["outcome"] == "recorded"


def test_an_amendment_gives_json_too(open_desk: Desk) -> None:
    handle = open_desk("note", "x", "--json").json["facts"][0]["handle"]
    assert open_desk("amend", handle, "y", "--json").json.keys() == RECORDED


def test_without_an_incident_the_overview_is_json_all_the_same(desk: Desk) -> None:
    assert desk("--json").json == {"schema_version": 1, "incident": None, "next": "incidentctl declare TITLE"}


@pytest.mark.parametrize("place", ["before", "after"])
def test_options_may_stand_before_or_after_the_command(open_desk: Desk, place: str) -> None:
    argv = ("--json", "step", "list") if place == "before" else ("step", "--json", "list")
    assert open_desk(*argv).json["runbooks"]


# -- hostile text -------------------------------------------------------------------------------------------

HOSTILE = {
    "escape": "\x1b[2Jgone\x1b]0;title\x07",
    "bidi": "\u202egnp.exe\u2066x",
    "separator": "one\u2028two\u2029three",
    "c1": "a\x9b31mb\x85c\x7f",
    "surrogate": "a\udcff\udc80b",
    "carriage": "honest\rforged",
    "markup": "<script>alert(1)</script> **bold** [x](javascript:alert(1)) | cell | `code`",
    "rich": "[red]not red[/red] [link=http://x]y[/link]",
    "braces": "{0} {why} {{x}} %s %(x)s",
}
STEERING = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]"
)
WAYS = [
    ("confirm", "{}"),
    ("note", "{}"),
    ("note", "x", "--source", "{}"),
    ("note", "x", "--as", "{}"),
    ("act", "{}", "--before", "{}", "--after", "{}"),
    ("tell", "{}", "--how", "{}"),
    ("tell", "{}", "--unrelated"),
    ("set", "service", "{}"),
    ("set", "cause", "{}", "--certainty", "confirmed"),
    ("set", "custom.x", "{}"),
    ("set", "roles.operator", "{}"),
    ("path", "set", "{} > b"),
    ("severity", "SEV2", "--why", "{}"),
    ("step", "done", "R8", "{}"),
    ("step", "skip", "R4", "--why", "{}"),
    ("step", "fail", "R10", "--why", "{}"),
    ("declare", "{}"),
    ("declare", "y", "--service", "{}"),
    ("withdraw", "--why", "{}"),
]
VIEWS = [
    (),
    ("list",),
    ("search", "x", "--private"),
    ("timeline", "--all"),
    ("report",),
    ("report", "--form", "final", "--lang", "ja"),
    ("step", "list"),
    ("verify",),
]


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_steers_a_terminal_through_any_view(open_desk: Desk, kind: str) -> None:
    text = HOSTILE[kind]
    for way in WAYS:
        ran = open_desk(*(word.replace("{}", text) for word in way), "-i", "")
        assert ran.code == 0, (way, ran.err)
        assert not STEERING.search(ran.out + ran.err), way
    for view in VIEWS:
        for id_ in [row["id"] for row in open_desk("list", "--json").json["incidents"]]:
            ran = open_desk(*view, "-i", id_)
            assert ran.code == 0, (view, ran.err)
            assert not STEERING.search(ran.out + ran.err), view
            json_ran = open_desk(*view, "-i", id_, "--json")
            assert json_ran.out.isascii() or not STEERING.search(json_ran.out), view


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_was_typed_is_stored_exactly(open_desk: Desk, kind: str) -> None:
    open_desk("note", HOSTILE[kind], "--fact")
    assert open_desk("timeline", "--json").json["entries"][-1]["data"]["text"] == HOSTILE[kind]


REFUSED = [
    ("{}",),
    ("note", "x", "--{}"),
    ("note", "x", "--at", "{}"),
    ("-i", "{}", "note", "x"),
    ("set", "{}", "x"),
    ("set", "out_of_spec", "{}"),
    ("mark", "{}"),
    ("severity", "{}"),
    ("path", "mark", "{}", "ok"),
    ("step", "done", "{}", "x"),
    ("undo", "{}"),
    ("runbook", "show", "{}"),
    ("runbook", "check", "{}"),
    ("report", "--form", "{}"),
    ("help", "{}"),
    ("timeline", "--kind", "{}"),
    ("list", "--zone", "{}"),
    ("use", "{}"),
    ("walk", "--answers", "{}"),
    ("amend", "{}", "x"),
    ("completion", "{}"),
    ("list", "{}"),
]


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_refusal_repeats_what_could_steer_a_terminal(open_desk: Desk, kind: str) -> None:
    for argv in REFUSED:
        ran = open_desk(*(word.replace("{}", HOSTILE[kind]) for word in argv))
        assert ran.code in {2, 3, 4, 5}, (argv, ran.err)
        assert not STEERING.search(ran.out + ran.err), argv


def test_markup_in_a_note_is_text_in_the_report(open_desk: Desk) -> None:
    open_desk("note", HOSTILE["markup"], "--fact")
    row = next(line for line in open_desk("report").out.splitlines() if "script" in line)
    assert "\\<script\\>" in row
    assert "\\*\\*bold" in row
    assert "\\| cell \\|" in row


# -- colour -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"FORCE_COLOR": "0"}])
def test_nothing_piped_holds_an_escape_byte(open_desk: Desk, environ: dict[str, str]) -> None:
    open_desk.wait(minutes=20)  # overdue clocks are drawn in reverse
    open_desk.environ = environ
    for argv in ((), ("note", "x"), ("timeline",), ("list",), ("report",), ("help",)):
        ran = open_desk(*argv)
        assert "\x1b" not in ran.out + ran.err, argv
    assert "!" in open_desk("note", "x").err


def test_colour_can_be_forced_and_the_flag_still_wins(open_desk: Desk) -> None:
    open_desk.wait(minutes=20)
    open_desk.environ = {"FORCE_COLOR": "1"}
    assert "\x1b" in open_desk("note", "x").err
    assert "\x1b" not in open_desk("note", "x", "--no-color").err


# -- as a process -------------------------------------------------------------------------------------------


BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


def start(
    home: Path, *argv: Any, stdout: Any = subprocess.PIPE, **environ: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "incidentctl", *argv],
        cwd=home,
        env={**BARE, "INCIDENTCTL_HOME": str(home / "h"), "LC_ALL": "C.UTF-8", **environ},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=30,
    )


def test_an_ascii_terminal_shows_japanese_escaped_and_loses_nothing(tmp_path: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    assert start(tmp_path, "declare", "決済で500エラー", "--lang", "ja", **ascii_only).returncode == 0
    ran = start(tmp_path, "list", **ascii_only)
    assert (ran.returncode, b"\\u6c7a" in ran.stdout) == (0, True)
    assert "決済で500エラー" in start(tmp_path, "list").stdout.decode()


def test_arguments_that_are_no_utf_8_are_kept(tmp_path: Path) -> None:
    start(tmp_path, "declare", "x")
    ran = start(tmp_path, b"note", b"bad \xff\xfe bytes")
    assert (ran.returncode, b"bad \\udcff\\udcfe bytes" in ran.stdout) == (0, True)
    entries = json.loads(start(tmp_path, "timeline", "--json").stdout)["entries"]
    assert entries[-1]["data"]["text"].encode(errors="surrogateescape") == b"bad \xff\xfe bytes"


def test_a_full_disk_behind_stdout_is_exit_9_and_the_record_is_told(tmp_path: Path) -> None:
    start(tmp_path, "declare", "x")
    with Path("/dev/full").open("wb") as full:
        ran = start(tmp_path, "note", "recorded all the same", stdout=full)
        assert start(tmp_path, "report", stdout=full).returncode == 9
    assert ran.returncode == 9
    assert b"Traceback" not in ran.stderr
    entry = json.loads(start(tmp_path, "timeline", "--json").stdout)["entries"][-1]
    assert entry["data"]["text"] == "recorded all the same"
    assert entry["id"][:6].encode() in ran.stderr


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    start(tmp_path, "declare", "x")
    command = f"{sys.executable} -m incidentctl report; echo rc=$? >&2"
    ran = subprocess.run(
        ["/bin/sh", "-c", f"({command}) | head -1"],
        cwd=tmp_path,
        env={**BARE, "INCIDENTCTL_HOME": str(tmp_path / "h")},
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert ran.stdout.startswith(b"# ")
    assert ran.stderr.strip() == b"rc=0"


@pytest.mark.parametrize(("closed", "code"), [(">&-", 9), ("2>&-", 0), (">&- 2>&-", 9), ("<&-", 0)])
def test_closed_streams_lose_no_note(tmp_path: Path, closed: str, code: int) -> None:
    start(tmp_path, "declare", "x")
    environ = {**BARE, "INCIDENTCTL_HOME": str(tmp_path / "h")}
    command = f"{sys.executable} -m incidentctl note kept {closed}"
    ran = subprocess.run(
        ["/bin/sh", "-c", command], cwd=tmp_path, env=environ, capture_output=True, check=False, timeout=30
    )
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr
    assert json.loads(start(tmp_path, "timeline", "--json").stdout)["entries"][-1]["data"]["text"] == "kept"
    assert start(tmp_path, "verify").returncode == 0


def test_japanese_arguments_are_kept_in_a_locale_without_utf8(tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "INCIDENTCTL_HOME": str(tmp_path),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    command = [sys.executable, "-m", "incidentctl"]
    subprocess.run([*command, "declare", "決済", "--no-walk"], env=environ, check=True, capture_output=True)
    listed = subprocess.run([*command, "list", "--json"], env=environ, check=True, capture_output=True)
    assert json.loads(listed.stdout)["incidents"][0]["title"] == "決済"


def test_a_reader_of_both_outputs_that_stops_early_is_no_failure(tmp_path: Path) -> None:
    environ = {**os.environ, "INCIDENTCTL_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "incidentctl", "declare", "x", "--no-walk"]
    ran = subprocess.run(command, env=environ, stdout=writer, stderr=writer, check=False, timeout=60)
    os.close(writer)
    assert ran.returncode == 0
    listed = subprocess.run(
        [sys.executable, "-m", "incidentctl", "list", "--json"], env=environ, check=True, capture_output=True
    )
    assert len(json.loads(listed.stdout)["incidents"]) == 1
