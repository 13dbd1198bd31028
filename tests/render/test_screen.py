"""One question as lines: what it looks like, that it fits, and that it is safe."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from incidentctl.domain.pulse import Pulse
from incidentctl.domain.screens import Ask, Choice, Notice, Say
from incidentctl.render.screen import LineScreen
from incidentctl.render.style import Style
from incidentctl.render.width import width
from incidentctl.words import Lang, Words

NOW = datetime(2026, 11, 22, 14, 17, 32, tzinfo=UTC)
PULSE = Pulse(id="INC-20261122-k7f3", declared="2026-11-22T14:00:00+00:00", severity="SEV2")
COMMON = Ask(
    "isolate-cause/I3", "choose", "", place="3/9", runbook="isolate-cause", highlighted=0,
    pulse=PULSE, now=NOW, commands="nubsdwfhq",
)  # fmt: skip
JA = COMMON._replace(
    title="想定外の使われ方でないか確かめる",
    detail="そうなら裏を取る(I8へ進んでよい)。",
    choices=(Choice("1", "yes", "はい"), Choice("2", "no", "いいえ"), Choice("?", "unknown", "わからない")),
    notices=(Notice("次報の期限 14:15 を過ぎている", overdue=True),),
)
EN = COMMON._replace(
    title="Is it a use that was never meant?",
    detail="If so, look for proof (you may go on to I8).",
    choices=(Choice("1", "yes", "yes"), Choice("2", "no", "no"), Choice("?", "unknown", "don't know")),
    notices=(Notice("The update was due at 14:15", overdue=True),),
)
GOLDEN = {
    ("ja", 80): """\
SEV2 調査中 次報 14:15   isolate-cause 3/9   00:17:32   k7f3
[3/9] 想定外の使われ方でないか確かめる
  そうなら裏を取る(I8へ進んでよい)。
  ! 次報の期限 14:15 を過ぎている
  > 1 はい   2 いいえ   ? わからない
/n メモ  /u 取消  /b 戻る  /s 飛ばす  /d 済  /w 後で  /f 失敗  /h 助け  /q 中断""",
    ("ja", 40): """\
SEV2 調査中 次報 14:15   isolate-cause…
[3/9] 想定外の使われ方でないか確かめる
  そうなら裏を取る(I8へ進んでよい)。
  ! 次報の期限 14:15 を過ぎている
  > 1 はい   2 いいえ   ? わからない
/n メモ  /u 取消  /b 戻る  /s 飛ばす
/d 済  /w 後で  /f 失敗  /h 助け
/q 中断""",
    ("en", 80): """\
SEV2 investigating next 14:15   isolate-cause 3/9   00:17:32   k7f3
[3/9] Is it a use that was never meant?
  If so, look for proof (you may go on to I8).
  ! The update was due at 14:15
  > 1 yes   2 no   ? don't know
/n note  /u undo  /b back  /s skip  /d done  /w later  /f fail  /h help  /q quit""",
    ("en", 40): """\
SEV2 investigating next 14:15   isolate…
[3/9] Is it a use that was never meant?
  If so, look for proof (you may go on
  to I8).
  ! The update was due at 14:15
  > 1 yes   2 no   ? don't know
