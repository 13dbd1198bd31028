"""The matrix is whole: each row is shown, each is shown to bite, and every test it names is there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger
from tests.faults.matrix import ROWS
from tests.faults.oracle import NOT_RECORDED, RECORDED, SILENT, Judged, NaiveStore, Oracle

TESTS = Path(__file__).parents[1]
HERE = Path(__file__).name


@cache
def names_in(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


def is_there(test: str) -> bool:
    file, _, name = test.partition("::")
    return (TESTS / file).is_file() and name in names_in(TESTS / file)


@pytest.mark.parametrize("number", range(1, 31))
def test_a_row_is_shown_and_its_fault_is_shown_to_be_one(number: int) -> None:
    row = ROWS[number]
    assert row.shown
    assert row.control
    assert [test for test in (*row.shown, *row.control) if not is_there(test)] == []


def test_there_are_30_rows_and_each_fault_test_belongs_to_one() -> None:
    assert list(ROWS) == list(range(1, 31))
    named = {test for row in ROWS.values() for test in (*row.shown, *row.control)}
    files = [file for file in sorted((TESTS / "faults").glob("test_*.py")) if file.name != HERE]
    found = {f"faults/{file.name}::{name}" for file in files for name in names_in(file)}
    assert found - named == set()


# -- the oracle itself --------------------------------------------------------------------------------------


class Planted(NaiveStore):
    """A store with facts as they are planted, which takes one more, or does not."""

    def __init__(self, *keys: str, word: str = RECORDED, file: bytes = b"") -> None:
        super().__init__(Path("/nowhere"))
        self.planted, self.word, self.file = list(keys), word, file

    def keys(self) -> list[str]:
        return list(self.planted)

    def files(self) -> dict[str, bytes]:
        return {"f": self.file}

    def append(self, key: str) -> str:
        self.planted += [key] * (self.word == RECORDED)
        return self.word


WRONG = {
    "lost": (Planted("b"), {}),
    "denied": (Planted("a", "b", "c"), {"c": NOT_RECORDED}),
    "invented": (Planted("a", "b", "c"), {}),
    "twice": (Planted("a", "b", "b"), {}),
    "another order": (Planted("b", "a"), {}),
    "does not follow": (Planted("a", "b", word=NOT_RECORDED), {}),
    "changed": (Planted("a", "b", file=b"x"), {}),
}


def judge(store: Planted, told: dict[str, str]) -> Judged:
    return Oracle(Planted("a", "b", file=b"" if store.file == b"" else b"ab")).of(store).judge(told)


def test_the_oracle_finds_each_thing_that_may_be_wrong() -> None:
    assert judge(Planted("a", "b", "c"), {"c": RECORDED}).is_sound
    assert judge(Planted("a", "b"), {"c": SILENT}).is_sound
    assert judge(Planted("a", "b", "c"), {"c": SILENT}).is_sound
    for name, (store, told) in WRONG.items():
        judged = judge(store, told)
        assert name in str(judged._asdict() if not (judged.lost or judged.denied) else name), name
        assert not judged.is_sound, name
    assert judge(Planted("b"), {}).lost == ("a",)
    assert judge(Planted("a", "b", "c"), {"c": NOT_RECORDED}).denied == ("c",)


def test_the_ledger_counts_what_the_oracle_found() -> None:
    ledger = Ledger()
    ledger.fault(Judged(3))
    assert not ledger.findings
    ledger.fault(Judged(3, lost=("a",), denied=("b",)), "about it")
    assert tuple(ledger.sums) == (2, 6, 1, 2)
    assert "about it" in ledger.findings[0]
