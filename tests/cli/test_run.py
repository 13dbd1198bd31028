"""`run`: shown, confirmed, recorded before it starts and after it ended; and by whom it may be run."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Ask, Reply, Say
from incidentctl.errors import NeedsAnswer
from incidentctl.ports import Command, Finished
from tests.cli.conftest import Pretender

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

SECRET = "hunter2!A"  # noqa: S105 - a made-up one
FAILED = Finished("exited", 3, 12.4, b"no such pod\n", 12)


class Finger:
    """Picks the same answer each time."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        if not self.answer:
            raise NeedsAnswer("needs-answer")
        return Reply(self.answer)

    def say(self, say: Say) -> None:
        raise AssertionError(say)


@pytest.fixture
def at_work(desk: Desk) -> Desk:
    desk("declare", "Checkout returns 500", "--no-walk")
    return desk


def kinds(desk: Desk) -> list[str]:
    facts = desk("timeline", "--json").json["entries"]
    return [fact["kind"] for fact in facts if fact["kind"].startswith("command")]


def test_it_is_run_as_it_stands_with_the_options_of_its_own(at_work: Desk) -> None:
    ran = at_work("run", "--yes", "kubectl", "get", "pods", "--json", "-i", "--lang", "ja", "a b")
    assert ran.code == 0
    assert at_work.runner.commands == [
        Command(("kubectl", "get", "pods", "--json", "-i", "--lang", "ja", "a b"))
    ]
    assert "kubectl get pods --json -i --lang ja 'a b'" in ran.err
    assert kinds(at_work) == ["command_begun", "command_ended"]


def test_its_begin_is_on_the_timeline_before_it_starts(at_work: Desk) -> None:
    seen: list[list[str]] = []

    class Looking(Pretender):
        def run(self, command: Command) -> Finished:
            inner = at_work.context()
            incident = inner.timeline.incidents()[0]
            seen.append([fact.kind for fact in inner.timeline.read(incident).facts])
            return super().run(command)

    at_work.runner = Looking()
    at_work("run", "--yes", "ls")
    assert seen[0][-1] == "command_begun"


def test_without_a_terminal_nothing_is_run_unless_it_is_said_so(at_work: Desk) -> None:
    ran = at_work("run", "rm", "-rf", "/srv/x")
    assert ran.code == 7
    assert "$ rm -rf /srv/x" in ran.err
    assert "incidentctl run --yes rm -rf /srv/x" in ran.err
    assert at_work.runner.commands == []
    assert kinds(at_work) == []


@pytest.mark.parametrize(("answer", "count"), [("yes", 1), ("no", 0)])
@pytest.mark.parametrize("look", [True, False])
def test_it_is_asked_and_enter_never_changes_the_system(
    at_work: Desk, answer: str, count: int, *, look: bool
) -> None:
    finger = Finger(answer)
    at_work.prompter, at_work.is_interactive = finger, True
    at_work("run", *(["--look"] if look else []), "systemctl", "status", "nginx")
    assert len(at_work.runner.commands) == count
    assert [ask.highlighted for ask in finger.asked] == [0 if look else -1]


def test_a_failure_is_exit_8_and_its_own_code_is_in_the_record(at_work: Desk) -> None:
    at_work.runner = Pretender(FAILED)
    ran = at_work("run", "--yes", "--json", "kubectl", "rollout", "undo")
    assert ran.code == 8
    assert ran.json["command"] | {"output": ""} == {
        "end": "exited", "code": 3, "seconds": 12.4, "output": "", "tail": "no such pod",
    }  # fmt: skip
    assert at_work.runner.commands[0].is_aside


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(
    ("finished", "said"),
    [
        (FAILED, {"en": "exit code 3", "ja": "終了コード 3"}),
        (Finished("timeout", -15, 300, b"", 0), {"en": "time limit", "ja": "制限時間"}),
        (Finished("interrupted", -2, 3, b"", 0), {"en": "interrupted", "ja": "中断"}),
        (Finished("killed", -9, 3, b"", 0), {"en": "signal 9", "ja": "シグナル9"}),
        (Finished("missing", 127, 0, b"", 0, "No such file"), {"en": "No such file", "ja": "No such file"}),
        (Finished("exited", 0, 75, b"ok", 2), {"en": "1 min", "ja": "1分"}),
    ],
)
def test_the_report_says_what_was_run_by_whom_and_with_what_result(
    at_work: Desk, finished: Finished, said: dict[str, str], lang: str
) -> None:
    at_work.runner = Pretender(finished)
    at_work("run", "--yes", "-m", "Roll back to 411", "kubectl", "rollout", "undo")
    page = at_work("report", "--lang", lang).out
    row = next(line for line in page.splitlines() if line.startswith("|") and "411" in line)
    assert said[lang] in row
    assert "kubectl rollout undo" in row
    final = at_work("report", "--form", "final", "--lang", lang).out
    assert "kubectl" not in final
    assert "411" in final


