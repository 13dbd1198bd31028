"""YAML as text with places: a strict reader over PyYAML's event stream (the only import of yaml).

Values are never built, so nothing is typed by its looks (`no`, `12:30`, `010` stay text), no tag is ever
resolved, and every node has a line and a column. The limits are held while the events come in.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from incidentctl.domain.nearest import near
from incidentctl.library.shelf import LARGEST
from incidentctl.ports import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DEEPEST = 32
MOST_NODES = 20_000  # counted as often as aliases repeat them
MOST_ALIASES = 100
MOST_REPEATED = 100_000  # characters of what aliases repeat
MOST_PROBLEMS = 100  # told of one file

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(NamedTuple):
    """A text, a list of nodes, or a map from text to node. Lines and columns count characters from 1.

    `width` is how many characters a caret spans. `is_plain`: a text without quotes. `keys` holds the key
    nodes of a map, `size` how many nodes are in it, itself included, and `length` how many characters.
    """

    value: str | tuple[Node, ...] | Mapping[str, Node]
    line: int
    column: int
    width: int = 1
    is_plain: bool = False
    keys: Mapping[str, Node] = {}
    size: int = 1
    length: int = 0


class Reading:
    """What was read of one file, and every problem found so far; the schema adds its own."""

    def __init__(self, file: str) -> None:
        """Begin without a root, lines or problems."""
        self.file = file
        self.root: Node | None = None
        self.lines: list[str] = []
        self.problems: list[Problem] = []

    def report(
        self, key: str, line: int, column: int, width: int = 1, severity: str = "error", **params: object
    ) -> None:
        """Add a problem at a place; its line is quoted with it. Beyond `MOST_PROBLEMS` only that is said."""
        if self.is_full:
            return
        if len(self.problems) == MOST_PROBLEMS:
            key, params, severity = "too-many-problems", {"most": MOST_PROBLEMS}, "error"
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.problems.append(Problem(self.file, line, column, key, params, excerpt, width, severity))

    @property
    def is_full(self) -> bool:
        """Say whether nothing more will be told of this file."""
        return len(self.problems) > MOST_PROBLEMS

    def near(self, word: str, words: Iterable[str]) -> str:
        """Give the known word that was probably meant, or ""."""
        return "" if self.is_full else near(word, words)

    def blame(
        self,
        node: Node,
        key: str,
        *,
        offset: int = 0,
        width: int = 0,
        severity: str = "error",
        **params: object,
    ) -> None:
        """Add a problem at a node, or `offset` characters into its text, where that is in one line."""
        line, column, span = node.line, node.column, width or node.width
        if isinstance(node.value, str) and (offset or width):
            opening = column - 1 + (0 if node.is_plain else 1)
            if self.lines[line - 1].startswith(node.value, opening):
                column = opening + 1 + offset
            else:
                span = 1
        self.report(key, line, column, span, severity, **params)


def read(data: bytes, file: str) -> Reading:
    """Read one document from UTF-8 (with or without a BOM); problems, if any, come with the result."""
    reading = Reading(file)
    text = _decoded(data, reading)
    if text is None:
        return reading
    reading.lines = _breaks().split(text)
    for number, each in enumerate(reading.lines, 1):
        if each.startswith("%"):  # the loaders differ in what they make of an unknown directive
            reading.report("directive", number, 1)
            return reading
    builder = _Builder(reading)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
        reading.root = builder.root
    except _StopReading:
        pass
    except yaml.MarkedYAMLError as error:
        is_at_end = error.problem_mark is not None and error.problem_mark.index >= len(text)
        mark = (is_at_end and error.context_mark) or error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reading.report("syntax", line, column, detail=_sentence(error))
    except yaml.YAMLError as error:
        reading.report("syntax", 1, 1, detail=" ".join(str(error).split()))
    if reading.root is None and not reading.problems:
        reading.report("empty-file", 1, 1)
    return reading


def _decoded(data: bytes, reading: Reading) -> str | None:
    if len(data) > LARGEST:
        reading.report("too-large", 1, 1, most=LARGEST)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _breaks().split(data[: error.start].decode("utf-8", "replace").removeprefix("\ufeff"))
        reading.lines = [*before[:-1], before[-1] + "\N{REPLACEMENT CHARACTER}"]
        reading.report("not-utf8", len(before), len(before[-1]) + 1)
        return None
    control = _controls().search(text)
    if control:
        reading.lines = _breaks().split(text)
        before = _breaks().split(text[: control.start()])
        key = "tab" if control[0] == "\t" else "control"
        reading.report(key, len(before), len(before[-1]) + 1, code=f"U+{ord(control[0]):04X}")
        return None
    return text


@cache
def _breaks() -> re.Pattern[str]:
    """Line breaks as YAML 1.1 counts them."""
    return re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@cache
def _controls() -> re.Pattern[str]:
    """Match what both loaders refuse as unprintable, marks that reorder text on the screen, and tabs.

    The loaders disagree on where a tab may stand.
    """
    refused = "\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
    return re.compile(f"[{refused}\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def _sentence(error: yaml.MarkedYAMLError) -> str:
    return ", ".join(part for part in (error.context, error.problem) if part)


class _StopReading(Exception):  # noqa: N818 - it is a signal, the problem is already in the reading
    """A limit is broken: what follows is not looked at."""


class _Open:
    """A list or map that has begun and not yet ended."""

    def __init__(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        self.event = event
        self.items: list[Node] = []
        self.keys: dict[str, Node] = {}
        self.pairs: dict[str, Node] = {}
        self.key: Node | None = None
        self.is_flow = bool(event.flow_style)


class _Builder:
    """Makes nodes of events, with a stack instead of recursion."""

    def __init__(self, reading: Reading) -> None:
        self.root: Node | None = None
        self._reading = reading
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._nodes = 0
        self._aliases = 0
        self._repeated = 0
        self._documents = 0

    def take(self, event: Any) -> None:  # noqa: ANN401 - PyYAML's events are untyped
        match event:
            case yaml.ScalarEvent():  # most events by far
                self._mark(event)
                self._add(self._text(event), event)
            case yaml.CollectionStartEvent():
                self._mark(event)
                self._check_pair(event)
                self._stack.append(_Open(event))
                if len(self._stack) > DEEPEST:
                    self._stop(event, "too-deep", most=DEEPEST)
            case yaml.CollectionEndEvent():
                self._close()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._document(event)

    def _document(self, event: Any) -> None:  # noqa: ANN401
        self._documents += 1
        if self._documents > 1:
            self._stop(event, "second-document")

    def _mark(self, event: Any) -> None:  # noqa: ANN401
        """Refuse tags, and remember that an anchor has begun."""
        if event.tag:
            self._problem(event, "tag", tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        self._aliases += 1
        if self._aliases > MOST_ALIASES:
            self._stop(event, "too-many-aliases", most=MOST_ALIASES)
        node = self._anchors.get(event.anchor)
        if node is None:
            self._stop(event, "alias-unknown", name=event.anchor)
        else:
            self._repeated += node.length
            if self._repeated > MOST_REPEATED:
                self._stop(event, "too-much-repeated", most=MOST_REPEATED)
            self._add(node, event)

    def _text(self, event: Any) -> Node:  # noqa: ANN401
        mark, end = event.start_mark, event.end_mark
        is_plain = not event.style
        width = end.column - mark.column if end.line == mark.line else 1
        if is_plain:
            self._check_plain(event)
        length = len(event.value)
        return Node(event.value, mark.line + 1, mark.column + 1, max(width, 1), is_plain, length=length)

    def _check_plain(self, event: Any) -> None:  # noqa: ANN401
        """Refuse plain text that was cut by a comment, or that the two loaders read differently."""
        line, column = event.end_mark.line, event.end_mark.column
        rest = self._reading.lines[line][column : column + 2] if line < len(self._reading.lines) else ""
        if rest == " #":
            self._reading.report("cut-by-comment", line + 1, column + 2)
        if self._stack and self._stack[-1].is_flow:
            is_key_without_space = rest[:1] == ":" and rest[1:2] in tuple(",[]{}?")
            if is_key_without_space or any(sign in event.value for sign in "?:"):
                self._problem(event, "quote-inline")

    def _check_pair(self, event: Any) -> None:  # noqa: ANN401
        """Refuse a map without braces in an inline list, which the two loaders read differently as well."""
        end = event.end_mark
        is_inline_map = isinstance(event, yaml.MappingStartEvent) and event.flow_style
        if is_inline_map and not self._reading.lines[end.line].startswith("{", end.column - 1):
            self._problem(event, "quote-inline")

    def _close(self) -> None:
        top = self._stack.pop()
        mark = top.event.start_mark
        is_map = isinstance(top.event, yaml.MappingStartEvent)
        children = top.pairs.values() if is_map else top.items
        node = Node(
            top.pairs if is_map else tuple(top.items),
            mark.line + 1,
            mark.column + 1,
            keys=top.keys,
            size=1 + sum(child.size + is_map for child in children),
            length=sum(child.length for child in (*children, *top.keys.values())),
        )
        self._add(node, top.event)

    def _add(self, node: Node, event: Any) -> None:  # noqa: ANN401
        """Put a node where it belongs; what an alias repeats counts again, what is in a list has counted."""
        self._nodes += node.size if isinstance(event, yaml.AliasEvent) else 1
        if self._nodes > MOST_NODES:
            self._stop(event, "too-many-nodes", most=MOST_NODES)
        if event.anchor and not isinstance(event, yaml.AliasEvent):
            self._anchors[event.anchor] = node
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if isinstance(top.event, yaml.SequenceStartEvent):
            top.items.append(node)
        elif top.key is None:
            top.key = node
        else:
            self._pair(top, top.key, node)
            top.key = None

    def _pair(self, top: _Open, key: Node, node: Node) -> None:
        if not isinstance(key.value, str):
            self._reading.blame(key, "key-not-text")
        elif key.value == "<<" and key.is_plain:
            self._reading.blame(key, "merge-key")
        elif key.value in top.pairs:
            self._reading.blame(key, "duplicate-key", name=key.value, line_before=top.keys[key.value].line)
        else:
            top.keys[key.value] = key
            top.pairs[key.value] = node

    def _problem(self, event: Any, key: str, **params: object) -> None:  # noqa: ANN401
        mark, end = event.start_mark, event.end_mark
        width = end.column - mark.column if end.line == mark.line else 1
        self._reading.report(key, mark.line + 1, mark.column + 1, max(width, 1), "error", **params)

    def _stop(self, event: Any, key: str, **params: object) -> None:  # noqa: ANN401
        self._problem(event, key, **params)
        raise _StopReading
