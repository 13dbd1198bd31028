"""What a typed line means: choices, text, commands, in half and full width."""

from __future__ import annotations

import pytest

from incidentctl.domain.screens import BY_HAND, RUN, Ask, Choice, Reply
from incidentctl.prompts.answers import Unclear, unanswered, understand, with_choices
from incidentctl.words import Words

UNKNOWN = Choice("?", "unknown", "わからない")
YES_NO = Ask(
    "r/R1",
    "choose",
    "本当か",
    choices=(Choice("1", "yes", "はい"), Choice("2", "no", "いいえ"), UNKNOWN),
    commands="nsq",
)
TEXT = Ask("r/R2", "text", "How many?", choices=(UNKNOWN,), commands="nsq")
DO = Ask("r/R3", "do", "Post it", commands="nsq")


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        *((typed, "yes") for typed in ("1", "１", "y", "Y", "ｙ", "Ｙ", "yes", "はい", " 1 ", "　１　")),
        *((typed, "no") for typed in ("2", "２", "n", "ｎ", "No", "いいえ")),
        *((typed, "unknown") for typed in ("?", "？", "わからない", "分からない", "不明", "ＵＮＫＮＯＷＮ")),
    ],
)
def test_a_choice_is_told_by_key_label_or_yes_and_no_in_any_width(typed: str, choice: str) -> None:
    assert understand(YES_NO, typed) == Reply(choice)


@pytest.mark.parametrize("typed", ["3", "0", "yy", "1 2", "oui", "-1"])
def test_what_is_no_choice_leaves_the_question_open(typed: str) -> None:
    assert understand(YES_NO, typed) == Unclear("prompt.no-such-choice", {"keys": "1, 2, ?"})


def test_y_means_nothing_where_no_answer_is_yes() -> None:
    ask = YES_NO._replace(
        choices=(Choice("1", "safe", "safe"), Choice("2", "hurts", "hurts"), Choice("3", "x", "x"))
    )
    assert understand(ask, "y") == Unclear("prompt.no-such-choice", {"keys": "1-3"})
    assert understand(ask, "SAFE") == Reply("safe")


@pytest.mark.parametrize("typed", ["y", "ｙ", "Yes", "はい"])
def test_yes_to_a_command_runs_it_and_no_does_not_say_that_it_was_done(typed: str) -> None:
    ask = YES_NO._replace(choices=(Choice("1", RUN, "run it"), Choice("2", BY_HAND, "done by hand")))
    assert understand(ask, typed) == Reply(RUN)
    assert understand(ask, "n") == Unclear("prompt.no-such-choice", {"keys": "1, 2"})


def test_enter_takes_what_is_highlighted_and_nothing_on_a_risk_question() -> None:
    assert understand(YES_NO._replace(highlighted=1), "") == Reply("no")
    assert understand(YES_NO, "") == Unclear("prompt.pick-one", {"keys": "1, 2, ?"})
    assert understand(YES_NO, "　") == Unclear("prompt.pick-one", {"keys": "1, 2, ?"})


def test_text_is_kept_as_typed() -> None:
    assert understand(TEXT, "１２００人くらい、n=3") == Reply("１２００人くらい、n=3")
    assert understand(TEXT, "1") == Reply("1")
    assert understand(TEXT, "ﾃｽﾄ①") == Reply("ﾃｽﾄ①")
    assert understand(TEXT, "？") == Reply("unknown")
    assert understand(TEXT, "") == Unclear("prompt.text-empty")
    assert understand(TEXT._replace(default="14:05"), "") == Reply("14:05")


def test_enter_ticks_a_step_and_text_is_its_remark() -> None:
    assert understand(DO, "") == Reply()
    assert [understand(DO, typed) for typed in ("y", "done", "済", "ＯＫ")] == [Reply()] * 4
    assert understand(DO, "posted in #inc") == Reply("posted in #inc")


@pytest.mark.parametrize("ask", [YES_NO, TEXT, DO])
def test_a_leading_slash_reaches_the_tool_from_every_question(ask: Ask) -> None:
    assert understand(ask, "/n DBのCPUが100%") == Reply("DBのCPUが100%", "n")
    assert understand(ask, "／ｎ　ＤＢ") == Reply("ＤＢ", "n")
    assert understand(ask, "/nメモ") == Reply("メモ", "n")
    assert understand(ask, "/S no dev environment") == Reply("no dev environment", "s")
    assert understand(ask, " /q ") == Reply("", "q")


@pytest.mark.parametrize("typed", ["/", "/x", "/usr/bin is full", "/note x", "/f", "／é", "/ n"])
def test_what_is_no_command_here_is_never_taken_for_an_answer(typed: str) -> None:
    assert understand(TEXT, typed) == Unclear("prompt.no-such-command", {"commands": "/n /s /q /m"})


def test_two_slashes_are_a_literal_one() -> None:
    assert understand(TEXT, "//var is full") == Reply("/var is full")
    assert understand(TEXT, "／／var") == Reply("／var")


def test_a_confirmation_without_choices_gets_yes_and_no_and_highlights_neither() -> None:
    ask = with_choices(Ask("undo", "confirm", "Undo?"), Words("ja"))
    assert ask.choices == (Choice("1", "yes", "はい"), Choice("2", "no", "いいえ"))
    assert understand(ask, "ｙ") == Reply("yes")
    assert isinstance(understand(ask, ""), Unclear)


def test_whoever_cannot_answer_learns_the_flag_or_the_line() -> None:
    assert unanswered(DO._replace(flag="--why")).params == {"question": "Post it", "flag": "--why"}
    assert unanswered(DO).params == {"question": "Post it", "name": "r/R3"}
    for error in (unanswered(DO), unanswered(DO._replace(flag="--why"))):
        assert Words("ja").has(f"errors.{error.key}")
        assert Words("en")(f"errors.{error.key}.next", **error.params)
