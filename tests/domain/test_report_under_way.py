"""The first report, the progress report, and what each audience may read of any form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.forms import AUDIENCES, FORMS
from incidentctl.domain.glossary import Glossary
from incidentctl.errors import UsageError
from incidentctl.words import LANGS
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

under_way = pytest.mark.parametrize("form", ["first", "progress"])
both_languages = pytest.mark.parametrize("lang", LANGS)
P5 = {
    "en": "Next update at 14:35 JST, even if",
    "ja": "次回は 14:35 に報告します(進展がなくても報告します)。",
}


def posted(story: Story, text: str = "We look", audience: str = "manager") -> Story:
    return story.add(UpdatePosted(text, audience, "investigating"))


def changes(text: str) -> str:
    """Give the first section of a progress report."""
    found = re.search(r"## 1\. What has changed\n\n(.*?)\n\n## 2\.", text, re.DOTALL)
    assert found, text
    return found.group(1)


@under_way
@both_languages
def test_a_report_under_way_says_when_the_next_one_comes(story: Story, form: str, lang: Lang) -> None:
    assert P5[lang] in story.page(form, lang)
    assert P5[lang] not in story.page("final", lang)


@under_way
def test_an_incident_that_is_over_promises_no_next_report(story: Story, form: str) -> None:
    text = story.mark("resolved", "14:20").mark("ended", "14:21").at("14:30").page(form)
    assert "Next update" not in text
    assert "Outlook" not in text


@under_way
def test_only_a_confirmed_outlook_is_promised(story: Story, form: str) -> None:
    story.set("outlook", "back by 16:00", "likely")
    assert "16:00" not in story.page(form)
    assert "We do not have a recovery estimate yet." in story.page(form)
    assert "back by 16:00" in story.set("outlook", "back by 16:00", "confirmed").page(form)


def test_the_first_report_has_no_heading_for_what_cannot_be_known_yet(story: Story) -> None:
    headings = re.findall(r"^## \d\. (.*)$", story.page("first"), re.MULTILINE)
    assert headings == [
        "Summary", "What happened", "Impact", "Times and duration", "Cause", "Outlook and next report"
    ]  # fmt: skip
    assert "Mitigated: " not in story.page("first")
    assert "Mitigated: " in story.mark("mitigated", "14:20").page("first")


def test_actions_are_in_a_progress_report_once_there_are_any(story: Story) -> None:
    assert "prevention" not in story.page("progress")
    assert "an alert" in story.set("follow_up.detect", "an alert").page("progress")


def test_what_changed_since_the_last_post_stands_on_top_with_what_was_said_before(story: Story) -> None:
    story.set("impact.users", {"min": 10, "max": 10}).set("impact.scope", "payments").note("old")
    posted(story.at("14:10")).set("impact.users", {"min": 20, "max": 20}).note("new")
    top = changes(story.page("progress"))
    assert "- Users affected: 20 (last time: 10)" in top
    assert "payments" not in top
    assert "| new |" in top
    assert "old" not in top
    assert "(progress, no. 2)" in story.page("progress")
    assert "(progress, no. 3)" in posted(story).page("progress")


def test_a_value_that_was_saved_again_is_no_change_p11(story: Story) -> None:
    posted(story.set("impact.scope", "payments")).set("impact.scope", "payments")
    assert "Nothing has changed since the last update." in changes(story.page("progress"))


def test_a_guess_is_no_change(story: Story) -> None:
    posted(story).set("impact.share", "31 %", "likely").set("cause", "the tax table", "likely")
    story.note("DNS", "guess")
    assert "Nothing has changed since the last update." in changes(story.page("progress"))
    assert "the tax table" in changes(story.set("cause", "the tax table", "confirmed").page("progress"))


def test_a_post_to_others_is_not_the_last_one_to_these_readers(story: Story) -> None:
    posted(story, audience="engineer")
    assert "No update has been sent to these readers before" in changes(story.page("progress"))
    assert "no. 2" in story.page("progress", audience="engineer")


def test_without_a_post_a_progress_report_has_no_number(story: Story) -> None:
    assert "障害報告書(続報): " in story.page("progress", "ja")
    assert "障害報告書(続報・第2報): " in posted(story).page("progress", "ja")


@pytest.mark.parametrize("form", FORMS)
@both_languages
def test_customers_read_confirmed_facts_and_nothing_of_ours_s2_17_s2_18(
    story: Story, form: str, lang: Lang
) -> None:
    story.set("roles.commander", "sato").set("severity", "SEV2").set("custom.shop", "internal-custom")
    story.set("cause", "hidden cause", "likely").set("workaround", "hidden way", "likely")
    story.set("impact.tickets", {"min": 777, "max": 777}).set("repro.steps", "hidden steps")
    story.set("lessons.response.went_badly", "hidden lesson").set("detection.reporter", "hidden reporter")
    story.set("cause.factors", ["hidden factor"]).set("contact", "#hidden-channel").note("hidden fact")
    story.add(Acted("hidden act", before="hidden", after="hidden"))
    story.set("follow_up.detect", "an alert by sato")
    posted(story, "inside only", "manager")
    posted(story, "Card payments fail", "customer").set("impact.scope", "Card payments")
    text = story.page(form, lang, "customer")
    assert not re.search("hidden|777|SEV2|sato|inside only|w-7k2m9qxt", text)
    assert not re.search("[Cc]ommander|[Oo]perator|[Rr]esponder|指揮官|作業者|対応者", text)
    assert "Card payments" in text


@pytest.mark.parametrize("audience", [each for each in AUDIENCES if each != "engineer"])
@pytest.mark.parametrize("form", FORMS)
@both_languages
def test_no_term_of_the_glossary_is_left_for_who_is_no_engineer_s0_27(
    story: Story, form: str, audience: str, lang: Lang
) -> None:
    jargon = "null on the API after a rollback" if lang == "en" else "ロールバック後にAPIがヌルを返す"
    story.set("symptom", jargon).set("impact.scope", jargon).set("mitigation", jargon).note(jargon)
    story.set("impact.regions", [jargon]).set("follow_up.detect", jargon).add(Acted(jargon))
    posted(story, jargon, audience).set("workaround", jargon).set("summary", jargon)
    story.set("cause", jargon, "confirmed").set("cause.factors", [jargon])
    glossary = Glossary(policy(), lang)
    assert jargon in story.page(form, lang, "engineer")
    text = story.page(form, lang, audience)
    assert jargon not in text
    assert glossary.plain(jargon) in text


def test_a_channel_that_was_typed_is_no_markup(story: Story) -> None:
    assert r"\*\*x\*\*" in story.set("contact", "**x**").page("first")


def test_the_postmortem_is_for_engineers_and_the_others_for_managers_where_nobody_says(story: Story) -> None:
    story.set("symptom", "a rollback of the API")
    assert story.page() == story.page(audience="engineer") != story.page(audience="manager")
    for form in ("first", "progress", "final"):
        assert story.page(form) == story.page(form, audience="manager")
        assert story.page(form) != story.page(form, audience="engineer")


def test_the_privacy_track_is_for_those_who_work_on_it_only(story: Story) -> None:
    with pytest.raises(UsageError, match="privacy-not-for"):
        story.report("privacy", audience="customer")
