"""`timeline`: every fact in the order in which it happened."""

from typing import Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.domain.events import encode
from incidentctl.domain.facts import Erased, Unknown
from incidentctl.domain.fields import is_hidden
from incidentctl.domain.handles import handles
from incidentctl.domain.incident import Entry
from incidentctl.domain.privacy import private_ids
from incidentctl.domain.times import Moment
from incidentctl.render.telling import telling
from incidentctl.render.when import full, short
from incidentctl.render.width import wrap
from incidentctl.usecases.look import Seen, entries, see
from incidentctl.usecases.role import author_label, role_labels


def timeline(
    call: Call,
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="help.option-role")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="help.option-kind")] = "",
    all_: Annotated[bool, typer.Option("--all", help="help.option-all")] = False,
    known_at: Annotated[
        str | None, typer.Option("--known-at", metavar="TIME", help="help.option-known-at")
    ] = None,
) -> None:
    """Print the timeline."""
    seen = see(call.context, call.located(), known_at)
    known = handles({fact.id: fact for fact in seen.reading.facts}.values())
    private = private_ids(seen.incident.entries)
    rows = entries(seen, role=role, kind=kind, is_all=all_)
    if call.is_json:
        as_of = seen.as_of.isoformat() if seen.as_of else None
        shown = [_json(entry, known, private) for entry in rows]
        drill = seen.incident.pulse.drill
        call.json({"incident": seen.incident.id, "drill": drill, "known_at": as_of, "entries": shown})
        return
    pulse = seen.incident.pulse
    call.out(f"{seen.incident.id}  {call.titled(pulse)}")
    zone = call.context.zone_of(pulse.zone)
    if seen.as_of:
        then = full(Moment(seen.as_of), zone, call.words)
        call.out(*wrap(call.words("echo.known-at", at=then), call.columns))
    day = offset = ""
    has_roles = any(entry.fact.kind in {"role_taken", "role_released"} for entry in rows)
    labels = role_labels(call.context, pulse) if has_roles else {}
    for entry in rows:
        at = entry.fact.at.at.astimezone(zone)
        if (f"{at:%Y-%m-%d}", f"{at:%z}") != (day, offset):
            day, offset = f"{at:%Y-%m-%d}", f"{at:%z}"
            call.out(f"{day} {at:%Z}")
        mark = call.words("echo.undone-mark") if entry.undone else ""
        mark += call.words("echo.private-mark") if entry.fact.id in private else ""
        told = telling(entry.fact, call.words, zone, is_dated=True, among=pulse.facts, labels=labels)
        text = mark + (_erased(call, seen, entry) if isinstance(entry.fact.event, Erased) else told)
        first, *rest = wrap(text.replace("\n", " ⏎ "), max(20, call.columns - 18)) or [""]
        call.out(f" {short(entry.fact.at, zone):>6} {known[entry.fact.id]:<7} {first}")
        for line in rest:
            call.out(f"{'':16} {line}")
        if (role or all_) and (author := author_label(call.context, pulse, entry)):
            call.out(f"{'':16} — {author}")
    for trouble in seen.reading.troubles:
        if trouble.severity != "notice":
            call.err(call.words("echo.damage", file=trouble.file, line=trouble.line))
    if not seen.as_of:
        call.clocks(pulse)


def _erased(call: Call, seen: Seen, entry: Entry) -> str:
    """Say in the place of a text who erased it, and why; not where that came later than is shown."""
    if entry.erased is None:
        return call.words("fact.erased")
    by = next(each for each in seen.incident.entries if each.original.id == entry.erased.id)
    role = author_label(call.context, seen.incident.pulse, by)
    return call.words("fact.erased-by", role=role, why=entry.erased.event.why)


def _json(entry: Entry, known: object, private: frozenset[str]) -> dict[str, object]:
    fact = entry.fact
    data = dict(fact.event.data) if isinstance(fact.event, Unknown) else {**fact.extra, **encode(fact.event)}
    if is_hidden(data.get("field", "")):
        data = {**data, "value": None}
    return {
        "id": fact.id,
        "handle": known[fact.id],  # type: ignore[index]
        "kind": fact.kind,
        "at": fact.at.at.isoformat(),
        "precision": fact.at.precision,
        "recorded": fact.recorded.isoformat(),
        "role": entry.role,
        "by": fact.by,
        "undone": entry.undone,
        "amended": entry.is_amended,
        "erased": entry.erased is not None or isinstance(fact.event, Erased),
        "private": fact.id in private,
        "data": data,
    }


commands = {"timeline": (timeline, False)}
