"""Import: the rows of a file become facts, all or none, and each of them once (backfill)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.backfill import Backfill, backfill
from incidentctl.domain.roles import find_role
from incidentctl.domain.row_times import calendar, placed
from incidentctl.domain.rows import MILESTONES, Wrong, columns, parse
from incidentctl.domain.times import parse_past
from incidentctl.errors import FoundWanting, UsageError
from incidentctl.usecases.record import Recorded, Warned
from incidentctl.usecases.value import order_warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from incidentctl.domain.facts import New
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context, Receipt
    from incidentctl.usecases.locate import Located

MOST = 64 * 1024 * 1024
"""How many bytes a file may have."""


class Imported(NamedTuple):
    """What became of a file: its rows, and what was recorded (None: every row was there already)."""

    rows: Backfill
    recorded: Recorded | None


class Import:
    """A file that was read for an incident: shown first, and then recorded."""

    def __init__(self, context: Context, located: Located, data: bytes, name: str, day: str = "") -> None:
        """Read every row; `name` is what the file is called, `day` the day of the first time without one.

        Raises `UsageError` for a day or an encoding that cannot be read, and `FoundWanting` with a line for
        each row that cannot stand.
        """
        self._context, self._located, self._name = context, located, name
        self._parsed = parse(_decoded(data, name))
        zone, now = context.zone_of(located.pulse.zone), context.now()
        asked = _day(day, context, located) if day else None
        incident = context.timeline.state(located.id)
        self._days = calendar(incident, now, zone, asked)
        self._placed, self._wrongs = placed(self._parsed.rows, self._days)
        self._role_of = _roles(context, located)
        if not self._parsed.rows and not self._parsed.wrongs:
            raise UsageError("import-empty", file=name)
        self.rows = self._entered(incident)
        self.columns = columns(self._parsed.rows)
        self._incident = incident

    def corrected(self) -> Iterator[tuple[str, Moment]]:
        """Give the milestones that the file puts right, and when each was so far."""
        for entry in self.rows.entries:
            before = self._incident.milestone(entry.row.kind) if entry.row.kind in MILESTONES else None
            if before and before.at != entry.at.at and not entry.is_known:
                yield entry.row.kind, before

    def record(self) -> Imported:
        """Record the rows that are not there yet, as the incident stands under the lock.

        Raises `NotRecorded` when nothing was recorded.
        """
        located, rows = self._located, [self.rows]

        def decide(incident: Incident) -> Sequence[New]:
            rows[:] = [self._entered(incident)]
            return rows[0].news

        receipt = self._context.timeline.adopt(located.id, decide, by=self._context.user)
        if receipt is None:
            return Imported(rows[0], None)
        return Imported(rows[0], Recorded(located, receipt, self._warnings(receipt, rows[0])))

    def _entered(self, incident: Incident) -> Backfill:
        rows = backfill(incident, self._placed, self._role_of)
        wrongs = sorted((*self._parsed.wrongs, *self._wrongs, *rows.wrongs), key=lambda wrong: wrong.line)
        if wrongs:
            details = tuple(self._worded(wrong) for wrong in wrongs)
            total = len({wrong.line for wrong in wrongs} | {row.line for row in self._parsed.rows})
            raise FoundWanting(
                "import-rejected", file=self._name, count=len(wrongs), total=total, details=details
            )
        return rows

    def _worded(self, wrong: Wrong) -> str:
        words = self._context.words
        what, how = (words(f"errors.{key}", **wrong.params) for key in (wrong.key, f"{wrong.key}.next"))
        return words("importing.wrong", file=self._name, line=wrong.line, what=what, how=how)

    def _warnings(self, receipt: Receipt, rows: Backfill) -> tuple[Warned, ...]:
        warnings = [Warned("rows-unsure", {"count": rows.unsure})] if rows.unsure else []
        if any(fact.kind == "field_set" for fact in receipt.facts):
            warnings += order_warnings(self._context, self._located)
        return tuple(warnings)


def _decoded(data: bytes, name: str) -> str:
    """Give the text of a file; UTF-8, or UTF-16 that says so, as spreadsheets write it."""
    if len(data) > MOST:
        raise UsageError("import-too-big", file=name, limit=MOST // 2**20)
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return data.decode("utf-16" if is_wide else "utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError("import-encoding", file=name, line=line) from None


def _day(text: str, context: Context, located: Located) -> date:
    zone = context.zone_of(located.pulse.zone)
    moment = parse_past(text, context.now(), zone)
    if moment.precision != "day":
        raise UsageError("import-day", text=text)
    return moment.at.date()


def _roles(context: Context, located: Located) -> Callable[[str], str]:
    """Give the role of the formation that a text means, else the text itself."""
    profile = context.policy().profile(located.pulse.profile)

    def role_of(text: str) -> str:
        role = find_role(profile, text)
        return role.id if role else text

    return role_of
