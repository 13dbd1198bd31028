"""Of a story that takes long: one variant in each run, the others with `-m slow`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


def first(values: Iterable[Any]) -> list[Any]:
    """Give the values to parametrize a test with, of which all but the first are slow."""
    one, *others = values
    return [one, *(pytest.param(each, marks=pytest.mark.slow) for each in others)]
