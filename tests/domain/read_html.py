"""HTML of a report, read back: what a reader sees, and every tag that made it so."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

JOINER = "\u2060"
LEAVES = frozenset({"h1", "h2", "h3", "p", "li", "th", "td", "dt", "dd", "pre"})
"""The tags whose text is one piece of a report."""
_VOID = frozenset({"hr", "br", "img", "input", "meta", "line", "rect", "circle"})


class Read(HTMLParser):
    """What was read: `pieces` are (tag, text) of each leaf, `tags` (tag, names of attributes) of every tag.

    Text outside a leaf is `stray`. `links` are (address, text) of each. A picture is passed over.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, str]] = []
        self.tags: set[tuple[str, tuple[str, ...]]] = set()
        self.links: list[tuple[str, str]] = []
        self.labels: list[str] = []
        self.stray: list[str] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        self.pieces = compared(self.pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(name for name, _ in attrs)))
        self.labels += [plain(value or "") for name, value in attrs if name == "data-label"]
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", ""))
        if tag not in _VOID:
            self.open.append(tag)
        if tag in LEAVES and "figure" not in self.open:
            self.pieces.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        if not {"figure", "style", "title"}.isdisjoint(self.open):
            return
        if LEAVES.isdisjoint(self.open):
            self.stray += [data] if data.strip() else []
            return
        tag, text = self.pieces[-1]
        self.pieces[-1] = tag, text + data
        if self.open[-1] == "a":
            href, linked = self.links[-1]
            self.links[-1] = href, linked + data

    def false_links(self) -> list[tuple[str, str]]:
        """Give the links that lead anywhere but to what stands there: a web or a mail address."""
        return [(href, text) for href, text in self.links if not _is_true(href, text)]


def _is_true(href: str, text: str) -> bool:
    if "@" in text and unquote(href) in {text, f"mailto:{text}"}:
        return not text.lower().startswith(("javascript:", "data:"))
    return href.lower().startswith(("http://", "https://")) and unquote(href) == unquote(text)


def compared(pieces: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give pieces as they compare: their plain text, without paragraphs of which nothing can be seen."""
    plainly = [(tag, plain(text)) for tag, text in pieces]
    return [(tag, text) for tag, text in plainly if text or tag != "p"]


def plain(text: str) -> str:
    """Give a text without the signs that only keep forges from linking, and without white space around it."""
    return text.replace(JOINER, "").strip()
