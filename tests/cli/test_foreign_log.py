"""A log that other programs, versions and machines have written to: every view shows it, and none fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from incidentctl.domain.facts import New
from incidentctl.errors import ExitCode
from tests.any_event import FROZEN, PEOPLE, aimed, any_payload, raw

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

VIEWS = (
    "brief", "brief --json", "timeline --all", "timeline --json", "timeline --lang ja", "report",
    "report --form final --lang ja", "report --form privacy", "report --json", "list", "list --json",
    "task list", "task list --json", "role list", "role list --json", "clock list", "clock list --json",
    "concern list", "criteria list", "hypothesis list", "step list", "verify",
)  # fmt: skip
RECORDERS = (
    "note x", "update --audience manager", "update --audience customer x", "update --audience engineer x",
    "update --lang ja x", "tell ops", "act --begin x --override y", "act --end --why x", "decide x",
    "assign bob look --why x", "role take commander --why x", "join eve", "leave bob", "severity SEV2",
    "clock submitted gdpr-33", "undo", "resolve works --override y", "stand-down --override y",
    "close --override y", "reopen --why x", "role take scribe", "step done R5",
)  # fmt: skip

Life = list[tuple[tuple[str, dict[str, Any]], str]]

any_json = st.sampled_from([
    None, True, 0, 5, -1, 10**30, 1.5, "", "soon", [], {}, ["a"], [1], [None], {"a": 1}, "\ud800", "x" * 300,
    "2026-11-22", "2026-11-22T14:05", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-W01-1",
    "2026-11-22T14:05:00+23:59", {"t": "soon"}, {"t": 5}, {"t": "9999-12-31T23:59:59-14:00", "pr": "day"},
    {"t": "2026-11-22T14:05:00+09:00", "pr": 5}, {"min": "x", "max": None}, "of-a-team", "commander", "{x}",
])  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Give a kind and its payload, in which one field may hold anything, be missing, or be one more."""
    kind, payload = draw(any_payload)
    name = draw(st.sampled_from([*payload, "added"]))
    if draw(st.booleans()):
        payload = {**payload, name: draw(any_json)}
    elif draw(st.booleans()):
        payload = {known: value for known, value in payload.items() if known != name}
    return kind, payload


def append(desk: Desk, incident: str, kind: str, payload: dict[str, Any], by: str) -> None:
    """Write a fact as it is, past everything that would have refused it."""
    timeline = desk.context().timeline
    known = [(fact.kind, fact.id) for fact in timeline.read(incident).facts]
    timeline.keep(FROZEN)
    timeline.append(incident, [New(raw(kind, aimed(payload, known)))], by=by)
    desk.wait(seconds=30)


def look(desk: Desk, life: Life) -> None:
    incident = desk("declare", "Checkout returns 500", "--no-walk", "--json").json["incident"]
    for (kind, payload), by in life:
        append(desk, incident, kind, payload, by)
    for line in VIEWS:
        ran = desk(*line.split(), "-i", incident)
        told = ran.out + ran.err
        is_odd_checklist = ran.code == ExitCode.DAMAGED and ("checklist" in told or "stored data" in told)
        assert ran.code in {0, ExitCode.NOT_FOUND} or is_odd_checklist, (line, ran)
    for line in RECORDERS:
        ran = desk(*line.split(), "-i", incident)
        assert ran.code != ExitCode.UNEXPECTED, (line, ran)


unshrunk = [Phase.reuse, Phase.generate]  # a life takes a second to live: shrinking one takes minutes
one_desk = [HealthCheck.function_scoped_fixture]  # each life is an incident of its own
lives = st.lists(st.tuples(spoilt(), st.sampled_from(PEOPLE)), min_size=1, max_size=20)


@settings(max_examples=6, deadline=None, suppress_health_check=one_desk, phases=unshrunk)
@given(life=lives)
def test_no_view_and_no_command_fails(desk: Desk, life: Life) -> None:
    look(desk, life)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=one_desk, phases=unshrunk)
@given(life=lives)
def test_none_does_in_many_lives(desk: Desk, life: Life) -> None:
    look(desk, life)
