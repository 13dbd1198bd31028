"""`export`: a whole incident as one file, to keep or to take to another machine."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EEXIST
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from incidentctl.cli.call import Call
from incidentctl.cli.choices import incidents
from incidentctl.errors import OutputFailed, UsageError
from incidentctl.usecases.archive import Export
from incidentctl.usecases.archive import export as export_incident
from incidentctl.usecases.locate import find_incident


def export(
    call: Call,
    wanted: Annotated[
        str | None, typer.Argument(metavar="ID", help="help.argument-incident-id", autocompletion=incidents)
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE|-", help="help.option-output-export")
    ] = None,
) -> None:
    """Write the archive of an incident."""
    incident = find_incident(call.context, wanted) if wanted else call.located().id
    name = output or f"{incident}.tar"
    if name == "-":
        if sys.stdout.isatty():
            raise UsageError("export-to-terminal", name=f"{incident}.tar")
        done = export_incident(call.context, incident, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        with _new_file(name) as out:
            done = export_incident(call.context, incident, out)
    _tell(call, done, name)


@contextmanager
def _new_file(name: str) -> Iterator[BinaryIO]:
    """Make a file that was not there, for its owner alone; whoever is stopped on the way leaves none.

    OutputFailed: export-exists, file-not-written.
    """
    target = Path(name)
    part = target.parent / f".{target.name}.{os.getpid()}.part"
    try:
        _be_free(target)
        fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as out:
            yield out
            out.flush()
            os.fsync(fd)
        try:
            target.hardlink_to(part)  # unlike a rename, it never takes the place of a file
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            _be_free(target)
            part.rename(target)
        with suppress(OSError):
            folder = os.open(target.parent, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
    except FileExistsError:
        raise OutputFailed("export-exists", path=name) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", "") or str(error)
        raise OutputFailed("file-not-written", path=name, why=why) from None
    finally:
        with suppress(OSError, ValueError):
            part.unlink(missing_ok=True)


def _be_free(target: Path) -> None:
    if os.path.lexists(target):
        raise FileExistsError(EEXIST, os.strerror(EEXIST))


def _tell(call: Call, done: Export, name: str) -> None:
    exported, words = done.exported, call.words
    is_aside = name == "-"
    if call.is_json and not is_aside:
        call.json(
            {
                "incident": exported.incident,
                "file": name,
                "size": exported.size,
                "sha256": exported.sha256,
                "facts": exported.facts,
                "blobs": exported.blobs,
                "private": done.private,
                "heads": [{"writer": writer, "n": n, "hash": link} for writer, n, link in exported.heads],
                "missing": [*exported.missing],
                "damaged": [*exported.damaged],
            }
        )
    else:
        said = {"id": exported.incident, "facts": exported.facts, "blobs": exported.blobs}
        size = f"{exported.size:,}"
        put = call.err if is_aside else call.out
        put(words("archive.exported", path=name, size=size, **said), f"SHA-256 {exported.sha256}")
    call.err(words("archive.holds-everything"))
    if done.private:
        call.err(words("archive.holds-private", count=done.private))
    if exported.missing:
        call.err(words("archive.without", count=len(exported.missing)))
    for damaged in exported.damaged:
        call.err(words("archive.damaged", file=damaged))
    if not is_aside:
        call.err(f"→ incidentctl import {Path(name).name}")


commands = {"export": (export, False)}
