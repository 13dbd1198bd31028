"""Doctor: what would fail at three in the morning, found at noon (S1-17)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from incidentctl.domain.departments import DEPARTMENTS
from incidentctl.domain.forms import apology_in
from incidentctl.domain.summary import Wanted
from incidentctl.errors import Damaged, Invalid, UsageError
from incidentctl.ports import Symptom
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from incidentctl.domain.policy import Policy
    from incidentctl.ports import Context

CRITERIA = ("resolved_when", "standdown_when")
"""Without these two nobody knows when it is over: some step has to ask for each."""

_AHEAD = timedelta(days=60)
"""Holidays are to be known for this long, so that no deadline is counted through one."""

_STALE = timedelta(days=365)
"""What the law asks for is to be looked up again after this long."""


def examine(context: Context) -> Sequence[Symptom]:
    """Look at everything that an incident will need; each check gives one symptom, or several problems."""
    return (
        *context.timeline.examine(),
        *_logs(context),
        *_settings(context),
        *_runbooks(context),
        *_policy(context),
        *_wording(context),
        *_forms(context),
    )


def _logs(context: Context) -> Iterator[Symptom]:
    """Say which incidents cannot be read, and which not whole; `verify` says what is wrong with each."""
    try:
        ids = context.timeline.incidents()
        page = context.timeline.index().summaries(Wanted(limit=1), lambda _: None)
    except Damaged as error:
        yield Symptom(
            "unreadable", "fail", {"path": error.params.get("id", ""), "why": error.params["reason"]}
        )
        return
    if page.unreadable:
        yield Symptom("logs-unreadable", "fail", {"ids": ", ".join(page.unreadable)})
    if page.damaged:
        yield Symptom("logs-damaged", "fail", {"ids": ", ".join(page.damaged)})
    if not page.unreadable and not page.damaged:
        yield Symptom("logs", "ok", {"count": len(ids)})


def _settings(context: Context) -> Iterator[Symptom]:
    if (trouble := context.trouble or _wrong_apology(context)) is not None:
        why = {"why": context.words(f"errors.{trouble.key}", **trouble.params)}
        yield Symptom("settings-wrong", "fail", why, trouble.details)
    if "/" not in context.zone_name and context.zone_name != "UTC":
        yield Symptom("zone-is-offset", "warn", {"zone": context.zone_name})
    if context.user in {"root", "admin", "ubuntu", "ec2-user"}:
        yield Symptom("shared-login", "warn", {"user": context.user})


def _wrong_apology(context: Context) -> UsageError | None:
    try:
        apology_in(context.config.get("apology", ""))
    except UsageError as error:
        return error
    return None


def _runbooks(context: Context) -> Iterator[Symptom]:
    found = context.runbooks.find()
    wrong = [each for each in found if any(problem.severity == "error" for problem in each.problems)]
    for each in wrong:
        count = sum(problem.severity == "error" for problem in each.problems)
        yield Symptom("runbook-invalid", "fail", {"path": each.path, "count": count})
    if not wrong:
        yield Symptom("runbooks", "ok", {"count": len(found)})
    untranslated = [each.path for each in found if any("translat" in row.key for row in each.problems)]
    if untranslated:
        yield Symptom("runbook-untranslated", "warn", {"paths": ", ".join(untranslated)})
    asked = {
        part.save for each in found if each.runbook for step in each.runbook.steps for part in step.parts
    }
    missing = [field for field in CRITERIA if field not in asked]
    if missing:
        yield Symptom("criteria-unasked", "warn", {"fields": ", ".join(missing)})
    else:
        yield Symptom("criteria", "ok", {})


def _policy(context: Context) -> Iterator[Symptom]:
    try:
        policy = context.runbooks.policy()
    except Invalid as error:
        yield Symptom("policy-invalid", "fail", {"path": error.params.get("path", "")}, error.details)
        return
    yield from _templates(policy)
    yield from _contacts(policy)
    yield from _calendar(context, policy)
    yield from _clocks(context, policy)


def _wording(context: Context) -> Iterator[Symptom]:
    try:
        wording = context.runbooks.wording()
    except Invalid as error:
        yield Symptom("wording-invalid", "fail", {"path": error.params.get("path", "")}, error.details)
    else:
        yield Symptom("wording", "ok", {"count": len(wording.rules)})


def _forms(context: Context) -> Iterator[Symptom]:
    forms = context.runbooks.forms()
    sound = []
    for name in forms.names():
        try:
            forms.get(name)
        except Invalid as error:
            yield Symptom("form-invalid", "fail", {"path": error.params.get("path", "")}, error.details)
        else:
            sound.append(name)
    yield Symptom("forms", "ok", {"names": ", ".join(sound)})


def _templates(policy: Policy) -> Iterator[Symptom]:
    """Say which fixed sentences lack one of the languages: a report would mix them."""
    texts = {
        **policy.phrases,
        **{name: words.prefix for name, words in policy.phases.items()},
        **{name: level.label for name, level in policy.severities.items()},
    }
    half = [name for name, text in texts.items() if not set(LANGS) <= set(text)]
    if half:
        yield Symptom("template-untranslated", "warn", {"names": ", ".join(half)})
    else:
        yield Symptom("templates", "ok", {"count": len(texts)})


def _contacts(policy: Policy) -> Iterator[Symptom]:
    if not policy.contacts:
        yield Symptom("no-contacts", "warn", {})
        return
    needed = {name for level in policy.severities.values() for name in level.notify}
    missing = [name for name in (*DEPARTMENTS, "privacy") if name not in policy.contacts]
    missing = [name for name in missing if name in needed or name == "privacy"]
    if missing:
        yield Symptom("contacts-missing", "warn", {"names": ", ".join(missing)})
    else:
        yield Symptom("contacts", "ok", {"count": len(policy.contacts)})


def _calendar(context: Context, policy: Policy) -> Iterator[Symptom]:
    """Say whether holidays are known long enough ahead where this machine is (S0-32, S4-9)."""
    zone = context.zone_name
    holidays = policy.calendar.of("", zone).holidays
    if not holidays:
        yield Symptom("no-holidays", "warn", {"zone": zone})
    elif max(holidays) < context.now().date() + _AHEAD:
        yield Symptom("holidays-end", "warn", {"until": f"{max(holidays):%Y-%m-%d}"})
    else:
        yield Symptom("calendar", "ok", {"until": f"{max(holidays):%Y-%m-%d}"})


def _clocks(context: Context, policy: Policy) -> Iterator[Symptom]:
    """Say which of the clocks that a team uses were not looked up for a year, or have nobody to send to."""
    today = context.now().date()
    used = [clock for clock in policy.clocks.values() if clock.enabled]
    old = [
        clock.id
        for clock in used
        if not clock.checked_on or date.fromisoformat(clock.checked_on) + _STALE < today
    ]
    if old:
        yield Symptom("clocks-old", "warn", {"ids": ", ".join(old)})
    if nobody := [clock.id for clock in used if not clock.recipient]:
        yield Symptom("clocks-to-nobody", "warn", {"ids": ", ".join(nobody)})
