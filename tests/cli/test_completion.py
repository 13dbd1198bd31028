"""A shell asks how a line may go on, in each of the three shells, for both names of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Desk


def asked(home: Path, prog: str, shell: str, line: str, lang: str = "C.UTF-8") -> str:
    """Give what the program answers to a shell."""
    words = line.split(" ")
    environ = {
        **os.environ,
        "INCIDENTCTL_HOME": str(home),
        "LANG": lang,
        "LC_ALL": lang,
        f"_{prog.upper()}_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    environ["PYTHONPATH"] = str(Path(__file__).parents[2])
    command = [sys.executable, "-m", "incidentctl"]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert ran.stderr == ""
    return ran.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("de", {"declare", "decide"}),
        ("step d", {"done", "defer"}),
        ("note --g", {"--guess"}),
        ("set impact.u", {"impact.users"}),
        ("mark mit", {"mitigated"}),
        ("severity S", {"SEV1", "SEV2", "SEV3", "SEV4"}),
        ("walk iso", {"isolate-cause"}),
        ("report --form f", {"final", "first"}),
    ],
)
def test_bash_completes(tmp_path: Path, line: str, expected: set[str]) -> None:
    assert set(asked(tmp_path, "ic", "bash", f"ic {line}").split()) == expected


def test_the_long_name_completes_as_well(tmp_path: Path) -> None:
    assert asked(tmp_path, "incidentctl", "bash", "incidentctl decl").split() == ["declare"]


def test_incidents_are_completed_by_their_last_part(desk: Desk) -> None:
    desk("declare", "[/] *x* {0}", "--no-walk")
    incident = desk("--json").json["incident"]
    for line in ("ic use ", "ic note -i "):
        assert asked(desk.home, "ic", "bash", line).split() == [incident[-4:]]


def test_zsh_and_fish_show_what_a_command_does_in_the_readers_language(tmp_path: Path) -> None:
    assert "open an incident" in asked(tmp_path, "ic", "zsh", "ic decl")
    assert "障害を宣言する" in asked(tmp_path, "ic", "fish", "ic decl", "ja_JP.UTF-8")
    assert "who said so" in asked(tmp_path, "ic", "zsh", "ic note --so")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_is_printed_for_both_names(desk: Desk, shell: str) -> None:
    ran = desk("completion", shell)
    assert ran.code == 0
    assert "_INCIDENTCTL_COMPLETE" in ran.out
    assert "_IC_COMPLETE" in ran.out


def test_the_levels_are_those_of_the_team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = tmp_path / ".incidentctl" / "runbooks" / "policy"
    policy.mkdir(parents=True)
    built_in = (Path(__file__).parents[2] / "runbooks" / "policy" / "severities.yaml").read_text("utf-8")
    (policy / "severities.yaml").write_text(built_in.replace("SEV4", "TRIVIAL"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert asked(tmp_path, "ic", "bash", "ic severity T").split() == ["TRIVIAL"]
