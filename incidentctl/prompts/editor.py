"""Long text in the editor of the person's choice."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from incidentctl.errors import NotRecorded, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def editor_command(environ: Mapping[str, str]) -> str:
    """Give `$VISUAL`, else `$EDITOR`, else ""; arguments are allowed in both."""
    return environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()


def edit(text: str, *, command: str, suffix: str = ".md") -> str | None:
    """Let a person edit `text`; None when it comes back unchanged or empty.

    The editor works on the terminal, also when standard output is a file. Raises `UsageError` without a
    usable command, and `NotRecorded` when the editor fails; the message then names the file, which is
    kept.
    """
    try:
        argv = shlex.split(command)
    except ValueError:
        argv = []
    if not argv:
        raise UsageError("no-editor", command=command)
    handle, name = tempfile.mkstemp(prefix="incidentctl-", suffix=suffix)  # mode 0600
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(text)
    try:
        outcome: int | str | None = _run([*argv, name])
        if outcome == 0:
            edited = path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        outcome = error.strerror
    if outcome != 0:
        raise NotRecorded("editor-failed", command=command, outcome=outcome, path=name)
    path.unlink(missing_ok=True)
    return None if edited.strip() in ("", text.strip()) else edited


def _run(argv: list[str]) -> int:
    with _terminal() as terminal, _interrupts_left_to_the_editor():
        return subprocess.run(argv, stdin=terminal, stdout=terminal, check=False).returncode  # noqa: S603


@contextlib.contextmanager
def _terminal() -> Iterator[int | None]:
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    try:
        yield terminal
    finally:
        os.close(terminal)


@contextlib.contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    # a handler, not SIG_IGN: a child inherits what is ignored, and the editor needs its Ctrl-C
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
