"""`timeline --follow` as a process of its own: what comes is shown once, whatever happens to the files."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import pytest

from tests.e2e.conftest import PROGRAM, SECONDS
from tests.variants import first

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.conftest import House


class Follower:
    """Somebody who looks on."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.read = ""

    def until(self, text: str, times: int = 1) -> str:
        """Read until a text was printed so many times; give all that was printed."""
        end, out = time.monotonic() + SECONDS, self._out()
        while self.read.count(text) < times:
            assert time.monotonic() < end, f"no {text!r} in:\n{self.read}"
            if select.select([out], [], [], 0.1)[0]:
                data = os.read(out.fileno(), 65536)
                assert data, f"it ended: {self.read}"
                self.read += data.decode()
        return self.read

    def quiet(self, seconds: float = 1.2) -> str:
        """Read all that comes in that time."""
        end, out = time.monotonic() + seconds, self._out()
        while (left := end - time.monotonic()) > 0:
            if select.select([out], [], [], left)[0]:
                self.read += os.read(out.fileno(), 65536).decode()
        return self.read

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(SECONDS)

    def _out(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout


@contextmanager
def following(house: House, *argv: str) -> Iterator[Follower]:
    command = [*PROGRAM, "timeline", "--follow", *argv]
    environ = {**house.environ(), "PYTHONUNBUFFERED": ""}
    with subprocess.Popen(
        command, env=environ, cwd=house.desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield Follower(process)
        finally:
            process.kill()


@pytest.fixture
def begun(house: House) -> House:
    assert house.run("declare", "Checkout", "--no-walk").code == 0
    return house


def folder(house: House) -> Path:
    return next(house.home.glob("incidents/*/*/INC-*"))


@pytest.mark.parametrize("house", first(("ja", "en")), indirect=True)
def test_what_comes_is_shown_and_what_becomes_of_it(begun: House) -> None:
    with following(begun) as follower:
        follower.until("Checkout", 2)
        begun.run("note", "errors at 12 %")
        follower.until("errors at 12 %")
        begun.run("undo")
        shown = follower.until("errors at 12 %", 2).splitlines()[-1]
        assert ("[taken back]" in shown) or ("[取消済み]" in shown)
        begun.run("note", "the second")
        follower.until("the second")
        assert follower.quiet().count("the second") == 1
        assert follower.end() == 0
        assert follower.process.stderr is not None
        assert follower.process.stderr.read() == b""


def test_json_is_one_object_a_line_and_filters_hold(begun: House) -> None:
    with following(begun, "--json", "--kind", "noted") as follower:
        follower.quiet(1.5)
        begun.run("act", "--look", "looked at the log")
        begun.run("note", "a\nb")
        follower.until("\n")
        begun.run("undo")
        follower.until("\n", 2)
        rows = [json.loads(line) for line in follower.quiet().splitlines()]
        assert [(row["kind"], row["undone"]) for row in rows] == [("noted", False), ("noted", True)]
        assert {row["schema_version"] for row in rows} == {1}
        assert rows[0]["data"]["text"] == "a\nb"
        assert rows[0]["id"] == rows[1]["id"]


def test_it_ends_when_nobody_reads_any_more(begun: House) -> None:
    """Before anything more is written: a pipe that is closed says so."""
    with following(begun) as follower:
        follower.until("Checkout", 2)
        assert follower.process.stdout is not None
        follower.process.stdout.close()
        assert follower.process.wait(SECONDS) == 0
        assert follower.process.stderr is not None
        assert b"Traceback" not in follower.process.stderr.read()


def test_files_may_be_replaced_come_and_go(begun: House) -> None:
    """A redaction replaces a file, a locked log makes a private one, a directory is gone for a while."""
    with following(begun) as follower:
        follower.until("Checkout", 2)
        begun.run("note", "the first")
        follower.until("the first")
        log = next(folder(begun).glob("w-*.jsonl"))
        copy = log.with_name(".copy")
        copy.write_bytes(log.read_bytes())
        copy.rename(log)
        begun.run("note", "after it was replaced")
        follower.until("after it was replaced")
        aside = folder(begun).with_name(".aside")
        home = folder(begun)
        home.rename(aside)
        follower.quiet(1.5)
        aside.rename(home)
        begun.run("note", "after it was gone")
        shown = follower.until("after it was gone")
        for text in ("the first", "after it was replaced", "after it was gone"):
            assert shown.count(text) == 1, text
        assert follower.process.poll() is None


def test_what_is_redacted_is_said_and_not_shown_again(begun: House) -> None:
    with following(begun) as follower:
        follower.until("Checkout", 2)
        ran = begun.run("note", "the password is hunter2!", "--json")
        follower.until("hunter2")
        handle = json.loads(ran.out)["facts"][0]["handle"]
        assert begun.run("redact", handle, "--why", "a password was pasted", "--yes").code == 0
        assert follower.until("a password was pasted").count("hunter2") == 1


def test_a_line_that_is_torn_is_shown_once_it_is_whole(begun: House) -> None:
    begun.run("note", "the whole of it")
    log = next(folder(begun).glob("w-*.jsonl"))
    data = log.read_bytes()
    last = data.rindex(b'{"h":')
    log.write_bytes(data[: last + 200])
    with following(begun) as follower:
        follower.until("Checkout", 2)
        assert "the whole of it" not in follower.quiet()
        with log.open("ab") as file:
            file.write(data[last + 200 : -1])
            file.flush()
            follower.until("the whole of it")
            file.write(b"\n")
        assert follower.quiet().count("the whole of it") == 1


def test_at_rest_it_does_next_to_nothing(begun: House) -> None:
    with following(begun) as follower:
        follower.until("Checkout", 2)
        follower.quiet(1)
        before = seconds_of(follower.process.pid)
        follower.quiet(4)
        assert seconds_of(follower.process.pid) - before < 0.2


def seconds_of(pid: int) -> float:
    stat = f"/proc/{pid}/stat"
    if not os.path.exists(stat):  # noqa: PTH110 - no path of ours
        pytest.skip("no /proc here")
    with open(stat) as file:  # noqa: PTH123 - as above
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_follow_and_a_time_of_the_past_exclude_each_other(begun: House) -> None:
    ran = begun.run("timeline", "--follow", "--known-at", "now")
    assert (ran.code, ran.out) == (2, "")
    assert "--known-at" in ran.err
