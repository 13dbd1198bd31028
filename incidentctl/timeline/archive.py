"""The archive of an incident: a plain tar that is the same, byte for byte, for the same log.

`tar tf` lists it and `less` reads what is in it, so that nobody needs this program to get at a backup. What
is read is held against what `header` would have written: no link, device, other mode, extension or name that
an export does not make has a spelling here, and nothing in it is ever compressed.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from incidentctl import __version__
from incidentctl.errors import FoundWanting
from incidentctl.timeline.place import is_incident_id, is_log_name
from incidentctl.timeline.tail import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from incidentctl.ports import Head

FORMAT = 1
BLOCK = 512
CHUNK = 1024 * 1024
MANIFEST = "manifest.json"
BLOBS = "blobs/"
_MANIFEST_CAP = 16 * CHUNK
_MOST_FILES = 50_000
MOST_LOG, MOST = 256 * CHUNK, 8 * 1024 * CHUNK
"""Bytes: of all the files of facts together, and of a whole archive."""

_MAGIC = slice(257, 263)
_SHA = re.compile("[0-9a-f]{64}")


class File(NamedTuple):
    """One file of an archive, by the name that it has below the incident."""

    name: str
    size: int
    sha256: str

    @property
    def is_log(self) -> bool:
        """Whether it holds facts; else it is a blob."""
        return not self.name.startswith(BLOBS)


class Manifest(NamedTuple):
    """What an archive says of itself: the first file in it, of one line.

    `damaged` are the files of facts that were not whole when they were exported.
    """

    incident: str
    heads: tuple[tuple[str, int, str], ...]
    files: tuple[File, ...]
    damaged: tuple[str, ...] = ()
    program: str = __version__

    def line(self) -> bytes:
        """Give the line."""
        said = {
            "archive": "incidentctl",
            "format": FORMAT,
            "program": self.program,
            "incident": self.incident,
            "heads": self.heads,
            "damaged": self.damaged,
            "files": self.files,
        }
        return json.dumps(said, separators=(",", ":")).encode("ascii") + b"\n"


def header(name: str, size: int) -> bytes:
    """Give the 512 bytes before a file: a regular one, only for its owner, of no time and of nobody."""
    fields = [
        (name.encode("ascii"), 100), (b"0000600\0", 8), (b"0000000\0", 8), (b"0000000\0", 8),
        (b"%011o\0" % size, 12), (b"00000000000\0", 12), (b" " * 8, 8), (b"0", 1), (b"", 100),
        (b"ustar\00000", 8), (b"", 64), (b"0000000\0", 8), (b"0000000\0", 8), (b"", 167),
    ]  # fmt: skip
    block = b"".join(value.ljust(width, b"\0") for value, width in fields)
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def is_archive(first: bytes) -> bool:
    """Say whether a file that begins so means to be an archive: a table of rows never does."""
    name, _, _ = first.partition(b"\0")
    return first[_MAGIC].rstrip(b" ") in {b"ustar\0", b"ustar"} or name.endswith(b"/" + MANIFEST.encode())


def write(out: BinaryIO, manifest: Manifest, contents: Iterable[Iterator[bytes]]) -> tuple[int, str]:
    """Write an archive; `contents` are those of its files, in turn. Give its size and SHA-256."""
    line, total, digest = manifest.line(), 0, sha256()

    def put(data: bytes) -> None:
        nonlocal total
        out.write(data)
        digest.update(data)
        total += len(data)

    put(header(f"{manifest.incident}/{MANIFEST}", len(line)) + line + _padding(len(line)))
    for file, chunks in zip(manifest.files, contents, strict=True):
        put(header(f"{manifest.incident}/{file.name}", file.size))
        for chunk in chunks:
            put(chunk)
        put(_padding(file.size))
    put(bytes(2 * BLOCK))
    return total, digest.hexdigest()


class Reader:
    """Reads an archive from a stream, one file at a time and in bounded memory; it trusts nothing in it.

    Everything raises `FoundWanting`: archive-cut, archive-foreign, archive-newer, archive-too-big or
    archive-changed.
    """

    def __init__(self, stream: BinaryIO, first: bytes = b"") -> None:
        """Read the manifest; `first` is what was read of the stream already."""
        self._stream, self._first = stream, first
        self.manifest = self._manifest()

    def take(self, file: File, put: Callable[[bytes], object]) -> None:
        """Hand over the content of the next file, which has to be this one, in pieces."""
        name = f"{self.manifest.incident}/{file.name}"
        if self._read(BLOCK) != header(name, file.size):
            raise FoundWanting("archive-foreign", name=file.name)
        digest, left = sha256(), file.size
        while left:
            chunk = self._read(min(left, CHUNK))
            digest.update(chunk)
            put(chunk)
            left -= len(chunk)
        self._pad(file.size)
        if digest.hexdigest() != file.sha256:
            raise FoundWanting("archive-changed", name=file.name)

    def end(self) -> None:
        """Be sure that nothing else follows."""
        if any(self._read(2 * BLOCK)) or self._stream.read(1):
            raise FoundWanting("archive-foreign", name="")

    def _manifest(self) -> Manifest:
        block = self._read(BLOCK)
        incident = block.partition(b"/")[0].decode("ascii", "replace")
        size = int(block[124:135], 8) if re.fullmatch(rb"[0-7]{11}", block[124:135]) else 0
        if not is_incident_id(incident) or block != header(f"{incident}/{MANIFEST}", size):
            raise FoundWanting("archive-foreign", name=MANIFEST)
        if size > _MANIFEST_CAP:
            raise FoundWanting("archive-too-big", limit=_MANIFEST_CAP // CHUNK)
        line = self._read(size)
        self._pad(size)
        try:
            manifest = _said(line, incident)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise FoundWanting("archive-foreign", name=MANIFEST) from None
        logs = sum(file.size for file in manifest.files if file.is_log)
        for size, limit in ((logs, MOST_LOG), (sum(file.size for file in manifest.files), MOST)):
            if size > limit:
                raise FoundWanting("archive-too-big", limit=limit // CHUNK)
        return manifest

    def _read(self, size: int) -> bytes:
        """Give so many bytes; a pipe may bring them in pieces."""
        read, self._first = self._first[:size], self._first[size:]
        while len(read) < size:
            more = self._stream.read(size - len(read))
            if not more:
                raise FoundWanting("archive-cut")
            read += more
        return read

    def _pad(self, size: int) -> None:
        if any(self._read(len(_padding(size)))):
            raise FoundWanting("archive-foreign", name="")


def _said(line: bytes, incident: str) -> Manifest:
    """Take a manifest apart; raise ValueError, LookupError, TypeError and the like for what is none."""
    said = json.loads(line)
    if said["archive"] != "incidentctl" or type(said["format"]) is not int:
        raise ValueError(said)
    if said["format"] > FORMAT:
        raise FoundWanting("archive-newer", version=str(said["program"]))
    files = tuple(File(*each) for each in said["files"])
    heads = tuple((str(writer), int(n), str(link)) for writer, n, link in said["heads"])
    is_right = said["incident"] == incident and [*files] == sorted(set(files), key=_order) and files
    names = {file.name for file in files if file.is_log}
    if not is_right or len(files) > _MOST_FILES or not all(map(_is_file, files)) or not names:
        raise ValueError(said)
    if not {writer for writer, *_ in heads} <= {stem(name) for name in names}:
        raise ValueError(said)
    manifest = Manifest(incident, heads, files, tuple(said["damaged"]), str(said["program"]))
    if manifest.line() != line:  # it says the same in other words
        raise ValueError(said)
    return manifest


def _is_file(file: File) -> bool:
    """Say whether an export would have named a file so."""
    if type(file.size) is not int or file.size < 0 or not _SHA.fullmatch(file.sha256):
        return False
    return is_log_name(file.name) if file.is_log else file.name == BLOBS + file.sha256


def _order(file: File) -> tuple[bool, str]:
    return not file.is_log, file.name


def listed(incident: str, files: Sequence[File], heads: Sequence[Head], damaged: Sequence[str]) -> Manifest:
    """Make the manifest of these files: those of facts first, by name."""
    said = tuple((head.writer, head.n, head.hash) for head in heads)
    return Manifest(incident, said, tuple(sorted(files, key=_order)), tuple(damaged))


def _padding(size: int) -> bytes:
    return bytes(-size % BLOCK)
