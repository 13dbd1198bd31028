"""Zones by name: IANA names and plain offsets."""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import cache


def offset_name(at: datetime) -> str:
    """Give what the offset of a local time is called: JST, PDT, UTC+05:30."""
    name = at.tzname() or "UTC"
    return f"UTC{name}" if name[0] in "+-" else name


@cache
def zone_of(name: str) -> tzinfo | None:
    """Give the zone of an IANA name or of an offset (`+09:00`, `UTC+09:00`); None if it is neither.

    The zone database is the platform's, or that of the package `tzdata`.
    """
    offset = name.removeprefix("UTC")
    if not offset or offset[0] in "+-":
        try:  # strptime would take 3 ms at every start to say the same
            return datetime.fromisoformat(f"2000-01-01T00:00{offset or '+00:00'}").tzinfo
        except ValueError:
            return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - start-up: `note` shows its time in the offset at hand

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None
