"""Follow up: add what is to be done after an incident, settle it, end it, and list it over all incidents."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain import follow_up_terms, follow_ups
from incidentctl.domain.drill import titled
from incidentctl.domain.events.follow_ups import FollowUpAdded, FollowUpSet, says_none
from incidentctl.domain.handles import find, handles
from incidentctl.domain.incident import Incident
from incidentctl.domain.report_names import Names
from incidentctl.domain.roles import formation, labels
from incidentctl.domain.summary import Wanted
from incidentctl.domain.times import from_iso, iso, parse_due, parse_duration
from incidentctl.errors import Damaged, NeedsAnswer, NotFound, UsageError
from incidentctl.usecases.locate import Located, find_incident
from incidentctl.usecases.record import Recorded, Warned, decide_and_record, wording_warnings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, tzinfo

    from incidentctl.domain.follow_ups import Row
    from incidentctl.domain.rules import Ruling
    from incidentctl.domain.state import FollowUp
    from incidentctl.domain.summary import Pointer, Summary
    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context


class Details(NamedTuple):
    """What is said of a follow-up besides its text, as it was typed; None: nothing, "-": take it off."""

    kind: str | None = None
    owner: str | None = None
    due: str | None = None
    when: str | None = None
    why: str | None = None
    decided_by: str | None = None
    url: str | None = None


class Listed(NamedTuple):
    """A follow-up of an incident; its handle is unique among those of all incidents."""

    incident: str
    title: str
    zone: tzinfo
    handle: str
    row: Row
    is_overdue: bool


class Listing(NamedTuple):
    """Follow-ups, the longest overdue first; incidents that could not be read, and drills left out."""

    rows: tuple[Listed, ...]
    unreadable: tuple[str, ...]
    drills: tuple[str, ...] = ()


def add(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    text: str,
    details: Details,
    *,
    at: Moment | None = None,
    override: str = "",
) -> Recorded:
    """Add a follow-up; raise `NeedsAnswer` without a text, `UsageError` for what cannot be read."""
    added = FollowUpAdded(text.strip(), *(value or "" for value in _read(context, located, details)))
    recorded = decide_and_record(context, located, lambda _: follow_ups.add(added, at), override=override)
    return _named(_warned(context, recorded, added.owner), recorded.facts[-1].id)


def change(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    wanted: str,
    details: Details,
    *,
    incident: str = "",
    at: Callable[[Located], Moment | None],
    override: str = "",
) -> Recorded:
    """Change what is said of a follow-up of any incident (`incident`: of that one), named by its handle.

    Raises `NeedsAnswer`, `NotFound`, and `UsageError` where several are meant or a value cannot be read.
    """
    located, id_ = pick(context, wanted, incident)
    changed = FollowUpSet(id_, *_read(context, located, details))
    recorded = _decided(
        context, located, id_, lambda row: follow_ups.change(row, changed, at(located)), override=override
    )
    return _named(_warned(context, recorded, changed.owner or ""), id_)


def end(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    wanted: str,
    outcome: str,
    why: str,
    *,
    incident: str = "",
    at: Callable[[Located], Moment | None],
) -> Recorded:
    """End a follow-up, as `change` finds it: it is `done`, or `dropped` for a reason."""
    located, id_ = pick(context, wanted, incident)
    return _decided(context, located, id_, lambda row: follow_ups.end(row, outcome, why, at(located)))


def pick(context: Context, wanted: str, incident: str = "") -> tuple[Located, str]:
    """Give the follow-up with this handle, of the incidents that there are, and where it belongs.

    Raises `NeedsAnswer` without one, `NotFound`, and `UsageError` when several have it.
    """
    if not wanted.strip():
        raise NeedsAnswer("needs-follow-up-id")
    among = _read_incidents(context, _known(context, incident).having(is_open=False), incident)
    facts = [row.fact for each in among for row in follow_ups.standing(each)]
    fact = find(facts, wanted, "no-such-follow-up")
    others = tuple(known for known in context.timeline.open_incidents() if known != fact.incident)
    return Located(fact.incident, context.timeline.pulse(fact.incident), others), fact.id


def list_all(context: Context, incident: str = "", *, is_all: bool = False) -> Listing:
    """Give the follow-ups that are still to be done, of one incident or of all; `is_all`: every one.

    What a drill came to is practice: those are left out, but where that drill is named.
    Overdue first, then by date, those without a date last.
    """
    known = _known(context, incident)
    drills = () if incident else tuple(row.id for row in known.rows if row.drill)
    among = _read_incidents(
        context, [each for each in known.having(is_open=not is_all) if each not in drills], incident
    )
    now, policy = context.now(), context.policy()
    found: list[tuple[Incident, Row]] = []
    for each in among:
        if each.follow_ups:
            names = Names(each, context.words, labels(formation(each, policy), context.lang))
            found += [(each, row) for row in follow_ups.rows(each, context.words, names)]
    kept = [(each, row) for each, row in found if is_all or row.state == "open"]
    short: Mapping[str, str] = handles(pointer for pointer in known.pointers if not pointer.private)
    listed = [
        Listed(
            each.id, _title(each, context), context.zone_of(each.pulse.zone), short[row.id], row,
            follow_ups.is_overdue(row, now),
        )
        for each, row in kept
    ]  # fmt: skip
    return Listing(tuple(sorted(listed, key=lambda each: _urgency(each, now))), known.unreadable, drills)


def _urgency(listed: Listed, now: datetime) -> tuple[bool, bool, bool, datetime, str]:
    due = listed.row.due
    at = from_iso(due) if due else now
    return listed.row.state != "open", not listed.is_overdue, not due, at, listed.row.id


class _Known(NamedTuple):
    """The incidents that are meant, as the index knows them; those that nobody can read."""

    rows: tuple[Summary, ...]
    unreadable: tuple[str, ...]

    @property
    def pointers(self) -> tuple[Pointer, ...]:
        """Give the follow-ups of all of them."""
        return tuple(pointer for row in self.rows for pointer in row.pointers())

    def having(self, *, is_open: bool) -> list[str]:
        """Give the incidents that have follow-ups, or such as are still to be done."""
        return [row.id for row in self.rows if any(each.is_open or not is_open for each in row.pointers())]


def _known(context: Context, wanted: str) -> _Known:
    """Ask the index for the incident that is named, or for all."""
    one = find_incident(context, wanted) if wanted else ""
    page = context.timeline.index().summaries(Wanted(), lambda _: None)
    rows = tuple(row for row in page.rows if row.follow_ups and one in {"", row.id})
    if one in page.unreadable:
        context.timeline.read(one)  # says what is wrong with it
    return _Known(rows, () if one else page.unreadable)


def _read_incidents(context: Context, ids: Sequence[str], wanted: str) -> Sequence[Incident]:
    """Read these incidents; of several, one that has just become unreadable is stepped over."""
    read = list[Incident]()
    for known in ids:
        try:
            read.append(context.timeline.state(known))
        except Damaged:
            if wanted:
                raise
    return read


def _decided(
    context: Context, located: Located, id_: str, decide: Callable[[FollowUp], Ruling], *, override: str = ""
) -> Recorded:
    def ruled(incident: Incident) -> Ruling:
        row = incident.follow_ups.get(id_)
        if row is None:  # taken back meanwhile
            raise NotFound("no-such-follow-up", id=id_)
        return decide(row)

    return decide_and_record(context, located, ruled, override=override)


def _read(context: Context, located: Located, details: Details) -> Details:
    """Read what was typed, each by its own grammar; "none" (or a dash) takes a detail off again."""
    zone = context.zone_of(located.pulse.zone)
    readers: Mapping[str, Callable[[str], str]] = {
        "kind": follow_up_terms.kind_named,
        "when": follow_up_terms.timing_named,
        "url": follow_up_terms.url_of,
        "due": lambda text: iso(_due(text, context.now(), zone)),
    }
    read: dict[str, str] = {}
    for name, typed in details._asdict().items():
        text = (typed or "").strip()
        is_off = name != "why" and says_none(text)
        if text:
            read[name] = "" if is_off else readers.get(name, str)(text)
    return Details(**read)


def _due(text: str, now: datetime, zone: tzinfo) -> datetime:
    """Read until when, to the minute; a length in days means the end of that day, as a date does."""
    at = parse_due(text, now, zone).at.replace(second=0, microsecond=0)
    with suppress(UsageError):
        if parse_duration(text) >= timedelta(days=1):
            at = at.replace(hour=23, minute=59)
    return at


def _warned(context: Context, recorded: Recorded, owner: str) -> Recorded:
    """Say what to word differently: what points at people, a remedy left to them (B6), a person as owner."""
    warnings = list(wording_warnings(context, recorded.facts))
    if owner:
        incident = context.timeline.state(recorded.located.id)
        if Names(incident, context.words).spans(owner):
            warnings.append(Warned("owner-is-a-person", {}))
    return recorded._replace(warnings=(*recorded.warnings, *warnings))


def _named(recorded: Recorded, id_: str) -> Recorded:
    """Put the handle where the commands that would meet a rule have only ID."""
    fact = next((fact for fact in recorded.facts if fact.id == id_), None)
    handle = recorded.handle(fact) if fact else f"m-{id_[:6]}"
    broken = tuple(
        each._replace(fixes=tuple(fix.replace(" ID ", f" {handle} ") for fix in each.fixes))
        for each in recorded.broken
    )
    return recorded._replace(broken=broken)


def _title(incident: Incident, context: Context) -> str:
    title = Names(incident, context.words).replaced(incident.pulse.title)
    return titled(incident.pulse, context.words, title)
