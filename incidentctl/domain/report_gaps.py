"""The gaps of an incident, as rows of the postmortem's appendix: what to ask about in the review."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.gaps import gaps
from incidentctl.domain.report_values import Labelled, Said, Typed
from incidentctl.domain.report_view import bullets

if TYPE_CHECKING:
    from incidentctl.domain.report_values import Block, Inline
    from incidentctl.domain.report_view import View

_MINUTE = timedelta(minutes=1)  # what is shorter is no gap that anybody asks about


def block(view: View) -> tuple[Block, ...]:
    """Give the gaps once nobody works on it any more; while they do, the clocks say what is late."""
    if not view.is_over or view.phase == "withdrawn":
        return ()
    found = gaps(view.incident, (entry.fact for entry in view.entries), view.now)
    if found is None:
        return ()
    silence = {"length": found.silence.length, "since": found.silence.since}
    share = {"length": found.uncommanded, "whole": found.length}
    spent = {
        str(n): Said("report.gaps.phase", {"phase": Said(f"phase.{name}"), "length": length})
        for n, (name, length) in enumerate(found.phases)
        if length >= _MINUTE
    }
    rows: list[tuple[str, Inline]] = [("silence", Said("report.gaps.since", silence))]
    if found.uncommanded >= _MINUTE:
        rows.append(("uncommanded", Said("report.gaps.of", share)))
    if found.late:
        spans = Said("report.joined", {str(n): length for n, length in enumerate(found.late)})
        rows.append(
            ("late", Said("report.gaps.late_by", {"n": Typed(str(len(found.late))), "lengths": spans}))
        )
    elif found.late is not None:
        rows.append(("late", Said("report.gaps.none")))
    if spent:
        rows.append(("phases", Said("report.joined", spent)))
    return bullets(Labelled(Said(f"report.gaps.{key}"), text) for key, text in rows)
