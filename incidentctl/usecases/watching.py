"""Watching: what comes to an incident while somebody looks, whoever writes it, and from wherever it comes."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from incidentctl.errors import Damaged, NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry, Incident
    from incidentctl.ports import Context


class Watch:
    """Tells what is new since it last told: it asks the files whether they changed, and then reads them.

    A fact is known by its id. So nothing is told twice: not when a file is replaced, nor when a directory is
    gone for a while; and nothing is missed because a clock jumps.
    """

    def __init__(self, context: Context, incident: Incident) -> None:
        """Take what stands in `incident` for known."""
        self._timeline, self._id = context.timeline, incident.id
        self._signs = "?"  # what came since it was read is found by the first look
        self._known: dict[str, tuple[Fact, bool]] = {}
        self._told: Sequence[Entry] = ()  # as they stood then: most of them are the same ones again
        self.is_gone = False
        self.news(incident)

    def look(self) -> Incident | None:
        """Give the incident if its log changed since the last look; None, too, while it cannot be read."""
        signs = self._timeline.signs(self._id)  # first: what comes while it is read is found by the next look
        if signs == self._signs:
            return None
        self._signs = signs
        try:
            incident = self._timeline.state(self._id)
        except (NotFound, Damaged, OSError):
            self.is_gone, self._signs = True, "?"
            return None
        self.is_gone = False
        return incident

    def news(self, incident: Incident) -> Sequence[tuple[Entry, bool]]:
        """Give the entries that are new, or stand otherwise than when they were told; from now on known.

        Beside each stands whether it was told before.
        """
        found = []
        for entry, told in zip_longest(incident.entries, self._told[: len(incident.entries)]):
            if entry is told:
                continue
            now = (entry.fact, entry.undone)
            before = self._known.get(entry.original.id)
            if before != now:
                self._known[entry.original.id] = now
                found.append((entry, before is not None))
        self._told = incident.entries
        return found
