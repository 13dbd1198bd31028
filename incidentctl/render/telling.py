"""A fact in one line of the reader's language: for echoes, the timeline, the question before an undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.facts import Erased, Unknown
from incidentctl.domain.fields import field_named
from incidentctl.domain.times import from_iso
from incidentctl.errors import UsageError
from incidentctl.render.reader import Reader
from incidentctl.render.when import show_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    from incidentctl.domain.facts import Fact
    from incidentctl.words import Words

ANY = 100_000
"""How many facts an incident is taken to hold where nobody says: then handles are long enough for any."""


def telling(  # noqa: PLR0913 - what a line depends on
    fact: Fact,
    words: Words,
    zone: tzinfo | None = None,
    *,
    is_dated: bool = False,
    among: int = 0,
    labels: Mapping[str, str] | None = None,
) -> str:
    """Word a fact; the text that somebody typed stands in it as it was typed.

    Times are shown in `zone`, else with the offset that they were recorded with. `is_dated`: the line that
    this goes into shows already when it happened, so a milestone does not say it again. `among` how many
    facts it stands: handles are as long as that calls for. `labels` are what the formation calls its roles.
    """
    if isinstance(fact.event, Erased):
        return words("fact.erased")
    if isinstance(fact.event, Unknown):
        return words("fact.unknown", kind=fact.kind, data=str(dict(fact.event.data)))
    teller = _TELLERS.get(fact.kind)
    if teller is None:
        from incidentctl.render.telling_work import TELLERS  # noqa: PLC0415 - start-up: not for `note`

        teller = TELLERS.get(fact.kind)
    if teller is None:
        return words(f"fact.{fact.kind}", **fact.event._asdict())
    return teller(fact.event, Reader(words, zone, is_dated, among or ANY, labels or {}))


def _field_set(event: Any, reader: Reader) -> str:  # noqa: ANN401 - the event of its kind, as all below
    words = reader.words
    label = words(f"fields.{event.field}") if words.has(f"fields.{event.field}") else event.field
    try:
        field = field_named(event.field)
        if reader.is_dated and field.milestone and event.value is not None:
            reached = f"fact.reached.{event.field}"
            return words(reached) if words.has(reached) else label
        if field.hidden and event.value is not None:
            return words("fact.field_set", label=label, value=words("fact.hidden"))
        value = show_value(field, event.value, words, reader.zone)
    except UsageError:  # a field of a newer version: shown as it is
        value = str(event.value)
    certainty = ""
    if event.certainty not in {"confirmed", "unknown"}:
        certainty = words("fact.certainty", certainty=words(f"fact.certainty-{event.certainty}"))
    return words("fact.field_set", label=label, value=value) + certainty + reader.source(event.source)


def _told(event: Any, reader: Reader) -> str:  # noqa: ANN401
    key = "fact.told-unrelated" if event.unrelated else "fact.told"
    who = reader.words("when.list").join(event.who)
    return reader.words(key, who=who) + reader.because(event.how)


def _acted(event: Any, reader: Reader) -> str:  # noqa: ANN401
    words = reader.words
    text = words("fact.looked" if event.look else "fact.acted", text=event.text)
    if event.before or event.after:
        text += words("fact.before-after", before=event.before or "?", after=event.after or "?")
    return text + reader.by_method(event.method)


def _noted(event: Any, reader: Reader) -> str:  # noqa: ANN401
    stance = reader.words(f"fact.stance-{event.stance}") if event.stance != "fact" else ""
    return f"{stance}{event.text}{reader.source(event.source)}"


def _severity_set(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.severity_set", level=event.level) + reader.because(event.why)


def _hop_marked(event: Any, reader: Reader) -> str:  # noqa: ANN401
    mark = reader.words(f"fact.mark-{event.mark}")
    return reader.words("fact.hop_marked", hop=event.hop, mark=mark) + reader.because(event.text)


def _step_answered(event: Any, reader: Reader) -> str:  # noqa: ANN401
    value = reader.words("fact.unknown-value") if event.value is None else event.value
    return reader.words("fact.step_answered", step=event.step, value=value)


def _step_done(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.step_done", step=event.step) + reader.because(event.text)


def _step_deferred(event: Any, reader: Reader) -> str:  # noqa: ANN401
    if not event.until:
        return reader.words("fact.step_deferred", step=event.step)
    until = from_iso(event.until).astimezone(reader.zone) if reader.zone else from_iso(event.until)
    return reader.words("fact.step_deferred-until", step=event.step, until=f"{until:%Y-%m-%d %H:%M}")


def _confirmed(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.confirmed") + reader.because(event.text)


def _amended(event: Any, reader: Reader) -> str:  # noqa: ANN401
    text = event.text or event.to or reader.words("fact.moved")
    return reader.words("fact.amended", target=event.target[:6], text=text)


def _undone(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.undone", target=event.target[:6])


def _redacted(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.redacted", target=event.target[:6]) + reader.because(event.why)


def _runbook_frozen(event: Any, reader: Reader) -> str:  # noqa: ANN401
    return reader.words("fact.runbook_frozen", runbook=event.runbook, source=event.source[:12])


_TELLERS: Mapping[str, Callable[[Any, Reader], str]] = {
    "field_set": _field_set,
    "told": _told,
    "acted": _acted,
    "noted": _noted,
    "severity_set": _severity_set,
    "hop_marked": _hop_marked,
    "step_answered": _step_answered,
    "step_done": _step_done,
    "step_deferred": _step_deferred,
    "confirmed": _confirmed,
    "amended": _amended,
    "undone": _undone,
    "redacted": _redacted,
    "runbook_frozen": _runbook_frozen,
}
