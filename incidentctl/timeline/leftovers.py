"""Files under temporary names: what somebody who was stopped left, and told nobody that it is stored."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from incidentctl.timeline.place import Place

_TEMPORARY = re.compile(r"\.(?:[0-9a-hjkmnp-tv-z]{10}|index-.*)")


def leftovers(place: Place) -> Iterator[tuple[str, os.stat_result]]:
    """Give the path and the status of each such file, and of each directory that an incident was begun in."""
    for parent, directories, files in os.walk(place.root):
        for name in filter(_TEMPORARY.fullmatch, [*directories, *files]):
            path = os.path.join(parent, name)
            with suppress(OSError):
                known = os.lstat(path)
                if known.st_uid == os.geteuid():
                    yield path, known
