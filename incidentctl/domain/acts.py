"""What changes the system: told from all the facts that only say something of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incidentctl.domain.facts import Fact

BEGINS = frozenset({"acted", "write_begun", "command_begun"})
"""The kinds of facts that begin a change of the system, unless it was only looked at."""

ENDS = frozenset({"write_ended", "command_ended"})
"""The kinds that end one that takes time."""


def is_change(fact: Fact) -> bool:
    """Say whether a fact begins a change of the system: done by hand, or by a command."""
    return fact.kind in BEGINS and not getattr(fact.event, "look", False)


def is_told_change(fact: Fact) -> bool:
    """Say whether it is one, or a note that tells of one."""
    return is_change(fact) or getattr(fact.event, "stance", "") == "action"
