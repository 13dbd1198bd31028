"""A report in any zone names the same instants, each with its date and offset, across a clock change too."""

from __future__ import annotations

import re
import shlex
import time
from datetime import UTC, date, datetime, timedelta, timezone
from html import unescape
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.forms import AUDIENCES, FORMS
from incidentctl.words import LANGS
from tests.variants import first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Desk

ZONES = ("UTC", "Asia/Tokyo", "America/Los_Angeles", "Europe/London")
HOURS = {"UTC": 0, "GMT": 0, "BST": 1, "JST": 9, "PDT": -7, "PST": -8}
CHANGES = {
    "back in Los Angeles": ("America/Los_Angeles", "2026-11-01T09:00:00Z"),
    "forward in Los Angeles": ("America/Los_Angeles", "2026-03-08T10:00:00Z"),
    "back in London": ("Europe/London", "2026-10-25T01:00:00Z"),
    "forward in London": ("Europe/London", "2026-03-29T01:00:00Z"),
    "none in Tokyo": ("Asia/Tokyo", "2026-11-22T05:40:00Z"),
}
SESSION = """
    declare "Checkout returns 500" --no-walk
    mark started "25m ago"
    mark detected "10m ago"
    severity SEV2
    tell support
    note "first seen in the logs" --at "45m ago"
    ... 20
    note before the change
    update --audience manager "Cards fail." --override y
    ... 30
    note after the change
    act roll back to 411 --before 31 --after 0 --override y
    mark mitigated now
    set recovery.fact "the rate fell"
    ... 25
    note back to normal
    set cause "a division by zero" --certainty confirmed
    follow-up add "add an alert" --kind detect --owner scribe --due 2026-12-01 --when now
    resolve --override y
    ... 15
    stand-down --override y
"""
"""From half an hour before a clock change until an hour after it."""

DATE = r"(\d{4})(?:-|年)(\d\d?)(?:-|月)(\d\d?)日?"
WHOLE = re.compile(DATE + r"(?: ?\(\w+\))? (?:about )?(\d\d):(\d\d)頃? ([A-Z]{3,4}|UTC[+-]\d\d:\d\d)\b")
HEADING = re.compile(DATE + r"(?: ?\(\w+\))?(?:, | )([A-Z]{3,4})\Z")
BAR = re.compile(r" :(?:crit, )?(\d{4}-\d\d-\d\d \d\d:\d\d), (\d{4}-\d\d-\d\d \d\d:\d\d)")


def happen(desk: Desk, zone: str, change: str) -> list[datetime]:
    """Play the incident; give when each note was recorded, to the minute."""
    desk.zone, desk.at = zone, datetime.fromisoformat(change) - timedelta(minutes=30)
    noted = []
    for line in filter(None, map(str.strip, SESSION.splitlines())):
        if line.startswith("..."):
            desk.wait(minutes=int(line.split()[1]))
            continue
        if line.startswith("note") and "--at" not in line:
            noted.append(desk.at.replace(second=0, microsecond=0))
        ran = desk(*shlex.split(line))
        assert ran.code == 0, (line, ran)
    return noted


def lines_of(text: str, format_: str) -> Iterator[tuple[str, str]]:
    """Give each piece of a report as (kind, text): headings of a day, times in a table, anything else."""
    if format_ == "md":
        for line in text.split("\n"):
            if line.startswith("### "):
                yield "day", line.removeprefix("### ")
            elif found := re.match(r"\| (?:about )?(\d\d:\d\d)頃? \|", line):
                yield "clock", found[1]
                yield "text", line
            else:
                yield "text", line
        return
    for tag, inner in re.findall(r"<(h3|td|p|li|dd|title|h2)\b[^>]*>(.*?)</\1>", text, re.DOTALL):
        plain = unescape(re.sub("<[^>]*>", "", inner))
        if tag == "title":  # what a dot of the picture tells: days, and times under them
            for line in plain.split("\n"):
                clock = re.match(r"(?:about )?(\d\d:\d\d)頃? ", line)
                yield ("clock", clock[1]) if clock else ("day" if HEADING.search(line) else "text", line)
            continue
        is_clock = tag == "td" and re.fullmatch(r"(?:about )?\d\d:\d\d頃?", plain)
        yield ("day" if tag == "h3" else "clock" if is_clock else "text"), plain


