"""Help texts in the reader's language: the table of commands, and each command."""

from typing import Any

import typer

from incidentctl.cli.table import SECTIONS
from incidentctl.render.width import pad, wrap
from incidentctl.words import Words

TOPICS = ("exit-codes", "times", "fields", "keys", "answers", "contacts", "rules", "forms")
LEFT = 24
COLUMNS = 80


def root_help(words: Words) -> str:
    """Give the table of commands: the ones of the first minutes on top."""
    lines = [words("help.root")]
    for section, names in SECTIONS.items():
        lines += ["", words(f"help.{section}"), *(_row(name, _summary(words, name)) for name in names)]
    lines += ["", *wrap(words("help.topics", topics=", ".join(TOPICS)), COLUMNS), ""]
    return "\n".join(lines)


def command_help(ctx: typer.Context, words: Words) -> str:
    """Give the help of a command or a group: examples first, then its arguments and options."""
    command: Any = ctx.command
    if ctx.parent is None:
        return root_help(words)
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    examples, _, summary = (command.help or "").partition("\n\n")
    lines = [words("help.usage", usage=usage), "", *(f"  {line}" for line in examples.split("\n")), ""]
    lines += wrap(summary, COLUMNS) if summary else []
    if hasattr(command, "commands"):
        path = ctx.command_path.removeprefix("incidentctl ").replace(" ", "-")
        lines += ["", words("help.commands")]
        lines += [_row(name, _summary(words, f"{path}-{name}")) for name in command.commands]
        return "\n".join([*lines, ""])
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    for key, params in (("arguments", arguments), ("options", options)):
        if params:
            lines += ["", words(f"help.{key}")]
        for param in params:
            lines += _rows(_name(param), _param_help(param, words))
    return "\n".join([*lines, ""])


def _name(param: Any) -> str:  # noqa: ANN401 - a parameter of typer's own parser
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    names = ", ".join(param.opts)
    return f"{names} {param.metavar}" if param.metavar and not param.is_flag else names


def _param_help(param: Any, words: Words) -> str:  # noqa: ANN401 - as above
    key = param.help or ""
    return words(key) if words.has(key) else key


def _summary(words: Words, name: str) -> str:
    return words(f"help.{name}").partition("\n\n")[2].split("\n")[0]


def _row(name: str, text: str) -> str:
    return f"  {pad(name, 14)}{text}"


def _rows(name: str, text: str) -> list[str]:
    first, *rest = wrap(text, COLUMNS - LEFT - 2) or [""]
    head = f"  {pad(name, LEFT)}{first}" if len(name) < LEFT else f"  {name}\n  {'':{LEFT}}{first}"
    return [head, *(f"  {'':{LEFT}}{line}" for line in rest)]


def fields_help(words: Words) -> str:
    """Give the field table."""
    from incidentctl.domain.fields import FIELDS  # only for this topic

    rows = [words("help.topic-fields"), ""]
    for field in FIELDS.values():
        label = words(f"fields.{field.name}")
        choices = f" ({' '.join(field.choices)})" if field.choices else ""
        rows.append(f"  {pad(field.name, 28)}{pad(field.type, 9)}{label}{choices}")
    return "\n".join([*rows, ""])
