"""The home, and the directories to fall back to while it takes no facts: where an incident's files are."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from incidentctl.errors import Damaged, NotFound, NotRecorded
from incidentctl.timeline import identity
from incidentctl.timeline.place import Place, is_incident_id
from incidentctl.timeline.refusal import reason, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from incidentctl.domain.facts import New
    from incidentctl.timeline.place import Directory


class Places:
    """All places, the home first: facts go to the first that takes them, views read every one."""

    def __init__(self, root: Path, fallbacks: Sequence[Path]) -> None:
        """Use the tree at `root`, then those at `fallbacks`, in that order."""
        self.home = Place(root)
        self.fallbacks = [
            Place(path, f"fallback{n if n > 1 else ''}/") for n, path in enumerate(fallbacks, 1)
        ]
        self.all = [self.home, *self.fallbacks]
        self._writer = ""

    def incidents(self, besides: set[str]) -> Sequence[str]:
        """Give the ids of all incidents but those in `besides`, newest day first, from names alone.

        Raise `Damaged` when there may be some and none can be seen.
        """
        found: set[str] = set()
        problem: OSError | None = None
        for place in self.all:
            try:
                ids = place.incidents(besides)
                # outside, the directory of one that went home stays: somebody may be about to write to it
                found |= {each for each in ids if place.holds(each)} if place.label else ids
            except OSError as error:
                problem = problem or error
        if problem is not None and not found:
            raise Damaged("incident-unreadable", id=self.home.root, reason=reason(problem))
        return sorted(found, reverse=True)  # the day comes first in an id

    @contextmanager
    def open(self, incident: str, news: Sequence[New] | None = None) -> Iterator[list[Directory]]:
        """Open the directories of an incident; the first is the one whose main file is locked.

        `news` (not None: something is to be written) makes a home that cannot be opened no obstacle. What
        the disk refuses later on is worded as well: no bare OSError leaves this room, for nobody else knows
        whether anything was recorded before it.
        """
        with self.opened(incident, news) as directories:
            try:
                yield directories
            except OSError as error:
                why = reason(error)
                if news is None:
                    raise Damaged("incident-unreadable", id=incident, reason=why) from error
                raise NotRecorded("not-recorded", reason=why, details=texts(news)) from error

    @contextmanager
    def opened(self, incident: str, news: Sequence[New] | None = None) -> Iterator[list[Directory]]:
        """Open them as `open`; what the disk refuses later on comes as it is, for whoever goes on there."""
        if not is_incident_id(incident):
            raise NotFound("no-such-incident", id=incident)
        with ExitStack() as stack:
            found: list[Directory] = []
            problem: OSError | None = None
            for place in self.all:
                try:
                    found.append(stack.enter_context(place.incident(incident)))
                except FileNotFoundError:
                    continue
                except OSError as error:
                    problem = problem or error
            if not found and problem is None:
                raise NotFound("no-such-incident", id=incident)
            if not found and problem is not None:
                if news is None:
                    raise Damaged("incident-unreadable", id=incident, reason=reason(problem))
                found.append(self._made(incident, stack, news, problem))
            yield found

    def _made(self, incident: str, stack: ExitStack, news: Sequence[New], problem: OSError) -> Directory:
        """Make a directory for an incident whose own cannot be opened."""
        for place in self.fallbacks:
            try:
                return stack.enter_context(place.incident(incident, create=True))
            except OSError:
                continue
        raise NotRecorded("not-recorded", reason=reason(problem), details=texts(news)) from problem

    def writer(self, news: Sequence[New]) -> str:
        """Give my writer id, from the first place that can hold one."""
        why = ""
        for place in self.all:
            if self._writer:
                break
            try:
                self._writer = identity.writer(place)
            except OSError as error:
                why = why or reason(error)
        if not self._writer:
            raise NotRecorded("not-recorded", reason=why, details=texts(news))
        return self._writer

    def give_up(self, writer: str) -> None:
        """Write under another id from now on: the chain of this one goes on elsewhere."""
        with suppress(OSError):
            self._writer = identity.writer(self.home, besides=writer)
