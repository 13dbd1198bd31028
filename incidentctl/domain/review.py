"""The review: what was parked for it comes back, and what the log suggests to change in the checklists."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.acts import is_change
from incidentctl.domain.facts import Unknown
from incidentctl.domain.privacy import private_ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.report_names import Names
    from incidentctl.words import Words

LEFT = ("skipped", "failed", "deferred")
"""How a step ended that was not done as it is written."""

_ITEM = re.compile(r"(\s*)-\s")
_ID = re.compile(r"""(?:^|[\s{,])id:\s*["']?([^"'#\s,}]+)""")


class Change(NamedTuple):
    """What the log suggests at a step.

    `key` is skipped, failed, deferred (`text` is the reason) or added: `text` was done by hand after it.
    """

    step: str
    key: str
    text: str


def parked(incident: Incident) -> tuple[Fact, ...]:
    """Give what was kept for the review: parked thoughts and questions, as they were said (S1-16, S2-11)."""
    private = private_ids(incident.entries)
    facts = (entry.fact for entry in incident.entries if not entry.undone)
    return tuple(fact for fact in facts if fact.id not in private and _is_parked(fact))


def changes(incident: Incident, runbook: str, names: Names) -> tuple[Change, ...]:
    """Give what the log suggests to change in a runbook, without names (K9) and the privacy track (S4-5)."""
    private = private_ids(incident.entries)
    found = []
    for key, record in incident.steps.items():
        fact = record.fact
        if record.outcome in LEFT and fact is not None and fact.id not in private:
            why = names.replaced(getattr(fact.event, "why", ""), fact)
            found.append(Change(key, record.outcome, why))
    last = ""
    for entry in incident.entries:
        fact = entry.fact
        if entry.undone or fact.id in private or isinstance(fact.event, Unknown):
            continue
        if _is_by_hand(fact):
            found.append(Change(last, "added", names.replaced(fact.event.text, fact)))
        last = getattr(fact.event, "step", "") or getattr(fact.event, "at_step", "") or last
    own = (each for each in found if each.step.partition("/")[0] == runbook)
    return tuple(dict.fromkeys(each._replace(step=each.step.partition("/")[2]) for each in own))


def edited(source: str, wanted: Sequence[Change], incident: str, words: Words) -> str:
    """Give the source of a runbook with what is suggested: a remark at a step, or a step after it.

    The reason why a step was left stands beside it, for whoever maintains it to act on; what was done by
    hand is a step of its own. A step that is not found (written in another manner) gets nothing.
    """
    lines = source.splitlines()
    blocks = {id_: (first, last) for first, last, id_ in _steps(lines)}
    ids, number = set(blocks), 0
    before: dict[int, list[str]] = {}
    for change in wanted:
        if change.step not in blocks:
            continue
        first, last = blocks[change.step]
        found = _ITEM.match(lines[first])
        indent = found[1] if found else ""
        why = _plain(change.text)
        remark = f"{indent}# {words(f'follow_up.comment.{change.key}', incident=incident, why=why)}"
        if change.key != "added":
            before.setdefault(first, []).append(remark.rstrip())
            continue
        number = next(n for n in range(number + 1, number + 2 + len(ids)) if f"by-hand-{n}" not in ids)
        title = json.dumps(why.replace("$", "$$"), ensure_ascii=False)
        before.setdefault(last, []).extend(
            (remark, f"{indent}- id: by-hand-{number}", f"{indent}  title: {title}")
        )
    placed = [line for n, own in enumerate([*lines, ""]) for line in (*before.get(n, ()), own)]
    return "\n".join(placed[:-1]) + "\n"


def _steps(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give for each step of a runbook its first line, the line after its last, and its id."""
    head = re.compile(r"steps:\s*(?:#.*)?$")
    begin = next((n + 1 for n, line in enumerate(lines) if head.match(line)), len(lines))
    end = next((n for n in range(begin, len(lines)) if re.match(r"[^\s#-]", lines[n])), len(lines))
    while end > begin and not lines[end - 1].strip():
        end -= 1
    items = [(n, found[1]) for n in range(begin, end) if (found := _ITEM.match(lines[n]))]
    starts = [n for n, indent in items if indent == items[0][1]]
    for first, last in pairwise((*starts, end)):
        found = _ID.search("\n".join(line.split(" #")[0] for line in lines[first:last]))
        if found:
            yield first, last, found[1]


def _plain(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _is_parked(fact: Fact) -> bool:
    return fact.kind == "parked" or (fact.kind == "noted" and getattr(fact.event, "stance", "") == "question")


def _is_by_hand(fact: Fact) -> bool:
    event = fact.event
    if fact.kind == "noted":
        return bool(event.stance == "action")
    return is_change(fact) and not getattr(event, "step", "")
