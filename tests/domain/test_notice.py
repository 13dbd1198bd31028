"""The first notice says when the next one comes, also over a clock change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from incidentctl.domain.notice import first_notice
from incidentctl.render.update import post_lines
from incidentctl.words import Words
from tests.domain.conftest import policy

if TYPE_CHECKING:
    from tests.domain.conftest import Story


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-01T05:40:00+00:00", "01:10 EST"),  # 01:40 EDT; the second hour of that name begins at two
        ("2026-03-08T06:50:00+00:00", "03:20 EDT"),  # 01:50 EST; there is no hour from two to three
        ("2026-11-22T23:45:00+00:00", "19:15 EST"),
    ],
)
def test_the_next_update_is_half_an_hour_ahead_whatever_the_clocks_do(
    story: Story, now: str, said: str
) -> None:
    zone = ZoneInfo("America/New_York")
    here = datetime.fromisoformat(now).astimezone(zone)
    notice = first_notice(story.incident(), policy(), here, zone, "en")
    assert notice.due is not None
    assert notice.due.astimezone(UTC) - here.astimezone(UTC) == timedelta(minutes=30)
    assert f"Next update at {said}" in post_lines(notice, Words("en"), zone)[-1]
