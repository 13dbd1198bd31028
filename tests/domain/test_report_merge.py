"""A report that is generated anew over what a person edited: not a word of theirs is lost, nothing moves."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from incidentctl.domain.forms import FORMS
from incidentctl.domain.lint import lint
from incidentctl.domain.report_marks import Part, is_sealed, label_of, offer_of, sealed, unmarked
from incidentctl.domain.report_merge import Merged, fresh, merge, renew
from incidentctl.library.find import YamlRunbooks
from incidentctl.render.markdown import report_as_markdown, report_in_parts
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

LABEL = "INC-20261122-k7f3 postmortem en engineer"
NOTICE = "New text --> below."


def report(**texts: str) -> list[Part]:
    return [Part(name, name.title(), text) for name, text in texts.items()]


def merged(old: str, parts: list[Part]) -> Merged:
    """Merge, and make sure that merging again changes nothing."""
    result = merge(old, LABEL, parts, NOTICE)
    assert result is not None
    assert merge(result.text, LABEL, parts, NOTICE) == result
    return result


BEFORE = report(
    title="# Checkout", meta="- Status: draft", impact="## Impact\n\nUnknown.", end="---\n\n- as of 1"
)
AFTER = report(
    title="# Checkout", meta="- Status: final", impact="## Impact\n\n12 users.", end="---\n\n- as of 2"
)
OLD = fresh(LABEL, BEFORE)
EDITED = OLD.replace("Unknown.", "About a dozen.")
OFFER = offer_of(LABEL, AFTER[2], NOTICE).raw


def test_what_nobody_changed_is_as_if_it_were_new() -> None:
    assert merged(OLD, AFTER) == Merged(fresh(LABEL, AFTER))


@pytest.mark.parametrize(
    "save",
    [
        lambda text: text.replace("\n", "  \n"),
        lambda text: text.replace("-->\n", "-->\n\n\n"),
        lambda text: text.removesuffix("\n"),
        lambda text: text.replace("\n<!-- incidentctl:end", "\n \n<!-- incidentctl:end"),
    ],
)
def test_what_an_editor_does_on_saving_is_no_change(save: Any) -> None:
    result = merged(save(OLD), AFTER)
    assert result.kept == ()
    assert re.sub(r"\s+", " ", result.text).strip() == re.sub(r"\s+", " ", fresh(LABEL, AFTER)).strip()


def test_a_file_keeps_its_line_ends_and_its_byte_order_mark() -> None:
    saved = "\ufeff" + OLD.replace("\n", "\r\n")
    assert merged(saved, AFTER).text == "\ufeff" + fresh(LABEL, AFTER).replace("\n", "\r\n")
    typed = saved.replace("Unknown.", "About a dozen.\r\nOr so.")
    assert "About a dozen.\r\nOr so.\r\n" in merged(typed, AFTER).text


def test_a_changed_part_is_kept_and_the_new_text_stands_beside_it() -> None:
    result = merged(EDITED, AFTER)
    assert (result.kept, result.offered) == (("impact",), ("impact",))
    assert (
        "## Impact\n\nAbout a dozen.\n<!-- incidentctl:end impact -->\n\n" + OFFER + "\n<!--" in result.text
    )
    assert "12 users." not in unmarked(result.text)
    assert "- Status: final" in result.text


def test_without_news_nothing_is_offered() -> None:
    assert merged(EDITED, BEFORE) == Merged(EDITED, kept=("impact",))


def test_a_newer_text_takes_the_place_of_one_that_was_offered() -> None:
    newest = [*AFTER[:2], AFTER[2]._replace(text="## Impact\n\n15 users."), AFTER[3]]
    result = merged(merged(EDITED, AFTER).text, newest)
    assert ("12 users." in result.text, "15 users." in result.text) == (False, True)


def test_an_offer_that_is_out_of_date_goes() -> None:
    assert merged(merged(EDITED, AFTER).text, BEFORE).text == EDITED


def test_an_offer_that_was_deleted_does_not_come_again() -> None:
    declined = merged(EDITED, AFTER).text.replace(OFFER, "")
    result = merged(declined, AFTER)
    assert (result.text, result.kept, result.offered) == (declined, ("impact",), ())


def test_an_offer_that_was_taken_over_is_generated_text_again() -> None:
    offered = merged(EDITED, AFTER).text
    taken = offered.replace(OFFER, "").replace("About a dozen.", "12 users.")
    newest = [*AFTER[:2], AFTER[2]._replace(text="## Impact\n\n15 users."), AFTER[3]]
    for text in (taken, offered.replace("About a dozen.", "12 users.")):
        assert merged(text, AFTER).kept == ()
        assert merged(text, newest).text.strip("\n").replace("\n\n\n", "\n\n") == fresh(LABEL, newest).strip(
            "\n"
        )


def test_an_offer_in_which_somebody_wrote_is_kept() -> None:
    offered = merged(EDITED, AFTER).text
    result = merged(offered.replace("12 users.", "12 users, and two of ours."), AFTER)
    assert "12 users, and two of ours." in result.text
    number = result.doubtful[0]
    assert result.text.splitlines()[number - 1].startswith("<!-- incidentctl:offer impact")


def test_an_offer_cannot_end_early() -> None:
    parts = report(title="# T", impact="a --> b --!> c")
    text = merged(fresh(LABEL, report(title="# T", impact="x")).replace("x\n", "mine\n"), parts).text
    hidden = text.partition("<!-- incidentctl:offer")[2].partition("\n-->\n")[0]
    assert "-->" not in hidden
    assert "a --&gt; b --!&gt; c" in hidden


def test_text_between_the_parts_stays_where_it_is() -> None:
    added = "## Ours\n\nWe owe the bank a call.\n\n"
    mark = "<!-- incidentctl:begin end"
    assert merged(OLD.replace(mark, added + mark), AFTER).text == fresh(LABEL, AFTER).replace(
        mark, added + mark
    )


def test_parts_may_change_places() -> None:
    first, second = re.findall(
        r"<!-- incidentctl:begin (?:meta|impact) .*?<!-- incidentctl:end .*?\n", OLD, re.DOTALL
    )
    result = merged(OLD.replace(first, "@").replace(second, first).replace("@", second), AFTER)
    assert result.text.index("12 users.") < result.text.index("Status: final")
    assert result.kept == ()


def test_a_part_that_was_taken_out_is_told_and_not_put_back() -> None:
    without = re.sub(r"<!-- incidentctl:begin impact.*?end impact -->\n\n", "", OLD, flags=re.DOTALL)
    result = merged(without, AFTER)
    assert result.gone == ("impact",)
    assert "Impact" not in result.text
    asked = result.text.replace(" impact", "", 1)
    assert merged(asked, AFTER) == Merged(fresh(LABEL, AFTER))


def test_a_new_part_comes_to_where_the_form_has_it() -> None:
    more = [*AFTER[:2], Part("cause", "Cause", "## Cause\n\nA pool."), *AFTER[2:]]
    assert merged(OLD, more).text == fresh(LABEL, more)
    noted = OLD.replace(
        "<!-- incidentctl:begin impact", "A word on the status.\n\n<!-- incidentctl:begin impact"
    )
    text = merged(noted, more).text
    assert text.index("Status") < text.index("A word on") < text.index("## Cause") < text.index("## Impact")
    assert merged(fresh(LABEL, more), AFTER).text == fresh(LABEL, AFTER)


def test_a_part_that_the_report_has_no_more_goes_unless_it_was_edited() -> None:
    less = [AFTER[0], AFTER[1], AFTER[3]]
    assert merged(OLD, less).text == fresh(LABEL, less)
    result = merged(EDITED, less)
    assert (result.kept, result.offered) == (("impact",), ())
    assert "About a dozen." in result.text


BEGIN = re.findall("<!-- incidentctl:begin impact .*-->\n", OLD)[0]
END = "<!-- incidentctl:end impact -->\n"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace(END, ""),
        lambda text: text.replace(BEGIN, ""),
        lambda text: text.replace(END, END + END),
        lambda text: text.replace(BEGIN, BEGIN + BEGIN),
        lambda text: text + BEGIN + "## Impact\n\nUnknown.\n" + END,
        lambda text: text.replace(BEGIN, "<!-- incidentctl:begin impact whatever -->\n"),
        lambda text: text.replace(END, f"<!-- incidentctl:begin end 0123456789abcdef -->\n{END}"),
    ],
)
def test_where_marks_do_not_fit_nothing_is_touched(damage: Any) -> None:
    damaged = damage(OLD)
    result = merged(damaged, AFTER)
    assert "Unknown." in result.text
    assert "12 users." not in result.text
    assert [line for line in damaged.splitlines() if "impact" in line and "report" not in line] == [
        line for line in result.text.splitlines() if "impact" in line and "report" not in line
    ]
    assert result.doubtful
    assert result.gone == ()


@pytest.mark.parametrize(
    ("old", "other"), [("k7f3", "k7f4"), ("postmortem", "final"), ("en ", "ja "), ("engineer", "customer")]
)
def test_only_the_same_report_is_merged(old: str, other: str) -> None:
    other = LABEL.replace(old, other)
    assert merge(OLD, other, AFTER, NOTICE) is None
    assert renew(OLD, other, "new", AFTER, NOTICE).is_aside
    assert renew(sealed("page\n", LABEL, "html"), other, "new").is_aside


def test_parts_of_another_report_are_text_like_any_other() -> None:
    """Somebody pastes last month's report below this one: it has parts that this one has not."""
    foreign = fresh("INC-1 postmortem en engineer", report(cause="## Cause\n\nA full disk."))
    for parts in (AFTER, [*AFTER, Part("cause", "Cause", "## Cause\n\nA pool.")]):
        assert "A full disk." in merged(OLD + foreign, parts).text


