"""Texts as people paste them at 3 a.m. and as an attacker would: soup of everything that could be markup."""

from __future__ import annotations

from random import Random

MARKUP = (
    "*", "**", "***", "_", "__", "~~", "~", "`", "``", "```", "~~~", "#", "## ", "- ", "+ ", "* ", "1. ",
    "2) ", "> ", "=== ", "---", "***\n", "===", "| ", "|", "|---|---|", ":--", "\\", "\\\\", "\\|", "\\\n",
    "  \n", "    ", "[x](javascript:alert(1))", "![i](http://e.example/x.png)", "[a]: /u", "[a]", "[^1]",
    "[^1]: note", "[ ] ", "- [ ] x", "- [x] y", "[l](<", ">)", "](", "![", "<", ">", "<b>", "</td>",
    "</td></tr><tr><td>", "<br>", "<script>alert(1)</script>", "</script>", "<!--", "-->", "<!-- c -->",
    "<![CDATA[", "<?php", "<!DOCTYPE x>", '<img src=x onerror="a">', "<svg/onload=x>", "<details open>",
    "<pre>", "</pre>", "<textarea>", "<title>", "</style>", "&amp;", "&lt;b&gt;", "&#35;", "&#x3c;",
    "&copy;", "&notanentity;", "&", "$x$", "$$", "`$a$`", "> [!NOTE]", "\n\n", "\n", "\r\n", "\r",
    "\n# h\n", "\n- x\n", "\n---\n", "\n| a | b |\n", "\n```mermaid\n", "%%{init: {}}%%", "{{x}}",
    "{% raw %}", "{title}", "%s", "**「障害」**", "__『決済』__", "：", "，", "“x”",
)  # fmt: skip
LINKS = (
    "<http://a.example>", "<https://a.example/x_y>", "<a@b.example>", "http://e.example/a_b",
    "www.e.example/a_b", "https://g.example/d/1?from=a&to=b_c#panel_2", "https://e.example/(x)_[y]*z*~1~",
    "HTTPS://E.EXAMPLE/A_B", "https://e.example/a|b", "https://e.example/%E5%9B%B3?q=%41%20",
    "https://e.example/&copy;&amp;x;", "https://e.example/x@ops/#12", "http://", "://",
    "https://e.example/図_1。", "https://日本.example/a_b", "ftp://e.example/a_b", "xmpp:a_b@c.example/d_e",
    "https://e.example/x\\_y", "https://e.example/`a`", "https://e.example/<b>", "mailto:a_b@e.example",
    "https://_", "@octocat", "@org/team", "ops_team@e.example", "a.b@c", "#123", "owner/repo#1", "GH-12",
    "!45", "abcdef0123456", "javascript:alert(1)", "data:text/html,<b>", "file:///etc/passwd", "www.",
    "www.a_b.example/x_y", "wwww.a.b",
)  # fmt: skip
SIGNS = (
    "\x00", "\x07", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1b]8;;http://x\x07", "\x7f", "\x85", "\x9b",
    "\t", "\u2028", "\u2029", "\u202e", "\u200e", "\u2066", "\u061c", "\u200b", "\u200d", "\u2060",
    "\ufeff", "\u00ad", "\u00a0", "\u3000", "\ud800", "\udc80", "\udfff", "\ufffd", "\ue000", "\u034f",
    "e\u0301", "\u0300", "\U000e0041", "👨\u200d👩\u200d👧", "🇯🇵", "👍🏽", "✅", "①", "＊", "＜ｂ＞", "｜",
    "＃", "שלום", "مرحبا", "ｶﾞ", "한국어", "𠮷", "z̷̢̧a̶l̵g̸o̷",
)  # fmt: skip
WORDS = (
    "a", "Z", "7", "500", "障害", "決済", "が失敗する", "。", "「", "」", "é", "ß", "İ", "checkout",
    "retry", "x" * 300, "語" * 200, "2026-11-22", "14:05", "1,200", "100%", "-1", "+1", ":smile:", ":", "=",
    "'", '"', "(", ")", "...",
)  # fmt: skip
PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
SEED = 20261122


def any_text(random: Random) -> str:
    """Give one text: a few pieces of everything, or a soup of punctuation, with spaces here and there."""
    if random.random() < 0.2:
        signs = PUNCTUATION + PUNCTUATION + "aZ9 \n障"
        return "".join(random.choices(signs, k=random.randint(1, 24)))
    pools = random.choices((MARKUP, LINKS, SIGNS, WORDS), weights=(5, 2, 2, 3), k=random.randint(1, 9))
    return "".join(random.choice(pool) + random.choice(("", "", " ")) for pool in pools)


def texts(part: int, count: int) -> list[str]:
    """Give `count` texts of the part with this number: always the same ones."""
    random = Random(SEED + part)  # noqa: S311 - a fixed seed, no secret
    return [any_text(random) for _ in range(count)]
