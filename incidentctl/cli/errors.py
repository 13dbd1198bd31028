"""How an error is told: what happened, what was found, what to do next."""

from incidentctl.errors import IncidentctlError
from incidentctl.words import Words


def lines(error: IncidentctlError, words: Words) -> list[str]:
    """Word an error in the reader's language."""
    told = [words(f"errors.{error.key}", **error.params), *error.lines(words)]
    following = words(f"errors.{error.key}.next", **error.params)
    return [*told, f"→ {following}"] if following else told
