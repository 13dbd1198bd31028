"""The JSON Schema of runbooks and the like, for editors: made from the table of keys that is the parser's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from incidentctl.domain.conditions import KEYWORDS
from incidentctl.domain.fields import CUSTOM, FIELDS
from incidentctl.domain.runbook import ROLES
from incidentctl.domain.runbook_rules import MOST_OPTIONS
from incidentctl.domain.times import SECONDS
from incidentctl.library.schema import FORMAT, MOST_DIGITS
from incidentctl.library.tables import ANY, KINDS, TABLES, Key
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The draft that the YAML servers of editors support as a whole."""

MARK = "Made by `incidentctl runbook schema`."
"""What stands in every schema of ours, so that no other file is ever replaced."""

ROOTS = tuple(table for table, keys in TABLES.items() if "incidentctl" in keys)
"""The tables of whole files."""

BEYOND = frozenset(
    {
        # what is no YAML to us, or is lost before a schema sees it
        *(
            "syntax",
            "tab",
            "control",
            "not-utf8",
            "too-deep",
            "directive",
            "second-document",
            "tag",
            "merge-key",
        ),
        *(
            "duplicate-key",
            "key-not-text",
            "cut-by-comment",
            "quote-inline",
            "alias-unknown",
            "too-many-aliases",
        ),
        "too-much-repeated",
        # what is right or wrong only beside something else in the file, or in another file
        *("duplicate-step", "duplicate-save", "duplicate-option", "duplicate-id", "overlay-of-own"),
        *(
            "unknown-option",
            "unknown-role",
            "unknown-name",
            "name-unclosed",
            "unknown-runbook",
            "unknown-declared",
        ),
        *("option-not-of-field", "options-for-type", "code-too-early"),
        *(
            "when-later",
            "when-missing",
            "when-option",
            "condition-step",
            "condition-value",
            "condition-comparison",
        ),
        *("condition-joint", "condition-expected", "condition-deep"),
        *("command-hidden", "value-as-command", "value-in-script", "value-in-shell", "unknown-variable"),
        *("case-name", "case-no-step", "case-no-command", "case-runbook"),
    }
)
"""The problems that no JSON Schema can find: those are right to an editor, and `runbook check` tells."""

_SCALAR = ["string", "number", "boolean"]  # an editor types what is written without quotes
_DIGITS = r"[0-9\uff10-\uff19]"
_TEXT = r"\S"
_LINE = r"^\n*[^\n]*[^\s][^\n]*\n*$"
# letters, digits and - _ . of any script: what is none of the other signs
_SIGNS = (
    r"\s\x00-,/:-@\[-^`{-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2000-\u206f\u3000-\u3004\u3008-\u3030"
)
_ID = rf"^(?![-_.])[^{_SIGNS}\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]{{1,64}}\n*$"
_DATE = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_HOUR = r"^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$"


def json_schema(root: str = "runbook") -> dict[str, Any]:
    """Give the schema of one of `ROOTS`."""
    used: dict[str, dict[str, Any]] = {}
    whole = _table(root, used)
    beyond = ", ".join(sorted(BEYOND))
    return {
        "$schema": DRAFT,
        "$comment": f"{MARK} Only `incidentctl runbook check` finds: {beyond}.",
        "title": f"incidentctl {root}",
        **_described(root),
        **whole,
        "definitions": {_slug(name): used[name] for name in sorted(used)},
    }


