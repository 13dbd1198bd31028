"""Recover: take home what was kept outside, and set damaged lines aside (faults.md, 7, 8 and 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.ports import Context, Repair


def recover(context: Context, *, is_dry: bool = False) -> Iterator[Repair]:
    """Give each repair as it is done; `is_dry`: as it would be done."""
    return context.timeline.recover(is_dry=is_dry)
