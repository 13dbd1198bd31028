"""Help: examples first, in both languages, and each example is a line that can be typed."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
import typer

from incidentctl.cli.app import build
from incidentctl.cli.help_text import TOPICS
from incidentctl.cli.table import COMMANDS, SECTIONS
from incidentctl.words import LANGS, Words

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


def paths() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, module in COMMANDS.items():
        entry = import_module(f"incidentctl.cli.{module}").commands[name]
        found.append((name,))
        if isinstance(entry, Mapping):
            found += [(name, sub) for sub in entry]
    return found


@cache
def parser(lang: str) -> Any:
    return typer.main.get_command(build(list(COMMANDS), Words("ja" if lang == "ja" else "en"), is_full=True))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", paths(), ids=" ".join)
def test_help_begins_with_examples_that_parse(desk: Desk, path: tuple[str, ...], lang: str) -> None:
    ran = desk(*path, "--help", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    usage, blank, *rest = ran.out.splitlines()
    assert f"incidentctl {' '.join(path)}" in usage
    assert blank == ""
    examples = rest[: rest.index("")]
    assert examples
    for example in examples:
        line = example.strip()
        line = line if '"' in line else line.rpartition(" | ")[2]
        line = line.removeprefix('eval "$(').removesuffix(')"')
        words = shlex.split(line)
        assert words[0] == "incidentctl"
        assert words[1] == path[0]
        _parse(parser(lang), words[1:])


def _parse(command: Any, words: list[str]) -> None:
    """Parse without running: a wrong option, or a word too many, raises."""
    context = command.make_context("incidentctl", list(words), resilient_parsing=False)
    if hasattr(command, "commands"):
        name, inner, rest = command.resolve_command(context, [*context._protected_args, *context.args])  # noqa: SLF001 - typer's own way
        assert name is not None
        _parse(inner, rest)


def test_an_example_with_a_wrong_flag_is_seen() -> None:
    with pytest.raises(typer.TyperException):
        _parse(parser("en"), ["note", "x", "--gess"])


@pytest.mark.parametrize("path", paths(), ids=" ".join)
def test_every_option_and_argument_has_a_text_in_words(path: tuple[str, ...]) -> None:
    command = parser("en")
    for name in path:
        command = command.commands[name]
    for param in command.params:
        assert param.help.startswith("help."), param.name
        for lang in LANGS:
            assert Words(lang).has(param.help), param.help


@pytest.mark.parametrize("lang", LANGS)
def test_the_table_shows_the_first_minutes_first_and_every_command(desk: Desk, lang: str) -> None:
    ran = desk("help", "--lang", lang)
    shown = [line.split()[0] for line in ran.out.splitlines() if line.startswith("  ")]
    assert shown[:10] == list(SECTIONS["first"])
    assert sorted(shown) == sorted(COMMANDS)
    assert desk("--help", "--lang", lang).out == ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_page(desk: Desk, topic: str, lang: str) -> None:
    ran = desk("help", topic, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert len(ran.out.splitlines()) >= 5


def test_help_of_a_command_is_its_own_help(desk: Desk) -> None:
    assert desk("help", "note").out == desk("note", "-h").out
    assert desk("help", "step", "done").out == desk("step", "done", "--help").out


@pytest.mark.parametrize(
    ("topic", "meant"), [("fieldz", "fields"), ("exit-code", "exit-codes"), ("nte", "note")]
)
def test_a_topic_that_is_not_there_suggests_one(desk: Desk, topic: str, meant: str) -> None:
    ran = desk("help", topic)
    assert (ran.code, meant in ran.err) == (3, True)


@pytest.mark.parametrize("group", [name for name, *sub in paths() if sub])
def test_a_group_alone_shows_its_commands(desk: Desk, group: str) -> None:
    ran = desk(group)
    assert ran.code == 0
    assert ran.out == desk(group, "--help").out


def test_the_version_is_said(desk: Desk) -> None:
    assert desk("--version").out.startswith("incidentctl ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_serves_both_names(desk: Desk, shell: str) -> None:
    ran = desk("completion", shell)
    assert ran.code == 0
    assert {"_INCIDENTCTL_COMPLETE", "_IC_COMPLETE"} <= set(ran.out.replace("=", " ").split())


@pytest.mark.parametrize(("argv", "code"), [((), 7), (("tcsh",), 2)])
def test_an_unknown_shell_names_the_known_ones(desk: Desk, argv: tuple[str, ...], code: int) -> None:
    ran = desk("completion", *argv)
    assert (ran.code, "bash" in ran.err) == (code, True)
