"""Adopting: how the file of a runbook differs from what an incident walks, and taking over the edit."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.runbook import fold_id
from incidentctl.errors import NotFound
from incidentctl.usecases.freezing import freeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from incidentctl.domain.incident import Incident
    from incidentctl.ports import Context, Found
    from incidentctl.usecases.locate import Located


class Change(NamedTuple):
    """What an edit did to a step ("": to what stands before the steps).

    `key` is changed, added, removed or moved; `diff` are the lines of a unified diff (moved: none).
    """

    step: str
    key: str
    diff: tuple[str, ...] = ()


class Edit(NamedTuple):
    """The file of a runbook, and how it differs from the text in the incident."""

    found: Found
    runbook: str
    changes: tuple[Change, ...]


def edits(context: Context, located: Located, wanted: str = "") -> tuple[Edit, ...]:
    """Give the runbooks of the incident whose files were edited since, or the one that is `wanted`.

    Raises `NotFound` for one that the incident has not, or whose file is gone, `Invalid` for a wrong file,
    and `Damaged` where the text in the incident is lost.
    """
    incident = context.timeline.state(located.id)
    ids = [known for known in incident.runbooks if not wanted or fold_id(known) == fold_id(wanted)]
    if wanted and not ids:
        raise NotFound("runbook-not-walked", id=wanted)
    found = (_edit(context, incident, known, is_wanted=bool(wanted)) for known in ids)
    return tuple(each for each in found if each is not None)


def adopt(context: Context, located: Located, wanted: str) -> Edit | None:
    """Walk the edited text from now on: steps keep their answers by id. None when there is no edit."""
    edited = edits(context, located, wanted)
    if edited:
        freeze(context, located, edited[0].found, is_adopted=True)
    return edited[0] if edited else None


def _edit(context: Context, incident: Incident, runbook: str, *, is_wanted: bool) -> Edit | None:
    try:
        found = context.runbooks.get(runbook)
    except NotFound:
        if is_wanted:
            raise
        return None
    before = context.timeline.fetch(incident.runbooks[runbook].event.source)
    if before == found.source:
        return None
    old, new = (context.runbooks.blocks(source) for source in (before, found.source))
    return Edit(found, runbook, tuple(_changes(runbook, old, new)))


def _changes(
    runbook: str, old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]
) -> Iterator[Change]:
    """Give what changed step by step, in the order of the new text, with what is gone at its old place."""
    stay = [step for step in old if step in new]
    moved = _moved(stay, [step for step in new if step in old])
    gone = dict[str, list[str]]()
    last = ""
    for step in old:
        if step in new:
            last = step
        else:
            gone.setdefault(last, []).append(step)
    for step, lines in new.items():
        before = old.get(step, ())
        key = "added" if step not in old else "changed" if before != lines else "moved"
        if before != lines:
            yield Change(step, key, _diff(f"{runbook}/{step}".rstrip("/"), before, lines))
        elif step in moved:
            yield Change(step, key)
        for removed in gone.get(step, ()):
            yield Change(removed, "removed", _diff(f"{runbook}/{removed}", old[removed], ()))


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Give the steps that come in another order: those beyond the longest row that is in both."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - as its neighbour, where something was edited

    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {step for block in blocks for step in new[block.b : block.b + block.size]}
    return set(new) - kept


def _diff(name: str, old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unified_diff(old, new, f"{name} (incident)", f"{name} (file)", lineterm="", n=2))
