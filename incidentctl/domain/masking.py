"""Secrets in what comes in pieces, such as a file: found, and masked where that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from incidentctl.domain.secrets import LONGEST_KEY, MASK, secrets_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WINDOW = 256 * 1024
"""Bytes that are looked through at a time: more than the longest key, so that none is cut in two."""


class Sieve:
    """Lets bytes through as they are, or without the secrets in them; `kinds` are those that it found."""

    def __init__(self, *, masks: bool) -> None:
        """Mask what is found, if wanted."""
        self.masks = masks
        self.kinds: dict[str, None] = {}

    def through(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Give the bytes in pieces of whole lines."""
        rest = b""
        for piece in pieces:
            rest += piece
            while len(rest) >= WINDOW:
                cut = _cut(rest)
                yield self._sifted(rest[:cut])
                rest = rest[cut:]
        if rest:
            yield self._sifted(rest)

    def _sifted(self, data: bytes) -> bytes:
        text = data.decode("utf-8", "surrogateescape")
        found = secrets_in(text)
        if not found:
            return data
        self.kinds.update(dict.fromkeys(each.kind for each in found))
        if not self.masks:
            return data
        parts, done = [], 0
        for start, end, _ in found:
            parts += [text[done:start], MASK]
            done = end
        return "".join((*parts, text[done:])).encode("utf-8", "surrogateescape")


def _cut(data: bytes) -> int:
    """Give where to cut: behind the last line that is whole, but never inside a private key."""
    cut = data.rfind(b"\n", 0, WINDOW) + 1 or WINDOW
    begin = data.rfind(b"-----BEGIN", max(0, cut - LONGEST_KEY), cut)
    is_cut_key = begin > 0 and data.find(b"-----END", begin, cut) < 0
    return data.rfind(b"\n", 0, begin) + 1 or begin if is_cut_key else cut
