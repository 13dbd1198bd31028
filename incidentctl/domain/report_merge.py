"""A report generated anew over one that a person edited: not a word of theirs is lost.

A part that nobody changed is replaced. One that was changed stays as it is; text for it that is newer than
what it was made from is offered beside it, once. Text between the parts stays where it is. A part that was
deleted is not put back; one that the report did not have before comes to where the form has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.report_marks import (
    OURS,
    Between,
    Head,
    Offer,
    Part,
    Span,
    digest,
    head_line,
    is_sealed,
    offer_of,
    pieces,
    span_lines,
    without_marks,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from incidentctl.domain.report_marks import Piece

_BOM = "\ufeff"
_OFTEN = 5
"""Rounds after which a file is taken as it is; it settles in two, or three where marks were nested."""


class Merged(NamedTuple):
    """A file as it is now, and ids of its parts.

    `kept` are as edited; `offered` those beside which newer text stands; `gone` were not put back. `doubtful`
    are the lines, from 1, whose marks fit nothing: they were left as they are.
    """

    text: str
    kept: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    doubtful: tuple[int, ...] = ()


def fresh(label: str, parts: Sequence[Part]) -> str:
    """Give a file where there was none."""
    spans = (span_lines(_generated(label, part)) for part in parts)
    return "\n".join([head_line(label, (part.id for part in parts)), *spans])


def merge(old: str, label: str, parts: Sequence[Part], notice: str) -> Merged | None:
    """Generate a file anew; None where `old` is not what `label` says.

    `parts` are in the order of the form, `notice` stands above a text that is offered. A file that was saved
    with CRLF or with a byte order mark keeps them. Merging twice gives the same file as merging once.
    """
    text = old.removeprefix(_BOM)
    is_crlf = "\r\n" in text and text.count("\r\n") == text.count("\n")
    if is_crlf:
        text = text.replace("\r\n", "\n")
    merged = None
    for _ in range(_OFTEN):
        read = [*pieces(text, label)]
        if not any(isinstance(piece, Head) for piece in read):
            return None
        merged = _Merging(read, label, parts, notice).merged()
        if merged.text == text:
            merged = merged._replace(doubtful=tuple(_doubtful(read)))
            break
        text = merged.text
    assert merged is not None  # noqa: S101 - it was tried
    text = text.replace("\n", "\r\n") if is_crlf else text
    return merged._replace(text=old[: len(old) - len(old.removeprefix(_BOM))] + text)


class Renewed(NamedTuple):
    """What a file is to hold; `is_aside`: what it holds now is to be kept in another."""

    merged: Merged
    is_aside: bool = False


def renew(old: str | None, label: str, whole: str, parts: Sequence[Part] = (), notice: str = "") -> Renewed:
    """Give what becomes of a file: what a person may have written there is merged, else kept aside.

    `old` is "" where there is nothing and None for what is no text. `whole` is the file as it would be where
    there was none; `parts` and `notice` are for `merge`, and only for Markdown.
    """
    if old is not None:
        merged = merge(old, label, parts, notice) if parts else None
        if merged:
            return Renewed(merged)
        if not old.strip() or is_sealed(old, label) or is_untouched(old, label):
            return Renewed(Merged(whole))
    return Renewed(Merged(whole), is_aside=True)


def is_untouched(text: str, label: str) -> bool:
    """Say whether a file is what `label` says, with nothing in it that a person wrote."""
    read = [*pieces(text.removeprefix(_BOM), label)]
    is_ours = any(isinstance(piece, Head) for piece in read)
    return is_ours and not any(_is_by_hand(label, piece) for piece in read)


def _is_by_hand(label: str, piece: Piece) -> bool:
    if isinstance(piece, Between):
        return bool(piece.raw.strip())
    return isinstance(piece, Span) and digest(label, piece.id, piece.inner) not in {piece.base, piece.offered}


def _generated(label: str, part: Part) -> Span:
    text = without_marks(part.text)
    return Span(part.id, digest(label, part.id, text), "", text)


class _Merging:
    """A file on its way from old to new, once."""

    def __init__(self, read: Sequence[Piece], label: str, parts: Sequence[Part], notice: str) -> None:
        self.read, self.label, self.notice = read, label, notice
        self.parts = {part.id: part._replace(text=without_marks(part.text)) for part in parts}
        self.standing: dict[str, set[str]] = {}  # offers that are there
        for piece in read:
            if isinstance(piece, Offer):
                self.standing.setdefault(piece.id, set()).add(piece.digest)
        self.placed: set[str] = set()
        self.spans: dict[str, Span | None] = {}  # as they are to be; None: the report has it no more
        self.kept: list[str] = []
        self.offers: dict[str, Offer] = {}
        self.chunks: list[tuple[str, str]] = []  # what is written, each with the part that it is
        for piece in read:
            if isinstance(piece, Span):
                self._judge(piece)

    def _judge(self, span: Span) -> None:
        """Decide what becomes of a part, and whether new text is offered beside it.

        It is offered when it is newer than what the part was made from, and was not offered before; one that
        was, and is gone, was not wanted.
        """
        part = self.parts.get(span.id)
        new = _generated(self.label, part) if part else None
        if not _is_by_hand(self.label, span) or (new and digest(self.label, span.id, span.inner) == new.base):
            self.spans[span.id] = new
            return
        newer = new.base if new and new.base != span.base else ""
        if part and newer and (newer != span.offered or span.id in self.standing):
            self.offers[span.id] = offer_of(self.label, part, self.notice)
        self.spans[span.id] = span._replace(offered=newer)
        self.kept.append(span.id)

    def merged(self) -> Merged:
        """Write the file."""
        known = next(piece.known for piece in self.read if isinstance(piece, Head))
        between = [piece for piece in self.read if isinstance(piece, Between)]
        doubted = {name for piece in between for name in _named_in(piece)}
        missing = [name for name in self.parts if name not in self.spans and name not in doubted]
        dropped = {name for name, span in self.spans.items() if not span}
        earlier = [name for name in known if name not in self.parts and name not in dropped]
        head = head_line(self.label, [*self.parts, *earlier])
        is_cut = False
        for piece in self.read:
            chunks = [*self._chunks(piece, head)]
            if isinstance(piece, Between) and is_cut:
                chunks = [("", re.sub(r"\A[ \t\r]*\n", "", piece.raw))]
            is_cut = not chunks
            self.chunks += chunks
        while is_cut and not self.chunks[-1][1].strip():  # empty lines before what was the last
            self.chunks.pop()
        for name in missing:
            if name not in known:
                self._insert(name)
        return Merged(
            "".join(raw for _, raw in self.chunks),
            tuple(self.kept),
            tuple(name for name in self.kept if name in self.offers),
            tuple(name for name in missing if name in known),
        )

    def _chunks(self, piece: Piece, head: str) -> Iterator[tuple[str, str]]:
        """Give what a piece becomes: nothing where it is to go."""
        match piece:
            case Head():
                yield "", head
            case Between(raw):
                yield "", raw
            case Offer(name, mark, raw):
                offer = self.offers.get(name)
                if offer and offer.digest == mark and name not in self.placed:
                    self.placed.add(name)
                    yield "", raw
            case Span(name):
                span = self.spans[name]
                if span:
                    yield name, span_lines(span)
                offer = self.offers.get(name)
                if offer and offer.digest not in self.standing.get(name, ()):
                    yield "", f"\n{offer.raw}"

    def _insert(self, name: str) -> None:
        """Put a part where the form has it: below the nearest one before it and what a person wrote there."""
        tags = [tag for tag, _ in self.chunks]
        names = [*self.parts]
        before = (each for each in reversed(names[: names.index(name)]) if each in tags)
        start = next((tags.index(each) + 1 for each in before), 0)
        at = next((place for place in range(start, len(tags)) if tags[place]), len(tags))
        above = "".join(raw for _, raw in self.chunks[:at])
        gap = "" if re.search(r"\n[ \t\r]*\n\Z", above) else "\n" if above.endswith("\n") else "\n\n"
        below = "\n" if at < len(tags) else ""
        part = span_lines(_generated(self.label, self.parts[name]))
        self.chunks[at:at] = [("", gap), (name, part), ("", below)]


def _named_in(piece: Between) -> list[str]:
    """Give the parts whose marks are there, although they do not fit."""
    return re.findall(rf"^{OURS}(?:begin|end) ([^\s<>]+)", piece.raw, re.MULTILINE)


def _doubtful(read: Iterable[Piece]) -> Iterator[int]:
    for piece in read:
        if isinstance(piece, Between):
            for number, line in enumerate(piece.raw.split("\n"), piece.line):
                if line.startswith(OURS):
                    yield number
