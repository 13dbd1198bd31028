"""Lint: what in a text to word differently, and the one line about it when a text is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.lint import BLAME, Hit, Wording, lint, printed_by
from incidentctl.domain.privacy import is_private
from incidentctl.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Context

MOST = 5 * 1024 * 1024
"""Bytes of a text."""


def hits_in(
    context: Context, text: str, incident: Incident | None = None, *, kind: str = "", audience: str = ""
) -> Sequence[Hit]:
    """Give what the rules find in a text; `incident` is whose people must not be named (B5).

    Raises `Invalid` where wording.yaml cannot be used.
    """
    names = None
    if incident is not None:
        from incidentctl.domain.report_names import Names  # noqa: PLC0415 - only with an incident

        names = Names(incident, context.words)
    return lint(
        text,
        context.runbooks.wording(),
        context.lang,
        names=names,
        printed=printed_by(context.policy()),
        kind=kind,
        audience=audience,
    )


def blame_in(context: Context, texts: Iterable[str]) -> Mapping[str, str]:
    """Give the first words that point at people in texts that are entered, and a rewrite; {} for none.

    Entering is never refused for it, and a wording.yaml that cannot be used keeps nobody from recording.
    """
    typed = "\n\n".join(text for text in texts if text.strip())
    if not typed:
        return {}
    try:
        wording = context.runbooks.wording()
    except Invalid:
        return {}
    blaming = Wording({name: rule for name, rule in wording.rules.items() if name in BLAME}, wording.never)
    first = next(iter(lint(typed, blaming, context.lang)), None)
    return {"matched": first.text, "rewrite": first.rewrite} if first else {}


def answers_in(facts: Iterable[Fact]) -> Iterator[str]:
    """Give the texts that people typed as answers; nothing of the privacy track."""
    for fact in facts:
        if isinstance(fact.event, FieldSet) and not is_private(fact):
            field = FIELDS.get(fact.event.field)
            value = fact.event.value
            values = value if isinstance(value, list | tuple) else [value]
            if field is None or field.type in {"text", "list"}:
                yield from (text for text in values if isinstance(text, str))
