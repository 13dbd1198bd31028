"""From a file of tests of a runbook to its cases, with every mistake at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from incidentctl.domain.cases import Case, Given, problems
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.runbook_rules import Finding
from incidentctl.errors import Invalid, NotFound
from incidentctl.library.compiling import place
from incidentctl.library.nodes import read
from incidentctl.library.schema import shape
from incidentctl.ports import Tests

if TYPE_CHECKING:
    from collections.abc import Callable

    from incidentctl.domain.runbook_rules import Place
    from incidentctl.library.nodes import Reading
    from incidentctl.library.schema import Raw
    from incidentctl.ports import Found, Problem

_RUNBOOKS = (".yaml", ".yml")
_BY_STEP = ("answers", "steps", "commands", "shown")


def compile_cases(
    data: bytes, file: str, get: Callable[[str], Found], beside: Callable[[Path], Found]
) -> Tests:
    """Read a file of tests: `get` gives a runbook by its id, `beside` reads one from a file.

    With a mistake in it there is nothing to be played.
    """
    reading = read(data, file)
    raw = shape(reading, "test") or {}
    found = _runbook(reading, raw, get, beside) if "runbook" in raw else None
    cases = tuple(_case(each) for each in raw.get("cases", ()))
    before: set[str] = set()
    for index, case in enumerate(cases):
        at: Place = ("cases", index)
        if case.name in before:
            place(reading, Finding((*at, "name"), "case-name", {"name": case.name}))
        before.add(case.name)
        for finding in (*_twice(raw["cases"][index]), *_against(case, found)):
            place(reading, finding._replace(place=(*at, *finding.place)), on_key=finding.place[-1] != 0)
    reading.problems.sort(key=lambda each: (each.line, each.column))

    def at_place(finding: Finding) -> Problem:
        place(reading, finding)
        return reading.problems.pop()

    is_sound = found is not None and found.runbook is not None and not reading.problems
    return Tests(
        file, found if is_sound else None, cases, raw.get("lang", ""), (*reading.problems,), at_place
    )


def without_cases(found: Found) -> Tests:
    """Give a runbook that is to be walked through all its branches; a difference stands at its step."""

    def at_step(finding: Finding) -> Problem:
        steps = [step.id for step in found.runbook.steps] if found.runbook else []
        at = next((("steps", steps.index(str(each))) for each in finding.place if each in steps), ("steps",))
        reading = read(found.source, found.path)
        place(reading, finding._replace(place=at))
        return reading.problems[-1]

    errors = tuple(problem for problem in found.problems if problem.severity == "error")
    return Tests(found.path, found if found.runbook else None, (), "", errors, at_step)


def _runbook(
    reading: Reading, raw: Raw, get: Callable[[str], Found], beside: Callable[[Path], Found]
) -> Found | None:
    """Give the runbook that is tested; where there is none, or a wrong one, that is said at its name."""
    name: str = raw["runbook"]
    if not name.endswith(_RUNBOOKS):
        try:
            return get(name)
        except NotFound as error:
            params = {"name": name, "suggestion": error.params.get("suggestion", "")}
            place(reading, Finding(("runbook",), "unknown-runbook", params))
        except Invalid as error:
            place(reading, Finding(("runbook",), "case-runbook", {"path": error.params["path"]}))
        return None
    found = beside(Path(reading.file).parent / name)
    if found.runbook is None:
        place(reading, Finding(("runbook",), "case-runbook", {"path": found.path}))
    return found


def _case(raw: Raw) -> Case:
    commands = raw.get("commands")
    return Case(
        name=raw.get("name", ""),
        known=raw.get("known", {}),
        answers={step: [_given(each) for each in given] for step, given in raw.get("answers", {}).items()},
        steps=raw.get("steps", {}),
        fields=raw.get("fields", {}),
        commands=None if commands is None else {step: _ran(each) for step, each in commands.items()},
        shown=raw.get("shown", {}),
    )


def _given(raw: str | Raw) -> Given:
    if isinstance(raw, str):
        return Given(raw)
    fields = {name: text for name, text in raw.items() if name not in {"exit", "output"}}
    return Given("", fields, raw.get("exit"), raw.get("output"))


def _ran(raw: str | list[str]) -> tuple[str, ...] | str:
    return raw if isinstance(raw, str) else tuple(raw)


def _twice(raw: Raw) -> list[Finding]:
    """Give the steps that are written twice, each in another case or width."""
    findings = []
    for key in _BY_STEP:
        before: dict[str, str] = {}
        for name in raw.get(key, ()):
            first = before.setdefault(fold_id(name), name)
            if first != name:
                findings.append(Finding((key, name), "duplicate-id", {"name": name, "before": first}))
    return findings


def _against(case: Case, found: Found | None) -> tuple[Finding, ...]:
    return tuple(problems(case, found.runbook)) if found is not None and found.runbook is not None else ()
