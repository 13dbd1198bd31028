"""`criteria`, `resolve`, `stand-down`, `close` and `reopen`, from the outside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Ask, Reply, Say

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

ROOT = Path(__file__).parents[2]
CLOSING = (
    *(
        f"lessons.{axis}.{kind}"
        for axis in ("response", "cause")
        for kind in ("went_well", "went_badly", "next")
    ),
    *(f"follow_up.{area}" for area in ("cause", "permanent", "prevent", "detect", "recover")),
    "priorities.decided_by",
)


class Typist:
    """Somebody at the terminal who types one line, whatever is asked."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Reply(self.line)

    def say(self, say: Say) -> None:
        raise AssertionError(say)


def kinds(desk: Desk) -> list[str]:
    return [entry["kind"] for entry in desk("timeline", "--json").json["entries"]]


def test_recovery_is_declared_and_the_update_says_so_ready_to_paste(desk: Desk) -> None:
    desk("declare", "Checkout", "--severity", "SEV2")
    ran = desk("resolve", "orders", "go", "through", "again", "--at", "14:02")
    assert "incidentctl update" in ran.err
    ran = desk("update")
    assert (
        "[RECOVERED] We confirmed that orders go through again and declared recovery at 14:02 JST." in ran.out
    )
    ran = desk("report", "--form", "final", "--lang", "ja")
    assert "復旧完了時刻: 2026年11月22日(日) 14:02 JST" in ran.out


def test_what_shows_the_recovery_is_asked_for_once(desk: Desk) -> None:
    desk("declare", "Checkout")
    ran = desk("resolve")
    assert ran.code == 7
    assert 'incidentctl resolve "' in ran.err
    assert "resolved" not in kinds(desk)
    desk("set", "recovery.fact", "orders go through again")
    assert desk("resolve").code == 0


def test_at_a_terminal_it_is_asked_for(desk: Desk) -> None:
    desk("declare", "Checkout")
    typist = Typist("orders go through again")
    desk.prompter, desk.is_interactive = typist, True
    assert "orders go through again" in desk("resolve").out
    assert [ask.name for ask in typist.asked] == ["recovery"]
    typist.line = "500 again"
    assert "500 again" in desk("reopen").out
    typist.line = "the queue is empty"
    assert "the queue is empty" in desk("criteria", "add").out


def test_recovery_and_its_fact_are_one_decision(desk: Desk) -> None:
    desk("declare", "Checkout")
    desk("note", "here", "--as", "tanaka")
    assert desk("resolve", "all well", "--as", "tanaka").code == 4
    assert "field_set" not in kinds(desk)
    ran = desk("resolve", "all well", "--as", "tanaka", "--override", "the commander's laptop is dead")
    assert ran.code == 0
    assert [kind for kind in kinds(desk) if kind in {"overridden", "field_set", "resolved"}] == [
        "overridden", "field_set", "resolved",
    ]  # fmt: skip


def test_a_lone_engineer_meets_no_refusal(desk: Desk) -> None:
    desk("declare", "Checkout", "--severity", "SEV1")
    for command in (("resolve", "orders go through again"), ("stand-down",), ("close",)):
        ran = desk(*command)
        assert ran.code == 0, ran
        assert not {"S1-5", "S3-13", "S4-11", "S4-12", "S2-12"} & set(ran.err.replace(":", " ").split())


def test_in_the_formation_the_gates_refuse_and_name_what_is_missing(desk: Desk) -> None:
    desk.config = {"profile": "formation"}
    desk("declare", "Checkout", "--severity", "SEV1")
    desk("role", "take", "commander")
    desk("note", "here", "--as", "tanaka")
    desk("resolve", "orders go through again")
    desk("set", "standdown_when", "x")
    desk("tell", "manager")
    assert desk("stand-down").code == 4
    desk("set", "links.report", "https://wiki/1")
    assert desk("stand-down").code == 0
    ran = desk("close")
    assert ran.code == 4
    for rule in ("S2-12", "S4-11"):
        assert f"{rule}: " in ran.err
    assert "S3-13" not in ran.err
    for name in CLOSING:
        assert desk("set", name, "a text", "--override", "x").code == 0
    assert "S4-12: Not decided whether now, later or not at all: 5" in desk("close").err
    assert desk("set", "priorities.now", "all", "--override", "x").code == 0
    ran = desk("close")
    assert ran.code == 4
    assert ran.err.splitlines()[1:3] == [
        "S4-11: Closing takes this, too: the report to management",
        "  → incidentctl set departments.management told",
    ]
    desk("set", "departments.management", "told", "--override", "x")
    assert desk("close").code == 0


def test_lifting_the_formation_says_what_goes_on(desk: Desk) -> None:
    desk("declare", "Checkout", "--severity", "SEV1")
    desk("step", "done", "C2", "logs=?", "billing=?", "notices=na", "data=na", "queues=na", "alerts=na")
    desk("resolve", "orders go through again")
    ran = desk("stand-down")
    assert "The watch goes on until 16:05 JST" in ran.err
    assert "Tasks still open: 2." in ran.err
    assert "Thank you" in ran.out
    desk("reopen", "--why", "500 again")
    for name in ("logs", "billing"):
        desk("set", f"sweep.{name}", "done")
    desk("resolve", "orders go through again", "--at", "14:06")
    desk.wait(hours=3)
    ran = desk("stand-down")
    assert "watch" not in ran.err
    assert "Tasks" not in ran.err


