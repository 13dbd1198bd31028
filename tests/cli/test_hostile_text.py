"""Hostile text in every free text, through every command and view, in both languages (faults 21-23, 26)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from incidentctl.errors import ExitCode
from incidentctl.words import LANGS
from tests.variants import first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.cli.conftest import Desk

HOSTILE = {
    "ansi": "\x1b[31mred\x1b[0m\x07\x1b]0;title\x07",
    "c1, bidi, separators": "\x9b31m \u202eabc\u2066x \u2028\u2029\x85",
    "rich markup": "[bold]x[/bold] [/]",
    "html": "<script>alert(1)</script><img src=x onerror=1><!-- &lt;&#x1b;",
    "table": "| a | b |\n|---|---|\n| c |",
    "headings and lists": "# h\n## h2\n- x\n1. y\n***\n===",
    "links and mentions": "[l](javascript:alert(1)) ![i](http://x) <http://e> @alice @org/team #12 [x]: http://e",
    "fence": "```\nfence\n```\n~~~\nx",
    "a long word": "w" * 10_000,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 40,
    "invalid bytes": "a\udce9b\udcff",
    "lines": "line1\nline2\r\n\tline3",
    "formula": "=cmd|' /C calc'!A0",
    "format strings": "{braces} {0} {text} {title!r} {length.__class__} %s %(x)s $commander ${x} $(id)",
    "nothing to see": "\u3000\ufeff\u200b",
    "path": "../../etc/passwd",
}
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
OURS = {"h1", "h2", "h3", "ul", "li", "p", "table", "thead", "tbody", "tr", "th", "td", "hr", "pre", "code"}


def commands(text: str) -> list[tuple[str, ...]]:
    """Give every command that takes free text, a name, a place or an id, with `text` in its stead."""
    return [
        ("note", "--", text), ("note", "--source", text, "--", text), ("note", "--guess", "--", text),
        ("note", "--as", text, "--", "hello"), ("note", "--at", text, "--", "x"),
        ("tell", "--how", text, "--", text), ("tell", "--unrelated", "--how", text, "--", text),
        ("set", "decision", text), ("set", f"custom.{text}", text), ("set", text, "v"),
        ("set", "impact.users", text), ("set", "impact.regions", text), ("set", "change.recent", text),
        ("set", "cause", text, "--certainty", "confirmed"), ("set", "cause.factors", text),
        ("set", "expected", text, "--certainty", "likely", "--source", text), ("set", "contact", text),
        ("set", "happening", text), ("set", "symptom", text, "--certainty", text),
        ("path", "set", text), ("path", "set", f"a > {text} > c"), ("path", "mark", text, "ok"),
        ("path", "mark", "a", text), ("path", "mark", "a", "ok", text), ("path", "mark", "c", "ng", text),
        ("mark", text), ("mark", "started", text), ("mark", "started", "unknown"), ("severity", text),
        ("severity", "SEV2", "--why", text), ("act", "--before", text, "--after", text, "--", text),
        ("act", "--look", "--", text), ("step", "done", text), ("step", "done", "R8", text),
        ("step", "done", "R4", text), ("step", "done", "F1", f"commander={text}"),
        ("step", "done", "F1", text, text), ("step", "skip", "R10", "--why", text),
        ("step", "fail", "R3", "--why", text), ("step", "defer", "R9", "--until", text),
        ("step", "list", text), ("walk", text), ("walk", "--answers", text), ("use", text),
        ("-i", text, "note", "x"), ("undo", text), ("amend", text, text), ("--zone", text), ("--lang", text),
        (text,), ("help", text), ("completion", text), ("runbook", "show", text), ("runbook", "check", text),
        ("report", "--form", text), ("report", "--audience", text),
        ("timeline", "--role", text), ("timeline", "--kind", text),
        ("confirm", "--", text),
    ]  # fmt: skip


def together(text: str, ids: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Give the same for what people do together; `ids` are handles of what is there, by their letters."""
    k, e, j, y, u, i = (ids[letter] for letter in "kejyui")
    return [
        ("role", "take", text), ("role", "take", "scribe", "--why", text), ("role", "release", text),
        ("role", "give", "observer", text), ("role", "give", text, text), ("join", text), ("leave", text),
        ("join", "--as", text), ("release", text, "--override", text), ("release", text),
        ("assign", text, text), ("assign", "x", text, "--why", text, "--within", text),
        ("assign", text, text, "--why", text, "--stream", text), ("assign", "x", "--task", text),
        ("assign", "x", text, "--private", "--override", text), ("task", "give", k, text),
        ("task", "ack", text), ("task", "report", "--", k, text), ("task", "report", k, "x", "--next", text),
        ("task", "done", "--", k, text), ("task", "drop", k, "--why", text),
        ("decide", "--risk", text, "--stop-if", text, "--", text), ("decide", "--basis", text, "x"),
        ("decide", "--level", "owner", "--override", text, "--", text), ("decide", "--approve", text),
        ("decide", "--approve", j, "--by", text, "--why", text), ("decide", "--decline", j, "--why", text),
        ("act", "--begin", "--before", text, "--override", text, "--", text), ("act", "--end", "--", text),
        ("act", "--method", text, "x"), ("act", "--end", "--after", text, "--why", text),
        ("concern", "--", text), ("concern", text), ("concern", "add", "--private", "--", text),
        ("concern", "answer", text, text, "--why", text), ("concern", "answer", e, "declined", "--why", text),
        ("park", "--question", "--", text), ("hypothesis", "add", "--about", text, "x"),
        ("hypothesis", "add", "--", text), ("hypothesis", "settle", y, "open", "--because", text),
        ("update", "--", text), ("update", "--audience", text, "x"), ("update", "--next", text, "x"),
        ("update", "--audience", "customer", "--override", text, "--", text), ("update", "--approve", text),
        ("update", "--audience", "engineer", "--source", text, "--", text), ("update", "--approve", u),
        ("update", "--draft", "--", text), ("criteria", "add", "--", text), ("criteria", "tick", text),
        ("criteria", "tick", i, "--evidence", text), ("clock", "start", text, "--anchor", text),
        ("clock", "start", "gdpr-33", "--anchor", "14:00"), ("clock", "start", "gdpr-33", "--anchor", text),
        ("clock", "stop", "gdpr-33", "--why", text), ("clock", "submitted", text),
        ("note", "--private", "--", text), ("set", "privacy.concern", "yes"), ("set", "decider", text),
        ("set", "privacy.items", text), ("set", "outlook", text), ("set", "musts", text),
        ("severity", "SEV4", "--why", text, "--override", text), ("set", "standdown_when", text),
        ("resolve", "--override", text, "--", text), ("update",), ("stand-down", "--override", text),
        ("reopen", "--why", text), ("resolve", "--", text), ("close", "--override", text), ("undo", e),
    ]  # fmt: skip


