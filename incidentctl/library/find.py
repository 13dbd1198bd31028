"""Where runbooks and policy come from: the search path, read without following anybody's traps."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from incidentctl.domain.nearest import near
from incidentctl.domain.runbook import FLOW, PRIVACY, ROLES, Runbook, fold_id
from incidentctl.errors import Invalid, NotFound
from incidentctl.library.compiling import compile_runbook
from incidentctl.library.nodes import LARGEST
from incidentctl.library.policy import FILES, compile_policy, compile_profiles, is_policy
from incidentctl.library.policy_wording import NAME as WORDING
from incidentctl.library.policy_wording import compile_wording
from incidentctl.library.problems import lines
from incidentctl.ports import Found, Problem
from incidentctl.words import Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from incidentctl.domain.lint import Wording
    from incidentctl.domain.policy import Policy, Profile
    from incidentctl.library.nodes import Reading

BUILT_IN = (*FLOW, PRIVACY)

PROJECT = (".incidentctl", "runbooks")
POLICY = "policy"
_ENDINGS = (".yaml", ".yml")
_OF_ROLES = frozenset({"unknown-role", "unknown-name"})


def built_in() -> Path:
    """Give the directory of the built-in runbooks, in every kind of install; raise NotFound."""
    package = Path(__file__).parent.parent  # importlib.resources takes 12 ms to say the same
    checkout = package.parent
    if (package / "_runbooks").is_dir():
        return package / "_runbooks"
    if (checkout / "pyproject.toml").is_file() and (checkout / "runbooks").is_dir():
        return checkout / "runbooks"
    raise NotFound("no-built-in-runbooks", path=str(package))


class _Shelf(NamedTuple):
    """A directory of the search path. Below `base`, no link is followed to get to it, or into it."""

    base: Path
    origin: str
    below: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        return self.base.joinpath(*self.below)

    @property
    def is_ours(self) -> bool:
        """What came with the program may be linked and owned as the installer likes."""
        return self.origin == "builtin"


class _Refused(Exception):  # noqa: N818 - carried to where it becomes a problem of a file
    """A file or directory that is not used; `key` is worded by words/runbook.py."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


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
        """Keep where to look, first to last.

        `flag` (--runbooks), `environment` (directories, joined by the platform's path separator),
        `.incidentctl/runbooks` in `cwd` or the nearest parent that has it, `user`, and what is built in.
        """
        self._words = Words(lang)
        shelves = [_Shelf(flag, "flag")] if flag else []
        shelves += [_Shelf(Path(each), "environment") for each in environment.split(os.pathsep) if each]
        home = next((each for each in (cwd, *cwd.parents) if os.path.lexists(each.joinpath(*PROJECT))), None)
        shelves += [_Shelf(home, "project", PROJECT)] if home else []
        shelves += [_Shelf(user, "user")] if user and user.is_dir() else []
        self._built_in = _Shelf(built_in_at or built_in(), "builtin")
        self._shelves = [*shelves, self._built_in]
        self._all: tuple[Found, ...] | None = None
        self._policy: Policy | None = None
        self._wording: Wording | None = None

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

    def check(self, paths: Sequence[Path]) -> Sequence[Found]:
        """Read files, or all YAML files below directories, and give each with its problems.

        Links are followed here: whoever names a path means it.
        """
        files = [file for path in paths for file in (_below(path) if _is_directory(path) else [path])]
        checked = [self._checked(file) for file in files]
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

    def _refuse_policy(self, problems: Sequence[Problem]) -> None:
        if problems:
            files = ", ".join(dict.fromkeys(problem.file for problem in problems))
            raise Invalid("policy-invalid", details=self._told(problems), path=files)

    def _beside(self, found: Found, known: Sequence[str]) -> Found:
        """Read again, now that is known what there is besides: a runbook or a role that none of ours is."""
        ids = set(map(fold_id, known))
        is_runbook = Path(found.path).parent.name != POLICY
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

    def _on(self, shelf: _Shelf, only: str = "") -> Iterator[Found]:
        """Give what a shelf holds, file by file; `only` the file of that name."""
        try:
            with _directory(shelf) as directory:
                for name in _names(directory):
                    path = str(shelf.path / name)
                    if only and Path(name).stem != only:
                        continue
                    try:
                        data = _content(directory, name, is_ours=shelf.is_ours)
                    except _Refused as refused:
                        yield _refusal(path, shelf.origin, refused)
                    else:
                        yield _compiled(data, path, shelf.origin)
        except _Refused as refused:
            yield _refusal(str(shelf.path), shelf.origin, refused)

    def _policy_on(self, shelf: _Shelf) -> dict[str, tuple[bytes, str]]:
        """Give the policy files of a shelf by name, as (content, path)."""
        found: dict[str, tuple[bytes, str]] = {}
        try:
            with _directory(shelf._replace(below=(*shelf.below, POLICY))) as directory:
                for name in _names(directory):
                    path = str(shelf.path / POLICY / name)
                    if not is_policy(Path(name).stem):
                        continue
                    try:
                        found[Path(name).stem] = (_content(directory, name, is_ours=shelf.is_ours), path)
                    except _Refused as refused:
                        self._refuse(path, refused)
        except _Refused as refused:
            self._refuse(str(shelf.path / POLICY), refused)
        return found

    def _refuse(self, path: str, refused: _Refused) -> None:
        """Raise Invalid for a place that is not used; what is none of ours, or not there, is passed over."""
        is_none_of_ours = refused.key == "foreign-owner" or refused.params.get("errno") == errno.ENOENT
        if not is_none_of_ours:
            self._refuse_policy([Problem(path, 1, 1, refused.key, refused.params)])

    def _checked(self, file: Path) -> Found:
        try:
            data = _content(None, str(file), is_ours=True)
        except _Refused as refused:
            return _refusal(str(file), "flag", refused)
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


