"""The hooks for pre-commit: what they name is there, and, run as it runs them, they refuse a mistake."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
GOOD = "incidentctl: 1\nid: good\ntitle: Good\nsteps:\n  - {id: A, title: A}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a team's repository with a runbook and a file that is none, both staged."""
    directory = tmp_path / ".incidentctl" / "runbooks"
    directory.mkdir(parents=True)
    (directory / "good.yaml").write_text(GOOD)
    (tmp_path / "other.yaml").write_text("a: [\n")
    git = ("git", "-c", "init.defaultBranch=main")
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run([*git, "add", "-A"], cwd=tmp_path, check=True)
    return tmp_path


def run(hook: dict[str, str], project: Path) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: at the root, with the staged files that its pattern finds."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=project, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    files = [name for name in listed if re.search(hook["files"], name)]
    assert files
    program, *words = shlex.split(hook["entry"])
    assert program == "incidentctl"
    return subprocess.run(
        [sys.executable, "-m", program, *words, *files],
        cwd=project,
        check=False,
        capture_output=True,
        text=True,
        env={"INCIDENTCTL_HOME": str(project / "home"), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_lets_what_is_right_pass_and_looks_at_nothing_else(
    hook: dict[str, str], project: Path
) -> None:
    assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    ran = run(hook, project)
    assert ran.returncode == 0, ran
    assert "other.yaml" not in ran.stdout + ran.stderr


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_refuses_a_mistake_with_its_place(hook: dict[str, str], project: Path) -> None:
    file = project / ".incidentctl" / "runbooks" / "good.yaml"
    file.write_text(GOOD.replace("title: A}", "titel: A}"))
    ran = run(hook, project)
    assert ran.returncode == 5
    assert ".incidentctl/runbooks/good.yaml:5:5: error" in ran.stdout


def test_the_readme_names_each_hook() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(hook["id"] in readme for hook in HOOKS)
