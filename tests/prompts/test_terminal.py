"""Real prompts, driven key by key through a pipe."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from incidentctl.domain.screens import Ask, Choice, Notice, Reply, Say
from incidentctl.errors import Interrupted
from incidentctl.prompts import terminal
from incidentctl.prompts.terminal import TerminalPrompter
from incidentctl.render.screen import LineScreen
from incidentctl.render.style import Style
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_toolkit.input import PipeInput

UP, DOWN, LEFT, RIGHT, ENTER, ERASE = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\r", "\x7f"
CTRL_C, CTRL_D = "\x03", "\x04"
UNKNOWN = Choice("?", "unknown", "わからない")
YES_NO = Ask(
    "r/R1", "choose", "本当か", choices=(Choice("1", "yes", "はい"), Choice("2", "no", "いいえ"), UNKNOWN),
    highlighted=0, commands="nsq",
)  # fmt: skip
RISK = YES_NO._replace(highlighted=-1)
TEXT = Ask("r/R2", "text", "何人か", choices=(UNKNOWN,), commands="nsq")
DO = Ask("r/R3", "do", "投稿する", commands="nsq")


class Desk:
    """A keyboard, a screen, and a prompter between them."""

    def __init__(self, keyboard: PipeInput, columns: int = 80) -> None:
        self.written = io.StringIO()
        self.keyboard = keyboard
        output = Vt100_Output(
            self.written, lambda: Size(rows=24, columns=columns), term="xterm", enable_cpr=False
        )
        words = Words("ja")
        screen = LineScreen(words, Style(colour=True), lambda _pulse, _now: "")
        self.prompter = TerminalPrompter(words, screen, source=keyboard, target=output)

    def ask(self, ask: Ask, keys: str) -> Reply:
        self.keyboard.send_text(keys)
        return self.prompter.ask(ask)


@pytest.fixture
def desk() -> Iterator[Desk]:
    with create_pipe_input() as keyboard:
        yield Desk(keyboard)


@pytest.mark.parametrize(
    ("ask", "keys", "reply"),
    [
        (YES_NO, ENTER, Reply("yes")),
        (YES_NO, "2" + ENTER, Reply("no")),
        (YES_NO, "２" + ENTER, Reply("no")),
        (YES_NO, "ｎ" + ENTER, Reply("no")),
        (YES_NO, "いいえ" + ENTER, Reply("no")),
        (YES_NO, "？" + ENTER, Reply("unknown")),
        (YES_NO, DOWN + ENTER, Reply("no")),
        (YES_NO, RIGHT + RIGHT + ENTER, Reply("unknown")),
        (YES_NO, UP + ENTER, Reply("unknown")),
        (YES_NO, DOWN + DOWN + DOWN + ENTER, Reply("yes")),
        (YES_NO, "2" + LEFT + ENTER, Reply("yes")),
        (YES_NO, "9" + ENTER + ERASE + "2" + ENTER, Reply("no")),
        (YES_NO, "／ｎ メモ" + ENTER, Reply("メモ", "n")),
        (YES_NO, "/n ab" + LEFT + "X" + ENTER, Reply("aXb", "n")),
        (RISK, ENTER + "y" + ENTER, Reply("yes")),
        (RISK, ENTER + ENTER + DOWN + ENTER, Reply("yes")),
        (RISK, UP + ENTER, Reply("unknown")),
        (TEXT, "１２００人" + ENTER, Reply("１２００人")),
        (TEXT, ENTER + "3" + ENTER, Reply("3")),
        (TEXT, "?" + ENTER, Reply("unknown")),
        (TEXT, "//var" + ENTER, Reply("/var")),
        (TEXT, "/s 環境がない" + ENTER, Reply("環境がない", "s")),
        (TEXT, "/x" + ENTER + ERASE + "q" + ENTER, Reply("", "q")),
        (TEXT, "\x1b[200~first\nsecond\x1b[201~" + ENTER, Reply("first\nsecond")),
        (DO, ENTER, Reply()),
        (DO, "共有済" + ENTER, Reply("共有済")),
        (YES_NO, CTRL_D, Reply("", "q")),
        (TEXT, CTRL_D, Reply("", "q")),
    ],
)
def test_these_keys_give_this_reply(desk: Desk, ask: Ask, keys: str, reply: Reply) -> None:
    assert desk.ask(ask, keys) == reply


def test_a_single_key_answers_nothing(desk: Desk) -> None:
    with pytest.raises(Interrupted, match="interrupted"):
        desk.ask(RISK, "y" + CTRL_C)


def test_ctrl_c_interrupts_whatever_is_typed(desk: Desk) -> None:
    with pytest.raises(Interrupted):
        desk.ask(TEXT, "half a sentence" + CTRL_C)


def test_an_overdue_notice_rings_once(desk: Desk) -> None:
    desk.ask(
        YES_NO._replace(notices=(Notice("過ぎている", overdue=True), Notice("もう一つ", overdue=True))),
        "9\r\x7f1\r",
    )
    assert desk.written.getvalue().count("\x07") == 1


def test_more_prints_the_whole_detail_and_asks_again(desk: Desk) -> None:
    ask = YES_NO._replace(detail="\n".join(f"行{n}" for n in range(20)))
    desk.keyboard.send_text("/m" + ENTER)
    original = desk.prompter._print  # noqa: SLF001 - the keys after it must not be read before it

    def then_answer(lines: list[str]) -> None:
        original(lines)
        desk.keyboard.send_text("2" + ENTER)

    desk.prompter._print = then_answer  # type: ignore[method-assign]  # noqa: SLF001
    assert desk.prompter.ask(ask) == Reply("no")
    assert "行19" in desk.written.getvalue()


def test_what_is_left_of_a_question_names_the_answer(desk: Desk) -> None:
    desk.ask(YES_NO._replace(place="3/9"), "2" + ENTER)
    assert "[3/9] 本当か" in desk.written.getvalue().rpartition("-> 2 いいえ")[0]


def test_keys_read_ahead_do_not_answer_the_next_question(desk: Desk) -> None:
    assert desk.ask(YES_NO, "1" + ENTER + "y" + ENTER) == Reply("yes")
    assert desk.ask(RISK, "2" + ENTER) == Reply("no")


def test_what_is_said_is_safe_and_wrapped(desk: Desk) -> None:
    desk.prompter.say(Say("prompt.enter-takes", {"default": "障\x1b[2J"}, ("\u202e",)))
    assert desk.written.getvalue() == "Enter: 障\\x1b[2J\r\n\\u202e\r\n"


def test_what_changes_around_a_question_is_drawn_and_keeps_the_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks again and again; what is typed and what is highlighted are left alone, and it rings once."""
    monkeypatch.setattr(terminal, "LIVE_SECONDS", 0.01)
    looks = []

    def live(ask: Ask) -> Ask:
        looks.append(ask)
        match len(looks):
            case 3:
                desk.keyboard.send_text("半分")
            case 6:
                return ask._replace(notices=(Notice("まだ誰にも知らせていない", overdue=True),))
            case 9:
                return ask._replace(notices=(Notice("予定を過ぎた", overdue=True),))
            case 12:
                desk.keyboard.send_text("と残り\r")
        return ask

    assert desk.ask(TEXT._replace(live=live), "") == Reply("半分と残り")
    written = desk.written.getvalue()
    assert "まだ誰にも知らせていない" in written
    assert "予定を過ぎた" in written
    assert written.count("\a") == 1
    count = len(looks)
    assert desk.ask(TEXT, "次\r") == Reply("次")
    assert len(looks) == count


def test_a_choice_that_was_moved_to_stays_when_something_changes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "LIVE_SECONDS", 0.01)
    looks = []

    def live(ask: Ask) -> Ask:
        looks.append(ask.highlighted)
        if len(looks) == 3:
            desk.keyboard.send_text(RIGHT)
        if len(looks) == 9:
            desk.keyboard.send_text(ENTER)
        return ask._replace(notices=(Notice(str(len(looks))),))

    assert desk.ask(YES_NO._replace(live=live), "") == Reply("no")
    assert looks[-1] == 1
