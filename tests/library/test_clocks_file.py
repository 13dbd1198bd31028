"""clocks.yaml and calendar.yaml: the worked examples, a team's changes, and every mistake at its place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.errors import Invalid
from incidentctl.library.find import YamlRunbooks
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.domain.policy import Policy

ROOT = Path(__file__).parents[2]
HEAD = "incidentctl: 1\nclocks:\n"


def built_in() -> Policy:
    return YamlRunbooks(lang="en", cwd=Path("/")).built_in_policy()


def shelf(tmp_path: Path, text: str, name: str = "clocks") -> YamlRunbooks:
    path = tmp_path / ".incidentctl" / "runbooks" / "policy" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return YamlRunbooks(lang="en", cwd=tmp_path)


def problems(tmp_path: Path, text: str, name: str = "clocks") -> list[str]:
    """Give `line:column key` of every mistake."""
    file = tmp_path / "policy" / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    [found] = YamlRunbooks(lang="en", cwd=Path("/")).check([file])
    return [f"{each.line}:{each.column} {each.key}" for each in found.problems]


def test_every_worked_example_is_disabled() -> None:
    assert {name for name, clock in built_in().clocks.items() if clock.enabled} == set()


def test_the_examples_say_what_the_laws_say() -> None:
    rows = {
        name: (clock.anchor, clock.amount, clock.unit, clock.soft_from)
        for name, clock in built_in().clocks.items()
    }
    assert rows == {
        "appi-first": ("aware", 5, "day", 3),
        "appi-final": ("aware", 30, "day", 0),
        "appi-final-unlawful": ("aware", 60, "day", 0),
        "gdpr-33": ("aware", 72, "h", 0),
        "dora-initial": ("classified", 4, "h", 0),
        "dora-initial-limit": ("aware", 24, "h", 0),
        "dora-intermediate": ("submitted:dora-initial", 72, "h", 0),
        "dora-final": ("submitted:dora-intermediate", 1, "month", 0),
    }


def test_an_example_has_both_languages_its_source_and_when_that_was_checked() -> None:
    for clock in built_in().clocks.values():
        for texts in (clock.name, clock.regime, clock.recipient, clock.source):
            assert all(texts.get(lang, "").strip() for lang in LANGS), clock.id
        for lists in (clock.applies_if, clock.fields):
            assert {len(lists.get(lang, ())) for lang in LANGS} in ({len(lists.get("en", ()))}, {0}), clock.id
        assert re.search("[ぁ-んァ-ヶ一-龠]", clock.name["ja"])
        assert date.fromisoformat(clock.checked_on) <= date(2026, 11, 22)
        assert clock.confidence in {"high", "medium", "low"}


@pytest.mark.parametrize("name", ["clocks.yaml"])
def test_the_head_of_the_file_says_that_it_is_no_legal_advice(name: str) -> None:
    head = (ROOT / "runbooks" / "policy" / name).read_text("utf-8").partition("incidentctl: 1")[0]
    assert "NOTHING HERE IS LEGAL ADVICE" in head


def test_one_line_enables_an_example(tmp_path: Path) -> None:
    clocks = shelf(tmp_path, HEAD + "  - {id: gdpr-33, enabled: true}\n").policy().clocks
    assert clocks["gdpr-33"] == built_in().clocks["gdpr-33"]._replace(enabled=True)
    assert {name for name, clock in clocks.items() if clock.enabled} == {"gdpr-33"}


def test_a_team_may_change_what_it_knows_better_and_add_its_own(tmp_path: Path) -> None:
    text = """\
incidentctl: 1
lang: ja
clocks:
  - id: appi-first
    due: {amount: 3, unit: business_day}
    name: 速報(当社)
  - id: nydfs
    enabled: true
    name: ニューヨーク州金融サービス局
    regime: 23 NYCRR 500.17
    anchor: determined
    due: {amount: 72, unit: h}
    tz: America/New_York
