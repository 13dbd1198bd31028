"""The first sentence of a post: the time and the fact, as typed, or as the phase has it (S2-20)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from incidentctl.domain.post_material import STOPS
from incidentctl.domain.report_values import Said, Typed
from incidentctl.domain.times import from_iso
from incidentctl.domain.wording import guess_in

if TYPE_CHECKING:
    from incidentctl.domain.post_material import Material
    from incidentctl.domain.report_values import Inline

_OWN_TIME = r"(?:(?:at|as of|since|from|by) )?[0-9]{1,2}:[0-9]{2}(?![0-9])"
_VERBS = (
    r"\b(?:is|are|was|were|has|have|had|can|could|will|did|does|do|went|came|fell|rose|ran|got|held|kept"
    r"|stopped|works?|returns?|succeeds?|passes|stays|remains?|\w+ed)\b"
)

_GENERIC = r"\s*\[(?:status|status update|update|info|news|notice)\]\s*"
_PREFIX = r"(?:\s*(?:【(?!訓練)[^】]*】|［[^］]*］|\[(?!DRILL)[A-Z][A-Z /_-]{2,30}\]))+\s*"
_READ = ("summary", "happening", "symptom", "outlook", "workaround", "started_at", "cause", "cause.certainty")
_READ_INSIDE = (*_READ, "plan", "decision")
_DECIDED = frozenset({"decided", "decision_settled", "write_begun", "write_ended", "acted"})
_WORK = _DECIDED | {"noted", "hypothesis_added", "hypothesis_settled", "task_assigned", "task_ended"}


def without_prefix(text: str) -> tuple[str, str]:
    """Part a text from the prefix that was typed before it: 【...】, or [...] in capitals (S2-20, S2-21).

    The prefix is derived from the phase, so a typed one only ever disagrees. That of a drill stays.
    """
    hit = re.match(_PREFIX, text) or re.match(_GENERIC, text, re.IGNORECASE)
    return (text[hit.end() :], hit.group().strip()) if hit else (text, "")


def head(m: Material, text: str, source: str) -> tuple[Inline, bool]:
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


def _derived(m: Material) -> tuple[Inline, bool]:
    """Give the first sentence from what is known: "nothing has changed" (P11), else by the phase."""
    if _is_unchanged(m):
        return m.view.phrase("P11"), False
    match m.phase:
        case "withdrawn":
            return Said("update.head.withdrawn") if m.is_for_customers else m.view.phrase("P8"), False
        case "ended" | "closed" as phase:
            at = m.milestone("ended") or m.milestone(phase)
            return (Said("update.head.ended", {"at": at}), True) if at else (m.sentence(m.what), False)
        case "watching" | "recovered":
            return _recovered(m)
        case "mitigated":
            at = m.milestone("mitigated")
            key = f"update.head.mitigated{_to(m)}"
            return (Said(key, {"at": at}), True) if at else (m.sentence(m.what), False)
        case "mitigating" | "identified" if m.is_for_customers:
            return Said(f"update.head.{m.phase}.customer"), False
        case "mitigating" if m.acting is not None:
            return m.acting, True
        case "identified" if (cause := m.value("cause", is_certain=True)) is not None:
            return Said("update.head.identified", {"text": cause}), False
    return m.sentence(m.what), False


def _recovered(m: Material) -> tuple[Inline, bool]:
    """Say that it has recovered, since when (P7), and until when it is watched."""
    at = m.milestone("resolved") or m.clock(m.now)
    until = m.incident.pulse.watch_until
    if m.phase == "watching":
        key = "update.head.watching" if until else "update.head.watching.open"
        return Said(key, {"at": at, **({"until": m.clock(from_iso(until))} if until else {})}), True
    fact = m.value("recovery.fact", is_certain=True)
    if fact is None or m.is_for_customers:
        return Said(f"update.head.recovered{_to(m)}", {"at": at}), True
    doing = m.words("update.watching")
    proof = _as_clause(m, str(fact.value))
    return m.view.phrase("P7", prefix="", fact=proof, time=at.text, doing=doing), True


def _as_clause(m: Material, fact: str) -> str:
    """Make what shows the recovery fit into P7: "... ことを確認し", "We confirmed that ..."."""
    if m.lang == "ja":
        is_noun = not "ぁ" <= fact[-1] <= "ん" or fact.endswith("なし")
        return f"{fact}である" if is_noun else fact
    if re.search(_VERBS, fact, re.IGNORECASE) is None:
        return m.words("update.usable-again", fact=fact)
    word = fact.split()[0]
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
