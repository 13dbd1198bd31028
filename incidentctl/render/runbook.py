"""A runbook as Markdown: to read before the night, or to print."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.commands import quoted
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.filling import asked
from incidentctl.render.safe import markdown, one_line
from incidentctl.render.when import length

if TYPE_CHECKING:
    from incidentctl.domain.runbook import Option, Part, Runbook, Step, Text
    from incidentctl.words import Words


def runbook_markdown(runbook: Runbook, words: Words) -> str:
    """Give the whole runbook: a task list with every question, option, condition and command."""
    lines = [f"# {_text(runbook.title, words)}", "", f"`{runbook.id}`", ""]
    for step in runbook.steps:
        lines += _step(step, words)
    return "\n".join(lines) + "\n"


def _facts(step: Step, words: Words) -> list[str]:
    """Give what stands in brackets behind the title: by which name, when, for whom, for how long."""
    facts = [f"`{step.id}`"]
    if step.when:
        facts.append(words("runbook.when", when=_code(step.when)))
    if step.role:
        facts.append(words(f"role.{step.role}") if words.has(f"role.{step.role}") else step.role)
    if step.timebox:
        facts.append(words("runbook.timebox", span=_span(step.timebox, words)))
    if step.wait_for:
        facts.append(words("runbook.wait", span=_span(step.wait_for, words)))
    if step.required:
        facts.append(words("runbook.required"))
    if (step.run or step.shell) and not step.writes:
        facts.append(words("runbook.looks"))
    if step.timeout:
        facts.append(words("runbook.timeout", span=_span(step.timeout, words)))
    return facts


def _step(step: Step, words: Words) -> list[str]:
    lines = [f"- [ ] {_text(step.title, words)} ({', '.join(_facts(step, words))})"]
    lines += [f"  {markdown(line)}  " for line in asked(step.detail, words).split("\n") if line]
    for part in step.parts:
        lines += _part(part, words, is_only=len(step.parts) == 1)
    if step.run or step.shell:
        lines += _command(step.shell.rstrip("\n") or " ".join(map(_word, step.run)))
    if step.expect_exit is not None or step.expect_output:
        lines.append(f"  {_expected(step, words)}  ")
    if undo := asked(step.undo, words):
        lines.append(f"  {markdown(words('walk.undo-text', text=undo))}")
    return lines


def _command(command: str) -> list[str]:
    """Give a command as a code block, with a fence that nothing in it can close."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", command)), default=0))
    return ["", f"  {fence}sh", *(f"  {line}" for line in command.split("\n")), f"  {fence}"]


def _word(word: str) -> str:
    """Give a word of a command as it would be typed, with the names of fields as they stand."""
    is_plain = word and all(sign.isalnum() or sign in "@%+=:,./-_${}" for sign in word)
    return word if is_plain else quoted((word,))


def _expected(step: Step, words: Words) -> str:
    code = words("runbook.expected", code=step.expect_exit or 0)
    text = words("runbook.expected-text", text=_code(step.expect_output)) if step.expect_output else ""
    return f"{code}{text}"


def _code(text: str) -> str:
    """Give a text as code within a line, with a fence that nothing in it can close."""
    line = one_line(text)
    fence = "`" * (1 + max(map(len, re.findall("`+", line)), default=0))
    return f"{fence} {line} {fence}" if "`" in line else f"`{line}`"


def _span(seconds: int, words: Words) -> str:
    if seconds < 60:  # noqa: PLR2004 - less than a minute
        return words("report.seconds", n=seconds)
    return length(timedelta(seconds=seconds), words)


def _part(part: Part, words: Words, *, is_only: bool) -> list[str]:
    question = [] if is_only else [_text(part.title, words)]
    options = " / ".join(_options(part, words))
    line = ": ".join(filter(None, (*question, options)))
    saved = f"→ `{part.save}`" if part.save else ""
    if not line and not saved:
        return []
    detail = [
        f"    {markdown(each)}" for each in asked(part.detail, words).split("\n") if each and not is_only
    ]
    return [f"  - {' '.join(filter(None, (line, saved)))}", *detail]


def _options(part: Part, words: Words) -> list[str]:
    """Give the answers of a part: its own, else those of the field that it saves to."""
    if part.options:
        return [_option(option, words) for option in part.options]
    field = FIELDS.get(part.save)
    keys = [f"fields.{part.save}={choice}" for choice in field.choices] if field else []
    return [markdown(words(key)) for key in keys if words.has(key)]


def _option(option: Option, words: Words) -> str:
    """Give an answer as conditions name it, and as it reads."""
    label = asked(option.label, words)
    return f"{_code(option.id)} {markdown(label)}" if label and label != option.id else _code(option.id)


def _text(text: Text, words: Words) -> str:
    return markdown(asked(text, words))
