"""What a value in a command could be taken for besides a value, and what cannot be seen in one."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidentctl.domain.command_rules import faults
from incidentctl.domain.commands import is_hidden, quoted
from incidentctl.domain.runbook import Step


def found(*run: str, shell: str = "") -> list[tuple[str, str]]:
    step = Step("x", {"en": "x"}, kind="run", run=run, shell=shell)
    return [(fault.key, fault.severity) for fault in faults(step)]


SCRIPT, NOTE = ("value-in-script", "error"), "note"


@pytest.mark.parametrize(
    "run",
    [
        ("sh", "-c", "systemctl restart $service"),
        ("sh", "-c", "$service"),
        ("sh", "-ec", "echo ${impact.users}"),
        ("/bin/bash", "-lc", "echo $service"),
        ("bash", "--norc", "-c", "echo $service"),
        ("zsh", "-c", "echo $service"),
        ("dash", "-c", "eval echo $service"),
        ("sudo", "-u", "app", "sh", "-c", "echo $service"),
        ("env", "A=b", "bash", "-c", "echo $service"),
        ("timeout", "5", "sh", "-c", "echo $service"),
        ("docker", "exec", "web", "sh", "-c", "echo $service"),
        ("kubectl", "exec", "web", "--", "sh", "-c", "echo $service"),
        ("su", "app", "-c", "restart $service"),
        ("python3", "-c", "print('$service')"),
        ("perl", "-ne", "print '$service'"),
        ("node", "--eval", "console.log('$service')"),
        ("watch", "curl $service"),
    ],
)
def test_a_value_in_the_text_of_a_script_is_refused(run: tuple[str, ...]) -> None:
    assert found(*run) == [SCRIPT]


@pytest.mark.parametrize(
    ("run", "key"),
    [
        (("ssh", "web1", "systemctl restart $service"), "value-elsewhere"),
        (("ssh", "-p", "22", "web1", "systemctl", "restart", "$service"), "value-elsewhere"),
        (("psql", "-c", "select '$service'"), "value-in-query"),
        (("mysql", "-e", "$service"), "value-in-query"),
        (("sqlite3", "a.db", "select '$service'"), "value-in-query"),
        (("awk", "/$service/ {print}", "log"), "value-in-query"),
        (("jq", '.[] | select(.name == "$service")', "a.json"), "value-in-query"),
    ],
)
def test_a_value_that_is_read_by_another_program_is_noted(run: tuple[str, ...], key: str) -> None:
    assert found(*run) == [(key, NOTE)]


@pytest.mark.parametrize(
    "run",
    [
        ("systemctl", "restart", "$service"),
        ("./ops/rollback", "--service=$service", "-c", "${impact.users}"),
        ("sh", "-c", 'echo "$$1"', "sh", "$service"),
        ("python3", "deploy.py", "$service"),
        ("ssh", "$service", "uptime"),
        ("ssh", "-i", "key", "root@$service", "uptime"),
        ("psql", "-h", "${custom.host}", "-v", "name=$service", "-c", "select :'name'"),
        ("jq", "--arg", "name", "$service", ".[$$name]", "a.json"),
        ("kubectl", "describe", "node", "$service"),
        ("kubectl", "logs", "php", "-c", "$service"),
        ("grep", "sh", "-c", "$service"),
        ("echo", "a $service b; c | d"),
    ],
)
def test_a_value_that_stays_one_is_fine(run: tuple[str, ...]) -> None:
    assert found(*run) == []


def test_a_value_never_chooses_the_program() -> None:
    assert found("$service", "restart") == [("value-as-command", "error")]
    assert found("/opt/${custom.tool}/run") == [("value-as-command", "error")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('systemctl restart "$service"', ["value-in-shell"]),
        ("echo ${impact.users} ${custom.host}", ["value-in-shell", "value-in-shell"]),
        ('echo "$IC_SERVCE"', ["unknown-variable"]),
        ("echo ${IC_NOTHING%%x}", ["unknown-variable"]),
        ('eval "restart $IC_SERVICE"', ["value-in-script"]),
        ('bash -c "restart $IC_SERVICE"', ["value-in-script"]),
        ('echo "$IC_SERVICE" "${IC_CUSTOM_HOST}" "${IC_IMPACT_USERS:-0}" $HOME $$ $1 $(date)', []),
        ('bash -c \'restart "$1"\' _ "$IC_SERVICE"', []),
        ('service=$(hostname); echo "$service"', []),
        ("for path in a b; do echo $path; done", []),
        ("ls | while read -r path; do echo $path; done", []),
    ],
)
def test_a_shell_is_given_variables_alone(text: str, keys: list[str]) -> None:
    assert [key for key, _ in found(shell=text)] == keys


@pytest.mark.parametrize(
    "sign", "\x1b\x00\r\x7f\x9b\u200b\u200e\u202e\u2066\u2028\u00a0\u00ad\u3164\U000e0041\ud800"
)
def test_what_cannot_be_seen_is_refused_in_a_command(sign: str) -> None:
    assert found("echo", f"a{sign}b") == [("command-hidden", "error")]
    assert found(shell=f"echo a{sign}b") == [("command-hidden", "error")]
    assert quoted([f"a{sign}b"]).isascii()


@pytest.mark.parametrize("text", ["a\nb\tc", "障害 発生　対応中", "⚠️ 注意", "👩‍💻"])
def test_what_people_write_is_fine_in_a_command(text: str) -> None:
    assert found("echo", text) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12), max_size=4
    )
)
def test_what_is_shown_is_what_is_run(argv: list[str]) -> None:
    """A shell that is given what was shown runs exactly the same words."""
    text = quoted(["printf", "%s\\0", "x", *argv])
    assert "\n" not in text
    assert not any(is_hidden(sign) for sign in text)
    ran = subprocess.run(["bash", "-c", text], capture_output=True, check=True, env={"LC_ALL": "C.UTF-8"})
    assert ran.stdout.decode() == "".join(f"{word}\0" for word in ("x", *argv))
