"""Contributing factors: never a single root, each with a kind, and what came from outside counts (S4-14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.rules import Broken
from incidentctl.domain.runbook import fold_id
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.domain.incident import Incident

FIELD = "cause.factors"
KINDS = ("change", "design", "capacity", "detection", "procedure", "external")
"""What a factor may be of; `external` is what nobody here could have changed."""


class Factor(NamedTuple):
    """A factor, and its kind ("" where nobody said)."""

    kind: str
    text: str


def factor(typed: str) -> Factor:
    """Read a factor as it was typed: `external: the bank was slow`, or 外部要因: 銀行の応答が遅れた."""
    head, colon, text = typed.replace("\uff1a", ":").partition(":")
    kind = _kinds().get(fold_id(head.strip()), "") if colon else ""
    return Factor(kind, text.strip()) if kind and text.strip() else Factor("", typed)


def known(incident: Incident) -> tuple[Factor, ...]:
    """Give the factors that stand."""
    value = incident.value(FIELD)
    return tuple(factor(str(each)) for each in value) if isinstance(value, list | tuple) else ()


def unsorted(incident: Incident) -> Iterator[Broken]:
    """Say that no factor has a kind (S4-14)."""
    if not any(each.kind for each in known(incident)):
        yield Broken("S4-14", fixes=(f'incidentctl set {FIELD} "external: TEXT, design: TEXT"',))


def _kinds() -> dict[str, str]:
    labels = {kind: kind for kind in KINDS}
    for lang in LANGS:
        words = Words(lang)
        for kind in KINDS:
            labels |= {fold_id(label): kind for label in words(f"follow_up.called.factor.{kind}").split(", ")}
    return labels
