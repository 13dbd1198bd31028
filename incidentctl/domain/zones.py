"""Zones by name: IANA names and plain offsets."""

from __future__ import annotations

from datetime import datetime, timezone, tzinfo
from functools import cache


@cache
def zone_of(name: str) -> tzinfo | None:
    """Give the zone of an IANA name or of an offset (`+09:00`, `UTC+09:00`); None if it is neither.

    The zone database is the platform's, or that of the package `tzdata`.
    """
    try:
        offset = datetime.strptime(name.removeprefix("UTC") or "+00:00", "%z").utcoffset()
    except ValueError:
        offset = None
    if offset is not None:
        return timezone(offset)
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - start-up: `note` shows its time in the offset at hand

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None
