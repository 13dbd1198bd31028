"""The pulse: a bounded fold that answers "what is going on?" without reading the whole log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.times import from_iso, iso

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_UPDATE = 30
"""Minutes until the first update while there is no severity yet: those of SEV2 (cli.md)."""


class Pulse(NamedTuple):
    """What headers, footers, `note` and the phase need to know. Times are ISO 8601 text; "" is "not yet".

    Every value is JSON, so that `pulse.json` can hold it; mappings are replaced, never changed in place.
    `notice_due` is when somebody must have been told (S0-2), `first` and `every` the cadence of updates in
    minutes, `voiced` when anybody was last told, or the impact on users last looked into (S2-1), `actors` the
    first names that have written, `last` when the newest fact was recorded. `roles` are the holders of each
    role. `tasks` are the open ones (id -> when a report is due), `unowned` those of them that nobody has,
    `asking` those that are over once a field has a value (id -> field). `decision` is the newest one while it
    is not settled, `pending` those that wait for somebody above (S2-3), `decided` when the last one was
    taken. `concerns` are the unanswered ones, `drafts` the posts that wait for the commander, `duties` the
    running clocks (id -> when due). `writes` are the open changes of the system (id -> [who, since]).
    `privacy` is "", "no", "unknown", "again" (unknown twice) or "yes", since `privacy_at`; `privacy_check` is
    when it is looked at again. `quiet` are the rules that do not speak in footers.
    """

    id: str = ""
    title: str = ""
    zone: str = ""
    declared: str = ""
    declarer: str = ""
    drill: bool = False
    profile: str = "taskforce"
    quiet: tuple[str, ...] = ()
    roles: Mapping[str, list[str]] = {}
    suspected: bool = False
    withdrawn: bool = False
    notice_due: str = ""
    told: bool = False
    severity: str = ""
    first: int = FIRST_UPDATE
    every: int = 0
    next_update: str = ""
    updated: str = ""
    voiced: str = ""
    happening: bool = False
    resolved_when: bool = False
    decided: str = ""
    decision: str = ""
    pending: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    tasks: Mapping[str, str] = {}
    unowned: tuple[str, ...] = ()
    asking: Mapping[str, str] = {}
    duties: Mapping[str, str] = {}
    privacy: str = ""
    privacy_at: str = ""
    privacy_check: str = ""
    privacy_lead: bool = False
    cause_known: bool = False
    cause_certainty: str = ""
    acting: bool = False
    writes: Mapping[str, list[str]] = {}
    mitigated: str = ""
    resolved: str = ""
    recovery_told: bool = False
    watch_until: str = ""
    ended: str = ""
    closed: str = ""
    reopened: str = ""
    actors: tuple[str, ...] = ()
    last: str = ""
    facts: int = 0

    @property
    def commander(self) -> str:
        """Who was named commander; "" for nobody (then whoever declared acts as one; S1-20)."""
        holders = self.roles.get("commander")
        return holders[-1] if holders else ""

    @property
    def update_due(self) -> str:
        """When the next update is due, as ISO 8601: as promised, before any as the first notice says; or "".

        The first one is due so many minutes after the declaration as the severity says (practice.md, 4).
        """
        if self.next_update or self.updated or not (self.told and self.first and self.declared):
            return self.next_update
        return iso(from_iso(self.declared) + timedelta(minutes=self.first))

    @property
    def is_open(self) -> bool:
        """Say whether the incident still needs somebody."""
        return not (self.withdrawn or self.closed)

    @property
    def cause_confirmed(self) -> bool:
        """Say whether the cause is known for certain (S0-25)."""
        return self.cause_known and self.cause_certainty == "confirmed"

    @property
    def is_solo(self) -> bool:
        """Say whether one person alone has written so far (S1-21)."""
        return len(self.actors) <= 1

    @property
    def is_private(self) -> bool:
        """Say whether the privacy track is open: a concern, or nobody knows for the second time (S4-4)."""
        return self.privacy in {"yes", "again"}


TUPLES = ("quiet", "pending", "concerns", "drafts", "unowned", "actors")
"""The fields that JSON gives back as lists."""
