"""The rollback gate: what has to be known before going back, and when it comes first (S0-10..12, S2-5..8)."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.facts import New
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.lifecycle import between
from incidentctl.domain.roles import writers
from incidentctl.domain.rules import Broken, Labels, Ruling
from incidentctl.domain.tasks import find_out
from incidentctl.domain.times import Moment, from_iso, iso

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping
    from datetime import datetime

    from incidentctl.domain.incident import Incident
    from incidentctl.domain.policy import Policy

GATE = "first-response/F6"
"""The step that holds the gate."""

BEFORE = "first-response/F8"
"""The step before which it stands where it does not come first."""

QUESTIONS = {
    "rollback.data": "hurts",
    "rollback.features": "not_acceptable",
    "rollback.procedure": "not_ready",
    "rollback.dependants": "breaks",
    "rollback.undo": "",
}
"""The five questions (S2-6), and the answer to each that speaks against going back."""

LABELLED = {"rollback.procedure": "ready", "rollback.features": "none"}
"""What a change answers that was labelled as one that can be rolled back (S2-7)."""

METHODS = ("traffic", "previous_build", "revert_deploy")
"""The methods that go back to what was there before (S0-11)."""

TO_FIND_OUT = timedelta(minutes=5)

_DATA = "rollback.data"


class Gate(NamedTuple):
    """The questions by how they were answered; `hurts` are those whose answer speaks against it."""

    safe: tuple[str, ...]
    hurts: tuple[str, ...]
    unknown: tuple[str, ...]
    open: tuple[str, ...]


def gate(incident: Incident) -> Gate:
    """Sort the questions of the gate by their answers; the label of a change answers two (S2-6, S2-7)."""
    rows: dict[str, list[str]] = {name: [] for name in Gate._fields}
    is_labelled = incident.value("change.rollback_label") == "yes"
    for name, against in QUESTIONS.items():
        known = incident.fields.get(name)
        if known is None:
            rows["safe" if is_labelled and name in LABELLED else "open"].append(name)
        elif known.value is None:
            rows["unknown"].append(name)
        else:
            rows["hurts" if known.value == against else "safe"].append(name)
    return Gate(*(tuple(names) for names in rows.values()))


def is_decided(incident: Incident) -> bool:
    """Say whether it was decided to go back or not, or the gate was left out for a reason."""
    step = incident.steps.get(GATE)
    is_left_out = step is not None and step.outcome in {"skipped", "done"}
    return is_left_out or incident.value("rollback.decision") in {"roll_back", "go_forward"}


def comes_first(incident: Incident, policy: Policy) -> bool:
    """Say whether the gate comes before everything else: something changed shortly before, or who knows.

    "Shortly" is the window of rule S0-10, back from when it started (else was detected, else declared).
    """
    rule, changed = policy.rules.get("S0-10"), incident.value("change.at")
    if rule is None or rule.level == "off":
        return False
    known = (incident.milestone(name) for name in ("started", "detected", "declared"))
    began = next(filter(None, known), None)
    if not isinstance(changed, dict) or began is None:
        return bool(incident.value("change.recent") != "none")
    at = Moment(from_iso(changed["t"]), changed.get("pr", "minute"))
    return between(at, began) <= timedelta(seconds=rule.after)


def later(incident: Incident, policy: Policy) -> Mapping[str, str]:
    """Give where the gate stands if it does not come first; see `checklist` (S0-10)."""
    return {} if comes_first(incident, policy) else {GATE: BEFORE}


def answered(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Decide an answer of the gate (S0-12, S2-6).

    Nobody knows what going back does to the data: one person is named to find out. Deciding to go back needs
    the gate.
    """
    event = new.event
    assert isinstance(event, FieldSet)  # noqa: S101 - `answers.DECIDERS` goes by the field
    if event.field == _DATA:
        return Ruling((new, *(_asked(incident, policy, now) if event.value is None else ())))
    is_going_back = event.field == "rollback.decision" and event.value == "roll_back"
    return Ruling((new,), not_ready(incident) if is_going_back else ())


