"""`step run`: what a walk does for a step that is a command, without a terminal (cli.md, behaviour 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from incidentctl.domain.screens import Reply
from incidentctl.ports import Command, Finished
from tests.cli.conftest import Pretender
from tests.cli.test_run import Finger

if TYPE_CHECKING:
    from incidentctl.domain.screens import Ask, Say
    from tests.cli.conftest import Desk

RUNBOOK = """\
incidentctl: 1
id: rollback
lang: en
title: Roll back
ja: {title: "切り戻し"}
steps:
  - id: may
    kind: choose
    title: May it be rolled back?
    options: [go, stay]
    ja: {title: "戻してよいか", options: {go: "よい", stay: "よくない"}}
  - id: look
    kind: run
    title: Look at the service
    writes: false
    run: [kubectl, get, $service]
    expect: {exit: 0, output: ready}
    ja: {title: "サービスを見る"}
  - id: change
    kind: run
    when: may == go
    title: Put it back
    run: [deploy, "411"]
    timeout: 5m
    undo: Deploy the newer build again.
    ja: {title: "戻す", undo: "新しいビルドをもう一度デプロイする。"}
  - id: count
    kind: run
    title: Count them
    writes: false
    shell: |
      kubectl get "$IC_SERVICE" | wc -l
    ja: {title: "数える"}
