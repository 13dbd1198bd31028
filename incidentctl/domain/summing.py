"""Summing an incident up for lists and numbers."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from incidentctl.domain.follow_ups import standing
from incidentctl.domain.lifecycle import phase
from incidentctl.domain.statistics import Case, case
from incidentctl.domain.summary import Summary
from incidentctl.domain.times import iso

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident


def summarize(incident: Incident, private: frozenset[str], damaged: int = 0) -> Summary:
    """Sum an incident up; `private` are the ids of its facts on the privacy track."""
    pulse = incident.pulse
    moment = incident.milestone("declared") or (incident.declared.at if incident.declared else None)
    found = standing(incident) if incident.follow_ups else ()
    pointers = [(row.fact.id, row.fact.kind, row.is_open, row.fact.id in private) for row in found]
    service = incident.value("service")
    return Summary(
        id=incident.id,
        title=pulse.title,
        zone=pulse.zone,
        phase=phase(pulse),
        severity=pulse.severity,
        service=service if isinstance(service, str) else "",
        declared=pulse.declared,
        began=iso(moment.at) if moment else "",
        updated=pulse.last,
        facts=pulse.facts,
        is_open=pulse.is_open,
        drill=pulse.drill,
        damaged=damaged,
        numbers=_numbers(case(incident, date.min)),
        follow_ups=json.dumps(pointers, separators=(",", ":")) if pointers else "",
    )


def _numbers(measured: Case) -> str:
    rows = (
        [*each._replace(value=None if each.value is None else each.value.total_seconds())]  # type: ignore[arg-type]
        for each in measured.metrics
    )
    return json.dumps([measured.withdrawn, sorted(measured.rough), *rows], separators=(",", ":"))
