"""The search path: what wins, what is refused, and how policy is put together."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from incidentctl.errors import Invalid, NotFound
from incidentctl.library import shelf as shelves
from incidentctl.library.find import BUILT_IN, YamlRunbooks
from incidentctl.library.shelf import RefusedFile, built_in

OURS = "incidentctl: 1\nid: {id}\ntitle: {title}\nsteps:\n  - {{id: a, title: T}}\n"


def write(path: Path, runbook_id: str, title: str = "T") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OURS.format(id=runbook_id, title=title), encoding="utf-8")
    return path


def source(
    cwd: Path, *, flag: Path | None = None, environment: str = "", user: Path | None = None
) -> YamlRunbooks:
    return YamlRunbooks(lang="en", cwd=cwd, flag=flag, environment=environment, user=user)


def test_the_flow_comes_first_and_in_order(tmp_path: Path) -> None:
    write(tmp_path / "mine" / "a.yaml", "a-runbook")
    runbooks = source(tmp_path, user=tmp_path / "mine")
    assert [found.id for found in runbooks.find()] == [*BUILT_IN, "a-runbook"]
    assert {found.origin for found in runbooks.find()} == {"builtin", "user"}


def test_every_built_in_runbook_is_sound_and_in_the_file_of_its_name(tmp_path: Path) -> None:
    for name in BUILT_IN:
        found = source(tmp_path).get(name)
        assert (found.id, found.problems, Path(found.path).stem) == (name, (), name)
        assert found.source == Path(found.path).read_bytes()


def test_the_first_that_has_an_id_wins(tmp_path: Path) -> None:
    deep = tmp_path / "project" / "src" / "deep"
    deep.mkdir(parents=True)
    for number, place in enumerate(["flag", "env1", "env2", "project/.incidentctl/runbooks", "user"]):
        for runbook in range(number + 1):
            write(tmp_path / place / f"{runbook}.yaml", f"r{runbook}", place)
    write(tmp_path / "user" / "5.yaml", "report", "user")
    environment = os.pathsep.join(str(tmp_path / each) for each in ("env1", "env2"))
    runbooks = source(deep, flag=tmp_path / "flag", environment=environment, user=tmp_path / "user")
    titles = {
        found.id: (found.origin, found.runbook and found.runbook.title["en"]) for found in runbooks.find()
    }
    assert {key: titles[key] for key in ("r0", "r1", "r2", "r3", "r4", "report")} == {
        "r0": ("flag", "flag"),
        "r1": ("environment", "env1"),
        "r2": ("environment", "env2"),
        "r3": ("project", "project/.incidentctl/runbooks"),
        "r4": ("user", "user"),
        "report": ("user", "user"),
    }


def test_an_id_is_found_in_any_case_and_width(tmp_path: Path) -> None:
    assert source(tmp_path).get("ＲＥＰＯＲＴ").id == "report"


def test_an_unknown_runbook_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        source(tmp_path).get("isolate-couse")
    assert caught.value.params == {"id": "isolate-couse", "suggestion": "isolate-cause"}
    with pytest.raises(NotFound) as caught:
        source(tmp_path).get("zzzzzz")
    assert caught.value.key == "no-such-runbook"


def test_a_broken_runbook_hides_the_built_in_one_and_says_all_that_is_wrong(tmp_path: Path) -> None:
    path = write(tmp_path / "report.yaml", "report")
    path.write_text(path.read_text(encoding="utf-8") + "  - {id: b, titel: T}\n", encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        source(tmp_path, flag=tmp_path).get("report")
    assert caught.value.params == {"id": "report", "path": str(path)}
    heads = [line for line in caught.value.details if line.startswith(str(path))]
    assert [line.split(": ", 2)[2] for line in heads] == [
        "title is missing",
        "unknown key: titel (did you mean title?)",
    ]


def test_a_link_in_a_project_is_refused_and_hides_nothing(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere" / "report.yaml", "report")
    project = tmp_path / "project"
    (project / ".incidentctl" / "runbooks").mkdir(parents=True)
    (project / ".incidentctl" / "runbooks" / "report.yaml").symlink_to(secret)
    runbooks = source(project)
    assert runbooks.get("report").origin == "builtin"
    [refused] = [found for found in runbooks.find() if not found.id]
    assert (refused.origin, refused.source, [each.key for each in refused.problems]) == (
        "project",
        b"",
        ["not-a-file"],
    )


@pytest.mark.parametrize("element", [".incidentctl", ".incidentctl/runbooks"])
def test_a_link_on_the_way_into_a_project_is_refused(tmp_path: Path, element: str) -> None:
    write(tmp_path / "elsewhere" / "runbooks" / "mine.yaml", "mine")
    target = tmp_path / "elsewhere" if element == ".incidentctl" else tmp_path / "elsewhere" / "runbooks"
    link = tmp_path / "project" / element
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    runbooks = source(tmp_path / "project")
    assert "mine" not in [found.id for found in runbooks.find()]
    assert runbooks.get("report").origin == "builtin"


def test_a_directory_that_may_not_be_looked_at_is_told_and_keeps_nobody_from_declaring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closed $INCIDENTCTL_HOME holds the user's checklists, too: `declare` ended as a bug."""
    closed, stat, opened = tmp_path / "closed", os.stat, os.open

    def seen(path: Any) -> Any:
        if str(path).startswith(str(closed)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return path

    monkeypatch.setattr(os, "stat", lambda path, *a, **k: stat(seen(path), *a, **k))
    monkeypatch.setattr(os, "open", lambda path, *a, **k: opened(seen(path), *a, **k))
    runbooks = source(tmp_path, user=closed / "runbooks")
    (told,) = [found for found in runbooks.find() if found.origin == "user"]
    assert [problem.severity for problem in told.problems] == ["error"]
    assert runbooks.get("report").id == "report"


def test_a_pipe_does_not_hold_us_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    [refused] = [found for found in source(tmp_path, flag=tmp_path).find() if not found.id]
    assert refused.problems[0].key == "not-a-file"


@pytest.mark.parametrize("stranger", [".incidentctl", "runbooks", "report.yaml", "severities.yaml"])
def test_what_belongs_to_somebody_else_is_not_used_and_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stranger: str
) -> None:
    shelf = tmp_path / ".incidentctl" / "runbooks"
    write(shelf / "report.yaml", "report")
    (shelf / "policy").mkdir()
    (shelf / "policy" / "severities.yaml").write_text("planted: x\n", encoding="utf-8")
    foreign = next(
        path.stat().st_ino for path in [shelf.parent, *shelf.parent.rglob("*")] if path.name == stranger
    )
    real = shelves._check_owner  # noqa: SLF001 - only root could make a file of somebody else's

    def owned(status: os.stat_result) -> None:
        real(os.stat_result([*status[:4], 4242, *status[5:]]) if status.st_ino == foreign else status)

    monkeypatch.setattr(shelves, "_check_owner", owned)
    runbooks = source(tmp_path)
    if stranger == "severities.yaml":
        assert "SEV1" in runbooks.policy().severities
        return
    assert runbooks.get("report").origin == "builtin"
    [refused] = [found for found in runbooks.find() if not found.id]
    assert (refused.problems[0].key, refused.problems[0].params["owner"]) == ("foreign-owner", 4242)


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "big.yaml").open("wb") as file:
        file.truncate(10**9)
    found = next(each for each in source(tmp_path, flag=tmp_path).find() if each.id == "big")
    assert [each.key for each in found.problems] == ["too-large"]
    assert len(found.source) < 2**21