def test_what_only_looked_is_told_to_engineers_alone(at_work: Desk) -> None:
    at_work("run", "--look", "--yes", "kubectl", "get", "pods")
    assert "kubectl get pods" in at_work("report").out
    assert "kubectl" not in at_work("report", "--form", "final").out


def test_a_secret_is_run_and_never_kept(at_work: Desk) -> None:
    printed = f"user=app password={SECRET}\n".encode()
    at_work.runner = Pretender(Finished("exited", 0, 1.0, printed, len(printed)))
    at_work("run", "--yes", "psql", f"postgres://app:{SECRET}@db/x", "--password", SECRET)
    assert at_work.runner.commands[0].argv[1] == f"postgres://app:{SECRET}@db/x"
    stored = [path.read_bytes() for path in at_work.home.rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in data for data in stored)
    assert any(b"user=app password=***" in data for data in stored)


def test_somebody_else_waits_until_it_has_ended(at_work: Desk) -> None:
    said: list[int] = []

    class Long(Pretender):
        def run(self, command: Command) -> Finished:
            user, at_work.user, at_work.runner = at_work.user, "bob", Pretender()
            said.append(at_work("run", "--yes", "rm", "x").code)
            said.append(at_work("run", "--yes", "--look", "ls").code)
            at_work.user = user
            return super().run(command)

    at_work("role", "take", "operator")
    at_work.runner = Long()
    at_work("run", "--yes", "deploy", "411")
    assert said == [4, 0]
    at_work.runner = Pretender()
    assert at_work("run", "--yes", "deploy", "412").code == 0


def test_ones_own_other_terminal_waits_as_well(at_work: Desk) -> None:
    said: list[tuple[int, str]] = []

    class Long(Pretender):
        def run(self, command: Command) -> Finished:
            at_work.runner = Pretender()
            for flags in (["--yes"], ["--yes", "--look"], ["--yes", "--override", "it hangs"]):
                other = at_work("run", *flags, "rm", "x")
                said.append((other.code, other.err))
            return super().run(command)

    at_work.runner = Long()
    assert at_work("run", "--yes", "deploy", "411").code == 0
    assert [code for code, _ in said] == [4, 0, 0]
    assert "S1-12" in said[0][1]


def test_a_command_inside_ones_own_open_change_is_a_part_of_it(at_work: Desk) -> None:
    at_work("act", "--begin", "going back to 410")
    at_work.runner = Pretender()
    assert at_work("run", "--yes", "deploy", "410").code == 0


def test_a_dry_run_shows_it_and_does_nothing(at_work: Desk) -> None:
    ran = at_work("run", "--dry-run", "echo", "a b", "$x")
    assert ran.out == "$ echo 'a b' '$x'\n"
    assert shlex.split(ran.out[2:]) == ["echo", "a b", "$x"]
    assert at_work.runner.commands == []
    assert kinds(at_work) == []


def test_a_command_that_never_came_back_is_ended_by_hand(at_work: Desk) -> None:
    class Dying(Pretender):
        def run(self, command: Command) -> Finished:
            raise KeyboardInterrupt(command)

    at_work.runner = Dying()
    assert at_work("run", "--yes", "deploy", "411").code == 130
    at_work.runner = Pretender()
    refused = at_work("run", "--yes", "deploy", "412")  # who knows whether it still runs
    assert refused.code == 4
    assert "S1-12" in refused.err
    assert "incidentctl act --end" in refused.err
    at_work.user = "bob"
    assert at_work("run", "--yes", "deploy", "413").code == 4
    assert at_work("act", "--end", "--why", "the terminal is gone", "--after", "411 runs").code == 0
    at_work("role", "take", "operator")
    assert at_work("run", "--yes", "deploy", "413").code == 0


def test_nothing_behind_it_is_said_with_what_to_type(at_work: Desk) -> None:
    ran = at_work("run")
    assert ran.code == 7
    assert "incidentctl run kubectl get pods" in ran.err
