"""A command that a sentence or a checklist tells people to type is one that exists, flags and all."""

from __future__ import annotations

import re
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import pytest
import typer

from incidentctl.cli.app import build
from incidentctl.cli.table import COMMANDS, PASSES_ON
from incidentctl.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
TOOL = r"\b(?:ic|incidentctl) "
NAMED = re.compile(rf"(?<![A-Za-z] )(?<![\w./]){TOOL}(?P<words>(?:(?!{TOOL})[^`\n])*)")
"""`ic` and what follows, to a backtick, the end of the line or the next; not "Install incidentctl again"."""

PARSER: Any = typer.main.get_command(build(list(COMMANDS), Words("en"), is_full=True))


def wrong(text: str) -> Iterator[str]:
    """Give what a text tells people to type although the parser would refuse it."""
    for named in NAMED.finditer(text):
        words = re.split(r"[ )、。]+", named["words"])
        passed_on = next((n for n, word in enumerate(words) if word in PASSES_ON), len(words))
        words = words[: passed_on + 1] + list(
            takewhile(lambda word: word.startswith("-"), words[passed_on + 1 :])
        )
        flags = [word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)]
        found, path = PARSER, list[str]()
        for word in [word for word in words if word not in flags]:
            if not hasattr(found, "commands") or not re.fullmatch(r"[a-z][a-z-]*", word):
                break
            path.append(word)
            found = found.commands.get(word)
        if found is None:
            yield f"no command: {' '.join(path)}"
            continue
        known = {name for each in (found, PARSER) for param in each.params for name in param.opts}
        yield from (f"no option of {' '.join(path)}: {flag}" for flag in flags if flag not in known)


def sentences() -> Iterator[tuple[str, str]]:
    for topic in iter_modules([str(ROOT / "incidentctl" / "words")]):
        for key, pair in import_module(f"incidentctl.words.{topic.name}").WORDS.items():
            yield from ((f"{topic.name}.{key}", text) for text in pair)
    for file in sorted((ROOT / "runbooks").rglob("*.yaml")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{file.name}:{number}", line


def test_every_command_that_people_are_told_to_type_exists() -> None:
    assert [f"{place} {what}" for place, text in sentences() for what in wrong(text)] == []


def test_commands_are_named_in_words_and_in_checklists() -> None:
    places = {Path(place.split(":")[0]).suffix for place, text in sentences() if NAMED.search(text)}
    assert {".yaml"} < places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See them all: incidentctl list", []),
        ("Install incidentctl again.", []),
        ("keep it: `ic note --guess TEXT`", []),
        ("`ic run --look kubectl get --all`", []),
        ("`ic run --lok kubectl get`", ["no option of run: --lok"]),
        ("`ic --json list --open`", []),
        ("残す: `ic note --gess 仮説`", ["no option of note: --gess"]),
        ("`ic redeclare --why WHY`", ["no command: redeclare"]),
        ("`ic path mark HOP ok`、`ic path list`", ["no command: path list"]),
        ("incidentctl step done {step} [VALUE]   or: incidentctl wlak", ["no command: wlak"]),
    ],
)
def test_the_check_sees_what_is_not_there(text: str, expected: list[str]) -> None:
    assert list(wrong(text)) == expected
