"""What a note is taken for: an explicit flag wins, a source relays, the wording only ever raises a doubt."""

from __future__ import annotations

import pytest

from incidentctl.usecases.note import stance_of


@pytest.mark.parametrize(
    ("text", "is_guess", "is_fact", "source", "expected"),
    [
        ("error rate 12 percent", False, False, "", ("fact", "")),
        ("maybe the cache", False, False, "", ("unsure", "maybe")),
        ("maybe the cache", False, True, "", ("fact", "")),
        ("maybe the cache", True, False, "", ("guess", "")),
        ("maybe the cache", False, False, "support", ("relayed", "")),
        ("error rate 12 percent", True, False, "support", ("guess", "")),
    ],
)
def test_a_flag_wins_over_the_wording(
    text: str,
    is_guess: bool,  # noqa: FBT001 - a column
    is_fact: bool,  # noqa: FBT001 - a column
    source: str,
    expected: tuple[str, str],
) -> None:
    stance, matched = stance_of(text, is_guess=is_guess, is_fact=is_fact, source=source)
    assert (stance, matched.casefold()) == expected
