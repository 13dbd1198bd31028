"""Commands: how one is written, whether it did what was expected, and who may run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.facts import New
from incidentctl.domain.rules import Broken, Ruling
from incidentctl.domain.writes import END, may_write, open_writes, planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.events.commands import CommandBegun, CommandEnded
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy


def begin(incident: Incident, policy: Policy, event: CommandBegun, by: str) -> Ruling:
    """Decide the begin of a command: one that changes the system is a change like any other (S1-9, S1-12).

    Inside one's own open change it is a part of that, but not beside another command, in whichever terminal;
    what only looks needs neither role nor turn.
    """
    if event.look:
        return Ruling((New(event),))
    runs = any(write.fact.by == by and write.fact.kind == "command_begun" for write in open_writes(incident))
    own = (Broken("S1-12", "running", fixes=(END,)),) if runs else ()
    broken = (*own, *may_write(incident, policy, event.text, event.method, by))
    return Ruling((New(event._replace(method=event.method or planned(incident))),), broken)


def written(event: CommandBegun) -> str:
    """Give a command as it would be typed into a shell."""
    return event.shell or quoted(event.argv)


def quoted(argv: Sequence[str]) -> str:
    r"""Give the words of a command for a shell, on one line: quoted only where one would read them otherwise.

    A word in which something cannot be seen is written so that it can (`$'a\nb'`, which bash, zsh and ksh
    read).
    """
    return " ".join(_quoted(word) for word in argv)


def _quoted(word: str) -> str:
    if any(is_hidden(sign) for sign in word):
        return "$'" + "".join(map(_escaped, word)) + "'"
    is_plain = word and all(sign.isalnum() or sign in "@%+=:,./-_" for sign in word)
    return word if is_plain else "'" + word.replace("'", "'\"'\"'") + "'"


def _escaped(sign: str) -> str:
    if sign in _LETTERS or not is_hidden(sign):
        return _LETTERS.get(sign, sign)
    code = ord(sign)
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - a byte that is no UTF-8, as the system hands it to us
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004


_LETTERS = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", "'": "\\'"}
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that show nothing."""


def is_hidden(sign: str) -> bool:
    """Say whether a character cannot be seen, or is taken for another: controls, marks, odd blanks."""
    is_selector = "\ufe00" <= sign <= "\ufe0f" or "\U000e0000" <= sign <= "\U000e0fff"
    return is_selector or sign in _BLANK or (sign != " " and not sign.isprintable())


def is_as_expected(event: CommandEnded, output: str, code: int | None, text: str) -> bool:
    """Say whether a command came to what its step expects: an exit code (None: 0) and a text it prints."""
    return event.end == "exited" and event.code == (code or 0) and text in output
