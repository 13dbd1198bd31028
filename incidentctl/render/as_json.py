"""Values as JSON, for programs that read a report."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incidentctl.domain.report_values import Report

SCHEMA_VERSION = 1


def report_json(report: Report) -> str:
    """Give the report tree as JSON: each block names its type, times are ISO 8601, spans seconds."""
    data = {"schema_version": SCHEMA_VERSION, "report": plain(report)}
    return json.dumps(data) + "\n"


def plain(value: object) -> object:
    """Give a tree of NamedTuples as dicts and lists."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {"type": type(value).__name__, **{k: plain(v) for k, v in value._asdict().items()}}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return int(value.total_seconds())
    return value
