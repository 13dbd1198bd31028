"""Formations from YAML: the built-in ones, a team's own, and every mistake in one at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from incidentctl.errors import Invalid
from incidentctl.library.find import YamlRunbooks
from incidentctl.words import LANGS

if TYPE_CHECKING:
    from incidentctl.domain.policy import Profile

ROOT = Path(__file__).parents[2]

TEAM = """\
incidentctl: 1
label: shop floor
write: dba
outbound: [commander]
roles:
  - id: commander
    label: lead
    least: 1
    duties: Decide.
    ja: {label: 統括, duties: 決める。}
  - id: dba
    label: database
    duties: Mind the data.
    most: 2
"""


def shelf(tmp_path: Path, text: str, name: str = "roles-shop") -> YamlRunbooks:
    path = tmp_path / ".incidentctl" / "runbooks" / "policy" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return YamlRunbooks(lang="en", cwd=tmp_path)


def built_in(name: str) -> Profile:
    return YamlRunbooks(lang="en", cwd=Path("/")).built_in_policy().profiles[name]


@pytest.mark.parametrize("name", ["taskforce", "formation"])
def test_the_built_in_formations_speak_both_languages(name: str) -> None:
    profile = built_in(name)
    texts = [profile.label, *(text for role in profile.roles.values() for text in (role.label, role.duties))]
    assert all(text.get(lang, "").strip() for text in texts for lang in LANGS)


def test_the_task_force_has_five_roles_and_the_formation_four_s1_3_s3_4() -> None:
    taskforce, formation = built_in("taskforce"), built_in("formation")
    assert [role.id for role in taskforce.roles.values() if role.least] == ["commander", "operator"]
    assert {"commander", "operator", "observer", "scribe", "onlooker"} <= taskforce.roles.keys()
    assert [taskforce.roles[role].most for role in ("commander", "operator", "observer")] == [1, 1, 0]
    assert list(formation.roles) == ["commander", "sme", "liaison", "scribe"]
    assert [role.id for role in formation.roles.values() if role.exclusive] == ["sme"]
    assert (taskforce.write, formation.write) == ("operator", "sme")
    assert formation.outbound == ("liaison", "commander")


def test_a_team_adds_a_formation_of_its_own(tmp_path: Path) -> None:
    profiles = shelf(tmp_path, TEAM).policy().profiles
    assert list(profiles) == ["formation", "taskforce", "shop"]
    shop = profiles["shop"]
    assert shop.roles["commander"].label == {"en": "lead", "ja": "統括"}
    assert (shop.roles["dba"].least, shop.roles["dba"].most) == (0, 2)


def test_a_team_replaces_a_built_in_formation_by_its_name(tmp_path: Path) -> None:
    profiles = shelf(tmp_path, TEAM, "roles-taskforce").policy().profiles
    assert list(profiles["taskforce"].roles) == ["commander", "dba"]


@pytest.mark.parametrize(
    ("was", "now", "place", "message"),
    [
        ("write: dba", "write: dbs", "3:8", "no such role: dbs"),
        ("write: dba", "write: dbs", "3:8", "did you mean dba?"),
        ("write: dba\n", "", "1:1", "write is missing"),
        ("outbound: [commander]", "outbound: [commander, liason]", "4:23", "no such role: liason"),
        ("id: dba", "id: Commander", "11:9", "the id Commander is taken by an earlier row (commander)"),
        ("most: 2", "most: 2\n    least: 3", "15:12", "dba takes fewer people (most) than it needs (least)"),
        ("most: 2", "mots: 2", "14:5", "did you mean most?"),
        ("id: commander", "id: lead", "6:3", "a formation needs a role with the id commander"),
        ("label: database", "label: ''", "12:12", "empty"),
        ("duties: Decide.", "exclusive: maybe", "9:16", "maybe"),
        ("most: 2", "most: two", "14:11", "two"),
    ],
)
def test_every_mistake_is_told_at_its_place(
    tmp_path: Path, was: str, now: str, place: str, message: str
) -> None:
    assert was in TEAM
    with pytest.raises(Invalid) as caught:
        shelf(tmp_path, TEAM.replace(was, now)).policy()
    told = "\n".join(caught.value.details)
    assert message in told
    assert f"roles-shop.yaml:{place}" in told


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    wrong = (
        TEAM.replace("write: dba", "write: x1").replace("[commander]", "[x2]").replace("most: 2", "most: x3")
    )
    with pytest.raises(Invalid) as caught:
        shelf(tmp_path, wrong).policy()
    told = "\n".join(caught.value.details)
    assert all(name in told for name in ("x1", "x2", "x3"))


RUNBOOK = """\
incidentctl: 1
id: mine
title: Mine
steps:
  - {id: a, title: "Ask the $dba", role: dba}
"""


def test_a_checklist_may_name_a_role_that_only_a_teams_formation_has(tmp_path: Path) -> None:
    runbooks = shelf(tmp_path, TEAM)
    (tmp_path / ".incidentctl" / "runbooks" / "mine.yaml").write_text(RUNBOOK, encoding="utf-8")
    found = runbooks.get("mine")
    assert found.runbook is not None
    assert found.runbook.steps[0].role == "dba"
    [checked] = runbooks.check([tmp_path / ".incidentctl" / "runbooks" / "mine.yaml"])
    assert checked.problems == ()


def test_a_role_that_no_formation_has_is_a_mistake_of_the_checklist(tmp_path: Path) -> None:
    runbooks = shelf(tmp_path, TEAM)
    path = tmp_path / ".incidentctl" / "runbooks" / "mine.yaml"
    path.write_text(RUNBOOK.replace("role: dba", "role: dbx"), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        runbooks.get("mine")
    assert "no such role: dbx" in caught.value.details[0]
    assert "did you mean dba?" in "\n".join(caught.value.details)
    (tmp_path / ".incidentctl" / "runbooks" / "policy" / "roles-shop.yaml").unlink()
    path.write_text(RUNBOOK, encoding="utf-8")
    with pytest.raises(Invalid, match="runbook-invalid"):
        YamlRunbooks(lang="en", cwd=tmp_path).get("mine")


def test_no_checklist_asks_who_made_the_change_s1_1(tmp_path: Path) -> None:
    runbooks = shelf(tmp_path, TEAM)
    path = tmp_path / ".incidentctl" / "runbooks" / "mine.yaml"
    path.write_text(RUNBOOK.replace("role: dba", "save: change.by"), encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        runbooks.get("mine")
    assert "nobody is asked who made a change" in caught.value.details[0]


def test_a_broken_formation_keeps_nobody_from_reading_checklists(tmp_path: Path) -> None:
    runbooks = shelf(tmp_path, TEAM.replace("write: dba", "write: x"))
    path = tmp_path / ".incidentctl" / "runbooks" / "mine.yaml"
    path.write_text(RUNBOOK.replace("dba", "operator"), encoding="utf-8")
    assert runbooks.get("mine").runbook is not None


def test_a_teams_rule_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    policy = tmp_path / ".incidentctl" / "runbooks" / "policy"
    policy.mkdir(parents=True)
    text = 'incidentctl: 1\nrules:\n  - {id: S1-9, level: warn}\n  - {id: S0-10, level: "off"}\n'
    (policy / "rules.yaml").write_text(text, encoding="utf-8")
    rules = YamlRunbooks(lang="en", cwd=tmp_path).policy().rules
    assert (rules["S1-9"].level, rules["S1-9"].solo) == ("warn", "off")
    assert (rules["S0-10"].level, rules["S0-10"].after) == ("off", 24 * 3600)
