"""When escape codes may be written."""

from __future__ import annotations

import pytest

from incidentctl.render.style import Style, wants_colour


@pytest.mark.parametrize(
    ("is_tty", "environ", "wanted"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (False, {"FORCE_COLOR": "false"}, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_follows_the_terminal_and_the_environment(
    *, is_tty: bool, environ: dict[str, str], wanted: bool
) -> None:
    assert wants_colour(is_tty, environ) is wanted


def test_without_colour_no_byte_is_added() -> None:
    style = Style(colour=False)
    assert (style.bold("a"), style.dim("a"), style.reverse("a")) == ("a", "a", "a")
    assert Style(colour=True).reverse("a") == "\x1b[7ma\x1b[0m"
