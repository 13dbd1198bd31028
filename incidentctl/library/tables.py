"""The tables of keys: what each map of a runbook or policy file may hold.

The parser, its suggestions and the JSON Schema for editors all come from `TABLES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.calendar import DAYS, UNITS
from incidentctl.domain.forms import AUDIENCES
from incidentctl.domain.policy import CONFIDENCES, ROLLS
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Mapping

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
OUTCOMES = ("open", "done", "skipped", "deferred", "not_applicable", "failed", "waiting")
LEVELS = ("off", "hint", "warn", "block")
SHARPNESS = ("off", "hint", "warn", "error")
ANY = "*"  # in a table: every key
_ASKING = ("do", "ask", "choose")


class Key(NamedTuple):
    """What a key of a map holds.

    `type`: text, line (text without breaks), word (a line, also ""), typed (a text, also ""), id, ids, role
    and field (an id and a line, for which editors know what there is), flag (true or false), whole (a number
    from 0), span (a duration; read as seconds), argv (a list of texts), one (a word of `of`), ones (a list of
    these), map and list (of the table `of`), labels (ids, or ids with a label each), date and dates
    (2026-11-22), hour (of a day, 18:00; read as minutes), version. In tests of runbooks: reply (a text, a map
    of the table `of`, or a list of either), command (an argv, or the text of a shell). `kinds`: the kinds of
    step that may have it.
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
            "role": Key("role"),
            "timebox": Key("span"),
            "required": Key("flag"),
            "looks_at": Key("one", of=SIGHTS),
            "save": Key("field", kinds=_ASKING),
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
            "save": Key("field", required=True),
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
    "test": {
        **_HEAD,
        "runbook": Key("line", required=True),
        "cases": Key("list", required=True, of="case"),
    },
    "case": {
        "name": Key("line", required=True),
        "known": Key("map", of="values"),
        "answers": Key("map", of="replies"),
        "steps": Key("map", of="outcomes"),
        "fields": Key("map", of="values"),
        "commands": Key("map", of="commands"),
        "shown": Key("map", of="pieces"),
    },
    "values": {ANY: Key("typed")},
    "replies": {ANY: Key("reply", of="reply")},
    "reply": {"exit": Key("whole"), "output": Key("typed"), ANY: Key("typed")},
    "outcomes": {ANY: Key("one", of=OUTCOMES)},
    "commands": {ANY: Key("command")},
    "pieces": {ANY: Key("text")},
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
    "glossary": {**_HEAD, "known": Key("argv"), "glossary": Key("list", of="term")},
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
    "form": _with_overlays(
        {
            **_HEAD,
            "title": Key("line", required=True),
            "title_draft": Key("line"),
            "title_again": Key("line"),
            "audience": Key("one", of=AUDIENCES),
            "numbered": Key("flag"),
            "chart": Key("flag"),
            "head": Key("ids"),
            "sections": Key("list", required=True, of="section"),
        },
        "form texts",
    ),
    "form texts": {"title": Key("line"), "title_draft": Key("line"), "title_again": Key("line")},
    "section": _with_overlays(
        {
            "id": Key("id", required=True),
            "heading": Key("line", required=True),
            "part": Key("id"),
            "required": Key("flag"),
            "for": Key("ones", of=AUDIENCES),
            "false_alarm": Key("flag"),
            "in_detail": Key("ones", of=AUDIENCES),
            "text": Key("text"),
            "fields": Key("list", of="form field"),
        },
        "section texts",
    ),
    "section texts": {"heading": Key("line"), "text": Key("text")},
    "form field": _with_overlays(
        {"field": Key("id", required=True), "label": Key("line"), "for": Key("ones", of=AUDIENCES)},
        "form field texts",
    ),
    "form field texts": {"label": Key("line")},
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
