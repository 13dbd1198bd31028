"""Clocks and obligations in lines: what runs until when, what it waits for, who judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.runbook import said
from incidentctl.domain.times import Moment
from incidentctl.render.when import full, length

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from incidentctl.domain.duties import Judged, Standing
    from incidentctl.domain.policy import Texts
    from incidentctl.words import Words


def clock_lines(
    row: Standing, words: Words, now: datetime, zone: tzinfo, roles: Mapping[str, str]
) -> list[str]:
    """Give a clock in lines: what it is, how it stands, and, before it runs, what decides and starts it.

    `roles` are the labels of roles. Times stand in `zone`.
    """
    legal = row.legal
    name = f"{row.id}  {said(legal.name, words.lang)}" if legal else row.id
    if legal and not legal.enabled and row.fact is None:
        name += f" {words('duty.disabled')}"
    lines = [name, f"  {stands(row, words, now, zone, roles)} · {words('duty.verify')}"]
    if row.state == "not_started" and legal:
        lines += [words("duty.question", text=text) for text in _texts(legal.applies_if, words)]
        lines.append(words("duty.start", id=row.id))
    return lines


def stands(row: Standing, words: Words, now: datetime, zone: tzinfo, roles: Mapping[str, str]) -> str:
    """Say in one sentence how a clock stands, without the advice to verify it."""
    legal = row.legal
    match row.state:
        case "not_started":
            anchor = f"duty.anchor.{legal.anchor}" if legal else ""
            return words("duty.not_started", anchor=words(anchor) if words.has(anchor) else "?")
        case "waiting":
            return words("duty.waiting", other=legal.waits_for if legal else "?")
        case "stopped":
            role = roles.get(row.role) or words("role.responder")
            why = getattr(row.fact.event, "why", "") if row.fact else ""
            return words("duty.stopped", why=why, role=role)
        case "submitted":
            return _submitted(row, words, zone)
    text = _running(row, words, now, zone)
    return words("duty.asap", text=text) if legal and legal.asap else text


def particulars(row: Standing, words: Words) -> list[str]:
    """Give what whoever writes the report needs: to whom, what it must hold, and where that is written."""
    legal = row.legal
    if legal is None:
        return []
    lines = []
    if legal.recipient:
        lines.append(words("duty.recipient", text=said(legal.recipient, words.lang)))
    if fields := _texts(legal.fields, words):
        lines.append(words("duty.fields", text=words("when.list").join(fields)))
    if legal.source:
        confidence = f"duty.confidence.{legal.confidence}"
        sure = words(confidence) if words.has(confidence) else "-"
        text = said(legal.source, words.lang)
        lines.append(words("duty.source", text=text, checked_on=legal.checked_on or "-", confidence=sure))
    return [f"  {line}" for line in lines]


def obligation_lines(rows: Sequence[Judged], words: Words, roles: Mapping[str, str]) -> list[str]:
    """Give who must be told, as somebody judged it; what nobody has looked at stays visible (S4-9)."""
    lines = [words("duty.obligations")]
    for row in rows:
        label = words(f"fields.{row.field}")
        if not row.value:
            lines.append(f"  {words('duty.judged', label=label, value=words('duty.not-examined'))}")
            lines.append(f"    {words('duty.examine', field=row.field)}")
            continue
        judge = row.judged_by or roles.get(row.role) or words("role.responder")
        value = words(f"fields.{row.field}={row.value}")
        lines.append(f"  {words('duty.judged-by', label=label, value=value, judge=judge)}")
    return lines


def _running(row: Standing, words: Words, now: datetime, zone: tzinfo) -> str:
    due = row.due
    if due is None:
        return "?"
    at = full(Moment(due), zone, words)
    if due <= now:
        return words("duty.overdue", due=at, left=length(now - due, words))
    if row.soft_from is None or row.anchor is None:
        return words("duty.running", due=at, left=length(due - now, words))
    today = now.astimezone(zone).date()
    began = row.anchor.at.astimezone(zone).date()
    first, last = (each.astimezone(zone).date() for each in (row.soft_from, due))
    low, high = (first - today).days, (last - today).days
    key = "ahead" if low > 0 else "begun" if high > 0 else "today"
    latest = words("duty.soft.due", due=at)
    when = words(f"duty.soft.{key}", low=low, high=high, due=latest)
    return words("duty.soft", low=(first - began).days, high=(last - began).days, when=when)


def _submitted(row: Standing, words: Words, zone: tzinfo) -> str:
    assert row.fact is not None  # noqa: S101 - it was submitted by one
    at = full(row.fact.at, zone, words)
    if row.due is not None and row.fact.at.at > row.due:
        return words("duty.submitted-late", at=at, due=full(Moment(row.due), zone, words))
    return words("duty.submitted", at=at)


def _texts(texts: Texts, words: Words) -> Sequence[str]:
    return texts.get(words.lang) or next(iter(texts.values()), ())
