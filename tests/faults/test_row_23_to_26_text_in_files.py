"""Rows 23-26: text in Markdown and CSV, YAML that lies in wait, ids that lead elsewhere."""

from __future__ import annotations

import csv
import html
import io
from typing import TYPE_CHECKING

import pytest
import yaml
from markdown_it import MarkdownIt

from incidentctl.render.safe import csv_cell, markdown
from tests.cli.test_hostile_text import HOSTILE
from tests.render.test_safe import fuzz, plain, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.faults.conftest import Program
    from tests.faults.ledger import Ledger

    AtLength = Callable[[int, int], int]


class Literal(MarkdownIt):
    """Shows the text of a link as CommonMark has it; markdown-it itself shows a blank for `%20`."""

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - its name there
        return link


# -- 23 -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_random_texts_read_the_same_in_a_report(ledger: Ledger, at_length: AtLength) -> None:
    parser = Literal("commonmark").enable(["table", "strikethrough"])
    count = at_length(6_000, 60_000)
    for text in fuzz(count):
        if wanted := plain(text):
            assert read(parser, f"- {markdown(text)}\n") == [wanted], text
            assert read(parser, f"| a |\n|---|\n| {markdown(text)} |\n") == ["a", wanted], text
    ledger.enter(count)


def test_escaping_for_html_alone_fails_for_many_of_them() -> None:
    parser = Literal("commonmark").enable(["table", "strikethrough"])
    failed = 0
    for text in fuzz(500):
        try:
            failed += read(parser, f"- {html.escape(text)}\n") != [plain(text)]
        except AssertionError:  # a tag that nobody wrote
            failed += 1
    assert failed > 50


# -- 24 -----------------------------------------------------------------------------------------------------

FORMULAS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1", "\r=1", "\n=1+1", "＝1", "＋1", "－1", "＠x",
    '=HYPERLINK("http://e","x")', "=1;2", '"=1"', "=\x1b[31m",
)  # fmt: skip


@pytest.mark.slow
def test_no_cell_is_a_formula_and_reading_it_again_gives_the_apostrophe(
    program: Program, ledger: Ledger
) -> None:
    program("declare", "x", "--no-walk")
    for text in FORMULAS:
        assert program("follow-up", "add", "--kind", "prevent", "--why", text, "--", text).code in {0, 4}
    out = program("follow-up", "list", "--format", "csv", "--all").out
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    written = [csv_cell(text) for text in FORMULAS]
    assert {cell for cell in cells if cell[:1] in "=+-@\t\r\n＝＋－＠" and cell} == set()
    assert len([cell for cell in cells if cell in written]) >= len(FORMULAS)
    ledger.enter(len(FORMULAS))
    naive = io.StringIO()
    csv.writer(naive).writerow(FORMULAS)
    assert naive.getvalue().startswith("=")


# -- 25 -----------------------------------------------------------------------------------------------------

TRAPS = {
    "a: x\nb: y\na: z\n": ":3:1", "a: !!python/object/apply:os.system [x]\n": ":1:4", "x: *y\n": ":1:4",
    "[" * 30_000: ":1:", "a: [" + "x, " * 25_000 + "x]": ":1:", "a: " + "x" * (2 * 1024 * 1024): ":1:1",
    "a: &x y\nb: [" + "*x, " * 200 + "*x]": ":2:", "a:\n\t- x\n": ":2:1", "a: x\0y\n": ":1:5",
}  # fmt: skip


@pytest.mark.parametrize("text", TRAPS, ids=range(len(TRAPS)))
def test_a_runbook_that_lies_in_wait_is_refused_with_its_place(
    program: Program, ledger: Ledger, text: str
) -> None:
    file = program.here / "trap.yaml"
    file.write_bytes(text.encode())
    ran = program("runbook", "check", str(file))
    assert ran.code == 5
    assert f"trap.yaml{TRAPS[text]}" in ran.out + ran.err, ran
    ledger.enter(1)


def test_yaml_as_it_comes_takes_them() -> None:
    assert yaml.safe_load("a: x\na: z\n") == {"a": "z"}
    assert yaml.safe_load("a: no\nb: 12:30\n") == {"a": False, "b": 750}


# -- 26 -----------------------------------------------------------------------------------------------------

IDS = (
    "../x", "../../etc/passwd", "/etc/passwd", "INC-1%2f", "INC-20261122-../x", "INC-20261122-a\0b",
    "x" * 300, "-rf", ".", "..", "INC-20261122-aaaa/../../x", "～", "INC-２０２６1122-aaaa", "*",
    "w-aaaaaaaa.jsonl", *(text[:200] for text in HOSTILE.values()),
)  # fmt: skip
WAYS = (
    ("-i", "{}", "timeline"), ("-i", "{}", "note", "x"), ("use", "{}"), ("undo", "{}"), ("amend", "{}", "x"),
    ("walk", "{}"), ("runbook", "show", "{}"), ("report", "-i", "{}"), ("step", "done", "{}", "x"),
    ("verify", "-i", "{}"), ("follow-up", "done", "{}"), ("act", "--end", "{}"), ("report", "--form", "{}"),
)  # fmt: skip


def tree(root: Path) -> Iterator[str]:
    """Give what is there, but for the index, which is made anew at will."""
    names = (str(path.relative_to(root)) for path in root.rglob("*"))
    yield from sorted(name for name in names if not name.startswith(("home/dirty", "home/index")))


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS, ids=lambda way: " ".join(way[:2]))
def test_an_id_that_leads_elsewhere_is_refused_and_makes_no_file(
    program: Program, ledger: Ledger, way: tuple[str, ...]
) -> None:
    program("declare", "x", "--no-walk")
    program("list")
    root = program.home.parent
    (root / "x").write_text("keep")
    before = list(tree(root))
    facts = [path.read_bytes() for path in program.home.rglob("w-*.jsonl")]
    for wanted in IDS:
        ran = program(*(wanted if word == "{}" else word for word in way), "--no-input")
        assert ran.code in {2, 3, 4, 5, 7}, (wanted, ran)
        assert "Traceback" not in ran.err
        ledger.enter(1)
    assert list(tree(root)) == before
    assert [path.read_bytes() for path in program.home.rglob("w-*.jsonl")] == facts


def test_joining_the_id_to_a_path_leads_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    (tmp_path / "home").mkdir()
    assert (tmp_path / "home" / "../x").exists()
