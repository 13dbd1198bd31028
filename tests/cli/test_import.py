"""`import`: shown first, all or nothing, each row once, in both languages."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.screens import Reply
from incidentctl.errors import ExitCode
from tests.cli.test_hostile_text import HOSTILE, STEERING

if TYPE_CHECKING:
    from pathlib import Path

    from incidentctl.domain.screens import Ask, Say
    from tests.cli.conftest import Desk, Ran

ROWS = """at,text,kind,role,source,ticket
13:40,PagerDuty: 5xx above 5 %,detected,,PagerDuty,PD-1
13:44,error rate 12 %,note,operator,,
13:45,maybe the pool,note,DB team,,
13:46,the pool is exhausted,仮説,DB team,,
13:50,restarted web-03,対応,作業者,,OPS-9
13:52,roll back the release,decision,commander,,
13:53,"Checkout fails, we roll back",status update,,,
"""


class Operator:
    """Somebody who answers every question the same, and remembers what was asked."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Reply(self.answer)

    def say(self, say: Say) -> None:
        raise AssertionError(say)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def declared(desk: Desk) -> Desk:
    assert desk("declare", "Checkout returns 500", "--no-walk").code == 0
    return desk


def piped(desk: Desk, monkeypatch: pytest.MonkeyPatch, text: str | bytes, *argv: str) -> Ran:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return desk("import", "-", *argv)


def entries(desk: Desk) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk("timeline", "--json").json["entries"]
    return found


def test_every_row_is_recorded_in_one_go_and_told_shortly(declared: Desk, file: Path) -> None:
    before = len(entries(declared))
    ran = declared("import", str(file))
    assert ran.code == 0
    assert "2026-11-22 13:40 JST  PagerDuty: 5xx above 5 % (source: PagerDuty)" in ran.out
    assert len(ran.out.splitlines()) == 5
    assert ran.out.splitlines()[-1] == (
        "7 row(s): detected 1, note 2, hypothesis 1, action 1, decision 1, status update 1"
    )
    assert "1 row(s) read like guesses" in ran.err
    kinds = [entry["kind"] for entry in entries(declared)][:8]
    assert kinds == ["noted", "field_set", "noted", "noted", "noted", "acted", "decided", "update_posted"]
    assert len(entries(declared)) == before + 8
    assert declared("verify").code == 0


def test_roles_sources_and_further_columns_are_kept(declared: Desk, file: Path) -> None:
    declared("import", str(file))
    found = {entry["data"].get("text", ""): entry for entry in entries(declared)}
    assert found["restarted web-03"]["role"] == "operator"
    assert found["restarted web-03"]["data"]["row"] == {"role": "operator", "columns": {"ticket": "OPS-9"}}
    assert found["maybe the pool"]["role"] == "DB team"
    assert found["PagerDuty: 5xx above 5 %"]["role"] == ""
    assert found["error rate 12 %"]["by"] == "aoki"
    shown = declared("timeline", "--all").out
    assert "— DB team" in shown
    report = declared("report").out
    assert "| 13:50 | Operator | Action: restarted web-03 |" in report
    assert "| 13:40 |  | PagerDuty: 5xx above 5 % (source: PagerDuty) |" in report
    assert "the pool" not in report
    assert "| 13:53 |  | 状況を報告: Checkout fails, we roll back |" in declared("report", "--lang", "ja").out


def test_the_same_file_twice_adds_nothing_and_says_so(declared: Desk, file: Path) -> None:
    declared("import", str(file))
    before = entries(declared)
    for lang, said in (("en", "all 7 row(s) are there already"), ("ja", "7行すべて記録済み")):
        ran = declared("import", str(file), "--lang", lang)
        assert (ran.code, said in ran.out) == (0, True)
    file.write_text(ROWS + "13:55,errors are back to 0.1 %,,,,\n", encoding="utf-8")
    ran = declared("import", str(file), "--as", "tanaka")
    assert "8 row(s), 7 of them there already; new: note 1" in ran.out
    assert len(entries(declared)) == len(before) + 1
    again = declared("import", str(file), "--json").json
    assert (again["outcome"], again["rows"], again["known"], again["facts"]) == ("unchanged", 8, 8, [])


def test_a_row_can_be_taken_back_whatever_its_kind_and_stays_so(declared: Desk, file: Path) -> None:
    declared("import", str(file))
    assert declared("act", "restarted web-04").code == 0
    handles = {entry["data"].get("text", ""): entry["handle"] for entry in entries(declared)}
    assert declared("undo", handles["restarted web-04"]).code == ExitCode.REFUSED
    for text in ("restarted web-03", "roll back the release", "Checkout fails, we roll back"):
        assert declared("undo", handles[text]).code == 0
    assert "all 7 row(s) are there already" in declared("import", str(file)).out
    report = declared("report").out
    assert "web-04" in report
    assert "web-03" not in report
    assert declared("verify").code == 0