@pytest.mark.parametrize("format_", ["html", "json"])
def test_a_seal_shows_whether_anything_was_changed(format_: str) -> None:
    text = '{\n "a": "é",\n "b": 1\n}\n'
    whole = sealed(text, LABEL, format_)
    assert is_sealed(whole, LABEL)
    assert renew(whole, LABEL, "new") == renew("", LABEL, "new") == (Merged("new"), False)
    for changed in (
        whole.replace("1", "2", 1),
        whole + "x",
        "x" + whole,
        text,
        whole.replace("k7f3", "k7f4"),
    ):
        assert not is_sealed(changed, LABEL)
        assert renew(changed, LABEL, "new") == (Merged("new"), True)


@pytest.mark.parametrize("blank", ["", "\n", " \r\n"])
def test_an_empty_file_has_nothing_to_keep(blank: str) -> None:
    assert not renew(blank, LABEL, "new").is_aside
    assert renew(None, LABEL, "new").is_aside


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", FORMS)
def test_marks_are_invisible_where_the_report_is_shown(story: Story, form: str, lang: Lang) -> None:
    for text in ("a --> b", "<!-- incidentctl:end title -->", "```", "<!-- x", "決済が止まった"):
        story.note(text).set("summary", text).set("cause", text, "confirmed")
    value = story.report(form, lang)
    value = value._replace(sections=(*value.sections, value.sections[0]))  # a form may have two of a kind
    parts = report_in_parts(value)
    file = fresh(label_of(value), parts)
    plain = report_as_markdown(value)
    assert unmarked(file) == plain
    assert len(parts) >= len(value.sections) + 3
    shown = MarkdownIt("commonmark").enable("table")
    assert re.sub(r"<!--.*?-->\n?", "", shown.render(file), flags=re.DOTALL) == shown.render(plain)
    assert merge(file, label_of(value), parts, NOTICE) == Merged(file)
    assert len({part.id for part in parts}) == len(parts)
    assert not any(re.search(r"[\s<>]", part.id) for part in parts)


