"""The texts of a runbook as they are shown in an incident: with its fields in the place of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.filling import asked

if TYPE_CHECKING:
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.runbook import Text
    from incidentctl.ports import Context


def spoken(context: Context, incident: Incident, text: Text, *, is_kept: bool = False) -> str:
    """Give a text in the reader's language; a field without a value is named, and said to have none.

    What `is_kept` may end up in a report, so that it names people and the privacy track by their labels only
    (K9, S4-5), as does the screen what is never shown at all (S1-1).
    """

    def value(name: str) -> str:
        from incidentctl.domain.fields import CUSTOM, field_named  # noqa: PLC0415 - start-up: only with a `$`
        from incidentctl.domain.values import typed  # noqa: PLC0415 - as above

        words, field, known = context.words, field_named(name), incident.fields.get(name)
        key = f"fields.{name}"
        label = words(key) if words.has(key) else name.removeprefix(CUSTOM)
        if field.hidden or (is_kept and (field.type == "person" or field.section == "privacy")):
            return label
        if known is None or known.value is None:
            return words("walk.unset" if known is None else "walk.not-known", field=label)
        choice = f"{key}={known.value}"
        if field.type == "choice" and words.has(choice):
            return words(choice)
        return typed(known.value, field, context.zone_of(incident.pulse.zone))

    return asked(text, context.words, value)
