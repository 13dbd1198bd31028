"""Forms of reports from YAML: a file for each, in `policy/forms/` of each place of the search path."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from incidentctl.domain.fields import FIELDS, field_named
from incidentctl.domain.forms import (
    AUDIENCES,
    BLANKS,
    FORMS,
    INSIDE,
    RESTRICTED,
    Form,
    FormField,
    FormSection,
)
from incidentctl.domain.report_head import LINES
from incidentctl.domain.report_parts import PARTS
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.runbook_rules import Finding, Place
from incidentctl.errors import Invalid, UsageError
from incidentctl.library.blanks import blanks
from incidentctl.library.compiling import duplicates, own_overlay, place, text_in
from incidentctl.library.nodes import Reading, read
from incidentctl.library.problems import lines
from incidentctl.library.schema import Raw, shape
from incidentctl.library.shelf import RefusedFile, Shelf, content, names, opened_shelf
from incidentctl.ports import Problem
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from incidentctl.domain.runbook import Text

FOLDER = ("policy", "forms")
_OURS = frozenset({"internal", "roles", "contact"})
"""Sections of the field table that are no business of customers, whatever a form says."""


class Forms:
    """The forms on the shelves, of which the last is what is built in; the first of a name wins."""

    def __init__(self, shelves: Sequence[Shelf], words: Words) -> None:
        """Keep where to look, first to last."""
        self._shelves = [shelf._replace(below=(*shelf.below, *FOLDER)) for shelf in shelves]
        self._words = words

    def names(self) -> tuple[str, ...]:
        """Give the forms that there are: the built-in ones in their order, then the team's."""
        own = {stem: None for shelf in self._shelves[:-1] for stem in sorted(_stems(shelf))}
        return tuple(dict.fromkeys((*FORMS, *(name for name in own if name not in FORMS))))

    def get(self, name: str) -> Form:
        """Give the form of a name out of `names`; raise Invalid with every problem of its file."""
        for shelf in self._shelves:
            found = self._read(shelf, name)
            if found is not None:
                return found
        raise Invalid("form-invalid", details=(), path=name)

    def built_in(self, name: str) -> Form | None:
        """Give what is built in under a name, whatever the team's files say; None for a team's own."""
        return self._read(self._shelves[-1], name) if name in FORMS else None

    def _read(self, shelf: Shelf, name: str) -> Form | None:
        """Read the form of a shelf; None where it has none of that name."""
        try:
            with opened_shelf(shelf) as directory:
                file = next((each for each in names(directory) if fold_id(Path(each).stem) == name), None)
                if file is None:
                    return None
                data = content(directory, file, is_ours=shelf.is_ours)
        except RefusedFile as refused:
            if refused.key == "foreign-owner" or refused.params.get("errno") == errno.ENOENT:
                return None  # none of ours, or not there
            path = str(shelf.path)
            raise self._invalid(path, [Problem(path, 1, 1, refused.key, refused.params)]) from None
        path = str(shelf.path / file)
        form, reading = compile_form(data, path)
        errors = [problem for problem in reading.problems if problem.severity == "error"]
        if errors:
            raise self._invalid(path, errors)
        return form

    def _invalid(self, path: str, problems: Sequence[Problem]) -> Invalid:
        details = tuple(line for problem in problems for line in lines(problem, self._words))
        return Invalid("form-invalid", details=details, path=path)


def _stems(shelf: Shelf) -> Iterator[str]:
    """Give the names of the forms of a shelf; of one that cannot be read, none."""
    try:
        with opened_shelf(shelf) as directory:
            yield from (fold_id(Path(name).stem) for name in names(directory))
    except RefusedFile:
        return


def compile_form(data: bytes, file: str) -> tuple[Form, Reading]:
    """Read a form; with an error among the problems of the reading it is only what could be made out."""
    reading, name = read(data, file), fold_id(Path(file).stem)
    raw = shape(reading, "form")
    if name == RESTRICTED:
        reading.report("form-restricted", 1, 1, name=RESTRICTED)
    if raw is None:
        return Form(name, {}, ()), reading
    form = _Compiler(reading, raw).form(name)
    reading.problems.sort(key=lambda each: (each.line, each.column))
    return form, reading