def instants(text: str, format_: str) -> set[datetime]:
    """Give every instant that a report names, in UTC; fail for a time whose day or offset is not said."""
    found: set[datetime] = set()
    day: tuple[date, timezone] | None = None
    bars = ""
    for kind, line in lines_of(text, format_):
        if kind == "day" and (heading := HEADING.search(line)):
            year, month, number, name = heading.groups()
            day = date(int(year), int(month), int(number)), timezone(timedelta(hours=HOURS[name]))
        elif kind == "clock":
            assert day is not None, line
            at = datetime.strptime(f"{day[0]} {line[:5]}", "%Y-%m-%d %H:%M").replace(tzinfo=day[1])
            found.add(at.astimezone(UTC))
        for whole in WHOLE.finditer(line):
            *numbers, name = whole.groups()
            at = datetime(*map(int, numbers), tzinfo=timezone(timedelta(hours=HOURS[name])))  # type: ignore[misc,arg-type]
            found.add(at.astimezone(UTC))
        if named := re.search(r"(?:all times in |時刻はすべて)([A-Z]{3,4})", line):
            bars = named[1]
        for bar in BAR.finditer(line):
            zone = timezone(timedelta(hours=HOURS[bars]))
            found |= {datetime.fromisoformat(at).replace(tzinfo=zone).astimezone(UTC) for at in bar.groups()}
        rest = (
            re.sub(r"\d\d:\d\d, |UTC[+-]\d\d:\d\d", "", WHOLE.sub("", BAR.sub("", line)))
            if kind == "text"
            else ""
        )
        assert not re.search(r"(?<!\| )\b\d\d:\d\d\b(?! \|)(?! [A-Z]{3})", rest.replace("HH:mm", "")), line
    return found


def in_json(value: Any) -> set[datetime]:
    """Give every ISO 8601 time in a JSON tree, in UTC."""
    if isinstance(value, dict):
        return set().union(*map(in_json, value.values()))
    if isinstance(value, list):
        return set().union(*map(in_json, value))
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*", value):
        at = datetime.fromisoformat(value)
        assert at.tzinfo is not None, value
        return {at.astimezone(UTC)}
    return set()


@pytest.mark.parametrize("every", first((9, 3)))
@pytest.mark.parametrize("change", CHANGES)
def test_four_zones_name_the_same_instants_in_every_form_and_format(
    desk: Desk, change: str, every: int
) -> None:
    noted = happen(desk, *CHANGES[change])
    turn = list(CHANGES).index(change)
    for number, (form, audience) in enumerate(product(FORMS, AUDIENCES)):
        lang = LANGS[number % 2]
        if (form, audience) != ("postmortem", "engineer") and (number + turn) % every:
            continue  # each change meets the postmortem, and with 3 every third of the others
        for format_ in ("md", "html", "json"):
            seen = []
            for zone in ZONES:
                at = desk.at
                argv = (
                    "--form",
                    form,
                    "--audience",
                    audience,
                    "--format",
                    format_,
                    "--zone",
                    zone,
                    "--lang",
                    lang,
                )
                ran = desk("report", *argv)
                desk.at = at
                assert ran.code == 0, ran
                seen.append(in_json(ran.json) if format_ == "json" else instants(ran.out, format_))
            assert seen[0] == seen[1] == seen[2] == seen[3], (form, audience, format_)
            if form == "postmortem" and audience == "engineer":
                assert set(noted) <= {at.replace(second=0, microsecond=0) for at in seen[0]}


