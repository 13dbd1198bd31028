"""Levels, their labels, and which of two is lower."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incidentctl.domain.policy import Severity
from incidentctl.domain.pulse import Pulse
from incidentctl.domain.times import whole_minutes
from incidentctl.usecases.notices import next_command
from incidentctl.usecases.value import severity_labels

LEVELS = ("SEV1", "SEV2", "SEV3")


def severity(id_: str, en: str, ja: str) -> Severity:
    return Severity(id_, {"en": en, "ja": ja}, {}, 15, 30, 60, postmortem=True)


def test_a_level_is_meant_by_its_label_in_either_language_and_by_its_number() -> None:
    labels = severity_labels(
        {"SEV1": severity("SEV1", "critical", "致命的"), "P2": severity("P2", "major", "重大")}
    )
    assert labels == {
        "critical": "SEV1",
        "致命的": "SEV1",
        "1": "SEV1",
        "major": "P2",
        "重大": "P2",
        "P2": "P2",
    }


@pytest.mark.parametrize(
    ("pulse", "others", "command"),
    [
        (Pulse(), (), "incidentctl tell WHO..."),
        (Pulse(told=True), (), "incidentctl walk"),
        (Pulse(told=True), ("INC-20261122-k7f3",), "incidentctl walk"),
        (Pulse(withdrawn=True), (), "incidentctl report"),
        (Pulse(closed="x", told=True), ("INC-20261122-k7f3",), "incidentctl use k7f3"),
    ],
)
def test_the_next_command_is_what_the_incident_needs_most(
    pulse: Pulse, others: tuple[str, ...], command: str
) -> None:
    assert next_command(pulse, others) == command


@pytest.mark.parametrize(
    ("seconds", "expected"), [(61, 2), (60, 1), (1, 1), (0, 0), (-59, 0), (-60, 1), (-121, 2)]
)
def test_what_is_left_is_rounded_up_and_what_is_late_down(seconds: int, expected: int) -> None:
    assert whole_minutes(timedelta(seconds=seconds)) == expected
