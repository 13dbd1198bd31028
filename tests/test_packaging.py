"""What people install: the wheel works from anywhere and brings its checklists; the sdist is complete."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUNBOOKS = sorted(path.relative_to(ROOT / "runbooks").as_posix() for path in ROOT.glob("runbooks/**/*.yaml"))
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("incidentctl/**/*.py"))


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both distributions, with the build tool of the dev extra: nothing is fetched."""
    directory = tmp_path_factory.mktemp("dist")
    built = [sys.executable, "-m", "hatchling", "build", "-d", str(directory)]
    subprocess.run(built, cwd=ROOT, check=True, capture_output=True, timeout=120)
    return directory


@pytest.mark.slow
def test_an_installed_wheel_lists_the_built_in_runbooks_from_another_directory(
    dist: Path, tmp_path: Path
) -> None:
    (wheel,) = dist.glob("*.whl")
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(site)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True, timeout=120)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(site),  # before the site-packages that have the dependencies
        "INCIDENTCTL_HOME": str(tmp_path / "home"),
        "LANG": "C.UTF-8",
    }
    for name in ("incidentctl", "ic"):
        listed = subprocess.run(
            [str(site / "bin" / name), "runbook", "list", "--json"],
            cwd=elsewhere,
            env=environ,
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (listed.returncode, listed.stderr) == (0, "")
        assert '"first-response"' in listed.stdout
        assert str(site / "incidentctl" / "_runbooks" / "report.yaml") in listed.stdout
        assert str(ROOT) not in listed.stdout


def test_the_wheel_holds_the_package_and_its_runbooks_and_nothing_else(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {*MODULES, "incidentctl/py.typed", *(f"incidentctl/_runbooks/{name}" for name in RUNBOOKS)}
    assert names == expected


def test_the_sdist_holds_what_is_needed_to_build_and_test(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    top = {"pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"}
    tests = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("tests/**/test_*.py")}
    assert {*top, *MODULES, *tests, *(f"runbooks/{name}" for name in RUNBOOKS)} <= names
    assert not [name for name in names if "__pycache__" in name or "_runbooks" in name]


def test_the_checkout_holds_no_second_copy_of_the_runbooks() -> None:
    assert not (ROOT / "incidentctl" / "_runbooks").exists()
