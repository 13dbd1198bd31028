"""Answers from a file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Ask, Choice, Reply, Say
from incidentctl.errors import NeedsAnswer, UsageError
from incidentctl.prompts.scripted import ScriptedPrompter
from incidentctl.render.screen import LineScreen
from incidentctl.render.style import Style
from incidentctl.words import Words

if TYPE_CHECKING:
    from pathlib import Path

R1 = Ask(
    "report/R1",
    "choose",
    "Is it real?",
    choices=(Choice("1", "yes", "yes"), Choice("2", "no", "no")),
    commands="nsq",
)
SOURCE = Ask("report/R2:detection.source", "text", "Who noticed?", commands="nsq")
DELAY = Ask("report/R2:detection.delay", "text", "Why so late?", commands="nsq")


def prompter(tmp_path: Path, text: str, target: io.StringIO | None = None) -> ScriptedPrompter:
    file = tmp_path / "answers"
    file.write_text(text, encoding="utf-8")
    words = Words("en")
    screen = LineScreen(words, Style(colour=False), lambda _pulse, _now: "")
    return ScriptedPrompter(words, screen, file, target or io.StringIO())


def test_a_step_is_named_with_or_without_its_runbook_in_any_case_and_width(tmp_path: Path) -> None:
    script = prompter(
        tmp_path, "# all of them\n\nr1: yes\nREPORT/R1: 2\nＲ１： はい\nreport/ｒ1: /s no dev environment\n"
    )
    assert [script.ask(R1) for _ in range(4)] == [
        Reply("no"), Reply("no dev environment", "s"), Reply("yes"), Reply("yes"),
    ]  # fmt: skip


def test_repeated_keys_are_used_in_order(tmp_path: Path) -> None:
    script = prompter(tmp_path, "R1: /n first a note\nR1: yes\n")
    assert [script.ask(R1), script.ask(R1)] == [Reply("first a note", "n"), Reply("yes")]


def test_a_part_is_named_exactly_or_by_its_step(tmp_path: Path) -> None:
    script = prompter(tmp_path, "R2: it was night\nR2:detection.source: alert: CPU\n")
    assert [script.ask(SOURCE), script.ask(DELAY)] == [Reply("alert: CPU"), Reply("it was night")]


def test_a_missing_answer_names_the_question_and_its_twin(tmp_path: Path) -> None:
    with pytest.raises(NeedsAnswer) as caught:
        prompter(tmp_path, "R9: yes\n").ask(R1._replace(flag="step done R1"))
    assert (caught.value.key, caught.value.params) == (
        "needs-answer", {"question": "Is it real?", "flag": "step done R1"},
    )  # fmt: skip


def test_the_lines_that_nobody_asked_for_are_left_over(tmp_path: Path) -> None:
    script = prompter(tmp_path, "R1: yes\n# x\nR9: spare\n")
    script.ask(R1)
    assert script.leftover() == [(3, "R9: spare")]


@pytest.mark.parametrize("line", ["R1 yes", "R1:yes", ":", ": yes", "=== R1"])
def test_a_line_that_is_no_answer_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    with pytest.raises(UsageError) as caught:
        prompter(tmp_path, f"\n{line}\n")
    assert (caught.value.key, caught.value.params["line"]) == ("answers-line", 2)


def test_a_value_that_is_no_answer_is_refused_with_its_place_and_the_reason(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        prompter(tmp_path, "R1: perhaps\n").ask(R1)
    assert (caught.value.key, caught.value.params["line"]) == ("answers-value", 1)
    assert "1, 2" in Words("ja")(f"errors.{caught.value.key}", **caught.value.params)


def test_an_unreadable_file_is_a_usage_error(tmp_path: Path) -> None:
    words = Words("en")
    screen = LineScreen(words, Style(colour=False), lambda _pulse, _now: "")
    with pytest.raises(UsageError, match="answers-unreadable"):
        ScriptedPrompter(words, screen, tmp_path / "missing")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="answers-not-utf8"):
        ScriptedPrompter(words, screen, tmp_path / "binary")


def test_what_is_said_goes_out_safely(tmp_path: Path) -> None:
    target = io.StringIO()
    prompter(tmp_path, "", target).say(Say("prompt.enter-takes", {"default": "a\x1b[2J"}, ("x\u202e",)))
    assert target.getvalue() == "Enter: a\\x1b[2J\nx\\u202e\n"