def test_lint_reads_what_readers_read() -> None:
    """What is only offered is not there yet; the line numbers are those of the file."""
    wording = YamlRunbooks(lang="en", cwd=Path("/")).wording()
    bad = "It was a human error."
    parts = [*AFTER[:2], AFTER[2]._replace(text=f"## Impact\n\n{bad}"), AFTER[3]]
    offered = merged(EDITED, parts).text
    assert bad in offered
    assert lint(offered, wording, "en") == ()
    written = offered.replace("About a dozen.", bad)
    hits = lint(written, wording, "en")
    assert {hit.line for hit in hits} == {written.splitlines().index(bad) + 1}
    unclosed = f"<!-- never closed\n\n{bad}\n"
    assert len(lint(unclosed, wording, "en")) == len(hits)


@pytest.mark.parametrize(
    "line",
    [BEGIN, END, OFFER.partition("\n")[0] + "\n", OLD.partition("\n")[0] + "\n", OFFER, "<!-- incidentctl:"],
)
def test_a_file_full_of_marks_is_read_in_time_that_grows_with_it(line: str) -> None:
    def taken(times: int) -> float:
        text = OLD + line * times
        began = process_time()
        assert merge(text, LABEL, AFTER, NOTICE)
        unmarked(text)
        return process_time() - began

    assert taken(20_000) < 12 * taken(4_000) + 1.0  # five times as much; squared, it would be 25 times
