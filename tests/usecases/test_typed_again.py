"""What Enter takes is what was said before: no time becomes more exact by being confirmed."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from incidentctl.domain.fields import FIELDS
from incidentctl.domain.values import parse_value, typed

NOW = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("started_at", "23:32"),
        ("started_at", "23時32分頃"),
        ("started_at", "11/20"),
        ("fix.due", "12/1"),
        ("impact.users", "1200..1500"),
        ("impact.users", "約1200"),
        ("path", "client > edge > api"),
        ("cause.factors", "no load test, one region"),
    ],
)
def test_a_value_that_is_offered_again_reads_as_the_same_value(field: str, said: str) -> None:
    row = FIELDS[field]
    value = parse_value(row, said, NOW, TOKYO, {})
    assert parse_value(row, typed(value, row, TOKYO), NOW, TOKYO, {}) == value
