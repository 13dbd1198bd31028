"""What must be answered, and what may be so: concerns, hypotheses, and why code is read last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.events.voices import ConcernAnswered, HypothesisAdded, HypothesisSettled
from incidentctl.domain.facts import New
from incidentctl.domain.handles import find, short
from incidentctl.domain.path import marks
from incidentctl.domain.rules import Broken, Ruling

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.state import Concern, Hypothesis
    from incidentctl.domain.times import Moment

GRASPED = ("expected", "symptom")
"""What is written before anything is supposed: what should happen, and what does (S0-15)."""


def unanswered(incident: Incident) -> tuple[Concern, ...]:
    """Give the concerns that nobody has answered yet (S2-22), oldest first."""
    return tuple(known for known in incident.concerns.values() if known.answered is None)


def answer_concern(incident: Incident, text: str, verdict: str, why: str, at: Moment | None = None) -> Ruling:
    """Answer the concern with the handle `text`: it is accepted or declined, for a reason (S2-22).

    NotFound: no-such-concern.
    """
    fact = find([known.fact for known in incident.concerns.values()], text, "no-such-concern")
    return Ruling((New(ConcernAnswered(fact.id, verdict, why), at),))


def testing(incident: Incident) -> tuple[Hypothesis, ...]:
    """Give the hypotheses that are being tested: added, and not settled (S0-22), oldest first."""
    return tuple(known for known in incident.hypotheses.values() if known.settled is None)


def add_hypothesis(incident: Incident, text: str, about: str = "", at: Moment | None = None) -> Ruling:
    """Add a hypothesis, which is kept whatever it breaks (principle d).

    Broken: S0-15 before the event is grasped, S0-22 while another one is tested, S0-21 where it suspects the
    screen and nobody has looked behind it, S0-19 where it is about the code and that comes too early.
    """
    broken = [*_not_grasped(incident)]
    if others := testing(incident):
        id_ = short(others[-1].fact, incident.pulse.facts)
        broken.append(
            Broken(
                "S0-22", fixes=(f"incidentctl hypothesis settle {id_} refuted|supported|open --because TEXT",)
            )
        )
    if (about == "ui" or _names_the_screen(incident, text)) and not _has_seen_behind_it(incident):
        broken.append(Broken("S0-21", fixes=("incidentctl path mark HOP ok|ng",)))
    if about == "code":
        broken += code_last(incident)
    return Ruling((New(HypothesisAdded(text, about), at),), tuple(broken))


def settle_hypothesis(
    incident: Incident, text: str, result: str, because: str, at: Moment | None = None
) -> Ruling:
    """Say what became of the hypothesis with the handle `text`: refuted, supported, or put aside as open.

    NotFound: no-such-hypothesis.
    """
    fact = find([known.fact for known in incident.hypotheses.values()], text, "no-such-hypothesis")
    return Ruling((New(HypothesisSettled(fact.id, result, because), at),))


def ungrasped(incident: Incident) -> tuple[str, ...]:
    """Give the fields that are open questions since somebody supposed something without them (S0-15)."""
    return _missing(incident) if incident.hypotheses else ()


def code_last(incident: Incident) -> tuple[Broken, ...]:
    """Say what has to be written before code is read (S0-19); nothing where it was not built for that use.

    Whoever knows the domain went on with `--override known-domain`, and is not told again (S0-16, S0-20).
    """
    known = any(fact.event.rule == "S0-19" for fact in incident.overridden)
    if known or incident.value("out_of_spec") == "yes":
        return ()
    fixes = [*_commands(_missing(incident))]
    if incident.value("path") is None:
        fixes.append('incidentctl path set "CLIENT > API > DB"')
    if not _marked(incident):
        fixes.append("incidentctl path mark HOP ok|ng")
    return (Broken("S0-19", fixes=tuple(fixes)),) if fixes else ()


def _not_grasped(incident: Incident) -> tuple[Broken, ...]:
    missing = _missing(incident)
    return (Broken("S0-15", fixes=_commands(missing)),) if missing else ()


def _missing(incident: Incident) -> tuple[str, ...]:
    return tuple(name for name in GRASPED if incident.value(name) is None)


def _commands(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"incidentctl set {name} TEXT" for name in fields)


def _marked(incident: Incident) -> tuple[str, ...]:
    """Give the hops of which somebody said how they are, in the order of the path where there is one."""
    named = [incident.value(name) for name in ("path.last_good", "path.first_bad")]
    on_path = marks(incident)
    loose = [hop for hop in (*incident.hops, *map(str, filter(None, named))) if not on_path]
    return tuple([hop for hop, mark in on_path.items() if mark != "unknown"] or loose)


def _names_the_screen(incident: Incident, text: str) -> bool:
    """Say whether a text names the hop where a request begins: what the user sees."""
    first = next(iter(marks(incident)), "")
    return bool(first) and first.casefold() in text.casefold()


def _has_seen_behind_it(incident: Incident) -> bool:
    """Say whether somebody looked at what the API answers: a hop behind the first, or a look that says so."""
    first = next(iter(marks(incident)), "")
    return any(hop != first for hop in _marked(incident)) or any(
        entry.fact.kind == "acted" and entry.fact.event.look and "api" in entry.fact.event.text.casefold()
        for entry in incident.entries
        if not entry.undone
    )
