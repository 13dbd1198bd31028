"""What went wrong, and (`.next`) what to do about it: one module for each way to go wrong."""

from __future__ import annotations

from incidentctl.words.errors import (
    archives,
    commands,
    decisions,
    duties,
    ending,
    endings,
    files,
    follow_ups,
    importing,
    lint,
    log,
    missing,
    refused,
    roles,
    searching,
    tasks,
    unknown,
    updates,
    values,
    writes,
)

WORDS: dict[str, tuple[str, str]] = {
    **archives.WORDS,
    **commands.WORDS,
    **values.WORDS,
    **files.WORDS,
    **importing.WORDS,
    **missing.WORDS,
    **unknown.WORDS,
    **tasks.WORDS,
    **refused.WORDS,
    **endings.WORDS,
    **ending.WORDS,
    **log.WORDS,
    **lint.WORDS,
    **roles.WORDS,
    **writes.WORDS,
    **decisions.WORDS,
    **duties.WORDS,
    **follow_ups.WORDS,
    **updates.WORDS,
    **searching.WORDS,
}
