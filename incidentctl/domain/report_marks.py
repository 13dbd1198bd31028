"""Marks in a report that was written to a file: they tell what was generated from what a person wrote.

In Markdown they are comments on lines of their own, which nobody sees who reads the report:

    <!-- incidentctl:report 1 INC-20261122-k7f3 postmortem en engineer: title meta summary impact -->
    <!-- incidentctl:begin impact 3f2a91c07be45d18 -->
    ## Impact
    ...
    <!-- incidentctl:end impact -->

The first says what the file is, and names each part that it holds or once held. A part carries the digest of
its text as it was generated, and after `offered` that of a newer text which was put beside it:

    <!-- incidentctl:offer impact 90be1f6a44d2c573
    ...
    -->

A page and JSON are never merged: a seal at their end shows whether anything in them was changed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from incidentctl.domain.report_values import Report

OURS = "<!-- incidentctl:"
"""How each mark begins."""

_DIGITS = 16
_PATTERNS = {
    "mark": (
        r"<!-- incidentctl:(?:"
        r"(?P<report>report) 1 (?P<label>\S+ \S+ \S+ \S+):(?P<known>(?: [^\s<>]+)*) -->"
        r"|(?P<begin>begin) (?P<begun>[^\s<>]+) (?P<base>[0-9a-f]{16})"
        r"(?: offered (?P<offered>[0-9a-f]{16}))? -->"
        r"|(?P<end>end) (?P<ended>[^\s<>]+) -->"
        r"|(?P<offer>offer) (?P<of>[^\s<>]+) (?P<digest>[0-9a-f]{16}))"
    ),
    "hidden": (  # each with the empty line that parts it from the next
        r"^<!-- incidentctl:report [^\n>]*-->[ \t\r]*\n(?:[ \t\r]*\n)?"
        r"|^<!-- incidentctl:(?:begin|end) [^\n>]*-->[ \t\r]*(?:\n|\Z)"
        r"|(?:^[ \t\r]*\n)?^<!-- incidentctl:offer [^\n]*\n"
        r"(?:(?!<!-- incidentctl:|[^\n]*-->)[^\n]*\n)*-->[ \t\r]*(?:\n|\Z)"
    ),
}
_SEALS = {"html": ("", "<!-- incidentctl:whole ", " -->\n"), "json": ("}\n", ', "seal": "', '"}\n')}
"""How a file of each format ends, and between what its seal stands there instead."""


class Part(NamedTuple):
    """A part of a report: its id (no blanks, `<` or `>`), what readers call it, and its text."""

    id: str
    name: str
    text: str


class Head(NamedTuple):
    """What a file is; `known` are the ids of the parts that it holds or once held."""

    known: tuple[str, ...]


class Span(NamedTuple):
    """A part as it stands in a file: what is between its marks, and the digests of what was generated."""

    id: str
    base: str
    offered: str
    inner: str


class Offer(NamedTuple):
    """New text that was put beside a part, and that nobody changed: its digest, and the whole comment."""

    id: str
    digest: str
    raw: str


class Between(NamedTuple):
    """Lines outside of all marks, or whose marks fit nothing: a person's. `line` counts from 1."""

    raw: str
    line: int


Piece: TypeAlias = Head | Span | Offer | Between


def label_of(report: Report) -> str:
    """Give what a file is: only over one of the same label is a report generated anew."""
    names = (report.incident, report.form, report.lang, report.audience)
    return " ".join(re.sub(r"[\s<>]", "_", name) or "_" for name in names)


def digest(label: str, part: str, text: str) -> str:
    """Give what tells a part's text from any other, whatever an editor does to it on saving.

    That is: blanks at the ends of lines, the kind of line breaks, empty lines at both ends. It holds for one
    part of one report, so that text which was moved to another place counts as written there by hand.
    """
    folded = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    whole = f"{label}\n{part}\n{_hidden(folded)}"
    return sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()[:_DIGITS]


def head_line(label: str, known: Iterable[str]) -> str:
    """Give the mark that says what a file is: `label` are incident, form, language and audience."""
    return f"{OURS}report 1 {label}:{''.join(f' {each}' for each in known)} -->\n"


def span_lines(span: Span) -> str:
    """Give a part between its marks."""
    offered = f" offered {span.offered}" if span.offered else ""
    inner = f"{span.inner}\n" if span.inner and not span.inner.endswith("\n") else span.inner
    return f"{OURS}begin {span.id} {span.base}{offered} -->\n{inner}{OURS}end {span.id} -->\n"


def offer_of(label: str, part: Part, notice: str) -> Offer:
    """Give the text of a part as a comment; `notice` tells whoever edits the file what it is."""
    body = _hidden(f"{notice}\n\n{part.text}\n")
    mark = _offer_digest(label, part.id, body)
    return Offer(part.id, mark, f"{OURS}offer {part.id} {mark}\n{body}-->\n")


def _offer_digest(label: str, part: str, body: str) -> str:
    return digest(f"{label} offer", part, body)


def _hidden(text: str) -> str:
    """Give text that cannot end the comment in which it stands; it reads the same where it is rendered."""
    return text.replace("-->", "--&gt;").replace("--!>", "--!&gt;")


