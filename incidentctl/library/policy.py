"""Policy files as values: severities, fixed phrases, the words for phases.

A team's severities replace the built-in ones; its phrases and phases replace those of the same id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.policy import PhaseWords, Policy, Severity
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.runbook_rules import Finding, Place
from incidentctl.library.compiling import own_overlay, place, text_in
from incidentctl.library.nodes import Reading, read
from incidentctl.library.schema import Raw, shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.runbook import Text

FILES = ("severities", "phrases", "phases")
FIXED_PHRASE = "P1"
"""The one phrase that no team may change (S0-25: exactly this, byte for byte)."""


def compile_policy(
    built_in: Mapping[str, tuple[bytes, str]], team: Mapping[str, tuple[bytes, str]]
) -> tuple[Policy, tuple[Reading, ...]]:
    """Read policy from (content, path) by name: all of `FILES` built in, any of them from the team.

    With an error among the problems of a reading the policy is only what could be made out.
    """
    readings: list[Reading] = []

    def rows(source: Mapping[str, tuple[bytes, str]], name: str) -> tuple[list[Raw], Reading, str, Raw]:
        reading = read(*source[name])
        raw = shape(reading, name) or {}
        lang: str = raw.get("lang", "en")
        found: list[Raw] = raw.get(name, [])
        for index, row in enumerate(found):
            own_overlay(reading, row, lang, (name, index))
        _duplicates(reading, name, found)
        readings.append(reading)
        return found, reading, lang, raw

    levels, reading, lang, raw = rows(team if "severities" in team else built_in, "severities")
    severities = {row["id"]: _severity(row, lang) for row in levels if "id" in row}
    questions = tuple(text_in(row, "text", lang) for row in raw.get("questions", ()))

    found, reading, lang, _ = rows(built_in, "phrases")
    phrases = {row["id"]: text_in(row, "text", lang) for row in found if "id" in row}
    if "phrases" in team:
        found, reading, lang, _ = rows(team, "phrases")
        for index, row in enumerate(found):
            if _is_known(reading, row, ("phrases", index), phrases):
                text = text_in(row, "text", lang)
                _phrase(reading, row["id"], text, phrases[row["id"]], ("phrases", index), lang)
                phrases[row["id"]] = text

    found, reading, lang, _ = rows(built_in, "phases")
    phases = {row["id"]: _phase(row, lang) for row in found if "id" in row}
    if "phases" in team:
        found, reading, lang, _ = rows(team, "phases")
        for index, row in enumerate(found):
            if _is_known(reading, row, ("phases", index), phases):
                phases[row["id"]] = _phase(row, lang)
    return Policy(severities, questions, phrases, phases), tuple(readings)


def _severity(row: Raw, lang: str) -> Severity:
    return Severity(
        id=row["id"],
        label=text_in(row, "label", lang),
        meaning=text_in(row, "meaning", lang),
        first=row.get("first", 0),
        every=row.get("every", 0),
        watch=row.get("watch", 0),
        postmortem=row.get("postmortem", False),
        postmortem_due=row.get("postmortem_due", 0),
        notify=tuple(row.get("notify", ())),
    )


def _phase(row: Raw, lang: str) -> PhaseWords:
    return PhaseWords(text_in(row, "prefix", lang), text_in(row, "label", lang), row.get("public", ""))


def _duplicates(reading: Reading, name: str, rows: list[Raw]) -> None:
    seen: dict[str, str] = {}
    for index, row in enumerate(rows):
        if "id" in row:
            before = seen.get(fold_id(row["id"]))
            seen.setdefault(fold_id(row["id"]), row["id"])
            if before is not None:
                params = {"name": row["id"], "before": before}
                place(reading, Finding((name, index, "id"), "duplicate-id", params))


def _is_known(reading: Reading, row: Raw, at: Place, known: Mapping[str, object]) -> bool:
    if "id" not in row:
        return False
    if row["id"] not in known:
        params = {"name": row["id"], "suggestion": reading.near(row["id"], known)}
        place(reading, Finding((*at, "id"), "unknown-id", params))
    return row["id"] in known


def _phrase(reading: Reading, name: str, text: Text, built_in: Text, at: Place, lang: str) -> None:  # noqa: PLR0913, PLR0917
    """Refuse a changed P1, and {names} that the program does not fill in."""
    known = {each for words in built_in.values() for each in _blanks(words) or ()}
    for each, words in text.items():
        there = (*at, "text") if each == lang else (*at, each, "text")
        if name == FIXED_PHRASE and words != built_in.get(each):
            place(reading, Finding(there, "phrase-fixed", {"name": name}))
        blanks = _blanks(words)
        if blanks is None:
            place(reading, Finding(there, "phrase-braces", {}))
        for blank in blanks or ():
            if blank not in known:
                params = {
                    "name": blank,
                    "known": ", ".join(sorted(known)) or "-",
                    "suggestion": reading.near(blank, known),
                }
                place(reading, Finding(there, "phrase-blank", params))


def _blanks(text: str) -> set[str] | None:
    """Give the {names} in a phrase, with whatever follows in their braces; None when those do not match."""
    from string import Formatter  # start-up: only for a team's own phrases

    try:
        return {
            f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
            for _, name, spec, conversion in Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return None
