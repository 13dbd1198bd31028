"""The strict reader: text with places, limits that hold, and one verdict from both loaders."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentctl.library import nodes
from incidentctl.library.nodes import Node, Reading, read
from incidentctl.library.problems import lines
from incidentctl.words import LANGS, Words

ROOT = Path(__file__).parents[2]


def plain(node: Node | None) -> Any:
    """Give the values without places."""
    if node is None or isinstance(node.value, str):
        return node and node.value
    if isinstance(node.value, tuple):
        return [plain(item) for item in node.value]
    return {key: plain(child) for key, child in node.value.items()}


def texts(source: str) -> Any:
    reading = read(source.encode(), "f.yaml")
    assert reading.problems == []
    return plain(reading.root)


def found(source: str | bytes) -> list[tuple[int, int, str]]:
    problems = read(source if isinstance(source, bytes) else source.encode(), "f.yaml").problems
    for lang in LANGS:  # there are words for each
        assert all(lines(problem, Words(lang)) for problem in problems)
    return [(each.line, each.column, each.key) for each in problems]


@pytest.mark.parametrize(
    "word", ["no", "on", "12:30", "010", "1.10", "0x1f", "~", "null", "2026-13-45", "1_000"]
)
def test_every_scalar_stays_text(word: str) -> None:
    assert texts(f"a: {word}\nb: [{word!r}]\n{word!r}: x") == {"a": word, "b": [word], word: "x"}


def test_a_bom_and_windows_line_ends_are_fine() -> None:
    assert plain(read(b"\xef\xbb\xbfa: x\r\nb:\r\n  - y\r\n", "f").root) == {"a": "x", "b": ["y"]}


def test_every_node_knows_its_place() -> None:
    root = read("あ: x\nb:\n  - {ら: 可, d: z}\n".encode(), "f").root
    assert root is not None
    assert isinstance(root.value, dict)
    inner = root.value["b"].value[0]
    assert isinstance(inner, Node)
    assert (inner.line, inner.column) == (3, 5)
    assert isinstance(inner.value, dict)
    assert (inner.value["d"].line, inner.value["d"].column, inner.keys["d"].column) == (3, 15, 12)


def test_an_alias_repeats_what_it_names() -> None:
    assert texts("a: &x [1, 2]\nb: *x\n") == {"a": ["1", "2"], "b": ["1", "2"]}


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("a: x\nb: y\na: z\n", [(3, 1, "duplicate-key")]),
        ("a: echo #x\n", [(1, 9, "cut-by-comment")]),
        ("a: {b: Ready?, c: 可}\n", [(1, 8, "quote-inline")]),
        ("a: {b: 12:30}\n", [(1, 8, "quote-inline")]),
        ("a: [b: c]\n", [(1, 5, "quote-inline")]),
        ("a: !!python/object/apply:os.system [x]\n", [(1, 4, "tag")]),
        ("a: !x y\nb: !!str z\n", [(1, 4, "tag"), (2, 4, "tag")]),
        ("a: &x {b: c}\nd:\n  <<: *x\n", [(3, 3, "merge-key")]),
        ("a: x\n---\nb: y\n", [(2, 1, "second-document")]),
        ("%YAML 1.1\n---\na: x\n", [(1, 1, "directive")]),
        ("# a\n%what\n---\na: x\n", [(2, 1, "directive")]),
        ("a: {b:}\n", [(1, 6, "syntax")]),
        ("a: *x\n", [(1, 4, "alias-unknown")]),
        ("a: &x [*x]\n", [(1, 8, "alias-unknown")]),
        ("? [a]\n: b\n", [(1, 3, "key-not-text")]),
        ("a: [x\nb: y\n", [(2, 2, "syntax")]),
        ("a: 'x\n", [(1, 4, "syntax")]),  # where it begins, for it ends nowhere
        ("a:\n\t- x\n", [(2, 1, "tab")]),
        ("", [(1, 1, "empty-file")]),
        ("# nothing\n", [(1, 1, "empty-file")]),
        (b"a: x\nb: \xff\n", [(2, 4, "not-utf8")]),
        ("a: x\nb: y\x00\n", [(2, 5, "control")]),
        ("a: x\u202ey\n", [(1, 5, "control")]),
        ("a: x".encode("utf-16"), [(1, 1, "not-utf8")]),
    ],
)
def test_what_is_refused_and_where(source: str | bytes, places: list[tuple[int, int, str]]) -> None:
    assert found(source) == places


def test_two_spaces_begin_a_comment_and_quotes_keep_a_hash() -> None:
    assert texts("a: x  # why\nb: 'echo #x'\nc: x#y\nd:  # a list\n  - 1\n") == {
        "a": "x",
        "b": "echo #x",
        "c": "x#y",
        "d": ["1"],
    }


def _laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 11)]
    return "\n".join(lines)


def _merges() -> str:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}, *a{n - 1}]}}" for n in range(1, 25)]
    return "\n".join(lines)


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(
    ("name", "source", "key"),
    [
        ("laughs", _laughs(), "too-many-nodes"),
        ("merges", _merges(), "merge-key"),
        ("aliases", "a: &a x\nb: [" + "*a, " * 200 + "*a]", "too-many-aliases"),
        ("brackets", "[" * 30_000, "too-deep"),
        ("depth", "".join(f"{' ' * n}a:\n" for n in range(40)), "too-deep"),
        ("nodes", "a: [" + "x, " * 25_000 + "x]", "too-many-nodes"),
        ("2 MiB", "a: " + "x" * (2 * 1024 * 1024), "too-large"),
    ],
)
def test_a_bomb_is_refused_in_under_a_second(
    monkeypatch: pytest.MonkeyPatch, loader: str, name: str, source: str, key: str
) -> None:
    monkeypatch.setattr(nodes, "_LOADER", getattr(yaml, loader))
    began = time.process_time()
    keys = [each[2] for each in found(source)]
    assert key in keys, name
    assert time.process_time() - began < (1 if loader == "CSafeLoader" else 3)  # the second is the stand-in


def test_one_line_of_a_megabyte_is_read_in_under_a_second() -> None:
    source = "a: [" + ("x" * 40 + ", ") * 19_000 + "x]"
    began = time.process_time()
    assert found(source) == []
    assert time.process_time() - began < 1


def _with(monkeypatch: pytest.MonkeyPatch, loader: str, data: bytes) -> Reading:
    monkeypatch.setattr(nodes, "_LOADER", getattr(yaml, loader))
    return read(data, "f.yaml")


def _agree(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Hold both loaders to one verdict, and to the same texts where the verdict is good."""
    one, two = _with(monkeypatch, "CSafeLoader", data), _with(monkeypatch, "SafeLoader", data)
    assert bool(one.problems) == bool(two.problems), (one.problems, two.problems)
    if not one.problems:
        assert plain(one.root) == plain(two.root)


FILES = sorted((ROOT / "runbooks").rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_loaders_read_the_built_in_files_alike(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    _agree(monkeypatch, path.read_bytes())


_SIGNS = [*"ab可:-?[]{},\n #'\"!%@\t\u2028\\"]
_WORDS = [": ", "- ", "? ", ", ", "\n  ", "  ", " #", "|\n", ">\n", "&x ", "*x", "---", "...", "<<", "$x"]
_PIECES = st.sampled_from(_SIGNS + _WORDS)


@settings(max_examples=400)
@given(source=st.lists(_PIECES, max_size=14).map("".join))
def test_both_loaders_come_to_one_verdict(source: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        _agree(patch, source.encode())


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    reading = read(data, "f.yaml")
    assert reading.root is not None or reading.problems
    for problem in reading.problems:
        assert problem.line >= 1
        assert problem.column >= 1


def test_yaml_never_builds_an_object() -> None:
    for path in (ROOT / "incidentctl").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "yaml.load" not in source
        assert "import yaml" not in source or path.name == "nodes.py"