def labelled(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Let the label of a change answer two questions of the gate, unless somebody has (S2-7)."""
    event = new.event
    assert isinstance(event, FieldSet)  # noqa: S101 - as above
    if event.value != "yes":
        return Ruling((new,))
    answers = [
        New(FieldSet(name, value, step=event.step), new.at)
        for name, value in LABELLED.items()
        if name not in incident.fields
    ]
    return Ruling((new, *answers))


def chosen(incident: Incident, policy: Policy, new: New, by: str, now: datetime) -> Ruling:  # noqa: ARG001
    """Decide the choice of a method: back before forward, and the smallest scope first (S2-5, S2-8)."""
    event = new.event
    assert isinstance(event, FieldSet)  # noqa: S101 - as above
    method = event.value
    broken = list(going_back(incident, method=method or ""))
    if method == "patch" and _is_suspect(incident) and not is_decided(incident):
        fixes = ("incidentctl walk first-response", "incidentctl set change.causality yes")
        broken.append(Broken("S2-5", fixes=fixes))
    smaller = _smaller(incident)
    if method in FIELDS["mitigation.method"].choices[1:-1] and smaller:
        label = Labels((f"fields.mitigation.method={smaller}",))
        fix = f"incidentctl set mitigation.method {smaller}"
        broken.append(Broken("S2-8", params={"method": label}, fixes=(fix,)))
    return Ruling((new,), tuple(broken))


def going_back(incident: Incident, *, method: str = "", text: str = "") -> tuple[Broken, ...]:
    """Say which rules a change does not meet that goes back: by its method, else by its text (S0-12, S2-6).

    Once it was decided to go back, only what hurts is said again.
    """
    if not (method in METHODS or (not method and _rollback().search(text))):
        return ()
    broken = not_ready(incident)
    is_known = is_decided(incident) or incident.value("change.recent") == "none"
    return tuple(each for each in broken if each.rule == "S0-12" or not is_known)


def not_ready(incident: Incident) -> tuple[Broken, ...]:
    """Say what of the gate is not met: data that going back hurts refuses it, the rest warns."""
    found = gate(incident)
    if _DATA in found.hurts and not _is_accepted(incident):
        return (Broken("S0-12", fixes=("incidentctl set rollback.decision go_forward", *_FORWARD)),)
    broken = []
    if against := [name for name in found.hurts if name != _DATA]:
        broken.append(Broken("S2-6", "against", {"questions": _labels(against)}))
    if _DATA in found.unknown and not _has_risk(incident):
        known = (f"incidentctl set {_DATA} safe", "incidentctl set decision.risk TEXT")
        broken.append(Broken("S2-6", "unknown", fixes=known))
    if found.open:
        is_none = len(found.open) == len(QUESTIONS)
        params = {} if is_none else {"questions": _labels(found.open)}
        fixes = ("incidentctl walk first-response",)
        broken.append(Broken("S2-6", "nothing" if is_none else "", params, fixes))
    return tuple(broken)


_FORWARD = ("incidentctl walk isolate-cause",)
"""Where it goes on when there is no way back: find the cause, and patch."""


def _labels(names: list[str] | tuple[str, ...]) -> Labels:
    return Labels(tuple(f"fields.{name}" for name in names))


def _asked(incident: Incident, policy: Policy, now: datetime) -> tuple[New, ...]:
    """Name one person to find out what going back does to the data: the expert, else whoever may write."""
    who = (*incident.roles.get("sme", ()), *writers(incident, policy))[0]
    return find_out(incident, _DATA, who=who, due=iso((now + TO_FIND_OUT).replace(microsecond=0)))


def _is_accepted(incident: Incident) -> bool:
    """Say whether somebody went on for a reason since it was found that the data would be hurt."""
    since = incident.fields[_DATA].fact.order
    return any(fact.event.rule == "S0-12" and fact.order > since for fact in incident.overridden)


def _has_risk(incident: Incident) -> bool:
    """Say whether the risk was named, and thereby accepted."""
    is_in_decision = any(each.stands and each.fact.event.risk for each in incident.decisions.values())
    return is_in_decision or bool(incident.value("decision.risk"))


def _is_suspect(incident: Incident) -> bool:
    """Say whether something changed that nobody has shown to be, or not to be, the cause (S2-5)."""
    recent = incident.value("change.recent")
    is_known = recent not in {None, "none"} or bool(incident.value("change.what"))
    return is_known and recent != "none" and incident.value("change.causality") != "yes"


def _smaller(incident: Incident) -> str:
    """Give a method of smaller scope than a new build that the log shows to be there (S2-8)."""
    is_flag = bool(_flag().search(str(incident.value("change.what") or "")))
    return "flag" if is_flag or incident.value("change.recent") == "config" else ""


@cache
def _rollback() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - start-up: only where something is done to the system

    return re.compile(
        r"(?i)\broll(?:ed|ing|s)?[ -]?back\b|\brevert(?:ed|ing|s)?\b|切り?戻|巻き?戻|ロールバック"
    )


@cache
def _flag() -> re.Pattern[str]:
    import re  # noqa: PLC0415 - as above

    return re.compile(r"(?i)\bflags?\b|フラグ")
