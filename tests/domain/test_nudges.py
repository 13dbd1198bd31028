"""Nudges: when each speaks, when it is silent, and that rules.yaml says the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from incidentctl.domain.events.decisions import Decided
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.updates import UpdatePosted
from incidentctl.domain.nudges import AFTER, NOT_ALONE, Nudge, nudges
from incidentctl.domain.pulse import Pulse
from incidentctl.domain.times import iso
from incidentctl.words import LANGS, Words
from tests.domain.conftest import Story, policy

START = datetime.fromisoformat("2026-11-22T14:05:00+09:00")


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def text(minutes: float) -> str:
    return at(minutes).isoformat()


def pulse(**values: Any) -> Pulse:
    """Give one of two people who are aligned, decided just now and told somebody: nothing to remind of."""
    quiet: dict[str, Any] = {
        "declared": text(0), "told": True, "next_update": text(600), "happening": True, "resolved_when": True,
        "decided": text(500), "actors": ("sato", "tanaka"), "facts": 9, "last": text(0),
    }  # fmt: skip
    return Pulse(**quiet | values)


def keys(pulse: Pulse, minutes: float, before: Pulse | None = None) -> list[str]:
    return [f"{nudge.rule} {nudge.key}" for nudge in nudges(pulse, at(minutes), before)]


def test_rules_yaml_says_the_same() -> None:
    rules = policy().rules
    assert {rule: wait.total_seconds() for rule, wait in AFTER.items()} == {
        rule: rules[rule].after for rule in AFTER
    }
    assert all(rules[rule].solo == "off" for rule in NOT_ALONE)
    said = {"S1-2", "S1-12", "S1-21", "S2-1", "S2-3", "S2-10", "S2-14", "S2-22", "S3-8", "S3-10"}
    assert {rule for rule in said if rules[rule].solo == "off"} == NOT_ALONE


ALONE = {"actors": ("sato",)}

# What the pulse holds, what is said, and from which minute on ("" before it).
ROWS: tuple[tuple[dict[str, Any], str, float], ...] = (
    ({"happening": False, "resolved_when": False}, "S3-8 align", 10),
    ({"happening": False}, "S3-8 align.happening", 10),
    ({"resolved_when": False, **ALONE}, "S3-8 align.resolved_when", 10),
    ({"happening": False, "reopened": text(60)}, "S3-8 align.happening", 70),
    ({"decided": ""}, "S2-10 undecided", 20),
    ({"decided": text(30)}, "S2-10 undecided", 50),
    ({"next_update": "", "voiced": text(5)}, "S2-1 silent", 35),
    ({"next_update": "", "voiced": text(5), "mitigated": text(6)}, "S2-1 silent", 35),
    ({"tasks": {"k1": text(40)}}, "S2-14 report", 40),
    ({"writes": {"a1": ["sato", text(3)]}}, "S1-12 write", 18),
    ({"writes": {"a1": ["sato", text(3)]}, **ALONE}, "S1-12 write", 18),
)


@pytest.mark.parametrize(("values", "said", "minute"), ROWS)
def test_a_reminder_comes_at_its_minute_and_not_before(
    values: dict[str, Any], said: str, minute: float
) -> None:
    state = pulse(**values)
    assert said not in keys(state, minute - 1 / 60, before=state._replace(last=text(minute - 1 / 60)))
    assert keys(state, minute, before=state._replace(last=text(minute))) == [said]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"pending": ("j1",)}, "S2-3 decision"),
        ({"pending": ("j1", "j2")}, "S2-3 decision.many"),
        ({"concerns": ("e1",)}, "S2-22 concern"),
        ({"roles": {"commander": ["ann", "bob"]}}, "S1-3 commanders"),
        ({"writes": {"a1": ["sato", text(-9)], "a2": ["ann", text(-1)]}}, "S1-12 writes"),
        ({"drafts": ("u1",)}, "S3-10 draft"),
        ({"tasks": {"k1": text(99)}, "unowned": ("k1",)}, "S1-2 unowned"),
    ],
)
def test_what_waits_for_a_word_is_said_at_once(values: dict[str, Any], said: str) -> None:
    assert keys(pulse(**values), 0) == [said]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"decided": "", "mitigated": text(9)},
        {"decided": "", "resolved": text(9), "happening": False, "next_update": "", "voiced": ""},
        {"decided": "", **ALONE},
        {"tasks": {"k1": text(1)}, "concerns": ("e1",), "drafts": ("u1",), **ALONE},
        {"next_update": "", "told": False},  # a clock says that already
        {"pending": ("j1",), "ended": text(9)},
        {"pending": ("j1",), "closed": text(9)},
        {"pending": ("j1",), "withdrawn": True},
        {"pending": ("j1",), "happening": False, "quiet": ("S2-3", "S3-8")},
    ],
)
def test_nothing_is_said_where_nothing_is_missing_or_it_is_off(values: dict[str, Any]) -> None:
    state = pulse(**values)
    assert keys(state, 95, before=state._replace(last=text(94))) == []


def test_an_incident_that_is_not_there_yet_needs_no_reminder() -> None:
    assert nudges(Pulse(), at(0)) == ()


def test_who_is_alone_hears_of_it_once_and_then_every_half_hour() -> None:
    heard, before = [], pulse(**ALONE)
    for minute in range(1, 130):
        now = before._replace(last=text(minute))
        if keys(now, minute, before):
            heard.append(minute)
        before = now
    assert heard == [30, 60, 90, 120]


def test_a_long_silence_alone_is_one_reminder() -> None:
    before = pulse(**ALONE, last=text(2))
    now = before._replace(last=text(100))
    assert keys(now, 100, before) == ["S1-21 alone"]
    assert keys(now, 101, now) == []
    assert keys(now, 101) == []


@pytest.mark.parametrize("values", [{}, {"mitigated": text(1), **ALONE}, {"resolved": text(1), **ALONE}])
def test_two_people_and_a_calm_end_need_no_second_person(values: dict[str, Any]) -> None:
    assert keys(pulse(**values), 31, pulse(**values)) == []


def test_the_most_urgent_comes_first() -> None:
    state = pulse(
        writes={"a1": ["sato", text(0)]}, pending=("j1",), concerns=("e1",), drafts=("u1",),
        tasks={"k1": text(9), "k2": ""}, unowned=("k2",), next_update="", decided="", happening=False,
    )  # fmt: skip
    rules = [nudge.rule for nudge in nudges(state, at(60))]
    assert rules == ["S1-12", "S2-3", "S2-22", "S3-10", "S2-14", "S1-2", "S2-1", "S2-10", "S3-8"]


def test_a_reminder_names_the_oldest_fact_that_it_is_about() -> None:
    found = nudges(pulse(concerns=("e1", "e2")), at(1))
    assert found == (Nudge("S2-22", "concern.many", {"count": 2}, "concern_raised", ("e1", "e2")),)


def test_the_log_feeds_it(story: Story) -> None:
    assert story.incident().pulse.voiced == ""
    story.add(Told(("manager",)))
    assert story.incident().pulse.voiced == iso(story.facts[-1].recorded)
    story.at("14:15").set("impact.users", None)
    assert story.incident().pulse.voiced == iso(story.facts[-1].recorded)
    story.at("14:16").set("happening", "x").set("resolved_when", "y").add(Decided("go"), "tanaka")
    decided = story.incident().pulse
    assert keys(decided, 31) == []
    assert keys(decided, 32) == ["S2-10 undecided"]
    story.at("14:20").add(UpdatePosted("", due=text(60)))
    assert story.incident().pulse.voiced == iso(story.facts[-1].recorded)


@pytest.mark.parametrize("lang", LANGS)
def test_each_reminder_has_one_line_with_its_command(lang: str) -> None:
    words = Words(lang)  # type: ignore[arg-type]
    said = {said.split(" ")[1] for _, said, _ in ROWS}
    said |= {
        "alone",
        *(f"{key}{many}" for key in ("decision", "concern", "draft", "unowned") for many in ("", ".many")),
    }
    said |= {"report.many"}
    for key in said:
        line = words(f"nudge.{key}", id="e-3f2", count=2, length=words.length(1_867_153))
        assert "`ic " in line
        assert "\n" not in line
