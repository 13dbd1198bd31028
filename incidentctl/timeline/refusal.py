"""What is told when something was not recorded: the system's word for why, and what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.facts import New

_TYPED = frozenset(
    {"title", "text", "what", "why", "value", "level", "role", "who", "how", "before", "after", "hop", "mark"}
    | {"risk", "stop_if", "evidence", "because", "owner", "url"}
)


def texts(news: Sequence[New]) -> tuple[str, ...]:
    """Give what was typed, so that it can be pasted somewhere else."""
    pairs = (pair for new in news for pair in new.event._asdict().items() if pair[0] in _TYPED)
    values = (", ".join(value) if isinstance(value, tuple | list) else value for _, value in pairs)
    return tuple(str(value) for value in values if value)


def reason(error: OSError) -> str:
    """Give the system's own word for what failed."""
    return error.strerror or type(error).__name__
