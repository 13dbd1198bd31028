"""Policy files as values: severities, fixed phrases, the words for phases, rules, formations.

A team's severities replace the built-in ones; its phrases, phases and rules replace those of the same id, a
formation the one of the same name (`roles-<name>.yaml`), or it is one more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.departments import CONTACTS
from incidentctl.domain.policy import (
    Contact,
    PhaseWords,
    Policy,
    Profile,
    Question,
    Role,
    Rule,
    Severity,
    Term,
)
from incidentctl.domain.runbook_rules import Finding, Place
from incidentctl.library.blanks import blanks
from incidentctl.library.compiling import duplicates, own_overlay, place, text_in
from incidentctl.library.nodes import Reading, read
from incidentctl.library.policy_clocks import Source, compile_calendars, compile_clocks
from incidentctl.library.schema import Raw, shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from incidentctl.domain.runbook import Text

BUILT_IN = ("severities", "phrases", "phases", "rules", "glossary", "clocks", "calendar")
"""The files that are built in, besides those of formations."""

FILES = (*BUILT_IN, "contacts", "wording")
PROFILES = "roles-"
"""What the names of the files of formations begin with: there may be any number of them."""

FIXED_PHRASE = "P1"
"""The one phrase that no team may change (S0-25: exactly this, byte for byte)."""


def compile_policy(
    built_in: Mapping[str, tuple[bytes, str]], team: Mapping[str, tuple[bytes, str]]
) -> tuple[Policy, tuple[Reading, ...]]:
    """Read policy from (content, path) by name: all of `BUILT_IN` built in, any of `FILES` from the team.

    With an error among the problems of a reading the policy is only what could be made out.
    """
    files = _Files(built_in, team)
    severities, questions = _severities(files)
    calendar = compile_calendars(files.each("calendar"))
    glossary, known = _glossary(files)
    policy = Policy(
        severities=severities,
        questions=questions,
        phrases=_phrases(files),
        phases=_phases(files),
        rules=_rules(files),
        profiles=_profiles(files),
        contacts=_contacts(files),
        clocks=compile_clocks(files.each("clocks"), calendar.named),
        calendar=calendar,
        glossary=glossary,
        known=known,
    )
    return policy, tuple(files.readings)


class _File(NamedTuple):
    """A policy file that holds a list of rows: the rows, and where to report what is wrong with them."""

    name: str
    rows: list[Raw]
    reading: Reading
    lang: str
    raw: Raw


class _Files:
    """The files of both sources, read one by one; the readings keep what is wrong with them."""

    def __init__(
        self, built_in: Mapping[str, tuple[bytes, str]], team: Mapping[str, tuple[bytes, str]]
    ) -> None:
        self.built_in, self.team = built_in, team
        self.readings: list[Reading] = []

    def read(self, source: Mapping[str, tuple[bytes, str]], name: str) -> _File:
        """Read one file by its table, which has its name."""
        reading = read(*source[name])
        raw = shape(reading, name) or {}
        lang: str = raw.get("lang", "en")
        rows: list[Raw] = raw.get(name, [])
        for index, row in enumerate(rows):
            own_overlay(reading, row, lang, (name, index))
        duplicates(reading, name, rows)
        self.readings.append(reading)
        return _File(name, rows, reading, lang, raw)

    def either(self, name: str) -> _File:
        """Read the team's file, which replaces the built-in one, or that."""
        return self.read(self.team if name in self.team else self.built_in, name)

    def each(self, name: str) -> list[Source]:
        """Read the built-in file and the team's, which says again only what it changes."""
        sources = [source for source in (self.built_in, self.team) if name in source]
        return [(file.reading, file.raw) for file in (self.read(source, name) for source in sources)]

    def both(self, name: str) -> Iterator[tuple[_File, int, Raw]]:
        """Give the rows of the built-in file, then those of the team's, which may only name the same ids."""
        known = self.read(self.built_in, name)
        yield from ((known, index, row) for index, row in enumerate(known.rows) if "id" in row)
        if name in self.team:
            own, ids = self.read(self.team, name), {row["id"]: row for row in known.rows if "id" in row}
            for index, row in enumerate(own.rows):
                if _is_known(own.reading, row, (name, index), ids):
                    yield own, index, row


def _severities(files: _Files) -> tuple[dict[str, Severity], tuple[Question, ...]]:
    file = files.either("severities")
    levels = {row["id"]: _severity(row, file.lang) for row in file.rows if "id" in row}
    questions = []
    for index, row in enumerate(file.raw.get("questions", ())):
        level = row.get("level", "")
        if level and level not in levels:
            params = {"name": level, "suggestion": file.reading.near(level, levels)}
            place(file.reading, Finding(("questions", index, "level"), "unknown-id", params))
        text = text_in(row, "text", file.lang)
        questions.append(Question(text, level, row.get("raises", False), row.get("leak", False)))
    return levels, tuple(questions)


def _phrases(files: _Files) -> dict[str, Text]:
    phrases: dict[str, Text] = {}
    for file, index, row in files.both("phrases"):
        text = text_in(row, "text", file.lang)
        if row["id"] in phrases:
            _phrase(file.reading, row["id"], text, phrases[row["id"]], ("phrases", index), file.lang)
        phrases[row["id"]] = text
    return phrases


def _phases(files: _Files) -> dict[str, PhaseWords]:
    return {row["id"]: _phase(row, file.lang) for file, _, row in files.both("phases")}


