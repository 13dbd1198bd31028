"""What the parser refuses, in our own words: it only speaks English."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer

from incidentctl.cli.app import COMMANDS
from incidentctl.errors import UsageError


def refusal(error: typer.TyperException, argv: Sequence[str]) -> UsageError:
    """Give the error of ours for a refusal of the parser."""
    wrong: Any = error
    option = getattr(wrong, "option_name", "")
    context = getattr(wrong, "ctx", None)
    path = context.command_path if context is not None else "incidentctl"
    message = str(getattr(wrong, "message", "") or wrong)
    if option and type(error).__name__ == "NoSuchOption":
        return _no_such_option(wrong, option, path, argv)
    if option:
        return UsageError("option-needs-value", option=option, path=path)
    if "unexpected extra argument" in message:
        extra = message[message.find("(") + 1 : message.rfind(")")] if "(" in message else ""
        return UsageError("extra-argument", extra=extra, path=path)
    if message.startswith("No such command"):
        name = message.split("'")[1] if "'" in message else ""
        names = list(getattr(context.command, "commands", COMMANDS)) if context is not None else list(COMMANDS)
        near = get_close_matches(name, names, n=1)
        if near:
            return UsageError("no-such-command-near", command=name, suggestion=near[0], path=path)
        return UsageError("no-such-command", command=name, path=path)
    return UsageError("not-understood", what=message, path=path)


def _no_such_option(wrong: Any, option: str, path: str, argv: Sequence[str]) -> UsageError:  # noqa: ANN401
    typed = next((word for word in argv if word.startswith(option)), option)
    if typed[1:2].isdigit():
        position = list(argv).index(typed)
        line = " ".join(["incidentctl", *argv[:position], "--", *argv[position:]])
        return UsageError("value-looks-like-option", value=typed, line=line)
    context = wrong.ctx
    names = [name for param in context.command.params for name in param.opts] if context is not None else []
    near = get_close_matches(option, names, n=1)
    if near:
        return UsageError("no-such-option-near", option=option, suggestion=near[0], path=path)
    return UsageError("no-such-option", option=option, path=path)
