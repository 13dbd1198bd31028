"""What a try in the development environment proves, and what it does not (S0-7..9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.rules import Broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.incident import Incident

TRIED = {"yes", "no"}


def doubts(incident: Incident) -> Iterator[Broken]:
    """Say why what was tried proves nothing yet: another build (S0-8), or no steps with an oddity (S0-9)."""
    result = incident.value("repro.result")
    if result in TRIED and incident.value("repro.same_build") != "yes":
        yield Broken("S0-8", fixes=("incidentctl set repro.same_build yes",))
    if result == "yes" and not incident.value("repro.steps"):
        yield Broken("S0-9", fixes=("incidentctl set repro.steps TEXT",))
