"""What was typed with a command that did not record it, inside the line that does (principle d)."""

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from incidentctl.domain.events.steps import StepDone
from incidentctl.domain.facts import New
from incidentctl.domain.privacy import is_private, private_ids
from incidentctl.errors import IncidentctlError, Refused
from incidentctl.ports import Context
from incidentctl.usecases.locate import Located
from incidentctl.usecases.look import see
from incidentctl.usecases.steps import address

TEXTS = (
    "text", "fact", "what", "value", "values", "words", "risk", "stop_if", "evidence", "because",
    "how", "why",
)  # fmt: skip
"""The parameters of commands that hold somebody's own words."""


HANDLE = "[a-z]-[0-9a-zA-Z]{3,}"


class Kept(NamedTuple):
    """Texts that are not recorded; `command` records each."""

    texts: tuple[str, ...]
    command: str = "note"

    def lines(self, words: Callable[..., str]) -> list[str]:
        """Give a line for each, to be typed or pasted."""
        quoted = [f"{'-- ' if text.startswith('-') else ''}{shlex.quote(text)}" for text in self.texts]
        return [words("act.keep"), *(f"  → incidentctl {self.command} {text}" for text in quoted)]


class Typed(NamedTuple):
    """What came with a command: name, parameters, texts of prompts; `located` finds its incident."""

    name: str
    values: Mapping[str, Any]
    at_prompts: Sequence[str]
    located: Callable[[], Located]


def keep(context: Context, typed: Typed, error: IncidentctlError) -> None:
    """Let an error hold what was typed: all of it where a rule refused, else what was typed at a prompt."""
    if context.receipts or typed.name == "redact":
        return  # it is recorded; or why something is erased, which is no note
    told = " ".join(map(str, (*error.details, *error.params.values())))
    asked = typed.at_prompts
    texts = [*_texts(typed.values), *asked] if isinstance(error, Refused) else asked
    kept = tuple(dict.fromkeys(text for text in texts if text.strip() and text not in told))
    if kept:
        is_secret = any(getattr(rule, "rule", "") == "S4-5" for rule in error.rules)
        command = "note --private" if is_secret or _is_private(context, typed) else "note"
        if typed.name == "resolve":
            command = "set recovery.fact"
        error.rules = (*error.rules, Kept(kept, command))


def _texts(values: Mapping[str, Any]) -> Iterator[str]:
    for name in TEXTS:
        value = values.get(name) or ""
        text = value if isinstance(value, str) else " ".join(value)
        if text.strip() and name == "value":
            text = f"{values.get('field')}: {text}"
        if name == "text" and (values.get("before") or values.get("after")):
            text += f" ({values.get('before') or '?'} → {values.get('after') or '?'})"
        yield text


def _is_private(context: Context, typed: Typed) -> bool:
    """Say whether a command is about the privacy track: by flag, field, step, or a fact it names."""
    values = typed.values
    if values.get("private") or str(values.get("field") or "").casefold().startswith("privacy."):
        return True
    context.is_interactive = False  # this is no time for questions
    try:
        incident = see(context, typed.located()).incident
        if step := values.get("step"):
            return is_private(New(StepDone(address(context, incident, step).key)))
    except IncidentctlError:
        return False
    first = [value[0] if isinstance(value, list) else value for value in values.values() if value]
    named = [str(word)[2:].casefold() for word in first if re.fullmatch(HANDLE, str(word))]
    return any(id_.startswith(word) for id_ in private_ids(incident.entries) for word in named)
