"""Rows of a file: the three formats, when each happened, and what each comes to."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from incidentctl.domain import backfill as backfills
from incidentctl.domain import row_times, rows
from incidentctl.domain.backfill import Backfill, backfill
from incidentctl.domain.decisions import pinned
from incidentctl.domain.events.decisions import Decided
from incidentctl.domain.events.endings import Reopened, Resolved
from incidentctl.domain.events.notes import Acted, Noted
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.row_times import Calendar, calendar, placed
from incidentctl.domain.rows import KINDS, Row, Wrong, parse
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from tests.domain.conftest import Story

TOKYO = ZoneInfo("Asia/Tokyo")
DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 16, 0, tzinfo=TOKYO)
TODAY = Calendar(NOW, TOKYO, DAY, DAY)
HEADER = "at,text,kind,role,source\n"


def row(text: str) -> Row:
    (found,), wrongs = parse(text)
    assert wrongs == ()
    return found


def wrongs(text: str) -> list[tuple[int, str]]:
    return [(each.line, each.key) for each in parse(text).wrongs]


def times(text: str, days: Calendar = TODAY) -> list[str]:
    """Give the times of the rows in the incident's zone, and `!key` for what could not be placed."""
    rows, bad = parse(text)
    assert bad == ()
    found, unplaced = placed(rows, days)
    told = {each.row.line: f"{each.at.at.astimezone(days.zone):%d %H:%M}" for each in found}
    told |= {each.line: f"!{each.key}" for each in unplaced}
    return [told[line] for line in sorted(told)]


@pytest.mark.parametrize(
    ("line", "at", "text"),
    [
        ("14:02 errors on checkout", "14:02", "errors on checkout"),
        ("2026-11-22 14:02 errors", "2026-11-22 14:02", "errors"),
        ("2026-11-22T14:02:10+09:00 errors", "2026-11-22 14:02:10+09:00", "errors"),
        ("14:02:10 JST errors", "14:02:10 JST", "errors"),
        ("14:02Z errors", "14:02Z", "errors"),
        ("・14:02 本文", "14:02", "本文"),
        ("  - 14:02 - errors", "14:02", "errors"),
        ("1. 14:02: errors", "14:02", "errors"),
        ("[14:02] errors", "14:02", "errors"),
        ("14:02—errors", "14:02", "errors"),
        ("14:02,errors", "14:02", "errors"),
        ("14:02 -5 % errors", "14:02", "-5 % errors"),
        ("14:02 5 errors", "14:02", "5 errors"),
        ("14:02 [web-03] is down", "14:02", "[web-03] is down"),
        ("１４：０２　本文", "１４：０２", "本文"),
        ("14時2分、本文", "14時2分", "本文"),
        ("14:02頃 本文", "14:02頃", "本文"),
        ("2026年11月22日(日) 午後2時3分 本文", "2026年11月22日 午後2時3分", "本文"),
        ("11/22(Sun) 14:02 errors", "11/22 14:02", "errors"),
        ("2:05 PM errors", "2:05 PM", "errors"),
    ],
)
def test_a_line_is_a_time_and_what_happened(line: str, at: str, text: str) -> None:
    assert row(line) == Row(1, at, text)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("errors on checkout", "row-without-time"),
        ("14時間停止した", "row-without-time"),
        ("1:100 odds", "row-without-time"),
        ("14:02", "row-without-text"),
        ("14:02-14:10 rollback", "row-range"),
        ("14:02〜14:10 切り戻し", "row-range"),
        ("14:02 -05:00 errors", "row-range"),
        ("14:02 PST errors", "row-zone"),
        ("14:02 UTC+9 errors", "row-zone"),
    ],
)
def test_a_line_that_could_mean_two_things_is_refused(line: str, key: str) -> None:
    assert wrongs(f"14:00 before\n{line}\n14:30 after") == [(2, key)]
    assert len(parse(f"14:00 before\n{line}\n14:30 after").rows) == 2


def test_a_line_that_is_only_a_date_says_the_day_of_the_next_one() -> None:
    text = "## 2026-11-20\n23:50 a\n00:10 b\n\n2026年11月22日(日)\n14:02 c\n"
    assert times(text) == ["20 23:50", "21 00:10", "22 14:02"]


