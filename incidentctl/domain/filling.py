"""`$name` in a command or a text of a runbook: the field that it stands for, and what is put in its place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from incidentctl.domain.runbook import ROLES, said

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.runbook import Step, Text
    from incidentctl.words import Words

VARIABLE = "IC_"
"""What the names of the variables begin with that a shell sees (`IC_SERVICE`, `IC_IMPACT_USERS`)."""


_OWN = f"{VARIABLE}CUSTOM_"


@cache
def names() -> re.Pattern[str]:
    """Match `$$`, `${a.b}` (group 1; without its end, too) and `$name` (group 2)."""
    import re  # noqa: PLC0415 - start-up: only where there is a `$`

    return re.compile(r"\$(?:\$|\{([^}]*)\}?|([A-Za-z_][A-Za-z0-9_]*))")


def names_in(text: str) -> Iterator[str]:
    """Give the names of the fields that a text asks for."""
    for match in names().finditer(text) if "$" in text else ():
        if match[0] != "$$":
            yield match[1] if match[1] is not None else match[2]


def read_as_options(run: Sequence[str], values: Mapping[str, str]) -> Iterator[str]:
    """Give the fields whose values a program would take for options of its own: words that begin with `-`.

    Behind `--` and other values they are what they are.
    """
    is_behind = False
    for word in run:
        match = names().match(word)
        if match is None or match[0] == "$$":
            is_behind = word == "--"
            continue
        name = match[1] if match[1] is not None else match[2]
        if not is_behind and values.get(name, "").startswith("-"):
            yield name


def filled(text: str, values: Mapping[str, str]) -> str:
    """Give a text with values in the place of names; a value is never looked at again, `$$` is one `$`.

    A name without a value stays as it is written.
    """
    return replaced(text, values.get)


def replaced(text: str, value: Callable[[str], str | None], *, dollar: str = "$") -> str:
    """Give a text with `value` of each name in its place (None: the name stays) and `dollar` for `$$`."""

    def each(match: re.Match[str]) -> str:
        if match[0] == "$$":
            return dollar
        known = value(match[1] if match[1] is not None else match[2])
        return match[0] if known is None else known

    return names().sub(each, text) if "$" in text else text


def asked(text: Text, words: Words, value: Callable[[str], str | None] = lambda _: None) -> str:
    """Give a text in the reader's language, with the labels of roles where it says `$commander`.

    In a runbook of an incident they stand there already, as its formation has them (`domain.roles.fitted`).
    `value` gives what is put in the place of any other name; where it gives nothing, the name stays.
    """
    result = said(text, words.lang)
    return replaced(result, lambda name: words(f"role.{name}") if name in ROLES else value(name))


def needed(step: Step) -> tuple[str, ...]:
    """Give the fields that the command of a step cannot do without, each once."""
    texts: Sequence[str] = step.run or (step.shell,)
    return tuple(
        dict.fromkeys(name for text in texts for name in _needed_in(text, is_shell=bool(step.shell)))
    )


def _needed_in(text: str, *, is_shell: bool) -> Iterator[str]:
    if not is_shell:
        yield from names_in(text)
        return
    from incidentctl.domain.fields import CUSTOM, FIELDS  # noqa: PLC0415 - start-up

    variables = {variable(name): name for name in FIELDS}
    for name in _read_in(text):
        if name in variables:
            yield variables[name]
        elif name.startswith(_OWN) and name != _OWN:
            yield CUSTOM + name.removeprefix(_OWN).lower()


def _read_in(text: str) -> Iterator[str]:
    """Give the variables of fields that a shell reads; `${IC_X:-text}` has a text for none."""
    import re  # noqa: PLC0415 - start-up: only where a shell is run

    for match in re.finditer(r"\$(?:(IC_\w+)|\{[#!]?(IC_\w+)(?!\w|:?[-+=]))", text):
        yield match[1] or match[2]


def variable(name: str) -> str:
    """Give the variable in which a shell finds a field: `impact.users` is `IC_IMPACT_USERS`."""
    return VARIABLE + "".join(sign if sign.isalnum() else "_" for sign in name).upper()


def known_values(incident: Incident) -> dict[str, str]:
    """Give the fields that have a value, as text for a command: nothing in it is quoted or looked at."""
    found = {name: text_of(known.value) for name, known in incident.fields.items()}
    return {name: text for name, text in found.items() if text}


def text_of(value: Any) -> str:  # noqa: ANN401 - JSON
    """Give a value as a command takes it: a time in ISO 8601, a count by its lowest, a list with commas."""
    match value:
        case None:
            return ""
        case {"t": at}:
            return str(at)
        case {"min": low, "max": high}:
            return str(low if low is not None else high)
        case list() | tuple():
            return ",".join(map(str, value))
        case _:
            return str(value)
