"""`runbook test`: runbooks tried out without a live system."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incidentctl.cli.call import Call
from incidentctl.errors import FoundWanting, Invalid, NotFound

if TYPE_CHECKING:
    from incidentctl.ports import Problem
    from incidentctl.usecases.rehearsing import Trial


def rehearse(
    call: Call,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="help.argument-tests")] = None,
    coverage: Annotated[bool, typer.Option("--coverage", help="help.option-coverage")] = False,
) -> None:
    """Play the cases of files of tests, and walk runbooks through every branch."""
    from incidentctl.bootstrap import stage  # only here
    from incidentctl.usecases.rehearsing import rehearse as rehearse_all  # as above

    trials = rehearse_all(call.context, stage(call.context), paths or ())
    if call.is_json:
        call.json({"files": [_json(call, each) for each in trials]})
    else:
        for trial in trials:
            call.out(*_lines(call, trial, is_covering=coverage))
    wrong = [each for each in trials if each.problems]
    if wrong:
        raise Invalid("runbooks-wrong", count=sum(len(each.problems) for each in wrong), files=len(wrong))
    if not any(each.tried for each in trials):
        raise NotFound("no-tests", paths=", ".join(map(str, paths or ())))
    failed, count = sum(each.failed for each in trials), sum(len(each.tried) for each in trials)
    if failed:
        raise FoundWanting("cases-failed", failed=failed, count=count)
    if not call.is_json:
        call.err(call.words("runbook.tested", count=count))


def _lines(call: Call, trial: "Trial", *, is_covering: bool) -> Iterator[str]:
    from incidentctl.library.problems import lines  # only here

    words = call.words
    for problem in trial.problems:
        yield from lines(problem, words)
    for each in trial.tried:
        if each.failures:
            yield words("runbook.case-failed", runbook=trial.runbook, name=each.case.name)
        for problem in each.failures:
            yield from lines(problem, words)
    if trial.tried:
        reached = trial.branches - len(trial.gaps)
        counts = {"count": len(trial.tried), "reached": reached, "total": trial.branches}
        yield words("runbook.tried", path=trial.path, **counts)
        if not trial.is_whole:
            yield words("runbook.tried-most")
    for gap in trial.gaps if is_covering else ():
        yield f"  {words(f'runbook.gap.{gap.key}', step=gap.step, value=gap.value)}"


def _json(call: Call, trial: "Trial") -> dict[str, object]:
    return {
        "path": trial.path,
        "runbook": trial.runbook or None,
        "problems": [_problem(call, each) for each in trial.problems],
        "cases": [
            {"name": each.case.name, "failures": [_problem(call, problem) for problem in each.failures]}
            for each in trial.tried
        ],
        "branches": trial.branches,
        "gaps": [gap._asdict() for gap in trial.gaps],
        "whole": trial.is_whole,
    }


def _problem(call: Call, problem: "Problem") -> dict[str, object]:
    from incidentctl.library.problems import lines  # only here

    return {
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "key": problem.key,
        "text": lines(problem, call.words)[0],
    }
