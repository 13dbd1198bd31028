"""The times, the sections and the order of the forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.notes import Acted
from incidentctl.domain.events.steps import RunbookFrozen, StepDone, StepFailed, StepSkipped
from incidentctl.domain.events.values import SeveritySet
from incidentctl.domain.forms import FORMS
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from tests.domain.conftest import Story

both_forms = pytest.mark.parametrize("form", FORMS)
both_languages = pytest.mark.parametrize("lang", LANGS)


def section(text: str, heading: str) -> str:
    """Give what stands under a heading."""
    found = re.search(
        rf"^## (?:\d+\. )?{re.escape(heading)}\n\n(.*?)\n\n(?=## |---\n)", text, re.MULTILINE | re.DOTALL
    )
    assert found, heading
    return str(found.group(1))


def test_a_running_incident_says_that_it_continues_and_a_recovered_one_that_it_is_over_s0_28(
    story: Story,
) -> None:
    story.mark("started", "14:00").at("15:25")
    assert "継続時間: 1時間25分(継続中)" in story.page("final", "ja")
    assert "Ongoing: 1 h 25 min so far" in story.page()
    story.mark("resolved", "15:10")
    assert "継続時間: 1時間10分(収束)" in story.page("final", "ja")
    assert (
        "The impact is over: it lasted 1 h 10 min, from 2026-11-22 (Sun) 14:00 JST to 15:10 JST"
        in story.page()
    )


@both_forms
def test_an_unknown_time_is_said_to_be_unknown_and_never_now(story: Story, form: str) -> None:
    story.set("started_at", None).at("15:25")
    text = story.page(form, "ja")
    assert "発生時刻は分かっていません" in text
    assert "発生時刻: 2026" not in text


def test_rows_stand_in_the_order_in_which_things_happened(story: Story) -> None:
    story.note("second").mark("detected", "14:01").mark("started", "13:55", "approx").note("third")
    rows = re.findall(r"^\| (.*?\d\d:\d\d) \| .* \| (.*) \|$", story.page(), re.MULTILINE)
    assert rows == [
        ("about 13:55", "The incident began"), ("14:01", "Detected"),
        ("14:05", "Incident declared: Checkout returns 500"), ("14:05", "second"), ("14:05", "third"),
    ]  # fmt: skip


def test_date_and_offset_are_said_whenever_they_change(stories: type[Story]) -> None:
    story = stories("2026-10-31T23:50:00-07:00").declare(zone="America/Los_Angeles")
    for at in ("2026-11-01T01:30:00-07:00", "2026-11-01T01:30:00-08:00", "2026-11-02T09:00:00-08:00"):
        story.at(at).note("seen")
    days = re.findall(r"^### (.*)$", story.page(), re.MULTILINE)
    assert days == [
        "2026-10-31 (Sat), PDT",
        "2026-11-01 (Sun), PDT",
        "2026-11-01 (Sun), PST",
        "2026-11-02 (Mon), PST",
    ]


def test_a_milestone_stands_once_at_its_corrected_time(story: Story) -> None:
    story.at("15:30").mark("mitigated", "14:40").mark("mitigated", "14:50")
    assert re.findall(r"\| (\d\d:\d\d) \| \w+ \| Mitigated: users can work again \|", story.page()) == [
        "14:50"
    ]


def test_an_order_that_cannot_be_is_pointed_out(story: Story) -> None:
    story.at("15:30").mark("started", "14:00").mark("mitigated", "13:00")
    assert "“mitigated” is recorded as earlier than “started”" in story.page()


def test_metrics_are_printed_with_formula_and_with_the_reason_when_empty(story: Story) -> None:
    story.at("15:30").mark("started", "14:00").mark("detected", "14:03")
    text = section(story.page(), "Metrics")
    assert "| Time to detect (TTD) | 3 min | detected - started |" in text
    assert "TTM" not in text  # it is still to come
    text = section(story.mark("ended", "15:20").page(), "Metrics")
    assert "| none: the time of “mitigated” is not recorded | mitigated - detected |" in text


def test_the_fields_of_the_final_report_stand_in_their_order_s0_28(story: Story) -> None:
    story.set("contact", "desk").set("lessons.lucky", "late").set("custom.shop", "all")
    found = re.findall(r"^## (.*)$", story.page("final", "ja"), re.MULTILINE)
    assert found == [
        "1. 概要", "2. 障害内容", "3. 影響範囲", "4. 発生時刻・継続時間", "5. 対応(暫定)", "6. 原因",
        "7. 対応(恒久)・再発防止", "8. 対応経緯(時系列)", "9. 窓口", "10. 学び",
    ]  # fmt: skip
    assert "shop: all" in section(story.page("final", "ja"), "障害内容")


def test_all_six_cells_of_the_review_are_there_s3_14(story: Story) -> None:
    story.set("lessons.response.went_well", "calm").set("lessons.cause.next", "canary")
    text = section(story.page(), "Lessons learned")
    assert text.count("not recorded") == 4
    assert "| What went well | calm | not recorded |" in text


def test_a_skipped_step_is_in_the_appendix_and_not_in_the_final_report(story: Story) -> None:
    story.add(StepSkipped("report/R9", "no phone")).add(StepFailed("report/R4", "no dev data")).add(
        StepDone("report/R1")
    )
    text = section(story.page(), "Appendix: steps not completed")
    assert "| report/R9 | skipped | no phone |" in text
    assert "| report/R4 | did not work | no dev data |" in text
    assert "R1" not in text
    assert "no phone" not in story.page("final")


def test_a_severity_change_stands_with_its_reason_s4_13(story: Story) -> None:
    story.add(SeveritySet("SEV3")).add(SeveritySet("SEV2", "one in three fails"))
    assert "Severity changed from SEV3 (minor) to SEV2 (major): one in three fails" in story.page()


def test_only_looking_is_no_mitigation(story: Story) -> None:
    story.add(Acted("df -h", look=True))
    assert section(story.page(), "Mitigation and resolution") == "Nothing has been changed yet."
    assert "df -h" in story.page()
    assert "df -h" not in story.page("final")


def test_the_footer_holds_runbooks_and_the_heads_of_the_log_s3_16(story: Story) -> None:
    text = story.add(RunbookFrozen("report", "9f8e7d6c5b4a" + "0" * 52, "1" * 64)).page()
    assert "Runbooks: report `9f8e7d6c5b4a`\n" in text
    assert f"Log head: w-7k2m9qxt 42 `{'3f2a' * 16}`\n" in text
