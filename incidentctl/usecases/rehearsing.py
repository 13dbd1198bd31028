"""Rehearsing: a runbook is walked in an incident of its own, as a case says; nothing is run or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from incidentctl.domain.branches import REASON, turns, ways
from incidentctl.domain.cases import Played, coverage, differences
from incidentctl.domain.checklist import value_of
from incidentctl.domain.events.incidents import Declared
from incidentctl.domain.facts import New
from incidentctl.domain.fields import field_named
from incidentctl.domain.runbook import fold_id
from incidentctl.domain.runbook_rules import Finding
from incidentctl.domain.values import parse_value, typed
from incidentctl.errors import IncidentctlError, UsageError
from incidentctl.usecases.freezing import freeze, frozen
from incidentctl.usecases.locate import Located
from incidentctl.usecases.steps import field_of, items_of
from incidentctl.usecases.value import Extras, labels_of, new_value, severities, severity_labels
from incidentctl.usecases.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from incidentctl.domain.cases import Case, Gap, Ran
    from incidentctl.domain.incident import Incident
    from incidentctl.domain.runbook import Runbook
    from incidentctl.ports import Context, Found, Problem, Tests


class Player(Protocol):
    """Whoever plays a case: the person at the terminal, and the commands."""

    shown: dict[str, str]
    commands: dict[str, list[Ran]]
    findings: list[Finding]

    def leftover(self, states: Mapping[str, str]) -> list[Finding]:
        """Give what was never typed; `states` is how the steps stand."""
        ...


if TYPE_CHECKING:
    Stage: TypeAlias = Callable[[Runbook, Case, str, str], tuple[Context, Player]]
    """Gives a context in which nothing is kept or run, and whoever plays the case in it."""


class Tried(NamedTuple):
    """A case, what came out of it, and where that is not as it says."""

    case: Case
    played: Played
    failures: tuple[Problem, ...]


class Trial(NamedTuple):
    """What came out of all cases of a file, or of all ways through a runbook.

    `branches` counts all of the runbook, `gaps` are those that nothing reached. `is_whole`: with all ways
    that there are, or the cases of a file. `problems` kept it from being tried.
    """

    path: str
    runbook: str
    tried: tuple[Tried, ...] = ()
    branches: int = 0
    gaps: tuple[Gap, ...] = ()
    is_whole: bool = True
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> int:
        """Give how many cases did not come out as expected."""
        return sum(bool(each.failures) for each in self.tried)


def rehearse(context: Context, stage: Stage, paths: Sequence[Path]) -> tuple[Trial, ...]:
    """Play the cases of files, and walk runbooks that have none through every branch."""
    return tuple(_trial(stage, tests) for tests in context.runbooks.tests(paths))


def _trial(stage: Stage, tests: Tests) -> Trial:
    if tests.found is None or tests.found.runbook is None:
        return Trial(tests.path, "", problems=tests.problems)
    runbook = tests.found.runbook
    if tests.cases:
        tried = [_tried(stage, tests, index, case) for index, case in enumerate(tests.cases)]
        count, gaps = coverage(runbook, [each.played for each in tried])
        return Trial(tests.path, runbook.id, tuple(tried), count, gaps)
    walked = ways(runbook)
    tried = [_tried(stage, tests, index, case) for index, case in enumerate(walked.cases)]
    count, gaps = coverage(runbook, [each.played for each in tried])
    while more := turns([(each.case, each.played) for each in tried], gaps):
        tried.append(_tried(stage, tests, len(tried), more))
        before, (count, gaps) = gaps, coverage(runbook, [each.played for each in tried])
        if len(gaps) == len(before):
            break
    return Trial(tests.path, runbook.id, tuple(tried), count, gaps, walked.is_whole)


def _tried(stage: Stage, tests: Tests, index: int, case: Case) -> Tried:
    assert tests.found is not None  # noqa: S101 - the file is sound
    played = play(stage, tests.found, case, tests.lang, beside="" if tests.cases else REASON)
    at = ("cases", index)
    failures = [tests.at(each._replace(place=(*at, *each.place))) for each in differences(case, played)]
    return Tried(case, played, tuple(failures))


def play(stage: Stage, found: Found, case: Case, lang: str = "", *, beside: str = "") -> Played:
    """Walk a runbook as a case says, and compare the fields that it names.

    `lang`: "" for its own. `beside` is typed at what is asked beside the steps ("": the case has it, too).
    """
    assert found.runbook is not None  # noqa: S101 - the runbook is sound
    context, player = stage(found.runbook, case, lang or found.runbook.lang, beside)
    receipt = context.timeline.begin(
        [New(Declared("Rehearsal", context.zone_name))], by=context.user, day=context.now().date()
    )
    located = Located(receipt.facts[0].incident, receipt.pulse)
    trouble = []
    for name, text in case.known.items():
        try:
            new = new_value(context, located, field_named(name), text, Extras())
        except UsageError as error:
            trouble.append(_unreadable(context, ("known", name), error))
        else:
            context.timeline.append(located.id, [new], by=context.user)
    freeze(context, located, found)
    try:
        walk(context, located, found.runbook.id)
    except IncidentctlError as error:
        trouble.append(_unreadable(context, ("name",), error))
    incident = context.timeline.state(located.id)
    runbook = frozen(context, incident, found.runbook.id) or found.runbook
    items = items_of(context, incident, runbook)
    states = {fold_id(item.step.id): item.state for item in items}
    return Played(
        states=states,
        answers={
            fold_id(item.step.id): value_of(item.step, item.record) for item in items if item.state == "done"
        },
        commands=player.commands,
        shown=player.shown,
        trouble=(*trouble, *player.findings, *player.leftover(states)),
        findings=tuple(_of_fields(context, incident, runbook, case)),
    )


def _of_fields(context: Context, incident: Incident, runbook: Runbook, case: Case) -> Iterator[Finding]:
    """Give where a field has not the value that the case says, both read by the same grammar."""
    parts = {part.save: part for step in runbook.steps for part in step.parts}
    for name, text in case.fields.items():
        part = parts.get(field_named(name).name)
        field = field_of(part) if part else field_named(name)
        levels = severities(context, field)
        labels = {**labels_of(field), **severity_labels(levels)}
        try:
            expected = parse_value(field, text, context.now(), context.zone, labels)
        except UsageError as error:
            yield _unreadable(context, ("fields", name), error)
            continue
        known = incident.fields.get(field.name)
        if known is None:
            yield Finding(("fields", name), "case-no-value", {"name": name})
        elif known.value != expected:
            actual = "unknown" if known.value is None else typed(known.value, field, context.zone)
            yield Finding(("fields", name), "case-field", {"name": name, "actual": actual})


def _unreadable(context: Context, place: tuple[str, ...], error: IncidentctlError) -> Finding:
    reason = context.words(f"errors.{error.key}", **error.params)
    return Finding(place, "case-refused", {"reason": reason})
