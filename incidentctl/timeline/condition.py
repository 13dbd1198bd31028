"""The condition of the directory that holds the log, and of what stands in for it while it takes no facts."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from errno import ENOTDIR, EPERM
from typing import TYPE_CHECKING

from incidentctl.ports import Symptom
from incidentctl.timeline import ballast
from incidentctl.timeline.record import random_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from incidentctl.timeline.place import Place

MOUNTS = "/proc/self/mountinfo"
NETWORK = frozenset(
    {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone"}
    | {"fuse.s3fs", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)
VOLATILE = frozenset({"tmpfs", "ramfs"})
SCARCE, TIGHT = 20 * 1024 * 1024, 500 * 1024 * 1024
"""Bytes left: below the first the log may soon refuse a fact, below the second it is worth a word."""


def symptoms(root: Path) -> Iterator[Symptom]:
    """Say what is wrong with the directory, or that nothing is; nothing is left behind there."""
    where = _nearest(root)
    try:
        status = os.stat(where)
    except OSError as error:
        yield Symptom("unreadable", "fail", {"path": str(where), "why": error.strerror or str(error)})
        return
    found = [*_owner(root, status), *_mount(where), *_space(where), *_write(root, where)]
    yield from found or [Symptom("directory", "ok", {"path": str(root)})]


def _nearest(root: Path) -> Path:
    """Give the directory itself, or what it would be made in."""
    return next((each for each in (root, *root.parents) if each.is_dir()), root)


def _owner(root: Path, status: os.stat_result) -> Iterator[Symptom]:
    if not root.is_dir():
        return
    if status.st_uid != os.geteuid():
        yield Symptom("not-mine", "fail", {"path": str(root)})
    mode = stat.S_IMODE(status.st_mode)
    if mode & 0o077:
        yield Symptom("open-to-others", "warn", {"path": str(root), "mode": f"{mode:04o}"})


def _mount(where: Path) -> Iterator[Symptom]:
    """Tell a network file system by its mount: locks and fsync may not hold there."""
    kind = file_system(os.path.realpath(where))
    if kind in NETWORK:
        yield Symptom("network", "warn", {"path": str(where), "kind": kind})


def file_system(path: str, mounts: str = MOUNTS) -> str:
    """Give the type of the file system that holds `path`; "" where the system does not say."""
    best, kind = "", ""
    with suppress(OSError), open(mounts, encoding="utf-8", errors="surrogateescape") as table:
        for line in table:
            fields, _, rest = line.partition(" - ")
            point = fields.split()[4].encode().decode("unicode_escape")
            is_above = path == point or path.startswith(point.rstrip("/") + "/")
            if is_above and len(point) >= len(best):
                best, kind = point, rest.split()[0]
    return kind


def _space(where: Path) -> Iterator[Symptom]:
    free = shutil.disk_usage(where).free
    if free < TIGHT:
        severity = "fail" if free < SCARCE else "warn"
        yield Symptom("little-space", severity, {"path": str(where), "free": free // (1024 * 1024)})


def _write(root: Path, where: Path) -> Iterator[Symptom]:
    """Write, confirm and remove a file, as recording a fact would."""
    if where != root:  # it would be made here; making it is left to the first fact
        if not os.access(where, os.W_OK | os.X_OK):
            yield Symptom("not-writable", "fail", {"path": str(where), "why": os.strerror(13)})
        return
    probe = root / f".{random_id(10)}"
    try:
        fd = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            os.write(fd, b"\n")
            os.fsync(fd)
        finally:
            os.close(fd)
            os.unlink(probe)
    except OSError as error:
        yield Symptom("not-writable", "fail", {"path": str(root), "why": error.strerror or str(error)})


def reserves(home: Place, fallbacks: Sequence[Place]) -> Iterator[Symptom]:
    """Say what a full disk, or a home that takes no facts, leaves: the ballast, and where facts go then."""
    if os.path.isdir(home.root):
        is_there = ballast.is_there(home)
        params = {"path": home.root, "size": ballast.SIZE // 1024}
        yield Symptom("ballast" if is_there else "no-ballast", "ok" if is_there else "warn", params)
    for place in fallbacks:
        if why := _refusal(place):
            yield Symptom("fallback-refused", "warn", {"path": place.root, "why": why})
        elif count := sum(len(place.logs(incident)) for incident in place.incidents(set())):
            yield Symptom("fallback-waiting", "warn", {"path": place.root, "count": count})
    usable = [place for place in fallbacks if not _refusal(place) and _takes_files(place)]
    if not usable:
        yield from [Symptom("no-fallback", "warn", {"path": place.root}) for place in fallbacks[:1]]
        return
    first = usable[0].root
    is_volatile = file_system(os.path.realpath(first)) in VOLATILE
    severity = "warn" if is_volatile else "ok"
    yield Symptom("fallback-volatile" if is_volatile else "fallback", severity, {"path": first})


def _refusal(place: Place) -> str:
    """Say why what stands at a fallback is not used: it is a link, no directory, or somebody else's."""
    try:
        found = os.lstat(place.root)
    except OSError:
        return ""
    if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid():
        return ""
    return os.strerror(EPERM if stat.S_ISDIR(found.st_mode) else ENOTDIR)


def _takes_files(place: Place) -> bool:
    where = place.root if os.path.isdir(place.root) else os.path.dirname(place.root)
    return os.access(where, os.W_OK | os.X_OK)