def test_json_tells_what_was_recorded(declared: Desk, file: Path) -> None:
    told = declared("import", str(file), "--json").json
    assert (told["outcome"], told["rows"], told["known"], len(told["facts"])) == ("recorded", 7, 0, 8)
    assert told["counts"]["note"] == 2


def test_a_dry_run_shows_the_rows_as_they_will_stand_and_records_nothing(declared: Desk, file: Path) -> None:
    declared("mark", "detected", "13:30")
    before = entries(declared)
    ran = declared("import", str(file), "--dry-run", "--lang", "ja")
    assert ran.code == 0
    assert "2026-11-22 13:40 JST  検知" in ran.out
    assert "これまでは 2026-11-22 13:30 JST" in ran.out
    assert "行と一緒に残す列: ticket" in ran.out
    assert "何も記録していない" in ran.err
    told = declared("import", str(file), "--dry-run", "--json").json
    assert told["entries"][0] == {
        "line": 2, "at": "2026-11-22T13:40:00+09:00", "precision": "minute", "kind": "detected",
        "text": "PagerDuty: 5xx above 5 %", "role": "", "source": "PagerDuty", "columns": {"ticket": "PD-1"},
        "known": False,
    }  # fmt: skip
    assert entries(declared) == before


@pytest.mark.parametrize(("answer", "is_recorded"), [("yes", True), ("no", False)])
def test_on_a_terminal_the_rows_are_shown_and_asked_about(
    declared: Desk, file: Path, answer: str, *, is_recorded: bool
) -> None:
    before = len(entries(declared))
    operator = Operator(answer)
    declared.prompter, declared.is_interactive = operator, True
    ran = declared("import", str(file))
    assert ran.code == 0
    assert "2026-11-22 13:50 JST  action         restarted web-03" in ran.err
    (asked,) = operator.asked
    assert (asked.kind, asked.flag) == ("confirm", "--yes")
    assert "7 row(s)" in asked.title
    assert (len(entries(declared)) > before) is is_recorded
    assert ("Nothing was recorded." in ran.err) is not is_recorded


def test_yes_asks_nothing_and_what_is_known_asks_nothing(declared: Desk, file: Path) -> None:
    declared.is_interactive = True
    assert declared("import", str(file), "--yes").code == 0
    assert declared("import", str(file)).code == 0


def test_one_bad_line_keeps_all_out_and_every_bad_line_is_told(declared: Desk, tmp_path: Path) -> None:
    before = entries(declared)
    path = tmp_path / "notes.txt"
    path.write_text(
        "13:40 a\nno time here\n13:44 PST b\n23:00 c\n13:50 [resolved] d\n13:51-13:55 e\n", "utf-8"
    )
    ran = declared("import", str(path))
    assert ran.code == ExitCode.FOUND_WANTING
    told = ran.err.splitlines()
    assert told[0].startswith(f"Nothing was recorded: {path} has 5 problem(s)")
    assert [line.removeprefix(f"{path}:").partition(":")[0] for line in told[1:6]] == [
        "2",
        "3",
        "4",
        "5",
        "6",
    ]
    assert all(" → " in line for line in told[1:6])
    assert 'incidentctl resolve "what shows it" --at 2026-11-22T13:50:00+09:00' in told[4]
    ja = declared("import", str(path), "--lang", "ja")
    assert f"{path}:2: 時刻がありません: 「no time here」 → 先頭に書く" in ja.err
    assert entries(declared) == before


