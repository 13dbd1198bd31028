"""Whole incidents, taken out of a home as an archive, and taken in again."""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from errno import ENOENT
from typing import TYPE_CHECKING

from incidentctl.errors import FoundWanting, NotFound, NotRecorded, UsageError
from incidentctl.ports import Exported, TakenIn
from incidentctl.timeline.archive import BLOBS, File, Reader, is_archive, listed, write
from incidentctl.timeline.blobs import FOLDER
from incidentctl.timeline.comparing import Log, read
from incidentctl.timeline.inspecting import chunks, digest_of
from incidentctl.timeline.place import is_incident_id, open_file
from incidentctl.timeline.taking_in import TakingIn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from incidentctl.timeline.places import Places


class FileArchives:
    """Archives of the incidents of a home."""

    def __init__(self, places: Places) -> None:
        """Take out of all `places`, and in to the home."""
        self._places = places

    def knows(self, first: bytes) -> bool:
        """Say whether a file that begins so means to be an archive."""
        return is_archive(first)

    def export(self, incident: str, out: BinaryIO) -> Exported:
        """Write the whole of an incident, as far as it stands there when this begins."""
        with ExitStack() as stack:
            logs = self._logs(incident, stack)
            names = {name for log in logs for name in log.held.blobs}
            sizes = {name: size for name in names if (size := self._size(name)) >= 0}
            files = [File(log.held.name, log.held.size, digest_of(log.file, log.held.size)) for log in logs]
            manifest = listed(
                incident,
                [*files, *(File(BLOBS + name, size, name) for name, size in sizes.items())],
                [log.held.head for log in logs if log.held.head],
                [log.held.name for log in logs if not log.held.is_whole],
            )
            opened = {log.held.name: log.file for log in logs}
            contents = (
                chunks(opened[file.name], file.size) if file.is_log else self._blob(file)
                for file in manifest.files
            )
            size, hashed = write(out, manifest, contents)
        return Exported(
            incident, size, hashed, sum(log.held.facts for log in logs), manifest.heads, len(sizes),
            sorted(names - sizes.keys()), manifest.damaged,
        )  # fmt: skip

    def _logs(self, incident: str, stack: ExitStack) -> list[Log]:
        """Open and read every file of facts; of one that is there twice the longer, if it is the same."""
        found: dict[str, Log] = {}
        if not is_incident_id(incident):
            raise NotFound("no-such-incident", id=incident)
        for place in self._places.all:
            try:
                directory = stack.enter_context(place.incident(incident))
            except FileNotFoundError:
                continue
            for log in read(directory, stack):
                both = sorted((found.get(log.held.name, log), log), key=lambda each: each.held.size)
                size, found[log.held.name] = both[0].held.size, both[1]
                if digest_of(both[0].file, size) != digest_of(both[1].file, size):
                    raise FoundWanting("archive-two-places", name=log.held.name, path=directory.path)
        if not found:
            raise NotFound("no-such-incident", id=incident)
        return [found[name] for name in sorted(found)]

    def _size(self, name: str) -> int:
        """Give the size of a blob; -1 where it is missing, or not what its name says."""
        for place in self._places.all:
            with suppress(OSError), place.below(FOLDER) as fd, open(open_file(name, fd), "rb") as file:
                size = os.fstat(file.fileno()).st_size
                if digest_of(file, size) == name:
                    return size
        return -1

    def _blob(self, blob: File) -> Iterator[bytes]:
        """Give the content of a blob that was there a moment ago, in pieces; else raise OSError."""
        for place in self._places.all:
            try:
                with place.below(FOLDER) as fd, open(open_file(blob.sha256, fd), "rb") as file:
                    if os.fstat(file.fileno()).st_size == blob.size:
                        yield from chunks(file, blob.size)
                        return
            except FileNotFoundError:
                continue
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), blob.sha256)

    def take(
        self, stream: BinaryIO, first: bytes = b"", *, expected: str = "", is_dry: bool = False
    ) -> TakenIn:
        """Take in an archive: unpack it aside, look at all of it, and only then put it in place."""
        try:
            reader = Reader(stream, first)
            incident = reader.manifest.incident
            if not incident.casefold().endswith(expected.casefold()):
                raise UsageError("archive-other-incident", id=incident, wanted=expected)
            return TakingIn(self._places, reader).take(is_dry=is_dry)
        except OSError as error:
            raise NotRecorded("archive-not-taken", reason=error.strerror or type(error).__name__) from error
