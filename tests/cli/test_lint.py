"""`lint` at the desk: the draft, files, a pipe; and the one line of warning when a text is entered."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from incidentctl.usecases.lint import MOST

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Desk

BLAME = "An engineer accidentally dropped the orders table"
HIT = "engineer accidentally"


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    assert desk("declare", "Checkout returns 500", "--no-walk").code == 0
    return desk


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_the_draft_is_looked_at_line_by_line(open_desk: Desk) -> None:
    assert open_desk("lint").out == ""
    open_desk("set", "summary", BLAME)
    ran = open_desk("lint")
    assert ran.code == 0
    page = open_desk("report").out.split("\n")
    heads = [line.split(": ", 1)[0] for line in ran.out.splitlines()]
    for head in heads:
        name, line, column = head.split(":")
        assert name == "postmortem.md"
        assert page[int(line) - 1][int(column) - 1 :].startswith(HIT)
    assert ran.out.splitlines()[0].split(": ", 1)[1].startswith(f"B1 {HIT} -> say what made")
    assert "to word differently (errors: " in ran.err


def test_every_form_but_that_of_the_privacy_track_can_be_looked_at(open_desk: Desk) -> None:
    open_desk("set", "summary", BLAME)
    assert open_desk("lint", "--form", "final").out.startswith("final.md:")
    for form in ("privacy", "finale"):
        ran = open_desk("lint", "--form", form)
        assert ran.code == 2
        assert f"“{form}”" in ran.err


def test_a_draft_is_read_as_its_readers_read_it(open_desk: Desk) -> None:
    open_desk("set", "symptom", "the KMS refuses every key since 14:02")
    for form, audience, is_found in (
        ("final", "", True),  # managers read it
        ("final", "engineer", False),
        ("postmortem", "", False),
        ("postmortem", "customer", True),
    ):
        argv = ("lint", "--form", form, *(("--audience", audience) if audience else ()))
        assert (" V1-jargon KMS -> " in open_desk(*argv).out) is is_found, argv
    assert open_desk("lint", "--audience", "press").code == 2


def test_a_team_says_which_words_its_readers_know(open_desk: Desk) -> None:
    policy = open_desk.home / ".incidentctl" / "runbooks" / "policy"
    policy.mkdir(parents=True)
    open_desk("set", "symptom", "the KMS and the HSM refuse every key since 14:02")
    (policy / "glossary.yaml").write_text("incidentctl: 1\nknown: [kms]\n", "utf-8")
    ran = open_desk("lint", "--form", "final")
    assert " V1-jargon HSM -> say it in the reader's words" in ran.out
    assert "KMS ->" not in ran.out


def test_a_post_that_tells_no_time_in_its_first_sentence_is_found(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped(
        monkeypatch,
        "【調査中】決済が失敗している。14:02 に始まった。\n\n【調査中】14:05 件数は40。\n".encode(),
    )
    ran = desk("lint", "-", "--strict")
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)
    assert ran.out.startswith(
        "-:1:1: V1-time 【調査中】決済が失敗している。 -> say in the first sentence when"
    )


def test_strict_fails_for_an_error_and_for_nothing_less(open_desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Some users saw it for a while. We should have caught this.", "utf-8")
    warned = open_desk("lint", str(page), "--strict")
    assert (warned.code, len(warned.out.splitlines())) == (0, 3)
    page.write_text("The vendor is to blame.", "utf-8")
    assert open_desk("lint", str(page)).code == 0
    failed = open_desk("lint", str(page), "--strict")
    assert failed.code == 8
    assert "lint:ignore(reason)" in failed.err


def test_a_sentence_kept_on_purpose_does_not_fail(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("The vendor is to blame. <!-- lint:ignore(their own words) -->", "utf-8")
    assert desk("lint", str(page), "--strict").out == ""


def test_it_speaks_the_language_of_the_reader_whatever_that_of_the_text(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "報告.md"
    page.write_text("14:02 It might be DNS.\n14:05 担当者のミスで停止した。\n", "utf-8")
    rewrite = "その操作ができた条件を書く(例: 〜のとき、画面は確認なしで受け付けた)"
    ran = desk("lint", str(page), "--lang", "ja")
    assert ran.out.splitlines() == [
        f"{page}:1:10: G1 might -> 見たことだけを書く。推測なら `note --guess` で残す",
        f"{page}:2:7: B1 担当者のミス -> {rewrite}",
    ]
    assert "言い換える箇所: 2(うちエラー: 2)。" in ran.err


def test_several_files_and_a_pipe_are_told_apart(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("ok\nmaybe\n", "utf-8")
    piped(monkeypatch, b"\xef\xbb\xbfPerhaps.\r\n")
    ran = desk("lint", str(tmp_path / "a"), "-", str(tmp_path / "b"))
    assert [line.split(": G1 ")[0] for line in ran.out.splitlines()] == [
        f"{tmp_path}/a:2:1",
        "-:1:1",
        f"{tmp_path}/b:2:1",
    ]


def test_json_has_every_hit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, "It might be DNS.\nしばらく遅い。".encode())
    ran = desk("lint", "-", "--json", "--strict")
    assert ran.code == 8
    assert set(ran.json) == {"schema_version", "hits", "errors"}
    assert ran.json["errors"] == 1
    assert [list(hit) for hit in ran.json["hits"]] == [
        ["file", "line", "column", "rule", "level", "text", "rewrite"]
    ] * 2
    assert [(hit["file"], hit["line"], hit["rule"], hit["level"]) for hit in ran.json["hits"]] == [
        ("-", 1, "G1", "error"),
        ("-", 2, "G3", "warn"),
    ]


def test_people_of_the_incident_are_found_in_a_file(open_desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("14:20 Aoki restarted web-2.", "utf-8")
    assert " B5 Aoki -> the role instead of the name" in open_desk("lint", str(page)).out
    assert open_desk("lint", str(page), "--strict").code == 0
    assert open_desk("lint", str(page), "--strict", "--audience", "customer").code == 8


def test_without_an_incident_a_file_can_be_looked_at_and_a_draft_cannot(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("14:20 Aoki restarted web-2.", "utf-8")
    assert desk("lint", str(page)).code == 0
    assert desk("lint").code == 3
    assert desk("-i", "none", "lint", str(page)).code == 3


def test_a_list_of_remedies_is_looked_at_as_one(desk: Desk, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Remind everyone to be more careful.", "utf-8")
    assert desk("lint", str(page)).out == ""
    assert desk("lint", str(page), "--follow-up").out.count(" B6 ") == 2


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"\x7fELF\0\0\1", 2, "is not UTF-8 text"),
        (b"caf\xe9", 2, "is not UTF-8 text"),
        (b"a" * (MOST + 1), 2, "is larger than 5 MB"),
        (b"", 0, "Nothing to word differently"),
    ],
)
def test_what_is_no_text_is_refused_kindly(
    desk: Desk, tmp_path: Path, data: bytes, code: int, said: str
) -> None:
    page = tmp_path / "page"
    page.write_bytes(data)
    ran = desk("lint", str(page))
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_what_cannot_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    assert desk("lint", str(tmp_path)).code == 2
    missing = desk("lint", str(tmp_path / "nope"), "--lang", "ja")
    assert missing.code == 3
    assert "を読めません" in missing.err
    assert desk("lint", "a\0b").code == 3
    assert desk("lint", "a", "--form", "final").code == 2


def test_a_hit_is_shown_on_one_line_with_nothing_that_steers_a_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    piped(
        monkeypatch,
        b"# x\n\nengineer\x1b[2J accidentally; an admin had run it \x1b]0t\x07 by mistake",
    )
    ran = desk("lint", "-")
    assert len(ran.out.splitlines()) == 1
    assert "\x1b" not in ran.out
    assert r"\x1b]0t\x07" in ran.out


def test_a_wrong_file_of_the_team_is_told_where_it_is_used_and_by_the_doctor(open_desk: Desk) -> None:
    policy = open_desk.home / ".incidentctl" / "runbooks" / "policy"
    policy.mkdir(parents=True)
    (policy / "wording.yaml").write_text("incidentctl: 1\nwording:\n  - {id: G1, level: loud}\n", "utf-8")
    ran = open_desk("lint")
    assert ran.code == 5
    assert "wording.yaml:3:21" in ran.err
    assert "The rules about wording have mistakes: " in open_desk("doctor").out
    assert open_desk("runbook", "check", str(policy / "wording.yaml")).code == 5
    entered = open_desk("set", "summary", BLAME)
    assert (entered.code, "points at people" in entered.err) == (0, False)


# -- when a text is entered --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "argv",
    [
        ("set", "summary", BLAME),
        ("set", "cause.factors", f"no lock, {BLAME}"),
        ("set", "custom.story", BLAME),
        ("step", "done", "W1", BLAME),
        ("update", BLAME),
    ],
)
def test_entering_blame_is_recorded_with_one_warning(open_desk: Desk, argv: tuple[str, ...]) -> None:
    ran = open_desk(*argv)
    assert ran.code == 0
    assert ran.err.count(f"“{HIT}” points at people. Better: say what made") == 1
    assert BLAME in " ".join(open_desk("timeline", "--all").out.split())


def test_the_warning_is_in_the_language_of_the_reader(open_desk: Desk) -> None:
    ran = open_desk("set", "summary", "担当者のミスで停止した。確認不足である。", "--lang", "ja")
    assert ran.err.count("人を責める言い方に読める") == 1


@pytest.mark.parametrize(
    "argv",
    [
        ("set", "summary", "It might be DNS; some users saw it for a while"),
        ("set", "summary", "The API should have returned 200 but returned 500"),
        ("set", "impact.users", "1200"),
        ("set", "cause", "unknown"),
        ("set", "privacy.how", BLAME),
        ("note", BLAME),
    ],
)
def test_nothing_else_is_said_about_wording_on_entry(open_desk: Desk, argv: tuple[str, ...]) -> None:
    ran = open_desk(*argv)
    assert ran.code == 0
    assert "points at people" not in ran.err
