"""What stands in braces in a text that the program fills in."""

from __future__ import annotations


def blanks(text: str) -> set[str] | None:
    """Give the {names} in a phrase, with whatever follows in their braces; None when those do not match."""
    from string import Formatter  # start-up: only for a team's own texts

    try:
        return {
            f"{name}{f'!{conversion}' if conversion else ''}{f':{spec}' if spec else ''}"
            for _, name, spec, conversion in Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return None