def test_a_resolved_incident_takes_the_time_of_its_recovery_from_a_file(
    declared: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert declared("resolve", "orders flow again", "--at", "14:04", "--override", "drill").code == 0
    assert piped(declared, monkeypatch, "14:01 [resolved] orders flow again").code == 0
    assert "14:01" in declared("report", "--lang", "ja").out
    row = next(e for e in entries(declared) if e["data"].get("field") == "resolved_at" and "row" in e["data"])
    assert row["data"]["value"]["t"] == "2026-11-22T14:01:00+09:00"


def test_without_an_incident_nothing_is_lost(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = desk("import", str(file))
    assert ran.code == ExitCode.NOT_FOUND
    assert 'incidentctl declare --suspect --no-walk "what is seen"' in ran.err
    assert f"incidentctl import {file}" in ran.err
    ran = piped(desk, monkeypatch, "14:02 決済で500\n14:03 再起動", "--lang", "ja")
    assert ran.code == ExitCode.NOT_FOUND
    assert "14:02 決済で500\n14:03 再起動\n→ 先に報告してください" in ran.err
    assert desk("list", "--json").json["incidents"] == []


def test_an_alert_is_a_suspicion_until_somebody_confirms_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S1-18: alerts only propose."""
    desk("declare", "--suspect", "--no-walk", "5xx alert")
    assert piped(desk, monkeypatch, "13:40 [detected] 5xx above 5 %").code == 0
    assert desk("list", "--json").json["incidents"][0]["phase"] == "suspected"


def test_the_day_is_asked_for_where_it_could_be_another(
    declared: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared.wait(hours=24)
    ran = piped(declared, monkeypatch, "13:40 a\n13:44 b")
    assert ran.code == ExitCode.FOUND_WANTING
    assert (
        ran.err.count("could be on any day from 2026-11-22 to 2026-11-23. → say which: --day 2026-11-22") == 1
    )
    ran = piped(declared, monkeypatch, "23:50 a\n00:10 b", "--day", "11/22")
    assert "2026-11-22 23:50 JST  a" in ran.out
    assert "2026-11-23 00:10 JST  b" in ran.out
    assert piped(declared, monkeypatch, "13:40 a", "--day", "14:05").code == ExitCode.USAGE


def test_times_are_read_in_the_zone_of_the_incident(declared: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    declared.zone = "America/Los_Angeles"
    piped(declared, monkeypatch, "13:40 a")
    assert next(e for e in entries(declared) if e["kind"] == "noted")["at"] == "2026-11-22T13:40:00+09:00"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", ExitCode.USAGE, "There is no row in -."),
        (b"\n \n", ExitCode.USAGE, "There is no row in -."),
        ("13:40 障害".encode("cp932"), ExitCode.USAGE, "iconv -f CP932 -t UTF-8"),
        (b"at,text\n", ExitCode.USAGE, "There is no row in -."),
        (b"text,kind\nx,note\n", ExitCode.FOUND_WANTING, "-:1: there is no column"),
        (b"\x00\xff\xfe", ExitCode.USAGE, "is neither text nor an archive"),
    ],
)
def test_what_is_no_file_of_rows_is_refused_in_a_sentence(
    declared: Desk, monkeypatch: pytest.MonkeyPatch, data: bytes, code: ExitCode, said: str
) -> None:
    ran = piped(declared, monkeypatch, data)
    assert (ran.code, ran.out, said in ran.err) == (code, "", True)


def test_a_spreadsheet_in_utf_16_is_read(declared: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "時刻\t内容\t種別\r\n13:40\t決済で500\t検知\r\n"
    assert "決済で500" in piped(declared, monkeypatch, text.encode("utf-16")).out


@pytest.mark.parametrize("name", ["nowhere.csv", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_named(declared: Desk, name: str) -> None:
    ran = declared("import", name)
    assert ran.code in {ExitCode.NOT_FOUND, ExitCode.USAGE}
    assert "cannot be read" in ran.err
    assert declared("import").code == ExitCode.NEEDS_ANSWER


def cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_in_every_column_steers_nothing_and_comes_back(
    declared: Desk, tmp_path: Path, name: str
) -> None:
    text = HOSTILE[name].encode("utf-8", "replace").decode()
    path = tmp_path / "rows.csv"
    header = f"at,text,kind,role,source,{cell('x' + text.replace(chr(10), ' ').replace(chr(13), ''))}"
    row = ",".join(map(cell, ("13:40", f"a {text} z", "note", f"r {text}", f"s {text}", text)))
    path.write_text(
        f"{header}\n{row}\n13:41,{cell('b ' + text)},decision,{cell(text)},,\n", "utf-8", newline=""
    )
    for argv in (("import", str(path), "--dry-run"), ("import", str(path)), ("import", str(path))):
        ran = declared(*argv)
        assert ran.code == 0, ran.err
        assert not STEERING.search(ran.out + ran.err)
    kept = {entry["data"].get("text") for entry in entries(declared)}
    assert f"a {text} z".replace("\r\n", "\n") in kept
    for view in (("timeline", "--all"), ("report",), ("brief",), ("report", "--lang", "ja"), ()):
        ran = declared(*view)
        assert ran.code == 0
        assert not STEERING.search(ran.out + ran.err)
    bad = declared("import", str(path), "--day", HOSTILE[name])
    assert bad.code == ExitCode.USAGE
    assert not STEERING.search(bad.err)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lines_are_refused_without_steering(
    declared: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for text in (
        HOSTILE[name],
        f"13:40 ok\n{HOSTILE[name]}",
        f'{{"at": {HOSTILE[name]}',
        f'at,text\n"{HOSTILE[name]}',
    ):
        ran = piped(declared, monkeypatch, text.encode("utf-8", "surrogateescape"))
        assert ran.code in {ExitCode.FOUND_WANTING, ExitCode.USAGE}
        assert not STEERING.search(ran.out + ran.err)


def test_a_field_of_a_hundred_kilobytes_is_kept_whole(declared: Desk, tmp_path: Path) -> None:
    big, path = "障" * 100_000, tmp_path / "rows.csv"
    path.write_text(f"at,text,log\n13:40,{big},{big}\n", encoding="utf-8")
    preview = declared("import", str(path), "--dry-run").out
    assert len(preview) < 1000
    assert declared("import", str(path)).code == 0
    data = next(entry["data"] for entry in entries(declared) if entry["kind"] == "noted")
    assert (data["text"], data["row"]["columns"]["log"]) == (big, big)
    assert declared("verify").code == 0
