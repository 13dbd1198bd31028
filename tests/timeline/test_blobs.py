"""Blobs on disk that came in pieces: whole under their name, or not there at all."""

from __future__ import annotations

import os
import tracemalloc
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from incidentctl.errors import NotRecorded
from incidentctl.timeline import blobs
from incidentctl.timeline.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def files(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_it_has_its_name_only_once_all_of_it_is_there(tmp_path: Path) -> None:
    seen: list[list[str]] = []

    def looking() -> Iterator[bytes]:
        yield b"one"
        seen.append(files(tmp_path))
        yield b"two"

    name, _ = blobs.keep_stream([Place(tmp_path)], looking())
    assert [len(names) for names in seen] == [1]
    assert seen[0][0].startswith(".")
    assert files(tmp_path) == [name] == [sha256(b"onetwo").hexdigest()]
    assert (tmp_path / "blobs" / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(NotRecorded) as error:
        blobs.keep_stream([Place(tmp_path)], [b"x"])
    assert error.value.params["reason"] == "No space left on device"
    assert files(tmp_path) == []


def test_a_damaged_blob_is_mended_by_the_same_content(tmp_path: Path) -> None:
    name, _ = blobs.keep_stream([Place(tmp_path)], [b"whole"])
    (tmp_path / "blobs" / name).write_bytes(b"torn")
    blobs.keep_stream([Place(tmp_path)], [b"whole"])
    assert blobs.fetch([Place(tmp_path)], name) == b"whole"


def test_another_place_takes_what_the_first_does_not(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    places = [Place(tmp_path / "file"), Place(tmp_path / "other", "fallback/")]
    name, _ = blobs.keep_stream(places, [b"x"])
    assert blobs.fetch(places, name) == b"x"


def test_memory_does_not_grow_with_what_is_kept(tmp_path: Path) -> None:
    piece = bytes(100_000)
    tracemalloc.start()
    try:
        _, size = blobs.keep_stream([Place(tmp_path)], (piece for _ in range(200)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size == 20_000_000
    assert peak < 2_000_000
