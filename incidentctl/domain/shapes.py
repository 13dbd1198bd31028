"""The shapes of what events carry: the names that their fields are declared with, and what fits each.

To the type checker most are plain text: whoever decides writes nothing else. But a log is also written by
other programs and versions, so whatever is read is held against these (`domain.events.decode`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from incidentctl.domain.times import from_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Time: TypeAlias = str
"""ISO 8601 with an offset."""
TimeOrNone: TypeAlias = str
"""As `Time`, or "" for none."""
Minutes: TypeAlias = int
"""From 0 to some twenty years."""
Answer: TypeAlias = str
"""What the commander says to a concern (S2-22)."""
End: TypeAlias = str
"""How a command ended (`ports.Finished`)."""
Code: TypeAlias = int
"""An exit code, or below zero the signal that ended a command."""
Seconds: TypeAlias = float
Size: TypeAlias = int
"""Bytes."""
Attendance: TypeAlias = str
"""How somebody comes (K2)."""
Certainty: TypeAlias = str
Kind: TypeAlias = str
"""What a follow-up is for (S2-12); "" where nobody said."""
Level: TypeAlias = str
"""Who has to decide (S2-3)."""
Mark: TypeAlias = str
Outcome: TypeAlias = str
Result: TypeAlias = str
Stance: TypeAlias = str
Timing: TypeAlias = str
"""When a follow-up is done (S4-12); "" where nobody decided."""
Verdict: TypeAlias = str

PRECISIONS = ("second", "minute", "hour", "day", "approx")
_LONGEST = 10**7
_HIGHEST_CODE = 255

VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "Answer": ("accepted", "declined"),
    "Attendance": ("standby", "watching"),
    "Certainty": ("confirmed", "likely", "possible", "unknown"),
    "End": ("exited", "killed", "timeout", "interrupted", "missing"),
    "Kind": ("", "cause", "permanent", "prevent", "detect", "recover"),
    "Level": ("field", "director", "owner"),
    "Mark": ("ok", "ng", "unknown"),
    "Outcome": ("done", "dropped"),
    "Result": ("refuted", "supported", "open"),
    "Stance": ("fact", "relayed", "guess", "unsure", "action", "decision", "question"),
    "Timing": ("", "now", "later", "wont"),
    "Verdict": ("approved", "declined"),
}
"""The words that are taken, where only some are."""


def fits(shape: str, value: object) -> bool:
    """Say whether a value of JSON (lists as tuples) has a shape, as events declare it; `Any` takes all."""
    if shape.endswith(" | None"):
        return value is None or fits(shape.removesuffix(" | None"), value)
    if shape in VOCABULARY:
        return value in VOCABULARY[shape]
    return _SHAPES[shape](value)


def field_fits(name: str, value: object) -> bool:
    """Say whether a value is what a field of the field table holds; None, "unknown", fits each.

    Of a field that this version does not know all is taken.
    """
    from incidentctl.domain.fields import CUSTOM, FIELDS  # noqa: PLC0415 - start-up: not on the path of `note`

    field = FIELDS.get(name)
    if value is None or (field is None and not name.startswith(("roles.", CUSTOM))):
        return True
    if field and field.type == "choice":
        return value in field.choices
    return _TYPES[field.type if field else "text"](value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**16


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(each, str) for each in value)


def _is_count(value: object) -> bool:
    return isinstance(value, dict) and all(
        end in value and (value[end] is None or _is_number(value[end])) for end in ("min", "max")
    )


def _is_moment(value: object) -> bool:
    is_shaped = isinstance(value, dict) and value.get("pr", "minute") in PRECISIONS
    return is_shaped and _is_time(value.get("t"))  # type: ignore[attr-defined]


def _is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(from_iso(value))
    except ValueError:
        return False


_SHAPES: Mapping[str, Callable[[object], bool]] = {
    "Any": lambda _: True,
    "str": _is_text,
    "bool": lambda value: isinstance(value, bool),
    "Minutes": lambda value: type(value) is int and 0 <= value <= _LONGEST,
    "Code": lambda value: type(value) is int and abs(value) <= _HIGHEST_CODE,
    "Seconds": lambda value: _is_number(value) and value >= 0,  # type: ignore[operator]
    "Size": lambda value: type(value) is int and 0 <= value < 10**16,
    "tuple[str, ...]": lambda value: isinstance(value, tuple) and _is_list(value),
    "Time": _is_time,
    "TimeOrNone": lambda value: value == "" or _is_time(value),
}

_TYPES: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(("text", "yesno", "person", "role"), _is_text),
    **dict.fromkeys(("list", "hops"), _is_list),
    **dict.fromkeys(("number", "duration"), _is_number),
    "count": _is_count,
    "time": _is_moment,
}
