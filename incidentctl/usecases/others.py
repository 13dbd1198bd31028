"""Others: what is done at other terminals while somebody walks through a checklist here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.incident import CORRECTIONS
from incidentctl.domain.screens import News, Say
from incidentctl.usecases.notices import notices_for
from incidentctl.usecases.watching import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from incidentctl.domain.checklist import Item
    from incidentctl.domain.incident import Entry, Incident
    from incidentctl.domain.screens import Ask, Live
    from incidentctl.ports import Context

SHOWN = 3
"""How many facts of others are shown at most; the timeline has them all."""

_BOOKKEEPING = frozenset({"runbook_frozen", "step_started"})


class Others:
    """Shows facts that other terminals recorded: below the open question, and before the next one."""

    def __init__(self, context: Context, incident: Incident, zone: tzinfo) -> None:
        """Take what stands in `incident` for known; times are shown in `zone`."""
        self._context, self._zone = context, zone
        self._watch, self._incident = Watch(context, incident), incident
        self._waiting: list[News] = []
        self._told = 0  # receipts of this call that were looked through
        self._mine: set[str] = set()

    def announce(self, incident: Incident) -> None:
        """Say what was recorded elsewhere since the last question."""
        self._read(incident)
        if self._waiting:
            self._context.prompter.say(
                Say("walk.others", {}, news=tuple(self._waiting[-SHOWN:]), more=self._more)
            )
            self._waiting = []

    def beside(self, item: Item) -> Live:
        """Give what keeps the screen of a step current while its question is open; it never raises."""

        def renewed(ask: Ask) -> Ask:
            incident, now = self._watch.look(), self._context.now()
            if incident is None and ask.now is not None and now.replace(second=0, microsecond=0) <= ask.now:
                return ask
            if incident is not None:
                self._read(incident)
            return ask._replace(
                notices=notices_for(self._context, self._incident.pulse, item),
                pulse=self._incident.pulse,
                now=now,
                news=tuple(self._waiting[-SHOWN:]),
                more=self._more,
            )

        return renewed

    @property
    def _more(self) -> int:
        return max(0, len(self._waiting) - SHOWN)

    def _read(self, incident: Incident) -> None:
        if incident is self._incident:
            return
        self._incident = incident
        receipts = self._context.receipts
        self._mine |= {fact.id for receipt in receipts[self._told :] for fact in receipt.facts}
        self._told = len(receipts)
        self._waiting += self._news(incident)

    def _news(self, incident: Incident) -> Iterator[News]:
        found = self._watch.news(incident)
        theirs = [(entry, was) for entry, was in found if was or entry.original.id not in self._mine]
        corrected = {
            getattr(entry.original.event, "target", "")
            for entry, _ in theirs
            if entry.original.kind in CORRECTIONS
        }
        for entry, was_known in theirs:
            is_theirs = entry.original.id in corrected if was_known else not entry.undone
            if is_theirs and entry.original.kind not in CORRECTIONS | _BOOKKEEPING:
                yield self._told_by(incident, entry)

    def _told_by(self, incident: Incident, entry: Entry) -> News:
        from incidentctl.domain.privacy import private_ids  # noqa: PLC0415 - start-up: only for news
        from incidentctl.usecases.role import author_label  # noqa: PLC0415 - as above

        return News(
            who=author_label(self._context, incident.pulse, entry),
            fact=entry.fact,
            zone=self._zone,
            is_undone=entry.undone,
            is_private=entry.fact.id in private_ids(incident.entries),
        )
