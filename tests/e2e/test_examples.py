"""The example runbooks, walked from a file of answers, with a fake of each tool that they call."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.e2e.conftest import ROOT
from tests.variants import first

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import House

EXAMPLES = ROOT / "runbooks" / "examples"

FAKES = {
    "psql": (
        'case "$*" in *pg_stat_replication*) echo "db-2 | streaming | async";;'
        " *) cat; echo cancelled; echo running;; esac"
    ),
    "df": "echo '/dev/vda1 98% /var'",
    "du": "echo '4.0G /var/log'",
    "find": "echo '/var/log/app.log'",
    "lsof": "echo 'app 4711 /var/log/app.log (deleted)'",
    "journalctl": "echo 'Vacuuming done, freed 3.2G of archived journals'",
    "systemctl": "echo reloaded",
    "openssl": 'cat >/dev/null; echo "notAfter=Feb 19 23:59:59 2027 GMT"; echo "Certificate will not expire"',
    "certbot": "echo renewed",
    "nginx": "echo 'nginx: configuration file test is successful'",
    "kubectl": (
        'case "$*" in *history*) echo "REVISION CHANGE-CAUSE";; *pause*) echo paused;;'
        ' *undo*) echo "rolled back";; *status*) echo "successfully rolled out";; esac'
    ),
    "aws": (
        'case "$*" in *get-access-key-last-used*) echo "LastUsedDate 2026-11-22";;'
        ' *list-access-keys*) echo "Status Inactive";; *) echo "ok password=hunter2";; esac'
    ),
    "curl": "echo '200 0.1s 192.0.2.1'",
    "dig": "echo 192.0.2.1",
}
"""What each tool prints, as a shell script; sort and head are the machine's own."""

WALKED = {
    "leaked-key": "Seen inside: a new key first",
    "replica-lag": "A long query is cancelled",
    "disk-full": "The journal is shrunk",
    "certificate-expired": "Expired, nobody pins: renewed with a new key",
    "bad-deployment": "Rolled back, since nothing else goes back",
    "upstream-down": "Another provider takes over",
}
"""A case of each test file, by its name: the answers are those of the test."""


@pytest.fixture
def tools(house: House, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the fakes before everything else; each notes its words, a line for each call."""
    shelf = house.desk / "tools"
    shelf.mkdir()
    calls = house.desk / "calls"
    for name, script in FAKES.items():
        file = shelf / name
        file.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name} $*" >> "{calls}"\n{script}\n', encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{shelf}:{house.environ()['PATH']}")
    return calls


def test_each_example_has_its_walk() -> None:
    files = {path.name.removesuffix(".yaml") for path in EXAMPLES.glob("*.yaml")}
    assert {name for name in files if not name.endswith(".test")} == set(WALKED)
    assert {name.removesuffix(".test") for name in files if name.endswith(".test")} == set(WALKED)


@pytest.mark.parametrize("name", first(WALKED))
def test_an_example_is_walked_with_what_its_tools_print(house: House, tools: Path, name: str) -> None:
    steps = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8"))["steps"]
    test = yaml.safe_load((EXAMPLES / f"{name}.test.yaml").read_text("utf-8"))
    case = next(each for each in test["cases"] if each["name"] == WALKED[name])
    house.run("declare", "Trouble", "--no-walk")
    for field, value in case["known"].items():
        assert house.run("set", field, value).code == 0
    lines = []
    for step in steps:
        given = case["answers"].get(step["id"])
        is_run = "run" in step or "shell" in step
        plain = given if isinstance(given, str) else "done"
        lines.append(f"{step['id']}: {'run' if is_run else plain}")
    answers = house.desk / "answers"
    answers.write_text("\n".join(lines), encoding="utf-8")
    environ = ("--answers", str(answers))
    shelf = house.desk / ".incidentctl" / "runbooks"
    shelf.mkdir(parents=True)
    (shelf / f"{name}.yaml").write_bytes((EXAMPLES / f"{name}.yaml").read_bytes())
    assert house.run("runbook", "trust", name, "--yes").code == 0
    walked = house.run("walk", name, *environ)
    assert walked.code == 0, walked.err
    ended = [fact.event for fact in house.facts() if fact.kind == "command_ended"]
    assert ended
    assert {(event.end, event.code) for event in ended} == {("exited", 0)}
    called = tools.read_text("utf-8").splitlines()
    done = {fact.event.step for fact in house.facts() if fact.kind == "step_done"}
    for step in steps:
        if f"{name}/{step['id']}" in done and "run" in step:
            words = [word for word in step["run"] if "$" not in word and "\n" not in word]
            assert any(all(word in call for word in words) for call in called), step["id"]
    page = house.run("report").out
    assert "hunter2" not in page
    assert page.count(" s)") >= len(ended)
