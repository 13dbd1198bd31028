"""Small disks to fill, to cut off and to close: images in the test's own directory, mounted by a loop."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MIB = 1024 * 1024


class Kind(NamedTuple):
    """A file system: how it is made, the least it needs, and how it is mounted so that it writes late."""

    make: tuple[str, ...]
    megabytes: int
    options: str = ""


KINDS = {
    "ext4": Kind(("mkfs.ext4", "-q", "-F", "-m", "0"), 16, "commit=600"),
    "ext4 1K": Kind(("mkfs.ext4", "-q", "-F", "-m", "0", "-b", "1024"), 8, "commit=600"),
    "xfs": Kind(("mkfs.xfs", "-q", "-f"), 320, "nouuid"),
    "btrfs": Kind(("mkfs.btrfs", "-q", "-f"), 128, "commit=300"),
}


@cache
def why_not(kind: str) -> str:
    """Say why such a disk cannot be had here; "" when it can. `kind` is a name of KINDS or "tmpfs"."""
    if os.geteuid() != 0:
        return "mounting needs root"
    made = KINDS[kind].make[0] if kind in KINDS else "mount"
    if shutil.which(made) is None:
        return f"{made} is not installed"
    with TemporaryDirectory() as directory:
        try:
            with disk(Path(directory), kind):
                return ""
        except subprocess.CalledProcessError as error:
            return f"{kind} cannot be mounted here: {error.stderr.decode(errors='replace').strip()}"


@contextmanager
def disk(below: Path, kind: str, megabytes: int = 0) -> Iterator[Path]:
    """Make and mount a disk, give its directory, and take it away again."""
    if kind == "tmpfs":
        with mounted("tmpfs", below / "disk", f"size={megabytes or 1}m", "-t", "tmpfs") as at:
            yield at
        return
    image = below / "image"
    with image.open("wb") as file:
        file.truncate((megabytes or KINDS[kind].megabytes) * MIB)
    run([*KINDS[kind].make, str(image)])
    with mounted(image, below / "disk", KINDS[kind].options) as at:
        yield at


@contextmanager
def mounted(what: Path | str, at: Path, options: str = "", *more: str) -> Iterator[Path]:
    """Mount an image of ours (never a device), and unmount it again."""
    assert what == "tmpfs" or Path(what).is_file()
    at.mkdir(exist_ok=True)
    loop = ",".join(filter(None, (options, "" if what == "tmpfs" else "loop")))
    run(["mount", *more, "-o", loop, str(what), str(at)])
    try:
        yield at
    finally:
        run(["umount", str(at)])


def remounted(at: Path, options: str) -> None:
    run(["mount", "-o", f"remount,{options}", str(at)])


def filled(at: Path, leave: int = 0) -> Path:
    """Fill a disk to the last byte but `leave` of them, and give the file that did it."""
    filler = at / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (MIB, 4096, 512, 1):
            try:
                while file.write(b"\xff" * size) == size:
                    pass
            except OSError:
                continue
        os.fsync(file.fileno())
        if leave:
            file.truncate(max(file.tell() - leave, 0))
            os.fsync(file.fileno())
    return filler


def copied_image(below: Path, name: str) -> Path:
    """Copy the image of a mounted disk as it is, with nothing synced: what a power cut would leave."""
    copy = below / name
    run(["cp", "--sparse=always", str(below / "image"), str(copy)])
    return copy


def run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=60)