@pytest.mark.parametrize("change", CHANGES)
def test_rows_stand_in_the_order_of_cause_and_lengths_are_real(desk: Desk, change: str) -> None:
    happen(desk, *CHANGES[change])
    page = desk("report").out
    rows = ("first seen", "before the change", "after the change", "Action: roll back", "back to normal")
    places = [page.index(row) for row in rows]
    assert places == sorted(places)
    lengths = dict(re.findall(r"\((TT.)\) \| ([^|]*) \|", page))
    assert lengths == {"TTD": "15 min", "TTA": "9 min", "TTM": "1 h", "TTR": "1 h 25 min"}
    measured = desk("stats", "--json").json["total"]["metrics"]
    medians = {name: int(metric["median"]) // 60 for name, metric in measured.items()}
    assert medians == {"ttd": 15, "tta": 9, "ttm": 60, "ttr": 85, "impact": 75}
    offsets = re.findall(r"^### .*, ([A-Z]+)$", page[page.index("## Timeline") :], re.MULTILINE)
    changed = (
        {"back": ["PDT", "PST"], "forward": ["PST", "PDT"]}
        if "Angeles" in change
        else {"back": ["BST", "GMT"], "forward": ["GMT", "BST"]}
    )
    assert list(dict.fromkeys(offsets)) == changed.get(change.split(maxsplit=1)[0], ["JST"])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("zone", "at", "typed"),
    [
        ("America/Los_Angeles", "2026-11-01T10:10:00Z", "01:30"),
        ("America/Los_Angeles", "2026-03-08T11:10:00Z", "02:30"),
        ("Europe/London", "2026-10-25T02:10:00Z", "01:30"),
        ("Europe/London", "2026-03-29T02:10:00Z", "01:30"),
    ],
)
def test_an_hour_that_came_twice_or_never_is_asked_back_and_nothing_is_recorded(
    desk: Desk, zone: str, at: str, typed: str, lang: str
) -> None:
    desk.zone, desk.at = zone, datetime.fromisoformat(at)
    desk("declare", "Checkout returns 500", "--no-walk")
    before = len(desk("timeline", "--json").json["entries"])
    ran = desk("note", "x", "--at", typed, "--lang", lang)
    assert ran.code == 7
    assert len(desk("timeline", "--json").json["entries"]) == before
    answers = re.findall(r"\d{4}-\d\d-\d\dT\S+?[+-]\d\d:\d\d", ran.err)
    assert len(answers) == 2
    for answer in answers:
        assert desk("note", "x", "--at", answer).code == 0


@pytest.mark.parametrize("zone", ZONES)
def test_the_zone_of_the_machine_plays_no_part(
    desk: Desk, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    happen(desk, *CHANGES["back in Los Angeles"])
    asked = desk.at
    found = []
    for name in (zone, "Asia/Kathmandu"):
        monkeypatch.setenv("TZ", name)
        time.tzset()
        for form, format_ in product(FORMS, ("md", "html", "json")):
            desk.at = asked
            found.append(desk("report", "--form", form, "--format", format_).out)
    monkeypatch.undo()
    time.tzset()
    half = len(found) // 2
    assert found[:half] == found[half:]


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_stays_the_day_that_was_meant(desk: Desk, zone: str) -> None:
    desk("declare", "Checkout returns 500", "--no-walk")
    desk("note", "the contract ended", "--at", "2026-11-20")
    desk("follow-up", "add", "add an alert", "--kind", "detect", "--owner", "scribe", "--due", "2026-12-01")
    page = desk("report", "--zone", zone).out
    assert re.search(r"\| 2026-12-01 \(Tue\)(?: UTC\+09:00)? \|", page)
    heading = page[: page.index("the contract ended")].rpartition("### ")[2].split("\n")[0]
    assert heading.startswith("2026-11-20 (Fri)")
    assert ("UTC+09:00" in heading) == (zone != "Asia/Tokyo")
