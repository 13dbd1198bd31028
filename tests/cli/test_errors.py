"""What goes wrong: what happened, what to do next, in the user's language, and the exit code."""

from __future__ import annotations

import errno
import re
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl import bootstrap
from incidentctl.__main__ import main
from incidentctl.errors import Interrupted
from incidentctl.library import config
from incidentctl.library.shelf import RefusedFile
from incidentctl.timeline.journal import FileTimeline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.cli.conftest import Desk, Ran

JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
ENGLISH = re.compile(r"\b(the|is|no|not|see|did you mean|missing|needs)\b", re.IGNORECASE)


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "x")
    return desk


WRONG = [
    (("nte", "x"), 2, "incidentctl note"),
    (("NOTE", "x"), 2, "incidentctl note"),
    (("xyzzy",), 2, "incidentctl --help"),
    (("note", "x", "--gues"), 2, "--guess"),
    (("note", "x", "--xyzzy"), 2, "incidentctl note --help"),
    (("note", "--at"), 2, "incidentctl note --help"),
    (("note", "x", "--guess=3"), 2, "--guess"),
    (("list", "extra", "words"), 2, "extra words"),
    (("step", "dne", "R1"), 2, "incidentctl step done"),
    (("runbook", "lst"), 2, "incidentctl runbook list"),
    (("path", "mrk", "a", "ok"), 2, "incidentctl path mark"),
    (("--versoin",), 2, "--version"),
    (("-x",), 2, "incidentctl --help"),
    (("note", "x", "-x"), 2, "incidentctl note --help"),
    (("set", "impact.users", "-5"), 2, "incidentctl set impact.users -- -5"),
    (("note", "-5", "degrees", "--at", "14:02"), 2, "incidentctl note --at 14:02 -- -5 degrees"),
    (("note", "-5", "to", "-7", "--guess"), 2, "incidentctl note --guess -- -5 to -7"),
    (
        ("set", "impact.users", "-5", "--source", "a b"),
        2,
        "incidentctl set impact.users --source 'a b' -- -5",
    ),
    (("list", "--lang", "fr"), 2, "en, ja"),
    (("list", "--zone", "Mars/Base"), 2, "Asia/Tokyo"),
    (("note", "x", "--at", "soonish"), 2, "14:05"),
    (("-i", "zzzz", "timeline"), 3, "incidentctl list"),
    (("mark", "resolved"), 4, "incidentctl resolve"),
    (("severity",), 7, "SEV2"),
]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(("argv", "code", "said"), WRONG, ids=str)
def test_a_mistake_is_told_in_two_lines(
    open_desk: Desk, argv: tuple[str, ...], code: int, said: str, lang: str
) -> None:
    open_desk.environ = {"INCIDENTCTL_LANG": lang}
    open_desk.lang = "ja" if lang == "ja" else "en"
    ran = open_desk(*argv)
    assert (ran.code, ran.out) == (code, "")
    what, following = ran.err.splitlines()
    assert following.startswith("→ ")
    assert said in ran.err
    assert bool(JAPANESE.search(what)) is (lang == "ja")
    assert lang == "en" or not ENGLISH.search(re.sub(r"[-\w./=]*incidentctl.*|「.*?」", "", ran.err)), ran.err