def test_a_kind_in_brackets_is_one_only_if_it_is_the_name_of_one() -> None:
    assert [
        (each.kind, each.text) for each in parse("14:02 [action] a\n14:03 【検知】\n14:04 [x] b").rows
    ] == [
        ("action", "a"),
        ("detected", ""),
        ("note", "[x] b"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_is_read_with_any_delimiter_line_end_and_byte_order_mark(delimiter: str, end: str) -> None:
    lines = (
        ("at", "text", "kind", "host", "source"),
        ("14:02", '"a ""b""\nc"', "action", "web-03", ""),
        ("", "", "", "", ""),
        ("14:03", "d"),
    )
    text = "\ufeff" + end.join(delimiter.join(cells).replace("\n", end) for cells in lines) + end
    rows, bad = parse(text)
    assert bad == ()
    assert rows == (Row(2, "14:02", 'a "b"\nc', "action", more={"host": "web-03"}), Row(5, "14:03", "d"))


@pytest.mark.parametrize(
    "header", ["時刻,内容,種別,役割,情報源", "Time,Message,Type,Role,Source", "ＡＴ,text,kind,role,source"]
)
def test_columns_are_known_by_their_names_in_both_languages(header: str) -> None:
    found = row(f"{header}\n14:02,応答なし,検知,監視,アラート\n")
    assert found == Row(2, "14:02", "応答なし", "detected", "監視", "アラート")


def test_a_day_in_a_column_of_its_own_belongs_to_the_time() -> None:
    assert row("date,time,text\n2026-11-22,14:02,x\n").at == "2026-11-22 14:02"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_said_in_both_languages(kind: str) -> None:
    for lang in LANGS:
        typed = Words(lang)(f"importing.kind.{kind}")
        assert row(f"{HEADER}14:02,x,{typed},,\n").kind == kind
    assert row(f"{HEADER}14:02,x,{kind.upper()},,\n").kind == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{HEADER}14:02,x,acton,,\n", [(2, "row-kind")]),
        (f"{HEADER},x,,,\n", [(2, "row-without-time")]),
        (f"{HEADER}14:02,,,,\n", [(2, "row-without-text")]),
        (f"{HEADER}14:02,a,note,,,b\n", [(2, "row-too-wide")]),
        (f'{HEADER}14:02,"a"b,,,\n14:03,ok,,,\n', [(2, "row-quotes")]),
        (f'{HEADER}14:02,ok,,,\n14:03,"never closed,,,\n14:04,x,,,\n', [(3, "row-quotes")]),
        ("time,timestamp,text\n14:02,14:02,x\n", [(1, "column-twice")]),
        ("at,text,host,host\n14:02,x,a,b\n", [(1, "column-twice")]),
        ("time;host\n14:02;x\n", [(1, "column-missing")]),
        ('{"at": "14:02", "text": "x"}\n{oops\n[1]\n', [(2, "row-json"), (3, "row-json")]),
        ('{"at": 1795323720, "text": "x"}', [(1, "row-not-text")]),
        ('{"at": "14:02", "text": "x", "load": NaN}', [(1, "row-json")]),
        ('{"at": "14:02", "time": "14:03", "text": "x"}', [(1, "column-twice")]),
        ('{"at": "14:02", "text": ' + "[" * 100_000, [(1, "row-json")]),
    ],
)
def test_every_bad_line_is_told_by_its_number(text: str, found: list[tuple[int, str]]) -> None:
    assert wrongs(text) == found


def test_a_kind_that_is_almost_one_is_suggested() -> None:
    (wrong,) = parse(f"{HEADER}14:02,x,acton,,\n").wrongs
    assert wrong.params["suggestion"] == "action"


