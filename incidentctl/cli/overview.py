"""`incidentctl` alone: what is going on, and what to do next, in at most twelve lines."""

import sys

from incidentctl.cli.call import Call
from incidentctl.cli.damage import tell_damage
from incidentctl.domain.facts import Fact
from incidentctl.domain.lifecycle import phase
from incidentctl.domain.state import Decision, Write
from incidentctl.errors import NotFound
from incidentctl.render.safe import safe
from incidentctl.render.style import fitted
from incidentctl.render.telling import telling
from incidentctl.render.when import short
from incidentctl.usecases.overview import LINES, Overview, look_around

_MOVED = {"role_taken": "report.row.role.taken", "role_released": "report.row.role.released"}


def overview(call: Call) -> None:
    """Print the overview of the active incident, or how to begin."""
    try:
        located = call.located()
    except NotFound as error:
        if error.key != "no-open-incident":
            raise
        if call.is_json:
            call.json({"incident": None, "next": "incidentctl declare TITLE"})
            return
        call.out(call.words("overview.nothing"))
        call.err(f"→ incidentctl declare {call.words('overview.example')}")
        return
    seen = look_around(call.context, located)
    if call.is_json:
        call.json(_json(seen))
        return
    _print(call, seen)


def _print(call: Call, seen: Overview) -> None:
    style = call.style()
    head = _head(call, seen)
    notices = [
        style.reverse(line) if notice.overdue else line
        for notice in seen.notices
        for line in fitted(safe(f"! {notice.text}"), sys.stdout)
    ]
    tail = _tail(call, seen)
    room = LINES - len(head) - len(notices) - len(tail)
    for line in head:
        call.out_clipped(line)
    for line in notices:
        call.out_styled(line)
    zone = call.context.zone_of(seen.pulse.zone)
    for fact in seen.last[-room:] if room > 0 else ():
        call.out_clipped(f"  {short(fact.at, zone)} {_told(call, seen, fact)}")
    for line in tail:
        call.out(line)
    tell_damage(call, seen.damage)


def _told(call: Call, seen: Overview, fact: Fact) -> str:
    """Word a fact without names: of a role that moved, which one it was (K9)."""
    words = call.words
    if moved := _MOVED.get(fact.kind):
        role = f"role.{fact.event.role}"
        return words(moved, role=words(role) if words.has(role) else fact.event.role)
    zone = call.context.zone_of(seen.pulse.zone)
    return seen.names.replaced(telling(fact, words, zone, is_dated=True, among=seen.pulse.facts), fact)


def _head(call: Call, seen: Overview) -> list[str]:
    """Word which incident it is, where it stands, and what both lanes do (S2-1)."""
    words, pulse, lanes, replaced = call.words, seen.pulse, seen.lanes, seen.names.replaced
    zone = call.context.zone_of(pulse.zone)
    solo = f"  {words('overview.solo')}" if pulse.is_solo else ""
    since = words("overview.since", length=words.length(seen.minutes))
    lines = [
        f"{pulse.id}  {replaced(call.titled(pulse))}",
        f"{pulse.severity or 'SEV?'}  {words(f'phase.{phase(pulse)}')}  {since}{solo}",
    ]
    if not pulse.is_open:
        return lines
    restoring = words("overview.restore.idle")
    if lanes.write:
        write = lanes.write.fact
        restoring = words(
            "overview.restore.write", text=replaced(write.event.text, write), at=short(write.at, zone)
        )
    lines.append(words("overview.restore", text=restoring))
    if lanes.decision:
        decision = lanes.decision
        text = replaced(decision.fact.event.text, decision.fact)
        if decision.is_pending:
            level = words(f"fields.decision.level={decision.level}")
            lines.append(words("overview.pending", level=level, text=text))
        else:
            lines.append(words("overview.decided", text=text))
    told = words("overview.tell.nobody")
    if lanes.told:
        told = words("overview.tell.told", at=f"{lanes.told.astimezone(zone):%H:%M}")
    lines.append(words("overview.tell", text=told))
    return lines


def _tail(call: Call, seen: Overview) -> list[str]:
    """Word how far the checklists are, which others are open, and the next command."""
    words, lines = call.words, list[str]()
    if seen.progress:
        rows = [
            words("overview.progress", runbook=row.runbook, n=row.ended, total=row.total)
            for row in seen.progress
        ]
        lines.append(f"  {'   '.join(rows)}")
    if seen.others:
        lines.append(words("overview.others", ids=" ".join(other[-4:] for other in seen.others[:5])))
    return [*lines, f"→ {seen.following}"]


def _json(seen: Overview) -> dict[str, object]:
    def said(known: Write | Decision | None) -> str | None:
        return seen.names.replaced(known.fact.event.text, known.fact) if known else None

    return {
        "incident": seen.pulse.id,
        "title": seen.names.replaced(seen.pulse.title),
        "drill": seen.pulse.drill,
        "phase": phase(seen.pulse),
        "severity": seen.pulse.severity or None,
        "told": seen.pulse.told,
        "minutes": seen.minutes,
        "solo": seen.pulse.is_solo,
        "restoring": said(seen.lanes.write),
        "decision": said(seen.lanes.decision),
        "last_told": seen.lanes.told.isoformat() if seen.lanes.told else None,
        "next_update": seen.lanes.due.isoformat() if seen.lanes.due else None,
        "progress": [row._asdict() for row in seen.progress],
        "notices": [{"text": notice.text, "overdue": notice.overdue} for notice in seen.notices],
        "others": list(seen.others),
        "next": seen.following,
    }
