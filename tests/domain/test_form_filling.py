"""What the sections of a form say: its own texts and fields, for whom, and what stands for the unknown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.events.incidents import Withdrawn
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.forms import FORMS, Form, FormField, FormSection, apology_in
from incidentctl.domain.report import Basis, build
from incidentctl.domain.report_parts import PARTS
from incidentctl.errors import UsageError
from incidentctl.render.as_json import plain
from incidentctl.render.markdown import report_as_markdown
from incidentctl.words import LANGS
from tests.domain.conftest import HEADS, built_in, policy

if TYPE_CHECKING:
    from incidentctl.domain.report_values import Report
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

SHOP = FormField("custom.shop", {"en": "Shop"})
EVERYBODY = ("engineer", "manager", "customer")


def made(
    story: Story,
    *sections: FormSection,
    lang: Lang = "en",
    audience: str = "",
    apology: str = "",
    **form: Any,
) -> Report:
    """Give the report in a form of these sections."""
    whole = Form("ours", {"en": "Ours: {title}"}, sections)._replace(**form)
    is_asked = lang in apology_in(apology)
    basis = Basis(story.incident(), policy(), HEADS, story.now, lang, apologizes=is_asked)
    return build(whole, basis, audience)


def page(story: Story, *sections: FormSection, **values: Any) -> str:
    """Give it as Markdown, without the head and the footer."""
    text = report_as_markdown(made(story, *sections, **values))
    return text.partition("## ")[2].partition("\n---\n")[0].strip()


def section(part: str = "", *fields: FormField, **values: Any) -> FormSection:
    return FormSection("a", {"en": "A", "ja": "あ"}, part, fields=fields)._replace(**values)


def test_text_stands_before_the_part_and_fields_in_the_list_that_it_ends_with(story: Story) -> None:
    story.set("custom.shop", "all").set("impact.scope", "payments").set("impact.users", None)
    text = page(story, section("impact", SHOP, text={"en": "First.\n\nSecond.\n"}))
    assert text == (
        "A\n\nFirst.\n\nSecond.\n\n- Features affected: payments\n"
        "- Users affected: Being confirmed. We will update this as soon as we know more.\n- Shop: all"
    )


def test_a_field_stands_alone_with_the_label_of_the_team_or_its_own(story: Story) -> None:
    story.set("custom.shop", "all").set("plan", "wait")
    text = page(story, section("", SHOP, FormField("custom.shop"), FormField("plan")))
    assert text == "A\n\n- Shop: all\n- shop: all\n- Plan: wait"


def test_what_is_not_required_is_left_out_while_nothing_is_known(story: Story) -> None:
    assert page(story, section("", SHOP, text={"en": "About the shop:"})) == ""
    assert page(story, section(text={"en": "Fixed."})) == "A\n\nFixed."
    story.set("custom.shop", "all", "likely")
    assert page(story, section("", SHOP)) == "", "a form for managers holds what is confirmed"


def test_a_form_for_engineers_marks_what_is_less_than_confirmed(story: Story) -> None:
    story.set("custom.shop", "all", "likely")
    basis = Basis(story.incident(), policy(), HEADS, story.now, "en")
    form = Form("ours", {"en": "{title}"}, (section("", SHOP, audiences=EVERYBODY),), audience="engineer")
    assert "Shop: all (likely)" in report_as_markdown(build(form, basis))
    assert "Shop: all (likely)" in report_as_markdown(build(form, basis, "manager"))
    assert "all" not in report_as_markdown(build(form, basis, "customer")).partition("## ")[2]


def test_what_is_required_is_being_confirmed_and_later_not_recorded(story: Story) -> None:
    row = section("", SHOP, required=True)
    assert page(story, row) == "A\n\n- Shop: Being confirmed. We will update this as soon as we know more."
    story.mark("resolved", "14:20").mark("ended", "14:30").at("14:31")
    assert page(story, row) == "A\n\n- Shop: not recorded"


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("audience", EVERYBODY)
def test_a_required_part_is_always_there_for_whom_it_is(story: Story, part: str, audience: str) -> None:
    is_theirs = not PARTS[part].is_inside if audience == "customer" else part != "apology"
    shown = page(story, section(part, required=True), audience=audience, apology="en")
    assert bool(shown) == is_theirs
    assert page(story, section(part), audience=audience, apology="en") in ("", shown)


def test_a_false_alarm_has_what_the_form_says_and_requires_nothing(story: Story) -> None:
    story.add(Withdrawn("a test"))
    row = section("mitigation", required=True)
    assert page(story, row) == ""
    assert page(story, section(text={"en": "Fixed."})) != ""
    assert page(story, section(text={"en": "Fixed."}, false_alarm=False)) == ""


def test_a_field_with_a_place_of_its_own_is_not_told_twice(story: Story) -> None:
    story.set("custom.shop", "all").set("custom.lot", "7")
    text = page(story, section("event"), section("", SHOP, id="b"))
    assert text.count("all") == 1
    assert "- lot: 7" in text
    assert page(story, section("event"), head=("custom.shop",)) == "A\n\n- lot: 7"


def test_customers_read_what_a_team_adds_only_where_it_says_so(story: Story) -> None:
    story.set("custom.shop", "all").set("impact.scope", "payments")
    assert page(story, section("impact", SHOP), audience="customer") == "A\n\n- Features affected: payments"
    row = section("impact", SHOP._replace(audiences=EVERYBODY))
    assert page(story, row, audience="customer") == "A\n\n- Features affected: payments\n- Shop: all"


def test_a_section_is_for_whom_it_says(story: Story) -> None:
    row = section(text={"en": "Fixed."}, audiences=("engineer",))
    assert [page(story, row, audience=each) != "" for each in EVERYBODY] == [True, False, False]


@pytest.mark.parametrize("part", [name for name, part in PARTS.items() if part.is_inside])
def test_no_form_shows_customers_what_is_for_inside(story: Story, part: str) -> None:
    story.set("lessons.lucky", "x").set("change.what", "x").note("why?", "question")
    assert page(story, section(part, required=True, audiences=EVERYBODY), audience="customer") == ""


def test_the_head_lists_lines_and_fields_and_customers_read_neither_severity_nor_roles(story: Story) -> None:
    story.set("custom.shop", "all").set("service", "checkout")
    lines = ("severity", "author", "authors", "service", "custom.shop", "state")
    ours, theirs = (
        [plain(line.label) for line in made(story, head=lines, audience=audience).meta]
        for audience in ("manager", "customer")
    )
    assert len(ours) == len(lines)
    assert len(theirs) == 2


def test_the_title_says_that_it_is_a_draft_and_which_report_it_is(story: Story) -> None:
    titles: dict[str, Any] = {
        "title_draft": {"en": "Draft: {title}"},
        "title_again": {"en": "No. {n} of {title}"},
    }
    assert "# [INVESTIGATING] Draft: Checkout" in report_as_markdown(made(story, **titles))
    story.add(UpdatePosted("We look", "manager", "investigating"))
    assert "# [INVESTIGATING] No. 2 of Checkout" in report_as_markdown(made(story, **titles))
    assert "Draft: Checkout" in report_as_markdown(made(story, audience="engineer", **titles))
    story.mark("resolved", "14:20").mark("ended", "14:30").at("14:31")
    assert "Ours: Checkout" in report_as_markdown(made(story, title_draft=titles["title_draft"]))


def test_braces_in_a_title_that_somebody_typed_are_text(stories: type[Story]) -> None:
    story = stories().declare("{title} {0} {n!r}")
    assert "Ours: {title} {0} {n!r}\n" in report_as_markdown(made(story))


def test_what_a_team_writes_is_text_and_no_markup(story: Story) -> None:
    row = section("", FormField("plan", {"en": "*p*"}), heading={"en": "a | *b*"}, text={"en": "<b>"})
    assert page(story.set("plan", "x"), row) == r"a \| \*b\*" + "\n\n" + r"\<b\>" + "\n\n" + r"- \*p\*: x"


def test_sections_are_counted_as_they_stand_in_the_report(story: Story) -> None:
    rows = (section("parked"), section(text={"en": "x"}, id="b"), section("summary", id="c"))
    found = made(story, *rows, numbered=True).sections
    assert [(row.key, row.number) for row in found] == [("report.ours.b", 1), ("report.ours.c", 2)]
    assert [row.number for row in made(story, *rows).sections] == [0, 0]


def test_programs_know_the_sections_of_built_in_forms_by_the_keys_that_they_always_had(story: Story) -> None:
    keys = {form: [row.key for row in story.report(form).sections] for form in FORMS}
    assert keys["first"][:2] == ["report.final.summary", "report.final.event"]
    assert keys["progress"][0] == "report.final.changes"
    assert "report.final.permanent" in keys["final"]
    assert keys["postmortem"][:2] == ["report.postmortem.summary", "report.postmortem.impact"]


@pytest.mark.parametrize("form", ["first", "progress", "final"])
@pytest.mark.parametrize("lang", LANGS)
def test_customers_read_an_apology_in_the_languages_that_are_set_p13(
    story: Story, form: str, lang: Lang
) -> None:
    apology = {"en": "We apologize for the inconvenience.", "ja": "ご不便をおかけし、申し訳ございません。"}[
        lang
    ]

    def text(audience: str, setting: str = "") -> str:
        is_asked = lang in apology_in(setting)
        basis = Basis(story.incident(), policy(), HEADS, story.now, lang, apologizes=is_asked)
        return report_as_markdown(build(built_in(form), basis, audience))

    assert (apology in text("customer")) == (lang == "ja"), "Japanese only, where nothing is set"
    assert apology in text("customer", "en, ja")
    assert apology not in text("customer", "off")
    assert apology not in text("manager", "en ja") + text("engineer", "en ja")
    story.add(Withdrawn("a test"))
    assert apology not in text("customer", "en ja"), "a false alarm was no inconvenience"


def test_the_postmortem_apologizes_to_nobody() -> None:
    assert "apology" not in {row.part for row in built_in("postmortem").sections}


def test_the_setting_of_the_apology_is_languages_or_off() -> None:
    read = {text: set(apology_in(text)) for text in ("", "ja", "EN", "en,ja", "ｅｎ、ja", "off")}
    assert [*read.values()] == [{"ja"}, {"ja"}, {"en"}, {"en", "ja"}, {"en", "ja"}, set()]
    for text in ("yes", "fr", ",", "off ja"):
        with pytest.raises(UsageError, match="no-such-apology"):
            apology_in(text)


def test_every_heading_of_a_built_in_form_is_printed_in_the_language_of_the_report(story: Story) -> None:
    for form in FORMS:
        japanese = re.findall(r"^## (.*)$", story.page(form, "ja"), re.MULTILINE)
        assert [heading for heading in japanese if heading.isascii()] == []
