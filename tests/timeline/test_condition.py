"""The condition of the log's directory, as `doctor` tells it."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from typing import TYPE_CHECKING

import pytest

from incidentctl.timeline import condition
from incidentctl.timeline.condition import SCARCE, TIGHT, file_system, symptoms

if TYPE_CHECKING:
    from pathlib import Path

Usage = namedtuple("Usage", "free")  # noqa: PYI024 - what shutil gives, as far as it is read


def found(root: Path) -> list[tuple[str, str]]:
    return [(symptom.key, symptom.severity) for symptom in symptoms(root)]


def test_a_private_directory_is_fine_and_nothing_is_left_in_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert found(tmp_path) == [("directory", "ok")]
    assert list(tmp_path.iterdir()) == []


def test_one_that_does_not_exist_yet_is_judged_by_where_it_would_be(tmp_path: Path) -> None:
    assert found(tmp_path / "a" / "b") == [("directory", "ok")]
    assert not (tmp_path / "a").exists()


def test_others_may_not_look_in(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert found(tmp_path) == [("open-to-others", "warn")]


@pytest.mark.parametrize(("free", "severity"), [(SCARCE - 1, "fail"), (TIGHT - 1, "warn")])
def test_a_disk_that_is_nearly_full_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, severity: str
) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(free))
    assert found(tmp_path) == [("little-space", severity)]


def test_a_disk_that_confirms_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: int) -> None:
        raise OSError(5, "Input/output error")

    tmp_path.chmod(0o700)
    monkeypatch.setattr(os, "fsync", refused)
    assert found(tmp_path) == [("not-writable", "fail")]
    assert list(tmp_path.iterdir()) == []


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 22 0:40 / /home rw,relatime shared:2 - nfs4 server:/home rw
41 40 0:41 / /home/a\\040b rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/log", "ext4"), ("/home", "nfs4"), ("/home/sato/x", "nfs4"), ("/homely", "ext4"),
        ("/home/a b/c", "tmpfs"),
    ],
)  # fmt: skip
def test_the_file_system_is_that_of_the_nearest_mount(tmp_path: Path, path: str, kind: str) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS, encoding="utf-8")
    assert file_system(path, str(table)) == kind
    assert file_system(path, str(tmp_path / "none")) == ""


def test_a_network_file_system_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setattr(condition, "file_system", lambda _: "nfs4")
    assert found(tmp_path) == [("network", "warn")]
