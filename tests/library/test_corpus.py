"""Good and bad files: each mistake at its place, and the parser and the JSON Schema of one verdict.

The first line of a bad file says what is wrong with it: `# line:column key, ...`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from incidentctl.library.find import YamlRunbooks
from incidentctl.library.json_schema import BEYOND, ROOTS, json_schema
from incidentctl.library.nodes import read
from incidentctl.library.shelf import is_test
from incidentctl.library.tables import ANY, TABLES
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from incidentctl.library.nodes import Node
    from incidentctl.ports import Problem

CORPUS = Path(__file__).with_name("corpus")
GOOD = sorted((CORPUS / "good").iterdir())
BAD = sorted((CORPUS / "bad").iterdir())
RUNBOOKS = sorted(Path(__file__).parents[2].glob("runbooks/**/*.yaml"))
KINDS = {"runbooks": "runbook", "examples": "runbook", "templates": "runbook", "forms": "form"}


@cache
def problems(path: Path) -> tuple[Problem, ...]:
    found = YamlRunbooks(lang="en", cwd=Path("/")).check([path])[0].problems
    return tuple(problem for problem in found if problem.severity == "error")


@cache
def validator(root: str) -> Draft7Validator:
    schema = json_schema(root)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def as_an_editor_reads(node: Node) -> Any:  # noqa: PLR0911 - one line per type
    """Give the values of YAML 1.2 (its core schema), which an editor hands to a JSON Schema."""
    if isinstance(node.value, tuple):
        return [as_an_editor_reads(item) for item in node.value]
    if not isinstance(node.value, str):
        return {key: as_an_editor_reads(child) for key, child in node.value.items()}
    text = node.value
    if not node.is_plain:
        return text
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text.lower() in {"true", "false"} and text in {text.lower(), text.upper(), text.capitalize()}:
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def complaints(path: Path, root: str = "") -> list[str]:
    """Give what the schema says of a file."""
    node = read(path.read_bytes(), str(path)).root
    assert node is not None
    kind = root or ("test" if is_test(path.name) else "runbook")
    return [error.message for error in validator(kind).iter_errors(as_an_editor_reads(node))]


def test_the_corpus_is_not_small() -> None:
    assert len(GOOD) >= 20
    assert len(BAD) >= 100


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_right_to_the_parser_and_to_the_schema(path: Path) -> None:
    assert problems(path) == ()
    assert complaints(path) == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_problem_of_a_bad_file_is_told_at_its_line_and_column(path: Path) -> None:
    head = path.read_bytes().split(b"\n")[0].decode()
    said = [f"{each.line}:{each.column} {each.key}" for each in problems(path)]
    assert said == (head.removeprefix("# ").split(", ") if head else ["1:1 empty-file"])


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_wrong_to_the_schema_unless_no_schema_could_say_so(path: Path) -> None:
    keys = {problem.key for problem in problems(path)}
    if read(path.read_bytes(), str(path)).root is None:
        assert keys <= BEYOND | {"empty-file"}  # an editor says itself what is no YAML
    else:
        assert bool(complaints(path)) is not (keys <= BEYOND)


def test_the_list_of_what_no_schema_finds_is_shown_by_a_file_each() -> None:
    shown = {problem.key for path in BAD for problem in problems(path)}
    too_large_for_a_corpus = {"too-many-aliases"}
    assert BEYOND - too_large_for_a_corpus <= shown


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: path.stem)
def test_every_file_that_comes_with_it_is_right_to_its_schema(path: Path) -> None:
    kind = KINDS.get(path.parent.name) or ("profile" if path.stem.startswith("roles-") else path.stem)
    assert complaints(path, "test" if is_test(path.name) else kind) == []


def test_the_schema_names_every_key_of_the_table_and_nothing_else() -> None:
    schema = json_schema("runbook")
    maps = {"runbook": schema, **schema["definitions"]}
    assert {name.replace("-", " ") for name in maps} <= set(TABLES)
    for name, each in maps.items():
        keys = set(TABLES[name.replace("-", " ")])
        assert set(each["properties"]) == keys - {ANY}
        assert (each["additionalProperties"] is False) is (ANY not in keys)


@pytest.mark.parametrize("root", ROOTS)
def test_there_is_a_schema_for_every_kind_of_file(root: str) -> None:
    assert list(validator(root).iter_errors({})) != []
    assert json.loads(json.dumps(json_schema(root))) == json_schema(root)


def test_an_editor_explains_every_key_of_a_runbook_and_of_a_test_in_both_languages() -> None:
    for root in ("runbook", "test"):
        schema = json_schema(root)
        for name in ("", "suggest", "step", "field", "expect", "case"):
            table = schema["definitions"].get(name, {}) if name else schema
            for key, value in table.get("properties", {}).items():
                assert value.get("description", "").count("\n\n") == 1, (name, key)


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_about_a_key_belongs_to_one(lang: str) -> None:
    from incidentctl.words.keys import WORDS  # noqa: PLC0415 - read as data here

    tables = {*ROOTS, "lang-overlay"}
    for name in WORDS:
        table, _, key = name.partition(".")
        assert (key in TABLES[table]) if key else (table in tables), name
        assert Words("ja" if lang == "ja" else "en")(f"keys.{name}")
