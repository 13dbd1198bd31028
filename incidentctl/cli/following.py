"""`timeline --follow`: facts as they come, from whichever terminal, and what becomes of earlier ones."""

import select
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from incidentctl.cli.call import Call
from incidentctl.cli.rows import Rows
from incidentctl.domain.incident import CORRECTIONS, Entry, Incident
from incidentctl.usecases.look import Seen, entries
from incidentctl.usecases.watching import Watch

SECONDS = 0.5
"""How long it may take until a fact is shown."""


def follow(call: Call, seen: Seen, shown: Rows, *, role: str, kind: str, is_all: bool) -> None:
    """Print what comes, until Ctrl-C, or until nobody reads any more.

    What was taken back or put right is shown again as it stands then.
    """
    with suppress(KeyboardInterrupt):  # that is how it ends: no failure, and nothing to be said about it
        _follow(call, seen, shown, role=role, kind=kind, is_all=is_all)


def _follow(call: Call, seen: Seen, shown: Rows, *, role: str, kind: str, is_all: bool) -> None:
    watch, is_told = Watch(call.context, seen.incident), False
    if not call.is_json and sys.stdout.isatty():
        call.err(call.words("echo.following"))
    sys.stdout.flush()
    while not _is_left(SECONDS):
        incident = watch.look()
        if watch.is_gone and not is_told:
            call.err(call.words("echo.follow-gone", id=seen.incident.id))
        is_told = watch.is_gone
        if incident is None:
            continue
        news = _news(watch, incident, is_all=is_all)
        if not news:
            continue
        asked = entries(seen._replace(incident=incident), role=role, kind=kind, is_all=True)
        ids = {entry.original.id for entry in asked}
        shown.read(incident, (entry.original for entry in incident.entries))
        shown.put(entry for entry in news if entry.original.id in ids)
        sys.stdout.flush()


def _news(watch: Watch, incident: Incident, *, is_all: bool) -> Sequence[Entry]:
    """Give what is to be shown: without `is_all` a correction is seen by what it did, and nothing else."""
    return [
        entry
        for entry, was_told in watch.news(incident)
        if is_all or (entry.original.kind not in CORRECTIONS and (not entry.undone or was_told))
    ]


def _is_left(seconds: float) -> bool:
    """Wait, and say whether whoever read the output has gone: a pipe says so before it is written to."""
    begun = time.monotonic()
    try:
        reader = select.poll()
        reader.register(sys.stdout.fileno(), 0)
        events = reader.poll(seconds * 1000)
    except (OSError, ValueError):  # no file at all
        events = []
    if any(event & (select.POLLERR | select.POLLHUP) for _, event in events):
        return True
    time.sleep(max(0.0, begun + seconds - time.monotonic()))
    return False