def test_what_json_says_besides_is_kept_as_it_is() -> None:
    found = row('{"time": "14:02", "text": "x", "tags": ["a", 1, null], "load": 0.7}')
    assert found == Row(1, "14:02", "x", more={"tags": ["a", 1, None], "load": 0.7})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:00 a\n22:00 b", ["22 09:00", "!row-ahead"]),  # the same day, however long the gap
        ("14:10 a\n14:05 b\n14:12 c", ["22 14:10", "22 14:05", "22 14:12"]),
        ("14:02 a\n14:02 b", ["22 14:02", "22 14:02"]),
        ("2026-11-20 23:50 a\n00:10 b\n08:00 c", ["20 23:50", "21 00:10", "21 08:00"]),
        ("2026-11-20 20:00 a\n06:00 b", ["20 20:00", "21 06:00"]),
        ("2026-11-20 20:00 a\n09:00 b\n09:30 c", ["20 20:00", "!row-day-unclear", "!row-day-unclear"]),
        ("2026-11-21 00:05 a\n23:58 b", ["21 00:05", "20 23:58"]),
        ("14:02 a\n05:10Z b", ["22 14:02", "22 14:10"]),
        ("11/20 14:02 a\n2026年11月21日 14時 b", ["20 14:02", "21 14:00"]),
        ("25:30 a", ["!row-ahead"]),
        ("14:02 a\n31:99 b\n14:03 c", ["22 14:02", "!row-time", "22 14:03"]),
        ("2026-11-22 23:00 a\n14:00 b", ["!row-ahead", "22 14:00"]),
        ("2026-02-30 23:00 a", ["!row-time"]),
    ],
)
def test_a_time_without_a_day_goes_on_from_the_row_above(text: str, expected: list[str]) -> None:
    assert times(text) == expected


@pytest.mark.parametrize("typed", ["10m ago", "now", "yesterday 14:02", "1405", "昨日 14:02", "", "x" * 1000])
def test_a_time_that_means_another_thing_tomorrow_is_refused(typed: str) -> None:
    rows = (Row(1, typed, "x"),)
    found, bad = placed(rows, TODAY)
    assert (found, [each.key for each in bad]) == ((), ["row-time"])


def test_the_first_time_must_fit_one_day_of_the_incident_alone() -> None:
    days = TODAY._replace(first=DAY - timedelta(days=1))
    assert times("14:02 a\n14:05 b\n00:10 c", days) == ["!row-which-day", "21 14:05", "22 00:10"]
    assert times("17:00 a\n00:10 b", days) == ["21 17:00", "22 00:10"]  # today it would still be ahead
    assert times("2026-11-21 14:02 a\n14:05 b", days) == ["21 14:02", "21 14:05"]


@pytest.mark.parametrize(
    ("line", "key"),
    [("01:30 a", "time-ambiguous"), ("2026-11-01 01:30 a", "time-ambiguous"), ("02:30 a", "")],
)
def test_an_hour_that_the_clocks_had_twice_needs_its_offset(line: str, key: str) -> None:
    zone = ZoneInfo("America/Los_Angeles")
    day = date(2026, 11, 1)
    days = Calendar(datetime(2026, 11, 1, 12, 0, tzinfo=zone), zone, day, day)
    _, bad = placed(parse(f"00:50 x\n{line}").rows, days)
    assert [each.key for each in bad] == ([key] if key else [])
    found, _ = placed(parse("00:50 x\n2026-11-01T01:30-08:00 a").rows, days)
    assert found[1].at.at.astimezone(UTC) == datetime(2026, 11, 1, 9, 30, tzinfo=UTC)


def test_the_days_of_an_incident_are_those_from_its_first_milestone_to_its_end(story: Story) -> None:
    now = datetime(2026, 11, 25, 9, 0, tzinfo=TOKYO)
    assert calendar(story.incident(), now, TOKYO)[2:] == (DAY, date(2026, 11, 25))
    story.mark("started", "2026-11-21T23:00").at("18:00").set(
        "closed_at", {"t": "2026-11-23T09:00:00+09:00", "pr": "minute"}
    )
    assert calendar(story.incident(), now, TOKYO)[2:] == (date(2026, 11, 21), date(2026, 11, 23))
    assert calendar(story.incident(), now, TOKYO, DAY)[2:] == (DAY, DAY)


# What rows come to


def entered(story: Story, text: str) -> Backfill:
    rows, bad = parse(text)
    found, unplaced = placed(rows, TODAY)
    assert (bad, unplaced) == ((), ())
    return backfill(story.incident(), found, lambda role: {"作業者": "operator"}.get(role, role))


def events(story: Story, text: str) -> list[Any]:
    return [new.event for new in entered(story, text).news]


def taken(story: Story, rows: Backfill) -> None:
    """Let the facts of the rows be recorded."""
    for new in rows.news:
        story.add(new.event, "importer", new.at)
        story.facts[-1] = story.facts[-1]._replace(id=new.id, extra={"row": new.row})


