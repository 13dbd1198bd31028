"""The first sentence of a post: the time and the fact, as typed, or as the phase has it (S2-20)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from incidentctl.domain.acts import BEGINS, ENDS
from incidentctl.domain.post_material import STOPS
from incidentctl.domain.report_values import Said, Typed
from incidentctl.domain.times import from_iso
from incidentctl.domain.wording import guess_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from incidentctl.domain.post_material import Material
    from incidentctl.domain.report_values import Inline

    _Head: TypeAlias = tuple[Inline, bool]

_OWN_TIME = r"(?:(?:at|as of|since|from|by) )?[0-9]{1,2}:[0-9]{2}(?![0-9])"
_VERBS = (
    r"\b(?:is|are|was|were|has|have|had|can|could|will|did|does|do|went|came|fell|rose|ran|got|held|kept"
    r"|(?:answer|come|complete|flow|get|load|open|pay|remain|respond|return|see|show|stay|succeed|work)s?"
    r"|go|goes|pass|passes|stopped|\w+ed)\b"
)

_GENERIC = r"\s*\[(?:status|status update|update|info|news|notice)\]\s*"
_PREFIX = r"(?:\s*(?:【(?!訓練)[^】]*】|\[(?!DRILL)[A-Z][A-Z /_-]{2,30}\]))+\s*"
_WHAT = ("summary", "happening", "symptom")
_READ = (*_WHAT, "outlook", "workaround", "started_at", "cause", "cause.certainty")
_READ_INSIDE = (*_READ, "plan", "decision")
_DECIDED = BEGINS | ENDS | {"decided", "decision_settled"}
_WORK = _DECIDED | {"noted", "hypothesis_added", "hypothesis_settled", "task_assigned", "task_ended"}


def without_prefix(text: str) -> tuple[str, str]:
    """Part a text from the prefix that was typed before it: 【...】, or [...] in capitals (S2-20, S2-21).

    The prefix is derived from the phase, so a typed one only ever disagrees. That of a drill stays.
    """
    hit = re.match(_PREFIX, text) or re.match(_GENERIC, text, re.IGNORECASE)
    return (text[hit.end() :], hit.group().strip()) if hit else (text, "")


def head(m: Material, text: str, source: str) -> _Head:
    """Give the first sentence, and whether it tells its time itself: there is one clock time in it."""
    text, _ = without_prefix(text)
    if not text.strip():
        return _derived(m)
    typed = m.typed(text)
    is_sourced = bool(source) and not m.is_for_customers
    tags = ".unconfirmed" if m.is_technical and guess_in(text) else ""
    tags += ".sourced" if is_sourced else ""
    is_timed = re.match(_OWN_TIME, typed.text, re.IGNORECASE) is not None
    if not tags and typed.text[-1] in "!?！？」":
        return typed, is_timed
    params: dict[str, Inline] = {"source": m.typed(source)} if is_sourced else {}
    return m.sentence(Typed(typed.text.rstrip(STOPS)), tags, **params), is_timed


def _derived(m: Material) -> _Head:
    """Give the first sentence from what is known: "nothing has changed" (P11), else by the phase."""
    if _is_unchanged(m):
        return m.view.phrase("P11"), False
    by_phase = _BY_PHASE.get(m.phase)
    known = by_phase(m) if by_phase else None
    return known or (m.sentence(m.what), False)


def _withdrawn(m: Material) -> _Head:
    return Said("update.head.withdrawn") if m.is_for_customers else m.view.phrase("P8"), False


def _ended(m: Material) -> _Head | None:
    at = m.milestone("ended") or m.milestone("closed")
    return (Said("update.head.ended", {"at": at}), True) if at else None


def _recovered(m: Material) -> _Head:
    """Say that it has recovered, and since when (P7); who has read that hears until when it is watched."""
    at = m.milestone("resolved") or m.clock(m.now)
    ends = m.incident.pulse.watch_until
    until = m.clock(from_iso(ends)) if ends else None
    told = m.last.fact.event.phase if m.last else ""
    if m.phase == "watching" and told in {"recovered", "watching"}:
        return Said(f"update.head.watching{'' if until else '.open'}", _times(at, until)), True
    fact = m.value("recovery.fact", is_certain=True)
    if fact is None or m.is_for_customers:
        return Said(f"update.head.recovered{'.customer' if m.is_for_customers else ''}", {"at": at}), True
    doing = m.words("update.watching-until", until=until.text) if until else m.words("update.watching")
    proof = _as_clause(m, str(fact.value))
    return m.view.phrase("P7", prefix="", fact=proof, time=at.text, doing=doing), True


def _times(at: Typed, until: Typed | None) -> dict[str, Typed]:
    return {"at": at, "until": until} if until else {"at": at}


def _mitigated(m: Material) -> _Head | None:
    at = m.milestone("mitigated")
    key = f"update.head.mitigated{'.customer' if m.is_for_customers else ''}"
    return (Said(key, {"at": at}), True) if at else None


def _mitigating(m: Material) -> _Head | None:
    if m.is_for_customers:
        return Said("update.head.mitigating.customer"), False
    return (m.acting, True) if m.acting is not None else None


def _identified(m: Material) -> _Head | None:
    if m.is_for_customers:
        return Said("update.head.identified.customer"), False
    cause = m.value("cause", is_certain=True)
    return (Said("update.head.identified", {"text": cause}), False) if cause else None


_BY_PHASE: Mapping[str, Callable[[Material], _Head | None]] = {
    "withdrawn": _withdrawn,
    "closed": _ended,
    "ended": _ended,
    "watching": _recovered,
    "recovered": _recovered,
    "mitigated": _mitigated,
    "mitigating": _mitigating,
    "identified": _identified,
}


def _as_clause(m: Material, fact: str) -> str:
    """Make what shows the recovery fit into P7: "... ことを確認し", "We confirmed that ..."."""
    if m.lang == "ja":
        fact = fact.removesuffix("こと")
        is_noun = not "ぁ" <= fact[-1] <= "ん" or fact.endswith("なし")
        return f"{fact}である" if is_noun else fact
    if re.search(_VERBS, fact, re.IGNORECASE) is None:
        return m.words("update.usable-again", fact=fact)
    word = fact.split(maxsplit=1)[0]
    return fact if word[1:] != word[1:].lower() or word == "I" else fact[:1].lower() + fact[1:]


def _is_unchanged(m: Material) -> bool:
    """Say whether nothing that this audience reads is newer than the last post to it (P11)."""
    last = m.last
    if last is None or last.fact.event.phase != m.phase:
        return False
    impact = tuple(name for name in m.incident.fields if name.startswith("impact."))
    names = (*(_READ if m.is_for_customers else _READ_INSIDE), *impact)
    fields = [found.fact for name in names if (found := m.incident.fields.get(name))]
    kinds = () if m.is_for_customers else _WORK if m.is_technical else _DECIDED
    work = [entry.fact for entry in m.view.entries if entry.fact.kind in kinds]
    return not any(fact.order > last.fact.order for fact in (*fields, *work))