def without_marks(text: str) -> str:
    """Give generated text of which no line can be taken for a mark."""
    return re.sub(f"^{OURS}", f"&lt;{OURS[1:]}", text, flags=re.MULTILINE).strip("\n")


def pieces(text: str, label: str) -> Iterator[Piece]:
    """Take a file apart, in time that grows with its length; nothing of it is left out.

    Whatever does not fit is a person's: marks that are doubled, nested or without an end, an offer in which
    something was changed. There is a `Head` only if the file is what `label` says, and one at most.
    """
    return _Taken(text, label).pieces()


def unmarked(text: str) -> str:
    """Give a file as its readers see it: without marks, and without what was put beside its parts."""
    return _regex("hidden").sub("", text)


def offers_in(text: str) -> list[str]:
    """Give the parts beside which a file holds new text."""
    return list(dict.fromkeys(found["of"] for found in _regex("mark").finditer(text) if found["offer"]))


class _Mark(NamedTuple):
    number: int
    kind: str
    id: str
    digest: str = ""
    rest: str = ""


@cache
def _regex(name: str) -> re.Pattern[str]:
    return re.compile(_PATTERNS[name], re.MULTILINE)


def _mark(number: int, line: str) -> _Mark | None:
    """Read a line that is a mark and nothing else."""
    found = line.startswith(OURS) and _regex("mark").fullmatch(line.rstrip())
    if not found:
        return None
    if found["report"]:
        return _Mark(number, "report", found["label"], rest=found["known"])
    if found["begin"]:
        return _Mark(number, "begin", found["begun"], found["base"], found["offered"] or "")
    if found["end"]:
        return _Mark(number, "end", found["ended"])
    return _Mark(number, "offer", found["of"], found["digest"])


class _Taken:
    """A file that is being taken apart."""

    def __init__(self, text: str, label: str) -> None:
        self.label = label
        self.lines = re.findall(r"[^\n]*\n|[^\n]+", text)
        self.marks = [mark for number, line in enumerate(self.lines) if (mark := _mark(number, line))]
        self.count = Counter((mark.kind, mark.id) for mark in self.marks)
        self.is_headed = False

    def pieces(self) -> Iterator[Piece]:
        begun = 0  # what is before was given
        for place, mark in enumerate(self.marks):
            if mark.number < begun:
                continue
            piece, end = self._piece(place, mark)
            if piece:
                yield from self._between(begun, mark.number)
                yield piece
                begun = end
        yield from self._between(begun, len(self.lines))

    def _between(self, begun: int, end: int) -> Iterator[Between]:
        if begun < end:
            yield Between("".join(self.lines[begun:end]), begun + 1)

    def _piece(self, place: int, mark: _Mark) -> tuple[Piece | None, int]:
        """Give what begins with a mark, and the line after it; None where that is a person's."""
        if mark.kind == "begin":
            return self._span(place, mark)
        if mark.kind == "offer":
            return self._offer(place, mark)
        if mark.kind == "report" and mark.id == self.label and not self.is_headed:
            self.is_headed = True
            return Head(tuple(mark.rest.split())), mark.number + 1
        return None, 0

    def _span(self, place: int, mark: _Mark) -> tuple[Span | None, int]:
        """Give a part whose marks are there once each, with no other of a part between them."""
        while (place := place + 1) < len(self.marks) and self.marks[place].kind == "offer":
            pass
        closing = self.marks[place] if place < len(self.marks) else mark
        is_sound = (closing.kind, closing.id) == ("end", mark.id)
        if not is_sound or self.count["begin", mark.id] > 1 or self.count["end", mark.id] > 1:
            return None, 0
        inner = "".join(self.lines[mark.number + 1 : closing.number])
        return Span(mark.id, mark.digest, mark.rest, inner), closing.number + 1

    def _offer(self, place: int, mark: _Mark) -> tuple[Offer | None, int]:
        """Give new text that stands there as it was put there."""
        limit = self.marks[place + 1].number if place + 1 < len(self.marks) else len(self.lines)
        end = next((at for at in range(mark.number + 1, limit) if "-->" in self.lines[at]), limit)
        if end == limit or self.lines[end].rstrip() != "-->":
            return None, 0
        body = "".join(self.lines[mark.number + 1 : end])
        if _offer_digest(self.label, mark.id, body) != mark.digest:
            return None, 0
        return Offer(mark.id, mark.digest, "".join(self.lines[mark.number : end + 1])), end + 1


def sealed(text: str, label: str, format_: str) -> str:
    """Give a page or JSON with a seal at its end, by which `is_sealed` knows that nobody changed it."""
    ending, before, after = _SEALS[format_]
    return f"{text.removesuffix(ending)}{before}{label} {digest(label, format_, text)}{after}"


def is_sealed(text: str, label: str) -> bool:
    """Say whether a file is a page or JSON of what `label` says, as it was generated."""
    for format_, (ending, before, _) in _SEALS.items():
        start = text.rfind(before)
        if start >= 0 and sealed(text[:start] + ending, label, format_) == text:
            return True
    return False
