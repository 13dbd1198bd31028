"""A fact in one line of the reader's language: for echoes, the timeline, the question before an undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from incidentctl.domain.events.people import Told
from incidentctl.domain.facts import Unknown
from incidentctl.domain.fields import field_named
from incidentctl.errors import UsageError
from incidentctl.render.when import show_value

if TYPE_CHECKING:
    from datetime import tzinfo

    from incidentctl.domain.facts import Fact
    from incidentctl.words import Words


def telling(fact: Fact, words: Words, zone: tzinfo | None = None, *, is_dated: bool = False) -> str:
    """Word a fact; the text that somebody typed stands in it as it was typed.

    Times are shown in `zone`, else with the offset that they were recorded with. `is_dated`: the line that
    this goes into shows already when it happened, so a milestone does not say it again.
    """
    event = fact.event
    if isinstance(event, Unknown):
        return words("fact.unknown", kind=fact.kind, data=str(dict(event.data)))
    match fact.kind:
        case "field_set":
            return _field_set(event, words, zone, is_dated=is_dated)
        case "told":
            return _told(event, words)
        case "acted":
            return _acted(event, words)
        case "noted":
            source = words("fact.source", source=event.source) if event.source else ""
            stance = words(f"fact.stance-{event.stance}") if event.stance != "fact" else ""
            return f"{stance}{event.text}{source}"
        case "severity_set":
            return words("fact.severity_set", level=event.level) + _because(event.why, words)
        case "hop_marked":
            mark = words(f"fact.mark-{event.mark}")
            return words("fact.hop_marked", hop=event.hop, mark=mark) + _because(event.text, words)
        case "step_answered":
            value = words("fact.unknown-value") if event.value is None else event.value
            return words("fact.step_answered", step=event.step, value=value)
        case "step_deferred" if event.until:
            return words(
                "fact.step_deferred-until", step=event.step, until=event.until[:16].replace("T", " ")
            )
        case "step_done" if event.text:
            return words("fact.step_done", step=event.step) + _because(event.text, words)
        case "amended":
            text = event.text or event.to or words("fact.moved")
            return words("fact.amended", target=event.target[:6], text=text)
        case "undone":
            return words("fact.undone", target=event.target[:6])
        case "runbook_frozen":
            return words("fact.runbook_frozen", runbook=event.runbook, source=event.source[:12])
    return words(f"fact.{fact.kind}", **event._asdict())


def _because(text: str, words: Words) -> str:
    return words("fact.because", text=text) if text else ""


def _field_set(event: Any, words: Words, zone: tzinfo | None, *, is_dated: bool) -> str:  # noqa: ANN401
    label = words(f"fields.{event.field}") if words.has(f"fields.{event.field}") else event.field
    try:
        field = field_named(event.field)
        if is_dated and field.milestone and event.value is not None:
            return label
        value = show_value(field, event.value, words, zone)
    except UsageError:  # a field of a newer version: shown as it is
        value = str(event.value)
    certainty = ""
    if event.certainty not in {"confirmed", "unknown"}:
        certainty = words("fact.certainty", certainty=words(f"fact.certainty-{event.certainty}"))
    source = words("fact.source", source=event.source) if event.source else ""
    return words("fact.field_set", label=label, value=value) + certainty + source


def _told(event: Told, words: Words) -> str:
    key = "fact.told-unrelated" if event.unrelated else "fact.told"
    return words(key, who=", ".join(event.who)) + _because(event.how, words)


def _acted(event: Any, words: Words) -> str:  # noqa: ANN401 - Acted
    text = words("fact.looked" if event.look else "fact.acted", text=event.text)
    if event.before or event.after:
        text += words("fact.before-after", before=event.before or "?", after=event.after or "?")
    return text
