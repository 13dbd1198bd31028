"""What a typed line means as the answer to a question; every prompter reads lines with this."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from incidentctl.domain.screens import RUN, Choice, Reply
from incidentctl.errors import NeedsAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.screens import Ask
    from incidentctl.words import Words

_ALIASES = {"y": "yes", "yes": "yes", "はい": "yes", "n": "no", "no": "no", "いいえ": "no"}
_ALIASES |= dict.fromkeys(("unknown", "don't know", "dunno", "不明", "わからない", "分からない"), "unknown")
_DONE = frozenset(("y", "yes", "d", "done", "ok", "はい", "済", "済み"))
_EVERYWHERE = "qm"
_SLASHES = ("/", "／")
MORE = "m"
"""The command that prompters answer themselves: show the whole detail."""


class Unclear(NamedTuple):
    """A line that is no answer. `key` and `params` are worded; the question stays open."""

    key: str
    params: Mapping[str, object] = {}


def fold(text: str) -> str:
    """Give the form in which keys, labels and commands are compared; never the form that is kept."""
    return normalize("NFKC", text).strip().casefold()


def with_choices(ask: Ask, words: Words) -> Ask:
    """Give a confirmation its yes and no, where the question does not bring its own."""
    if ask.kind != "confirm" or ask.choices:
        return ask
    both = (Choice("1", "yes", words("prompt.yes")), Choice("2", "no", words("prompt.no")))
    return ask._replace(choices=both)


def understand(ask: Ask, line: str) -> Reply | Unclear:
    """Read a typed line.

    A leading `/` or `／` is a command, `//` a literal slash, in every kind of question. A choice is told
    by its key, id or label, or as yes or no (yes to a command: run it); case and width do not matter. `?` is
    "don't know" where that is offered. Other text is kept as typed; on a step to tick off it is a remark
    ("done" is none). Nothing typed takes what Enter takes, if anything.
    """
    line = line.strip()
    if line.startswith(_SLASHES):
        if not line[1:].startswith(_SLASHES):
            return _command(ask, line)
        line = line[1:]
    if not line:
        return _enter(ask)
    index = choice_of(ask, line)
    if index >= 0:
        return Reply(ask.choices[index].id)
    if ask.kind == "text":
        return Reply(line)
    if ask.kind == "do":
        return Reply("" if fold(line) in _DONE else line)
    return Unclear("prompt.no-such-choice", {"keys": _keys(ask)})


def choice_of(ask: Ask, line: str) -> int:
    """Give the index of the choice that `line` names, else -1; a text question knows only its `?`."""
    typed = fold(line)
    if not typed:
        return -1
    for index, choice in enumerate(ask.choices):
        if typed == choice.key and (ask.kind != "text" or choice.key == "?"):
            return index
    if ask.kind == "text":
        return -1
    alias = _ALIASES.get(typed)
    for index, choice in enumerate(ask.choices):
        if typed in (fold(choice.id), fold(choice.label)) or alias == choice.id:
            return index
        if alias == "yes" and choice.id == RUN:
            return index
    return -1


def unanswered(ask: Ask) -> NeedsAnswer:
    """Say that nobody can answer `ask`, and name its twin: a flag, or a line of an answers file."""
    question = ask.title or ask.detail.partition("\n")[0] or ask.name
    if ask.flag:
        return NeedsAnswer("needs-answer", question=question, flag=ask.flag)
    return NeedsAnswer("needs-answer-line", question=question, name=ask.name)


def _command(ask: Ask, line: str) -> Reply | Unclear:
    letter, rest = fold(line[1:2]), line[2:]
    allowed = ask.commands + "".join(each for each in _EVERYWHERE if each not in ask.commands)
    # a word of several letters is a path, or a mistake; a text without a space (/nメモ) is Japanese
    if not letter or letter not in allowed or (rest and rest[0].isascii() and not rest[0].isspace()):
        shown = " ".join(f"/{each}" for each in allowed)
        return Unclear("prompt.no-such-command", {"commands": shown})
    return Reply(rest.strip(), letter)


def _enter(ask: Ask) -> Reply | Unclear:
    if 0 <= ask.highlighted < len(ask.choices):
        return Reply(ask.choices[ask.highlighted].id)
    if ask.kind == "do":
        return Reply()
    if ask.kind != "text":
        return Unclear("prompt.pick-one", {"keys": _keys(ask)})
    if ask.default:
        return Reply(ask.default)
    return Unclear("prompt.text-empty")


def _keys(ask: Ask) -> str:
    keys = [choice.key for choice in ask.choices]
    numbers = [key for key in keys if key.isdigit()]
    others = [key for key in keys if not key.isdigit()]
    span = [f"{numbers[0]}-{numbers[-1]}"] if len(numbers) > 2 else numbers  # noqa: PLR2004 - 1, 2 but 1-3
    return ", ".join([*span, *others])
