"""The index of requirements: each id of the source articles with the row that shows it, and each id's rule.

`pytest -k S3_7` runs what shows S3-7; `pytest --collect-only -n 0` on this file prints the index.
"""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.library.find import YamlRunbooks
from incidentctl.words.rule import WORDS
from tests.cli.session import Row
from tests.test_words import all_looked_up

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
ARTICLES = {"S0": 33, "S1": 22, "S2": 22, "S3": 16, "S4": 14}
"""How many requirements each of the five articles has."""

IDS = tuple(f"{article}_{n}" for article, count in ARTICLES.items() for n in range(1, count + 1))
LATER = {
    "S1_11": "the board",
}
"""What is not built yet, or only in part: no row, so that nobody takes it for done."""

POLICY = YamlRunbooks(lang="en", cwd=ROOT).policy()
RULE = re.compile(r"[SK]\d+-\d+|K\d+")


def shown() -> Iterator[tuple[str, str, str]]:
    """Give each row that a test runs: its id, the name of the test in `-k`, and the file."""
    for file in sorted((ROOT / "tests" / "cli").glob("test_practice*.py")):
        module = import_module(f"tests.cli.{file.stem}")
        for name, test in vars(module).items():
            marks = getattr(test, "pytestmark", ()) if name.startswith("test_") else ()
            for mark in marks:
                rows = mark.args[1] if mark.name == "parametrize" else ()
                yield from (
                    (row.id, mark.kwargs["ids"](row), file.stem) for row in rows if isinstance(row, Row)
                )


SHOWN = tuple(shown())


def places(id_: str) -> list[str]:
    return [file for shown_id, _, file in SHOWN if shown_id == id_]


@pytest.mark.parametrize(
    "id_", [pytest.param(id_, id=f"{id_} {LATER.get(id_) or ' '.join(places(id_))}") for id_ in IDS]
)
def test_a_requirement_is_shown_by_one_row_or_comes_later(id_: str) -> None:
    assert len(places(id_)) == (0 if id_ in LATER else 1)


def test_there_are_107_requirements_and_no_row_has_another_id() -> None:
    assert len(IDS) == 107
    assert {id_ for id_, _, _ in SHOWN} | LATER.keys() == set(IDS)


def test_each_row_is_found_by_its_id() -> None:
    assert [name for id_, name, _ in SHOWN if not name.startswith(f"{id_} ")] == []


def rules_named(source: str) -> set[str]:
    """Give the ids of rules that stand in code as a text of their own, so in no docstring."""
    nodes = ast.walk(ast.parse(source))
    texts = {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
    return {text for text in texts if RULE.fullmatch(text)}


def test_only_whole_texts_name_a_rule() -> None:
    assert rules_named('"""S1-1 is kept."""\nBroken("S1-9" if a else "S1-15", "left")\nK = {"K9": 1}') == {
        "S1-9",
        "S1-15",
        "K9",
    }


def test_rules_their_code_and_their_sentences_agree() -> None:
    files = [file for file in (ROOT / "incidentctl").rglob("*.py") if file.parent.name != "words"]
    named = set().union(*(rules_named(file.read_text(encoding="utf-8")) for file in files))
    rules = set(POLICY.rules)
    assert named == rules, "a rule that nothing asks about, or code that asks about none"
    assert {rule.replace("-", "_") for rule in rules if rule[0] == "S"} <= set(IDS)


def test_each_variant_of_a_sentence_is_said_somewhere_and_each_sentence_has_a_rule() -> None:
    said = {looked.key for looked in all_looked_up()}
    assert [key for key in WORDS if "." in key and f"rule.{key}" not in said] == []
    assert {key.partition(".")[0] for key in WORDS} <= POLICY.rules.keys()
