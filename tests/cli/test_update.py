"""`update` at the desk: stdout is the post and nothing else, on a terminal the news is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply
from tests.cli.conftest import Answers

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


def kinds(desk: Desk) -> list[str]:
    return [entry["kind"] for entry in desk("timeline", "--json").json["entries"]]


def test_stdout_is_the_post_and_nothing_else(desk: Desk) -> None:
    desk("declare", "Checkout fails")
    ran = desk("update", "We look at it", "--next", "20m")
    assert ran.out.splitlines() == [
        "[INVESTIGATING] 14:05 JST We look at it.",
        "What is happening: Checkout fails",
        "Impact: Being confirmed. We will update this as soon as we know more.",
        "Outlook: We do not have a recovery estimate yet. We will share one as soon as we do.",
        "Doing now: We are looking for the cause.",
        "Next update at 14:25 JST, even if nothing has changed.",
    ]
    assert "ready to paste, to managers" in ran.err
    assert "posted to managers as investigating: We look at it" in ran.err
    assert "NOBODY TOLD" not in ran.err


def test_the_japanese_post_reads_so(desk: Desk) -> None:
    desk.lang = "ja"
    desk("declare", "決済が失敗する")
    assert desk("update", "原因を調べている", "--audience", "お客様", "--next", "20分").out.splitlines() == [
        "【調査中】14:05 原因を調べている。",
        "状況: 決済が失敗する",
        "影響: 確認中。判明次第更新します",
        "復旧見込み: 復旧の見込みは未定です。分かり次第お知らせします。",
        "対応中: 原因を調査しています。",
        "次回は 14:25 に報告します(進展がなくても報告します)。",
    ]


def test_the_post_is_in_the_json(desk: Desk) -> None:
    desk("declare", "Checkout fails")
    ran = desk("update", "We look at it", "--json")
    data = json.loads(ran.out)
    assert data["post"].startswith("[INVESTIGATING] 14:05 JST We look at it.\n")
    assert data["facts"][0]["kind"] == "update_posted"


def test_on_a_terminal_the_news_is_asked_for_and_enter_says_it_as_it_stands(desk: Desk) -> None:
    desk("declare", "Checkout fails")
    desk.is_interactive, desk.prompter = True, Answers(Reply("We look at it"))
    assert "We look at it." in desk("update").out
    desk.prompter = enter = Answers(Reply(""))
    assert "Nothing has changed since the last update." in desk("update").out
    assert enter.asked[0].flag == "TEXT"
    desk.prompter = Answers(Reply(command="q"))
    ran = desk("update")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing was posted." in ran.err
    desk.is_interactive = False
    assert kinds(desk).count("update_posted") == 2


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (["x", "--audience", "custmer"], 2, "--audience customer"),
        (["x", "--next", "soon"], 2, "soon"),
        (["--approve", "u-zzz"], 3, "No draft u-zzz is waiting"),
        (["x", "--approve", "u-zzz"], 2, "--approve posts the draft as it is"),
        (["tanaka did it", "--audience", "customer"], 4, "K9: A person is named"),
    ],
)
def test_what_cannot_be_meant_records_nothing(desk: Desk, argv: list[str], code: int, said: str) -> None:
    desk("declare", "Checkout fails")
    desk("note", "I am here", "--as", "tanaka")
    ran = desk("update", *argv)
    assert ran.code == code, ran
    assert said in ran.err
    assert "update_posted" not in kinds(desk)


def test_with_a_reason_a_rule_is_no_obstacle_and_a_name_stays_out(desk: Desk) -> None:
    desk("declare", "Checkout fails")
    desk("note", "I am here", "--as", "tanaka")
    ran = desk(
        "update", "tanaka is on it", "--audience", "customer", "--override", "a sales partner asks for them"
    )
    assert ran.code == 0, ran
    assert ran.out.splitlines()[0] == "[INVESTIGATING] 14:05 JST A responder is on it."
    assert "overridden" in kinds(desk)


def test_a_long_post_to_customers_is_told_to_be_too_long(desk: Desk) -> None:
    desk.lang = "ja"
    desk("declare", "決済が失敗する")
    assert "400文字以内" in desk("update", "遅れが続いている。" * 40, "--audience", "customer").err
    assert "400文字以内" not in desk("update", "遅れが続いている。", "--audience", "customer").err


def test_a_team_adds_its_own_words(desk: Desk) -> None:
    glossary = desk.home / ".incidentctl" / "runbooks" / "policy" / "glossary.yaml"
    glossary.parent.mkdir(parents=True)
    glossary.write_text(
        "incidentctl: 1\nglossary:\n"
        "  - {id: kaede, terms: [kaede], text: the order system, ja: {text: 注文システム}}\n"
        "  - {id: api, terms: [API], text: the shop's link, ja: {text: 連携}}\n",
        encoding="utf-8",
    )
    desk("declare", "Checkout fails")
    assert "The order system and the shop's link are slow." in desk("update", "Kaede and API are slow").out
    assert "return to the previous version" in desk("update", "Next: rollback").out  # the built-in ones stay


def test_the_next_update_is_counted_down_in_hours_too(desk: Desk) -> None:
    desk("declare", "Checkout fails")
    assert "Next update at 17:05 (3 h left)" in desk("update", "We look", "--next", "3h").err
    desk.wait(hours=4)
    assert "UPDATE OVERDUE since 17:05 (1 h)" in desk("note", "still failing").err


def test_what_was_approved_keeps_its_source(desk: Desk) -> None:
    desk("declare", "Checkout fails")
    draft = desk("update", "Osaka fails", "--source", "support", "--draft")
    assert "DRAFT for managers" in draft.err
    assert draft.out.splitlines()[0].endswith("Osaka fails (source: support).")
    handle = draft.err.split("--approve ")[1].split()[0]
    assert "Osaka fails (source: support)." in desk("update", "--approve", handle).out