def _table(name: str, used: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Give the schema of a map; those that it names are put into `used`."""
    table = TABLES[name]
    properties = {
        word: {**_described(name, word), **_value(key, used)} for word, key in table.items() if word != ANY
    }
    required = [word for word, key in table.items() if key.required]
    rest: Any = _value(table[ANY], used) if ANY in table else False
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": rest}
    if required:
        schema["required"] = required
    if name == "labels":
        schema["propertyNames"] = _SCALARS["id"]
    if name == "values":
        schema["propertyNames"] = _SCALARS["field"]
    if name in {"step", "field"}:
        schema["allOf"] = [*(_of_kinds() if name == "step" else ()), _OF_TYPE]
    return schema


def _value(key: Key, used: dict[str, dict[str, Any]]) -> dict[str, Any]:  # noqa: PLR0911 - one line per type
    match key.type:
        case "map":
            return _ref(str(key.of), used)
        case "list":
            return _list(_ref(str(key.of), used))
        case "one":
            return {"enum": list(key.of)}
        case "ones":
            return _list({"enum": list(key.of)})
        case "argv" | "ids" | "dates" as many:
            return _list(_SCALARS[{"argv": "typed", "ids": "id", "dates": "date"}[many]])
        case "labels":
            labels = {"allOf": [_ref("labels", used)], "maxProperties": MOST_OPTIONS}
            return {"anyOf": [{**_list(_SCALARS["id"]), "maxItems": MOST_OPTIONS}, labels]}
        case "command":
            return {"anyOf": [_SCALARS["text"], _list(_SCALARS["typed"])]}
        case "reply":
            one = {"anyOf": [_SCALARS["typed"], _ref(str(key.of), used)]}
            return {"anyOf": [*one["anyOf"], _list(one)]}
        case scalar:
            return _SCALARS[scalar]


def _ref(name: str, used: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if name not in used:
        used[name] = {}
        used[name] = _table(name, used)
    return {"$ref": f"#/definitions/{_slug(name)}"}


def _slug(name: str) -> str:
    return name.replace(" ", "-")


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": items}


def _described(table: str, word: str = "") -> dict[str, str]:
    """Give what an editor shows of a key, in both languages; nothing where there are no words."""
    key = f"keys.{table.removesuffix(' texts')}{f'.{word}' if word else ''}"
    if word in LANGS:
        key = "keys.lang-overlay"
    texts = [Words(lang)(key) for lang in LANGS if Words(lang).has(key)]
    return {"description": "\n\n".join(texts)} if texts else {}


def _of_kinds() -> list[dict[str, Any]]:
    """Give what goes with each kind of step, and what does not; a step without a kind is one to do."""
    rules = []
    for kind in KINDS:
        others = {word: False for word, key in TABLES["step"].items() if key.kinds and kind not in key.kinds}
        then: dict[str, Any] = {"properties": others}
        if kind == "wait":
            then["required"] = ["for"]
        if kind == "run":
            then["oneOf"] = [{"required": ["run"]}, {"required": ["shell"]}]
        if kind == "choose":
            closed = {"required": ["save"], "properties": {"save": {"pattern": _named(_closed())}}}
            yes_no = {"required": ["type"], "properties": {"type": {"const": "yesno"}}}
            then["anyOf"] = [{"required": ["options"]}, closed, yes_no]
        is_it: dict[str, Any] = {"properties": {"kind": {"const": kind}}}
        rules.append({"if": is_it if kind == "do" else {**is_it, "required": ["kind"]}, "then": then})
    beside = {"properties": dict.fromkeys(("save", "type", "options"), False)}
    return [*rules, {"if": {"required": ["fields"]}, "then": beside}]


def _closed() -> Iterable[str]:
    """Give the fields that bring their own options."""
    return (
        name
        for name, field in FIELDS.items()
        if (field.choices and field.type == "choice") or field.type == "yesno"
    )


def _named(names: Iterable[str]) -> str:
    """Give a pattern for names in any case."""
    return f"^({'|'.join(_any_case(name) for name in names)})$"


def _any_case(text: str) -> str:
    return "".join(
        f"[{sign}{sign.upper()}]" if sign.isalpha() and sign.isascii() else re.escape(sign) for sign in text
    )


def _spans() -> str:
    """Give a pattern for lengths of time: each unit at most once, from big to small, not nothing."""
    units: dict[int, list[str]] = {}
    for word, seconds in SECONDS.items():
        units.setdefault(seconds, []).append(_any_case(word))
    number = rf"{_DIGITS}{{1,9}}(\.{_DIGITS}{{1,3}})? ?"
    pieces = (f"({number}({'|'.join(words)})半? ?)?" for _, words in sorted(units.items(), reverse=True))
    return rf"^(?=.*[1-9\uff11-\uff19])\s*{''.join(pieces)}\s*$"


_OF_TYPE = {
    "if": {"required": ["type"]},
    "then": {"required": ["save"], "properties": {"save": {"pattern": "^custom\\."}}},
}
"""Only a field that a team made up takes a type."""

_SCALARS: Mapping[str, dict[str, Any]] = {
    "text": {"type": _SCALAR, "pattern": _TEXT},
    "line": {"type": _SCALAR, "pattern": _LINE},
    "word": {"type": _SCALAR, "pattern": f"^$|{_LINE}"},
    "typed": {"type": _SCALAR, "pattern": f"^$|{_TEXT}"},
    "id": {"type": _SCALAR, "pattern": _ID, "not": {"enum": list(KEYWORDS)}},
    "role": {"type": _SCALAR, "pattern": _ID, "examples": list(ROLES)},
    "field": {
        "anyOf": [
            {"enum": [name for name, field in FIELDS.items() if not field.hidden]},
            {"type": "string", "pattern": f"^{re.escape(CUSTOM)}."},
            {"type": "string", "pattern": _named(name for name, field in FIELDS.items() if not field.hidden)},
        ]
    },
    "flag": {"enum": [True, False, "true", "false"]},
    "whole": {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 10**MOST_DIGITS - 1},
            {"type": "string", "pattern": f"^[0-9]{{1,{MOST_DIGITS}}}$"},
        ]
    },
    "span": {"type": "string", "pattern": _spans()},
    "date": {"type": "string", "pattern": _DATE},
    "hour": {"type": "string", "pattern": _HOUR},
    "version": {"enum": [FORMAT, str(FORMAT)]},
}
