"""What a report says of cause, impact and the rest, and what it never says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.corrections import Undone
from incidentctl.domain.events.incidents import Confirmed, Withdrawn
from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.steps import RunbookFrozen, StepSkipped
from incidentctl.domain.facts import Unknown
from incidentctl.domain.forms import FORMS
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.words import Lang
    from tests.domain.conftest import Story

P1 = {
    "en": "Under investigation. We will update this as soon as we know more.",
    "ja": "調査中。判明次第更新します",
}
P4 = {
    "en": "Being confirmed. We will update this as soon as we know more.",
    "ja": "確認中。判明次第更新します",
}

both_forms = pytest.mark.parametrize("form", FORMS)
both_languages = pytest.mark.parametrize("lang", LANGS)


def section(text: str, heading: str) -> str:
    """Give what stands under a heading."""
    found = re.search(
        rf"^## (?:\d+\. )?{re.escape(heading)}\n\n(.*?)\n\n(?=## |---\n)", text, re.MULTILINE | re.DOTALL
    )
    assert found, heading
    return str(found.group(1))


@both_forms
@both_languages
@pytest.mark.parametrize("certainty", ["", "likely", "possible"])
def test_a_cause_that_is_not_confirmed_prints_p1_byte_for_byte_s0_25(
    story: Story, form: str, lang: Lang, certainty: str
) -> None:
    if certainty:
        story.set("cause", "the tax table", certainty).set("cause.evidence", "stack trace")
    text = story.page(form, lang)
    plain = {"en": "Cause", "ja": "原因"}
    headings = {"postmortem": {"en": "Cause and contributing factors", "ja": "原因と寄与した要因"}}
    heading = headings.get(form, plain)[lang]
    assert section(text, heading) == P1[lang]
    assert "tax table" not in text
    assert "stack trace" not in text


@both_forms
def test_a_confirmed_cause_is_printed_with_its_factors_and_never_as_a_root_cause_s4_14(
    story: Story, form: str
) -> None:
    story.set("cause", "412 divides by the tax rate", "confirmed").set(
        "cause.factors", ["no test", "no canary"]
    )
    text = story.page(form)
    assert "412 divides by the tax rate" in text
    assert text.count("Contributing factor: ") == 2
    assert "root cause" not in text.lower()
    assert P1["en"] not in text


def test_a_cause_that_became_certain_later_is_confirmed_at_that_time(story: Story) -> None:
    story.set("cause", "412 divides by 0").at("15:30").set("cause.certainty", "confirmed", by="suzuki")
    assert "| 15:30 | Responder | Cause confirmed: 412 divides by 0 |" in story.page()


def test_p12_needs_a_closed_incident_and_an_action_to_confirm_the_cause(story: Story) -> None:
    p12 = "原因は特定できていません。原因確定のための対応を続けます(対策 1)。"
    story.set("follow_up.cause", "再現を試す")
    assert section(story.page("final", "ja"), "原因") == P1["ja"]
    story.mark("closed", "15:00")
    assert section(story.page("final", "ja"), "原因") == p12
    assert "| 1 | 原因確定 | 再現を試す |" in story.page("final", "ja")


def test_a_closed_incident_without_such_an_action_still_prints_p1(story: Story) -> None:
    story.set("follow_up.prevent", "試験を足す").mark("closed", "15:00")
    assert section(story.page("final", "ja"), "原因") == P1["ja"]


@both_forms
@both_languages
def test_an_unknown_impact_prints_p4_s2_4(story: Story, form: str, lang: Lang) -> None:
    story.set("impact.users", None)
    heading = {"en": "Impact", "ja": "影響" if form == "postmortem" else "影響範囲"}
    said = section(story.page(form, lang), heading[lang])
    assert P4[lang] in said
    assert "0" not in said


def test_a_number_of_users_that_is_unknown_beside_a_known_scope_prints_p4(story: Story) -> None:
    story.set("impact.scope", "payments").set("impact.users", None)
    assert f"Users affected: {P4['en']}" in story.page()


def test_a_range_of_users_is_printed_as_one_s4_6(story: Story) -> None:
    story.set("impact.users", {"min": 1200, "max": 1500})
    assert "Users affected: 1,200–1,500 (as of 14:05)" in story.page()
    assert "影響を受けた利用者数: 1,200〜1,500人" in story.page("final", "ja")
    story.set("impact.users", {"min": 1200, "max": None, "about": True})
    assert "約1,200人以上" in story.page("final", "ja")


@both_forms
def test_a_suspicion_is_premised_and_a_confirmed_incident_is_not_s0_3(
    stories: type[Story], form: str
) -> None:
    p2 = "障害かどうかの判断に迷っている段階での報告です。"
    story = stories().declare(suspected=True)
    assert p2 in story.page(form, "ja")
    assert story.page(form, "ja").startswith("# 【障害疑い】")
    story.add(Confirmed())
    assert p2 not in story.page(form, "ja")


@both_forms
def test_what_could_not_be_reproduced_or_was_not_tried_prints_p3_s0_7(story: Story, form: str) -> None:
    story.set("repro.result", "not_tried")
    assert "開発環境での再現はまだ試していません。" in story.page(form, "ja")
    story.set("repro.result", "no")
    assert "開発環境では再現できていません。" in story.page(form, "ja")
    story.set("repro.result", "yes")
    assert "Steps to reproduce: not recorded" in story.page(form, audience="engineer")
    assert "Steps to reproduce" not in story.page(form, audience="manager")


@both_forms
def test_a_false_alarm_is_thanked_and_measured_nowhere_s0_5(story: Story, form: str) -> None:
    text = story.mark("started", "14:00").mark("detected", "14:01").add(Withdrawn("a load test")).page(form)
    assert "confirmed that this was not an incident. Thank you" in text
    assert "TTD" not in text
    assert P1["en"] not in text


def test_no_guess_no_unsure_note_and_no_unsourced_word_is_in_any_report_s0_24_s2_19(story: Story) -> None:
    story.note("aaa", "guess").note("bbb", "unsure").note("ccc", "relayed").note("ddd").note(
        "eee", "relayed", source="CS"
    )
    for text in story.pages():
        assert not re.search("aaa|bbb|ccc", text)
    for text in (story.page(form) for form in ("postmortem", "progress", "final")):
        assert "ddd" in text
        assert "eee" in text


def test_a_question_is_only_among_those_carried_over_to_the_review_s1_16(story: Story) -> None:
    story.note("what is a canary?", "question")
    assert section(story.page(), "Carried over to the review") == "- what is a canary?"
    assert story.page().count("canary") == 1
    assert "canary" not in story.page("final")


def test_what_was_taken_back_is_in_no_report(story: Story) -> None:
    story.note("a slip of the keyboard")
    story.add(Undone(story.facts[-1].id))
    assert all("keyboard" not in text for text in story.pages())


def test_less_than_confirmed_is_marked_in_the_postmortem_and_left_out_of_the_final_report_s2_17(
    story: Story,
) -> None:
    story.set("impact.scope", "payments").set("impact.share", "31 %", "likely").set(
        "impact.regions", ["EU"], "possible"
    )
    assert "Share affected: 31 % (likely)" in story.page()
    assert "Regions affected: EU (possible)" in story.page()
    assert not re.search("31 %|EU", story.page("final"))


def test_nothing_of_the_privacy_track_is_in_any_report_s4_5(story: Story) -> None:
    story.add(RunbookFrozen("personal-data", "a" * 64, "b" * 64))
    story.set("privacy.concern", "yes", step="report/R7").set("privacy.items", ["SECRET-1"])
    story.note("SECRET-2", at_step="personal-data/P3").note("SECRET-3", at_step="report/R7")
    story.set("contact", "SECRET-4", step="personal-data/P1").add(
        Told(("SECRET-5",), step="personal-data/P2")
    )
    story.add(StepSkipped("personal-data/P4", "SECRET-6")).add(StepSkipped("report/R7", "SECRET-7"))
    story.add(Acted("SECRET-8", step="personal-data/P5"))
    for text in story.pages():
        assert "SECRET" not in text
        assert "personal-data" not in text


def test_a_checklist_that_another_program_froze_oddly_breaks_no_report(story: Story) -> None:
    story.note("fine")
    fact = story.facts[-1]
    odd = fact._replace(id="odd", n=fact.n + 1, kind="runbook_frozen", event=Unknown({"source": 5}))
    story.facts.append(odd)
    assert "fine" in story.page()
