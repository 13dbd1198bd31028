"""Rows 21-22 on a real terminal: no byte steers it but our own colours, and markup is plain text.

The same corpus goes through every command and every pipe in tests/cli/test_hostile_text.py.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.events.notes import Acted, Noted
from incidentctl.domain.events.people import Told
from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.timeline.journal import FileTimeline
from tests.cli.test_hostile_text import HOSTILE, STEERING
from tests.faults.homes import environ, now
from tests.faults.injecting import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.faults.ledger import Ledger

OURS = re.compile(r"\x1b\[[0-9;]*m|\r(?=\n)")  # colours, and what the terminal driver makes of a newline
MARKUP = HOSTILE["rich markup"]
VIEWS = (
    (), ("timeline",), ("timeline", "--all"), ("list",), ("brief",), ("verify",), ("report",),
    ("step", "list"), ("task", "list"),
    ("role", "list"), ("report", "--form", "final"), ("stats",), ("lint",), ("doctor",),
    ("timeline", "--json"), ("report", "--format", "html"),
)  # fmt: skip


def on_a_terminal(home: Path, *argv: str) -> str:
    """Run a program on a terminal of its own, and give every character that it drew."""
    outer, inner = pty.openpty()
    known = {**environ(home), "TERM": "xterm-256color"}
    process = subprocess.Popen([*argv], env=known, cwd=home, stdin=inner, stdout=inner, stderr=inner)
    os.close(inner)
    drawn = b""
    try:
        while part := os.read(outer, 65536):
            drawn += part
    except OSError:  # nobody is at the other end any more
        pass
    process.wait(60)
    os.close(outer)
    return drawn.decode("utf-8")


def steering(drawn: str) -> Sequence[str]:
    return STEERING.findall(OURS.sub("", drawn))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a home in which every hostile text stands in every kind of field."""
    timeline = FileTimeline(tmp_path / "home", now, [])
    title = " ".join(HOSTILE.values())
    begun = timeline.begin([New(Declared(title, "UTC"))], by="ann", day=now().date())
    news = [
        new
        for text in HOSTILE.values()
        for new in (
            New(Noted(text, "relayed", source=text)),
            New(Acted(text, before=text, after=text)),
            New(Told((text,), text)),
            New(FieldSet(f"custom.{text}", text)),
            New(FieldSet("cause", text, certainty="confirmed")),
        )
    ]
    for by in list(HOSTILE.values())[:3]:
        timeline.append(begun.facts[0].incident, news, by=by)
    return tmp_path / "home"


@pytest.mark.slow
@pytest.mark.parametrize("argv", VIEWS, ids=" ".join)
def test_no_view_steers_a_terminal(home: Path, ledger: Ledger, argv: tuple[str, ...]) -> None:
    for lang in ("en", "ja"):
        drawn = on_a_terminal(home, *PROGRAM, *argv, "--lang", lang)
        assert drawn
        assert not steering(drawn), (argv, lang)
        ledger.enter(len(HOSTILE))
    if argv[:1] == ("timeline",):
        assert MARKUP in OURS.sub("", drawn)


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_no_echo_and_no_refusal_steers_a_terminal(home: Path, ledger: Ledger, name: str) -> None:
    text = os.fsencode(HOSTILE[name]) if name == "invalid bytes" else HOSTILE[name].encode("utf-8", "ignore")
    for argv in (("note", "--"), ("act", "--"), ("undo",), ("step", "done")):
        drawn = on_a_terminal(home, *PROGRAM, "--no-input", *argv, os.fsdecode(text))
        assert not steering(drawn), (argv, name)
        ledger.enter(1)


def test_a_program_that_prints_the_text_itself_steers_it(tmp_path: Path) -> None:
    drawn = on_a_terminal(tmp_path, sys.executable, "-c", f"print({HOSTILE['ansi']!r})")
    assert {"\x1b", "\x07"} <= set(steering(drawn))
