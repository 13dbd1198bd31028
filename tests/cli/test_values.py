"""`set`, `mark`, `severity` and `path`: values as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.screens import Reply
from tests.cli.test_declare import Typed

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


@pytest.fixture
def open_desk(desk: Desk) -> Desk:
    desk("declare", "x")
    return desk


def newest(desk: Desk, kind: str = "field_set") -> Any:
    entries = desk("timeline", "--json").json["entries"]
    return max((e for e in entries if e["kind"] == kind), key=lambda e: e["recorded"])


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("impact.users", ("1200",), {"min": 1200, "max": 1200}),
        ("impact.users", ("1200..1500",), {"min": 1200, "max": 1500}),
        ("impact.users", ("--", ">=1200"), {"min": 1200, "max": None}),
        ("impact.users", ("unknown",), None),
        ("IMPACT.USERS", ("１２００人",), {"min": 1200, "max": 1200}),
        ("impact.regions", ("tokyo, osaka",), ["tokyo", "osaka"]),
        ("out_of_spec", ("はい",), "yes"),
        ("repro.result", ("Not_Tried",), "not_tried"),
        ("detection.source", ("アラート",), "alert"),
        ("custom.ticket", ("ABC-1",), "ABC-1"),
        ("expected", ("the", "order", "is", "placed"), "the order is placed"),
    ],
)
def test_a_field_takes_its_value_as_typed(
    open_desk: Desk, field: str, typed: tuple[str, ...], value: Any
) -> None:
    assert open_desk("set", field, *typed).code == 0
    assert newest(open_desk)["data"].get("value") == value


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("set",), 7, "help fields"),
        (("set", "impact.users"), 7, "impact.users"),
        (("set", "impact.users", ""), 2, "unknown"),
        (("set", "impact.usrs", "1"), 2, "impact.users"),
        (("set", "users", "1"), 2, "impact.users"),
        (("set", "impact.users", "many"), 2, "1200..1500"),
        (("set", "repro.result", "yess"), 2, "Did you mean yes?"),
        (("set", "cause", "x", "--certainty", "sure"), 2, "confirmed, likely, possible, unknown"),
        (("set", "started_at", "tomorrow"), 2, "→"),
        (("set", "resolved_at", "now"), 4, "incidentctl resolve"),
        (("mark",), 7, "mark started"),
        (("mark", "strated"), 2, "Did you mean started?"),
        (("mark", "resolved"), 4, "incidentctl resolve"),
        (("mark", "closed", "14:00"), 4, "incidentctl close"),
        (("mark", "started", "25:61"), 2, "→"),
        (("severity",), 7, "severity SEV2"),
        (("severity", "SEV9"), 2, "SEV1, SEV2, SEV3, SEV4"),
        (("path", "set"), 7, "client > edge"),
        (("path", "mark", "api"), 7, "path mark api ok"),
        (("path", "mark", "api", "ok"), 3, "path set"),
    ],
)
def test_what_cannot_be_meant_says_what_can(
    open_desk: Desk, argv: tuple[str, ...], code: int, said: str
) -> None:
    before = len(open_desk("timeline", "--json").json["entries"])
    ran = open_desk(*argv)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert len(open_desk("timeline", "--json").json["entries"]) == before


def test_a_cause_is_possible_until_somebody_confirms_it(open_desk: Desk) -> None:
    open_desk("set", "cause", "pool of 10")
    assert newest(open_desk)["data"]["certainty"] == "possible"
    open_desk("set", "cause", "pool of 10", "--certainty", "confirmed", "--source", "metrics")
    assert newest(open_desk)["data"].get("certainty", "confirmed") == "confirmed"
    assert open_desk("--json").json["phase"] == "identified"


def test_who_was_told_can_be_set_like_a_field(open_desk: Desk) -> None:
    open_desk("set", "told", "manager, support")
    assert open_desk("--json").json["told"] is True


@pytest.mark.parametrize(
    "argv",
    [
        ("set", "impact.users", "5"),
        ("set", "severity", "SEV1"),
        ("severity", "SEV1"),
        ("path", "set", "a > b"),
        ("note", "y"),
        ("act", "y"),
        ("tell", "y"),
        ("confirm",),
        ("withdraw", "--why", "z"),
        ("step", "done", "R8", "boss"),
        ("step", "skip", "R8", "--why", "z"),
        ("step", "fail", "R8", "--why", "z"),
        ("step", "defer", "R8"),
    ],
)
def test_every_recorder_takes_when_it_happened(desk: Desk, argv: tuple[str, ...]) -> None:
    desk("declare", "x", "--suspect", "--at", "30m")
    ran = desk(*argv, "--at", "14:01", "--json")
    assert [fact["at"] for fact in ran.json["facts"]] == ["2026-11-22T14:01:00+09:00"]
    assert ran.json["facts"][0]["recorded"].startswith("2026-11-22T05:05:")


def test_the_mark_of_a_hop_takes_when_it_was_found(open_desk: Desk) -> None:
    open_desk("path", "set", "a > b")
    ran = open_desk("path", "mark", "a", "ok", "--at", "14:01", "--json")
    assert ran.json["facts"][0]["at"] == "2026-11-22T14:01:00+09:00"


@pytest.mark.parametrize("level", ["SEV2", "sev2", "ＳＥＶ２", "2", "２", "major", "重大"])
@pytest.mark.parametrize("argv", [("severity",), ("set", "severity"), ("step", "done", "R6")])
def test_a_level_may_be_typed_in_any_way_that_is_meant(
    open_desk: Desk, argv: tuple[str, ...], level: str
) -> None:
    assert open_desk(*argv, level).code == 0
    assert open_desk("--json").json["severity"] == "SEV2"


@pytest.mark.parametrize("argv", [("severity",), ("set", "severity")])
def test_a_downgrade_without_a_reason_is_kept_and_asked_about(open_desk: Desk, argv: tuple[str, ...]) -> None:
    open_desk("severity", "SEV1")
    ran = open_desk(*argv, "SEV3")
    assert (ran.code, "--why" in ran.err) == (0, True)
    assert "--why" not in open_desk("severity", "SEV4", "--why", "five users").err
    assert "--why" not in open_desk("severity", "SEV1").err


@pytest.mark.parametrize("level", ["SEV3", "sev3", "軽微", "3"])
def test_on_a_terminal_a_downgrade_asks_for_its_reason(open_desk: Desk, level: str) -> None:
    open_desk("severity", "SEV1")
    open_desk.is_interactive, open_desk.prompter = True, Typed(Reply("five users"))
    assert "five users" in open_desk("severity", level).out


def test_a_milestone_without_a_time_is_now_and_may_be_unknown(open_desk: Desk) -> None:
    open_desk("mark", "mitigated")
    assert open_desk("--json").json["phase"] == "mitigated"
    assert open_desk("mark", "started", "unknown").code == 0
    assert "unknown" in open_desk("timeline").out.casefold()


@pytest.mark.parametrize("name", ["started", "STARTED", "ｓｔａｒｔｅｄ"])
def test_the_name_of_a_milestone_may_be_typed_in_any_case_and_width(open_desk: Desk, name: str) -> None:
    assert open_desk("mark", name, "20m", "ago").code == 0
    assert newest(open_desk)["at"] == "2026-11-22T13:45:01+09:00"


def test_an_order_that_cannot_be_warns_and_is_kept(open_desk: Desk) -> None:
    open_desk("mark", "started", "14:00")
    ran = open_desk("mark", "mitigated", "13:00")
    assert ran.code == 0
    assert "mitigated is before started" in ran.err


def test_the_boundary_is_computed_from_the_marks(open_desk: Desk) -> None:
    assert "path mark HOP" in open_desk("path", "set", "client > edge > api > db").err
    assert "client" in open_desk("path", "mark", "ＡＰＩ", "NG", "500 in the response").err
    open_desk("path", "mark", "client", "ok")
    ran = open_desk("path", "mark", "edge", "ok")
    assert ran.err.count("edge") == 1
    assert "api" in ran.err


def test_a_wrong_hop_suggests_the_right_one(open_desk: Desk) -> None:
    open_desk("path", "set", "client > edge > api")
    ran = open_desk("path", "mark", "clint", "ng")
    assert (ran.code, "incidentctl path mark client ng" in ran.err) == (3, True)
    assert open_desk("path", "mark", "client", "oke").code == 2


@pytest.mark.parametrize(
    ("typed", "mark"), [("正常", "正常"), ("異常", "異常"), ("ｏｋ", "正常"), ("ＮＧ", "異常"), ("?", "不明")]
)
def test_a_hop_is_marked_with_the_word_that_the_views_show(open_desk: Desk, typed: str, mark: str) -> None:
    open_desk("path", "set", "edge > api")
    ran = open_desk("path", "mark", "api", typed, "--lang", "ja")
    assert (ran.code, f"api: {mark}" in ran.out) == (0, True)


def test_a_zone_that_is_asked_for_reads_and_shows_the_times_of_that_call(open_desk: Desk) -> None:
    asked = ("--zone", "America/New_York")
    assert "2026-11-21 23:30 EST" in open_desk("note", "seen", "--at", "23:30", *asked).out
    assert "2026-11-21 21:00 EST" in open_desk("mark", "started", "21:00", *asked).out
    assert "13:30 n-" in open_desk("timeline").out
    assert "23:30 n-" in open_desk("timeline", *asked).out
    assert "2026-11-22 (Sun) 11:00 JST" in open_desk("report").out
    assert "2026-11-21 (Sat) 21:00 EST" in open_desk("report", *asked).out
