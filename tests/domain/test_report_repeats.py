"""What was said already is no news, and no length is more exact than the times it lies between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Withdrawn
from incidentctl.domain.events.values import HopMarked, SeveritySet

if TYPE_CHECKING:
    from tests.domain.conftest import Story


def rows(text: str) -> list[str]:
    """Give what the rows of the timeline say."""
    return re.findall(r"^\| (?:about )?[\d:]+ \| .*? \| (.*) \|$", text, re.MULTILINE)


def test_a_field_that_two_steps_ask_for_gives_one_row(story: Story) -> None:
    story.set("decision", "roll back", step="first-response/F7")
    story.set("decision", "roll back", step="first-response/F5")
    assert rows(story.page()).count("Decision: roll back") == 1


def test_a_decision_that_was_changed_and_taken_again_gives_a_row_each_time(story: Story) -> None:
    for decision in ("roll back", "wait", "roll back", None, "roll back"):
        story.set("decision", decision)
    found = [row for row in rows(story.page()) if row.startswith("Decision")]
    assert found == [f"Decision: {text}" for text in ("roll back", "wait", "roll back", "roll back")]


def test_a_repeated_level_or_mark_is_no_news_but_its_reason_is(story: Story) -> None:
    story.add(SeveritySet("SEV2")).add(SeveritySet("SEV2")).add(SeveritySet("SEV2", "payments are down"))
    story.set("path", ["edge", "api"]).add(HopMarked("api", "ng")).add(HopMarked("api", "ng"))
    story.add(HopMarked("edge", "ng")).add(HopMarked("api", "ng", "500 in the response"))
    assert rows(story.page())[1:] == [
        "Severity set to SEV2 (major)",
        "Severity set to SEV2 (major): payments are down",
        "api: not normal",
        "edge: not normal",
        "api: not normal (500 in the response)",
    ]


def test_a_role_that_is_handed_over_twice_gives_two_rows(story: Story) -> None:
    for holder in ("sato", "suzuki", "ito"):
        story.set("roles.commander", holder)
    assert rows(story.page()).count("Commander role handed over") == 2


def test_a_cause_that_is_saved_again_was_confirmed_when_it_was_first(story: Story) -> None:
    story.at("14:20").set("cause", "a full pool", "possible").at("14:30").set("cause.certainty", "confirmed")
    story.at("15:40").set("cause", "a full pool", "confirmed").set("cause.certainty", "confirmed")
    assert re.findall(r"^\| (\d\d:\d\d) .*Cause confirmed", story.page(), re.MULTILINE) == ["14:30"]
    story.at("16:00").set("cause", "a full queue", "confirmed")
    assert re.findall(r"^\| (\d\d:\d\d) .*Cause confirmed", story.page(), re.MULTILINE) == ["16:00"]
    story.set("cause.certainty", "likely")
    assert "Cause confirmed" not in story.page()


def test_a_length_is_about_as_long_where_one_of_its_ends_is_not_exact(story: Story) -> None:
    story.mark("started", "14:00", "approx").at("15:00").mark("mitigated", "14:42")
    assert "継続時間: 約42分(収束)" in story.page("final", "ja")
    assert "約42分続きました" in story.page("final", "ja")
    assert "The impact is over: it lasted about 42 min, from" in story.page()
    assert "| Impact on users | about 42 min |" in story.page()
    story.mark("started", "14:00")
    assert "継続時間: 42分(収束)" in story.page("final", "ja")


@pytest.mark.parametrize(
    ("day", "ja", "en"), [("2026-11-22", "1日以内", "up to a day"), ("2026-11-20", "約2日", "about 2 d")]
)
def test_of_a_day_alone_no_hours_are_counted(story: Story, day: str, ja: str, en: str) -> None:
    story.mark("started", f"{day}T00:00:00+09:00", "day").mark("mitigated", "14:10")
    assert f"継続時間: {ja}(収束)" in story.page("final", "ja")
    assert f"The impact is over: it lasted {en}, from" in story.page()


def test_what_was_no_incident_did_not_begin_as_one(story: Story) -> None:
    story.mark("started", "14:00").mark("detected", "14:02")
    assert "障害が発生" in story.page("final", "ja")
    text = story.add(Withdrawn("planned work")).page("final", "ja")
    assert "事象が発生" in text
    assert "障害が発生" not in text
    assert "障害を検知" not in text


def test_open_hops_are_listed_as_the_language_does(story: Story) -> None:
    story.set("path", ["edge", "api", "db"]).add(HopMarked("edge", "ok"))
    assert "未確定。まだ見ていない箇所: api、db。" in story.page("postmortem", "ja")
    assert "still to check: api, db." in story.page()
