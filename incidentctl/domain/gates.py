"""What is still to be done before the end: the order in which people go home, and the gates of closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import factors, follow_ups
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.handles import handles
from incidentctl.domain.rules import Broken, Labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.incident import Incident

_REPORT_READ = "write-report/W8"
_REVIEW = tuple(name for name in FIELDS if name.startswith(("lessons.response.", "lessons.cause.")))


def gates(incident: Incident) -> tuple[Broken, ...]:
    """Give what is still to be done before closing, as commands.

    S0-31, S2-12, S2-22, S3-13, S4-11, S4-12, S4-14.
    """
    return (
        *out_of_order(incident),
        *_unanswered_concerns(incident),
        *_unfinished(incident),
        *_uncovered(incident),
        *follow_ups.unowned(incident),
        *follow_ups.unsettled(incident),
        *factors.unsorted(incident),
    )


def _uncovered(incident: Incident) -> Iterator[Broken]:
    """Say for which kinds there is neither a follow-up nor a reason why there is none (S2-12)."""
    missing = follow_ups.uncovered(incident)
    if missing:
        labels = Labels(tuple(f"fields.follow_up.{kind}" for kind in missing))
        adding = (f"incidentctl follow-up add TEXT --kind {kind}" for kind in missing)
        reason = f'incidentctl set follow_up.{missing[0]} "none, because ..."'
        yield Broken("S2-12", params={"missing": labels}, fixes=(*adding, reason))


def _unfinished(incident: Incident) -> Iterator[Broken]:
    """Say which of the four are missing (S4-11): review, document, report to management, prevention."""
    management = "departments.management"
    has_prevention = "prevent" not in follow_ups.uncovered(incident)
    wanted = (
        ("review", all(map(incident.value, _REVIEW)), "incidentctl walk close"),
        ("document", _is_report_written(incident), "incidentctl set links.report URL"),
        ("management", incident.value(management), f"incidentctl set {management} told"),
        ("prevention", has_prevention, "incidentctl follow-up add TEXT --kind prevent"),
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
