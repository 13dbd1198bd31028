"""Commands in a report: what was run, how it ended, and how long that took."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from incidentctl.domain import report_evidence
from incidentctl.domain.commands import written
from incidentctl.domain.report_values import Said, Typed

_MINUTE = 60

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact
    from incidentctl.domain.report_values import Inline
    from incidentctl.domain.report_view import View


def row(view: View, begun: Fact) -> Inline | None:
    """Say what was run and what came of it; who is no engineer reads what it was for (S0-27)."""
    event, command = begun.event, written(begun.event)
    is_named = event.text != command
    text = view.typed(event.text, begun)
    if view.audience != "engineer":
        what = Said("report.row.command", {"text": text}) if is_named else Said("report.row.command.unnamed")
    elif is_named:
        what = Said("report.row.command.shown", {"text": text, "command": view.typed(command, begun)})
    else:
        what = Said("report.row.command", {"text": text})
    run = view.incident.runs.get(begun.id)
    if run is None or run.ended is None:
        return what
    what = Said("report.row.result", {"text": what, "result": _result(view, run.ended)})
    return report_evidence.named(view, what, begun) if run.ended.event.output else what


def _length(seconds: float) -> Inline:
    is_short = seconds < _MINUTE
    return Said("report.seconds", {"n": Typed(f"{seconds:.0f}")}) if is_short else timedelta(seconds=seconds)


def _result(view: View, ended: Fact) -> Said:
    event = ended.event
    key = "done" if (event.end, event.code) == ("exited", 0) else event.end
    params = {
        "code": Typed(str(abs(event.code))),
        "length": _length(event.seconds),
        "reason": view.typed(event.reason, ended),
    }
    return Said(f"report.end.{key}", params)
