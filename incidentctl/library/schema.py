"""The shape of runbook and policy files: one table of keys per map, and a reader that follows it.

The parser, its suggestions and (later) the JSON Schema for editors all come from `TABLES`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.calendar import DAYS, UNITS
from incidentctl.domain.conditions import KEYWORDS
from incidentctl.domain.policy import CONFIDENCES, ROLLS
from incidentctl.domain.times import parse_duration
from incidentctl.errors import UsageError
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from incidentctl.library.nodes import Node, Reading

FORMAT = 1
STAGES = ("report", "first_response", "isolate_cause", "write_report", "fix", "close")
KINDS = ("do", "ask", "choose", "run", "wait")
SIGHTS = ("code", "api", "ui", "data", "logs")
TYPES = (
    "text",
    "number",
    "count",
    "time",
    "duration",
    "choice",
    "yesno",
    "list",
    "hops",
    "person",
    "role",
)
LEVELS = ("off", "hint", "warn", "block")
SHARPNESS = ("off", "hint", "warn", "error")
ANY = "*"  # in a table: every key
_LONGEST_ID = 64
_ASKING = ("do", "ask", "choose")


class Key(NamedTuple):
    """What a key of a map holds.

    `type`: text, line (text without breaks), id, ids, flag (true or false), whole (a number from 0), span (a
    duration; read as seconds), argv (a list of texts), one (a word of `of`), ones (a list of these), map and
    list (of the table `of`), labels (ids, or ids with a label each), date and dates (2026-11-22), hour (of a
    day, 18:00; read as minutes), version. `kinds`: the kinds of step that may have it.
    """

    type: str
    required: bool = False
    of: str | tuple[str, ...] = ""
    kinds: tuple[str, ...] = ()


def _with_overlays(keys: dict[str, Key], texts: str) -> dict[str, Key]:
    return {**keys, **{lang: Key("map", of=texts) for lang in LANGS}}


_HEAD = {"incidentctl": Key("version", required=True), "lang": Key("one", of=LANGS)}

TABLES: Mapping[str, Mapping[str, Key]] = {
    "runbook": _with_overlays(
        {
            **_HEAD,
            "id": Key("id", required=True),
            "stage": Key("one", of=STAGES),
            "alongside": Key("ids"),
            "title": Key("line", required=True),
            "suggest": Key("map", of="suggest"),
            "steps": Key("list", required=True, of="step"),
        },
        "runbook texts",
    ),
    "runbook texts": {"title": Key("line")},
    "suggest": {"services": Key("argv"), "words": Key("argv")},
    "step": _with_overlays(
        {
            "id": Key("id", required=True),
            "kind": Key("one", of=KINDS),
            "title": Key("line", required=True),
            "detail": Key("text"),
            "when": Key("line"),
            "role": Key("id"),
            "timebox": Key("span"),
            "required": Key("flag"),
            "looks_at": Key("one", of=SIGHTS),
            "save": Key("line", kinds=_ASKING),
            "type": Key("one", of=TYPES, kinds=_ASKING),
            "options": Key("labels", kinds=("choose",)),
            "fields": Key("list", of="field", kinds=("do", "ask")),
            "for": Key("span", kinds=("wait",)),
            "run": Key("argv", kinds=("run",)),
            "shell": Key("text", kinds=("run",)),
            "writes": Key("flag", kinds=("run",)),
            "timeout": Key("span", kinds=("run",)),
            "expect": Key("map", of="expect", kinds=("run",)),
            "undo": Key("text", kinds=("run",)),
        },
        "step texts",
    ),
    "step texts": {
        "title": Key("line"),
        "detail": Key("text"),
        "options": Key("map", of="labels"),
        "undo": Key("text"),
    },
    "field": _with_overlays(
        {
            "save": Key("line", required=True),
            "title": Key("line", required=True),
            "detail": Key("text"),
            "type": Key("one", of=TYPES),
            "options": Key("labels"),
        },
        "field texts",
    ),
    "field texts": {"title": Key("line"), "detail": Key("text"), "options": Key("map", of="labels")},
    "labels": {ANY: Key("line")},
    "expect": {"exit": Key("whole"), "output": Key("text")},
    "severities": {
        **_HEAD,
        "questions": Key("list", of="question"),
        "severities": Key("list", required=True, of="severity"),
    },
    "question": _with_overlays(
        {
            "text": Key("line", required=True),
            "level": Key("id"),
            "raises": Key("flag"),
            "leak": Key("flag"),
        },
        "question texts",
    ),
    "question texts": {"text": Key("line")},
    "severity": _with_overlays(
        {
            "id": Key("id", required=True),
            "label": Key("line", required=True),
            "meaning": Key("text", required=True),
            "first": Key("whole", required=True),
            "every": Key("whole", required=True),
            "watch": Key("whole", required=True),
            "postmortem": Key("flag", required=True),
            "postmortem_due": Key("whole"),
            "notify": Key("ids"),
        },
        "severity texts",
    ),
    "severity texts": {"label": Key("line"), "meaning": Key("text")},
    "phrases": {**_HEAD, "phrases": Key("list", required=True, of="phrase")},
    "phrase": _with_overlays(
        {"id": Key("id", required=True), "text": Key("line", required=True)}, "phrase texts"
    ),
    "phrase texts": {"text": Key("line")},
    "phases": {**_HEAD, "phases": Key("list", required=True, of="phase")},
    "phase": _with_overlays(
        {
            "id": Key("id", required=True),
            "prefix": Key("line", required=True),
            "label": Key("line", required=True),
            "public": Key("word", required=True),
        },
        "phase texts",
    ),
    "phase texts": {"prefix": Key("line"), "label": Key("line")},
    "contacts": {**_HEAD, "contacts": Key("list", required=True, of="contact")},
    "contact": _with_overlays(
        {
            "id": Key("id", required=True),
            "label": Key("line"),
            "who": Key("line", required=True),
            "how": Key("line"),
        },
        "contact texts",
    ),
    "contact texts": {"label": Key("line")},
    "glossary": {**_HEAD, "glossary": Key("list", required=True, of="term")},
    "term": _with_overlays(
        {
            "id": Key("id", required=True),
            "terms": Key("argv", required=True),
            "text": Key("line", required=True),
        },
        "term texts",
    ),
    "term texts": {"text": Key("line")},
    "rules": {**_HEAD, "rules": Key("list", required=True, of="rule")},
    "rule": {
        "id": Key("id", required=True),
        "level": Key("one", required=True, of=LEVELS),
        "formation": Key("one", of=LEVELS),
        "solo": Key("one", of=LEVELS),
        "minor": Key("one", of=LEVELS),
        "after": Key("span"),
    },
    "profile": _with_overlays(
        {
            **_HEAD,
            "label": Key("line", required=True),
            "write": Key("id", required=True),
            "outbound": Key("ids", required=True),
            "roles": Key("list", required=True, of="role"),
        },
        "profile texts",
    ),
    "profile texts": {"label": Key("line")},
    "role": _with_overlays(
        {
            "id": Key("id", required=True),
            "label": Key("line", required=True),
            "duties": Key("text", required=True),
            "least": Key("whole"),
            "most": Key("whole"),
            "exclusive": Key("flag"),
        },
        "role texts",
    ),
    "role texts": {"label": Key("line"), "duties": Key("text")},
    "wording": {
        **_HEAD,
        "lists": Key("list", of="words"),
        "never": Key("argv"),
        "wording": Key("list", of="wording rule"),
    },
    "words": _with_overlays({"id": Key("id", required=True), "words": Key("argv")}, "words texts"),
    "words texts": {"words": Key("argv")},
    "wording rule": _with_overlays(
        {
            "id": Key("id", required=True),
            "level": Key("one", of=SHARPNESS),
            "customer": Key("one", of=SHARPNESS),
            "kind": Key("one", of=("follow-up",)),
            "under": Key("argv"),
            "rewrite": Key("line"),
            "patterns": Key("list", of="pattern"),
        },
        "wording rule texts",
    ),
    "wording rule texts": {"rewrite": Key("line"), "patterns": Key("list", of="pattern")},
    "pattern": {
        "words": Key("argv", required=True),
        "match": Key("text"),
        "level": Key("one", of=SHARPNESS),
        "hits": Key("argv", required=True),
        "misses": Key("argv", required=True),
    },
    "clocks": {**_HEAD, "clocks": Key("list", required=True, of="clock")},
    "clock": _with_overlays(
        {
            "id": Key("id", required=True),
            "enabled": Key("flag"),
            "name": Key("line"),
            "regime": Key("line"),
            "applies_if": Key("argv"),
            "anchor": Key("line"),
            "due": Key("map", of="due"),
            "asap": Key("flag"),
            "private": Key("flag"),
            "same_as": Key("id"),
            "tz": Key("line"),
            "calendar": Key("id"),
            "roll": Key("one", of=ROLLS),
            "recipient": Key("line"),
            "fields": Key("argv"),
            "source": Key("line"),
            "checked_on": Key("date"),
            "confidence": Key("one", of=CONFIDENCES),
        },
        "clock texts",
    ),
    "clock texts": {
        "name": Key("line"),
        "regime": Key("line"),
        "applies_if": Key("argv"),
        "recipient": Key("line"),
        "fields": Key("argv"),
        "source": Key("line"),
    },
    "due": {
        "amount": Key("whole", required=True),
        "unit": Key("one", required=True, of=UNITS),
        "soft_from": Key("whole"),
    },
    "calendar": {
        **_HEAD,
        "calendars": Key("list", of="days"),
        "peak": Key("list", of="peak"),
        "release_from": Key("hour"),
    },
    "days": {
        "id": Key("id", required=True),
        "workdays": Key("ones", of=DAYS),
        "holidays": Key("dates"),
        "zones": Key("argv"),
        "source": Key("text"),
        "checked_on": Key("date"),
    },
    "peak": {
        "days": Key("ones", required=True, of=DAYS),
        "from": Key("hour", required=True),
        "to": Key("hour", required=True),
    },
}

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


def _value(reading: Reading, node: Node, key: Key, word: str) -> Any:  # noqa: ANN401 - by `key.type`
    match key.type:
        case "map":
            return _map(reading, node, str(key.of), TABLES[str(key.of)])
        case "list":
            table = TABLES[str(key.of)]
            return [_map(reading, item, str(key.of), table) for item in _items(reading, node, word)]
        case "argv":
            return [_argument(reading, item) for item in _items(reading, node, word)]
        case "labels" if not isinstance(node.value, str | tuple):
            labels = _map(reading, node, "labels", TABLES["labels"])
            return {option: label for option, label in labels.items() if _id(reading, node.keys[option])}
        case "ids" | "labels" | "ones" | "dates" as many:
            one, items = key._replace(type=_ONE_OF[many]), _items(reading, node, word)
            return [each for item in items if (each := _scalar(reading, item, one, word)) is not None]
        case _:
            return _scalar(reading, node, key, word)


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
    is_sound = len(text) <= _LONGEST_ID and all(sign.isalnum() or sign in "-_." for sign in text)
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
    if text is None or (text.isascii() and text.isdigit() and len(text) < 10):  # noqa: PLR2004 - enough
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
    "id": _id,
    "flag": _flag,
    "whole": _whole,
    "span": _span,
    "date": _date,
    "hour": _hour,
    "version": _version,
}