class _Compiler:
    """Builds a form, and reports what is wrong with what it says."""

    def __init__(self, reading: Reading, raw: Raw) -> None:
        self._reading = reading
        self._raw = raw
        self._lang: str = raw.get("lang", "en")
        rows = (raw, *raw.get("sections", ()))
        self._is_translated = any(lang in row for row in rows for lang in LANGS)

    def form(self, name: str) -> Form:
        raw = self._raw
        own_overlay(self._reading, raw, self._lang, ())
        titles = {key: self._text(raw, key, ()) for key in ("title", "title_draft", "title_again")}
        for key, text in titles.items():
            self._blanks(text, key)
        duplicates(self._reading, "sections", raw.get("sections", ()))
        return Form(
            id=name,
            **titles,
            sections=tuple(
                self._section(row, ("sections", n)) for n, row in enumerate(raw.get("sections", ()))
            ),
            head=tuple(
                line if line in LINES else self._field(line, ("head", n), LINES)
                for n, line in enumerate(raw.get("head", ()))
            ),
            audience=raw.get("audience", AUDIENCES[0]),
            numbered=raw.get("numbered", False),
            chart=raw.get("chart", False),
        )

    def _section(self, raw: Raw, at: Place) -> FormSection:
        own_overlay(self._reading, raw, self._lang, at)
        heading, text = (self._text(raw, key, at) for key in ("heading", "text"))
        part = self._part(raw, at)
        added = tuple(raw.get("for", INSIDE))
        return FormSection(
            id=raw.get("id", ""),
            heading=heading,
            part=part,
            required=raw.get("required", False),
            audiences=tuple(raw.get("for", AUDIENCES if part else INSIDE)),
            false_alarm=raw.get("false_alarm", True),
            in_detail=tuple(raw.get("in_detail", ())),
            text=text,
            fields=tuple(
                self._row(row, added, (*at, "fields", n)) for n, row in enumerate(raw.get("fields", ()))
            ),
        )

    def _part(self, raw: Raw, at: Place) -> str:
        """Give the part of a section, and report what does not go with it."""
        name: str = raw.get("part", "")
        if not name:
            if not {"part", "text", "fields"} & raw.keys():
                near = self._reading.near(raw.get("id", ""), PARTS)
                self._blame(at, "section-empty", suggestion=f"part: {near}" if near else "")
            return ""
        part = PARTS.get(name)
        if part is None:
            known, near = ", ".join(PARTS), self._reading.near(name, PARTS)
            self._blame((*at, "part"), "unknown-word", name="part", text=name, known=known, suggestion=near)
            return ""
        if part.is_inside and "customer" in raw.get("for", ()):
            self._blame((*at, "for", "customer"), "not-for-customers", name=name)
        if "in_detail" in raw and not part.has_detail:
            known = ", ".join(each for each, row in PARTS.items() if row.has_detail)
            self._blame((*at, "in_detail"), "no-detail", name=name, known=known)
        return name

    def _row(self, raw: Raw, audiences: tuple[str, ...], at: Place) -> FormField:
        own_overlay(self._reading, raw, self._lang, at)
        name = self._field(raw.get("field", ""), (*at, "field"))
        audiences = tuple(raw.get("for", audiences))
        field = FIELDS.get(name)
        if field is not None and field.section in _OURS and "customer" in audiences:
            self._blame((*at, "field"), "not-for-customers", name=name)
        return FormField(name, self._text(raw, "label", at), audiences)

    def _field(self, name: str, at: Place, besides: Collection[str] = ()) -> str:
        """Give a field as the table spells it; report one that there is not, or that no form may print."""
        try:
            field = field_named(name)
        except UsageError as error:
            near = self._reading.near(name, besides) or error.params["suggestion"]
            if name:
                self._blame(at, "unknown-field", name=name, suggestion=near)
            return name
        if field.section == "privacy" or field.hidden:
            self._blame(at, "field-hidden" if field.hidden else "field-restricted", name=name)
        return field.name

    def _text(self, raw: Raw, key: str, at: Place) -> Text:
        """Give a text by language, and note what is missing in a form that has both."""
        text = text_in(raw, key, self._lang)
        for lang in LANGS if key in raw and self._is_translated else ():
            if lang not in text:
                note = Finding((*at, key), "missing-translation", {"lang": lang}, severity="note")
                place(self._reading, note)
        return text

    def _blanks(self, text: Text, key: str) -> None:
        for lang, words in text.items():
            at: Place = (key,) if lang == self._lang else (lang, key)
            found = blanks(words)
            if found is None:
                self._blame(at, "phrase-braces")
            for blank in sorted(found or ()):
                if blank not in BLANKS:
                    known, near = ", ".join(BLANKS), self._reading.near(blank, BLANKS)
                    self._blame(at, "phrase-blank", name=blank, known=known, suggestion=near)

    def _blame(self, at: Place, key: str, **params: object) -> None:
        place(self._reading, Finding(at, key, params))
