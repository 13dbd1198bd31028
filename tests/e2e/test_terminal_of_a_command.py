"""The terminal of a command that `run` started: what is typed, resized, stopped, switched on, or closed."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import House

LOOK = ("run", "--look", "--yes")


@pytest.fixture(autouse=True)
def at_work(house: House) -> None:
    house.run("declare", "Checkout", "--no-walk")


def ends(house: House) -> list[tuple[str, int]]:
    return [(fact.event.end, fact.event.code) for fact in house.facts() if fact.kind == "command_ended"]


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_window_that_changes_is_known_to_the_command(house: House) -> None:
    script = "trap 'stty size' WINCH; stty size; while :; do sleep 0.1; done"
    terminal = house.open(*LOOK, "sh", "-c", script, columns=80, rows=24)
    terminal.until("24 80")
    terminal.child.setwinsize(30, 132)
    terminal.until("30 132")
    terminal.send("\x03")
    assert terminal.until_end() == 8


def test_end_of_input_reaches_it(house: House) -> None:
    terminal = house.open(*LOOK, "sh", "-c", "echo ready; cat; echo that was all")
    terminal.until("ready")
    terminal.send("one line\r")
    terminal.send("\x04")
    terminal.until("that was all")
    assert terminal.until_end() == 0


@pytest.mark.parametrize("to", ["", " > out.txt"])
def test_ctrl_z_stops_it_and_fg_goes_on(house: House, to: str) -> None:
    count = "i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo $i > count; sleep 0.05; done"
    counter = house.desk / "count"
    command = " ".join(f"'{word}'" for word in (*LOOK, "sh", "-c", count))
    terminal = house.open(line="PS1='at% ' exec /bin/bash --norc -i # {}")
    terminal.until("at%")
    terminal.send(f"{sys.executable} -m incidentctl {command}{to}\r")
    wait_for(lambda: counter.exists() and counter.read_text().strip())
    terminal.send("\x1a")
    terminal.until("Stopped")
    stood = counter.read_text()
    time.sleep(0.4)
    assert counter.read_text() == stood
    terminal.send("fg\r")
    wait_for(lambda: counter.read_text() != stood)
    terminal.send("\x03")
    wait_for(lambda: ends(house))
    assert ends(house)[0][0] == "interrupted"
    terminal.send("stty -a; exit\r")
    terminal.until(" echo ")
    terminal.until_end()


def test_a_shell_in_it_has_jobs_of_its_own(house: House) -> None:
    terminal = house.open(*LOOK, "bash", "--norc", "-i")
    terminal.until("bash-")
    terminal.send("touch began; sleep 60\r")
    wait_for((house.desk / "began").exists)
    time.sleep(0.3)
    terminal.send("\x1a")
    terminal.until("Stopped")
    terminal.send("kill %1; exit 3\r")
    terminal.send("exit 3\r")
    assert terminal.until_end() == 8
    assert ends(house) == [("exited", 3)]


def test_what_it_switched_on_is_switched_off_when_it_is_killed(house: House) -> None:
    on = r"\033[?1049h\033[?25l\033[?1000h\033[31mred"
    terminal = house.open(*LOOK, "sh", "-c", f"stty raw -echo; printf '{on}'; sleep 0.3; kill -9 $$")
    assert terminal.until_end() == 8
    assert terminal.is_cooked
    for off in ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[m"):
        assert off in terminal.raw
    assert ends(house) == [("killed", -9)]


def test_one_that_reads_nothing_does_not_keep_us_from_listening(house: House) -> None:
    terminal = house.open(*LOOK, "sh", "-c", "stty raw -echo; trap '' INT; echo ready; sleep 60")
    terminal.until("ready")
    for _ in range(64):
        terminal.send("x" * 1024)
    terminal.send("\x03\x03\x03")
    assert terminal.until_end() == 8


def test_what_is_left_in_the_background_does_not_hold_us_up(house: House) -> None:
    on = house.desk / "on"  # gone at the latest with the directory, so that nothing runs on after the test
    on.touch()
    left = "trap '' HUP; while [ -e on ]; do echo still; sleep 0.01; done"
    terminal = house.open(*LOOK, "sh", "-c", f"({left}) & sleep 0.3; exit 4")
    assert terminal.until_end() == 8
    on.unlink()
    assert ends(house) == [("exited", 4)]


@pytest.mark.parametrize("ignores", [False, True])
def test_a_window_that_is_closed_ends_the_command_and_that_is_on_record(
    house: House, tmp_path: Path, *, ignores: bool
) -> None:
    alive = tmp_path / "alive"
    trap = "trap '' HUP;" if ignores else ""
    script = f"{trap} echo ready; while :; do date > {alive}; sleep 0.05; done"
    terminal = house.open(*LOOK, "sh", "-c", script)
    terminal.until("ready")
    wait_for(alive.exists)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, terminal.child.child_fd)  # as when a window is closed
    os.close(nowhere)
    wait_for(lambda: ends(house))
    assert ends(house)[0][0] == "interrupted"
    stamp = alive.stat().st_mtime_ns
    time.sleep(0.3)
    assert alive.stat().st_mtime_ns == stamp


def test_with_nohup_it_goes_on_when_the_window_is_closed(house: House) -> None:
    script = "echo ready; while [ ! -e stop ]; do sleep 0.05; done; exit 4"
    terminal = house.open(*LOOK, "sh", "-c", script, line="trap '' HUP; exec {}")
    terminal.until("ready")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, terminal.child.child_fd)
    os.close(nowhere)
    time.sleep(0.5)
    (house.desk / "stop").touch()
    wait_for(lambda: ends(house))
    assert ends(house) == [("exited", 4)]


def test_one_that_is_stopped_ends_at_its_time_limit(house: House) -> None:
    terminal = house.open("run", "--look", "--yes", "--timeout", "1s", "sh", "-c", "kill -STOP $$; sleep 60",
                          line="exec {} # no shell could take the terminal back")  # fmt: skip
    assert terminal.until_end() == 8
    assert ends(house)[0][0] == "timeout"


def test_one_that_never_came_back_is_open_until_somebody_ends_it(house: House) -> None:
    terminal = house.open("run", "--yes", "sh", "-c", "echo $$ > pid; echo ready; sleep 60")
    terminal.until("ready")
    os.kill(terminal.pid, signal.SIGKILL)
    wait_for(lambda: not terminal.child.isalive())
    assert [fact.kind for fact in house.facts()][-1] == "command_begun"
    brief = house.run("brief").out
    assert "sh -c" in brief
    assert ends(house) == []
    ended = house.run("act", "--end", "--why", "the window is gone", "--after", "unknown")
    assert ended.code == 0
