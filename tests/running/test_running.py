"""Commands run to their end, whatever they do, and what they print is passed on and kept."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from incidentctl.ports import Command, Finished
from incidentctl.running import group
from incidentctl.running.attached import run_attached
from incidentctl.running.kept import Kept
from incidentctl.running.local import LocalRunner
from incidentctl.running.modes import Modes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def run(*argv: str, timeout: int = 0, shell: str = "", values: dict[str, str] | None = None) -> Finished:
    command = Command(argv, shell=shell, values=values or {}, timeout=timeout)
    return LocalRunner(os.environ).run(command)


@pytest.fixture(autouse=True)
def less_patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group, "GRACE", 0.4)


def test_both_outputs_are_passed_on_and_kept(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    finished = run("sh", "-c", "echo out; echo err >&2; exit 3")
    assert (finished.end, finished.code) == ("exited", 3)
    assert sorted(finished.output.split()) == [b"err", b"out"]
    assert capfdbinary.readouterr() == (b"out\n", b"err\n")


def test_an_argument_is_one_argument_whatever_is_in_it(tmp_path: Path) -> None:
    hostile = f"a b; touch {tmp_path}/x $(touch {tmp_path}/y) `touch {tmp_path}/z` 'q' \"r\" \n*"
    finished = run(sys.executable, "-c", "import sys; sys.stdout.write(repr(sys.argv[1:]))", hostile)
    assert finished.output.decode() == repr([hostile])
    assert list(tmp_path.iterdir()) == []


def test_a_shell_sees_values_as_variables_alone(tmp_path: Path) -> None:
    hostile = f"$(touch {tmp_path}/x); `touch {tmp_path}/y`"
    finished = run(shell='printf "%s" "$IC_SERVICE"', values={"IC_SERVICE": hostile})
    assert finished.output.decode() == hostile
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_started_says_why() -> None:
    finished = run("/no/such/command")
    assert (finished.end, finished.reason) == ("missing", "No such file or directory")
    assert run("/").end == "missing"
    assert run("a\0b").end == "missing"


def test_a_command_that_listens_ends_politely_at_its_time_limit() -> None:
    finished = run("sh", "-c", "trap 'echo bye; exit 0' TERM; while :; do sleep 0.05; done", timeout=1)
    assert (finished.end, finished.code) == ("timeout", 0)
    assert b"bye" in finished.output
    assert finished.seconds < 4


def test_one_that_does_not_listen_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    alive = tmp_path / "alive"
    child = f"trap '' TERM; while :; do date > {alive}; sleep 0.05; done"
    finished = run("sh", "-c", f"trap '' TERM; ({child}) & wait; sleep 60", timeout=1)
    assert (finished.end, finished.code) == ("timeout", -signal.SIGKILL)
    time.sleep(0.3)
    stamp = alive.stat().st_mtime_ns
    time.sleep(0.3)
    assert alive.stat().st_mtime_ns == stamp


def test_what_it_leaves_behind_does_not_hold_us_up() -> None:
    begun = time.monotonic()
    finished = run("sh", "-c", "sleep 30 & echo started")
    assert finished.output == b"started\n"
    assert time.monotonic() - begun < 10


def test_one_that_closes_its_outputs_is_waited_for() -> None:
    finished = run("sh", "-c", "exec >&- 2>&-; sleep 0.5; exit 4")
    assert finished.code == 4


def test_one_that_somebody_else_killed_says_so() -> None:
    finished = run("sh", "-c", "kill -9 $$")
    assert (finished.end, finished.code) == ("killed", -signal.SIGKILL)


@pytest.mark.parametrize(("trap", "end"), [("exit 0", "interrupted"), ("", "interrupted")])
def test_an_interrupt_goes_to_the_command_and_not_to_us(trap: str, end: str) -> None:
    def interrupt() -> None:
        time.sleep(0.6)
        os.kill(os.getpid(), signal.SIGINT)

    sender = threading.Thread(target=interrupt)
    sender.start()
    finished = run(
        "sh",
        "-c",
        f"trap '{trap}' INT; echo ready; i=0; while [ $i -lt 200 ]; do sleep 0.05; i=$((i+1)); done",
    )
    sender.join()
    assert finished.end == end
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_DFL


def test_a_reader_that_went_away_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as gone:
        monkeypatch.setattr(sys, "stdout", gone)
        finished = run("sh", "-c", "echo a; echo b; exit 5")
        monkeypatch.undo()
        os.dup2(os.open(os.devnull, os.O_WRONLY), write)  # what it still holds goes nowhere
    assert (finished.code, finished.output) == (5, b"a\nb\n")


def test_of_very_much_output_begin_and_end_are_kept() -> None:
    kept = Kept(half=10)
    for number in range(1000):
        kept.add(b"%04d\n" % number)
    assert (kept.size, kept.is_cut) == (5000, True)
    assert kept.data == b"0000\n0001\n\n[... 4980 bytes ...]\n0998\n0999\n"


@pytest.mark.parametrize("size", [0, 5, 10, 11, 19, 20])
def test_a_little_output_is_kept_whole(size: int) -> None:
    kept = Kept(half=10)
    data = bytes(range(65, 65 + size))
    for byte in data:
        kept.add(bytes([byte]))
    assert (kept.data, kept.is_cut) == (data, False)


def test_memory_stays_bounded() -> None:
    kept = Kept(half=1000)
    sizes: list[int] = []
    measure: Callable[[], int] = lambda: len(kept._begin) + len(kept._end)  # noqa: E731, SLF001
    for _ in range(1000):
        kept.add(b"x" * 777)
        sizes.append(measure())
    assert max(sizes) <= 1000 + 2000 + 777


def test_output_that_cannot_be_passed_on_is_said_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        monkeypatch.setattr(sys, "stdout", full)
        finished = run("sh", "-c", "echo a; exit 5")
        monkeypatch.undo()
        os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())
    assert (finished.code, finished.output) == (5, b"a\n")
    assert finished.unshown == os.strerror(errno.ENOSPC)


@pytest.mark.parametrize("cut", range(1, 9))
def test_what_was_switched_on_is_known_also_in_two_pieces(cut: int) -> None:
    modes, sequence = Modes(), b"\x1b[?1049h"
    for piece in (b"text", sequence[:cut], sequence[cut:] + b"more"):
        modes.see(piece)
    assert (modes.off(), modes.on()) == (b"\x1b[?1049l", sequence)
    modes.see(b"\x1b[?1049l\x1b[1;31mred\x1b[0m")
    assert modes.off() == b""
    modes.see(b"\x1b[?25l\x1b[4m")
    assert modes.off() == b"\x1b[?25h\x1b[m"


def test_what_comes_after_it_begins_at_the_left_also_where_it_took_line_breaks_as_they_are(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    ours, theirs = os.openpty()
    with os.fdopen(theirs) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        run_attached(("sh", "-c", "stty raw; echo hi"), os.environ, 0, Kept())
    os.close(ours)
    assert capfdbinary.readouterr().out == b"hi\n\r"


def test_what_it_prints_at_its_end_is_shown_however_late_we_look(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """It answers and ends between our handing on what was typed and our looking whether it still runs."""
    write, (ours, theirs) = os.write, os.openpty()

    def write_and_be_late(fd: int, data: bytes) -> int:
        size = write(fd, data)
        time.sleep(0.3)
        return size

    monkeypatch.setattr("incidentctl.running.attached.os.write", write_and_be_late)
    kept = Kept()
    with os.fdopen(theirs) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        write(ours, b"da\n")
        ended = run_attached(("sh", "-c", "read x; echo you said $x"), os.environ, 0, kept)
    os.close(ours)
    assert ended.code == 0
    assert b"you said da" in kept.data
    assert b"you said da" in capfdbinary.readouterr().out