def value(at: str) -> dict[str, str]:
    return {"t": f"2026-11-22T{at}:00+09:00", "pr": "minute"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("note", [Noted("x")]),
        ("hypothesis", [Noted("x", "guess")]),
        ("action", [Acted("x")]),
        ("decision", [Decided("x")]),
        ("status_update", [UpdatePosted("x", audience="")]),
        ("detected", [Noted("x"), FieldSet("detected_at", value("14:02"))]),
        ("mitigated", [Noted("x"), FieldSet("mitigated_at", value("14:02"))]),
    ],
)
def test_each_kind_comes_to_its_events(story: Story, kind: str, expected: list[Any]) -> None:
    assert events(story, f"{HEADER}14:02,x,{kind},,\n") == expected


def test_a_source_makes_a_note_a_relayed_one_and_a_guess_is_kept_out_of_reports(story: Story) -> None:
    assert events(story, f"{HEADER}14:02,maybe the DB,,,support\n") == [
        Noted("maybe the DB", "relayed", "support")
    ]
    rows = entered(story, f"{HEADER}14:02,maybe the DB,,,\n14:03,おそらくDB,,,\n14:04,5xx,,,\n")
    assert rows.unsure == 2
    assert rows.news[0].event == Noted("maybe the DB", "unsure")


def test_what_has_no_place_in_the_event_stands_beside_it(story: Story) -> None:
    (new,) = entered(story, "at,text,kind,role,source,host\n14:02,x,action,作業者,runbook,web-03\n").news
    assert new.row == {"role": "operator", "source": "runbook", "columns": {"host": "web-03"}}
    one, two = entered(story, "at,text,kind,host\n14:02,x,detected,web-03\n").news
    assert (one.row, two.row) == ({"columns": {"host": "web-03"}}, {})


def test_a_recovery_that_nobody_declared_is_not_declared_by_a_file(story: Story) -> None:
    text = f"{HEADER}14:02,x,resolved,,\n"
    assert [each.key for each in entered(story, text).wrongs] == ["row-not-resolved"]
    story.add(Resolved())
    assert events(story, text) == [Noted("x"), FieldSet("resolved_at", value("14:02"))]
    assert entered(story, text).wrongs == ()


def test_a_milestone_stands_once_and_not_before_the_reopening(story: Story) -> None:
    twice = f"{HEADER}14:02,,mitigated,,\n14:09,,mitigated,,\n"
    assert entered(story, twice).wrongs == (
        Wrong(3, "row-milestone-twice", {"kind": "mitigated", "first": 2}),
    )
    story.add(Resolved()).at("15:00").add(Reopened("again"))
    text = f"{HEADER}14:02,,mitigated,,\n15:10,,detected,,\n"
    assert [(each.line, each.key) for each in entered(story, text).wrongs] == [(2, "row-before-reopening")]


def test_a_row_that_is_known_is_not_held_to_what_came_later(story: Story) -> None:
    text = f"{HEADER}14:02,,mitigated,,\n"
    history(story, text).add(Resolved()).at("15:00").add(Reopened("again"))
    rows = entered(story, text)
    assert (rows.known, rows.wrongs) == (1, ())


def test_the_same_row_is_the_same_fact_in_every_format_and_zone(story: Story) -> None:
    same = (
        "14:02 [action] restarted web-03",
        "2026-11-22T05:02Z [操作] restarted web-03",
        f"{HEADER}14:02,restarted web-03,Action,,\n",
        '{"text": "restarted web-03", "kind": "対応", "at": "2026-11-22T14:02:00+09:00"}',
    )
    assert len({entered(story, text).news[0].id for text in same}) == 1
    other = ("14:03 [action] restarted web-03", "14:02 restarted web-03", "14:02 [action] restarted web-04")
    assert len({entered(story, text).news[0].id for text in (same[0], *other)}) == 4


def test_rows_that_say_the_same_are_told_apart_by_their_number(story: Story) -> None:
    rows = entered(story, "14:02 retry\n14:02 retry\n")
    assert len({new.id for new in rows.news}) == 2
    taken(story, rows)
    again = entered(story, "14:02 retry\n14:02 retry\n14:02 retry\n")
    assert [entry.is_known for entry in again.entries] == [True, True, False]


# History moves nothing that runs now


def history(story: Story, text: str) -> Story:
    taken(story, entered(story, text))
    return story


def test_the_role_is_that_of_the_row_and_never_that_of_the_importer(story: Story) -> None:
    story.note("sato sees it")
    history(story, f"{HEADER}14:02,a,,作業者,\n14:03,b,,DB team,\n14:04,c,,,\n")
    assert [entry.role for entry in story.incident().entries[-3:]] == ["operator", "DB team", ""]
    page = story.at("15:00").page()
    assert "| 14:02 | Operator | a |" in page
    assert "| 14:03 | DB team | b |" in page
    assert "| 14:04 |  | c |" in page


