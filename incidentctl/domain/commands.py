"""Commands: how one is written, whether it did what was expected, and who may run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.facts import New
from incidentctl.domain.rules import Ruling
from incidentctl.domain.writes import may_write, planned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.events.commands import CommandBegun, CommandEnded
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy


def begin(incident: Incident, policy: Policy, event: CommandBegun, by: str) -> Ruling:
    """Decide the begin of a command: one that changes the system is a change like any other (S1-9, S1-12).

    Inside one's own open change it is a part of that; what only looks needs neither role nor turn.
    """
    if event.look:
        return Ruling((New(event),))
    broken = may_write(incident, policy, event.text, event.method, by)
    return Ruling((New(event._replace(method=event.method or planned(incident))),), broken)


def written(event: CommandBegun) -> str:
    """Give a command as it would be typed into a shell."""
    return event.shell or quoted(event.argv)


def quoted(argv: Sequence[str]) -> str:
    """Give the words of a command for a shell: quoted only where one would read them otherwise."""
    return " ".join(_quoted(word) for word in argv)


def _quoted(word: str) -> str:
    is_plain = word and all(sign.isalnum() or sign in "@%+=:,./-_" for sign in word)
    return word if is_plain else "'" + word.replace("'", "'\"'\"'") + "'"


def is_as_expected(event: CommandEnded, output: str, code: int | None, text: str) -> bool:
    """Say whether a command came to what its step expects: an exit code (None: 0) and a text it prints."""
    return event.end == "exited" and event.code == (code or 0) and text in output
