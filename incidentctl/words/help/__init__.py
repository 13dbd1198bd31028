"""Help: a page for each section of the commands, what options and arguments mean, and topics."""

from __future__ import annotations

from incidentctl.words.help import (
    arguments,
    end,
    first,
    keep,
    options,
    page,
    people,
    record,
    start,
    topics,
)

WORDS: dict[str, tuple[str, str]] = {
    **page.WORDS,
    **first.WORDS,
    **start.WORDS,
    **record.WORDS,
    **people.WORDS,
    **end.WORDS,
    **keep.WORDS,
    **arguments.WORDS,
    **options.WORDS,
    **topics.WORDS,
}
