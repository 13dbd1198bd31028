"""The house keeps its floors and rooms (CONTRIBUTING.md has the drawing)."""

from __future__ import annotations

import ast
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "incidentctl"

FLOORS = (
    {"", "errors", "words"},  # "" is incidentctl/__init__.py: the version
    {"domain"},
    {"ports"},
    {"timeline", "library", "running", "render", "prompts", "usecases"},
    {"bootstrap"},
    {"cli"},
    {"__main__"},
)
"""From the ground up. A room imports itself and what is on lower floors, never its neighbours."""

ROOMS_OF = {
    "yaml": ("library/nodes.py",),
    "prompt_toolkit": ("prompts/",),
    "typer": ("cli/", "__main__.py"),
    "platformdirs": ("bootstrap.py",),
    "wcwidth": ("render/", "library/problems.py"),
}
"""Where a third-party package may be imported; what is not listed may be imported nowhere."""

STANDARD = sys.stdlib_module_names

PURE = {
    *("__future__", "bisect", "collections", "csv", "datetime", "difflib", "enum", "functools", "hashlib"),
    *("importlib", "itertools", "json", "math", "operator", "re", "string", "typing", "unicodedata"),
    "zoneinfo",
}
"""What the domain may import from the standard library: nothing with a clock, a disk or a die in it."""

BOOTSTRAP_READS = {"os.environ", "os.getenv", "datetime.now", "datetime.utcnow", "date.today", "time.time"}
"""What comes in through the context (and __main__, which is handed nothing)."""

NETWORK = {"asyncio", "ftplib", "http", "smtplib", "socket", "socketserver", "ssl", "urllib", "xmlrpc"}
"""Nothing leaves the machine unasked."""


class Import(NamedTuple):
    """One imported module, by its full name, and the line that imports it."""

    name: str
    line: int


def imports(file: Path, package: Path) -> Iterator[Import]:
    """Give every import of a file.

    Late ones and those under TYPE_CHECKING count like any other: whoever reads a file has to know them.
    """
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield Import(whole if _file_of(whole, package) else base, node.lineno)


def _file_of(name: str, package: Path) -> Path | None:
    """Give the file of a module of ours; None for a name that is none."""
    top, *rest = name.split(".")
    if top != package.name:
        return None
    path = package.joinpath(*rest)
    return next((file for file in (path / "__init__.py", path.with_suffix(".py")) if file.is_file()), None)


def violations(package: Path) -> list[str]:
    """Give everything that is not in its place, as `file:line what`."""
    found, graph = [], dict[str, set[str]]()
    for file in sorted(package.rglob("*.py")):
        path = file.relative_to(package).as_posix()
        known = graph.setdefault(_module(path, package), set())
        for each in imports(file, package):
            top = each.name.split(".")[0]
            if top == package.name:
                known.add(each.name)
                wrong = _wrong_floor(_room(path), _room_of(each.name))
            else:
                wrong = _wrong_room(path, top)
            found += [f"{path}:{each.line} {wrong}"] if wrong else []
        found += [f"{path}:{line} {wrong}" for line, wrong in _wrong_reads(file, path)]
    return [*found, *(f"cycle: {' -> '.join(cycle)}" for cycle in cycles(graph))]


def _wrong_floor(room: str, other: str) -> str:
    floors = {name: number for number, floor in enumerate(FLOORS) for name in floor}
    if not {room, other} <= floors.keys():
        return f"imports {other}: {({room, other} - floors.keys()).pop()} is on no floor"
    is_below = room == other or floors[other] < floors[room]
    return "" if is_below else f"imports {other}, which is not below {room}"


def _wrong_room(path: str, top: str) -> str:
    if top in STANDARD:
        is_impure = _room(path) == "domain" and top not in PURE
        return f"imports {top}" if top in NETWORK or is_impure else ""
    return "" if path.startswith(ROOMS_OF.get(top, ())) else f"imports {top or 'a relative name'}"


def _wrong_reads(file: Path, path: str) -> Iterator[tuple[int, str]]:
    """Find where the environment or the clock is read, other than in bootstrap and __main__."""
    if path in {"bootstrap.py", "__main__.py"}:
        return
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            read = f"{node.value.id}.{node.attr}"
            if read in BOOTSTRAP_READS:
                yield node.lineno, f"reads {read}"