def test_check_reads_files_and_directories(tmp_path: Path) -> None:
    one = write(tmp_path / "one.yaml", "one")
    write(tmp_path / "more" / "two.yml", "two")
    write(tmp_path / "more" / "three.yaml", "ONE")
    found = source(tmp_path).check([one, tmp_path / "more", tmp_path / "missing.yaml"])
    assert [(each.id, [problem.key for problem in each.problems]) for each in found] == [
        ("one", []),
        ("ONE", ["duplicate-runbook"]),
        ("two", []),
        ("", ["unreadable"]),
    ]


def test_check_finds_the_built_in_directory_in_order(tmp_path: Path) -> None:
    found = source(tmp_path).check([built_in()])
    assert [each.path for each in found if each.problems] == []
    assert {"policy/severities", "policy/phrases", "policy/phases", *BUILT_IN} <= {each.id for each in found}


def test_alongside_may_name_any_runbook_on_the_path(tmp_path: Path) -> None:
    path = write(tmp_path / "mine.yaml", "mine")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "alongside: [Fix, nothing-like-it]\n", encoding="utf-8")
    with pytest.raises(Invalid) as caught:
        source(tmp_path, flag=tmp_path).get("mine")
    assert len(caught.value.details) == 3
    assert "no such runbook: nothing-like-it" in caught.value.details[0]


