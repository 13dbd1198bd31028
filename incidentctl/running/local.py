"""The runner of this machine."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from incidentctl.ports import Finished
from incidentctl.running.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from incidentctl.ports import Command
    from incidentctl.running.group import Group


class LocalRunner:
    """Runs commands here; on a terminal they have one, too."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Hand `environ` on to every command."""
        self._environ = environ

    def run(self, command: Command) -> Finished:
        """Run a command to its end, showing what it prints; never raises for what the command does."""
        argv = ("/bin/sh", "-c", command.shell) if command.shell else command.argv
        environment = {**self._environ, **command.values}
        kept = Kept()
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            group = _fitting(is_aside=command.is_aside)(argv, environment, command.timeout, kept)
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
            return Finished("missing", 127, 0.0, b"", 0, reason)
        return Finished(
            _end(group), group.code, group.seconds, kept.data, kept.size, "", kept.unshown, kept.is_cut
        )


def _end(group: Group) -> str:
    if group.end != "exited":
        return group.end
    if group.code in {-signal.SIGINT, 128 + signal.SIGINT}:
        return "interrupted"
    return "killed" if group.code < 0 else "exited"


def _fitting(*, is_aside: bool) -> Callable[[Sequence[str], Mapping[str, str], float, Kept], Group]:
    """Give how to run a command from where we are."""
    if is_aside:
        from incidentctl.running.piped import run_aside  # noqa: PLC0415 - one of the three

        return run_aside
    if all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        from incidentctl.running.attached import run_attached  # noqa: PLC0415 - one of the two

        return run_attached
    from incidentctl.running.piped import run_piped  # noqa: PLC0415 - as above

    return run_piped
