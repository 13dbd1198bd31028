"""`list`, `use` and `-i`: which incident is meant, with several open, several terminals, and some over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply
from tests.cli.test_declare import Typed

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


def declare(desk: Desk, title: str) -> str:
    id_: str = desk("declare", title, "--json").json["incident"]
    return id_


def active(desk: Desk) -> str:
    id_: str = desk("--json").json["incident"]
    return id_


def test_open_incidents_come_first_and_open_alone_can_be_asked_for(desk: Desk) -> None:
    first, second = declare(desk, "one"), declare(desk, "two")
    desk("withdraw", "--why", "none")
    rows = desk("list", "--json").json["incidents"]
    assert [(row["id"], row["open"]) for row in rows] == [(first, True), (second, False)]
    assert [row["id"] for row in desk("list", "--open", "--json").json["incidents"]] == [first]


def test_without_any_incident_the_list_says_how_to_begin(desk: Desk) -> None:
    ran = desk("list")
    assert (ran.code, ran.out) == (0, "")
    assert "incidentctl declare" in ran.err


@pytest.mark.parametrize("change", [str, str.upper, lambda text: text[-4:], lambda text: text[-4:].upper()])
def test_any_unique_end_of_the_id_will_do(desk: Desk, change: object) -> None:
    first = declare(desk, "one")
    declare(desk, "two")
    assert callable(change)
    ran = desk("use", change(first))
    assert (ran.code, "one" in ran.out) == (0, True)
    assert active(desk) == first


def test_an_ambiguous_end_lists_the_candidates(desk: Desk) -> None:
    ids = [declare(desk, str(n)) for n in range(30)]
    last = next(end for end in {each[-1] for each in ids} if sum(each[-1] == end for each in ids) > 1)
    ran = desk("use", last)
    assert ran.code == 2
    assert {line.strip() for line in ran.err.splitlines()} >= {each for each in ids if each[-1] == last}


@pytest.mark.parametrize(
    ("argv", "code"), [(("use",), 7), (("use", "zzzz"), 3), (("-i", "zzzz", "note", "x"), 3)]
)
def test_an_incident_that_is_not_there_points_at_the_list(
    desk: Desk, argv: tuple[str, ...], code: int
) -> None:
    declare(desk, "one")
    ran = desk(*argv)
    assert (ran.code, "incidentctl list" in ran.err or "-i" in ran.err) == (code, True)


def test_one_open_incident_needs_no_name_in_the_echo_two_do(desk: Desk) -> None:
    first = declare(desk, "one")
    assert desk("note", "x").out.startswith("Recorded ")
    desk.terminal = "t2"
    declare(desk, "two")
    desk.terminal = "t1"
    assert desk("note", "x").out.splitlines()[0] == f"{first}  one"


def test_each_terminal_keeps_the_incident_it_used_last(desk: Desk) -> None:
    first = declare(desk, "one")
    desk.terminal = "t2"
    second = declare(desk, "two")
    desk.terminal = "t1"
    assert active(desk) == first
    desk.terminal = "t2"
    assert active(desk) == second


def test_the_flag_names_another_incident_and_stays_used(desk: Desk) -> None:
    first, second = declare(desk, "one"), declare(desk, "two")
    assert desk("-i", first[-4:], "note", "x", "--json").json["incident"] == first
    assert active(desk) == first
    assert desk("note", "x", "-i", second[-4:], "--json").json["incident"] == second


def test_a_new_terminal_takes_the_only_open_one(desk: Desk) -> None:
    first = declare(desk, "one")
    desk.terminal = "t2"
    assert desk("note", "x", "--json").json["incident"] == first


@pytest.mark.parametrize(
    "argv", [("set", "service", "x"), ("walk",), ("tell", "boss"), ("undo",), ("note", "x")]
)
def test_a_new_terminal_among_several_open_ones_must_say_which(desk: Desk, argv: tuple[str, ...]) -> None:
    first, second = declare(desk, "one"), declare(desk, "two")
    desk.terminal = "t2"
    ran = desk(*argv)
    assert (ran.code, ran.out) == (7, "")
    assert f"-i {first[-4:]}" in ran.err
    assert f"-i {second[-4:]}" in ran.err
    assert argv[0] != "note" or "note x" in ran.err


def test_on_a_terminal_it_is_asked(desk: Desk) -> None:
    first = declare(desk, "one")
    declare(desk, "two")
    desk.terminal, desk.is_interactive = "t2", True
    desk.prompter = Typed(Reply(first))
    assert desk("set", "service", "shop", "--json").json["incident"] == first


def test_a_note_stays_with_the_incident_that_is_over_while_a_write_asks(desk: Desk) -> None:
    first = declare(desk, "one")
    desk.terminal = "t2"
    desk("-i", first[-4:], "withdraw", "--why", "none")
    second = declare(desk, "two")
    desk.terminal = "t1"
    ran = desk("note", "x")
    assert ran.out.splitlines()[0] == f"{first}  one"
    assert "already over" in ran.err
    assert ran.err.splitlines()[-1] == f"→ incidentctl use {second[-4:]}"
    assert desk("set", "service", "x").code == 7
    assert desk("use", second[-4:]).code == 0
    assert desk("set", "service", "x", "--json").json["incident"] == second


def test_a_closed_incident_can_be_used_to_look_at_it(desk: Desk) -> None:
    first = declare(desk, "one")
    desk("withdraw", "--why", "none")
    second = declare(desk, "two")
    desk("use", first[-4:])
    assert desk("timeline", "--json").json["incident"] == first
    overview = desk("--json").json
    assert (overview["incident"], overview["next"]) == (first, f"incidentctl use {second[-4:]}")


def test_the_bare_command_names_the_others_and_fits_in_twelve_lines(desk: Desk) -> None:
    for title in ("one", "two", "three"):
        declare(desk, title)
    for n in range(9):
        desk("note", f"fact {n}")
    desk("step", "done", "I1", "x")
    desk("step", "done", "F2", "happening=x")
    ran = desk()
    assert "also open:" in ran.out
    assert len((ran.out + ran.err).splitlines()) <= 12
    assert ran.out.splitlines()[-1].startswith("→ incidentctl ")


def test_the_environment_names_an_incident_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = declare(desk, "one")
    declare(desk, "two")
    made = desk.context

    def context() -> object:
        context = made()
        context.config = {"incident": first[-4:]}
        return context

    monkeypatch.setattr(desk, "context", context)
    assert active(desk) == first
