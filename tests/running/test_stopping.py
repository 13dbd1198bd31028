"""Ctrl-Z at the very moment when a command begins stops both of us, or neither."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BEGIN = """
import os, signal, sys, termios
from pathlib import Path
from incidentctl.running import attached, piped
from incidentctl.running.kept import Kept

counter, start = Path("count"), {module}.Popen

def popen(*args, **kwargs):
    {before}
    process = start(*args, **kwargs)
    {after}
    return process

{module}.Popen = popen
count = "i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo $i > count; sleep 0.02; done"
{module}.{function}(["sh", "-c", count], os.environ, 0.0, Kept())
"""


def started(script: str, cwd: Path, stdin: int) -> subprocess.Popen[bytes]:
    """Start it in a process group of its own: one that nobody could continue would not stop."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", script], cwd=cwd, env=environ, stdin=stdin, process_group=0
    )


def test_one_that_has_just_begun_stops_with_us_and_goes_on_with_us(tmp_path: Path) -> None:
    after = """
    while not counter.exists():
        pass
    os.kill(os.getpid(), signal.SIGTSTP)"""
    script = BEGIN.format(module="piped", function="run_piped", before="pass", after=after.strip())
    count = tmp_path / "count"
    process = started(script, tmp_path, subprocess.DEVNULL)
    try:
        assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
        stood = count.read_text()
        time.sleep(0.3)
        assert count.read_text() == stood
        os.kill(process.pid, signal.SIGCONT)
        end = time.monotonic() + 20
        while count.read_text() in {stood, ""}:
            assert time.monotonic() < end
            time.sleep(0.02)
    finally:
        os.kill(process.pid, signal.SIGCONT)
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def test_on_a_terminal_each_key_is_for_the_command_before_it_begins(tmp_path: Path) -> None:
    before = "Path('is-raw').write_text(str(not termios.tcgetattr(0)[3] & termios.ISIG)); os._exit(0)"
    master, slave = pty.openpty()
    try:
        script = BEGIN.format(module="attached", function="run_attached", before=before, after="pass")
        assert started(script, tmp_path, slave).wait(20) == 0
    finally:
        os.close(master)
        os.close(slave)
    assert (tmp_path / "is-raw").read_text() == "True"


def test_it_stops_too_when_the_command_cannot_say_that_it_did(tmp_path: Path) -> None:
    """A shell that waits in `vfork` for a stopped child is not reported as stopped itself."""
    silent = "pid, status = wait(*a); return (0, 0) if pid and os.WIFSTOPPED(status) else (pid, status)"
    script = (
        f"import os\nwait = os.waitpid\ndef silent(*a):\n    {silent}\nos.waitpid = silent\n"
        + BEGIN.format(module="attached", function="run_attached", before="pass", after="pass")
    )
    master, slave = pty.openpty()
    count = tmp_path / "count"
    process = started(script, tmp_path, slave)
    try:
        end = time.monotonic() + 20
        while not (count.exists() and count.read_text()):
            assert time.monotonic() < end
            time.sleep(0.02)
        os.write(master, b"\x1a")
        stopped = (0, 0)
        while not stopped[0]:
            assert time.monotonic() < end
            stopped = os.waitpid(process.pid, os.WUNTRACED | os.WNOHANG)
            time.sleep(0.02)
        assert os.WIFSTOPPED(stopped[1])
    finally:
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGCONT)
        process.wait(20)
        os.close(master)
        os.close(slave)
