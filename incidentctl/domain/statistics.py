"""Numbers over many incidents: how long detecting, taking up, mitigating and resolving took."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from incidentctl.domain.lifecycle import metrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, timedelta

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.lifecycle import Metric

By = Literal["", "month", "severity"]

METRICS = ("ttd", "tta", "ttm", "ttr", "impact")
"""What is measured, as `lifecycle.metrics` names it, in the order in which it is shown."""

REASONS = ("unknown", "not-recorded", "order")
"""Why an incident has no value; see `lifecycle.Metric`."""

_ROUGH = frozenset({"hour", "day", "approx"})


class Case(NamedTuple):
    """What one incident contributes: the local day of its declaration, its severity ("": none), its metrics.

    `rough` names the metrics with a milestone that is known only roughly. One that was withdrawn has none,
    and those of a `drill` are practice.
    """

    id: str
    day: date
    severity: str
    withdrawn: bool
    metrics: tuple[Metric, ...]
    rough: frozenset[str] = frozenset()
    drill: bool = False


class Measure(NamedTuple):
    """One metric over several incidents: of `n` of them it is known; `rough` of these only roughly.

    `empty` counts the others by reason (`REASONS`). `median` and `p90` are None where n is 0.
    """

    name: str
    n: int
    rough: int
    median: timedelta | None
    p90: timedelta | None
    empty: Mapping[str, int]


class Group(NamedTuple):
    """The incidents of a month ("2026-11"), of a severity ("SEV1", "" for none), or all (key "").

    `incidents` are those that count; the false alarms are `withdrawn`, and in no measure; nor are `drills`.
    """

    key: str
    incidents: int
    withdrawn: int
    measures: tuple[Measure, ...]
    drills: int = 0


class Statistics(NamedTuple):
    """The numbers over all, and for each group in order; `groups` is empty unless it was asked `by` what."""

    by: By
    total: Group
    groups: tuple[Group, ...]


def case(incident: Incident, day: date) -> Case:
    """Give what an incident contributes; `day` is the local day of its declaration."""
    found = metrics(incident)
    rough = {
        metric.name
        for metric in found
        for moment in map(incident.milestone, (metric.later, metric.earlier))
        if metric.value is not None and moment is not None and moment.precision in _ROUGH
    }
    is_withdrawn = bool(incident.withdrawn)
    return Case(
        incident.id, day, incident.pulse.severity, is_withdrawn, found, frozenset(rough), incident.pulse.drill
    )


def statistics(cases: Iterable[Case], by: By = "") -> Statistics:
    """Measure incidents together, and by month (oldest first) or severity (highest first, none last)."""
    every = tuple(cases)
    kept: dict[str, list[Case]] = {}
    for each in every if by else ():
        kept.setdefault(f"{each.day:%Y-%m}" if by == "month" else each.severity, []).append(each)
    ordered = sorted(kept, key=lambda key: (not key, key))
    return Statistics(by, _group("", every), tuple(_group(key, kept[key]) for key in ordered))


def _group(key: str, cases: Sequence[Case]) -> Group:
    real = [each for each in cases if not each.drill]
    counted = [each for each in real if not each.withdrawn]
    measures = tuple(_measure(name, counted) for name in METRICS)
    return Group(key, len(counted), len(real) - len(counted), measures, len(cases) - len(real))


def _measure(name: str, cases: Sequence[Case]) -> Measure:
    found = [metric for each in cases for metric in each.metrics if metric.name == name]
    values = [metric.value for metric in found if metric.value is not None]
    reasons = Counter(metric.reason for metric in found if metric.value is None)
    rough = sum(name in each.rough for each in cases)
    empty = {reason: reasons[reason] for reason in REASONS}
    if not values:
        return Measure(name, 0, rough, None, None, empty)
    return Measure(name, len(values), rough, median(values), nearest_rank(values, 90), empty)


def median(values: Iterable[timedelta]) -> timedelta:
    """Give the value in the middle; of an even number, the mean of the two in the middle. At least one."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def nearest_rank(values: Iterable[timedelta], percent: int) -> timedelta:
    """Give a percentile by the nearest rank: the value at place ceil(percent / 100 * n), counted from 1.

    So it is always a value that occurred, and of fewer than ten the 90th is the longest. At least one value;
    `percent` is 1 to 100.
    """
    ordered = sorted(values)
    return ordered[-(-percent * len(ordered) // 100) - 1]
