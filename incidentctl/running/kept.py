"""What a command printed: shown, and kept in bounded memory, the begin and the end of it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

HALF = 8 * 1024 * 1024
"""Bytes that are kept of the begin, and of the end."""


class Kept:
    """Bytes as they came; of very many, what stands in the middle is counted and left out."""

    def __init__(self, half: int = HALF) -> None:
        """Begin with nothing."""
        self._half = half
        self._begin, self._end = bytearray(), bytearray()
        self.size = 0
        self.last = b""  # the last byte
        self.unshown = ""  # why something could not be shown

    def add(self, data: bytes) -> None:
        """Take what came next."""
        self.size += len(data)
        self.last = data[-1:] or self.last
        room = self._half - len(self._begin)
        self._begin += data[:room]
        self._end += data[room:] if room > 0 else data
        if len(self._end) > 2 * self._half:  # cut seldom: each cut moves what stays
            del self._end[: -self._half]

    def show(self, data: bytes, out: TextIO) -> None:
        """Pass on what came; where nobody reads on, or the disk is full, the command runs on all the same."""
        try:
            out.buffer.write(data)
            out.buffer.flush()
        except BrokenPipeError:
            pass
        except (OSError, ValueError) as error:
            number = getattr(error, "errno", 0) or 0
            self.unshown = os.strerror(number) if number else str(error)

    @property
    def data(self) -> bytes:
        """Give what was kept; a line says how many bytes are left out, if any are."""
        end = self._end[-self._half :]
        left_out = self.size - len(self._begin) - len(end)
        gap = b"\n[... %d bytes ...]\n" % left_out if self.is_cut else b""
        return bytes(self._begin + gap + end)

    @property
    def is_cut(self) -> bool:
        """Say whether it was more than is kept."""
        return self.size > 2 * self._half