def _rules(files: _Files) -> dict[str, Rule]:
    """Read the rules; a team's row changes what it names, and leaves the rest of that rule as it was."""
    rules: dict[str, Rule] = {}
    for _, _, row in files.both("rules"):
        known = rules.get(row["id"])
        if known is not None:
            rules[row["id"]] = known._replace(**row)
        elif "level" in row:
            rules[row["id"]] = Rule(**row)
    return rules


def _profiles(files: _Files) -> dict[str, Profile]:
    found = {**files.built_in, **files.team}
    profiles = {}
    for name, source in found.items():
        if name.startswith(PROFILES):
            reading = read(*source)
            files.readings.append(reading)
            if (raw := shape(reading, "profile")) is not None:
                profile = _profile(reading, raw, name.removeprefix(PROFILES))
                profiles[profile.id] = profile
    return profiles


def _contacts(files: _Files) -> dict[str, Contact]:
    """Read whom to reach: a team's alone, nobody can know it beforehand (S1-17)."""
    if "contacts" not in files.team:
        return {}
    file = files.read(files.team, "contacts")
    contacts = {}
    for index, row in enumerate(file.rows):
        if "id" in row and row["id"] not in CONTACTS:
            params = {"name": row["id"], "suggestion": file.reading.near(row["id"], CONTACTS)}
            place(file.reading, Finding(("contacts", index, "id"), "unknown-id", params))
        if {"id", "who"} <= row.keys():
            contacts[row["id"]] = Contact(
                row["id"], text_in(row, "label", file.lang), row["who"], row.get("how", "")
            )
    return contacts


def _glossary(files: _Files) -> tuple[dict[str, Term], tuple[str, ...]]:
    """Read the terms, and what every reader knows (S0-27).

    A team's row is one more, or takes the place of the one with its id; what it knows is added.
    """
    terms: dict[str, Term] = {}
    known: list[str] = []
    for source in (files.built_in, files.team):
        if "glossary" in source:
            file = files.read(source, "glossary")
            known += file.raw.get("known", ())
            for row in file.rows:
                words = tuple(word.strip() for word in row.get("terms", ()) if word.strip())
                if "id" in row and "text" in row:
                    terms[row["id"]] = Term(row["id"], words, text_in(row, "text", file.lang))
    return terms, tuple(known)


def _profile(reading: Reading, raw: Raw, name: str) -> Profile:
    lang = raw.get("lang", "en")
    rows: list[Raw] = raw.get("roles", [])
    duplicates(reading, "roles", rows)
    roles = {}
    for index, row in enumerate(rows):
        own_overlay(reading, row, lang, ("roles", index))
        if "id" in row:
            roles[row["id"]] = Role(
                row["id"],
                text_in(row, "label", lang),
                text_in(row, "duties", lang),
                row.get("least", 0),
                row.get("most", 1),
                row.get("exclusive", False),
            )
            if 0 < roles[row["id"]].most < roles[row["id"]].least:
                place(reading, Finding(("roles", index, "least"), "least-over-most", {"name": row["id"]}))
    outbound = raw.get("outbound", [])
    named: list[tuple[Place, str]] = [(("outbound", n), role) for n, role in enumerate(outbound)]
    named += [(("write",), raw["write"])] if "write" in raw else []
    for at, role in named:
        if role not in roles:
            params = {"name": role, "suggestion": reading.near(role, roles)}
            place(reading, Finding(at, "unknown-role", params))
    if rows and "commander" not in roles:  # who decides, and who may end it, has this id in every formation
        place(reading, Finding(("roles",), "no-commander", {}))
    return Profile(name, text_in(raw, "label", lang), roles, raw.get("write", ""), tuple(outbound))


def compile_profiles(
    built_in: Mapping[str, tuple[bytes, str]], team: Mapping[str, tuple[bytes, str]]
) -> tuple[Mapping[str, Profile], tuple[Reading, ...]]:
    """Read the formations alone; as `compile_policy`."""
    files = _Files(built_in, team)
    return _profiles(files), tuple(files.readings)


def is_policy(name: str) -> bool:
    """Say whether a file of this name (without its ending) is a policy file."""
    return name in FILES or name.startswith(PROFILES)


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


def _is_known(reading: Reading, row: Raw, at: Place, known: Mapping[str, object]) -> bool:
    if "id" not in row:
        return False
    if row["id"] not in known:
        params = {"name": row["id"], "suggestion": reading.near(row["id"], known)}
        place(reading, Finding((*at, "id"), "unknown-id", params))
    return row["id"] in known


def _phrase(reading: Reading, name: str, text: Text, built_in: Text, at: Place, lang: str) -> None:  # noqa: PLR0913, PLR0917
    """Refuse a changed P1, and {names} that the program does not fill in."""
    known = {each for words in built_in.values() for each in blanks(words) or ()}
    for each, words in text.items():
        there = (*at, "text") if each == lang else (*at, each, "text")
        if name == FIXED_PHRASE and words != built_in.get(each):
            place(reading, Finding(there, "phrase-fixed", {"name": name}))
        found = blanks(words)
        if found is None:
            place(reading, Finding(there, "phrase-braces", {}))
        for blank in sorted(found or ()):
            if blank not in known:
                params = {
                    "name": blank,
                    "known": ", ".join(sorted(known)) or "-",
                    "suggestion": reading.near(blank, known),
                }
                place(reading, Finding(there, "phrase-blank", params))
