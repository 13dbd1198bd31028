"""Brief: everything that somebody needs who joins late or takes over (S3-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.brief import Brief, brief, checks
from incidentctl.usecases.look import see
from incidentctl.usecases.notices import nudges_for
from incidentctl.usecases.overview import following, progress_in

if TYPE_CHECKING:
    from datetime import datetime

    from incidentctl.domain.rules import Broken
    from incidentctl.ports import Context, Trouble
    from incidentctl.usecases.locate import Located
    from incidentctl.words import Words

SHOWN_ITSELF = tuple(f"{rule}:" for rule in ("S3-8", "S2-3", "S2-22", "S1-2", "S2-14", "S4-8"))
"""The rules whose substance has a line of its own in the brief."""


class Briefing(NamedTuple):
    """The brief, the rules that are not met (worded, each with its command), and the next command.

    `as_of`: it stands as it was known then, and says nothing about what to do.
    """

    brief: Brief
    checks: tuple[str, ...]
    following: str
    damage: tuple[Trouble, ...]
    as_of: datetime | None = None


def brief_on(context: Context, located: Located, known_at: str | None = None) -> Briefing:
    """Read the incident and say what one has to know of it, or had to at a time as a human typed it.

    Raise `Damaged` when nothing could be read, and for a time what `see` raises.
    """
    seen = see(context, located, known_at)
    incident, policy = seen.incident, context.policy()
    damage = tuple(trouble for trouble in seen.reading.troubles if trouble.severity != "notice")
    if seen.as_of:
        then = brief(incident, policy, seen.as_of, context.lang)
        return Briefing(then, (), "incidentctl brief", damage, seen.as_of)
    now = context.now()
    broken = [_in_one_line(each, context.words) for each in checks(incident, policy, now)]
    command = following(context, incident, progress_in(context, incident), located.others)
    nudged = nudges_for(context, incident.pulse, following=[command])
    return Briefing(
        brief(incident, policy, now, context.lang),
        tuple(text for text in (*nudged, *broken) if not text.startswith(SHOWN_ITSELF)),
        command,
        damage,
    )


def _in_one_line(broken: Broken, words: Words) -> str:
    """Word a rule that is not met like a nudge: the sentence, and the command that meets it."""
    sentence = broken.lines(words)[0]
    return f"{sentence} `{broken.fixes[0]}`" if broken.fixes else sentence
