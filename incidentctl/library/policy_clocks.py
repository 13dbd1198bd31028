"""clocks.yaml and calendar.yaml as values: a team's rows say again only what they change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from incidentctl.domain.calendar import DAYS, Calendar, Calendars, Peak
from incidentctl.domain.policy import ANCHORS, SUBMITTED, LegalClock, Texts
from incidentctl.domain.runbook_rules import Finding, Place
from incidentctl.domain.zones import zone_of
from incidentctl.library.compiling import place, text_in
from incidentctl.library.nodes import Reading
from incidentctl.library.schema import Raw
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from incidentctl.domain.runbook import Text

Source: TypeAlias = tuple[Reading, Raw]
"""A file as it was read, and the reading that keeps what is wrong with it."""

_TEXTS = ("name", "regime", "recipient", "source")
_LISTS = ("applies_if", "fields")
_PLAIN = (
    *("anchor", "asap", "enabled", "private", "tz", "calendar"),
    *("roll", "same_as", "checked_on", "confidence"),
)
_NEEDED = ("name", "regime", "anchor", "due")
_FARTHEST = {"h": 87_840, "day": 3_660, "business_day": 2_610, "month": 120}
"""Ten years, as every length of time that the program reads."""
_MIDNIGHT = 24 * 60


def compile_clocks(sources: Sequence[Source], calendars: Collection[str]) -> dict[str, LegalClock]:
    """Read the clocks of the built-in file, then those of the team: a row of the same id changes that one.

    `calendars` are the ids that a clock may name. So `{id: gdpr-33, enabled: true}` enables an example.
    """
    clocks: dict[str, LegalClock] = {}
    rows: list[tuple[Reading, int, Raw]] = []
    for reading, raw in sources:
        for index, row in enumerate(raw.get("clocks", ())):
            if "id" in row:
                clocks[row["id"]] = _clock(reading, row, raw.get("lang", "en"), index, clocks.get(row["id"]))
                rows.append((reading, index, row))
    for reading, index, row in rows:
        _check(reading, index, row, clocks, calendars)
    return clocks


def compile_calendars(sources: Sequence[Source]) -> Calendars:
    """Read the calendars of both files (of two with the same id the team's counts), and the peak hours."""
    named: dict[str, Calendar] = {}
    peaks: tuple[Peak, ...] = ()
    release_from = Calendars().release_from
    for reading, raw in sources:
        for index, row in enumerate(raw.get("calendars", ())):
            if "id" in row:
                named[row["id"]] = _calendar(reading, row, index)
        if "peak" in raw:
            peaks = tuple(_peak(row) for row in raw["peak"] if {"days", "from", "to"} <= row.keys())
        release_from = raw.get("release_from", release_from)
        if release_from >= _MIDNIGHT:  # the day has no such time; peaks may end there
            place(reading, Finding(("release_from",), "not-an-hour", {"text": "24:00"}))
            release_from = Calendars().release_from
    return Calendars(named, peaks, release_from)


def _clock(reading: Reading, row: Raw, lang: str, index: int, base: LegalClock | None) -> LegalClock:
    """Give a clock of a row; what the row does not say is as in `base`."""
    if base is None:
        for name in _NEEDED:
            if name not in row:
                place(reading, Finding(("clocks", index), "missing-key", {"name": name, "what": "clock"}))
        base = LegalClock(row["id"], {}, {}, "", 0, "day")
    due = row.get("due", {})
    changes = {
        **{name: _merged(getattr(base, name), text_in(row, name, lang)) for name in _TEXTS},
        **{name: _merged(getattr(base, name), _lists_in(row, name, lang)) for name in _LISTS},
        **{name: row[name] for name in _PLAIN if name in row},
    }
    if due:
        changes |= {"amount": due.get("amount", 0), "unit": due.get("unit", "day")}
        changes["soft_from"] = due.get("soft_from", 0)
    return base._replace(**changes)


def _merged(base: Text | Texts, own: Text | Texts) -> dict[str, object]:
    """Put a team's texts before the built-in ones: a language that the team left out stays readable."""
    return {**own, **{lang: text for lang, text in base.items() if lang not in own}}


def _lists_in(row: Raw, name: str, lang: str) -> Texts:
    found = {lang: row[name]} if name in row else {}
    found |= {each: row[each][name] for each in LANGS if each != lang and name in row.get(each, ())}
    return {each: tuple(items) for each, items in found.items()}


def _check(
    reading: Reading, index: int, row: Raw, clocks: Mapping[str, LegalClock], calendars: Collection[str]
) -> None:
    """Report what a row names that is not there."""
    at: Place = ("clocks", index)
    anchor: str = row.get("anchor", "")
    named = [("same_as", row.get("same_as", ""), clocks), ("calendar", row.get("calendar", ""), calendars)]
    if anchor.startswith(SUBMITTED):
        named.append(("anchor", anchor.removeprefix(SUBMITTED), clocks))
    elif anchor and anchor not in ANCHORS:
        params = {"name": "anchor", "text": anchor, "known": ", ".join((*ANCHORS, f"{SUBMITTED}ID"))}
        suggestion = {"suggestion": reading.near(anchor, ANCHORS)}
        place(reading, Finding((*at, "anchor"), "unknown-word", {**params, **suggestion}))
    for key, name, known in named:
        if name and name not in known:
            params = {"name": name, "suggestion": reading.near(name, known)}
            place(reading, Finding((*at, key), "unknown-id", params))
    _check_zone(reading, row.get("tz", ""), (*at, "tz"))
    due = row.get("due", {})
    for key in ("amount", "soft_from"):
        if due.get(key, 0) > _FARTHEST[due.get("unit", "h")]:
            place(reading, Finding((*at, "due", key), "due-too-far", {}))


def _check_zone(reading: Reading, name: str, at: Place) -> None:
    if name and zone_of(name) is None:
        place(reading, Finding(at, "not-a-zone", {"name": name}))


def _calendar(reading: Reading, row: Raw, index: int) -> Calendar:
    for number, zone in enumerate(row.get("zones", ())):
        _check_zone(reading, zone, ("calendars", index, "zones", number))
    workdays = frozenset(map(DAYS.index, row.get("workdays", ()))) or Calendar().workdays
    holidays = frozenset(map(date.fromisoformat, row.get("holidays", ())))
    return Calendar(row["id"], workdays, holidays, tuple(row.get("zones", ())))


def _peak(row: Raw) -> Peak:
    return Peak(frozenset(map(DAYS.index, row["days"])), row["from"], row["to"])
