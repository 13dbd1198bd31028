"""What the parser refuses, in our own words: it only speaks English."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer

from incidentctl.cli.table import COMMANDS
from incidentctl.errors import UsageError


def refusal(error: typer.TyperException, argv: Sequence[str]) -> UsageError:
    """Give the error of ours for a refusal of the parser."""
    wrong: Any = error
    option = getattr(wrong, "option_name", "")
    context = getattr(wrong, "ctx", None)
    path = context.command_path if context is not None else _path(argv)
    message = str(getattr(wrong, "message", "") or wrong)
    if option and type(error).__name__ == "NoSuchOption":
        return _no_such_option(wrong, option, path, argv)
    if option:
        key = "option-takes-no-value" if "not take a value" in message else "option-needs-value"
        return UsageError(key, option=option, path=path)
    if "unexpected extra argument" in message:
        extra = message[message.rfind(" (") + 2 : message.rfind(")")]
        return UsageError("extra-argument", extra=extra, path=path)
    if message.startswith("No such command"):
        name = message.split("'")[1] if "'" in message else ""
        names = (
            list(getattr(context.command, "commands", COMMANDS)) if context is not None else list(COMMANDS)
        )
        near = get_close_matches(name.casefold(), names, n=1)
        if near:
            return UsageError("no-such-command-near", command=name, suggestion=near[0], path=path)
        return UsageError("no-such-command", command=name, path=path)
    return UsageError("not-understood", what=message, path=path)


def _path(argv: Sequence[str]) -> str:
    """Give the command as far as it can be told from what was typed."""
    return " ".join(["incidentctl", *[word for word in argv if word in COMMANDS][:1]])


def _no_such_option(wrong: Any, option: str, path: str, argv: Sequence[str]) -> UsageError:  # noqa: ANN401
    typed = next((word for word in argv if word.startswith(option)), option)
    if typed[1:2].isdigit():
        line = _with_dashes(wrong.ctx, list(argv), list(argv).index(typed))
        return UsageError("value-looks-like-option", value=typed, line=line)
    context = wrong.ctx
    names = [name for param in context.command.params for name in param.opts] if context is not None else []
    near = get_close_matches(option, [name for name in names if name.startswith("--")], n=1, cutoff=0.7)
    if near:
        return UsageError("no-such-option-near", option=option, suggestion=near[0], path=path)
    return UsageError("no-such-option", option=option, path=path)


def _with_dashes(context: Any, argv: list[str], place: int) -> str:  # noqa: ANN401 - as above
    """Give the line with `--` before the word at `place`; later flags stay flags, words keep their order."""
    import shlex  # only where it is printed

    params = context.command.params if context is not None else []
    takes_value = {name: not param.is_flag for param in params for name in param.opts if name[:1] == "-"}
    flags, words, rest = argv[:place], list[str](), iter(argv[place:])
    for word in rest:
        if word not in takes_value:
            words.append(word)
        else:
            flags += [word, next(rest, "")] if takes_value[word] else [word]
    return shlex.join(["incidentctl", *flags, "--", *words])
