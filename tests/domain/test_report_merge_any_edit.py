"""Whatever a person does to a report in a file, in any order: their words are there after it was renewed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentctl.domain.report_marks import Part
from incidentctl.domain.report_merge import fresh, renew

LABEL = "INC-20261122-k7f3 postmortem en engineer"
NOTICE = "New text --> below."
TITLE = [Part("title", "title", "# T")]
IDS = ("title", "meta", "summary", "impact", "cause", "timeline", "footer")
PIECES = (
    "決済が止まった", "- a", "-->", "---", "```", "## H", "|", "", "<!--", "<!-- incidentctl:begin impact",
    "<!-- incidentctl:end impact -->", "<!-- incidentctl:offer impact 0123456789abcdef",
)  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("\n".join)
reports = st.dictionaries(st.sampled_from(IDS), texts, min_size=1).map(
    lambda texts: [Part(name, name, texts[name]) for name in IDS if texts.get(name, "").strip()] or TITLE
)
TYPED = (
    "{}", "{} -->", "<!-- {}", "``` {}", "-->{}", "  {}  ", "<!-- incidentctl:begin impact {} -->",
    "<!-- incidentctl:end {} -->", "<!-- incidentctl:offer impact {}", "<!-- incidentctl:report {} -->",
)  # fmt: skip
edits = st.lists(
    st.tuples(
        st.sampled_from(("insert", "replace", "delete", "copy", "move", "join", "within", "crlf")),
        st.integers(0, 80), st.integers(0, 80), st.integers(0, 6), st.sampled_from(TYPED),
    ),
    max_size=8,
)  # fmt: skip


def edit(text: str, what: list[tuple[str, int, int, int, str]], begun: int) -> tuple[str, list[str]]:
    """Do what a person may do to a file; give it, and the words that they typed."""
    lines, typed = text.split("\n"), []
    for number, (kind, here, there, many, shape) in enumerate(what, begun):
        at, to = here % len(lines), there % len(lines)
        word = f"typed-{number}-語"
        chunk = lines[at : at + many]
        match kind:
            case "insert":
                lines.insert(at, shape.format(word))
            case "replace":
                lines[at] = shape.format(word)
            case "within":
                middle = there % (len(lines[at]) + 1)
                lines[at] = lines[at][:middle] + word + lines[at][middle:]
            case "delete":
                lines[at : at + many] = [""]
            case "copy":
                lines[to:to] = chunk
            case "move":
                del lines[at : at + many]
                lines[to:to] = chunk
            case "join":
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case _:
                lines[at : at + many] = [f"{line}\r" for line in chunk]
        typed.append(word)
    return "\n".join(lines), typed


def hold(first: list[Part], second: list[Part], third: list[Part], one: Any, two: Any) -> None:
    file, words = fresh(LABEL, first), list[str]()
    for parts, what in ((second, one), (third, two)):
        file, typed = edit(file, what, len(words) + 100)
        words = [word for word in (*words, *typed) if word in file]  # not what the person deleted again
        own = [line.rstrip() for line in file.split("\n") if re.fullmatch(r"\s*typed-\d+-語", line)]
        renewed = renew(file, LABEL, fresh(LABEL, parts), parts, NOTICE)
        if renewed.is_aside:
            return
        now = renewed.merged.text
        assert [word for word in words if word not in now] == []
        assert {line.rstrip() for line in now.split("\n")} >= set(own)
        assert renew(now, LABEL, fresh(LABEL, parts), parts, NOTICE).merged == renewed.merged
        file = now


@given(reports, reports, reports, edits, edits)
@settings(max_examples=100, deadline=None)
def test_every_word_that_a_person_types_stays(
    first: list[Part], second: list[Part], third: list[Part], one: Any, two: Any
) -> None:
    hold(first, second, third, one, two)


@pytest.mark.slow
@given(reports, reports, reports, edits, edits)
@settings(max_examples=1_000, deadline=None)
def test_it_stays_after_many_more_edits(
    first: list[Part], second: list[Part], third: list[Part], one: Any, two: Any
) -> None:
    hold(first, second, third, one, two)


@given(reports, reports, reports)
@settings(deadline=None)
def test_without_an_edit_the_file_is_that_of_the_last_report(
    first: list[Part], second: list[Part], third: list[Part]
) -> None:
    text = fresh(LABEL, first)
    for parts in (second, third):
        text = renew(text, LABEL, "", parts, NOTICE).merged.text
        assert text == fresh(LABEL, parts)
