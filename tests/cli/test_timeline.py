"""`timeline`: what happened, in the order in which it happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "x")
    return desk


def test_facts_stand_where_they_happened_under_their_day(open_desk: Desk) -> None:
    open_desk("note", "last night", "--at", "yesterday 23:50")
    open_desk("note", "this noon", "--at", "12:00")
    lines = open_desk("timeline").out.splitlines()
    assert lines[1] == "2026-11-21 JST"
    assert lines[2].split()[0] == "23:50"
    assert lines[3] == "2026-11-22 JST"
    assert lines[4].split()[0] == "12:00"


def test_a_rough_time_is_marked(open_desk: Desk) -> None:
    open_desk("note", "it began", "--at", "about 13:30")
    assert " ~13:30 " in open_desk("timeline").out


def test_times_are_shown_in_the_zone_of_the_incident(open_desk: Desk) -> None:
    open_desk.zone = "UTC"
    assert " 14:05 " in open_desk("timeline").out


@pytest.mark.parametrize("kind", ["acted", "ACTED", "guess"])
def test_one_kind_alone(open_desk: Desk, kind: str) -> None:
    open_desk("act", "restarted", "--look")
    open_desk("note", "cold cache", "--guess")
    entries = open_desk("timeline", "--kind", kind, "--json").json["entries"]
    assert [entry["data"]["text"] for entry in entries] == ["cold cache" if kind == "guess" else "restarted"]


def test_one_role_alone(open_desk: Desk) -> None:
    open_desk("set", "roles.operator", "tanaka")
    open_desk("note", "hers", "--as", "tanaka")
    ran = open_desk("timeline", "--role", "operator", "--json")
    assert [entry["data"]["text"] for entry in ran.json["entries"]] == ["hers"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [(("--kind", "note"), "noted"), (("--role", "operater"), "operator"), (("--kind", "x"), "acted")],
)
def test_an_unknown_kind_or_role_is_no_empty_answer(
    open_desk: Desk, argv: tuple[str, ...], said: str
) -> None:
    ran = open_desk("timeline", *argv)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_note_of_several_lines_stays_in_its_row(open_desk: Desk) -> None:
    open_desk("note", "one\ntwo\n2026-11-22 JST")
    assert [line for line in open_desk("timeline").out.splitlines() if line == "2026-11-22 JST"] == [
        "2026-11-22 JST"
    ]


@pytest.mark.parametrize("columns", [80, 60, 40, 30])
def test_no_text_is_lost_on_a_narrow_screen(
    open_desk: Desk, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = "決済の応答が返らない状態が続いている" * 5 + "x" * 200 + "👨‍👩‍👧"
    open_desk("note", text)
    shown = "".join(line[16:].strip() for line in open_desk("timeline").out.splitlines())
    assert text in shown.replace(" ", "")


def test_a_damaged_line_is_named_and_the_rest_shown(open_desk: Desk) -> None:
    open_desk("note", "the first")
    open_desk("note", "the second")
    log = next(open_desk.home.glob("incidents/*/*/*/*.jsonl"))
    log.write_bytes(log.read_bytes().replace(b"the first", b"the worst"))
    for view in ("timeline", "report"):
        ran = open_desk(view)
        assert (ran.code, "the second" in ran.out, "the worst" in ran.out) == (0, True, False)
        assert "incidentctl verify" in ran.err
    verdict = open_desk("verify")
    assert verdict.code == 6
    assert "DAMAGED" in verdict.out


def test_a_time_is_shown_no_more_exact_than_it_is(open_desk: Desk) -> None:
    open_desk("mark", "detected", "約13:30")
    open_desk("mark", "started", "11/20")
    for view in ((), ("timeline",)):
        shown = open_desk(*view).out
        assert " ~13:30 " in shown
        assert " --:-- " in shown
        assert "00:00" not in shown
