"""What went wrong, and (`.next`) what to do about it: one module for each way to go wrong."""

from __future__ import annotations

from incidentctl.words.errors import endings, files, log, missing, refused, unknown, values

WORDS: dict[str, tuple[str, str]] = {
    **values.WORDS,
    **files.WORDS,
    **missing.WORDS,
    **unknown.WORDS,
    **refused.WORDS,
    **endings.WORDS,
    **log.WORDS,
}