"""
    clocks = shelf(tmp_path, text).policy().clocks
    first = clocks["appi-first"]
    assert (first.amount, first.unit, first.soft_from, first.asap) == (3, "business_day", 0, True)
    assert first.name == {"ja": "速報(当社)", "en": "Japan APPI: preliminary report"}
    assert clocks["nydfs"].tz == "America/New_York"
    assert list(clocks)[-1] == "nydfs"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("  - {id: mine, name: Mine, regime: X, anchor: aware}\n", ["3:5 missing-key"]),
        ("  - {id: gdpr-33, anchor: awre}\n", ["3:27 unknown-word"]),
        ('  - {id: gdpr-33, anchor: "submitted:gdpr"}\n', ["3:27 unknown-id"]),
        ("  - {id: gdpr-33, same_as: nope}\n", ["3:28 unknown-id"]),
        ("  - {id: gdpr-33, calendar: mars}\n", ["3:29 unknown-id"]),
        ("  - {id: gdpr-33, tz: Mars/Base}\n", ["3:23 not-a-zone"]),
        ("  - {id: gdpr-33, checked_on: 2026-02-30}\n", ["3:31 not-a-date"]),
        ("  - {id: gdpr-33, enabled: maybe}\n", ["3:28 not-a-flag"]),
        ("  - {id: gdpr-33, due: {amount: 3, unit: fortnight}}\n", ["3:42 unknown-word"]),
        ("  - {id: gdpr-33}\n  - {id: GDPR-33}\n", ["4:10 duplicate-id", "4:5 missing-key"]),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, rows: str, expected: list[str]) -> None:
    assert problems(tmp_path, HEAD + rows)[: len(expected)] == expected


def test_a_wrong_file_is_refused_by_the_commands_that_read_the_policy(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        shelf(tmp_path, HEAD + "  - {id: gdpr-33, tz: Mars/Base}\n").policy()


def test_a_team_has_its_own_days_off_and_peak_hours(tmp_path: Path) -> None:
    text = """\
incidentctl: 1
release_from: "09:30"
peak:
  - {days: [sat, sun], from: "10:00", to: "24:00"}
calendars:
  - {id: japan, zones: [Asia/Tokyo], holidays: [2026-12-30, 2026-12-31]}
  - {id: shop, workdays: [tue, wed, thu, fri, sat], zones: [Europe/Berlin]}
"""
    calendars = shelf(tmp_path, text, "calendar").policy().calendar
    assert calendars.release_from == 570
    assert [str(peak) for peak in calendars.peaks] == ["10:00-24:00"]
    assert calendars.of("", "Asia/Tokyo").holidays == {date(2026, 12, 30), date(2026, 12, 31)}
    assert not calendars.of("", "Europe/Berlin").is_business_day(date(2026, 11, 23))
    assert "us-federal" in calendars.named


def test_what_a_team_leaves_out_stays_as_built_in(tmp_path: Path) -> None:
    calendars = shelf(tmp_path, 'incidentctl: 1\nrelease_from: "09:30"\n', "calendar").policy().calendar
    assert calendars == built_in().calendar._replace(release_from=570)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('release_from: "25:00"\n', ["2:15 not-an-hour"]),
        ("release_from: 9\n", ["2:15 not-an-hour"]),
        ('peak: [{days: [monday], from: "09:00", to: "10:00"}]\n', ["2:16 unknown-word"]),
        ('peak: [{days: [mon], from: "09:00"}]\n', ["2:8 missing-key"]),
        ("calendars: [{id: x, holidays: [2026-1-1]}]\n", ["2:32 not-a-date"]),
        ("calendars: [{id: x, workdays: []}]\n", ["2:31 empty-list"]),
        ("calendars: [{id: x, zones: [Mars/Base]}]\n", ["2:29 not-a-zone"]),
    ],
)
def test_a_mistake_in_the_calendar_is_told_at_its_place(
    tmp_path: Path, rows: str, expected: list[str]
) -> None:
    assert problems(tmp_path, f"incidentctl: 1\n{rows}", "calendar") == expected
