"""`declare`, `confirm` and `withdraw`: how an incident begins, and how it turns out to be none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Ask, Reply, Say

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


def kinds(desk: Desk) -> list[str]:
    return [entry["kind"] for entry in desk("timeline", "--json").json["entries"]]


def test_the_words_of_the_title_need_no_quotes(desk: Desk) -> None:
    ran = desk("declare", "Checkout", "returns", "500")
    assert ran.code == 0
    assert desk("list", "--json").json["incidents"][0]["title"] == "Checkout returns 500"


def test_the_first_notice_is_printed_ready_to_paste(desk: Desk) -> None:
    ran = desk("declare", "Checkout returns 500")
    notice = ran.out.split("\n\n")[1].splitlines()
    assert notice[0] == "[INVESTIGATING] 14:05 JST Checkout returns 500."
    assert any(line.startswith("Impact: ") for line in notice)
    assert notice[-1] == "Next update at 14:35 JST, even if nothing has changed."
    assert "tell" in ran.err.splitlines()[-1]


def test_the_notice_speaks_japanese(desk: Desk) -> None:
    desk.lang = "ja"
    ran = desk("declare", "決済で500エラー")
    assert "【調査中】14:05 決済で500エラー" in ran.out.replace(" JST", "")
    assert "進展がなくても" in ran.out


def test_the_log_begins_with_the_declaration(desk: Desk) -> None:
    desk("declare", "x")
    assert kinds(desk) == ["declared", "runbook_frozen", "step_done"]


@pytest.mark.parametrize(
    "flags",
    [
        ("--severity", "SEV9"),
        ("--detected", "yesterdayy"),
        ("--started", "tomorrow"),
        ("--source", "alrt"),
        ("--at", "soon"),
        ("--zone", "Foo"),
        ("--severity", "SEV1", "--detected", "nope"),
        ("--service", "shop", "--severity", "SEV0x"),
    ],
)
def test_a_wrong_flag_leaves_nothing_half_declared(desk: Desk, flags: tuple[str, ...]) -> None:
    ran = desk("declare", "Checkout returns 500", *flags)
    assert ran.code == 2
    assert ran.out == ""
    assert "→" in ran.err
    assert desk("list", "--json").json["incidents"] == []


@pytest.mark.parametrize("level", ["SEV2", "sev2", "ＳＥＶ２", "2", "２", "major", "重大"])
def test_a_severity_may_be_typed_in_any_way_that_is_meant(desk: Desk, level: str) -> None:
    assert desk("declare", "x", "--severity", level).code == 0
    assert desk("--json").json["severity"] == "SEV2"


def test_every_flag_is_recorded_with_the_declaration(desk: Desk) -> None:
    ran = desk(
        "declare", "x", "--severity", "SEV1", "--service", "shop", "--detected", "14:00",
        "--started", "10m ago", "--source", "alert", "--at", "14:03", "--json",
    )  # fmt: skip
    facts = {fact["kind"] for fact in ran.json["facts"]}
    assert {"declared", "field_set", "severity_set"} <= facts
    declared = next(fact for fact in ran.json["facts"] if fact["kind"] == "declared")
    assert declared["at"] == "2026-11-22T14:03:00+09:00"
    assert declared["recorded"].startswith("2026-11-22T05:05:00")


@pytest.mark.parametrize("title", [(), ("",), ("  ",)])
def test_without_a_title_exit_7_says_how_to_give_one(desk: Desk, title: tuple[str, ...]) -> None:
    ran = desk("declare", *title)
    assert ran.code == 7
    assert "incidentctl declare" in ran.err
    assert not (desk.home / "incidents").exists()


class Typed:
    """Somebody at the keyboard: answers in order, and what was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return self.replies.pop(0)

    def say(self, say: Say) -> None:
        del say


def test_on_a_terminal_the_title_is_asked_for_and_the_checklist_begins(desk: Desk) -> None:
    typed = Typed(Reply("Login is slow"), Reply("manager"), Reply(command="q"))
    desk.is_interactive, desk.prompter = True, typed
    ran = desk("declare")
    assert ran.code == 0
    assert typed.asked[1].name == "report/R8:told"
    assert "incidentctl walk report" in ran.err
    assert desk("--json").json["told"] is True


def test_no_walk_leaves_the_checklist_out(desk: Desk) -> None:
    desk.is_interactive, desk.prompter = True, Typed()
    assert desk("declare", "x", "--no-walk").code == 0


def test_a_suspicion_is_confirmed_once(desk: Desk) -> None:
    desk("declare", "x", "--suspect")
    assert desk("--json").json["phase"] == "suspected"
    assert desk("confirm", "--at", "14:04").code == 0
    assert desk("--json").json["phase"] == "investigating"
    again = desk("confirm")
    assert again.code == 4
    assert "incidentctl walk" in again.err


def test_a_withdrawal_needs_its_reason_and_says_thanks(desk: Desk) -> None:
    desk("declare", "x")
    missing = desk("withdraw")
    assert (missing.code, "--why" in missing.err) == (7, True)
    ran = desk("withdraw", "--why", "planned maintenance")
    assert "Thank you for raising it early." in ran.out
    assert desk("--json").json["phase"] == "withdrawn"
    assert desk("withdraw", "--why", "again").code == 4
    assert desk("confirm").code == 4


def test_on_a_terminal_the_reason_of_a_withdrawal_is_asked_for(desk: Desk) -> None:
    desk("declare", "x")
    desk.is_interactive, desk.prompter = True, Typed(Reply("a test page"))
    assert desk("withdraw").code == 0
    assert desk("timeline").out.rstrip().endswith("a test page")


def test_a_policy_that_cannot_be_read_does_not_stop_the_declaration(desk: Desk) -> None:
    policy = desk.home / ".incidentctl" / "runbooks" / "policy"
    policy.mkdir(parents=True)
    (policy / "phrases.yaml").write_text("incidentctl: 1\nphrases: [oops\n")
    ran = desk("declare", "x")
    assert ran.code == 0
    assert "phrases.yaml" in ran.err
    assert len(desk("list", "--json").json["incidents"]) == 1
