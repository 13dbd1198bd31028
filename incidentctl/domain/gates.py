"""What is still to be done before the end: the order in which people go home, and the gates of closing.

A gate asks whether its fields have an answer; follow-ups of their own would be looked for here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.fields import FIELDS
from incidentctl.domain.handles import handles
from incidentctl.domain.rules import Broken, Labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.incident import Incident

_REPORT_READ = "write-report/W8"
_NOTHING = frozenset({"none", "n/a", "na", "nothing", "-", "なし", "無し", "ない", "特になし"})


_GATES = {
    "S2-12": tuple(name for name in FIELDS if name.startswith("follow_up.")),
    "S4-12": tuple(name for name in FIELDS if name.startswith("priorities.")),
}
"""Rules that hold once each of their fields has an answer; "unknown" is none, nor is a bare "none"."""

_REVIEW = tuple(name for name in FIELDS if name.startswith(("lessons.response.", "lessons.cause.")))


def gates(incident: Incident) -> tuple[Broken, ...]:
    """Give what is still to be done before closing, as commands (S2-12, S2-22, S3-13, S4-11, S4-12)."""
    return (
        *out_of_order(incident),
        *_unanswered_concerns(incident),
        *_unfinished(incident),
        *(broken for rule, fields in _GATES.items() for broken in _unmet(incident, rule, fields)),
    )


def _unmet(incident: Incident, rule: str, fields: tuple[str, ...]) -> Iterator[Broken]:
    missing = [name for name in fields if not _says_something(incident, name)]
    if missing:
        labels = Labels(tuple(f"fields.{name}" for name in missing))
        yield Broken(rule, params={"missing": labels}, fixes=tuple(map(_set, missing)))


def _unfinished(incident: Incident) -> Iterator[Broken]:
    """Say which of the four are missing (S4-11): review, document, report to management, prevention."""
    management, prevention = "departments.management", "follow_up.prevent"
    wanted = (
        ("review", all(map(incident.value, _REVIEW)), "incidentctl walk close"),
        ("document", _is_report_written(incident), "incidentctl set links.report URL"),
        ("management", incident.value(management), f"incidentctl set {management} told"),
        ("prevention", _says_something(incident, prevention), _set(prevention)),
    )
    missing = [(name, fix) for name, is_met, fix in wanted if not is_met]
    if missing:
        labels = Labels(tuple(f"ending.gate.{name}" for name, _ in missing))
        yield Broken("S4-11", params={"missing": labels}, fixes=tuple(fix for _, fix in missing))


def _unanswered_concerns(incident: Incident) -> Iterator[Broken]:
    waiting = [concern.fact for concern in incident.concerns.values() if concern.answered is None]
    if waiting:
        names = handles(entry.fact for entry in incident.entries)
        fixes = (f"incidentctl concern answer {names[fact.id]} accepted --why TEXT" for fact in waiting)
        yield Broken("S2-22", "close", fixes=tuple(fixes))


def _says_something(incident: Incident, field: str) -> bool:
    """Say whether a field has an answer; "none" has one only with its reason (S2-12)."""
    value = incident.value(field)
    is_about_none = field.startswith("follow_up.") and str(value).strip(" .。、").casefold() in _NOTHING
    return value is not None and not is_about_none


def _set(field: str) -> str:
    return f"incidentctl set {field} TEXT"


def out_of_order(incident: Incident) -> Iterator[Broken]:
    """Say what should come before the formation is lifted: the end announced, the report written (S3-13)."""
    missing = {
        "incidentctl update": incident.pulse.recovery_told,
        "incidentctl walk write-report": _is_report_written(incident),
    }
    fixes = tuple(fix for fix, is_met in missing.items() if not is_met)
    if fixes:
        yield Broken("S3-13", fixes=fixes)


def _is_report_written(incident: Incident) -> bool:
    """Say whether the log shows a report: it was read over (W8), or stands where others can read it."""
    read = incident.steps.get(_REPORT_READ)
    return incident.value("links.report") is not None or (read is not None and read.outcome == "done")
