"""What every report must hold to, whatever its form, state, language and reader."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.forms import AUDIENCES, FORMS, RESTRICTED
from incidentctl.domain.glossary import Glossary
from incidentctl.domain.lint import lint, printed_by
from incidentctl.domain.report_names import Names
from incidentctl.library.find import YamlRunbooks
from incidentctl.words import Words
from tests.domain.checkout import COMPONENTS, PEOPLE, finished, private, under_way
from tests.domain.checkout_texts import TEXTS
from tests.domain.conftest import Story, policy

if TYPE_CHECKING:
    from incidentctl.domain.lint import Wording
    from incidentctl.words import Lang

LANGUAGES: tuple[Lang, ...] = ("en", "ja")
STATES = {"under-way": under_way, "finished": finished}
EVERY = [*product(FORMS, STATES, AUDIENCES, LANGUAGES)]
OUTSIDE = [*product(FORMS, STATES, ("manager", "customer"), LANGUAGES)]
CUSTOMER = [*product(FORMS, STATES, LANGUAGES)]
P1 = {
    "en": "Under investigation. We will update this as soon as we know more.",
    "ja": "調査中。判明次第更新します",
}
NO_ROLE = re.compile(
    r"\b(?:commander|operator|liaison|scribe|responder|severity|SEV[1-4])\b|指揮官|作業者|外部通信役|書記官|重大度",
    re.IGNORECASE,
)


@cache
def wording() -> Wording:
    return YamlRunbooks(lang="en", cwd=Path("/")).wording()


def body(page: str) -> str:
    """Give a page without its footer: log heads and hashes are for those who check them."""
    return page.partition("\n---\n")[0]


@cache
def told(state: str, lang: Lang) -> Story:
    return STATES[state](Story, lang)


@cache
def page_of(state: str, form: str, lang: Lang, audience: str = "") -> str:
    """Give a page, which all of these tests look at."""
    return told(state, lang).page(form, lang, audience)


@pytest.mark.parametrize(("form", "state", "audience", "lang"), EVERY)
def test_no_report_blames_guesses_or_names_anybody(form: str, state: str, audience: str, lang: Lang) -> None:
    story = told(state, lang)
    page = page_of(state, form, lang, audience)
    names = Names(story.incident(), Words(lang))
    assert lint(page, wording(), lang, names=names, printed=printed_by(policy()), audience=audience) == ()
    assert [name for name in PEOPLE[lang] if name in page] == []


@pytest.mark.parametrize(("form", "state", "audience", "lang"), EVERY)
def test_no_hypothesis_and_no_private_fact_is_in_any_wide_report(
    stories: type[Story], form: str, state: str, audience: str, lang: Lang
) -> None:
    page = page_of(state, form, lang, audience)
    texts = TEXTS[lang]
    assert [texts[key] for key in ("guess", "suspicion") if texts[key] in page] == []
    wide = private(stories, lang).page(form, lang, audience)
    assert [texts[key] for key in ("seen", "task", "answer", "privacy.how") if texts[key] in wide] == []


@pytest.mark.parametrize(("form", "state", "audience", "lang"), EVERY)
def test_nothing_is_left_open_empty_or_said_twice(form: str, state: str, audience: str, lang: Lang) -> None:
    page = page_of(state, form, lang, audience)
    assert re.findall(r"\bNone\b|\{\w*\}|^- .*: *$", page, re.MULTILINE) == []
    assert re.findall(r"^(#{2,3}) .*\n+(?=\1 |# |---$|\Z)", page, re.MULTILINE) == []
    assert re.findall(r"^\|[^\n]*\|\n\| ---[^\n]*\|\n(?!\|)", page, re.MULTILINE) == []
    for section in re.split(r"^#{2,3} ", page, flags=re.MULTILINE):
        lines = [line for line in section.splitlines() if line.startswith(("- ", "| ")) and "---" not in line]
        assert len(lines) == len(set(lines)), section
    assert re.findall(r"\b(\w+ \w+ \w+ \w+)\b[^|\n]*: \1\b", page) == []


@pytest.mark.parametrize(("form", "audience", "lang"), [*product(FORMS, AUDIENCES, LANGUAGES)])
def test_an_unknown_cause_is_p1_to_the_byte_in_every_report_s0_25(
    stories: type[Story], form: str, audience: str, lang: Lang
) -> None:
    heading = {"en": r"Cause(?: and contributing factors)?", "ja": r"原因(?:と寄与した要因)?"}[lang]
    page = under_way(stories, lang).page(form, lang, audience)
    found = re.search(rf"^## (?:\d+\. )?{heading}\n\n(.*)\n", page, re.MULTILINE)
    assert found is not None
    assert found[1] == P1[lang]
    assert P1[lang] not in finished(stories, lang).page(form, lang, audience)


@pytest.mark.parametrize(("form", "state", "audience", "lang"), OUTSIDE)
def test_whoever_is_no_engineer_reads_no_jargon_and_no_component_s0_27(
    form: str, state: str, audience: str, lang: Lang
) -> None:
    page = body(page_of(state, form, lang, audience))
    page = re.sub(r"```mermaid.*?```", "", page, flags=re.DOTALL)
    assert Glossary(policy(), lang).plain(page) == page
    assert [name for name in COMPONENTS if name in page] == []


@pytest.mark.parametrize(("form", "state", "lang"), CUSTOMER)
def test_customers_read_of_no_role_no_severity_and_no_log(form: str, state: str, lang: Lang) -> None:
    page = told(state, lang).page(form, lang, "customer")
    assert NO_ROLE.findall(page) == []
    assert "w-7k2m9qxt" not in page
    assert TEXTS[lang]["channel"] not in page


@pytest.mark.parametrize(("form", "state", "audience", "lang"), EVERY)
def test_the_zone_of_all_times_is_said_once_at_the_top(
    form: str, state: str, audience: str, lang: Lang
) -> None:
    head = page_of(state, form, lang, audience).partition("\n## ")[0]
    assert {"en": "- All times in: GMT", "ja": "- 時刻の表記: JST"}[lang] in head.splitlines()


@pytest.mark.parametrize(("form", "audience", "lang"), [*product(FORMS, AUDIENCES, LANGUAGES)])
def test_what_is_only_likely_is_promised_to_nobody_outside(
    stories: type[Story], form: str, audience: str, lang: Lang
) -> None:
    told = TEXTS[lang]["outlook"] in under_way(stories, lang).page(form, lang, audience)
    assert told == (audience == "engineer" and form in {"first", "progress"})


def test_a_clock_change_puts_both_names_of_the_zone_at_the_top(stories: type[Story]) -> None:
    story = stories("2026-10-31T23:41:00-07:00").declare(zone="America/Los_Angeles")
    assert "- All times in: PDT\n" in story.page()
    story.at("2026-11-01T01:20:00-08:00").note("it goes on")
    assert "- All times in: PDT, PST\n" in story.page()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_of_the_privacy_track_names_nobody_and_tells_what_was_found(
    stories: type[Story], lang: Lang
) -> None:
    page = private(stories, lang).page(RESTRICTED, lang)
    assert [name for name in PEOPLE[lang] if name in page] == []
    assert TEXTS[lang]["answer"] in page
    assert lint(page, wording(), lang, printed=printed_by(policy())) == ()


@pytest.mark.parametrize(("number", "shown"), [("impact.users", "120"), ("impact.tickets", "120")])
def test_a_number_that_still_moves_says_as_of_when(story: Story, number: str, shown: str) -> None:
    story.at("14:20").set(number, {"min": 120, "max": 120}).at("14:40")
    assert f": {shown} (as of 14:20)\n" in story.page("first")
    assert "120件(14:20 時点)" in story.page("first", "ja") or "120人(14:20 時点)" in story.page(
        "first", "ja"
    )
    story.at("2026-11-23T09:00:00+09:00").note("still going on")
    assert f": {shown} (as of 2026-11-22 (Sun) 14:20 JST)\n" in story.page("first")
    story.mark("ended", "09:10")
    assert f": {shown}\n" in story.page("first")


def test_a_change_that_worked_comes_before_what_it_led_to(stories: type[Story]) -> None:
    page = finished(stories, "en").page("final")
    assert page.index("| 14:27 | Operator | Ended:") < page.index("| 14:27 | Operator | Mitigated:")


def test_the_effect_stands_at_the_action_or_on_its_own_but_not_twice(story: Story) -> None:
    story.set("mitigation.result", "restored")
    assert story.page().count("Effect for users: users can work again") == 1


def test_what_managers_read_of_a_decision_is_plain(stories: type[Story]) -> None:
    story = stories().declare().set("rollback.decision", "roll_back")
    assert "| Decision: roll back to the previous version |" in story.page("final", audience="engineer")
    assert "| Decision: switch back to the previous version |" in story.page("final")
    assert "| 決定: 前の版に戻す |" in story.page("final", "ja")
