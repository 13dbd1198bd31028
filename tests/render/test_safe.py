"""Hostile text on its way out: to a terminal, into Markdown, into a CSV cell."""

from __future__ import annotations

import csv
import io
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from incidentctl.render.safe import FOLD, csv_cell, markdown, one_line, safe

JOINER = "\u2060"
HOSTILE = {
    "\x1b[2J": "\\x1b[2J",
    "a\x00b": "a\\x00b",
    "x\x7f": "x\\x7f",
    "\x9b31m": "\\x9b31m",
    "\u202egnp.exe": "\\u202egnp.exe",
    "a\u2066b\u2069": "a\\u2066b\\u2069",
    "\u061c\u200e\u200f": "\\u061c\\u200e\\u200f",
    "a\u2028b\u2029": "a\\u2028b\\u2029",
    "a\rb": "a\\x0db",
    "\udc80": "\\udc80",
    "bell\a back\b": "bell\\x07 back\\x08",
}
FORBIDDEN = frozenset(
    [chr(c) for c in range(0x20) if c not in (9, 10)]
    + [chr(c) for c in range(0x7F, 0xA0)]
    + [
        chr(c)
        for c in (0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    ]
)


@pytest.mark.parametrize(("text", "shown"), HOSTILE.items())
def test_what_could_steer_a_terminal_becomes_visible(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(st.characters(codec=None)))
def test_safe_text_holds_nothing_forbidden_and_can_be_encoded(text: str) -> None:
    shown = safe(text)
    shown.encode("utf-8")
    assert not FORBIDDEN & set(shown)
    assert safe(shown) == shown


def test_ordinary_text_is_kept_as_it_is() -> None:
    for text in ("Checkout returns 500", "決済が\n\t失敗する", "👨‍👩‍👧", "e\u0301", "ｶﾞ\u3000全角"):
        assert safe(text) == text


def test_one_line_shows_where_the_lines_broke() -> None:
    assert one_line("a\r\nb\nc\td\n") == f"a {FOLD} b {FOLD} c d"
    assert "\n" not in one_line("14:05 ok\n14:06 forged\u2028x")


# -- Markdown ------------------------------------------------------------------------------------------

PIECES = [
    *"\\`*_{}[]()#+-.!|<>~&$'\":=@/^%;, \n\t\r", "a", "Z", "7", "障", "「害」", "。", "é", "   ",
    "    ", "```", "~~~",
    "---", "===", "***", "- ", "1. ", "2) ", "> ", "# ", "[x](javascript:alert(1))", "![i](http://e/x.png)",
    "<script>alert(1)</script>", "<!-- c -->", "<http://a.b>", "&amp;", "&#35;", "[a]: /u", "[^1]",
    "http://example.com/a_b", "@octocat", "ops@example.com", "#123", "owner/repo#1", "| a | b |", "|---|---|",
    ":--",
    "\\\\", "\\|", "**「障害」**", "2026-11-22", "\u00a0", "\u2028", "\x1b[31m",
    "- [ ] x", "</td>", "$x$",
]  # fmt: skip


def fuzz(count: int) -> list[str]:
    source = random.Random(20261122)  # noqa: S311 - a fixed seed, no secret
    return ["".join(source.choices(PIECES, k=source.randint(1, 9))) for _ in range(count)]


def plain(text: str) -> str:
    return one_line(text).strip()


def read(parser: MarkdownIt, source: str) -> list[str]:
    """Give the text of each block; fail for any token that is not plain text in an expected block."""
    found = []
    for token in parser.parse(source):
        assert token.type.split("_")[0] in {
            "paragraph",
            "inline",
            "list",
            "bullet",
            "table",
            "thead",
            "tbody",
        } or (
            token.type
            in {"tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "list_item_open"}
        ), (source, token.type)
        if token.type == "inline":
            for child in token.children or []:
                assert child.type in {"text", "text_special", "softbreak", "link_open", "link_close"}, (
                    source,
                    child,
                )
                assert child.type != "link_open" or str(child.attrs["href"]).startswith("http"), source
            texts = ("\n" if child.type == "softbreak" else child.content for child in token.children or [])
            found.append("".join(texts).replace(JOINER, ""))
    return found


def test_thousands_of_random_texts_read_the_same_as_a_paragraph() -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for text in fuzz(6000):
        wanted = plain(text)
        assert read(parser, markdown(text)) == ([wanted] if wanted else []), text


def test_thousands_of_random_texts_read_the_same_in_a_list_item_and_after_a_paragraph() -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for text in fuzz(3000):
        if wanted := plain(text):
            assert read(parser, f"- {markdown(text)}\n") == [wanted], text
            assert read(parser, f"before\n{markdown(text)}\n") == [f"before\n{wanted}"], text


def test_thousands_of_random_texts_stay_in_their_table_cell() -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for text in fuzz(4000):
        source = f"| a | b |\n|---|---|\n| {markdown(text)} | end |\n"
        assert read(parser, source) == ["a", "b", plain(text), "end"], text


def test_no_forge_finds_a_mention_or_an_issue_to_link() -> None:
    assert markdown("@octocat see #123") == f"@{JOINER}octocat see \\#{JOINER}123"
    assert markdown("owner/repo#1") == f"owner/repo\\#{JOINER}1"
    assert markdown("ops@example.com") == "ops@example.com"


def test_ordinary_text_stays_readable_in_markdown() -> None:
    assert markdown("Checkout returns 500 (see A-1)") == "Checkout returns 500 (see A-1)"
    assert markdown("決済が失敗する。") == "決済が失敗する。"
    assert markdown("2026-11-22") == "2026-11-22"
    assert markdown("1. a") == "1\\. a"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("(see https://g.example/d/1?from=a_b&to=2#x).", "(see <https://g.example/d/1?from=a_b&to=2#x>)."),
        ("グラフはhttps://g.example/d/1。次", "グラフは<https://g.example/d/1>。次"),
        ("HTTP://E.EXAMPLE/A_B", "<HTTP://E.EXAMPLE/A_B>"),
        ("https://e.example/?a&copy;_b", "https\\://e.example/?a\\&copy;\\_b"),
        ("ftp://e.example www.e.example/a_b http://", "ftp\\://e.example www\\.e.example/a\\_b http\\://"),
    ],
)
def test_a_web_address_leads_where_it_says_on_forges_too(text: str, shown: str) -> None:
    assert markdown(text) == shown


# -- CSV -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert csv_cell(text).startswith("'")


def test_other_cells_survive_a_round_trip_through_csv() -> None:
    cells = ["plain", 'with "quotes", commas', "two\nlines", "障害"]
    target = io.StringIO()
    csv.writer(target).writerow([csv_cell(cell) for cell in cells])
    assert next(csv.reader(io.StringIO(target.getvalue(), newline=""))) == cells


def test_safe_imports_nothing_heavy() -> None:
    code = "import sys; old = set(sys.modules); import incidentctl.render.safe; print(*{*sys.modules} - old)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split()) - {"incidentctl", "incidentctl.render", "incidentctl.render.safe"}
    assert loaded <= {"__future__"}
