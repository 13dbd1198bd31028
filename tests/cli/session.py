"""A session at the desk: commands and what each did, as a row of the tables of requirements has them.

`$` runs a command (`@ja` before it speaks Japanese, `@tanaka` is who acts), and the lines below it hold what
it did to account: `=4` its exit code (0 unless said), `out`, `err` and `log` (the `timeline`, by kind) with
what stands in them, `no-out` and `no-err` with what does not, `line` a whole line of it. `...` lets time
pass; `profile NAME` is the formation of what is declared from there on. `+` begins a policy file of the team,
and each `|` below it is one line of that.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Desk, Ran


class Row(NamedTuple):
    """One requirement, and the session that shows it."""

    id: str
    asks: str
    session: str


def lines(session: str) -> Iterator[str]:
    yield from filter(None, (line.strip() for line in session.splitlines()))


class Session:
    """Runs the lines of a row; every line but a command and a pause is a check."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.ran: Ran | None = None
        self.is_code_checked = True
        self.checks = 0

    def line(self, line: str) -> None:
        if found := re.fullmatch(r"(?:@(\S+) )?\$ ?(.*)", line):
            self.done()
            self.run(found[1] or "", shlex.split(found[2]))
        elif found := re.fullmatch(r"\.\.\. (?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", line):
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            self.desk.wait(hours=hours, minutes=minutes, seconds=seconds)
        elif line.startswith("+ "):
            self.file = self.desk.home / ".incidentctl" / "runbooks" / "policy" / line[2:]
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text("", encoding="utf-8")
        elif line.startswith("| "):
            self.file.write_text(f"{self.file.read_text(encoding='utf-8')}{line[2:]}\n", encoding="utf-8")
        elif line.startswith("profile "):
            self.desk.config["profile"] = line.split()[1]
        else:
            self.check(line)

    def run(self, who: str, argv: list[str]) -> None:
        if who == "ja":
            argv = [*argv, "--lang", "ja"]
        elif who:
            argv = [*argv, "--as", who]
        self.ran, self.is_code_checked = self.desk(*argv), False

    def check(self, line: str) -> None:
        assert self.ran is not None
        self.checks += 1
        what, _, text = line.partition(" ")
        ran = self.ran
        if what.startswith("="):
            assert ran.code == int(what[1:]), ran
            self.is_code_checked = True
            return
        if what in {"out", "err"}:
            assert text in getattr(ran, what)
        elif what in {"no-out", "no-err"}:
            assert text not in getattr(ran, what[3:])
        elif what == "line":
            assert text in ran.out.splitlines()
        elif what == "order":
            places = [ran.out.index(word) for word in text.split()]
            assert places == sorted(places)
        elif what == "log":
            assert text in {entry["kind"] for entry in self.desk("timeline", "--json").json["entries"]}
        else:
            pytest.fail(f"no such check: {line}")

    def done(self) -> None:
        """Hold the command that ended to code 0, unless its row said another."""
        assert self.is_code_checked or (self.ran is not None and self.ran.code == 0), self.ran
        self.is_code_checked = True


def play(desk: Desk, row: Row) -> None:
    """Run the session of a row, and hold each command to what stands below it."""
    session = Session(desk)
    for line in lines(row.session):
        session.line(line)
    session.done()
    assert session.checks
