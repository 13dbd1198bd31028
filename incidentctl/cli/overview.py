"""`incidentctl` alone: what is going on, and what to do next, in at most twelve lines."""

from incidentctl.cli.call import Call
from incidentctl.domain.lifecycle import phase
from incidentctl.errors import NotFound
from incidentctl.render.telling import telling
from incidentctl.render.when import short
from incidentctl.usecases.overview import Overview, look_around


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
    words, pulse = call.words, seen.pulse
    style = call.style()
    zone = call.context.zone_of(pulse.zone)
    call.out(f"{pulse.id}  {pulse.title}")
    level = pulse.severity or "SEV?"
    solo = f"  {words('overview.solo')}" if pulse.is_solo else ""
    call.out(
        f"{level}  {words(f'phase.{phase(pulse)}')}  {words('overview.since', minutes=seen.minutes)}{solo}"
    )
    for notice in seen.notices:
        line = f"! {notice.text}"
        call.out_styled(style.reverse(line) if notice.overdue else line)
    for progress in seen.progress:
        call.out(words("overview.progress", runbook=progress.runbook, n=progress.ended, total=progress.total))
    for fact in seen.last:
        call.out_clipped(f"  {short(fact.at, zone)} {telling(fact, words, zone, is_dated=True)}")
    if seen.others:
        call.out(words("overview.others", ids=" ".join(other[-4:] for other in seen.others[:5])))
    call.out(f"→ {seen.following}")
    for trouble in seen.damage:
        call.err(words("echo.damage", file=trouble.file, line=trouble.line))


def _json(seen: Overview) -> dict[str, object]:
    return {
        "incident": seen.pulse.id,
        "title": seen.pulse.title,
        "phase": phase(seen.pulse),
        "severity": seen.pulse.severity or None,
        "told": seen.pulse.told,
        "minutes": seen.minutes,
        "progress": [row._asdict() for row in seen.progress],
        "notices": [{"text": notice.text, "overdue": notice.overdue} for notice in seen.notices],
        "others": list(seen.others),
        "next": seen.following,
    }