def _room(path: str) -> str:
    room = path.partition("/")[0].removesuffix(".py")
    return "" if room == "__init__" else room


def _room_of(name: str) -> str:
    return name.partition(".")[2].partition(".")[0]


def _module(path: str, package: Path) -> str:
    return f"{package.name}/{path}".removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Give one cycle for every import that closes one: a walk in depth, with the way back in view."""
    found, done, way = [], set[str](), list[str]()

    def visit(module: str) -> None:
        if module in way:
            found.append([*way[way.index(module) :], module])
        elif module not in done:
            way.append(module)
            for other in sorted(graph.get(module, ())):
                visit(other)
            done.add(way.pop())

    for module in sorted(graph):
        visit(module)
    return found


def test_every_import_is_from_a_lower_floor_and_in_its_room() -> None:
    assert not violations(PACKAGE)


def test_the_check_looks_at_the_whole_house() -> None:
    rooms = {_room(file.relative_to(PACKAGE).as_posix()) for file in PACKAGE.rglob("*.py")}
    assert rooms >= {"domain", "timeline", "library", "render", "prompts", "usecases", "cli", "__main__"}


PLANTED = [
    ("domain/values.py", "import yaml", "domain/values.py:1 imports yaml"),
    ("library/find.py", "import yaml", "library/find.py:1 imports yaml"),
    ("render/screen.py", "import rich.text", "render/screen.py:1 imports rich"),
    ("usecases/note.py", "def f():\n    from typer import Exit", "usecases/note.py:2 imports typer"),
    ("prompts/plain.py", "import questionary", "prompts/plain.py:1 imports questionary"),
    ("cli/app.py", "import prompt_toolkit", "cli/app.py:1 imports prompt_toolkit"),
    ("timeline/place.py", "import urllib.request", "timeline/place.py:1 imports urllib"),
    ("domain/values.py", "import os", "domain/values.py:1 imports os"),
    ("domain/values.py", "from random import choice", "domain/values.py:1 imports random"),
    ("domain/values.py", "\nnow = datetime.now()", "domain/values.py:2 reads datetime.now"),
    ("render/screen.py", "wide = os.environ['COLUMNS']", "render/screen.py:1 reads os.environ"),
    ("domain/values.py", "from ..errors import X", "domain/values.py:1 imports a relative name"),
    (
        "domain/values.py",
        "from incidentctl import ports",
        "domain/values.py:1 imports ports, which is not below domain",
    ),
    (
        "render/screen.py",
        "if TYPE_CHECKING:\n    from incidentctl.usecases.note import note",
        "render/screen.py:2 imports usecases, which is not below render",
    ),
    (
        "words/ask.py",
        "import incidentctl.errors",
        "words/ask.py:1 imports errors, which is not below words",
    ),
    (
        "utils.py",
        "import incidentctl.errors",
        "utils.py:1 imports errors: utils is on no floor",
    ),
    (
        "usecases/walk.py",
        "from incidentctl.usecases import note",
        "cycle: incidentctl.usecases.note -> incidentctl.usecases.walk -> incidentctl.usecases.note",
    ),
]


@pytest.mark.parametrize(("file", "text", "expected"), PLANTED)
def test_a_planted_violation_is_found(tmp_path: Path, file: str, text: str, expected: str) -> None:
    house = tmp_path / "incidentctl"
    for path, own in {
        "__init__.py": "",
        "errors.py": "",
        "ports.py": "from incidentctl.errors import X",
        "usecases/note.py": "from incidentctl.usecases.walk import walk",
        "usecases/walk.py": "",
        "library/nodes.py": "import yaml",
    }.items():
        (house / path).parent.mkdir(parents=True, exist_ok=True)
        (house / path).write_text(own)
    assert not violations(house)
    (house / file).parent.mkdir(parents=True, exist_ok=True)
    (house / file).write_text(text)
    assert violations(house) == [expected]


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("localhost", 9)])
def test_the_suite_runs_with_sockets_forbidden(address: tuple[str, int]) -> None:
    with pytest.raises(AssertionError, match="without sockets"):
        socket.create_connection(address)
