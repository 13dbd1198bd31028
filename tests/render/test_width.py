"""Display width, clipping, and wrapping that loses nothing."""

from __future__ import annotations

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from incidentctl.render.width import clip, clusters, pad, width, wrap

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇯🇵"
PIECES = (
    *" aっー、。「」（）!?()　\n", "  ", "word", "a-very-long-identifier", "障害",
    "ｶﾞ", FAMILY, FLAG, "e\u0301",
    "👍🏽",
    "が\u3099", "https://example.com/path?x=1", "123",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join)


def _solid(text: str) -> str:
    return "".join(char for char in text if char not in " \t\n")


@pytest.mark.parametrize("columns", [80, 60, 40, 30])
@given(text=TEXTS)
def test_wrapped_lines_fit_and_lose_nothing(columns: int, text: str) -> None:
    lines = wrap(text, columns)
    assert _solid("".join(lines)) == _solid(text)
    assert all(width(line) <= columns for line in lines)


@given(text=st.text(), columns=st.integers(1, 90))
def test_any_text_is_wrapped_without_loss(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    solid = "".join(text.split())
    assert "".join("".join(lines).split()) == solid


@pytest.mark.parametrize("columns", [80, 60, 40, 30])
def test_no_line_starts_or_ends_where_japanese_forbids_it(columns: int) -> None:
    text = "決済が、「購入」ボタン（画面の右上）を押すと失敗する。エラー率は、約3%だった。" * 20
    lines = wrap(text, columns)
    assert len(lines) > 10
    for line in lines:
        assert line[0] not in "、。」）ーッャ%", line
        assert line[-1] not in "「（", line


@pytest.mark.parametrize("columns", [1, 2, 3, 30])
def test_what_belongs_together_is_not_torn_apart(columns: int) -> None:
    for unit in (FAMILY, FLAG, "e\u0301", "👍🏽", "か\u3099", "❤\ufe0f"):
        assert clusters(unit * 2) == [unit, unit]
        assert all(line == unit * (len(line) // len(unit)) for line in wrap(unit * 9, columns))


def test_a_word_of_ten_thousand_characters_is_broken() -> None:
    lines = wrap("see " + "x" * 10_000, 40)
    assert "".join(lines) == "see" + "x" * 10_000
    assert max(map(len, lines)) == 40


def test_english_breaks_between_words_and_keeps_blank_lines_and_indents() -> None:
    assert wrap("the quick brown fox\n\n  - jumps over", 12) == [
        "the quick",
        "brown fox",
        "",
        "  - jumps",
        "over",
    ]
    assert wrap("look at .env", 8) == ["look at", ".env"]


def test_width_agrees_with_wcwidth_for_text_that_people_write() -> None:
    ranges = [
        (0x20, 0x7F),
        (0xA1, 0xAD),
        (0x3000, 0x30FF),
        (0x4E00, 0x9FFF),
        (0xFF01, 0xFFA0),
        (0xAC00, 0xD7A4),
    ]
    ranges += [(0x1F300, 0x1F3FB), (0x1F400, 0x1F650)]
    chars = [chr(c) for a, b in ranges for c in range(a, b) if category(chr(c)) not in ("Cn", "Mc")]
    assert [hex(ord(char)) for char in chars if width(char) != wcwidth(char)] == []


def test_no_terminal_needs_more_columns_than_we_count() -> None:
    for text in ("e\u0301", FAMILY, FLAG, "👍🏽", "❤\ufe0f", "1\ufe0f\u20e3", "障害e\u0301"):
        assert width(text) >= wcswidth(text)


def test_clipping_says_that_something_is_missing() -> None:
    assert clip("Checkout", 8) == "Checkout"
    assert clip("Checkout", 7) == "Checko…"
    assert clip("障害対応", 6) == "障害…"
    assert clip(FAMILY * 3, 9) == FAMILY + "…"
    assert clip("x", 0) == ""


def test_padding_counts_columns() -> None:
    assert pad("障害", 6) + "|" == "障害  |"
    assert pad("障害", 2) == "障害"


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("Then the plan: `ic set plan TEXT`", 30, ["Then the plan:", "`ic set plan TEXT`"]),
        ("続いて方針を残す: `ic set plan 方針`。", 28, ["続いて方針を残す:", "`ic set plan 方針`。"]),
        ("`ic set plan TEXT`", 12, ["`ic set plan", "TEXT`"]),
        ("a ` alone, and on it goes", 12, ["a ` alone,", "and on it", "goes"]),
    ],
)
def test_a_command_in_backticks_stays_on_one_line_where_one_holds_it(
    text: str, columns: int, lines: list[str]
) -> None:
    assert wrap(text, columns) == lines
