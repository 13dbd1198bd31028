"""Commands run from a checklist, in a real terminal."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.variants import first

if TYPE_CHECKING:
    from tests.e2e.conftest import House

RUNBOOK = """\
incidentctl: 1
id: rollback
lang: en
title: Roll back
ja: {title: "切り戻し"}
steps:
  - id: look
    kind: run
    title: Look at the service
    writes: false
    run: [echo, service, $service, "password=hunter2"]
    expect: {exit: 0, output: checkout}
    ja: {title: "サービスを見る"}
  - id: change
    kind: run
    title: Put it back
    run: [sh, -c, "echo rolling; sleep 0.3; test -f flag && echo rolled back"]
    expect: {exit: 0, output: "rolled back"}
    undo: Deploy the newer build again.
    ja: {title: "戻す", undo: "新しいビルドをもう一度デプロイする。"}
  - id: wait
    kind: run
    title: Wait for it
    writes: false
    shell: |
      echo waiting for "$IC_SERVICE"; sleep 60
    ja: {title: "待つ"}
"""


@pytest.mark.parametrize("house", first(("en", "ja")), indirect=True)
def test_a_walk_runs_what_fails_and_what_succeeds_and_survives_ctrl_c(house: House) -> None:
    shelf = house.desk / ".incidentctl" / "runbooks"
    shelf.mkdir(parents=True)
    (shelf / "rollback.yaml").write_text(RUNBOOK, encoding="utf-8")
    house.run("declare", "Checkout", "--no-walk")
    terminal = house.open("walk", "rollback")
    terminal.until("incidentctl runbook trust rollback")
    terminal.answer("/q")
    terminal.until_end()
    assert house.run("runbook", "trust", "rollback").code == 7
    trusted = house.run("runbook", "trust", "rollback", "--yes")
    assert "$ echo service '$service' password=hunter2" in trusted.out

    hostile = 'checkout; touch pwned "$(touch pwned)"'
    terminal = house.open("walk", "rollback", rows=40)
    terminal.answer(hostile)
    terminal.until("[1/3]")
    terminal.answer("1")
    terminal.until(f"service {hostile}")
    terminal.until("[2/3]")
    terminal.answer("1")
    terminal.until("rolling")
    terminal.until({"en": "To undo: Deploy the newer build again.", "ja": "戻し方: 新しいビルド"}[house.lang])
    (house.desk / "flag").touch()
    terminal.answer("run")
    terminal.until("rolled back")
    terminal.until("[3/3]")
    terminal.answer("1")
    terminal.until(f"waiting for {hostile}")
    time.sleep(0.5)  # a shell that is about to start something hears no Ctrl-C
    terminal.send("\x03")
    terminal.until({"en": "was interrupted", "ja": "中断"}[house.lang])
    terminal.answer("2")
    terminal.until({"en": "3/3", "ja": "3/3"}[house.lang])
    terminal.answer("/q")
    assert terminal.until_end() == 0
    assert terminal.is_cooked
    assert not (house.desk / "pwned").exists()

    ended = [fact.event for fact in house.facts() if fact.kind == "command_ended"]
    assert [(event.end, event.code) for event in ended[:3]] == [("exited", 0), ("exited", 1), ("exited", 0)]
    assert ended[3].end == "interrupted"
    done = [fact.event.step for fact in house.facts() if fact.kind == "step_done"]
    assert done[-3:] == ["rollback/look", "rollback/change", "rollback/wait"]
    page = house.run("report").out
    assert "hunter2" not in page
    assert {"en": "exit code 1", "ja": "終了コード 1"}[house.lang] in page
    stored = [path.read_bytes() for path in house.home.rglob("*") if path.is_file()]
    kept = [data for data in stored if b"hunter2" in data]
    assert all(b"steps" in data for data in kept)  # the checklist itself, frozen as it is written


def test_a_program_that_draws_the_screen_has_the_terminal_and_gives_it_back(house: House) -> None:
    house.run("declare", "Checkout", "--no-walk")
    (house.desk / "long").write_text("\n".join(f"line {number}" for number in range(500)))
    terminal = house.open("run", "--look", "--yes", "less", "long")
    terminal.until("line 10")
    terminal.send("G")
    terminal.until("line 499")
    terminal.send("q")
    assert terminal.until_end() == 0
    assert terminal.is_cooked
    assert "line 499" in terminal.past() or "line499" in terminal.past()


def test_a_question_of_the_command_itself_is_answered_there(house: House) -> None:
    house.run("declare", "Checkout", "--no-walk")
    terminal = house.open("run", "--look", "--yes", "sh", "-c", "read -p 'Sure? ' x; echo you said $x")
    terminal.until("Sure?")
    terminal.send("da\r")
    terminal.until("you said da")
    assert terminal.until_end() == 0


def test_one_that_does_not_listen_to_ctrl_c_ends_at_the_third(house: House) -> None:
    house.run("declare", "Checkout", "--no-walk")
    terminal = house.open(
        "run", "--look", "--yes", "sh", "-c", "trap '' INT; echo ready; while :; do sleep 0.1; done"
    )
    terminal.until("ready")
    terminal.send("\x03\x03\x03")
    assert terminal.until_end() == 8
    assert [fact.event.end for fact in house.facts() if fact.kind == "command_ended"] == ["interrupted"]
