"""Where an incident stands: its phase, its milestones, what is measured between them, and its clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from incidentctl.domain.times import Moment, from_iso

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.pulse import Pulse

Phase = Literal[
    "withdrawn",
    "closed",
    "ended",
    "watching",
    "recovered",
    "mitigated",
    "mitigating",
    "identified",
    "investigating",
    "suspected",
]

# The table of timeline.md, "Phase": the first row that holds wins.
_PHASES: tuple[tuple[Phase, Callable[[Pulse], object]], ...] = (
    ("withdrawn", lambda pulse: pulse.withdrawn),
    ("closed", lambda pulse: pulse.closed),
    ("ended", lambda pulse: pulse.ended),
    ("watching", lambda pulse: pulse.resolved and pulse.recovery_told),
    ("recovered", lambda pulse: pulse.resolved),
    ("mitigated", lambda pulse: pulse.mitigated and not pulse.writes),
    ("mitigating", lambda pulse: pulse.acting),
    ("identified", lambda pulse: pulse.cause_confirmed),
    ("investigating", lambda pulse: not pulse.suspected),
)

PHASES: tuple[Phase, ...] = (*(name for name, _ in _PHASES), "suspected")

FOLLOWING: Mapping[Phase, str] = {
    "mitigated": "incidentctl walk stand-down",
    "recovered": "incidentctl update",
    "watching": "incidentctl walk stand-down",
    "ended": "incidentctl walk close",
}
"""The command that each phase of the end calls for (S3-12: offered as soon as users can work again)."""

MILESTONES = (
    "started",
    "detected",
    "declared",
    "acknowledged",
    "mitigated",
    "resolved",
    "ended",
    "fixed",
    "closed",
)
"""The milestones, in the order in which they should happen."""

# Only what cannot be: it may be over before anybody noticed, and declared after it was over.
_ORDER = (
    ("detected", "started"),
    ("declared", "detected"),
    ("acknowledged", "detected"),
    ("mitigated", "started"),
    ("resolved", "started"),
    ("resolved", "mitigated"),
    ("fixed", "started"),
    ("ended", "declared"),
    ("closed", "declared"),
    ("closed", "resolved"),
)

_METRICS = (
    ("ttd", "detected", "started"),
    ("tta", "acknowledged", "detected"),
    ("ttm", "mitigated", "detected"),
    ("ttr", "resolved", "detected"),
)


class Metric(NamedTuple):
    """The time between two milestones: `later` - `earlier`.

    `value` is None when it cannot be told; then `reason` is "unknown" (somebody said so), "not-recorded"
    (nobody said when) or "order" (the later one comes first), and `missing` the milestone that is at fault.
    """

    name: str
    later: str
    earlier: str
    value: timedelta | None
    reason: str = ""
    missing: str = ""


class Duration(NamedTuple):
    """How long it lasted, or has lasted by now.

    `since` and `until` are milestones by name, `until` "" while it continues. `length` is None when the end
    is unknown. `at_least`: its start is unknown, so this counts from when it was noticed.
    """

    since: str
    until: str
    length: timedelta | None
    continues: bool
    at_least: bool


class Clock(NamedTuple):
    """Something that is due: `notice` (tell somebody), `decide` (incident or not), `update` (as promised).

    Or of the privacy track (`privacy-again`, `privacy-lead`, `privacy-check`), or the legal clock `id`
    (`duty`). `remaining` is negative once it is overdue.
    """

    name: str
    due: datetime
    remaining: timedelta
    id: str = ""

    @property
    def is_overdue(self) -> bool:
        """Say whether the time is up; at the very second it is (S0-2: 14:59 is silent, 15:00 warns)."""
        return self.remaining <= timedelta()


def phase(pulse: Pulse) -> Phase:
    """Derive the phase; it is never typed (timeline.md, "Phase"; S2-21)."""
    return next((name for name, holds in _PHASES if holds(pulse)), "suspected")


def between(earlier: Moment, later: Moment) -> timedelta:
    """Give the real time between two moments: through UTC, since wall time lies across a clock change."""
    return later.at.astimezone(UTC) - earlier.at.astimezone(UTC)


def warnings_of_order(incident: Incident) -> tuple[tuple[str, str], ...]:
    """Give the pairs (later, earlier) of milestones that stand in an order that cannot be; they are kept."""
    return tuple(
        (later, earlier)
        for later, earlier in _ORDER
        if (first := incident.milestone(earlier))
        and (second := incident.milestone(later))
        and between(first, second) < timedelta()
    )


def metrics(incident: Incident) -> tuple[Metric, ...]:
    """Measure the incident (timeline.md, "Milestones and metrics"); a false alarm is not measured (S0-5)."""
    if incident.withdrawn:
        return ()
    end = "mitigated" if incident.milestone("mitigated") else "resolved"
    return tuple(_metric(incident, *row) for row in (*_METRICS, ("impact", end, "started")))


def _metric(incident: Incident, name: str, later: str, earlier: str) -> Metric:
    first, second = incident.milestone(earlier), incident.milestone(later)
    if first is None or second is None:
        missing = later if second is None else earlier
        reason = "unknown" if f"{missing}_at" in incident.fields else "not-recorded"
        return Metric(name, later, earlier, None, reason, missing)
    value = between(first, second)
    if value < timedelta():
        return Metric(name, later, earlier, None, "order", later)
    return Metric(name, later, earlier, value)


def duration(incident: Incident, now: datetime) -> Duration:
    """Say how long it lasted until users could work again, else until now (S0-28: 継続中 or 収束)."""
    since = next((name for name in ("started", "detected", "declared") if incident.milestone(name)), "")
    until = next((name for name in ("mitigated", "resolved") if incident.milestone(name)), "")
    pulse = incident.pulse
    continues = not (until or pulse.ended or pulse.closed or pulse.withdrawn)
    start = incident.milestone(since)
    stop = incident.milestone(until) or (Moment(now) if continues else None)
    length = between(start, stop) if start and stop else None
    if length is not None and length < timedelta():
        length = None
    return Duration(since, until, length, continues, at_least=since != "started")


def clocks(pulse: Pulse, now: datetime) -> tuple[Clock, ...]:
    """Give what is due, most urgent first (S0-1, S0-2, S0-6, S4-4, S4-9).

    A notice is due until somebody was told, a decision while it is only suspected, an update as promised
    until the formation is lifted. A false alarm and a closed incident owe nothing, but to the law.
    """
    due = [("duty", text, name) for name, text in _nearest_duty(pulse, now)]
    is_noticed = pulse.told or pulse.ended or "S0-6" in pulse.quiet
    if pulse.is_open:
        due += [
            ("notice", "" if is_noticed else pulse.notice_due, ""),
            ("decide", pulse.notice_due if pulse.suspected else "", ""),
            ("update", "" if pulse.ended else pulse.update_due, ""),
            (*_privacy(pulse), ""),
        ]
    running = [Clock(name, at, at - now, id_) for name, text, id_ in due if text for at in (from_iso(text),)]
    return tuple(sorted(running, key=lambda clock: clock.remaining))


DUTY_SOON = timedelta(hours=24)
"""From when a legal clock stands in the footer; `clock list` has them all."""

ASK_AGAIN = timedelta(minutes=15)
"""When personal data is asked about again, where a log does not say (S4-4)."""


def _nearest_duty(pulse: Pulse, now: datetime) -> list[tuple[str, str]]:
    """Give the legal clock that is due first, if that is soon or past (S4-9)."""
    running = sorted((from_iso(text), name, text) for name, text in pulse.duties.items())
    return [(name, text) for at, name, text in running[:1] if at - now <= DUTY_SOON]


def _privacy(pulse: Pulse) -> tuple[str, str]:
    """Give what the privacy track waits for: a second asking, its lead, another look at the data (S4-4)."""
    if "S4-4" in pulse.quiet or pulse.privacy in {"", "no"}:
        return "privacy-again", ""
    if pulse.privacy == "unknown":
        again = pulse.privacy_check or (from_iso(pulse.privacy_at) + ASK_AGAIN).isoformat()
        return "privacy-again", again
    if not pulse.privacy_lead:
        return "privacy-lead", pulse.privacy_at
    return "privacy-check", pulse.privacy_check