@pytest.mark.parametrize(
    ("command", "names"),
    [
        (("stand-down",), "incidentctl resolve"),
        (("close",), "incidentctl stand-down"),
        (("reopen", "--why", "x"), "incidentctl walk"),
        (("mark", "resolved", "now"), "incidentctl resolve"),
        (("mark", "ended", "now"), "incidentctl stand-down"),
        (("set", "closed_at", "now"), "incidentctl close"),
    ],
)
def test_out_of_turn_it_names_what_comes_first(desk: Desk, command: tuple[str, ...], names: str) -> None:
    desk("declare", "Checkout")
    ran = desk(*command)
    assert ran.code == 4
    assert names in ran.err


def test_a_closed_incident_is_open_again_once_it_was_reopened(desk: Desk) -> None:
    desk("declare", "Checkout")
    for command in (("resolve", "orders go through again"), ("stand-down",), ("close",)):
        desk(*command)
    assert desk("list", "--open").out == ""
    ran = desk("reopen", "--why", "500 again since 16:20")
    assert "Every role is free" in ran.out
    assert "incidentctl role take commander" in ran.err
    assert "investigating" in desk("list", "--open").out
    assert desk("reopen").code == 7


def test_before_the_formation_was_lifted_nobody_has_to_take_a_role_again(desk: Desk) -> None:
    desk("declare", "Checkout")
    desk("resolve", "orders go through again")
    ran = desk("reopen", "--why", "500 again")
    assert "role" not in ran.out + ran.err


def test_criteria_are_listed_ticked_and_read_by_programs(desk: Desk) -> None:
    desk("declare", "Checkout")
    assert "criteria add" in desk("criteria", "list").err
    assert desk("criteria", "add").code == 7
    assert desk("criteria", "tick").code == 7
    handle = desk("criteria", "add", "the queue is empty", "--json").json["facts"][0]["handle"]
    ran = desk("criteria", "tick", handle)
    assert "S1-6: Say what shows it." in ran.err
    assert f"incidentctl criteria tick {handle} --evidence TEXT" in ran.err
    ran = desk("criteria", "tick", handle, "--evidence", "0 of 0")
    assert "S1-6" not in ran.err
    assert "→ incidentctl resolve" in ran.err
    (row,) = desk("criteria", "list", "--json").json["criteria"]
    assert row == {"handle": handle, "text": "the queue is empty", "is_ticked": True, "evidence": "0 of 0"}
    assert "[x]" in desk("criteria", "list").out
    assert desk("criteria", "tick", "i-zzz").code == 3


def test_the_walk_declares_recovery_and_says_to_tell_it(desk: Desk, tmp_path: Path) -> None:
    desk("declare", "Checkout")
    answers = tmp_path / "answers.txt"
    answers.write_text(
        "C1: 30 minutes without a 500\nC2: /d\nC3:recovery.fact: orders go through again\n"
        "C3:resolved_at: now\nC4: 1h\nC5: now\n"
    )
    ran = desk("walk", "stand-down", "--answers", str(answers))
    assert ran.code == 0, ran
    assert "ic update" in ran.err
    assert {"resolved", "stood_down"} <= set(kinds(desk))
    assert "stood down" in desk("list").out


def test_the_walk_says_what_cannot_be_meant_and_asks_again(desk: Desk, tmp_path: Path) -> None:
    desk("declare", "Checkout")
    answers = tmp_path / "answers.txt"
    answers.write_text("C1: /d\nC2: /d\nC3: /d\nC4: /d\nC5: now\n")
    ran = desk("walk", "stand-down", "--answers", str(answers))
    assert ran.code == 7
    assert "Recovery has not been declared yet." in ran.err
    assert "Go on anyway" not in ran.err
    assert "stood_down" not in kinds(desk)


def test_users_who_can_work_again_lead_to_the_stand_down(desk: Desk) -> None:
    desk("declare", "Checkout")
    desk("tell", "manager")
    assert "incidentctl walk stand-down" in desk("step", "done", "F8", "result=restored").err


@pytest.mark.parametrize("verb", ["resolve", "stand-down", "close"])
def test_two_terminals_never_both_declare_the_end(tmp_path: Path, verb: str) -> None:
    environ = {
        **os.environ, "INCIDENTCTL_HOME": str(tmp_path / "home"), "INCIDENTCTL_USER": "aoki",
        "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    program = (sys.executable, "-m", "incidentctl")

    def start(*argv: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*program, *argv], env=environ, cwd=tmp_path, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    for before in (("declare", "x"), ("resolve", "all well"), ("stand-down",)):
        if before[0] == verb:
            break
        start(*before).communicate()
    racing = [start(verb, *(("all well",) if verb == "resolve" else ())) for _ in range(4)]
    told = [process.communicate()[1] for process in racing]
    assert sorted(process.returncode for process in racing) == [0, 4, 4, 4], told
