"""Tell: who was told, when and how (S0-6, S1-19, S4-3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.events.people import Told
from incidentctl.domain.facts import New
from incidentctl.errors import NeedsAnswer
from incidentctl.usecases.record import Recorded, record_answers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from incidentctl.domain.times import Moment
    from incidentctl.ports import Context
    from incidentctl.usecases.locate import Located


def tell(  # noqa: PLR0913 - one parameter per flag
    context: Context,
    located: Located,
    who: Sequence[str],
    *,
    how: str = "",
    is_unrelated: bool = False,
    at: Moment | None = None,
) -> Recorded:
    """Record who was told; raise `NeedsAnswer` when nobody is named."""
    named = tuple(name.strip() for name in who if name.strip())
    if not named:
        raise NeedsAnswer("needs-who")
    return record_answers(context, located, [New(Told(named, how, is_unrelated), at)])
