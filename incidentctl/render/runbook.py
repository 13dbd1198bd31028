"""A runbook as Markdown: to read before the night, or to print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from incidentctl.domain.fields import FIELDS
from incidentctl.domain.filling import asked
from incidentctl.render.safe import markdown

if TYPE_CHECKING:
    from incidentctl.domain.runbook import Part, Runbook, Step, Text
    from incidentctl.words import Words


def runbook_markdown(runbook: Runbook, words: Words) -> str:
    """Give the whole runbook: a task list with every question, option, condition and command."""
    lines = [f"# {_text(runbook.title, words)}", "", f"`{runbook.id}`", ""]
    for step in runbook.steps:
        lines += _step(step, words)
    return "\n".join(lines) + "\n"


def _step(step: Step, words: Words) -> list[str]:
    facts = [f"`{step.id}`"]
    if step.when:
        facts.append(words("runbook.when", when=markdown(step.when)))
    if step.role:
        facts.append(words(f"role.{step.role}") if words.has(f"role.{step.role}") else step.role)
    if step.timebox:
        facts.append(words("runbook.timebox", minutes=step.timebox // 60))
    if step.wait_for:
        facts.append(words("runbook.wait", minutes=step.wait_for // 60))
    if step.required:
        facts.append(words("runbook.required"))
    lines = [f"- [ ] {_text(step.title, words)} ({', '.join(facts)})"]
    lines += [f"  {markdown(line)}  " for line in asked(step.detail, words).split("\n") if line]
    for part in step.parts:
        lines += _part(part, words, is_only=len(step.parts) == 1)
    if step.run or step.shell:
        lines += _command(step.shell or " ".join(step.run))
    if undo := asked(step.undo, words):
        lines.append(f"  {markdown(words('walk.undo-text', text=undo))}")
    return lines


def _command(command: str) -> list[str]:
    """Give a command as a code block, with a fence that nothing in it can close."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", command)), default=0))
    return ["", f"  {fence}sh", *(f"  {line}" for line in command.split("\n")), f"  {fence}"]


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
        return [_text(option.label, words) or option.id for option in part.options]
    field = FIELDS.get(part.save)
    keys = [f"fields.{part.save}={choice}" for choice in field.choices] if field else []
    return [markdown(words(key)) for key in keys if words.has(key)]


def _text(text: Text, words: Words) -> str:
    return markdown(asked(text, words))