def test_the_built_in_policy_is_whole(tmp_path: Path) -> None:
    policy = source(tmp_path).policy()
    assert list(policy.severities) == ["SEV1", "SEV2", "SEV3", "SEV4"]
    worst = policy.severities["SEV1"]
    assert (worst.first, worst.every, worst.watch, worst.postmortem) == (15, 30, 120, True)
    assert len(policy.questions) == 5
    assert policy.phrases["P1"]["ja"] == "調査中。判明次第更新します"
    assert policy.phases["suspected"].prefix == {"en": "[SUSPECTED]", "ja": "【障害疑い】"}
    assert policy.phases["suspected"].public == ""


def policy_file(tmp_path: Path, name: str, text: str) -> YamlRunbooks:
    path = tmp_path / ".incidentctl" / "runbooks" / "policy" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("incidentctl: 1\n" + text, encoding="utf-8")
    return source(tmp_path)


def test_a_teams_severities_replace_the_built_in_ones(tmp_path: Path) -> None:
    level = (
        "severities: [{id: L1, label: one, meaning: M, first: 5, every: 10, watch: 0, postmortem: false}]\n"
    )
    policy = policy_file(tmp_path, "severities", level).policy()
    assert list(policy.severities) == ["L1"]
    assert policy.questions == ()
    assert "P1" in policy.phrases


def test_a_teams_phrase_replaces_that_phrase_only(tmp_path: Path) -> None:
    policy = policy_file(tmp_path, "phrases", 'phrases: [{id: P5, text: "More at {time}."}]\n').policy()
    assert policy.phrases["P5"] == {"en": "More at {time}."}
    assert policy.phrases["P11"]["en"].startswith("Nothing has changed")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("phrases", "phrases: [{id: P1, text: Soon.}]\n", "P1 stays as it is"),
        (
            "phrases",
            'phrases: [{id: P5, text: "At {tiem}."}]\n',
            "nothing fills in {tiem}; there is: time (did you mean",
        ),
        ("phrases", 'phrases: [{id: P5, text: "At {time."}]\n', "the braces do not match"),
        ("phrases", "phrases: [{id: P77, text: Soon.}]\n", "no such id: P77"),
        (
            "phases",
            'phases: [{id: watchin, prefix: "[W]", label: w, public: ""}]\n',
            "did you mean watching?",
        ),
        ("severities", "severities: [{id: L1, label: one}]\n", "watch is missing"),
        ("severities", "severities: []\n", "severities is an empty list"),
        ("severities", "severites: []\n", "did you mean severities?"),
    ],
)
def test_a_wrong_policy_says_so(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(Invalid) as caught:
        policy_file(tmp_path, name, text).policy()
    assert message in "\n".join(caught.value.details)


def test_a_directory_in_place_of_a_file_is_told_by_its_name(tmp_path: Path) -> None:
    runbooks = policy_file(tmp_path, "contacts", "contacts: []\n")
    shelf = tmp_path / ".incidentctl" / "runbooks"
    (shelf / "mine.yaml").mkdir()
    assert [found.problems[0].key for found in runbooks.find() if not found.runbook] == ["not-a-file"]
    (shelf / "policy" / "rules.yaml").mkdir()
    with pytest.raises(Invalid) as caught:
        runbooks.policy()
    assert caught.value.params["path"] == str(shelf / "policy" / "rules.yaml")


def test_a_strangers_policy_file_hides_none_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy_file(tmp_path, "glossary", "glossary: []\n")
    runbooks = policy_file(tmp_path, "rules", 'rules: [{id: S1-9, level: "off"}]\n')
    strange = (tmp_path / ".incidentctl" / "runbooks" / "policy" / "glossary.yaml").stat().st_ino

    def owned(status: os.stat_result) -> None:
        if status.st_ino == strange:
            raise RefusedFile("foreign-owner", owner=4711)

    monkeypatch.setattr(shelves, "_check_owner", owned)
    assert runbooks.policy().rules["S1-9"].level == "off"


def test_a_misspelt_policy_file_is_noticed_by_check(tmp_path: Path) -> None:
    runbooks = policy_file(tmp_path, "severites", "severities: []\n")
    [found] = runbooks.check([tmp_path / ".incidentctl" / "runbooks"])
    assert [each.params["suggestion"] for each in found.problems] == ["severities"]


def test_built_in_runbooks_are_found_from_any_directory(tmp_path: Path) -> None:
    code = "from incidentctl.library.shelf import built_in; print(built_in())"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(result.stdout.strip()) == root / "runbooks"
