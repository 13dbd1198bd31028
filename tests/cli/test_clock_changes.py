"""Where clocks are put back or forward in the middle of an incident: what is due when, and in how long."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

CHANGES = (
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("America/New_York", "2026-03-08T07:00:00Z"),
    ("America/Los_Angeles", "2026-11-01T09:00:00Z"),
    ("Europe/London", "2026-10-25T01:00:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
)
"""Zones, and when their clocks change: by an hour, by half an hour on Lord Howe."""
SESSION = """
    declare "Checkout returns 500" --no-walk
    severity SEV2
    tell ops
    assign tanaka look at the log --why x --within 30m
    assign suzuki compare the releases --why x
    act --begin roll back --override y
    decide stop the service --level owner
    step defer R9 --until 25m
    set next_update_at 40m
    set privacy.concern unknown
    clock start dora-initial --anchor 10m
    note seen before --at "45m ago"
    ... 21
    note x
    role list
    ... 25
    task list
    note x
    act --end --after 1 --at 5m
    update going back
    note x
    set mitigated_at 15m
    resolve orders go through --at 10m --override y
    brief
    ... 30
    brief
    note x
    stand-down --override y
    close --override y
    list
"""
MINUTES = re.compile(r"\d+ (?:h|min)\b(?: \d+ min)?(?: left)?|overdue by [^)]*")


def told(desk: Desk, zone: str, start: datetime) -> tuple[list[Any], list[str]]:
    """Give the times in the log and in the pulse as instants, and every length of time that was shown."""
    desk.zone, desk.home = zone, desk.home.with_name(zone.replace("/", "-"))
    desk.at = start
    shown: list[str] = []
    for line in filter(None, map(str.strip, SESSION.splitlines())):
        if line.startswith("..."):
            desk.wait(minutes=int(line.split()[1]))
            continue
        ran = desk(*shlex.split(line))
        assert ran.code == 0, (zone, line, ran)
        shown.append(f"{line}: {MINUTES.findall(ran.out + ran.err)}")
    entries = desk("timeline", "--json").json["entries"]
    (incident,) = desk.context().timeline.incidents()
    pulse = desk.context().timeline.pulse(incident)._replace(id="", zone="")
    ids = {entry["id"]: str(number) for number, entry in enumerate(entries)}
    seen = [[entry["kind"], entry["at"], entry["data"]] for entry in entries]
    return [instants(seen, ids), instants(pulse._asdict(), ids)], shown


def instants(value: Any, ids: dict[str, str]) -> Any:
    """Give JSON with every time in UTC, and with numbers for ids."""
    if isinstance(value, dict):
        return {instants(key, ids): instants(each, ids) for key, each in value.items() if key != "zone"}
    if isinstance(value, list | tuple):
        return [instants(each, ids) for each in value]
    try:
        return from_iso(value).astimezone(UTC).isoformat()
    except (TypeError, ValueError):
        return ids.get(value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("before", [8, 50])
@pytest.mark.parametrize(("zone", "change"), CHANGES)
def test_every_zone_counts_the_same_minutes(desk: Desk, zone: str, change: str, before: int) -> None:
    start = datetime.fromisoformat(change) - timedelta(minutes=before)
    expected, found = (told(desk, each, start) for each in ("UTC", zone))
    assert found[1] == expected[1]
    assert found[0] == expected[0]
