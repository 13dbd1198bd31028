"""Every sentence that is looked up is there, and both languages say the same with the same values."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

import pytest

from incidentctl import errors
from incidentctl.domain.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "incidentctl"
TOPICS = {
    topic.name: import_module(f"incidentctl.words.{topic.name}").WORDS
    for topic in iter_modules([str(PACKAGE / "words")])
}
WORDS: dict[str, tuple[str, str]] = {
    f"{topic}.{rest}": pair for topic, pairs in TOPICS.items() for rest, pair in pairs.items()
}
KEY = re.compile(rf"({'|'.join(TOPICS)})\.[a-z0-9_.-]+")
NO_SENTENCES = {"report.md", "report.joined"}
"""A file name, and the mark of values that are joined with commas."""

ERRORS = [name for name, kind in vars(errors).items() if isinstance(kind, type)]
KEYED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(ERRORS, ("errors.{0}", "errors.{0}.next")),
    "Broken": ("rule.{0}.{1}",),
    "Nudge": ("nudge.{1}",),
    "Symptom": ("doctor.{0}", "doctor.{0}.next", "doctor.{1}"),
    "Trouble": ("verify.{0}",),
    "Warned": ("warning.{0}",),
}
"""Constructors, and the keys that are made from their arguments; what is not given is left out."""

NAMED = {"key": 0, "rule": 0, "variant": 1, "severity": 1}
"""Where those of them stand that may be given by name."""


class Looked(NamedTuple):
    """A key that the code looks up; `*` stands for what is only known when it runs."""

    key: str
    place: str

    def is_there(self, words: dict[str, tuple[str, str]]) -> bool:
        if "*" not in self.key:
            return self.key in words
        pattern = re.compile(".+".join(re.escape(part) for part in self.key.split("*")))
        return any(pattern.fullmatch(key) for key in words)


def looked_up(source: str, place: str) -> Iterator[Looked]:
    """Give every key that stands in the source: in calls of words and of errors, and any literal like one."""
    nodes = list(ast.walk(ast.parse(source)))
    pieces = {part for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in nodes:
        if isinstance(node, ast.Constant) and node not in pieces and KEY.fullmatch(str(node.value)):
            yield Looked(str(node.value), f"{place}:{node.lineno}")
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _name(node.func)
        if name.endswith("words"):
            for key in _literals(node.args[0]):
                yield Looked(key, f"{place}:{node.lineno}")
        for key in _made(node, KEYED.get(name, ())):
            yield Looked(key, f"{place}:{node.lineno}")


def _name(called: ast.expr) -> str:
    """Give the last part of what is called: `call.words`, `self._words` and `_words(argv)` all end so."""
    if isinstance(called, ast.Call):
        return _name(called.func)
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _made(call: ast.Call, patterns: tuple[str, ...]) -> Iterator[str]:
    """Give the keys that a call of a constructor stands for; none where an argument is only known later."""
    given = dict(enumerate(call.args))
    given |= {NAMED[word.arg]: word.value for word in call.keywords if word.arg in NAMED}
    for pattern in patterns:
        places = [int(place) for _, place, _, _ in Formatter().parse(pattern) if place]
        for texts in product(*([*_literals(given[n])] if n in given else [""] for n in places)):
            filled = dict(zip(places, texts, strict=True))
            yield pattern.format(*(filled.get(n, "") for n in range(2))).rstrip(".")


def _literals(node: ast.expr) -> Iterator[str]:
    """Give the texts an argument can be: itself, both sides of an if, an f-string with `*` in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)


def all_looked_up() -> list[Looked]:
    return [
        looked
        for file in sorted(PACKAGE.rglob("*.py"))
        if file.parent.name != "words"
        for looked in looked_up(file.read_text(encoding="utf-8"), str(file.relative_to(PACKAGE)))
        if looked.key not in FIELDS.keys() | NO_SENTENCES
    ]


def test_every_key_that_is_looked_up_exists() -> None:
    missing = [f"{looked.place} {looked.key}" for looked in all_looked_up() if not looked.is_there(WORDS)]
    assert not missing


@pytest.mark.parametrize(
    ("source", "keys"),
    [
        ("call.words('echo.nope', id=1)", ["echo.nope"]),
        ("self._words('nope.x')", ["nope.x"]),
        ("_words(argv, environ)('errors.x')", ["errors.x"]),
        ("words('nope.a' if sound else 'nope.b')", ["nope.a", "nope.b"]),
        ("words(f'nope.was-{outcome}')", ["nope.was-*"]),
        ("raise NotFound('no-such-x', id=1)", ["errors.no-such-x", "errors.no-such-x.next"]),
        ("raise errors.Refused('x') from None", ["errors.x", "errors.x.next"]),
        ("Trouble('torn', file)", ["verify.torn"]),
        ("Symptom('x', 'warn', {})", ["doctor.x", "doctor.x.next", "doctor.warn"]),
        ("Nudge('S1-2', 'a' if one else f'a.{n}')", ["nudge.a", "nudge.a.*"]),
        ("Broken('S1-9')", ["rule.S1-9"]),
        ("Broken('S1-9', 'left', fixes=('x',))", ["rule.S1-9.left"]),
        ("Broken('S1-9' if a else 'S1-15', variant='left')", ["rule.S1-9.left", "rule.S1-15.left"]),
        ("Broken(rule, 'left')", []),
        ("title = 'report.nope'", ["report.nope"]),
        ("field = 'impact.users'", []),
    ],
)
def test_the_check_sees_keys_wherever_they_stand(source: str, keys: list[str]) -> None:
    assert sorted({looked.key for looked in looked_up(source, "")}) == sorted(keys)


@pytest.mark.parametrize(
    ("key", "is_there"),
    [("errors.a", True), ("errors.b", False), ("errors.*.next", True), ("errors.was-*", False)],
)
def test_a_key_with_a_gap_needs_one_that_fits(key: str, is_there: bool) -> None:  # noqa: FBT001 - a column
    words = {"errors.a": ("A", "あ"), "errors.a.next": ("", "")}
    assert Looked(key, "").is_there(words) is is_there


def test_every_field_has_a_label() -> None:
    assert not [name for name in FIELDS if f"fields.{name}" not in WORDS]


def test_both_languages_are_filled_and_take_the_same_values() -> None:
    wrong = {key: _wrong(key, *pair) for key, pair in WORDS.items()}
    assert not {key: what for key, what in wrong.items() if what}


def _wrong(key: str, english: str, japanese: str) -> str:
    """Say what is wrong with a pair; only Japanese counts people and things with a counter word."""
    if english.strip() and not japanese:
        return "no Japanese"
    if japanese and not english and not key.startswith("when.unit."):
        return "no English"
    ours, theirs = _placeholders(english), _placeholders(japanese)
    extra = {"unit"} if key.startswith("when.count.") else set()
    return "" if ours == theirs - extra else f"{ours} != {theirs}"


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(
    ("english", "japanese", "wrong"),
    [
        ("{n} min", "{n}分", ""),
        ("", "", ""),
        ("Recorded", "", "no Japanese"),
        ("", "記録した", "no English"),
        ("{n} min", "{minutes}分", "{'n'} != {'minutes'}"),
        ("{at:%H:%M}", "{at}", ""),
    ],
)
def test_the_check_sees_what_differs(english: str, japanese: str, wrong: str) -> None:
    assert _wrong("", english, japanese) == wrong
