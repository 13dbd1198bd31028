"""What a command of a runbook must not do: hide something, or let a value be read as more than a value."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from incidentctl.domain.commands import is_hidden
from incidentctl.domain.fields import CUSTOM, FIELDS
from incidentctl.domain.filling import names, variable
from incidentctl.domain.nearest import near

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from incidentctl.domain.runbook import Step


class Fault(NamedTuple):
    """What is wrong with a command: in which argument (None: in `shell`), where in it, and how many signs."""

    argument: int | None
    key: str
    params: dict[str, Any]
    offset: int = 0
    width: int = 0
    severity: str = "error"


_LAUNCHERS = frozenset(
    [
        "sudo",
        "doas",
        "env",
        "timeout",
        "nice",
        "ionice",
        "nohup",
        "setsid",
        "stdbuf",
        "time",
        "xargs",
        "chroot",
        "docker",
        "podman",
        "nsenter",
        "flock",
        "su",
        "runuser",
    ]
)
"""Programs that run the one which is named among their arguments (others only behind `--`)."""

_INTERPRETERS = frozenset(
    [
        "sh",
        "bash",
        "dash",
        "zsh",
        "ksh",
        "mksh",
        "ash",
        "fish",
        "csh",
        "tcsh",
        "busybox",
        "su",
        "runuser",
        "perl",
        "ruby",
        "node",
        "php",
        "lua",
        "pwsh",
        "powershell",
        "python",
        "python2",
        "python3",
    ]
)
_SCRIPT_AFTER = frozenset(("--command", "--eval", "--execute", "-Command", "-E", "-r"))
_READERS = frozenset(
    ["psql", "mysql", "mariadb", "sqlite3", "mongo", "mongosh", "sqlcmd", "awk", "gawk", "mawk", "sed", "jq"]
)
_REMOTE = frozenset(("ssh", "rsh"))
_SSH_TAKES = "BbcDEeFIiJLlmOopQRSWw"
"""The options of ssh that take an argument."""

_MAY_HIDE = frozenset("\n\t\u3000\u200d\ufe0e\ufe0f")
"""Line breaks, a blank of Japanese text, and what belongs to an emoji; all are shown before they run."""


def faults(step: Step) -> Iterator[Fault]:
    """Give what is wrong with the command of a step.

    A value stays one argument, whatever is in it; but a program that reads its argument as a script makes
    more of it. Where that runs here it is an error; where it is a query, or runs elsewhere, a note.
    """
    texts: list[tuple[int | None, str]] = [
        *enumerate(step.run),
        *([(None, step.shell)] if step.shell else []),
    ]
    for number, text in texts:
        hidden = (at for at, sign in enumerate(text) if is_hidden(sign) and sign not in _MAY_HIDE)
        for at in hidden:
            yield Fault(number, "command-hidden", {"code": f"U+{ord(text[at]):04X}"}, at, 1)
            break
    yield from _in_shell(step.shell) if step.shell else _in_arguments(step.run)


def _in_arguments(run: Sequence[str]) -> Iterator[Fault]:  # noqa: C901 - a way for each kind of program
    scripts, elsewhere, queries = set[int](), set[int](), set[int]()
    for number in _programs(run):
        program, behind = _program(run[number]), range(number + 1, len(run))
        if program in _INTERPRETERS:
            scripts |= {at for at in behind if _introduces(run[at - 1])}
        elif program == "watch":  # it hands a line to a shell
            scripts |= set(behind)
        elif program in _REMOTE:
            elsewhere |= set(range(_host(run, number) + 1, len(run)))
        elif program in _READERS:
            queries |= {at for at in behind if _introduces(run[at - 1]) or _is_query(run[at])}
    for number, word in enumerate(run):
        for match in _values(word):
            params = {"name": match[0], "variable": f"${variable(_name(match))}"}
            fault = Fault(number, "", params, match.start(), len(match[0]))
            if number == 0:
                yield fault._replace(key="value-as-command")
            elif number in scripts:
                yield fault._replace(key="value-in-script")
            elif number in elsewhere:
                yield fault._replace(key="value-elsewhere", severity="note")
            elif number in queries:
                yield fault._replace(key="value-in-query", severity="note")


def _programs(run: Sequence[str]) -> Iterator[int]:
    """Give where programs are named: first, behind `--`, and all words of one that runs another."""
    is_launched = bool(run) and _program(run[0]) in _LAUNCHERS
    return (number for number in range(len(run)) if not number or is_launched or run[number - 1] == "--")


def _program(word: str) -> str:
    return word.rpartition("/")[2]


def _introduces(option: str) -> bool:
    """Say whether a script follows: `-c`, `-e`, or letters in one that end with it, such as `-lc`."""
    return option in _SCRIPT_AFTER or re.fullmatch(r"-[A-Za-z]{0,6}[ce]", option) is not None


def _is_query(argument: str) -> bool:
    """Say whether an argument is more than a value, a host or a file."""
    return any(sign in names().sub("", argument) for sign in " {|\"'")


def _host(run: Sequence[str], ssh: int) -> int:
    """Give where ssh is told the host; what follows is joined to a line, which a shell reads there."""
    number = ssh + 1
    while number < len(run) and run[number].startswith("-"):
        number += 2 if run[number][1:] in _SSH_TAKES else 1
    return number


def _values(text: str) -> Iterator[re.Match[str]]:
    return (match for match in names().finditer(text) if match[0] != "$$") if "$" in text else iter(())


def _name(match: re.Match[str]) -> str:
    return match[1] if match[1] is not None else match[2]


def _in_shell(text: str) -> Iterator[Fault]:
    """Give the names that a shell has no value for, and the values that it is told to run.

    It knows the variables of the fields, and those that it sets itself.
    """
    variables = {variable(name): name for name in FIELDS}
    for match in _values(text):
        name = _name(match)
        fault = Fault(None, "", {"name": match[0]}, match.start(), len(match[0]))
        is_field = name in FIELDS or (name.startswith(CUSTOM) and name != CUSTOM)
        ours = _variable().match(name)
        if is_field and not _is_set(text, name):
            yield fault._replace(
                key="value-in-shell", params={**fault.params, "variable": f"${variable(name)}"}
            )
        elif ours and ours[0] not in variables and not _is_own(ours[0]) and not _is_set(text, ours[0]):
            params = {"name": ours[0], "suggestion": near(ours[0], variables)}
            yield fault._replace(key="unknown-variable", params=params)
    for match in _run_again().finditer(text):
        params = {"name": f"${match[1]}", "variable": f"${match[1]}"}
        yield Fault(None, "value-in-script", params, match.start(1) - 1, len(match[1]) + 1)


def _is_own(name: str) -> bool:
    """Say whether a variable is that of a field which a team made up."""
    own = variable(CUSTOM)
    return name.startswith(own) and name != own


def _is_set(text: str, name: str) -> bool:
    """Say whether a script gives a variable of this name a value itself."""
    if not name.isidentifier():
        return False
    readers = "read|mapfile|readarray|local|getopts"
    setting = rf"(?m)(?:^|[\s;&|(]){name}=|\bfor\s+{name}\b|\b(?:{readers})\b[^\n;|&]{{0,200}}\b{name}\b"
    return re.search(setting, text) is not None


@cache
def _variable() -> re.Pattern[str]:
    return re.compile(r"IC_[A-Za-z0-9_]*")


@cache
def _run_again() -> re.Pattern[str]:
    """Match a value that is part of a script: behind `eval`, or in the double quotes behind `sh -c`."""
    opening = r"(?:\beval\b[^\n;|&$]{0,200}|\b(?:ba|da|z|k)?sh\s+-[a-z]{0,6}c\s+\"[^\"\n$]{0,200})"
    return re.compile(opening + r"\$\{?(IC_[A-Za-z0-9_]+)")
