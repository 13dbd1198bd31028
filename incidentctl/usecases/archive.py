"""Archive: a whole incident out of the log, for a back-up or another machine, and into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.incident import fold
from incidentctl.domain.privacy import private_ids

if TYPE_CHECKING:
    from typing import BinaryIO

    from incidentctl.ports import Context, Exported, TakenIn


class Export(NamedTuple):
    """What was written, and how many entries of it belong to the privacy track (S4-5)."""

    exported: Exported
    private: int


def export(context: Context, incident: str, out: BinaryIO) -> Export:
    """Write a whole incident as one archive; raise `NotFound`, `Damaged`, `FoundWanting`, OSError.

    Nothing is left out: a chain of hashes with a gap proves nothing. What others may read is a report.
    """
    private = private_ids(fold(context.timeline.read(incident).facts).entries)
    return Export(context.archives.export(incident, out), len(private))


def take_in(
    context: Context, stream: BinaryIO, first: bytes, *, expected: str = "", is_dry: bool = False
) -> TakenIn:
    """Take in an archive; see `ports.Archives`."""
    return context.archives.take(stream, first, expected=expected, is_dry=is_dry)
