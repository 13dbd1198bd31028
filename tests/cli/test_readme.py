"""Every command line in the README is run, and what it prints is held against what stands there."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from incidentctl.bootstrap import CONFIG_KEYS
from incidentctl.cli import following
from incidentctl.errors import ExitCode

if TYPE_CHECKING:
    import pytest

    from tests.cli.conftest import Desk

README = Path(__file__).parent.parent.parent / "README.md"


def text() -> str:
    return README.read_text(encoding="utf-8")


def tour() -> list[tuple[str, str]]:
    """Give each command of the tour with what the README says it prints."""
    blocks = re.findall(r"<!-- tour(?:: report)? -->\n```console\n(.*?)```", text(), flags=re.DOTALL)
    pairs = []
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            pairs.append((command, printed.strip("\n")))
    return pairs


def normal(printed: str) -> str:
    """Put a fixed name where each run mints its own: incidents and handles."""
    printed = re.sub(r"(INC|inc)-(\d{8})-[0-9a-z]{4}", r"\1-\2-xxxx", printed)
    return re.sub(r"\b([a-z])-[0-9a-hjkmnp-tv-z]{3,5}\b", r"\1-xxx", printed).strip("\n")


def test_the_tour_prints_what_the_readme_says(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", sys.stdout)  # a terminal shows both
    commands = tour()
    assert len(commands) >= 9
    for command, expected in commands:
        printed = normal(desk(*shlex.split(command)[1:]).out)
        pieces = [piece.strip("\n") for piece in re.split(r"^\.\.\.$", normal(expected), flags=re.MULTILINE)]
        if len(pieces) == 1:
            assert printed == pieces[0], command
        else:
            place = 0
            for piece in filter(None, pieces):
                found = printed.find(piece, place)
                assert found >= 0, (command, piece, printed)
                place = found + len(piece)


def how_to() -> list[str]:
    table = text().partition("## How to")[2].partition("\n\nIn a walk")[0]
    return [
        command.replace("\\|", "|")
        for row in table.splitlines()
        for command in re.findall(
            r"`((?:date \\\| )?incidentctl[^`]*)`", row.partition("|")[2].partition("|")[2]
        )
    ]


OPENED = {
    "n": "noted",
    "k": "task_assigned",
    "y": "hypothesis_added",
    "e": "concern_raised",
    "j": "decided",
    "u": "update_drafted",
    "b": "attached",
    "i": "criterion_added",
}
"""What a handle in the table stands for, by its letter: the last fact of that kind."""


def newest(desk: Desk, letter: str) -> str:
    entries = desk("timeline", "--json").json["entries"]
    return str([entry["handle"] for entry in entries if entry["kind"] == OPENED[letter]][-1])


def test_every_how_to_runs(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(following, "_is_left", lambda _: True)  # whoever followed has seen enough
    desk("declare", "Checkout returns 500", "--no-walk")
    first = desk("note", "to be corrected", "--json").json
    (tmp_path / "answers.txt").write_text("R8: manager\nR9: /q\n", encoding="utf-8")
    (tmp_path / "error.log").write_text("500\n", encoding="utf-8")
    (tmp_path / "chat.csv").write_text("at,text\n14:01,errors rise\n", encoding="utf-8")
    assert len(how_to()) >= 60
    for command in how_to():
        words = shlex.split(command.partition("| ")[2] or command)[1:]
        words = [newest(desk, word[0]) if re.fullmatch(r"[a-z]-\w{3}", word) else word for word in words]
        words = [first["facts"][0]["handle"] if word == "HANDLE" else word for word in words]
        words = [first["incident"][-4:] if word == "2dzn" else word for word in words]
        if words[0] == "walk" and "--answers" not in words:
            words.append("--dry-run")  # nobody is there to be asked
        if words[-1:] == ["-"]:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Sun Nov 22 14:05:00 JST 2026\n")))
        if words[0] in {"confirm", "withdraw"}:
            desk("declare", "Login is slow", "--suspect", "--no-walk")
        ran = desk(*words)
        assert ran.code == ExitCode.OK, (command, ran.err)
        if words[0] in {"confirm", "withdraw"}:
            desk("use", first["incident"])


def test_the_tables_of_exit_codes_and_keys_are_complete() -> None:
    codes = re.findall(r"^\| (\d+) \|", text(), flags=re.MULTILINE)
    assert sorted(map(int, codes)) == sorted(int(code) for code in ExitCode)
    keys = dict(re.findall(r"^\| `([a-z]+)` \| `(INCIDENTCTL_[A-Z]+)` \|", text(), flags=re.MULTILINE))
    assert keys == CONFIG_KEYS


def test_both_commands_are_one_line_each() -> None:
    found = re.findall(r"<!-- command: (\w+) -->\n```sh\n(.*?)```", text(), flags=re.DOTALL)
    assert [name for name, _ in found] == ["start", "test"]
    assert all(command.count("\n") == 1 for _, command in found)


def test_the_runbook_in_the_readme_is_sound(desk: Desk, tmp_path: Path) -> None:
    block = re.search(r"<!-- runbook -->\n```yaml\n(.*?)```", text(), flags=re.DOTALL)
    assert block is not None
    file = tmp_path / "checkout-rollback.yaml"
    file.write_text(block[1], encoding="utf-8")
    ran = desk("runbook", "check", str(file))
    assert ran.code == ExitCode.OK, ran.out


def test_the_test_of_a_runbook_in_the_readme_passes(desk: Desk, tmp_path: Path) -> None:
    for marker, name in (("runbook", "checkout-rollback.yaml"), ("test of a runbook", "x.test.yaml")):
        block = re.search(rf"<!-- {marker} -->\n```yaml\n(.*?)```", text(), flags=re.DOTALL)
        assert block is not None
        (tmp_path / name).write_text(block[1], encoding="utf-8")
    ran = desk("runbook", "test", str(tmp_path / "x.test.yaml"))
    assert (ran.code, "2 walk(s)" in ran.err) == (ExitCode.OK, True), ran.out


def test_the_policy_files_in_the_readme_are_sound_and_count(desk: Desk) -> None:
    blocks = re.findall(r"<!-- policy: (\S+) -->\n```yaml\n(.*?)```", text(), flags=re.DOTALL)
    assert [name for name, _ in blocks] == ["rules.yaml", "clocks.yaml", "forms/partner.yaml"]
    folder = desk.home / ".incidentctl" / "runbooks" / "policy"
    (folder / "forms").mkdir(parents=True)
    for name, block in blocks:
        (folder / name).write_text(block, encoding="utf-8")
        ran = desk("runbook", "check", str(folder / name))
        assert ran.code == ExitCode.OK, ran.out
    policy = desk.context().policy()
    assert (policy.rules["S2-15"].level, policy.rules["S3-9"].level) == ("off", "block")
    assert policy.clocks["gdpr-33"].enabled
    desk("declare", "Checkout returns 500")
    desk("set", "custom.tenant", "the shop of A")
    ran = desk("report", "--form", "partner", "--lang", "ja")
    assert (ran.code, ran.err) == (0, "")
    assert "- 対象テナント: the shop of A" in ran.out
    assert "ご不便をおかけし、申し訳ございません。" in ran.out


def test_the_table_of_policy_files_is_complete() -> None:
    table = text().partition("### Policy files")[2].partition("###")[0]
    rows = "".join(re.findall(r"^\| (`.*?) \|", table, flags=re.MULTILINE))
    named = set(re.findall(r"`([a-z/-]+\.yaml)`", rows))
    policy = README.parent / "runbooks" / "policy"
    built_in = {str(file.relative_to(policy)) for file in policy.rglob("*.yaml")}
    assert named == built_in | {"contacts.yaml"}
