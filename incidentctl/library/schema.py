"""The shape of runbook and policy files: a reader that follows the table of keys for each map."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from incidentctl.domain.conditions import KEYWORDS
from incidentctl.domain.times import parse_duration
from incidentctl.errors import UsageError
from incidentctl.library.tables import ANY, TABLES, Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from incidentctl.library.nodes import Node, Reading

FORMAT = 1
_LONGEST_ID = 64
_NULLS = ("null", "Null", "NULL", "~")  # nothing, to whoever reads YAML by the book
MOST_DIGITS = 5  # minutes, people, business days: what is reckoned with it stays within the calendar

Raw = dict[str, Any]
"""A map as read: only the keys whose values are sound."""


def shape(reading: Reading, table: str) -> Raw | None:
    """Read the root of a file by its table, reporting everything that does not fit.

    None when there is no root, or when the file is of a newer format: then the rest cannot be judged.
    """
    if reading.root is None:
        return None
    if isinstance(reading.root.value, str | tuple):
        reading.blame(reading.root, "not-a-map", what="file")
        return None
    version = reading.root.value.get("incidentctl")
    if version is not None and isinstance(version.value, str) and _is_newer(version.value):
        reading.blame(version, "newer-format", format=version.value, known=FORMAT)
        return None
    return _map(reading, reading.root, table, TABLES[table])


def _map(reading: Reading, node: Node, name: str, table: Mapping[str, Key]) -> Raw:
    if isinstance(node.value, str | tuple):
        reading.blame(node, "not-a-map", what=name.removesuffix(" texts"))
        return {}
    raw: Raw = {}
    for word, child in node.value.items():
        key = table.get(word) or table.get(ANY)
        if key is None:
            reading.blame(node.keys[word], "unknown-key", name=word, suggestion=reading.near(word, table))
            continue
        value = _value(reading, child, key, word)
        if value is not None:
            raw[word] = value
    for word, key in table.items():
        if key.required and word not in node.value:
            reading.blame(node, "missing-key", name=word, what=name)
    return raw


def _value(reading: Reading, node: Node, key: Key, word: str) -> Any:  # noqa: ANN401, PLR0911 - by `key.type`
    match key.type:
        case "map":
            return _map(reading, node, str(key.of), TABLES[str(key.of)])
        case "list":
            table = TABLES[str(key.of)]
            return [_map(reading, item, str(key.of), table) for item in _items(reading, node, word)]
        case "reply":
            rows = node.value if isinstance(node.value, tuple) else (node,)
            if not rows:
                reading.blame(node, "empty-list", name=word)
            return [reply for row in rows if (reply := _reply(reading, row, str(key.of))) is not None]
        case "command" if isinstance(node.value, str):
            return _text(reading, node)
        case "argv" | "command":
            return [_argument(reading, item) for item in _items(reading, node, word)]
        case "labels" if not isinstance(node.value, str | tuple):
            labels = _map(reading, node, "labels", TABLES["labels"])
            return {option: label for option, label in labels.items() if _id(reading, node.keys[option])}
        case "ids" | "labels" | "ones" | "dates" as many:
            one, items = key._replace(type=_ONE_OF[many]), _items(reading, node, word)
            return [each for item in items if (each := _scalar(reading, item, one, word)) is not None]
        case _:
            return _scalar(reading, node, key, word)


def _reply(reading: Reading, node: Node, name: str) -> str | Raw | None:
    """Read what is typed: a text, which may be "" (Enter alone), or a map of the table `name`."""
    if isinstance(node.value, Mapping):
        return _map(reading, node, name, TABLES[name])
    return _typed(reading, node)


def _typed(reading: Reading, node: Node) -> str | None:
    """Read a text that may be empty, when that is said with quotes."""
    return "" if node.value == "" and not node.is_plain else _text(reading, node)


def _items(reading: Reading, node: Node, word: str) -> tuple[Node, ...]:
    if not isinstance(node.value, tuple):
        reading.blame(node, "not-a-list", name=word)
        return ()
    if not node.value:
        reading.blame(node, "empty-list", name=word)
    return node.value


def _scalar(reading: Reading, node: Node, key: Key, word: str) -> Any:  # noqa: ANN401 - by `key.type`
    if key.type == "one":
        text = _text(reading, node)
        if text is None or text in key.of:
            return text
        known, suggestion = ", ".join(key.of), reading.near(text, key.of)
        reading.blame(node, "unknown-word", name=word, text=text, known=known, suggestion=suggestion)
        return None
    return _SCALARS[key.type](reading, node)


def _text(reading: Reading, node: Node) -> str | None:
    if not isinstance(node.value, str):
        reading.blame(node, "not-a-text")
        return None
    if not node.value.strip():
        reading.blame(node, "empty-text")
        return None
    if node.is_plain and node.value in _NULLS:
        reading.blame(node, "null-text", text=node.value)
        return None
    return node.value.strip("\n")


def _argument(reading: Reading, node: Node) -> str:
    """Read an argument of a command, which may be "" or hold line breaks; "" also in place of a bad one."""
    return "" if node.value == "" and not node.is_plain else _text(reading, node) or ""


def _word(reading: Reading, node: Node) -> str | None:
    """Read a text that may be empty, when that is said with quotes."""
    return "" if node.value == "" and not node.is_plain else _line(reading, node)


def _line(reading: Reading, node: Node) -> str | None:
    text = _text(reading, node)
    if text is not None and "\n" in text:
        reading.blame(node, "not-one-line")
        return None
    return text


def _id(reading: Reading, node: Node) -> str | None:
    text = _text(reading, node)
    if text is None:
        return None
    is_sound = (
        len(text) <= _LONGEST_ID
        and text[0].isalnum()  # it is typed as an argument, and may become the name of a file
        and all(sign.isalnum() or sign in "-_." for sign in text)
    )
    if is_sound and text not in KEYWORDS:
        return text
    reading.blame(node, "not-an-id" if not is_sound else "reserved-id", text=text[:_LONGEST_ID])
    return None


def _flag(reading: Reading, node: Node) -> bool | None:
    if node.value in ("true", "false"):
        return node.value == "true"
    text = _text(reading, node)
    if text is not None:
        suggestion = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(text.lower())
        reading.blame(
            node, "not-a-flag", text=text, suggestion=suggestion or reading.near(text, ("true", "false"))
        )
    return None


def _whole(reading: Reading, node: Node) -> int | None:
    text = _text(reading, node)
    if text is None or (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        return None if text is None else int(text)
    reading.blame(node, "not-a-number", text=text)
    return None


def _span(reading: Reading, node: Node) -> int | None:
    text = _text(reading, node)
    if text is None:
        return None
    try:
        seconds = int(parse_duration(text).total_seconds())
    except UsageError:
        seconds = 0
    if seconds <= 0:
        reading.blame(node, "not-a-duration", text=text)
        return None
    return seconds


def _date(reading: Reading, node: Node) -> str | None:
    text = _text(reading, node)
    if text is None:
        return None
    try:
        is_sound = date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_sound = False
    if not is_sound:
        reading.blame(node, "not-a-date", text=text)
    return text if is_sound else None


def _hour(reading: Reading, node: Node) -> int | None:
    text = _text(reading, node)
    if text is None:
        return None
    hours, colon, minutes = text.partition(":")
    is_number = (hours + minutes).isascii() and (hours + minutes).isdigit()
    if colon and is_number and len(hours) <= 2 and len(minutes) == 2:  # noqa: PLR2004 - 18:00
        minute = int(hours) * 60 + int(minutes)
        if int(minutes) < 60 and minute <= 24 * 60:  # noqa: PLR2004
            return minute
    reading.blame(node, "not-an-hour", text=text)
    return None


def _version(reading: Reading, node: Node) -> int | None:
    if node.value == str(FORMAT):
        return FORMAT
    if _text(reading, node) is not None:
        reading.blame(node, "not-a-version", text=node.value, known=FORMAT)
    return None


def _is_newer(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10 and int(text) > FORMAT  # noqa: PLR2004


_ONE_OF = {"ids": "id", "labels": "id", "ones": "one", "dates": "date"}
"""What each item of a list is."""

_SCALARS: Mapping[str, Callable[[Reading, Node], Any]] = {
    "text": _text,
    "line": _line,
    "word": _word,
    "typed": _typed,
    "id": _id,
    "role": _id,
    "field": _line,
    "flag": _flag,
    "whole": _whole,
    "span": _span,
    "date": _date,
    "hour": _hour,
    "version": _version,
}