def test_the_parsers_own_errors_follow_the_lang_option_wherever_it_stands(desk: Desk) -> None:
    for argv in (("--lang", "ja", "nte"), ("nte", "--lang=ja"), ("note", "--lang", "ja", "--gess")):
        assert JAPANESE.search(desk(*argv).err), argv


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_bug_is_owned_up_to_with_the_place_of_its_traceback(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    def broken(*_: Any) -> Any:
        raise LookupError("oops")

    monkeypatch.setattr("incidentctl.usecases.note.guess_in", broken)
    ran = open_desk("note", "x", "--lang", lang)
    assert ran.code == 1
    assert "Traceback" not in ran.err
    file = next(tmp_path.glob("incidentctl-*.txt"))
    assert str(file) in ran.err
    assert "oops" in file.read_text()


def test_a_log_that_takes_nothing_is_exit_74_with_the_text(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.write", _full)
    ran = open_desk("note", "the only copy of this text")
    monkeypatch.undo()
    assert (ran.code, ran.out) == (74, "")
    assert "NOT RECORDED" in ran.err
    assert "the only copy of this text" in ran.err
    assert "the only copy" not in open_desk("timeline").out


def _full(*_: Any) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_does_not_confirm_is_exit_75(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("incidentctl.timeline.lock.confirm", _full)
    ran = open_desk("note", "x")
    monkeypatch.undo()
    assert ran.code == 75
    assert ran.out.startswith("UNCONFIRMED n-")
    assert "incidentctl verify" in ran.err


def test_a_log_of_which_nothing_can_be_read_is_exit_6(open_desk: Desk) -> None:
    for file in open_desk.home.glob("incidents/*/*/*/*"):
        file.write_bytes(b"garbage\n" * 3)
    ran = open_desk("timeline")
    assert (ran.code, "incidentctl verify" in ran.err) == (6, True)


def test_ctrl_c_says_what_was_recorded_and_how_to_go_on(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import incidentctl.cli.note as command

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "echo", interrupted)
    ran = open_desk("note", "kept all the same")
    monkeypatch.undo()
    assert ran.code == 130
    assert "walk" in ran.err
    entry = open_desk("timeline", "--json").json["entries"][-1]
    assert entry["data"] == {"text": "kept all the same"}
    assert entry["id"][:6] in ran.err


def test_a_prompt_that_is_interrupted_is_exit_130(open_desk: Desk) -> None:
    class Gone:
        def ask(self, _: object) -> Any:
            raise Interrupted("interrupted")

        def say(self, _: object) -> None:
            """Hear nothing."""

    open_desk.is_interactive, open_desk.prompter = True, Gone()
    assert open_desk("walk").code == 130
    assert open_desk("declare", "still recorded").code == 130
    open_desk.is_interactive = False
    assert "still recorded" in open_desk("list").out


# -- settings ---------------------------------------------------------------------------------------------


@pytest.fixture
def real(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run with the real context: settings come from files and an environment of our own."""
    (tmp_path / "work" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work" / "deep")

    def run(*argv: str, **environ: str) -> Ran:
        from tests.cli.conftest import Ran as Result

        places = {"INCIDENTCTL_HOME": str(tmp_path / "home"), "INCIDENTCTL_FALLBACK": str(tmp_path)}
        given: Mapping[str, str] = {**places, "TZ": "Asia/Tokyo", **environ}
        capsys.readouterr()
        code = main(list(argv), None, given)
        captured = capsys.readouterr()
        return Result(int(code), captured.out, captured.err)

    return run


def setting(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "work" / ".incidentctl" / "config.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


BROKEN = [
    "lng: ja\n",
    "lang: [ja]\n",
    "- lang\n",
    "lang: ja: en\n",
    "lang: ja\nlang: en\n",
    "\tlang: ja\n",
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_setting_stops_a_view_with_its_place_and_no_record(
    tmp_path: Path, real: Any, text: str
) -> None:
    file = setting(tmp_path, text)
    assert real("declare", "x").code == 0
    noted = real("note", "never lost")
    assert (noted.code, "never lost" in noted.out) == (0, True)
    assert f"{file}:" in noted.err
    for argv in ((), ("list",), ("timeline",), ("walk",), ("report",)):
        ran = real(*argv)
        assert (ran.code, ran.out) == (5, ""), argv
        assert re.search(rf"{re.escape(str(file))}:\d+:\d+", ran.err)
    assert real("help").code == 0
    assert real("note", "-h").code == 0


def test_a_setting_file_that_cannot_be_read_is_told_like_a_broken_one(
    tmp_path: Path, real: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting(tmp_path, "lang: ja\n")

    def refused(*_: Any, **__: Any) -> bytes:
        raise RefusedFile("unreadable", why="Permission denied", errno=errno.EACCES)

    real("declare", "x")
    monkeypatch.setattr(config, "content", refused)
    assert real("note", "kept").code == 0
    ran = real("list")
    assert (ran.code, "Permission denied" in ran.err) == (5, True)


def test_flag_over_environment_over_project_over_user(tmp_path: Path, real: Any) -> None:
    user = tmp_path / "home" / "config" / "config.yaml"
    user.parent.mkdir(parents=True)
    real("declare", "x")
    assert "open" in real("list", "--json").out
    user.write_text("lang: ja\n")
    assert "調査中" in real("list").out
    setting(tmp_path, "lang: en\n")
    assert "investigating" in real("list").out
    assert "調査中" in real("list", INCIDENTCTL_LANG="ja").out
    assert "investigating" in real("list", "--lang", "en", INCIDENTCTL_LANG="ja").out


@pytest.mark.parametrize(("key", "value"), [("zone", "Mars/Base"), ("INCIDENTCTL_ZONE", "Mars/Base")])
def test_a_wrong_zone_setting_never_loses_a_note(tmp_path: Path, real: Any, key: str, value: str) -> None:
    real("declare", "x")
    environ = {key: value} if key.isupper() else {}
    if not environ:
        setting(tmp_path, f"{key}: {value}\n")
    ran = real("note", "kept", **environ)
    assert (ran.code, "Mars/Base" in ran.err) == (0, True)
    assert real("list", **environ).code == 2


def test_a_wrong_tz_is_utc_as_everywhere_else(real: Any) -> None:
    ran = real("declare", "x", TZ="Mars/Base")
    assert (ran.code, " UTC " in ran.out) == (0, True)


def test_without_home_login_or_terminal_there_is_still_a_place_and_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    places = bootstrap.home({"XDG_STATE_HOME": str(tmp_path)})
    assert places.state == tmp_path / "incidentctl"
    assert bootstrap.home({}).state.is_absolute()
    assert bootstrap.user_name({})


def test_a_working_directory_that_is_gone_stops_nothing(
    tmp_path: Path, real: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    try:
        assert real("declare", "x").code == 0
        assert real("note", "y").code == 0
    finally:
        monkeypatch.undo()


def test_a_home_that_is_no_directory_is_exit_74_with_the_text(tmp_path: Path, real: Any) -> None:
    (tmp_path / "file").write_text("mine")
    place = {"INCIDENTCTL_HOME": str(tmp_path / "file"), "INCIDENTCTL_FALLBACK": str(tmp_path / "file")}
    ran = real("declare", "the only copy", **place)
    assert (ran.code, "the only copy" in ran.err) == (74, True)


def test_a_home_that_is_no_directory_sends_facts_outside_and_says_where(tmp_path: Path, real: Any) -> None:
    (tmp_path / "file").write_text("mine")
    place = {"INCIDENTCTL_HOME": str(tmp_path / "file"), "INCIDENTCTL_FALLBACK": str(tmp_path)}
    ran = real("declare", "the only copy", **place)
    assert (ran.code, "incidentctl recover" in ran.err) == (0, True)
    assert f"{tmp_path}/incidentctl-" in ran.err
    assert real("note", "goes on", **place).code == 0
    assert "goes on" in real("timeline", **place).out
    assert real("recover", **place).code == 6
    (tmp_path / "file").unlink()
    assert real("recover", **place).code == 0
    assert "goes on" in real("timeline", **place).out


def test_a_name_in_the_settings_is_who_acts(real: Any) -> None:
    real("declare", "x", INCIDENTCTL_USER="tanaka")
    assert real("timeline", "--json").json["entries"][0]["by"] == "tanaka"


def test_an_incident_in_the_environment_is_used_and_a_wrong_one_named(real: Any) -> None:
    first = real("declare", "one", "--json").json["incident"]
    real("declare", "two")
    assert real("note", "x", "--json", INCIDENTCTL_INCIDENT=first[-4:]).json["incident"] == first
    ran = real("note", "kept here", INCIDENTCTL_INCIDENT="zzzz")
    assert (ran.code, "'kept here'" in ran.err) == (3, True)


def test_the_log_is_shared_with_the_file_timeline(tmp_path: Path, real: Any) -> None:
    id_ = real("declare", "x", "--json").json["incident"]
    timeline = FileTimeline(tmp_path / "home", bootstrap.clock, [])
    assert list(timeline.incidents()) == [id_]