@contextmanager
def _directory(shelf: _Shelf) -> Iterator[int]:
    """Open a directory step by step, so that no link leads elsewhere and no stranger owns a step."""
    with ExitStack() as stack:
        directory = None
        for step in (str(shelf.base), *shelf.below):
            is_base = directory is None  # in a project it is any directory: its owner says nothing
            directory = _opened(step, directory, os.O_DIRECTORY, is_trusted=shelf.is_ours or is_base)
            stack.callback(os.close, directory)
            if not shelf.is_ours and not (is_base and shelf.below):
                _check_owner(os.fstat(directory))
        assert directory is not None  # noqa: S101 - there is always a base
        yield directory


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long: told as unreadable, like any file that is not there
        return False


def _names(directory: int) -> list[str]:
    return sorted(name for name in os.listdir(directory) if name.endswith(_ENDINGS))


def _content(directory: int | None, name: str, *, is_ours: bool) -> bytes:
    """Read a regular file that belongs to us (or root), at most one byte more than is allowed."""
    file = _opened(name, directory, os.O_NONBLOCK, is_trusted=is_ours)  # a pipe must not hold us up
    with ExitStack() as stack:
        stack.callback(os.close, file)
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):  # to make a stream of a directory would fail
            raise _Refused("not-a-file")
        if not is_ours:
            _check_owner(status)
        with os.fdopen(file, "rb", closefd=False) as stream:
            return stream.read(LARGEST + 1)


def _opened(name: str, directory: int | None, flags: int, *, is_trusted: bool) -> int:
    flags |= os.O_RDONLY | os.O_CLOEXEC | (0 if is_trusted else os.O_NOFOLLOW)
    try:
        return os.open(name, flags, dir_fd=directory)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENOTDIR, errno.ENXIO):
            if not is_trusted:
                _check_owner(os.stat(name, dir_fd=directory, follow_symlinks=False))
            raise _Refused("not-a-file") from None
        raise _Refused("unreadable", why=error.strerror or str(error), errno=error.errno) from None


def _check_owner(status: os.stat_result) -> None:
    if status.st_uid not in (os.geteuid(), 0):
        raise _Refused("foreign-owner", owner=status.st_uid)


def _refusal(path: str, origin: str, refused: _Refused) -> Found:
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


def _below(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.suffix in _ENDINGS)