"""
READY = Finished("exited", 0, 1.0, b"checkout ready\n", 15)


@pytest.fixture
def at_work(desk: Desk) -> Desk:
    shelf = desk.home / ".incidentctl" / "runbooks"
    shelf.mkdir(parents=True)
    (shelf / "rollback.yaml").write_text(RUNBOOK, encoding="utf-8")
    desk("declare", "Checkout returns 500", "--no-walk")
    return desk


@pytest.fixture
def trusted(at_work: Desk) -> Desk:
    at_work("runbook", "trust", "rollback", "--yes")
    at_work("set", "service", "a; b")
    return at_work


def kinds(desk: Desk) -> list[str]:
    return [entry["kind"] for entry in desk("timeline", "--json").json["entries"]]


def test_nothing_is_run_that_nobody_here_has_looked_at(at_work: Desk) -> None:
    at_work("set", "service", "checkout")
    for flags in (("--yes",), ("--dry-run",), ("--yes", "--override", "hurry")):
        ran = at_work("step", "run", "look", *flags)
        assert (ran.code, "incidentctl runbook trust rollback" in ran.err) == (4, True)
    assert at_work.runner.commands == []
    assert "runbook_frozen" not in kinds(at_work)[2:]


def test_an_edit_asks_again_but_what_the_incident_holds_is_run(trusted: Desk) -> None:
    trusted("step", "done", "may", "go")
    file = trusted.home / ".incidentctl" / "runbooks" / "rollback.yaml"
    file.write_text(RUNBOOK.replace("411", "666"), encoding="utf-8")
    assert trusted("step", "run", "change", "--yes").code == 0
    assert trusted.runner.commands[0].argv == ("deploy", "411")
    other = trusted("declare", "Another", "--no-walk", "--json").json["incident"]
    assert trusted("step", "run", "change", "--yes", "--override", "now", "-i", other).code == 4


def test_a_field_that_is_missing_is_named_and_never_passed_empty(at_work: Desk) -> None:
    at_work("runbook", "trust", "rollback", "--yes")
    ran = at_work("step", "run", "look", "--yes")
    assert (ran.code, "incidentctl set service VALUE" in ran.err) == (7, True)
    assert at_work.runner.commands == []


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_value_that_would_be_an_option_is_refused_with_what_to_do(trusted: Desk, lang: str) -> None:
    trusted("set", "service", "--", "--all")
    for flags in (("--yes",), ("--dry-run",)):
        ran = trusted("--lang", lang, "step", "run", "look", *flags)
        assert (ran.code, "incidentctl set service VALUE" in ran.err) == (4, True)
    assert trusted.runner.commands == []


def test_a_walk_asks_for_another_value_where_one_would_be_an_option(trusted: Desk) -> None:
    trusted("set", "service", "--", "--all")
    trusted("step", "done", "may", "stay")

    class Typist(Finger):
        def ask(self, ask: Ask) -> Reply:
            self.asked.append(ask)
            if ask.name.endswith(":service"):
                return Reply("checkout")
            return Reply("run") if len(self.asked) == 2 else Reply(command="q")

        def say(self, say: Say) -> None:
            said.append((say.key, say.params.get("value")))

    said: list[tuple[str, object]] = []
    trusted.is_interactive, trusted.prompter = True, Typist("")
    trusted("walk", "rollback")
    assert ("run.needs-other", "--all") in said
    assert trusted.runner.commands[0].argv == ("kubectl", "get", "checkout")


def test_a_dry_run_shows_the_exact_command_and_records_nothing(trusted: Desk) -> None:
    before = kinds(trusted)
    assert trusted("step", "run", "look", "--dry-run").out == "$ kubectl get 'a; b'\n"
    assert trusted("step", "run", "COUNT", "--dry-run").out == (
        "$ IC_SERVICE='a; b'\n$ kubectl get \"$IC_SERVICE\" | wc -l\n"
    )
    assert kinds(trusted) == before


def test_without_a_terminal_it_needs_a_word(trusted: Desk) -> None:
    ran = trusted("step", "run", "look")
    assert (ran.code, "incidentctl step run look --yes" in ran.err) == (7, True)
    assert "$ kubectl get 'a; b'" in ran.err
    assert trusted.runner.commands == []


@pytest.mark.parametrize(("answer", "count"), [("yes", 1), ("no", 0)])
def test_on_a_terminal_it_is_asked(trusted: Desk, answer: str, count: int) -> None:
    trusted.is_interactive, trusted.prompter = True, (finger := Finger(answer))
    trusted("step", "done", "may", "go")
    assert trusted("step", "run", "change").code == 0
    assert len(trusted.runner.commands) == count
    assert [ask.highlighted for ask in finger.asked] == [-1]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_came_to_what_is_expected_ticks_the_step(trusted: Desk, lang: str) -> None:
    trusted.runner = Pretender(READY)
    ran = trusted("step", "run", "rollback/look", "--yes", "--lang", lang)
    assert (ran.code, ran.out) == (0, "")
    assert {"en": "As expected: succeeded", "ja": "期待どおり: 成功"}[lang] in ran.err
    assert trusted.runner.commands == [Command(("kubectl", "get", "a; b"))]
    assert kinds(trusted)[-4:] == ["runbook_frozen", "command_begun", "command_ended", "step_done"]


@pytest.mark.parametrize(
    "finished", [Finished("exited", 0, 1.0, b"pending\n", 8), Finished("exited", 1, 1.0, b"ready\n", 6)]
)
def test_what_did_not_is_exit_8_and_the_step_stays_open(trusted: Desk, finished: Finished) -> None:
    trusted.runner = Pretender(finished)
    ran = trusted("step", "run", "look", "--yes", "--json")
    assert (ran.code, [fact["kind"] for fact in ran.json["facts"]]) == (8, ["command_ended"])
    assert trusted.runner.commands[0].is_aside
    assert kinds(trusted)[-2:] == ["command_begun", "command_ended"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_failure_says_how_to_undo_it(trusted: Desk, lang: str) -> None:
    trusted("step", "done", "may", "go")
    trusted.runner = Pretender(Finished("timeout", -15, 300.0, b"", 0))
    ran = trusted("step", "run", "change", "--yes", "--lang", lang)
    assert ran.code == 8
    assert {"en": "Deploy the newer build again.", "ja": "新しいビルドをもう一度"}[lang] in ran.err
    assert trusted.runner.commands[0].timeout == 300


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(
    ("before", "said"),
    [
        ((), {"en": "waits for may", "ja": "may を待っています"}),
        (("done", "may", "stay"), {"en": "by the answer to may", "ja": "may の答えにより"}),
        (("skip", "may", "--why", "late"), {"en": "may was skipped", "ja": "may が、飛ばされた"}),
    ],
)
def test_what_is_not_its_turn_needs_a_reason_which_is_kept(
    trusted: Desk, before: tuple[str, ...], said: dict[str, str], lang: str
) -> None:
    if before:
        trusted("step", *before)
    ran = trusted("step", "run", "change", "--yes", "--lang", lang)
    assert (ran.code, said[lang] in ran.err, "--override" in ran.err) == (4, True, True)
    assert trusted.runner.commands == []
    assert trusted("step", "run", "change", "--yes", "--override", "the vendor said so").code == 0
    assert "the vendor said so" in trusted("report", "--lang", lang).out


def test_a_step_that_runs_nothing_or_is_not_there(trusted: Desk) -> None:
    assert trusted("step", "run", "may", "--yes").code == 2
    assert trusted("step", "run", "nosuch", "--yes").code == 3
    assert trusted("step", "run").code == 7


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_walk_that_is_only_tried_shows_each_command_and_runs_none(trusted: Desk, lang: str) -> None:
    shown = trusted("--lang", lang, "walk", "rollback", "--dry-run").out.splitlines()
    commands = [line.split(maxsplit=1) for line in shown if "$ " in line]
    assert commands == [
        ["look", "$ kubectl get 'a; b'"],
        ["change", "$ deploy 411"],
        ["count", "$ IC_SERVICE='a; b'"],
        ["count", '$ kubectl get "$IC_SERVICE" | wc -l'],
    ]
    assert trusted.runner.commands == []


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_walk_that_cannot_ask_says_how_the_command_is_run(trusted: Desk, lang: str) -> None:
    trusted("step", "done", "may", "stay")
    ran = trusted("--lang", lang, "walk", "rollback")
    assert (ran.code, "incidentctl step run rollback/look --yes" in ran.err) == (7, True)


def test_a_walk_keeps_the_reason_for_what_it_runs_out_of_turn(trusted: Desk) -> None:
    trusted("step", "skip", "may", "--why", "late")

    class Typist(Finger):
        def ask(self, ask: Ask) -> Reply:
            self.asked.append(ask)
            if ask.name == "run.ask-skipped":
                return Reply("the vendor said so")
            return (
                Reply(command="q")
                if any(each.name == "run.ask-skipped" for each in self.asked)
                else (Reply("run") if "Put it back" in ask.title else Reply(command="s", text="later"))
            )

        def say(self, say: Say) -> None:
            del say

    trusted.is_interactive, trusted.prompter = True, Typist("")
    trusted("walk", "rollback")
    assert trusted.runner.commands[0].argv == ("deploy", "411")
    assert "the vendor said so" in trusted("report").out
