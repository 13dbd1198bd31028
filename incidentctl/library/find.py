"""Where runbooks and policy come from: the search path, the first shelf that has an id wins."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import FLOW, PRIVACY, ROLES, Runbook, fold_id
from incidentctl.errors import Invalid, NotFound
from incidentctl.library.compiling import blocks, compile_runbook
from incidentctl.library.policy import FILES, compile_policy, compile_profiles, is_policy
from incidentctl.library.policy_wording import NAME as WORDING
from incidentctl.library.policy_wording import compile_wording
from incidentctl.library.problems import lines
from incidentctl.library.shelf import (
    RefusedFile,
    Shelf,
    content,
    files_below,
    is_directory,
    is_test,
    names,
    opened_shelf,
    search_path,
)
from incidentctl.ports import Found, Problem, Tests
from incidentctl.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from incidentctl.domain.lint import Wording
    from incidentctl.domain.policy import Policy, Profile
    from incidentctl.library.forms import Forms
    from incidentctl.library.nodes import Reading

BUILT_IN = (*FLOW, PRIVACY)

POLICY = "policy"
FORMS = "forms"
TEMPLATES = "templates"
_OF_ROLES = frozenset({"unknown-role", "unknown-name"})


class YamlRunbooks:
    """The runbooks and the policy on the search path; each file is read once per call of the program."""

    def __init__(  # noqa: PLR0913 - the places that bootstrap knows
        self,
        *,
        lang: Lang,
        cwd: Path,
        flag: Path | None = None,
        environment: str = "",
        user: Path | None = None,
        built_in_at: Path | None = None,
    ) -> None:
        """Keep where to look, first to last; see `shelf.search_path`."""
        self._words = Words(lang)
        self._shelves = search_path(
            cwd, flag=flag, environment=environment, user=user, built_in_at=built_in_at
        )
        self._built_in = self._shelves[-1]
        self._all: tuple[Found, ...] | None = None
        self._compiled: dict[bytes, Runbook | None] = {}
        self._policy: Policy | None = None
        self._wording: Wording | None = None
        self._forms: Forms | None = None

    def find(self) -> Sequence[Found]:
        """Give every runbook once (the first that has an id wins): the flow's stages first, in order.

        What could not be opened at all comes last, with an empty id, and hides nothing.
        """
        if self._all is None:
            everything = [found for shelf in self._shelves for found in self._on(shelf)]
            first: dict[str, Found] = {}
            for found in everything:
                if found.id:
                    first.setdefault(fold_id(found.id), found)
            known = [found.id for found in first.values()]
            winners = [self._beside(found, known) for found in first.values()]
            winners.sort(key=lambda found: (_rank(found.id), found.id))
            self._all = (*winners, *(found for found in everything if not found.id))
        return self._all

    def get(self, runbook_id: str) -> Found:
        """Give one sound runbook, in any case or width of its id; raise NotFound or Invalid."""
        wanted = fold_id(runbook_id)
        if len(self._shelves) == 1 and self._all is None and wanted in BUILT_IN:
            candidates: Sequence[Found] = list(self._on(self._built_in, only=wanted))
        else:
            candidates = self.find()
        found = next((each for each in candidates if each.id and fold_id(each.id) == wanted), None)
        if found is None:
            known = [each.id for each in self.find() if each.id]
            suggestion = near(runbook_id, known)
            if suggestion:
                raise NotFound("no-such-runbook-but", id=runbook_id, suggestion=suggestion)
            raise NotFound("no-such-runbook", id=runbook_id)
        if found.runbook is None:
            raise Invalid("runbook-invalid", details=self._told(found.problems), id=found.id, path=found.path)
        return found

    def compiled(self, source: bytes) -> Runbook | None:
        """Give the runbook that a text says; None when it is not sound."""
        if source not in self._compiled:
            found = self._beside(_compiled(source, "-", "project"), [each.id for each in self.find()])
            self._compiled[source] = found.runbook
        return self._compiled[source]

    def check(self, paths: Sequence[Path]) -> Sequence[Found]:
        """Read files, or all YAML files below directories, and give each with its problems.

        Links are followed here: whoever names a path means it.
        """
        checked = [self._checked(file) for file in _files(paths)]
        known = [found.id for found in (*self.find(), *checked) if found.id]
        seen: dict[str, Found] = {}
        result = []
        for each in checked:
            found = self._beside(each, known)
            before = seen.setdefault(fold_id(found.id), found)
            if found.id and before is not found:
                params = {"name": found.id, "before": before.path}
                taken = Problem(found.path, 1, 1, "duplicate-runbook", params)
                found = found._replace(runbook=None, problems=(taken, *found.problems))
            result.append(found)
        return tuple(result)

    def tests(self, paths: Sequence[Path]) -> Sequence[Tests]:
        """Read files of tests and runbooks, or all below directories; no path: all on the search path."""
        from incidentctl.library.cases import without_cases  # start-up: only where runbooks are tested

        if not paths:
            return tuple(without_cases(found) for found in self.find())
        files = [file for file in _files(paths) if file in paths or POLICY not in file.parts[:-1]]
        runbooks = self.check([file for file in files if not is_test(file.name)])
        tests = (self._tests(file) for file in files if is_test(file.name))
        return (*(without_cases(found) for found in runbooks), *tests)

    def blocks(self, source: bytes) -> Mapping[str, tuple[str, ...]]:
        """Give the lines of a runbook by step, with the remarks above it; those before the steps under ""."""
        return blocks(source)

    def template(self, name: str) -> str:
        """Give an example for whoever writes a runbook."""
        return (self._built_in.path / TEMPLATES / name).read_text(encoding="utf-8")

    def schema(self, root: str) -> Mapping[str, object]:
        """Give the JSON Schema of a kind of file."""
        from incidentctl.library.json_schema import json_schema  # start-up: only for whoever writes one

        return json_schema(root)

    def schema_roots(self) -> Sequence[str]:
        """Give the kinds of files that there is a schema for."""
        from incidentctl.library.json_schema import ROOTS  # as above

        return ROOTS

    def built_in_policy(self) -> Policy:
        """Give what is built in, whatever the team's files say."""
        return compile_policy(self._policy_on(self._built_in), {})[0]

    def policy(self) -> Policy:
        """Give severities, phrases and phases; raise Invalid with every problem."""
        if self._policy is None:
            policy, readings = compile_policy(self._policy_on(self._built_in), self._team())
            self._refuse_policy([problem for reading in readings for problem in reading.problems])
            self._policy = policy
        return self._policy

    def profiles(self) -> Mapping[str, Profile]:
        """Give the formations alone, which is all that a walk needs to begin; raise Invalid as `policy`."""
        if self._policy is not None:
            return self._policy.profiles
        profiles, readings = compile_profiles(self._policy_on(self._built_in), self._team())
        self._refuse_policy([problem for reading in readings for problem in reading.problems])
        return profiles

    def _team(self) -> dict[str, tuple[bytes, str]]:
        """Give the team's policy files by name: of two of a name, that of the shelf that comes first."""
        team: dict[str, tuple[bytes, str]] = {}
        for shelf in self._shelves[:-1]:
            team = {**self._policy_on(shelf), **team}
        return team

    def wording(self) -> Wording:
        """Give the rules about wording, which only few commands need; raise Invalid with every problem."""
        if self._wording is None:
            team = self._team()
            own = [team[WORDING]] if WORDING in team else []
            wording, readings = compile_wording([self._policy_on(self._built_in)[WORDING], *own])
            self._refuse_policy([problem for reading in readings for problem in reading.problems])
            self._wording = wording
        return self._wording

    def forms(self) -> Forms:
        """Give the forms of reports, of which each is read when it is asked for."""
        if self._forms is None:
            from incidentctl.library.forms import Forms  # start-up: only reports need the parts of one

            self._forms = Forms(self._shelves, self._words)
        return self._forms

    def _refuse_policy(self, problems: Sequence[Problem]) -> None:
        if problems:
            files = ", ".join(dict.fromkeys(problem.file for problem in problems))
            raise Invalid("policy-invalid", details=self._told(problems), path=files)

    def _beside(self, found: Found, known: Sequence[str]) -> Found:
        """Read again, now that is known what there is besides: a runbook or a role that none of ours is."""
        ids = set(map(fold_id, known))
        is_runbook = not found.id.startswith(f"{POLICY}/")
        names_a_role = is_runbook and any(problem.key in _OF_ROLES for problem in found.problems)
        beside = found.runbook.alongside if found.runbook else ()
        if not names_a_role and all(fold_id(name) in ids for name in beside):
            return found
        roles = self._roles() if names_a_role else ROLES
        return _compiled(found.source, found.path, found.origin, known, roles)

    def _roles(self) -> tuple[str, ...]:
        """Give every role: the vocabulary, and what the team's formations add (a wrong policy: nothing)."""
        try:
            profiles = self.policy().profiles.values()
        except Invalid:
            return ROLES
        return tuple(dict.fromkeys((*ROLES, *(role for profile in profiles for role in profile.roles))))

    def _told(self, problems: Sequence[Problem]) -> tuple[str, ...]:
        errors = [problem for problem in problems if problem.severity == "error"]
        return tuple(line for problem in errors for line in lines(problem, self._words))

    def _on(self, shelf: Shelf, only: str = "") -> Iterator[Found]:
        """Give what a shelf holds, file by file; `only` the file of that name."""
        try:
            with opened_shelf(shelf) as directory:
                for name in names(directory):
                    path = str(shelf.path / name)
                    if only and Path(name).stem != only:
                        continue
                    try:
                        data = content(directory, name, is_ours=shelf.is_ours)
                    except RefusedFile as refused:
                        yield _refusal(path, shelf.origin, refused)
                    else:
                        yield _compiled(data, path, shelf.origin)
        except RefusedFile as refused:
            yield _refusal(str(shelf.path), shelf.origin, refused)

    def _policy_on(self, shelf: Shelf) -> dict[str, tuple[bytes, str]]:
        """Give the policy files of a shelf by name, as (content, path)."""
        found: dict[str, tuple[bytes, str]] = {}
        try:
            with opened_shelf(shelf._replace(below=(*shelf.below, POLICY))) as directory:
                for name in names(directory):
                    path = str(shelf.path / POLICY / name)
                    if not is_policy(Path(name).stem):
                        continue
                    try:
                        found[Path(name).stem] = (content(directory, name, is_ours=shelf.is_ours), path)
                    except RefusedFile as refused:
                        self._refuse(path, refused)
        except RefusedFile as refused:
            self._refuse(str(shelf.path / POLICY), refused)
        return found

    def _refuse(self, path: str, refused: RefusedFile) -> None:
        """Raise Invalid for a place that is not used; what is none of ours, or not there, is passed over."""
        is_none_of_ours = refused.key == "foreign-owner" or refused.params.get("errno") == errno.ENOENT
        if not is_none_of_ours:
            self._refuse_policy([Problem(path, 1, 1, refused.key, refused.params)])

    def _tests(self, file: Path) -> Tests:
        from incidentctl.library.cases import compile_cases  # start-up: only where runbooks are tested

        try:
            data = content(None, str(file), is_ours=True)
        except RefusedFile as refused:
            problems = _refusal(str(file), "flag", refused).problems
            return Tests(str(file), None, (), "", problems, lambda _: problems[0])
        return compile_cases(data, str(file), self.get, lambda path: self.check([path])[0])

    def _checked(self, file: Path) -> Found:
        try:
            data = content(None, str(file), is_ours=True)
        except RefusedFile as refused:
            return _refusal(str(file), "flag", refused)
        if is_test(file.name):
            return Found(f"{POLICY}/{file}", str(file), "flag", None, data, self._tests(file).problems)
        if file.parts[-3:-1] == (POLICY, FORMS):
            from incidentctl.library.forms import compile_form  # as above

            _, reading = compile_form(data, str(file))
            return Found(f"{POLICY}/{FORMS}/{file.stem}", str(file), "flag", None, data, (*reading.problems,))
        if file.parent.name != POLICY:
            return _compiled(data, str(file), "flag")
        if not is_policy(file.stem):
            params = {"name": file.stem, "known": ", ".join(FILES), "suggestion": near(file.stem, FILES)}
            problems = [Problem(str(file), 1, 1, "unknown-policy", params)]
        elif file.stem == WORDING:
            built_in_file = self._policy_on(self._built_in)[WORDING]
            problems = compile_wording([built_in_file, (data, str(file))])[1][1].problems
        else:
            team = {file.stem: (data, str(file))}
            _, readings = compile_policy(self._policy_on(self._built_in), team)
            problems = [each for reading in readings for each in reading.problems if each.file == str(file)]
        return Found(f"{POLICY}/{file.stem}", str(file), "flag", None, data, tuple(problems))


def _files(paths: Sequence[Path]) -> list[Path]:
    """Give each file once that is meant by paths: itself, or all YAML files below a directory."""
    files = (file for path in paths for file in (files_below(path) if is_directory(path) else [path]))
    return list(dict.fromkeys(files))


def _refusal(path: str, origin: str, refused: RefusedFile) -> Found:
    return Found("", path, origin, None, b"", (Problem(path, 1, 1, refused.key, refused.params),))


def _compiled(
    data: bytes,
    path: str,
    origin: str,
    known: Sequence[str] | None = None,
    roles: Sequence[str] = ROLES,
) -> Found:
    runbook, reading = compile_runbook(
        data, path, runbooks=known, roles=roles, is_built_in=origin == "builtin"
    )
    return Found(
        runbook.id or Path(path).stem, path, origin, _sound(runbook, reading), data, tuple(reading.problems)
    )


def _sound(runbook: Runbook, reading: Reading) -> Runbook | None:
    return None if any(problem.severity == "error" for problem in reading.problems) else runbook


def _rank(runbook_id: str) -> int:
    return BUILT_IN.index(runbook_id) if runbook_id in BUILT_IN else len(BUILT_IN)
