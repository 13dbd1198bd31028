"""The request path: how far it is normal, and from where abnormal (S0-17, S0-18)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from incidentctl.domain.incident import Incident


class Boundary(NamedTuple):
    """The last good hop and the first bad one after it.

    `key` is "found", "open" (unmarked hops lie between: the boundary is not fixed), "all-good", "all-bad",
    "contradiction" (a good hop behind a bad one) or "unmarked".
    """

    key: str
    good: str = ""
    bad: str = ""
    unknown: tuple[str, ...] = ()


def marks(incident: Incident) -> Mapping[str, str]:
    """Give the mark of each hop of the path in order: ok, ng or unknown."""
    hops = [str(hop) for hop in incident.value("path") or []]
    known = {hop.casefold(): fact.event.mark for hop, fact in incident.hops.items()}
    for field, mark in (("path.last_good", "ok"), ("path.first_bad", "ng")):
        value = incident.value(field)
        if value:
            known.setdefault(str(value).casefold(), mark)
    return {hop: known.get(hop.casefold(), "unknown") for hop in hops}


def boundary(incident: Incident) -> Boundary:
    """Compute the boundary: the first `ng` after the last `ok` before it."""
    marked = marks(incident)
    hops = list(marked)
    bad = next((index for index, hop in enumerate(hops) if marked[hop] == "ng"), None)
    good = [index for index, hop in enumerate(hops) if marked[hop] == "ok"]
    if bad is None:
        if not good:
            return Boundary("unmarked")
        unknown = tuple(hop for hop in hops if marked[hop] == "unknown")
        return (
            Boundary("open", hops[good[-1]], "", unknown) if unknown else Boundary("all-good", hops[good[-1]])
        )
    before = [index for index in good if index < bad]
    if any(index > bad for index in good):
        return Boundary("contradiction", hops[max(good)], hops[bad])
    start = before[-1] + 1 if before else 0
    unknown = tuple(hops[start:bad])
    if unknown:
        return Boundary("open", hops[before[-1]] if before else "", hops[bad], unknown)
    return Boundary("found", hops[before[-1]], hops[bad]) if before else Boundary("all-bad", "", hops[bad])
