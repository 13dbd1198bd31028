"""Hypothesis: one at a time, tested and settled; in no report (S0-15, S0-22, S0-24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain import voices
from incidentctl.domain.handles import handles
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.concern import Said, read_word
from incidentctl.usecases.look import see
from incidentctl.usecases.record import Recorded, decide_and_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located

ABOUT = ("ui", "api", "data", "logs", "code")
RESULTS = ("refuted", "supported", "open")


def add(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    text: str,
    *,
    about: str = "",
    at: Moment | None = None,
    override: str = "",
) -> Recorded:
    """Record what may be so; raise `NeedsAnswer` without a text, `UsageError` for an unknown `about`."""
    if not text.strip():
        raise NeedsAnswer("needs-hypothesis")
    known = read_word(about, ABOUT) if about.strip() else ""
    return decide_and_record(
        context,
        located,
        lambda incident: voices.add_hypothesis(incident, text, known, at),
        override=override,
    )


def settle(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    handle: str,
    result: str,
    because: str,
    *,
    at: Moment | None = None,
) -> Recorded:
    """Record what became of a hypothesis, and what shows it: `result` in either language.

    Raises `NeedsAnswer` for what is missing, `UsageError` for another result, `NotFound`.
    """
    known = read_word(result, RESULTS)
    if not because.strip():
        raise NeedsAnswer("needs-because")
    return decide_and_record(
        context,
        located,
        lambda incident: voices.settle_hypothesis(incident, handle, known, because.strip(), at),
    )


def hypotheses(context: Context, located: Located) -> Sequence[Said]:
    """Give all hypotheses: those that are being tested first, oldest first within."""
    incident = see(context, located).incident
    named = handles(entry.fact for entry in incident.entries)
    rows = [
        Said(
            named[known.fact.id],
            known.fact,
            str(known.settled.event.result) if known.settled else "testing",
            known.settled,
        )
        for known in incident.hypotheses.values()
    ]
    return sorted(rows, key=lambda row: row.settled is not None)