/n note  /u undo  /b back  /s skip
/d done  /w later  /f fail  /h help
/q quit""",
}


def screen(lang: Lang, *, colour: bool = False) -> LineScreen:
    status = {"ja": "SEV2 調査中 次報 14:15", "en": "SEV2 investigating next 14:15"}[lang]
    return LineScreen(Words(lang), Style(colour), lambda _pulse, _now: status)


@pytest.mark.parametrize(("lang", "columns"), GOLDEN)
def test_a_step_looks_like_this(lang: Lang, columns: int) -> None:
    ask = {"ja": JA, "en": EN}[lang]
    assert "\n".join(screen(lang).draw(ask, columns)) == GOLDEN[lang, columns]


@pytest.mark.parametrize("columns", [80, 60, 40, 30])
def test_every_line_fits_however_long_the_texts_are(columns: int) -> None:
    long = JA._replace(
        title="想定外の、" * 40,
        detail="x" * 10_000,
        hint="例: " * 50,
        choices=tuple(Choice(str(n), f"c{n}", "とても長い選択肢" * 9) for n in range(1, 10)),
        notices=(Notice("期限を過ぎている" * 20, overdue=True), Notice("note " * 50)),
    )
    for look in ("step", "whole", "done"):
        lines = screen("ja").draw(long, columns, look=look)
        assert max(map(width, lines)) <= columns
    assert "".join("".join(line.split()) for line in screen("ja").draw(long, columns)).count("選択肢") == 81


def test_choices_that_do_not_fit_stand_one_below_the_other() -> None:
    lines = screen("en").draw(EN, 30)
    assert lines[lines.index("  > 1 yes") :][:3] == ["  > 1 yes", "    2 no", "    ? don't know"]


def test_a_long_detail_is_cut_to_six_lines_that_say_how_much_is_missing() -> None:
    ask = EN._replace(detail="\n".join(f"line {n}" for n in range(1, 11)))
    lines = screen("en").draw(ask, 80)
    assert lines[2:8] == [*(f"  line {n}" for n in range(1, 6)), "  … 5 more lines: /m"]
    assert screen("en").draw(ask, 80, look="whole") == [
        "[3/9] Is it a use that was never meant?",
        *(f"  line {n}" for n in range(1, 11)),
    ]


def test_the_detail_gives_way_on_a_low_terminal() -> None:
    ask = EN._replace(detail="\n".join(f"line {n}" for n in range(1, 7)))
    assert len(screen("en").draw(ask, 80, rows=10)) == 8
    assert "  > 1 yes   2 no   ? don't know" in screen("en").draw(ask, 80, rows=10)


def test_nothing_is_highlighted_on_a_risk_question() -> None:
    assert not any(">" in line for line in screen("en").draw(EN._replace(highlighted=-1), 80))


def test_only_the_commands_that_work_here_are_shown() -> None:
    assert screen("en").draw(EN._replace(commands="q"), 80)[-1] == "/q quit"
    assert screen("en").draw(EN._replace(commands=""), 80)[-1] == "  > 1 yes   2 no   ? don't know"


def test_a_prompt_outside_a_walk_shows_only_itself() -> None:
    ask = Ask("title", "text", "What is broken?", default="Checkout")
    assert screen("en").draw(ask, 80) == ["What is broken?", "  Enter: Checkout"]
    assert screen("en").draw(Ask("note", "text", ""), 80) == []


def test_without_colour_there_is_no_escape_byte_and_with_it_only_sgr() -> None:
    assert "\x1b" not in "".join(screen("ja").draw(JA, 60))
    coloured = screen("ja", colour=True).draw(JA, 60)
    assert "\x1b[7m! 次報の期限 14:15 を過ぎている\x1b[0m" in coloured[3]
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[7m"):
        coloured = [line.replace(code, "") for line in coloured]
    assert coloured == screen("ja").draw(JA, 60)


def test_hostile_text_is_harmless_in_every_field() -> None:
    evil = "\x1b[2J\u202e\x07\r\x9b\nforged"
    ask = JA._replace(
        title=evil, detail=evil, hint=evil, runbook=evil, choices=(Choice("1", "a", evil),),
        notices=(Notice(evil),), pulse=PULSE._replace(id=evil),
    )  # fmt: skip
    for look in ("step", "whole", "done"):
        for line in screen("ja").draw(ask, 80, look=look):
            assert line.isprintable(), line
    told = screen("en").tell(Say("prompt.enter-takes", {"default": evil}, (evil,)), 80)
    assert all(line.isprintable() for line in told)
    assert told[1:] == ["\\x1b[2J\\u202e\\x07\\x0d\\x9b", "forged"]


def test_the_elapsed_time_goes_on_past_a_day() -> None:
    later = EN._replace(now=datetime(2026, 11, 24, 2, 3, 4, tzinfo=UTC))
    assert "36:03:04" in screen("en").draw(later, 80)[0]
