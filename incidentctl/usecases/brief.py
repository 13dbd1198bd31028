"""Brief: everything that somebody needs who joins late or takes over (S3-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.brief import Brief, brief, checks
from incidentctl.domain.incident import fold
from incidentctl.usecases.notices import nudges_for
from incidentctl.usecases.overview import following, progress_in

if TYPE_CHECKING:
    from incidentctl.domain.rules import Broken
    from incidentctl.ports import Context, Trouble
    from incidentctl.usecases.locate import Located
    from incidentctl.words import Words

SHOWN_ITSELF = tuple(f"{rule}:" for rule in ("S3-8", "S2-3", "S2-22", "S1-2", "S2-14", "S4-8"))
"""The rules whose substance has a line of its own in the brief."""


class Briefing(NamedTuple):
    """The brief, the rules that are not met (worded, each with its command), and the next command."""

    brief: Brief
    checks: tuple[str, ...]
    following: str
    damage: tuple[Trouble, ...]


def brief_on(context: Context, located: Located) -> Briefing:
    """Read the incident and say what one has to know of it; raise `Damaged` when nothing could be read."""
    reading = context.timeline.read(located.id)
    incident = fold(reading.facts)
    policy, now = context.policy(), context.now()
    broken = [_in_one_line(each, context.words) for each in checks(incident, policy, now)]
    command = following(context, incident, progress_in(context, incident), located.others)
    nudged = nudges_for(context, incident.pulse, following=[command])
    return Briefing(
        brief(incident, policy, now, context.lang),
        tuple(text for text in (*nudged, *broken) if not text.startswith(SHOWN_ITSELF)),
        command,
        tuple(trouble for trouble in reading.troubles if trouble.severity != "notice"),
    )


def _in_one_line(broken: Broken, words: Words) -> str:
    """Word a rule that is not met like a nudge: the sentence, and the command that meets it."""
    sentence = broken.lines(words)[0]
    return f"{sentence} `{broken.fixes[0]}`" if broken.fixes else sentence