def test_a_name_in_the_column_of_roles_does_not_reach_a_report(story: Story) -> None:
    history(story, f"{HEADER}14:02,a,,sato,\n")
    assert "sato" not in story.at("15:00").page().lower()


def test_a_told_update_keeps_the_cadence_the_recovery_and_the_phase(story: Story) -> None:
    due = "2026-11-22T15:00:00+09:00"
    story.add(UpdatePosted("x", "manager", "investigating", due)).add(Resolved())
    before = story.incident().pulse
    history(story, f"{HEADER}14:02,we told everybody,status_update,,\n")
    after = story.incident().pulse
    kept = ("next_update", "updated", "voiced", "recovery_told", "update_due")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert after.next_update == due
    assert "Status update: we told everybody" in story.page()


def test_an_incident_whose_updates_a_file_told_was_told(story: Story) -> None:
    assert history(story, f"{HEADER}14:02,x,status_update,,\n").incident().pulse.told


def test_a_told_decision_overrules_no_later_one_and_is_no_order(story: Story) -> None:
    story.at("14:30").add(Decided("roll back"))
    live = story.facts[-1]
    history(story.at("15:00"), f"{HEADER}14:20,wait,decision,,\n")
    incident = story.set("decision.basis", "evidence").incident()
    assert incident.value("decision") == "roll back"
    assert [each.fact.event.text for each in incident.decisions.values()] == ["wait", "roll back"]
    assert (incident.pulse.decision, pinned(incident)) == (live.id, live)
    assert incident.decisions[live.id].basis == "evidence"
    history(story, f"{HEADER}14:40,go on,decision,,\n")
    assert story.incident().value("decision") == "go on"
    assert pinned(story.incident()) == live
    assert story.incident().pulse.decision == live.id


def test_a_told_action_from_before_the_reopening_does_not_begin_it_again(story: Story) -> None:
    story.add(Resolved()).at("15:00").add(Reopened("again"))
    assert not history(story, f"{HEADER}14:20,restart,action,,\n").incident().pulse.acting
    assert history(story, f"{HEADER}15:20,restart,action,,\n").incident().pulse.acting


def test_what_a_stranger_wrote_beside_a_fact_breaks_nothing(story: Story) -> None:
    strange: tuple[Any, ...] = (1, {"role": ["x"]}, {"role": None}, {})
    for extra in ({"row": row} for row in strange):
        story.note("x")
        story.facts[-1] = story.facts[-1]._replace(extra=extra)
    assert story.page()


@pytest.mark.parametrize("count", [6_000])
def test_many_rows_are_read_in_a_time_that_grows_with_them(story: Story, count: int) -> None:
    def took(number: int) -> float:
        lines = [f"{14 + n // 3600 % 2}:{n // 60 % 60:02}:{n % 60:02} errors {n}" for n in range(number)]
        begun = time.process_time()
        rows = parse("\n".join(f"2026-11-22 {line}" for line in lines)).rows
        found, bad = placed(rows, TODAY)
        assert len(backfill(story.incident(), found, str).news) == number
        assert bad == ()
        return time.process_time() - begun

    small = took(count // 10)
    assert took(count) < 30 * max(small, 0.05)


@pytest.mark.parametrize(
    "line",
    [
        " " * 200_000,
        "#" * 200_000,
        "14:02 " + "- " * 100_000,
        "14:02 [" + "a " * 100_000,
        "(" * 200_000,
        "1" * 200_000,
    ],
)
def test_no_line_takes_long_to_be_refused(line: str) -> None:
    begun = time.process_time()
    parse(f"14:02 a\n{line}")
    assert time.process_time() - begun < 1


def test_whatever_is_wrong_with_a_row_has_its_sentences() -> None:
    sources = [Path(module.__file__ or "").read_text("utf-8") for module in (rows, row_times, backfills)]
    keys = set(re.findall(r'"((?:row|column)-[a-z-]+)"', "".join(sources)))
    assert len(keys) > 15
    for lang in LANGS:
        assert [key for key in keys if not Words(lang).has(f"errors.{key}.next")] == []
        assert [key for key in keys if not Words(lang).has(f"errors.{key}")] == []
