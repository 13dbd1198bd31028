"""Lint: what in a text to word differently, and the one line about it when a text is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.events.values import FieldSet
from incidentctl.domain.fields import FIELDS
from incidentctl.domain.lint import BLAME, Hit, Wording, WordRule, lint, prefixes_of, printed_by
from incidentctl.domain.privacy import is_private
from incidentctl.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Context

REMEDY = "follow-up"
"""The kind of texts that are remedies, in wording.yaml."""

MOST = 5 * 1024 * 1024
"""Bytes of a text."""


def hits_in(
    context: Context, text: str, incident: Incident | None = None, *, kind: str = "", audience: str = ""
) -> Sequence[Hit]:
    """Give what the rules find in a text; `incident` is whose people must not be named (B5).

    Words for engineers are looked for where an `audience` is no engineer (S0-27). Raises `Invalid` where
    wording.yaml cannot be used.
    """
    names = None
    if incident is not None:
        from incidentctl.domain.report_names import Names  # noqa: PLC0415 - only with an incident

        names = Names(incident, context.words)
    policy, glossary = context.policy(), None
    if audience not in {"", "engineer"}:
        from incidentctl.domain.glossary import Glossary  # noqa: PLC0415 - only for such readers

        glossary = Glossary(policy, context.lang)
    return lint(
        text,
        context.runbooks.wording(),
        context.lang,
        names=names,
        printed=printed_by(policy, glossary),
        prefixes=prefixes_of(policy),
        glossary=glossary,
        kind=kind,
        audience=audience,
    )


def blame_in(context: Context, texts: Iterable[str]) -> Mapping[str, str]:
    """Give the first words that point at people in texts that are entered, and a rewrite; {} for none."""
    return _entered(context, texts, lambda rule: rule.id in BLAME)


def weak_in(context: Context, texts: Iterable[str]) -> Mapping[str, str]:
    """Give the first words of follow-ups that leave a remedy to people (B6), and a rewrite; {} for none."""
    return _entered(context, texts, lambda rule: rule.kind == REMEDY, REMEDY)


def _entered(
    context: Context, texts: Iterable[str], is_asked: Callable[[WordRule], bool], kind: str = ""
) -> Mapping[str, str]:
    """Give the first hit of some of the rules in texts that are entered.

    Entering is never refused for it, and a wording.yaml that cannot be used keeps nobody from recording.
    """
    typed = "\n\n".join(text for text in texts if text.strip())
    if not typed:
        return {}
    try:
        wording = context.runbooks.wording()
    except Invalid:
        return {}
    asked = Wording({name: rule for name, rule in wording.rules.items() if is_asked(rule)}, wording.never)
    first = next(iter(lint(typed, asked, context.lang, kind=kind)), None)
    return {"matched": first.text, "rewrite": first.rewrite} if first else {}


def remedies_in(facts: Iterable[Fact]) -> Iterator[str]:
    """Give the texts of follow-ups, in which a remedy must not be left to people."""
    return (fact.event.text for fact in facts if fact.kind == "follow_up_added" and not is_private(fact))


def answers_in(facts: Iterable[Fact]) -> Iterator[str]:
    """Give the texts that people typed as answers; nothing of the privacy track."""
    for fact in facts:
        if isinstance(fact.event, FieldSet) and not is_private(fact):
            field = FIELDS.get(fact.event.field)
            value = fact.event.value
            values = value if isinstance(value, list | tuple) else [value]
            if field is None or field.type in {"text", "list"}:
                yield from (text for text in values if isinstance(text, str))
