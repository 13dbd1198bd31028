"""A runbook as Markdown: nothing that a team writes into it becomes markup."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from incidentctl.domain.runbook import Option, Part, Runbook, Step
from incidentctl.render.runbook import runbook_markdown
from incidentctl.words import LANGS, Words

HOSTILE = "<img src=x> **b** | # h `c` [x](javascript:1) @alice {0} {title} %s \x1b[31m $(id) ```"


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_of_a_runbook_is_markup(lang: str) -> None:
    words = Words("ja" if lang == "ja" else "en")
    text = {lang: HOSTILE}
    part = Part("custom.x", text, "choice", {lang: f"{HOSTILE}\n# h\n- l"}, (Option("a", text),))
    steps = (
        Step("A", text, detail={lang: f"# {HOSTILE}\n```\n<b>"}, when="B in [one]", parts=(part, part)),
        Step("B", text, kind="run", run=("echo", "x\n```\n\n<img src=x>\n# h\n````"), undo=text),
    )
    page = runbook_markdown(Runbook(id="evil", lang=lang, title=text, steps=steps), words)
    assert "\x1b" not in page
    html = MarkdownIt("commonmark").enable("table").render(page)
    assert not re.search(r"<(img|b|strong|table|a)\b", html)
    assert len(re.findall(r"<h\d", html)) == 1
    assert html.count("<pre>") == 1
    assert "{0} {title} %s" in html


def test_a_question_says_the_role_and_not_its_variable() -> None:
    title = {"en": "Who is the $commander?", "ja": "$commanderは誰か"}
    step = Step("F1", {"en": "Roles"}, parts=(Part("roles.commander", title, "person"),) * 2)
    page = runbook_markdown(Runbook(id="r", lang="en", title={"en": "R"}, steps=(step,)), Words("ja"))
    assert "指揮官は誰か" in page
    assert "$" not in page
