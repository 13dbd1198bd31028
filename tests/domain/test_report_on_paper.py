"""Reports as Markdown: sound, safe, and made quickly."""

from __future__ import annotations

import re
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.steps import RunbookFrozen, StepSkipped
from incidentctl.domain.forms import FORMS
from incidentctl.render.markdown import report_as_markdown
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

both_forms = pytest.mark.parametrize("form", FORMS)
both_languages = pytest.mark.parametrize("lang", LANGS)


def html(text: str) -> str:
    return str(MarkdownIt("js-default").enable("table").render(text))


HOSTILE = (
    "| a | b |", "<script>alert(1)</script>", "**bold** _it_ `code`", "[x](javascript:alert(1))",
    "![i](http://x/y.png)",
    "# h\n===\n- item\n1. one", "\x1b[31mred\x00", "\u202etxt", "a\u2028b", "\ud800", "&amp; &#60;",
    "~~x~~ $y$ <!-- z",
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(story: Story, typed: str) -> None:
    plain: list[Any] = []
    for text in ("plain", typed):
        told = type(story)().declare(text).note(text).set("cause", text, "confirmed").set("custom.x", text)
        told.set("follow_up.prevent", text).set("lessons.response.next", text).set(
            "cause.factors", [text, text]
        )
        told.add(Acted(text, before=text, after=text)).add(Told((text,), text)).add(StepSkipped("r/s", text))
        told.set(f"custom.{text}", "1").set("change.recent", text).set(
            "impact.users", {"min": text, "max": None}
        )
        told.note(text, "relayed", source=text).add(RunbookFrozen(text, text, text))
        source = told.page()
        assert source.encode("utf-8")
        plain.append(re.findall(r"<(/?(?!a\b)\w+)", html(source)))
    assert plain[0] == plain[1]


@both_forms
@both_languages
def test_the_report_of_the_first_minute_is_sound_markdown_s0_23(story: Story, form: str, lang: Lang) -> None:
    text = story.page(form, lang)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert html(text).count("<h1>") == 1
    assert "None" not in text
    assert "{" not in text
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_a_report_of_many_facts_is_made_quickly(stories: type[Story]) -> None:
    told = stories().declare()
    for n in range(3000):
        told.note(f"sato saw {n} errors_in | orders", by=f"person{n % 20}")
    report = told.report()
    began = perf_counter()
    assert report_as_markdown(report).count("errors") == 3000
    assert perf_counter() - began < 3  # a wide fence: it takes a tenth of a second