LISTS = [("role",), ("task",), ("concern",), ("hypothesis",), ("criteria",), ("clock",), ("step",)]
BEGUN = (
    ("assign", "tanaka", "w", "--why", "y"), ("concern", "c"), ("decide", "d", "--level", "owner"),
    ("hypothesis", "add", "h"), ("update", "--draft", "u"), ("criteria", "add", "i"),
)  # fmt: skip


def begun(desk: Desk) -> dict[str, str]:
    """Begin one of each that later commands name; give the handles by their letters."""
    handles = [desk(*argv, "--json").json["facts"][-1]["handle"] for argv in BEGUN]
    return {handle[0]: handle for handle in handles}


VIEWS = [
    (), ("timeline",), ("timeline", "--all"), ("list",), ("verify",), ("brief",), ("doctor",),
    *((*group, "list") for group in LISTS),
]  # fmt: skip
DATA = [(*argv, "--json") for argv in VIEWS if argv != ("timeline", "--all")]
DATA += [
    ("report", "--format", "json"),
    ("report", "--format", "html"),
    ("update", "--json"),
    ("report", "--form", "privacy", "--json"),
]
REPORTS = [("report",), *(("report", "--form", form) for form in ("first", "progress", "final", "privacy"))]


EVERYWHERE = {"ansi", "html", "format strings"}
"""The texts that every command meets; the others take turns."""


@pytest.mark.parametrize("every", first((9, 3)))
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_breaks_a_command_steers_a_terminal_or_becomes_markup(
    desk: Desk, name: str, every: int
) -> None:
    text, turn = HOSTILE[name], list(HOSTILE).index(name)
    desk.user = text[:60]
    desk("declare", "--no-walk", "--service", text, "--source", text, "--", text)
    if desk("list", "--json").json["incidents"] == []:  # there was nothing to see in the title
        desk("declare", "plain", "--no-walk")
    before = {each.name for each in desk.home.parent.iterdir()}
    ids = begun(desk)
    after = (*together(text, ids), *VIEWS, *DATA, *REPORTS, ("withdraw", "--why", text), *REPORTS)
    for number, argv in enumerate((*commands(text), *after)):
        if name not in EVERYWHERE and (number + turn) % every:
            continue  # with 3: each command meets a third of the other texts, each text a third of those
        desk.lang = LANGS[(number + turn) % 2]  # the next text meets this command in the other language
        ran = desk(*argv)
        shown = [part[:40] for part in argv]
        assert ran.code != ExitCode.UNEXPECTED, (shown, ran.err[-300:])
        steering = STEERING.search(ran.out + ran.err)
        assert steering is None, (shown, steering)
        if argv and "json" in argv[-1]:
            assert ran.json["schema_version"] == 1, shown
        if argv in REPORTS:
            html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(ran.out)
            assert set(re.findall(r"<(\w+)", html)) <= OURS, shown
            assert html.count("<h1>") == 1, shown
    assert {each.name for each in desk.home.parent.iterdir()} == before
    assert desk("verify").code == ExitCode.OK
