"""Zones by IANA name and by offset; anything else is none."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from incidentctl.domain.zones import zone_of

NOON = datetime(2026, 11, 22, 12)  # noqa: DTZ001 - `utcoffset` takes local times


@pytest.mark.parametrize(
    ("name", "minutes"),
    [("UTC", 0), ("", 0), ("UTC+09:00", 540), ("+0900", 540), ("-05:30", -330), ("Asia/Tokyo", 540)],
)
def test_a_zone_is_known_by_its_name_or_its_offset(name: str, minutes: int) -> None:
    zone = zone_of(name)
    assert zone is not None
    assert zone.utcoffset(NOON) == timedelta(minutes=minutes)


@pytest.mark.parametrize("name", ["../../etc/passwd", "+99:00", "+9", "UTCx", "Asia/Atlantis", "+"])
def test_what_is_no_zone_is_none(name: str) -> None:
    assert zone_of(name) is None
