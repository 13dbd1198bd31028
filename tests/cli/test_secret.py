"""A secret that somebody types is shown to them before it is recorded, and no report prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Ask, Reply, Say
from incidentctl.usecases.discretion import Discreet
from incidentctl.words import Words

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

TOKEN = "ghp_" + "a1B2" * 9


class Typist:
    """Answers the questions in turn, and keeps what was asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        return Reply(self.answers.pop(0))

    def say(self, say: Say) -> None:
        raise AssertionError(say)


@pytest.fixture
def at_work(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500", "--no-walk", "--no-input")
    desk.is_interactive = True
    return desk


def logged(desk: Desk) -> str:
    return "".join(path.read_text() for path in desk.home.rglob("*.jsonl"))


def test_whoever_masks_it_has_it_in_no_file(at_work: Desk) -> None:
    typist = at_work.prompter = Typist("mask")
    ran = at_work("note", f"found {TOKEN} in the log")
    assert "found ghp_*** in the log" in ran.out + ran.err
    assert [ask.kind for ask in typist.asked] == ["choose"]
    assert typist.asked[0].highlighted == 0
    assert "GitHub token" in typist.asked[0].title
    assert TOKEN not in logged(at_work)


def test_whoever_means_it_has_it_as_typed(at_work: Desk) -> None:
    at_work.prompter = Typist("keep")
    at_work("note", f"found {TOKEN} in the log")
    assert TOKEN in logged(at_work)


def test_a_password_of_two_words_is_found_and_the_others_stay_words(at_work: Desk) -> None:
    at_work.prompter = Typist("mask")
    ran = at_work("act", "reset", "with", "password:", "hunter22", "--after", "ok")
    assert "reset with password: ***" in ran.out + ran.err
    assert "hunter22" not in logged(at_work)


def test_nobody_is_asked_about_an_ordinary_line(at_work: Desk) -> None:
    assert at_work("note", "the token was rotated at 14:05").code == 0


def test_a_script_is_asked_nothing_and_loses_nothing(at_work: Desk) -> None:
    at_work.is_interactive = False
    ran = at_work("note", f"found {TOKEN} in the log")
    assert ran.code == 0
    assert TOKEN in logged(at_work)
    handle = ran.out.split()[1]
    assert f"incidentctl redact {handle}" in ran.err
    assert at_work("redact", handle, "--why", "a token", "--yes").code == 0
    assert TOKEN not in logged(at_work)


def test_an_ordinary_line_of_a_script_brings_no_warning(at_work: Desk) -> None:
    at_work.is_interactive = False
    assert "redact" not in at_work("note", "the token was rotated at 14:05").err


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("view", [("report",), ("report", "--form", "final"), ("brief",), ()])
def test_no_report_prints_a_secret_that_is_on_the_timeline(
    at_work: Desk, lang: str, view: tuple[str, ...]
) -> None:
    at_work.is_interactive = False
    at_work("note", f"found {TOKEN} in the log")
    at_work("set", "summary", "psql", "postgres://app:s3cr3tpw@db/x", "hangs")
    ran = at_work(*view, "--lang", lang)
    assert ran.code == 0
    assert TOKEN[4:] not in ran.out
    assert "s3cr3tpw" not in ran.out


def test_an_answer_at_a_prompt_is_looked_at_too() -> None:
    typist = Typist("password=hunter2", "mask")
    reply = Discreet(typist, Words("ja")).ask(Ask(name="x", kind="text", title="?"))
    assert reply.text == "password=***"
    assert "パスワード" in typist.asked[1].title


def test_a_choice_is_never_looked_at() -> None:
    assert Discreet(Typist("password=hunter2"), Words("en")).ask(Ask("x", "choose", "?")).text == (
        "password=hunter2"
    )
