"""Forms of reports as values: which sections stand in which order, under which heading, for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.runbook import fold_id
from incidentctl.errors import UsageError
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.domain.runbook import Text

FORMS = ("postmortem", "first", "progress", "final")
"""The forms that are built in; a team may replace each, and have others."""

RESTRICTED = "privacy"
"""The form of the privacy track, and the only one that holds it (S4-5); no file takes its place."""

AUDIENCES = ("manager", "engineer", "customer")
"""Who reads it; the first is meant where nobody says: nothing in it is for the team only."""

INSIDE = AUDIENCES[:2]
"""Who reads what a team adds, unless it says more: nothing gets out by being forgotten."""

BLANKS = ("title", "n")
"""What a title is filled with: that of the incident, and the number of the report."""


class FormField(NamedTuple):
    """A field of a section, in a row of its own; without a label of the team it has its own."""

    name: str
    label: Text = {}  # noqa: RUF012 - never written to
    audiences: tuple[str, ...] = INSIDE


class FormSection(NamedTuple):
    """A section: what `part` of the engine gives, `text` before it, `fields` after it.

    `required`: it is always there, with a phrase where nothing is known; else it is left out then.
    `false_alarm`: a report of one has it, too. `in_detail`: who reads all details of it.
    """

    id: str
    heading: Text
    part: str = ""
    required: bool = False
    audiences: tuple[str, ...] = AUDIENCES
    false_alarm: bool = True
    in_detail: tuple[str, ...] = ()
    text: Text = {}  # noqa: RUF012 - never written to
    fields: tuple[FormField, ...] = ()


class Form(NamedTuple):
    """A form: `audience` is whom it is for, where nobody says; one for engineers marks what is not certain.

    `head` are the lines below the title: names of `report_head.LINES`, or of fields. `title_draft` stands
    until the incident is over, `title_again` once these readers had a report; they may be empty.
    """

    id: str
    title: Text
    sections: tuple[FormSection, ...]
    head: tuple[str, ...] = ()
    title_draft: Text = {}  # noqa: RUF012 - never written to
    title_again: Text = {}  # noqa: RUF012 - never written to
    audience: str = "manager"
    numbered: bool = False
    chart: bool = False

    @property
    def placed(self) -> frozenset[str]:
        """The fields that have a place of their own."""
        return frozenset((*self.head, *(field.name for row in self.sections for field in row.fields)))


def apology_in(setting: str) -> frozenset[str]:
    """Give the languages in which customers read an apology (P13), from a setting: `ja`, `en ja`, `off`.

    Where nothing is set that is Japanese, whose readers expect one; a course text advises against it for
    foreign readers. Raises UsageError "no-such-apology".
    """
    words = fold_id(setting or "ja").replace(",", " ").replace("、", " ").split()
    if words == ["off"]:
        return frozenset()
    if not words or not set(words) <= set(LANGS):
        raise UsageError("no-such-apology", text=setting)
    return frozenset(words)
