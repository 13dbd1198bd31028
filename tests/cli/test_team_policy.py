"""A team's policy that is broken, or lacks what a log names, keeps nobody from recording or reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.variants import first

if TYPE_CHECKING:
    from tests.cli.conftest import Desk

HEAD = "incidentctl: 1\n"
COMMANDER = "- {id: commander, label: c, duties: d}"
BROKEN = {
    "rules": "rules:\n  - {id: S1-9, level: hard}\n",
    "roles-taskforce": "label: x\nwrite: b\noutbound: [b]\nroles:\n  - {id: b, label: c, duties: d}\n",
    "roles-mine": "label: [\n",
    "clocks": "clocks:\n  - {id: gdpr-33, anchor: never}\n",
    "calendar": "peak:\n  - {days: [xxx], from: '18:00', to: '99:00'}\n",
    "glossary": "glossary:\n  - {id: a}\n",
    "contacts": "contacts:\n  - {id: nowhere, who: x}\n",
    "severities": "severities: []\n",
    "phrases": "phrases:\n  - {id: P8, text: '{who}'}\n",
}
LACKING = {
    "roles-taskforce": f"label: t\nwrite: commander\noutbound: [commander]\nroles:\n  {COMMANDER}\n",
    "roles-formation": f"label: f\nwrite: commander\noutbound: [commander]\nroles:\n  {COMMANDER}\n",
    "severities": "severities:\n"
    "  - {id: P1, label: l, meaning: m, first: 0, every: 0, watch: 0, postmortem: true}\n",
    "contacts": "contacts:\n  - {id: privacy, who: '{x} %s {}', how: '{0}'}\n",
    "rules": 'rules:\n  - {id: S1-9, level: "off"}\n  - {id: S2-15, level: block}\n',
}
RECORDERS = [
    ("role", "take", "commander", "--why", "x"), ("role", "give", "operator", "sato"),
    ("role", "give", "sme", "sato"), ("role", "release", "operator"), ("join", "kato"), ("leave", "kato"),
    ("assign", "kato", "w", "--why", "y"), ("task", "done", "x", "--as", "kato"), ("decide", "x"),
    ("act", "x"), ("act", "--begin", "b"), ("act", "--end"), ("concern", "c"), ("park", "p"), ("note", "n"),
    ("hypothesis", "add", "h"), ("criteria", "add", "c"), ("update", "u"),
    ("update", "u", "--audience", "customer", "--override", "x"), ("severity", "SEV2"), ("severity", "P1"),
    ("clock", "start", "gdpr-33", "--anchor", "14:00"), ("clock", "stop", "gdpr-33", "--why", "x"),
    ("set", "privacy.concern", "yes"), ("step", "done", "F1", "commander=sato"), ("tell", "x"),
    ("set", "roles.operator", "sato"), ("tell", "--unrelated", "x"), ("resolve", "ok", "--override", "x"),
    ("stand-down", "--override", "x"), ("reopen", "--why", "x"), ("close", "--override", "x"),
]  # fmt: skip
WITH_POLICY = [("brief",), ("role", "list"), ("clock", "list"), ("report",), ("report", "--form", "privacy")]
WITHOUT = [(), ("task", "list"), ("concern", "list"), ("criteria", "list"), ("timeline",), ("list",)]


def write(desk: Desk, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = desk.home / ".incidentctl" / "runbooks" / "policy" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + text, encoding="utf-8")


@pytest.mark.parametrize("every", first((3, 1)))
@pytest.mark.parametrize("name", BROKEN)
def test_with_a_broken_policy_recording_goes_on_and_says_so_once(desk: Desk, name: str, every: int) -> None:
    """With 3, each file meets a third of the commands, and each command a third of the files."""
    write(desk, {name: BROKEN[name]})
    recorders = RECORDERS[list(BROKEN).index(name) % every :: every]
    for number, argv in enumerate((("declare", "T", "--no-walk"), *recorders)):
        desk.lang = ("en", "ja")[number % 2]
        ran = desk(*argv)
        assert ran.code in {0, 2, 3, 4}, (argv, ran)
        assert ran.err.count(f"policy/{name}.yaml\n") <= 1, (argv, ran.err)
        if argv[0] in {"act", "decide", "update", "role"} and ran.code in {0, 4}:
            assert re.search(rf"policy/{name}\.yaml:\d+:\d+: ", ran.err), (argv, ran)
    for argv in (*WITH_POLICY, *WITHOUT):
        ran = desk(*argv)
        assert ran.code == 0, (argv, ran)
        assert argv in WITHOUT or re.search(rf"policy/{name}\.yaml:\d+:\d+: ", ran.err), argv
    doctor = desk("doctor")
    assert (doctor.code, f"policy/{name}.yaml:" in doctor.out) == (8, True)


def test_a_refusal_says_that_it_is_not_the_teams_policy(desk: Desk) -> None:
    desk("declare", "T", "--no-walk")
    desk("role", "give", "operator", "sato")
    desk("note", "x", "--as", "sato")
    write(desk, {"rules": 'rules:\n  - {id: S1-9, level: "off"}\n  - {id: S1-12, level: hard}\n'})
    ran = desk("act", "x", "--as", "kato")
    assert (ran.code, "rules.yaml:4:" in ran.err, "S1-9" in ran.err) == (4, True, True)


@pytest.mark.parametrize("profile", first(("taskforce", "formation", "nonsense")))
def test_what_a_log_names_may_be_gone_from_the_policy(desk: Desk, profile: str) -> None:
    desk.config = {"profile": profile}
    write(desk, {"severities": LACKING["severities"].replace("P1", "RED")})
    desk("declare", "T", "--no-walk", "--severity", "RED")
    for argv in RECORDERS[:-4]:
        assert desk(*argv).code in {0, 2, 3, 4}, argv
    write(desk, LACKING)
    for lang in ("en", "ja"):
        desk.lang = "ja" if lang == "ja" else "en"
        for argv in (*WITH_POLICY, *WITHOUT, *RECORDERS, *WITH_POLICY, *WITHOUT):
            ran = desk(*argv)
            assert ran.code in {0, 2, 3, 4}, (argv, ran)
            assert "policy" not in ran.err, (argv, ran.err)
    assert desk("verify").code == 0
