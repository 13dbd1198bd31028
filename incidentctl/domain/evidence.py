"""Evidence: what an incident has of it, and what kind of file something is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.commands import written
from incidentctl.domain.facts import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from incidentctl.domain.facts import Fact
    from incidentctl.domain.incident import Entry, Incident

LARGEST = 50 * 1024 * 1024
"""Bytes up to which a file is copied; a larger one stays where it is. So much is kept of a pipe."""

LINES, CHARACTERS = 3, 500
"""How much of what came through a pipe is the text of its note."""

HEAD = 65_536
"""Bytes at the begin of a file that tell what it is."""

SAID = frozenset({"fact", "relayed", "action", "decision"})
"""The stances that a report repeats (S0-24)."""


class Piece(NamedTuple):
    """A piece of evidence: `fact` is what its handle names, `ended` the fact of a command that printed it.

    `what` says what it shows (of a command: how it is written), `name` is that of the file ("": it was
    none), `path` where it lies if it was not copied. `cut`: only a part of it is kept.
    """

    fact: Fact
    role: str
    what: str
    name: str
    content: str
    size: int
    media: str
    path: str = ""
    ended: Fact | None = None
    cut: bool = False

    @property
    def is_text(self) -> bool:
        """Say whether it can be read as it is."""
        return is_text_type(self.media)


def pieces(incident: Incident, entries: Iterable[Entry]) -> Iterator[Piece]:
    """Give the evidence among some entries of an incident: files, and what commands printed, in order."""
    for entry in entries:
        fact, event = entry.fact, entry.fact.event
        if entry.undone or isinstance(event, Unknown):
            continue
        if fact.kind == "attached":
            what = event.text if event.stance in SAID else ""
            yield Piece(
                fact, entry.role, what, event.name, event.content, event.size, event.media, event.path,
                cut=event.cut,
            )  # fmt: skip
        elif fact.kind == "command_begun":
            run = incident.runs.get(fact.id)
            if run is not None and run.ended is not None and run.ended.event.output:
                ended = run.ended.event
                yield Piece(
                    fact, entry.role, written(event), "", ended.output, ended.size, _PLAIN,
                    ended=run.ended, cut=ended.cut,
                )  # fmt: skip


def first_lines(text: str) -> str:
    """Give what stands for a long text in one line of the timeline."""
    return "\n".join(text.strip("\n").split("\n")[:LINES])[:CHARACTERS].rstrip()


def size_said(size: int) -> str:
    """Give a number of bytes as people say it: `812 B`, `3.4 KB`, `51 MB` (of 1,000)."""
    if size < 1000:  # noqa: PLR2004 - the unit
        return f"{size} B"
    value = float(size)
    for unit in ("KB", "MB", "GB", "TB"):
        value /= 1000
        if value < 999.5 or unit == "TB":  # noqa: PLR2004 - as it is rounded
            break
    return f"{value:.1f} {unit}" if value < 9.95 else f"{value:.0f} {unit}"  # noqa: PLR2004 - as above


def is_text(head: bytes) -> bool:
    """Say whether what begins so can be read: UTF-8, or another encoding without control characters."""
    controls = head.translate(None, _PRINTED)
    if not controls:
        return True
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start < HEAD - 4:  # not just cut in the middle of a character
            return False
    return b"\0" not in controls


def is_text_type(media: str) -> bool:
    """Say whether a type is one of text."""
    return media.startswith("text/") or media in _TEXTS


def media_type(name: str, head: bytes) -> str:
    """Give the type of a file: by how it begins, and where that leaves it open by the ending of its name."""
    for begin, media in _BEGINS.items():
        if head.startswith(begin):
            return media
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    by_name = _ENDINGS.get(name.rpartition(".")[2].casefold(), "") if "." in name else ""
    if is_text(head):
        return by_name if is_text_type(by_name) else _PLAIN
    return by_name if by_name and not is_text_type(by_name) else _BYTES


_PRINTED = bytes((*range(7, 14), 27, *range(32, 127), *range(128, 256)))
_BYTES = "application/octet-stream"
_PLAIN = "text/plain"
_TEXTS = frozenset(
    {"application/json", "application/yaml", "application/xml", "image/svg+xml", "message/rfc822"}
)

_BEGINS: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"%PDF-": "application/pdf",
    b"\x1f\x8b": "application/gzip",
    b"\x28\xb5\x2f\xfd": "application/zstd",
    b"\xfd7zXZ\0": "application/x-xz",
    b"BZh": "application/x-bzip2",
    b"\xd4\xc3\xb2\xa1": "application/vnd.tcpdump.pcap",
    b"\x0a\x0d\x0d\x0a": "application/vnd.tcpdump.pcap",
    b"SQLite format 3\0": "application/vnd.sqlite3",
    b"\x7fELF": "application/x-executable",
}

_ENDINGS: Mapping[str, str] = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "html": "text/html",
    "htm": "text/html",
    "md": "text/markdown",
    "diff": "text/x-diff",
    "patch": "text/x-diff",
    "sql": "text/x-sql",
    "sh": "text/x-shellscript",
    "py": "text/x-python",
    "json": "application/json",
    "har": "application/json",
    "jsonl": "application/json",
    "yaml": "application/yaml",
    "yml": "application/yaml",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "eml": "message/rfc822",
    "zip": "application/zip",
    "tar": "application/x-tar",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
}
